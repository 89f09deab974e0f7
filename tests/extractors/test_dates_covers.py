"""A cover whose lines were run together: the school's name and town before the label."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.dates import dates_in


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
