"""Wordings and layouts of dates, and dates of other things, from tables of them."""

from __future__ import annotations

import calendar
import datetime as dt
from pathlib import Path

import pytest

from extractors.dates import read_dates
from extractors.model import Block, DateClaim, Document, Passage

HERE = Path(__file__).parent / "dates"
TERMS = {"a": (9, 12), "p": (1, 4), "s": (5, 8)}
FILLER = "We help children in many ways and work with their families every day of the week."

Span = tuple[dt.date, dt.date]


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def span(written: str) -> Span | None:
    if written == "-":
        return None
    if written.startswith("ay"):
        year = int(written[2:])
        return dt.date(year, 9, 1), dt.date(year + 1, 8, 31)
    parts = written.split("-")
    year = int(parts[0])
    if len(parts) == 3:
        day = dt.date(year, int(parts[1]), int(parts[2]))
        return day, day
    if len(parts) == 1:
        first, last = 1, 12
    else:
        first, last = TERMS.get(parts[1]) or (int(parts[1]), int(parts[1]))
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def days(claim: DateClaim | None) -> Span | None:
    return (claim.start, claim.end) if claim else None


def document(*passages: Passage) -> Document:
    return Document("0" * 64, "text", "", passages)


@pytest.mark.parametrize("case", lines("wordings.txt"))
def test_a_wording_is_read(case: str) -> None:
    labels, text = case.split(" || ")
    title, *rest = text.split("\\n")
    blocks = tuple(Block(line, None, "row" if "|" in line else "text") for line in rest)
    dates = read_dates(document(Passage(title, 1, blocks)))
    wanted = tuple(span(label.strip()) for label in labels.split("|"))
    assert (days(dates.document_date), days(dates.next_review)) == wanted


def test_a_table_of_those_who_signed_dates_the_document() -> None:
    rows = (
        "Name | Role | Signature | Date",
        "A Sample | Chair of Governors | A Sample | 10.09.25",
        "B Trial | Headteacher | B Trial | 08.09.25",
        "Next review | September 2026 | |",
    )
    table = Passage("SEND Policy", 1, tuple(Block(row, None, "row") for row in rows))
    dates = read_dates(document(table))
    assert days(dates.document_date) == span("2025-09-10")
    assert days(dates.next_review) == span("2026-09")


@pytest.mark.parametrize("line", lines("others.txt"))
def test_the_date_of_something_else_is_not_the_documents(line: str) -> None:
    title = Passage("SEN Information Report", 1, (Block("Example Primary School", 1),), page=1)
    filler = tuple(Block(FILLER, 2) for _ in range(9))
    for block in (Block(line, 2), Block(line, 2, "item")):
        inside = Passage("Who we are", 2, (*filler, block, *filler), page=2)
        at_the_end = Passage("Who we are", 2, (*filler, *filler, block), page=2)
        for passage in (inside, at_the_end):
            dates = read_dates(document(title, passage))
            assert (dates.document_date, dates.next_review) == (None, None)
