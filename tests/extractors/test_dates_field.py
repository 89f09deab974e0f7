"""The wordings collected from the field, where the list of them is at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from extractors.dates import dates_in, read_dates, slug_dates
from extractors.model import Block, Document, Passage

SHARED = Path(os.environ.get("SENDWATCH_SHARED", Path(__file__).resolve().parents[3] / "shared"))

NO_DATE = {12, 53, 55, 58, 60, 13, 18, 23, 52}
"""Versions, intervals, blank forms and heads of tables: nothing to claim."""
ONLY_IN_A_TITLE = {44, 46, 48}
"""Shapes too bare to be a date without a title or a label."""
DOUBTFUL = {40}
INTERVALS = {13: 12, 18: 36, 52: 12, 53: 36}


def patterns() -> dict[int, str]:
    """The numbered wordings of the list, without the remarks in brackets after them."""
    text = (SHARED / "law.md").read_text(encoding="utf-8")
    listed = text.split("<!-- DATE-START -->")[1].split("<!-- DATE-END -->")[0]
    found = re.findall(r"^(\d+)\. \[[OC]\] (.+)$", listed, re.MULTILINE)
    return {int(number): re.sub(r"\s*\([^()]*\)$", "", wording) for number, wording in found}


@pytest.fixture(scope="module")
def wordings() -> dict[int, str]:
    if not (SHARED / "law.md").exists():
        pytest.skip("the list of wordings is not here (SENDWATCH_SHARED)")
    return patterns()


def test_every_wording_with_a_date_is_read(wordings: dict[int, str]) -> None:
    left = {
        number
        for number, wording in wordings.items()
        if not (slug_dates(wording) if wording.startswith("/") else dates_in(wording))
    }
    assert left == NO_DATE | ONLY_IN_A_TITLE | DOUBTFUL


def test_bare_shapes_are_read_in_a_title(wordings: dict[int, str]) -> None:
    for number in ONLY_IN_A_TITLE:
        assert dates_in(f"SEND Information Report {wordings[number]}"), wordings[number]


def test_intervals_are_read(wordings: dict[int, str]) -> None:
    for number, months in INTERVALS.items():
        blocks = (Block(wordings[number]),)
        document = Document("", "text", "", (Passage("", 0, blocks),))
        assert read_dates(document).interval == months, wordings[number]
