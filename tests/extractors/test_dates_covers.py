"""A cover whose lines were run together: the school's name and town before the label."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.dates import dates_in, read_dates
from extractors.model import Block, Document, Passage


@pytest.mark.parametrize(
    ("line", "role", "start"),
    [
        (
            "Example Hill Community College Mockley, Sampleshire v3.0 June 2026",
            "updated",
            dt.date(2026, 6, 1),
        ),
        (
            "Example Field University Technical College Little Specimen, Sampleshire "
            "Approved by governors August 2026",
            "approved",
            dt.date(2026, 8, 1),
        ),
        (
            "St Example of the Hill Nursery School Mockley, Sampleshire FGB 05/10/2026",
            "approved",
            dt.date(2026, 10, 5),
        ),
    ],
)
def test_a_label_after_a_schools_name_and_town_counts(line: str, role: str, start: dt.date) -> None:
    assert [(claim.role, claim.start) for claim in dates_in(line)] == [(role, start)]


@pytest.mark.parametrize(
    "line",
    [
        "Example Hill Community College Mockley, Sampleshire Inspected by Ofsted June 2024",
        "Example Hill Community College Examination Results published August 2024",
    ],
)
def test_what_others_did_to_the_school_dates_no_document(line: str) -> None:
    assert dates_in(line) == []


def test_a_sentence_of_its_own_at_the_end_of_a_paragraph_counts() -> None:
    paragraph = (
        "Our SENCO can be reached at the office. If you are unhappy with the support for your "
        "child, please speak to her first, and then use our procedure. Last updated 3 September "
        "2026."
    )
    passage = Passage("Who is our SENCO?", 2, (Block(paragraph),))
    title = Passage("SEN Information Report", 1, ())
    dates = read_dates(Document("0" * 64, "html", "", (title, passage)))
    assert dates.document_date and dates.document_date.start == dt.date(2026, 9, 3)
