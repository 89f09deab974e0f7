"""What a reader of PDFs would notice: headings, order, pages, furniture, links."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from extractors.model import Document, Passage
from extractors.pdf import read_pdf
from tests.extractors.readers_samples import (
    ANSWER,
    columns_pdf,
    locked_pdf,
    report_pdf,
    scanned_pdf,
    sideways_pdf,
    table_pdf,
)

LONG = "we meet the family each term and write down together what has helped and what has not. "


def under(document: Document, heading: str) -> Passage:
    found = [passage for passage in document.passages if passage.heading == heading]
    assert found, [passage.heading for passage in document.passages]
    return found[0]


def test_bold_lines_become_headings_and_the_text_stands_under_them() -> None:
    document = read_pdf(report_pdf())
    passage = under(document, "How do we teach pupils with SEN?")
    assert passage.blocks[0].text == ANSWER
    assert passage.page == 1
    assert passage.trail == ("SEN Information Report",)
    assert document.title == "SEN Information Report"


def test_bullets_are_items_without_their_sign() -> None:
    blocks = under(read_pdf(report_pdf()), "How do we teach pupils with SEN?").blocks
    items = [block.text for block in blocks if block.kind == "item"]
    assert items == ["Speech and language therapy", "A quiet room at lunch"]


def test_each_block_knows_its_page() -> None:
    document = read_pdf(report_pdf(pages=3))
    pages = {block.page for passage in document.passages for block in passage.blocks}
    assert pages == {1, 2, 3}
    assert document.pages == 3


def test_a_footer_on_every_page_is_kept_once_and_out_of_the_text() -> None:
    document = read_pdf(report_pdf(pages=4))
    assert "reviewed May 2025" not in document.text
    assert [block.page for block in document.furniture] == [1]
    assert "reviewed May 2025" in document.furniture[0].text


def test_links_are_kept_from_annotations_and_from_the_text() -> None:
    links = {link.url: link for link in read_pdf(report_pdf(pages=1)).links}
    assert links["https://localoffer.example.org/send"].text == "Local Offer"
    assert links["https://localoffer.example.org/send"].page == 1
    assert "mailto:senco@example.org" in links


def test_properties_say_what_the_file_says_of_itself() -> None:
    properties = read_pdf(report_pdf(pages=1)).properties
    assert properties["title"] == "SEN Information Report"
    assert properties["language"] == "en-GB"
    assert properties["tagged"] == "no"
    assert properties["created"][:2] == "20"


@pytest.mark.parametrize("borders", [True, False])
def test_a_table_of_questions_gives_passages(borders: bool) -> None:
    questions = ["How will I know that my child is doing well?", "Who helps us at home?"]
    rows = [[question, f"{number}: {LONG * 4}"] for number, question in enumerate(questions)]
    document = read_pdf(table_pdf(rows, (30, 70), borders=borders))
    for number, question in enumerate(questions):
        text = " ".join(under(document, question).text.split())
        assert text.startswith(f"{number}: we meet")
        assert text.count("we meet the family each term") == 4


def test_a_row_of_short_cells_is_one_block() -> None:
    rows = [["Role", "Name", "Telephone"], ["SENCO", "Sam Sample", "01632 960123"]]
    document = read_pdf(table_pdf(rows, (30, 40, 30)))
    blocks = [block for passage in document.passages for block in passage.blocks]
    assert [(block.kind, block.text) for block in blocks] == [
        ("row", "Role Name Telephone"),
        ("row", "SENCO Sam Sample 01632 960123"),
    ]


def test_columns_are_read_one_after_the_other() -> None:
    text = read_pdf(columns_pdf("left " * 120 + "end of left.", "right " * 120)).text
    words = text.split()
    assert words.count("left") == 120
    assert "right" not in words[: words.index("end")]


def test_a_short_column_of_short_lines_is_no_column_of_cells() -> None:
    short = "Who helps?\nThe nurse.\nWhere?\nIn the hall.\nWhen?\nOn Mondays."
    lines = read_pdf(columns_pdf(LONG * 12 + "End of left.", short)).text.split("\n")
    assert not [line for line in lines if "we meet" in line and "Who helps" in line]
    assert "".join(lines).index("End of left.") < "".join(lines).index("Who helps?")


def test_a_page_on_its_side_is_read_as_one_would_turn_it() -> None:
    document = read_pdf(sideways_pdf(ANSWER))
    assert ANSWER in " ".join(document.text.split("\n"))


def test_pictures_of_pages_are_called_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_pdf(scanned_pdf()).problem == "scanned image"


def test_a_locked_file_says_so() -> None:
    assert read_pdf(locked_pdf()).problem == "encrypted"


def test_half_a_file_is_damaged_or_read_as_far_as_it_goes() -> None:
    body = report_pdf()
    document = read_pdf(body[: len(body) // 2])
    assert document.problem is not None or "SEN" in document.text


def test_an_answer_that_runs_over_the_page_end_stays_under_its_question() -> None:
    rows = [["Who helps?", LONG * 20], ["", LONG * 20], ["", LONG * 20], ["What kit?", LONG * 6]]
    document = read_pdf(table_pdf(rows, (30, 70)))
    assert document.pages and document.pages > 1
    assert under(document, "Who helps?").text.count("we meet") == 60
    assert {block.page for block in under(document, "Who helps?").blocks} >= {1, 2}


@pytest.mark.parametrize("text", ["Page 2", "https://example.org/offer", "01632 960123", "....."])
def test_what_can_be_no_heading_is_none(text: str) -> None:
    document = read_pdf(table_pdf([[text]], (100,)))
    assert [passage.heading for passage in document.passages] in ([""], [])


def test_a_title_across_a_table_is_a_heading() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", "", 11)
    with pdf.table(first_row_as_headings=False, text_align="LEFT") as table:
        for title in ("WHO TO ASK", "WHERE TO FIND US"):
            table.row().cell(title, colspan=2)
            for pair in (("Office", "01632 960123"), ("Hall", "01632 960124")):
                table.row(pair)
    passages = {p.heading: p.text for p in read_pdf(bytes(pdf.output())).passages}
    assert passages["WHERE TO FIND US"] == "Office 01632 960123\nHall 01632 960124"


def headings_pdf(between: float) -> bytes:
    """Bold headings, two of them with nothing beneath, `between` points apart."""
    pdf = FPDF(unit="pt")
    pdf.add_page()

    def heading(text: str) -> None:
        pdf.set_font("helvetica", "B", 11)
        pdf.multi_cell(0, 14, text)
        pdf.ln(between)

    for text in ("Help in lessons", "Having a say", "Help for families"):
        heading(text)
        if text != "Having a say":
            pdf.set_font("helvetica", "", 11)
            pdf.multi_cell(0, 14, ANSWER)
            pdf.ln(8)
    heading("How do we prepare children and their families for the move to the next school, or to ")
    pdf.set_font("helvetica", "", 11)
    pdf.multi_cell(0, 14, ANSWER)
    return bytes(pdf.output())


@pytest.mark.parametrize("between", [2, 6, 14])
def test_a_heading_with_nothing_beneath_stays_one_of_its_own(between: float) -> None:
    passages = {p.heading: p for p in read_pdf(headings_pdf(between)).passages}
    assert passages["Having a say"].blocks == ()
    assert passages["Help for families"].text == ANSWER


def test_a_heading_over_two_lines_is_one() -> None:
    headings = [p.heading for p in read_pdf(headings_pdf(6)).passages]
    assert headings[-1].startswith("How do we prepare")
    assert headings[-1].endswith("or to")
