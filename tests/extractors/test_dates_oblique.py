"""Dates in words that are no label's: with whom, why, on what condition, in whose terms.

They are from three sets of phrases written before the grammar was looked at; `docs/accuracy.md`
says how many were right at first sight.
"""

from __future__ import annotations

import pytest

from extractors.dates import read_dates
from extractors.html import read_html
from extractors.model import Block, Dates, Document, Passage


def read(*lines: str, kind: str = "text", heading: str = "") -> Dates:
    blocks = tuple(Block(line, 1, "row" if kind == "row" else "text") for line in lines)
    return read_dates(Document("0" * 64, "pdf", "", (Passage(heading, 1, blocks, 1),), 1))


DATED = [
    ("We last reviewed this report with our parent forum in January 2026.", "2026-01-01"),
    ("The report was revised in light of parents' comments in October 2024.", "2024-10-01"),
    ("Policy written in consultation with staff, parents and governors May 2023", "2023-05-01"),
    ("Amended following parental consultation, May 2024", "2024-05-01"),
    ("Policy amended in line with new staffing: 28/02/2025", "2025-02-28"),
    ("Updated to reflect changes in staffing: Jan 26", "2026-01-01"),
    ("Approved subject to minor changes on 6 February 2025", "2025-02-06"),
    ("Last looked at by governors: 3/3/26", "2026-03-03"),
    ("Reviewed: Pentecost Term 2025", "2025-05-01"),
    ("Reviewed: Summer Term (Term 6) 2024", "2024-05-01"),
    ("Reviewed: Half term 3, January 2025", "2025-01-01"),
    ("Rev. 5 (10/24)", "2024-10-01"),
    ("Live from 1.9.25", "2025-09-01"),
    ("On website from: 1.10.25", "2025-10-01"),
    ("Govs: 16.10.25", "2025-10-16"),
    ("Signed: A Sample Role: Chair of Trustees Date: 16 October 2025", "2025-10-16"),
    ("Responsible person: SENDCo Date of adoption: 03 2024", "2024-03-01"),
    ("[Sept 2025] SEND Information Report", "2025-09-01"),
    ("SEND Information Report 2025_26", "2025-09-01"),
    ("This is our SEND Information Report for 2025 to 2026.", "2025-09-01"),
    ("Accessibility Plan Sep 2025-Aug 2028", "2025-09-01"),
    ("Policy agreed June 2024; small additions made March 2025", "2025-03-01"),
    (
        "Approved by Trust Board, 12 December 2024. Effective from 1 January 2025.",
        "2024-12-12",
    ),
]


@pytest.mark.parametrize(("text", "day"), DATED)
def test_it_dates_the_document(text: str, day: str) -> None:
    found = read(text).document_date
    assert found and found.start.isoformat() == day


REVIEWS = [
    ("Created: 12/09/2018 Last reviewed: 12/09/2024 Due: 12/09/2025", "2025-09-12"),
    ("Reapproval date: 14th May 2027", "2027-05-14"),
    ("Date of expiry: 01/2028", "2028-01-01"),
    ("Last revised Feb 2025. Revise again Feb 2026.", "2026-02-01"),
    ("The report will next be considered by governors in November 2026.", "2026-11-01"),
    ("This plan will be reviewed every three years, next in 2027.", "2027-01-01"),
    ("To be brought back to governors in Summer 2027", "2027-05-01"),
    ("Good until: September 2026", "2026-09-01"),
    ("Presented to governors 9 December 2025 and due to be looked at again in autumn 2026",
     "2026-09-01"),
    ("Last seen by governors: May 2025. Reviewed: May 2025. We shall look at it again in May 2026.",
     "2026-05-01"),
    ("We shall publish the next report in September 2026.", "2026-09-01"),
    ("Updated 09.2025 Next 09.2026", "2026-09-01"),
    ("SEND Policy. It comes up for review in Spring 2027.", "2027-01-01"),
    ("SEN report. We shall go over it again in September 2026.", "2026-09-01"),
    ("This report will be looked over afresh in the spring term 2026.", "2026-01-01"),
    ("Policy adopted May 2024. This policy stands until July 2027.", "2027-07-01"),
    ("Back to governors: November 2026", "2026-11-01"),
    ("A new version will be published in October 2026.", "2026-10-01"),
    ("When is it next due? September 2026", "2026-09-01"),
    ("Approved: November 2025 (due November 2026)", "2026-11-01"),
    ("Approved on 4 December 2025 for three years, that is until December 2028.", "2028-12-01"),
    ("Checked: Oct 2025. Check again: Oct 2026.", "2026-10-01"),
    ("We plan to review this page in March 2027", "2027-03-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), REVIEWS)
def test_it_says_when_the_next_review_is(text: str, day: str) -> None:
    found = read(text).next_review
    assert found and found.start.isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "To be approved at the governors' meeting of 12 November 2025",
        "Awaiting approval by governors on 12/11/2025",
        "Superseded by the policy of May 2024",
        "Annual reviews take place in the Spring Term 2026",
        "Policy on admissions for September 2026 entry",
        "SEND Review: Right support, right place, right time (March 2022)",
        "The SEND governor visited in November 2025",
        "The plan will be reviewed after the meeting on 5 May 2025 with parents.",
    ],
)
def test_it_dates_nothing(text: str) -> None:
    assert read(text).claims == ()


def test_a_table_with_a_row_for_each_review_names_the_last_rows_next() -> None:
    found = read(
        "Reviewed by Date Next review",
        "SENCO 03/10/2023 10/2024",
        "SENCO 02/10/2024 10/2025",
        "SENCO 01/10/2025 10/2026",
        kind="row",
    )
    assert found.document_date and found.document_date.start.isoformat() == "2025-10-01"
    assert found.next_review and found.next_review.start.isoformat() == "2026-10-01"
    assert found.conflicts == ()


def test_the_days_of_an_action_plan_are_not_the_documents() -> None:
    page = (
        "<h1>Accessibility Plan 2024 - 2027</h1><p>Approved: March 2024</p><table>"
        "<tr><td>Aim</td><td>Action</td><td>Lead</td><td>By when</td></tr>"
        "<tr><td>Environment</td><td>Fit a handrail at the hall door</td><td>Site manager</td>"
        "<td>July 2025</td></tr>"
        "<tr><td>Access to the curriculum</td><td>Buy enlarged texts</td><td>SENCO</td>"
        "<td>Dec 2024</td></tr>"
        "<tr><td>Information</td><td>Offer large print letters</td><td>Office</td>"
        "<td>Sept 2024</td></tr></table>"
    )
    found = read_dates(read_html(page.encode(), url="http://school.example.org/plan"))
    assert found.document_date and found.document_date.as_written == "Approved: March 2024"


def test_a_name_and_a_month_under_the_last_line_sign_the_document() -> None:
    found = read("We welcome your views.", "A Sample September 2025", heading="SEN Report 2025-26")
    assert found.document_date and found.document_date.start.isoformat() == "2025-09-01"
    assert found.document_date.role == "issued"


@pytest.mark.parametrize(
    "text",
    [
        "Your child's plan comes up for review in July 2026",
        "The lease of the hall runs to July 2027",
        "His next check with the nurse: May 2026",
        "Parents are asked to look at the targets again in March 2026",
        "Amended in line with the Code of Practice: January 2015",
    ],
)
def test_what_is_due_for_others_is_not_the_documents(text: str) -> None:
    before = [f"Teachers plan every lesson for all of their class ({n})." for n in range(20)]
    assert read(*before, text, heading="SEND Information Report").claims == ()
