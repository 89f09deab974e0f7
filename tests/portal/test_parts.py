"""The portal's small parts on their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts import bar
from portal.data.search import match
from portal.finder import Finder, Place
from portal.marks import Piece, between, marked
from portal.words import VERDICTS, at_page, day, plural, share, web_address

SCHOOLS = Finder(
    [
        Place(900001, "St Example's Church of England Primary School", "Sampleford", "ZZ1 1AA"),
        Place(900002, "Sampleford High School", "Sampleford", "ZZ1 2AB"),
        Place(900003, "Highfield Infant School", "Exampleton", "ZZ12 9XY"),
    ]
)


@pytest.mark.parametrize(
    ("query", "urn"),
    [
        ("saint examples", 900001),
        ("St. Example’s", 900001),
        ("high sampleford", 900002),
        ("hihgfield infnt", 900003),
        ("hig sampleferd", 900002),
        ("zz129", 900003),
        ("ZZ1 2AB", 900002),
        ("900002", 900002),
    ],
)
def test_the_school_that_is_meant_comes_first(query: str, urn: int) -> None:
    assert SCHOOLS.find(query)[0] == urn


@given(st.text())
def test_any_query_is_answered(query: str) -> None:
    assert set(SCHOOLS.find(query)) <= {900001, 900002, 900003}


@given(st.text(max_size=60), st.lists(st.tuples(st.text(max_size=5), st.just("m")), max_size=4))
def test_marking_loses_no_letter(text: str, quotations: list[tuple[str, str]]) -> None:
    assert "".join(piece.text for piece in marked(text, quotations)) == text


def test_overlapping_quotations_are_marked_once() -> None:
    pieces = marked("one two three", [("one two", "a"), ("two three", "b"), ("three", "c")])
    assert pieces == [Piece("one two", "a"), Piece(" "), Piece("three", "c")]


def test_snippets_are_cut_at_their_marks() -> None:
    assert between("a [b] c [d]", "[", "]") == [
        Piece("a "),
        Piece("b", "hit"),
        Piece(" c "),
        Piece("d", "hit"),
    ]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://", "", None, "http://[x"],
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert web_address(address) is None


def test_a_pdf_is_opened_at_its_page() -> None:
    assert at_page("http://example.org/a.PDF#x", 3) == "http://example.org/a.PDF#page=3"
    assert at_page("http://example.org/a", 3) == "http://example.org/a"
    assert at_page("javascript:a.pdf", 3) is None


def test_numbers_are_written_as_people_write() -> None:
    assert share(1500, 3000) == "1,500 of 3,000 (50%)"
    assert share(0, 0) == "none to count"
    assert plural(1, "school") == "1 school"
    assert plural(2, "address", "addresses") == "2 addresses"
    assert day("2026-09-01T10:00:00+00:00") == "1 September 2026"


def test_a_bars_parts_are_as_wide_as_their_shares() -> None:
    drawn = bar([("good", 1), ("half", 0), ("bad", 3)])
    assert 'class="bar-good" x="0.0" width="50.0"' in drawn
    assert 'class="bar-bad" x="50.0" width="150.0"' in drawn
    assert "bar-half" not in drawn
    assert "rect" not in bar([("good", 0)])


@given(st.text())
def test_a_query_holds_quoted_words_only(query: str) -> None:
    assert match(query).count('"') % 2 == 0


def test_every_verdict_has_a_sentence_and_a_shape_of_its_own() -> None:
    assert len({word.symbol for word in VERDICTS.values()}) == len(VERDICTS) == 8
    assert all(word.meaning.endswith(".") for word in VERDICTS.values())
