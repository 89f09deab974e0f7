"""Dates of whole documents: which of them counts, what contradicts, what is left alone."""

from __future__ import annotations

import calendar
import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import dates_in, read_dates, slug_dates
from extractors.model import Block, BlockKind, Dates, Document, Link, Passage


def document(
    *pages: str,
    kind: BlockKind = "text",
    furniture: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
) -> Document:
    """A document with one block a line; a line that begins with # is a heading."""
    passages: list[Passage] = []
    for number, page in enumerate(pages, start=1):
        heading, blocks = "", []
        for line in page.splitlines():
            if line.startswith("# "):
                passages.append(Passage(heading, 2 if heading else 0, tuple(blocks), number))
                heading, blocks = line[2:], []
            else:
                blocks.append(Block(line, number, kind))
        passages.append(Passage(heading, 2 if heading else 0, tuple(blocks), number))
    foot = tuple(Block(line, 1) for line in furniture)
    return Document("", "pdf", "", tuple(passages), furniture=foot, links=links)


def span(dates: Dates) -> tuple[str, str] | None:
    found = dates.document_date
    return (str(found.start), str(found.end)) if found else None


PROSE = "Pupils with special educational needs take part in all that the school offers. " * 3


# ---------------------------------------------------------------- generated phrases

LABELS = {
    "updated": "Last updated/Updated/Date updated/Amended/Revised/Date of update",
    "reviewed": "Reviewed/Date reviewed/Last reviewed/Policy last reviewed/Date of last review",
    "approved": "Approved/Ratified/Date agreed/Adopted/Approved by Governors/Date of adoption/"
    "Agreed by the Governing Body/Ratified by FGB",
    "issued": "Published/Issue date/Date of issue/Effective from/Date created/Policy date",
    "next-review": "Next review/Date of next review/To be reviewed/Review due/Next review date/"
    "Due for review/Next review due by",
}
SEPARATORS = [": ", " ", " - ", " – ", ":", " | ", ": on ", " in ", " (", " — "]
SUFFIXES = ["", ".", ")", " ", " by the SENCO", ";", " - Mrs Sample", " | Page 1 of 12"]
DAY_FORMATS = [
    "{d} {B} {y}",
    "{d}{o} {B} {y}",
    "{d:02}/{m:02}/{y}",
    "{d}.{m}.{yy:02}",
    "{d:02}-{m:02}-{y}",
    "{d}{o} of {B}, {y}",
    "{d} {b} {y}",
    "{y}-{m:02}-{d:02}",
    "{B} {d}, {y}",
]
MONTH_FORMATS = [
    "{B} {y}",
    "{b} {y}",
    "{b}. {y}",
    "{m:02}/{y}",
    "{b} '{yy:02}",
    "{B}, {y}",
    "{b}-{yy:02}",
]
TERM_FORMATS = ["{t} {y}", "{t} Term {y}", "{t} term of {y}", "the {t} term {y}"]
TERMS = {"Autumn": (9, 12), "Spring": (1, 4), "Summer": (5, 8)}


def ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@st.composite
def written_date(draw: st.DrawFn) -> tuple[str, dt.date, dt.date]:
    """A date in one of the usual shapes, with its first and last day."""
    day = draw(st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)))
    words = {
        "d": day.day,
        "m": day.month,
        "y": day.year,
        "yy": day.year % 100,
        "o": ordinal(day.day),
        "B": calendar.month_name[day.month],
        "b": calendar.month_abbr[day.month],
    }
    shape = draw(st.sampled_from(["day", "month", "term"]))
    if shape == "day":
        return draw(st.sampled_from(DAY_FORMATS)).format(**words), day, day
    if shape == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        text = draw(st.sampled_from(MONTH_FORMATS)).format(**words)
        return text, day.replace(day=1), day.replace(day=last)
    term = draw(st.sampled_from(sorted(TERMS)))
    first, final = TERMS[term]
    text = draw(st.sampled_from(TERM_FORMATS)).format(t=term, y=day.year)
    end = dt.date(day.year, final, calendar.monthrange(day.year, final)[1])
    return text, dt.date(day.year, first, 1), end


@st.composite
def labelled(draw: st.DrawFn) -> tuple[str, str, dt.date, dt.date]:
    """A label with its date: the text, the role and the days."""
    role = draw(st.sampled_from(sorted(LABELS)))
    label = draw(st.sampled_from(LABELS[role].split("/")))
    label = draw(st.sampled_from([label, label.upper(), label.lower()]))
    text, start, end = draw(written_date())
    return label + draw(st.sampled_from(SEPARATORS)) + text, role, start, end


@settings(deadline=None)  # a busy machine is no fault of the grammar
@given(labelled(), st.sampled_from(SUFFIXES))
def test_any_label_with_any_date(phrase: tuple[str, str, dt.date, dt.date], suffix: str) -> None:
    text, role, start, end = phrase
    assert [(claim.role, claim.start, claim.end) for claim in dates_in(text + suffix)] == [
        (role, start, end)
    ]


@settings(deadline=None)  # a busy machine is no fault of the grammar
@given(labelled(), labelled(), st.sampled_from([" ", "  ", ". ", "; ", " | ", ", ", "\n"]))
def test_two_on_one_line(
    first: tuple[str, str, dt.date, dt.date],
    second: tuple[str, str, dt.date, dt.date],
    between: str,
) -> None:
    expected = {first[1:], second[1:]}
    found = {
        (claim.role, claim.start, claim.end) for claim in dates_in(first[0] + between + second[0])
    }
    assert found == expected


@settings(deadline=None)  # a busy machine is no fault of the grammar
@given(labelled())
def test_label_above_its_date(phrase: tuple[str, str, dt.date, dt.date]) -> None:
    text, role, start, end = phrase
    labels = sorted(LABELS[role].split("/"), key=len, reverse=True)
    label = next(one for one in labels if text.lower().startswith(one.lower()))
    written = text[len(label) :].lstrip(" :-–—|(").removeprefix("on ").removeprefix("in ")
    found = [(claim.role, claim.start, claim.end) for claim in dates_in(f"{label}:\n{written}")]
    assert found == [(role, start, end)]


FOREIGN_SENTENCES = [
    "The SEND Code of Practice was published in {}.",
    "Our last Ofsted inspection was in {}.",
    "Mrs Sample joined the school in {}.",
    "Staff had training on autism on {}.",
    "As of {} there were 40 pupils on our register.",
    "The Equality Act (amended {}) applies.",
    "The next parents' evening is on {}.",
    "The sensory garden opened in {}.",
    "© Example School {}",
    "Telephone 01632 960123 ({})",
    "Children's targets were reviewed in {} with parents.",
]


@settings(deadline=None)  # a busy machine is no fault of the grammar
@given(st.sampled_from(FOREIGN_SENTENCES), written_date())
def test_dates_of_other_things(sentence: str, written: tuple[str, dt.date, dt.date]) -> None:
    assert dates_in(sentence.format(written[0])) == []


@settings(deadline=None)  # a busy machine is no fault of the grammar
@given(st.text(max_size=300), labelled(), st.text(max_size=60))
def test_whatever_stands_around_a_claim_is_quoted_letter_for_letter(
    before: str, phrase: tuple[str, str, dt.date, dt.date], after: str
) -> None:
    text = before + phrase[0] + after
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for claim in dates_in(text):
        assert claim.as_written and any(claim.as_written in line for line in lines)
        assert claim.start <= claim.end


# ---------------------------------------------------------------- which date counts


def test_latest_statement_dates_the_document() -> None:
    text = "SEN Policy\nApproved: May 2021\nReviewed: June 2023\nUpdated: June 2022\n" + PROSE
    assert span(read_dates(document(text))) == ("2023-06-01", "2023-06-30")


def test_academic_year_alone_is_the_document_date() -> None:
    text = "# SEND Information Report 2024-2025\n" + PROSE
    assert span(read_dates(document(text))) == ("2024-09-01", "2025-08-31")


def test_year_in_a_title_is_that_calendar_year() -> None:
    dates = read_dates(document("# Example School SEND Information 2024\n" + PROSE))
    assert span(dates) == ("2024-01-01", "2024-12-31")
    assert [(claim.role, claim.precision) for claim in dates.claims] == [("period", "year")]


def test_plan_of_several_years_is_a_period() -> None:
    (claim,) = read_dates(document("# Accessibility Plan\n2023-2026\n" + PROSE)).claims
    assert (claim.role, claim.precision, claim.as_written) == ("period", "range", "2023-2026")


def test_undated_document() -> None:
    assert read_dates(document("# SEND Information Report\n" + PROSE)) == Dates()


def test_footer_of_every_page() -> None:
    dates = read_dates(document("# SEN Policy\n" + PROSE, furniture=("Updated March 2024",)))
    assert span(dates) == ("2024-03-01", "2024-03-31")


def test_repeated_claim_is_listed_once_with_its_first_page() -> None:
    page = "Next review: May 2026\n" + PROSE
    (claim,) = read_dates(document(page, page, page)).claims
    assert claim.page == 1


def test_file_name_and_metadata_are_not_asked() -> None:
    bare = document("# SEN Policy\n" + PROSE)
    told = Document(
        "", "pdf", "SEN Policy 2024", bare.passages, properties={"modified": "2024-05-01T10:00:00"}
    )
    assert read_dates(told).document_date is None


# ---------------------------------------------------------------- review dates


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Approved: May 2024\nReview date: May 2025", "next-review"),
        ("Review date: May 2024\nNext review date: May 2025", "reviewed"),
        ("Adopted: May 2024\nReview: September 2024\nDate of next review: May 2025", "reviewed"),
        ("Review date: May 2023\nApproved: June 2024", "reviewed"),
        ("# SEND Report 2024-2025\nReview date: September 2025", "next-review"),
        ("# SEND Report 2024-2025\nReview date: October 2024", "reviewed"),
    ],
)
def test_bare_review_date_is_read_beside_its_siblings(text: str, role: str) -> None:
    claims = read_dates(document(text)).claims
    assert next(c for c in claims if c.as_written.startswith("Review")).role == role


def test_lonely_review_date_says_that_it_is_unclear() -> None:
    dates = read_dates(document("# SEN Policy\nReview date: May 2025\n" + PROSE))
    assert dates.next_review is not None
    assert "does not say" in dates.conflicts[0]


def test_cover_wins_over_a_later_page_and_both_are_listed() -> None:
    dates = read_dates(document("Next review: April 2026", "Next review due: May 2026"))
    assert dates.next_review is not None and dates.next_review.start == dt.date(2026, 4, 1)
    assert "April 2026" in dates.conflicts[0] and "May 2026" in dates.conflicts[0]


def test_full_review_comes_before_interim_ones() -> None:
    dates = read_dates(
        document(
            "Full review carried out: March 2023\n"
            "Interim review dates: March 2024, March 2025\nFull review due: March 2026"
        )
    )
    assert [c.role for c in dates.claims].count("next-review") == 3
    assert dates.next_review is not None and dates.next_review.start == dt.date(2026, 3, 1)
    assert dates.conflicts == ()


def test_next_review_before_the_last_update_is_a_contradiction() -> None:
    dates = read_dates(document("Updated: May 2025\nNext review: May 2024"))
    assert any("before" in sentence for sentence in dates.conflicts)


def test_a_title_that_ran_into_the_first_sentence_dates_the_document() -> None:
    text = "SEND INFORMATION REPORT 25-26 EXAMPLEHAM UTC is a college for students from 14."
    assert span(read_dates(document(text))) == ("2025-09-01", "2026-08-31")


def test_titles_of_two_years_are_both_shown() -> None:
    dates = read_dates(
        document("# SEN Information Report 2022\n# SEN Information Report 2024\nText")
    )
    assert "2022" in dates.conflicts[0] and "2024" in dates.conflicts[0]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("This policy is reviewed annually.", 12),
        ("To be reviewed every three years", 36),
        ("Review cycle: annual", 12),
        ("Review frequency: every 3 years", 36),
        ("Review requirements: 1 year", 12),
        ("The SEN Information Report is updated every year by the SENCO.", 12),
        ("This plan will be reviewed termly.", 4),
        ("Review Cycle: 2 Years", 24),
        ("Our accessibility plan is reviewed every 3 years.", 36),
        ("EHC plans are reviewed annually.", None),
        ("Each child's support plan is reviewed termly.", None),
        ("The policy helps us. Pupils' targets are reviewed every term.", None),
        ("We review progress every half term.", None),
    ],
)
def test_interval_without_a_date(text: str, months: int | None) -> None:
    dates = read_dates(document(text))
    assert (dates.interval, dates.next_review) == (months, None)


# ---------------------------------------------------------------- tables and furniture


def test_labels_in_one_row_and_dates_in_the_next() -> None:
    text = "Date of issue Date of last review Date of next review\nMay 2020 May 2024 May 2026"
    claims = read_dates(document(text, kind="row")).claims
    assert [(c.role, c.start.year) for c in claims] == [
        ("issued", 2020),
        ("reviewed", 2024),
        ("next-review", 2026),
    ]


def test_history_of_versions() -> None:
    text = (
        "Version | Date | Author | Change\n"
        "1.0 | September 2022 | Mrs Sample | First issue\n"
        "1.1 | October 2023 | Mrs Sample | Reviewed and amended"
    )
    assert span(read_dates(document(text, kind="row"))) == ("2023-10-01", "2023-10-31")


def test_action_plan_does_not_date_the_document() -> None:
    plan = (
        "Target | Action | Who | Timescale | Review date\n"
        "Ramp at the hall door | Obtain quotes | Headteacher | Spring 2025 | Summer 2025\n"
        "Signs in large print | Order new signs | SENCO | Autumn 2024 | Completed May 2025"
    )
    pages = ["# Accessibility Plan\nApproved: May 2024\n" + PROSE, PROSE, *[PROSE] * 3]
    base = document(*pages)
    rows = tuple(Block(line, 3, "row") for line in plan.splitlines())
    filler = Passage("Monitoring", 2, tuple(Block(PROSE, 4) for _ in range(25)), 4)
    whole = Document("", "pdf", "", (*base.passages[:-1], Passage("Aims", 2, rows, 3), filler))
    assert [c.as_written for c in read_dates(whole).claims] == ["Approved: May 2024"]


def test_link_to_another_document_does_not_date_the_page() -> None:
    page = "# SEND at our school\nSEN Policy 2021\nAccessibility Plan 2019-2022\n" + PROSE
    links = (
        Link("SEN Policy 2021", "https://example.org/a.pdf"),
        Link("Accessibility Plan 2019-2022", "https://example.org/b.pdf"),
    )
    assert read_dates(document(page, links=links)).claims == ()


def test_another_policy_of_the_school_is_not_this_document() -> None:
    text = "# SEN Information Report\n" + PROSE + "\nOur behaviour policy was reviewed in May 2019."
    assert read_dates(document(text)).claims == ()


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://example.org/send-information-report-2021-22", "2021-09-01"),
        ("https://example.org/2014/08/sen-information-report", "2014-08-01"),
        ("https://example.org/files/SEN_Policy_Sept_2023.pdf", "2023-09-01"),
        ("https://example.org/docs/SEND%20Report%202024%202025.pdf", "2024-09-01"),
        ("https://example.org/1713210403_SEND-Report-2024.pdf", "2024-01-01"),
        ("/files/accessibility-plan-24-27.pdf", "2024-01-01"),
    ],
)
def test_date_in_an_address(url: str, start: str) -> None:
    assert [str(claim.start) for claim in slug_dates(url)] == [start]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/page/?title=SEND&pid=2024",
        "https://example.org/files/report 20223 2024 (1).pdf",
        "https://example.org/attachments/download.asp?file=1123&type=pdf",
        "https://example.org/sen",
    ],
)
def test_no_date_in_an_address(url: str) -> None:
    assert slug_dates(url) == []


# ---------------------------------------------------------------- speed


def test_a_long_document_is_read_in_proportion() -> None:
    page = (PROSE + "In 2024 the 40 pupils of Year 5 went out 12 times.\n") * 12
    cover = "Reviewed: May 2024\nNext review: May 2025"
    short, long = document(cover, *[page] * 3), document(cover, *[page] * 48)
    assert 400_000 > len(long.text) > 15 * len(short.text) > 100_000
    assert _seconds(long) < 16 * 3 * min(_seconds(short) for _ in range(5))


def _seconds(read: Document) -> float:
    begin = time.process_time()
    read_dates(read)
    return time.process_time() - begin


@pytest.mark.parametrize("words", ["2024 ", "Reviewed 12/05/2024 ", "Next review: September ", "1"])
def test_one_endless_line_is_read_in_proportion(words: str) -> None:
    short, long = (document(words * (size // len(words))) for size in (10_000, 40_000))
    assert min(_seconds(long) for _ in range(3)) < 4 * 2.5 * min(_seconds(short) for _ in range(5))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Version 4 - Aug 26", "2026-08-01", "2026-08-31"),
        ("Version No. 2 May 2026", "2026-05-01", "2026-05-31"),
        ("Issue 5 June 2025", "2025-06-01", "2025-06-30"),
        ("Version 4, 12 August 2026", "2026-08-12", "2026-08-12"),
        ("Version 2.1 - 3 March 2026", "2026-03-03", "2026-03-03"),
    ],
)
def test_the_number_of_a_version_is_not_the_day(written: str, first: str, last: str) -> None:
    read = read_dates(document(f"# SEN Information Report\n{written}\nWe support all children."))
    assert span(read) == (first, last)
