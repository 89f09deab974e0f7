"""docs/accuracy.md: tables are made, words around them are kept."""

from __future__ import annotations

from benchmarks import accuracy_page
from benchmarks.accuracy import PAGE

from .score import Judgement

MADE = [
    Judgement("kind", "g04", True, want="sen-policy", got="sen-policy"),
    Judgement("kind", "g01", False, want="sen-policy", got="other"),
    Judgement("item status", "g04", True, "complaints", "covered", "covered"),
    Judgement("item status", "g04", False, "kinds-of-sen", "covered", "absent"),
    Judgement("item status", "g01", False, "complaints", "covered", "partial", "a held quotation"),
]

SECOND = [
    Judgement("kind", "tune/s001", True, want="sen-policy", got="sen-policy"),
    Judgement("item status", "tune/s001", False, "complaints", "covered", "partial"),
    Judgement("item status", "held/s002", False, "complaints", "covered", "partial", "held words"),
]

LONG = [
    Judgement("kind", "tune/la1", True, want="sen-policy", got="sen-policy"),
    Judgement("kind", "held/la2", True, want="sen-policy", got="sen-policy"),
    Judgement("item status", "tune/la1", True, "complaints", "partial", "partial"),
]

FRONTS = [
    Judgement("kind", "tune/f01", True, want="sen-policy", got="sen-policy"),
    Judgement("kind", "held/f02", False, want="sen-policy", got="other"),
]


def test_tables_are_replaced_and_prose_is_kept() -> None:
    page = "Before.\n<!-- made: items -->\nold\n<!-- end -->\nAfter.\n"
    filled = accuracy_page.filled(page, {"items": accuracy_page.items(MADE)})
    assert filled.startswith("Before.\n") and filled.endswith("After.\n")
    assert "old" not in filled
    assert "| complaints | 0.500 (1 of 2) |" in filled


def test_the_shared_table_stays_where_the_documents_are_not_at_hand() -> None:
    page = "<!-- made: shared -->\nlast time\n<!-- end -->\n"
    without = accuracy_page.tables(MADE, SECOND, LONG, FRONTS, None)
    assert accuracy_page.filled(page, without) == page
    made = accuracy_page.tables(MADE, SECOND, LONG, FRONTS, {"kind": 1.0})
    assert "| kind | 1.000 |" in accuracy_page.filled(page, made)


def test_each_set_has_tables_of_its_own() -> None:
    made = accuracy_page.tables(MADE, SECOND, LONG, FRONTS, None)
    assert "| kind | 0.500 (1 of 2) | 1.000 | 0.000 |" in made["totals"]
    assert "| kind | 1.000 (1 of 1) | 1.000 | - |" in made["second_totals"]
    assert "secondary, special or PRU | 2 | 1.000 |" in made["second_schools"]
    assert "| kind | 1.000 (2 of 2) | 1.000 | 1.000 |" in made["long_totals"]
    assert "| kind | 0.500 (1 of 2) | 1.000 | 0.000 |" in made["fronts_totals"]


def test_errors_are_listed_for_the_tune_half_only() -> None:
    listed = "\n".join(accuracy_page.errors([*MADE, *SECOND]))
    assert "kinds-of-sen" in listed
    assert "tune/s001" in listed
    assert "held/" not in listed
    assert "a held quotation" not in listed
    assert "g01" not in listed


def test_the_page_has_every_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in accuracy_page.tables(MADE, SECOND, LONG, FRONTS, {"kind": 1.0}):
        assert f"<!-- made: {name} -->\n|" in page
