"""PDF to Document, by PDFium: passages with pages, furniture, links, properties."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from extractors.limits_table import MAX_PAGES
from extractors.model import Block, Document, Problem
from extractors.pdf_headings import pieces
from extractors.pdf_layout import arrange, side_by_side
from extractors.pdf_lines import Line, PageText
from extractors.pdf_rules import Rules, read_rules
from extractors.pdf_tables import flow_of
from extractors.segment import clean, passages

READER = "pdf/1"

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:p\s?a\s?g\s?e\s*)?[\W_]*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[\W_]*$", re.I
)


def read_pdf(body: bytes) -> Document:
    """Read a PDF. What is wrong with it comes back as the document's `problem`."""
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        pdf = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        return _failed(sha256, _why(error))
    try:
        return _read(pdf, sha256)
    finally:
        pdf.close()


def _failed(sha256: str, problem: Problem, pages: int | None = None) -> Document:
    return Document(sha256, "pdf", "", (), pages=pages, problem=problem, reader=READER)


def _why(error: pdfium.PdfiumError) -> Problem:
    return "encrypted" if "password" in str(error).lower() else "damaged"


def _read(pdf: pdfium.PdfDocument, sha256: str) -> Document:
    count = len(pdf)
    if not count:
        return _failed(sha256, "empty", 0)
    if count > MAX_PAGES:
        return _failed(sha256, "too large", count)
    by_page: list[list[Line]] = []
    heights: list[float] = []
    rules: list[Rules] = []
    for index in range(count):
        page = pdf[index]
        text = PageText(page, index + 1)
        lines = text.lines()
        by_page.append(lines)
        heights.append(page.get_height())
        rules.append(read_rules(page) if side_by_side(lines) else Rules((), ()))
        text.close()
        page.close()
    kept, furniture = part_furniture(by_page, heights)
    flow = flow_of(
        region for lines, ruled in zip(kept, rules, strict=True) for region in arrange(lines, ruled)
    )
    return Document(
        sha256=sha256,
        format="pdf",
        title="",
        passages=passages(pieces(flow)),
        pages=count,
        furniture=furniture,
        reader=READER,
    )


def part_furniture(
    by_page: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], tuple[Block, ...]]:
    """Take headers and footers that repeat, and page numbers, out of the pages' lines.

    Lines near the top or bottom edge whose words, digits apart, come back on several pages
    are furniture: each distinct text is kept once, with the first page that bears it.
    """
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for lines, height in zip(by_page, heights, strict=True):
        for line in _edge_lines(lines, height):
            seen[_shape(line.text)].add(line.page)
    enough = 2 if len(by_page) < 5 else max(3, len(by_page) // 4)
    kept: list[list[Line]] = []
    blocks: dict[str, Block] = {}
    for lines, height in zip(by_page, heights, strict=True):
        edge = {
            id(line)
            for line in _edge_lines(lines, height)
            if len(seen[_shape(line.text)]) >= enough or _PAGE_NUMBER.match(line.text)
        }
        kept.append([line for line in lines if id(line) not in edge])
        for line in lines:
            if id(line) in edge:
                text = clean(line.text)
                blocks.setdefault(text, Block(text, line.page))
    return kept, tuple(blocks.values())


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    return [line for line in lines if not 0.1 * height < line.base < 0.9 * height]


def _shape(text: str) -> str:
    return _NUMBER.sub("#", text.casefold())
