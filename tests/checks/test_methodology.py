"""The page on our method says what the files of the law say, and is not out of date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.authority_law import load as load_offers
from checks.methodology import render
from checks.requirements import load

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methodology.md"
TABLE = (
    "Words.\n\n| by hand | 1 |\n|---|---|\n\n<!-- made: second_totals -->\n| item | right |\n"
    "|---|---|\n| complaints | 0.93 |\n<!-- end -->\n\nMore words.\n"
)


def test_the_page_is_what_the_law_renders_to() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), (
        "docs/methodology.md is out of date: write it again with `sendwatch methodology`"
    )


@pytest.mark.parametrize("entry", load().requirements, ids=lambda entry: entry.id)
def test_every_requirement_is_explained(entry: object) -> None:
    page = render(accuracy="")
    assert f"`{entry.id}`" in page
    assert entry.what_counts in page
    assert entry.what_does_not in page
    assert entry.citation in page


def test_how_sure_we_are_of_the_law_is_said_of_each() -> None:
    page = render(accuracy="")
    said = re.findall(r"\*\*How sure we are of the law\*\*: \d+ \w+ \d{4}, (V|S|2H|R):", page)
    assert len(said) == len(load().requirements) + len(load_offers().requirements)


@pytest.mark.parametrize("entry", load_offers().requirements, ids=lambda entry: entry.id)
def test_what_authorities_owe_is_explained_musts_apart_from_the_rest(entry: object) -> None:
    page = render(accuracy="")
    musts = page.index("## The Local Offer: musts")
    others = page.index("## The Local Offer: shoulds and observations")
    at = page.index(f"`{entry.id}`")
    assert (musts < at < others) == (entry.basis == "statutory")
    own = page[at : page.find("\n### ", at)]
    for text in (entry.citation, entry.what_counts, entry.what_does_not, entry.basis):
        assert text in own


def test_what_is_left_out_is_said_with_the_reason() -> None:
    page = render(accuracy="")
    section = page[page.index("## What we do not check") :]
    assert len(load().left_out) >= 10
    for one in load().left_out:
        assert one.what in section
        assert one.why in section


def test_how_often_we_are_wrong_comes_from_the_accuracy_table() -> None:
    page = render(accuracy=TABLE)
    assert "| complaints | 0.93 |" in page
    assert "On made-up documents" in page
    assert "by hand" not in page
    assert "More words." not in page
    assert "Not measured yet" in render(accuracy="")
