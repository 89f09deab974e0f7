"""What documents say of their own age in whole sentences, and in tables of versions.

Of the first 34 phrases, written before the rules were mended, 17 were read wrongly, and 2 of 13
near ones; of 40 more, written after that, 9.
"""

from __future__ import annotations

import pytest

from extractors.dates import read_dates
from extractors.model import Block, Dates, Document, Passage

DATED = [
    ("This report was presented to the governing board on 4 March 2025.", "2025-03-04"),
    ("It was taken to the full governing body on 11 December 2024.", "2024-12-11"),
    ("Tabled at the governors' meeting of 2 July 2025", "2025-07-02"),
    ("Considered by the Local Governing Committee on 19/11/2025", "2025-11-19"),
    ("this year's went to trustees on 5 February 2026.", "2026-02-05"),
    ("Date of this policy: 7th May 2024", "2024-05-07"),
    ("Date of plan: May 2024", "2024-05-01"),
    ("Last published: May 2026", "2026-05-01"),
    ("First published September 2022, last published June 2025", "2025-06-01"),
    ("Most recently published: 8 January 2026", "2026-01-08"),
    ("Last checked: 3 February 2026", "2026-02-03"),
    ("Republished 14 April 2026", "2026-04-14"),
    ("Page updated on 6 June 2025", "2025-06-06"),
    ("Content last edited on Tuesday 6 May 2025", "2025-05-06"),
    ("This edition: January 2026", "2026-01-01"),
    ("Report date: 20.01.26", "2026-01-20"),
    ("Rewritten by the SENCO in June 2025", "2025-06-01"),
    ("Autumn Term 2025", "2025-09-01"),
    (
        "This policy was approved at the meeting of the Curriculum Committee held on 4 June 2024.",
        "2024-06-04",
    ),
    ("Adopted by the Trust Board: minute 24/57, 3 July 2024", "2024-07-03"),
    ("Review cycle: annual. Last: September 2025.", "2025-09-01"),
    ("Correct at 1 September 2025", "2025-09-01"),
    ("Produced by the SENCO, Summer 2025", "2025-05-01"),
    ("Published on our website 30th September 2025", "2025-09-30"),
    ("Agreed by Governors: Autumn 2024", "2024-09-01"),
    ("v3 Sept 25", "2025-09-01"),
    ("Policy reference SEN/04 | Issue 3 | 12.03.25", "2025-03-12"),
    (
        "This report was last reviewed by Mrs A Sample, SENCO, and Mr B Example, link governor, "
        "on 12 January 2026.",
        "2026-01-12",
    ),
    ("This report was written in September 2025 and shared with parents.", "2025-09-01"),
    ("This information was updated in the autumn term of 2025.", "2025-09-01"),
    ("We updated this page in March 2026.", "2026-03-01"),
    ("We last reviewed this policy in February 2025.", "2025-02-01"),
    ("The governors approved this policy on 9 December 2024.", "2024-12-09"),
    (
        "The governing board adopted this plan on 9 December 2024 and will review it in "
        "December 2027.",
        "2024-12-09",
    ),
    ("Academic year 2025-26", "2025-09-01"),
    ("2025/26", "2025-09-01"),
    ("For the school year 2024 to 2025", "2024-09-01"),
    ("Date: 14th March 2025", "2025-03-14"),
    ("March 2025", "2025-03-01"),
    ("Spring 2026", "2026-01-01"),
    ("Mrs A Sample, SENCO, September 2025", "2025-09-01"),
    ("Last updated: 01.09.25 (AS)", "2025-09-01"),
    ("Updated Sept. 2025 by A. Sample", "2025-09-01"),
    ("Approved by governors in the spring term 2025", "2025-01-01"),
    ("Reviewed annually. Last review: 10/25", "2025-10-01"),
    ("Policy approved Nov 2023; minor changes made June 2025", "2025-06-01"),
    ("Agreed with staff: Jan 25 Agreed with governors: Feb 25", "2025-02-01"),
    ("This plan was drawn up in July 2024", "2024-07-01"),
    ("Written by A Sample - Autumn 2025", "2025-09-01"),
    ("The date of this report is 7 November 2025.", "2025-11-07"),
    ("To take effect from 1 September 2024", "2024-09-01"),
    ("Ratified by FGB: 12/2/25 (min. 8.3)", "2025-02-12"),
    ("Chair's signature: D Example  Date: 3/3/25", "2025-03-03"),
    ("Prepared: 22-10-2025", "2025-10-22"),
    ("Report published: Monday 6 October 2025", "2025-10-06"),
]
NEXT = [
    ("Date of next plan: May 2027", "2027-05-01"),
    ("Next report due: September 2026", "2026-09-01"),
    ("Next edition: autumn 2026", "2026-09-01"),
    ("Our next report will be published in October 2026.", "2026-10-01"),
    ("The next version is due in January 2027.", "2027-01-01"),
    ("This page will be checked again in June 2026.", "2026-06-01"),
    ("We will look at this policy again in March 2027.", "2027-03-01"),
    ("This plan will be looked at again in spring term 2027", "2027-01-01"),
    ("The objectives will be renewed in July 2029.", "2029-07-01"),
    ("This plan will be replaced in September 2028.", "2028-09-01"),
    ("It will be rewritten in the summer term 2027.", "2027-05-01"),
    ("Due to be refreshed: 12/2026", "2026-12-01"),
    ("Next annual update: 14/10/2026", "2026-10-14"),
    ("Update due: Sept 2026", "2026-09-01"),
    ("We shall revisit this report in November 2026.", "2026-11-01"),
    ("This statement runs until 31 August 2027 when it will be renewed.", "2027-08-31"),
    ("This report was written in May 2024; it will be renewed in May 2028.", "2028-05-01"),
]
OTHERS = [
    "The report on attendance was presented to the full governing body on 6 December 2023.",
    "The bid was put to governors on 4 March 2025.",
    "Your child's plan will be looked at again in the autumn term 2026.",
    "The lease will be renewed in April 2028.",
    "Targets will be looked at again in March 2026.",
    "The membership of the forum will be renewed in July 2026.",
    "The new accessibility lift will be checked again in June 2026.",
    "The Code of Practice was last published in January 2015.",
    "The next newsletter will be published in October 2026.",
    "Last published results: July 2025",
    "Our next open evening is due in September 2026.",
    "The next census will be taken in January 2027.",
    "The reading scheme will be replaced in September 2028.",
    "Parents set targets with us; they will be reviewed in March 2026.",
]


def read(*blocks: Block, before: int = 0, after: int = 0) -> Dates:
    filler = tuple(Block(f"We teach in small groups and give help {n}.") for n in range(30))
    top = Passage("SEND Policy and Information Report", 1, (Block("Example Primary School"),))
    body = Passage("How we help", 2, (*filler[:before], *blocks, *filler[:after]))
    return read_dates(Document("", "html", "SEND Policy", (top, body)))


@pytest.mark.parametrize(("text", "day"), DATED)
def test_a_sentence_dates_the_document(text: str, day: str) -> None:
    found = read(Block(text)).document_date
    assert found and found.start.isoformat() == day
    assert found.as_written in text


@pytest.mark.parametrize(("text", "day"), NEXT)
def test_a_sentence_says_when_it_is_looked_at_again(text: str, day: str) -> None:
    found = read(Block(text)).next_review
    assert found and found.start.isoformat() == day


@pytest.mark.parametrize("text", OTHERS)
def test_sentences_about_other_things_date_nothing(text: str) -> None:
    assert read(Block(text), before=4, after=30).claims == ()


HEAD = "Version Date Author Changes"


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, "1.0 03/09/2022 A Sample First issue", "1.1 05/09/2023 A Sample New SENCO",
         "2.0 04/11/2024 B Example Rewritten"],
        [HEAD, "1.0 03/09/2022 A Sample First", "2.0", "04/11/2024", "B Example", "Rewritten"],
        ["Version", "Date", "Author", "Changes", "1.0", "03/09/2022", "A Sample", "First issue",
         "2.0", "04/11/2024", "B Example", "Local offer address"],
        ["Date | Issue | Amendments", "3.9.22 | 1 | Draft", "4.11.24 | 2 | Training brought in"],
        ["Revision No. | Revision Date | Summary of changes", "2 | 4 November 2024 | Rewritten",
         "1 | 3 September 2022 | First written"],
    ],
)  # fmt: skip
def test_the_latest_version_dates_the_document(rows: list[str]) -> None:
    found = read(*(Block(row, kind="row") for row in rows)).document_date
    assert found and found.start.isoformat() == "2024-11-04"


def test_a_table_of_actions_is_no_table_of_versions() -> None:
    rows = ["Action | Date | Who", "New ramp | 4 November 2027 | Caretaker"]
    assert read(*(Block(row, kind="row") for row in rows), before=4, after=30).claims == ()


def test_a_label_is_preferred_to_a_sentence_that_contradicts_it() -> None:
    blocks = (Block("This report will be reviewed in July 2024."),
              Block("Next review date: September 2025"))  # fmt: skip
    dates = read(*blocks)
    assert dates.next_review and dates.next_review.start.isoformat() == "2025-09-01"
    assert len(dates.conflicts) == 1


def test_a_title_that_the_text_was_glued_to_still_says_which_paper_is_meant() -> None:
    text = (
        "Example Ridge School: SEN Information Report 2025-2026 Example Ridge takes pupils from "
        "Year 5. The SEN Information Report is written every autumn; this one was presented to "
        "the full governing body on 3 December 2025."
    )
    dates = read_dates(Document("", "pdf", "", (Passage("", 0, (Block(text, 1),)),), 1))
    assert dates.document_date and dates.document_date.start.isoformat() == "2025-12-03"
