"""Two editions side by side: what an officer would say has changed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.differences import by_requirement, compare
from checks.model import Evidence, Finding
from extractors.model import Block, DateClaim, Dates, Document, KindReading, Passage, Reading

TEXT = (
    "Our SENCO leads provision across the school and meets each teacher every half term.",
    "We assess every pupil on entry, and again when a teacher or a parent is concerned.",
    "Parents are invited to review their child's plan three times in each school year.",
    "Trips and clubs are open to everyone, and we plan the support that a pupil needs.",
    "The governors hear how well our provision works from a report made every summer.",
)

REWORDED = TEXT[2].replace("three times", "twice")


def edition(*sentences: str, on: str | None = "2025-09-01", review: str | None = None) -> Reading:
    claim = date("updated", on) if on else None
    due = date("next-review", review) if review else None
    first = [claim.as_written] if claim else []
    blocks = tuple(Block(text, 1 + number // 3) for number, text in enumerate([*first, *sentences]))
    return Reading(
        Document(f"{hash((sentences, on)):064x}", "pdf", "Report", (Passage("", 0, blocks),)),
        KindReading("sen-information-report", confidence=1.0),
        Dates(tuple(filter(None, (claim, due))), claim, due),
        contacts=(),
        language=None,
    )


def date(role: str, day: str) -> DateClaim:
    on = dt.date.fromisoformat(day)
    written = f"{role.capitalize()} {on:%d %B %Y}"
    return DateClaim(role, written, on, on, "day", 1)  # type: ignore[arg-type]  # a test's own role


def test_a_new_date_over_the_same_text_is_called_that() -> None:
    found = compare(edition(*TEXT), edition(*TEXT, on="2026-09-01"))
    assert (found.moved, found.same_text, found.changed) == ("date moved, text unchanged", 1.0, ())


def test_years_in_the_text_do_not_make_it_a_new_text() -> None:
    before = edition("SEN Information Report 2024-25", *TEXT)
    after = edition("SEN Information Report 2025/26", *TEXT, on="2026-09-01")
    assert compare(before, after).moved == "date moved, text unchanged"


def test_a_new_text_under_the_old_date_is_called_that_with_the_share() -> None:
    after = edition(*TEXT[:3], "We now run a sensory room, open to all pupils at lunch.", TEXT[4])
    found = compare(edition(*TEXT), after)
    assert found.moved == "text changed, date unchanged"
    assert 0.7 < found.same_text < 0.9
    assert sorted(pair.wording for pair in found.changed) == ["gone", "new"]


def test_a_renewed_document_with_a_new_date_is_nothing_odd() -> None:
    assert compare(edition(*TEXT), edition(*TEXT[:2], on="2026-09-01")).moved == ""


def test_a_new_next_review_is_a_date_that_moved_too() -> None:
    before = edition(*TEXT, review="2026-09-01")
    after = edition(*TEXT[:3], review="2027-09-01")
    assert compare(before, after).moved == ""


def test_without_dates_nothing_is_said_of_dates() -> None:
    assert compare(edition(*TEXT, on=None), edition(*TEXT, on="2026-09-01")).moved == ""
    assert compare(edition(*TEXT, on=None), edition(*TEXT[:1], on=None)).moved == ""


def test_a_new_text_that_bears_no_date_is_not_called_a_new_edition() -> None:
    after = edition(*TEXT[:3], "We now run a sensory room, open to all pupils at lunch.", on=None)
    found = compare(edition(*TEXT, on=None), after)
    assert found.moved == "text changed, no date"
    assert 0.5 < found.same_text < 0.9


def test_a_reworded_sentence_is_shown_beside_the_old_one() -> None:
    (pair,) = compare(edition(*TEXT), edition(*TEXT[:2], REWORDED, *TEXT[3:])).changed
    assert (pair.wording, pair.before, pair.after) == ("reworded", TEXT[2], REWORDED)
    assert pair.likeness > 0.8


def test_a_text_that_flows_differently_is_the_same_text() -> None:
    flowing = edition(" ".join(TEXT[:3]), " ".join(TEXT[3:]))
    assert compare(edition(*TEXT), flowing).changed == ()


def test_a_paragraph_that_moved_is_the_same_paragraph() -> None:
    assert compare(edition(*TEXT), edition(*TEXT[3:], *TEXT[:3])).changed == ()


def test_what_is_gone_stands_where_it_stood() -> None:
    pairs = compare(edition(*TEXT), edition(TEXT[0], *TEXT[2:])).pairs
    assert [pair.wording for pair in pairs] == ["same", "gone", "same", "same", "same"]
    assert pairs[1].page_before == 1


def finding(verdict: str, *quoted: str) -> Finding:
    evidence = tuple(Evidence("http://x.example", "a" * 64, text) for text in quoted)
    return Finding(1, "consulting-parents", verdict, "", evidence=evidence)  # type: ignore[arg-type]  # a test's own verdict


@pytest.mark.parametrize(
    ("after", "verdict", "quoted", "wording"),
    [
        (TEXT, "met", TEXT[2], "same"),
        ((*TEXT[:2], REWORDED), "met", "their child's plan", "reworded"),
        ((*TEXT[:2], *TEXT[3:]), "not found", None, "gone"),
    ],
)  # fmt: skip
def test_a_requirement_is_followed_by_the_sentences_that_answer_it(
    after: tuple[str, ...], verdict: str, quoted: str | None, wording: str
) -> None:
    found = compare(edition(*TEXT), edition(*after))
    (told,) = by_requirement(
        found, [finding("met", TEXT[2])], [finding(verdict, *([quoted] if quoted else []))]
    )
    assert (told.verdict_before, told.verdict_after, told.wording) == ("met", verdict, wording)


def test_a_requirement_that_only_the_new_edition_answers_is_new() -> None:
    found = compare(edition(*TEXT[:2]), edition(*TEXT))
    (told,) = by_requirement(found, [finding("not found")], [finding("met", TEXT[2])])
    assert told.wording == "new"


sentences = st.lists(st.sampled_from(TEXT) | st.text("abc .:", max_size=20), max_size=8)


@given(sentences, sentences)
def test_no_sentence_is_lost_or_told_twice(before: list[str], after: list[str]) -> None:
    found = compare(edition(*before, on=None), edition(*after, on=None))
    back = compare(edition(*after, on=None), edition(*before, on=None))
    assert 0.0 <= found.same_text <= 1.0
    tally = [sum(pair.wording == name for pair in found.pairs) for name in ("new", "gone")]
    mirror = [sum(pair.wording == name for pair in back.pairs) for name in ("gone", "new")]
    total = sum(bool(pair.after) for pair in found.pairs)
    assert total == sum(bool(pair.before) for pair in back.pairs)
    if before == after:
        assert found.same_text == 1.0 and found.changed == () and tally == mirror == [0, 0]
