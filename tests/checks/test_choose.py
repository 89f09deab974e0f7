"""Which document counts, and when a person should look first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks.choose import choose, kinds_by_words
from checks.model import SeenDocument
from checks.names import names_another_school
from extractors.model import Dates
from tests.checks.verdict_samples import PRIMARY, TODAY, claim, dates, seen

OLD = claim("updated", "Updated September 2023", "2023-09-01", "2023-09-30", "month")
NEW = claim("updated", "Updated September 2026", "2026-09-01", "2026-09-30", "month")
SITE = "https://willowbank.example.org"
REPORT = "sen-information-report"


def test_the_newest_counts_and_the_others_are_history() -> None:
    old = seen(stated=dates(OLD), url="https://willowbank.example.org/a.pdf")
    new = seen(stated=dates(NEW), url="https://willowbank.example.org/b.pdf")
    chosen = choose([old, new], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is new
    assert chosen.older == (old,)
    assert "The newest of 2 by its own date, “Updated September 2026”." in chosen.reason
    assert not chosen.doubt


def test_a_newer_combined_document_counts_over_an_older_report() -> None:
    old = seen(stated=dates(OLD))
    combined = seen("sen-policy", also=(REPORT,), stated=dates(NEW))
    choice = choose([old, combined], TODAY, school=PRIMARY)
    report, policy = choice.of(REPORT), choice.of("sen-policy")
    assert report is not None
    assert policy is not None
    assert report.document is policy.document is combined
    assert report.combined
    assert "One document with the SEN policy." in report.reason


def test_one_body_at_two_addresses_is_one_document() -> None:
    own = seen(url="https://willowbank.example.org/report.pdf")
    copy = type(own)(own.reading, "https://files.example.org/x.pdf", own_site=False)
    choice = choose([copy, own], TODAY, school=PRIMARY)
    chosen = choice.of(REPORT)
    assert chosen is not None
    assert chosen.document is own
    assert chosen.older == ()


def test_a_report_of_another_school_yields_to_an_older_one_of_this_school() -> None:
    own = seen(stated=dates(OLD))
    other = seen(stated=dates(NEW), school="Riverside Sample Academy")
    chosen = choose([own, other], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is own


def test_a_report_of_another_school_alone_is_in_doubt() -> None:
    other = seen(school="Riverside Sample Academy")
    chosen = choose([other], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert "Riverside Sample Academy" in chosen.doubt


def test_a_copy_in_an_archive_yields_even_when_the_other_is_undated() -> None:
    archived = seen(stated=dates(OLD), anchor="Archived reports")
    live = seen(stated=Dates(), url="https://willowbank.example.org/sen")
    chosen = choose([archived, live], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is live


@pytest.mark.parametrize(
    "place",
    [
        {"found_on": "https://willowbank.example.org/key-information/archived-documents"},
        {"page": "Previous versions"},
        {"near": "Past years"},
        {"anchor": "SEND report (superseded)"},
        {"url": "https://willowbank.example.org/docs/Archive/report.pdf"},
    ],
)
def test_an_undated_copy_in_its_place_comes_before_dated_ones_among_old_papers(
    place: dict[str, str],
) -> None:
    archived = replace(seen(stated=dates(OLD)), **place)
    live = seen(stated=Dates(), url="https://willowbank.example.org/sen")
    chosen = choose([archived, live], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is live
    assert chosen.reason == "In force, where 2 stand: others are shown as old ones."


def test_a_newer_copy_among_old_papers_is_not_replaced_by_an_older_one_elsewhere() -> None:
    archived = replace(seen(stated=dates(NEW)), page="Archive")
    forgotten = seen(stated=dates(OLD), url="https://willowbank.example.org/sen")
    chosen = choose([archived, forgotten], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is archived


def test_a_school_called_old_park_has_no_old_papers_for_that() -> None:
    park = replace(PRIMARY, name="Old Example Primary School")
    dated = seen(
        stated=dates(OLD),
        school=park.name,
        anchor="Old Example Primary School SEND report",
        url="https://www.old-park.example.org/old-park-report.pdf",
    )
    undated = seen(stated=Dates(), school=park.name, url="https://www.old-park.example.org/sen")
    chosen = choose([dated, undated], TODAY, school=park).of(REPORT)
    assert chosen is not None
    assert chosen.document is dated
    assert "Another copy without a date" in chosen.doubt_if_old


def test_a_draft_yields_to_what_is_in_force_and_alone_is_in_doubt() -> None:
    draft = seen(stated=dates(NEW), anchor="SEND report 2026 DRAFT")
    final = seen(stated=dates(OLD), url="https://willowbank.example.org/final.pdf")
    both = choose([draft, final], TODAY, school=PRIMARY).of(REPORT)
    alone = choose([draft], TODAY, school=PRIMARY).of(REPORT)
    assert both is not None
    assert both.document is final
    assert alone is not None
    assert alone.doubt == "It calls itself a draft."


def test_a_year_in_its_link_lets_an_undated_copy_come_before_one_dated_earlier() -> None:
    dated = seen(stated=dates(OLD))
    undated = seen(stated=Dates(), anchor="SEN Information Report 2026", url=f"{SITE}/b.pdf")
    earlier = seen(stated=Dates(), anchor="SEN Information Report 2021", url=f"{SITE}/c.pdf")
    chosen = choose([dated, undated, earlier], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is undated
    assert chosen.older == (dated, earlier)


def test_of_two_texts_under_one_date_the_one_that_appeared_later_counts() -> None:
    first, then = dt.date(2026, 9, 1), dt.date(2026, 11, 1)
    stale = seen(text=["As it was."], stated=dates(NEW), url=f"{SITE}/z.pdf", first_seen=first)
    fresh = seen(text=["As it is."], stated=dates(NEW), url=f"{SITE}/a.pdf", first_seen=then)
    for order in ([stale, fresh], [fresh, stale]):
        chosen = choose(order, TODAY, school=PRIMARY).of(REPORT)
        assert chosen is not None and chosen.document is fresh


def test_an_undated_twin_makes_the_age_doubtful_and_nothing_else() -> None:
    old = seen(stated=dates(OLD))
    undated = seen(stated=Dates(), url="https://willowbank.example.org/sen")
    chosen = choose([old, undated], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is old
    assert "may be newer" in chosen.doubt_if_old
    assert not chosen.doubt


def test_a_scan_beside_an_old_report_makes_the_age_doubtful() -> None:
    old = seen(stated=dates(OLD))
    scan = seen(
        "other", problem="scanned image", anchor="SEN Information Report 2026", stated=Dates()
    )
    choice = choose([old, scan], TODAY, school=PRIMARY)
    chosen = choice.of(REPORT)
    assert chosen is not None
    assert "could not be read" in chosen.doubt_if_old
    assert choice.unreadable[REPORT] == (scan,)


def test_undated_documents_are_ordered_by_the_year_in_their_link() -> None:
    first = seen(stated=Dates(), anchor="SEN Report 2021", url="https://willowbank.example.org/1")
    last = seen(stated=Dates(), anchor="SEN Report 2025", url="https://willowbank.example.org/0")
    chosen = choose([last, first], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is last


def test_a_report_for_a_year_far_ahead_does_not_count_yet() -> None:
    ahead = claim("academic-year", "2028-29", "2028-09-01", "2029-08-31", "academic-year")
    now = seen(stated=dates(NEW))
    chosen = choose([seen(stated=dates(ahead)), now], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is now


def test_a_document_that_was_taken_down_yields_to_one_that_is_there() -> None:
    gone = seen(stated=dates(NEW), last_seen=dt.date(2026, 2, 1))
    there = seen(stated=dates(OLD), last_seen=TODAY)
    chosen = choose([gone, there], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert chosen.document is there


def test_the_schools_own_offer_is_its_report_where_it_has_no_other() -> None:
    offer = seen("local-offer")
    chosen = choose([offer], TODAY, school=PRIMARY).of(REPORT)
    assert chosen is not None
    assert "under the name of its local offer" in chosen.reason
    elsewhere = seen("local-offer", own_site=False)
    assert choose([elsewhere], TODAY, school=PRIMARY).of(REPORT) is None


def test_something_hardly_like_a_report_is_not_taken_for_one() -> None:
    assert choose([seen(confidence=0.1)], TODAY, school=PRIMARY).of(REPORT) is None


def test_why_names_the_choice_its_reason_and_what_was_passed_over() -> None:
    old = seen(stated=dates(OLD), url="https://willowbank.example.org/old.pdf")
    new = seen(stated=dates(NEW), url="https://willowbank.example.org/new.pdf")
    lines = choose([old, new], TODAY, school=PRIMARY).why()
    assert lines[0].startswith("report: https://willowbank.example.org/new.pdf - The newest of 2")
    assert lines[1].strip() == "older or other copy: https://willowbank.example.org/old.pdf"


def test_no_documents_no_choice() -> None:
    assert choose([], TODAY, school=PRIMARY).chosen == {}


@pytest.mark.parametrize(
    ("in_document", "register"),
    [
        ("Willowbank Example Primary School", "Willowbank Example Primary School"),
        ("Willowbank", "Willowbank Example Primary School"),
        ("WILLOWBANK EXAMPLE C.E. (VA) PRIMARY", "Willowbank Example Church of England School"),
        ("St Example's Catholic Primary", "St. Examples RC Primary School"),
        ("Wood End Primary", "Woodend Primary School"),
        ("WEPS", "Willowbank Example Primary School"),
        ("The Sampleshire Learning Trust", "Willowbank Example Primary School"),
        ("Sampleshire County Council", "Willowbank Example Primary School"),
        ("Our School", "Willowbank Example Primary School"),
        ("", "Willowbank Example Primary School"),
        ("Oak and Ash Federation", "Ash Infant School"),
    ],
)
def test_names_that_may_be_the_same_school(in_document: str, register: str) -> None:
    assert not names_another_school(in_document, register)


@pytest.mark.parametrize(
    ("in_document", "register"),
    [
        ("Riverside Sample Academy", "Willowbank Example Primary School"),
        ("Sampleford Primary School", "Sampleford High School"),
        ("St Mary's Primary School Oldtown", "St Mary's Primary School Newville"),
    ],
)
def test_names_of_another_school(in_document: str, register: str) -> None:
    assert names_another_school(in_document, register)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("SEN-Information-Report-2025.pdf", ("sen-information-report", "other")),
        ("send_policy.pdf", ("sen-policy", "other")),
        ("Accessibility%20Plan.pdf", ("accessibility-plan",)),
        ("newsletter-12.pdf", ()),
        ("present-and-sender.pdf", ()),
    ],
)
def test_what_an_unread_file_may_be(words: str, kinds: tuple[str, ...]) -> None:
    assert kinds_by_words(words) == kinds


@pytest.mark.parametrize(
    ("anchor", "promised", "page", "kinds"),
    [
        ("Click here", "beside “SEN Information Report Click here”", "/parents/news", (REPORT,)),
        ("Download", "", "/key-information/send", (REPORT,)),
        ("Newsletter 12", "", "/key-information/send", ()),
        ("Click here", "beside “Lunch menu Click here”", "/parents/meals", ()),
    ],
)
def test_an_unread_file_behind_a_silent_link_is_known_by_its_place(
    anchor: str, promised: str, page: str, kinds: tuple[str, ...]
) -> None:
    """A scanned report behind "Click here" must never end as "no report was found"."""
    scan = seen("other", problem="scanned image", anchor=anchor, stated=Dates(), url=NUMBERED)
    scan = replace(scan, promised=promised, found_on=f"https://willowbank.example.org{page}")
    found = choose([scan], TODAY, school=PRIMARY).unreadable
    assert set(kinds) <= set(found)
    assert bool(kinds) == bool(set(found) & {REPORT})


NUMBERED = "https://willowbank.example.org/attachments/download/728428"


def test_a_page_of_a_few_words_is_no_thin_report() -> None:
    """A landing page called "SEND Information" leaves nothing for a person to review."""
    few = seen("other", text=["Every child matters to us here."], anchor="SEND Information")
    few = as_page(few)
    many = as_page(
        seen("other", text=["We help every child to learn. " * 20], anchor="SEND Report")
    )
    assert choose([few], TODAY, school=PRIMARY).thin.get(REPORT) is None
    assert choose([many], TODAY, school=PRIMARY).thin[REPORT] == (many,)


def as_page(document: SeenDocument) -> SeenDocument:
    reading = document.reading
    return replace(
        document, reading=replace(reading, document=replace(reading.document, format="html"))
    )
