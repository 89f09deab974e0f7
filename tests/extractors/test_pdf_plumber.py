"""Cells that only borders part, tables drawn in a form, files that PDFium gives up on."""

from __future__ import annotations

import random

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pytest

from extractors import pdf_plumber
from extractors.model import Document
from extractors.pdf import read_pdf
from tests.extractors.readers_samples import PLAN, plan_pdf, report_pdf


def blocks(document: Document) -> list[str]:
    return [block.text for passage in document.passages for block in passage.blocks]


def test_cells_that_stand_so_close_that_only_a_border_parts_them_are_kept_apart() -> None:
    found = blocks(read_pdf(plan_pdf(padding=3.5)))
    assert [cell for row in PLAN[1:] for cell in row] == found[-9:]


def test_a_table_within_a_form_is_read_cell_by_cell() -> None:
    document = read_pdf(plan_pdf(within_form=True))
    assert [cell for row in PLAN[1:] for cell in row] == blocks(document)[-9:]


def spoilt() -> bytes:
    """A report with stray bytes in its table of contents, as a bad upload leaves them."""
    body = report_pdf()
    place = body.index(b"xref") + 40
    stray = random.Random(4).randbytes(300)
    return body[:place] + stray + body[place:]


def test_a_file_that_pdfium_cannot_open_is_read_by_pdfplumber() -> None:
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(spoilt())
    document = read_pdf(spoilt())
    assert document.problem is None
    assert document.reader == "pdf+pdfplumber/1"
    headings = {passage.heading: passage.page for passage in document.passages}
    assert headings["How do we teach pupils with SEN?"] is not None
    assert "senco@example.org" in document.text


def test_no_more_pages_are_read_again_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_plumber, "MAX_PLUMBED_PAGES", 2)
    assert sorted(pdf_plumber.reread(report_pdf(pages=4), [0, 1, 2, 3])) == [0, 1]


def test_no_page_is_begun_after_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_plumber, "PLUMBER_SECONDS", -1.0)
    assert pdf_plumber.reread(report_pdf(pages=2), [0, 1]) == {}


def test_bytes_that_neither_can_read_are_damaged() -> None:
    assert read_pdf(b"%PDF-1.7\n" + b"x" * 500).problem == "damaged"
