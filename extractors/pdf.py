"""PDF to Document, by PDFium: passages with pages, furniture, links, properties."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from extractors import ocr
from extractors.limits_table import MAX_PAGES
from extractors.model import Block, Document, Link, Passage, Problem
from extractors.pdf_facts import described, has_objects, picture_cover, properties
from extractors.pdf_flow import Paragraph
from extractors.pdf_headings import pieces
from extractors.pdf_layout import arrange, is_grid, runs_down, side_by_side
from extractors.pdf_lines import Fonts, Line, PageText, lacks_spaces
from extractors.pdf_links import annotated, written
from extractors.pdf_plumber import reread, rescue
from extractors.pdf_rules import Rules, hides_drawings, read_rules
from extractors.pdf_tables import flow_of
from extractors.segment import clean, passages

READER = "pdf/1"
OCR_READER = "pdf+ocr/1"
PLUMBER_READER = "pdf+pdfplumber/1"

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(of |/ ?)?\b(\d{1,3})\b")
_PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:p\s?a\s?g\s?e\s*)?[\W_]*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[\W_]*$",
    re.IGNORECASE,
)
_NO_LETTER = re.compile("[\x00-\x1f\ue000-\uf8ff\ufffd]")
"""What stands in the text where a font does not say which letters its glyphs are."""

_DOCUMENT_WORD = re.compile(
    r"\b(?:report|policy|plan|offer|statement|scheme|strategy|information|guidance|procedures?|"
    r"provision|prospectus|handbook|leaflet|guide|newsletter|code)\b",
    re.IGNORECASE,
)

_SAMPLE = 5
"""So many pages, or a few more, show whether a file leaves out its spaces."""

_FEW_LETTERS = 25
"""A page with fewer letters carries no text to speak of."""

_BLANK_BYTES = 20_000
"""Size of a page that may yet be blank."""

_NO_RULES = Rules((), ())

_COVERED = 0.5
"""Share of a page that one picture covers when the page is a scan."""


@dataclass(slots=True)
class _Pages:
    """What is gathered page by page."""

    lines: list[list[Line]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    rules: list[Rules] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    bare: int = 0
    """Pages without text."""
    scans: int = 0
    """Pages without text that a picture fills."""
    hidden: list[int] = field(default_factory=list)
    """Pages, from 0, on which borders may lie where PDFium does not list them."""
    drawn: bool = False
    """Whether a page without text shows anything at all."""

    def add(self, lines: list[Line], height: float, rules: Rules) -> None:
        """Put another page's text at the end."""
        self.lines.append(lines)
        self.heights.append(height)
        self.rules.append(rules)


def read_pdf(body: bytes) -> Document:
    """Read a PDF. What is wrong with it comes back as the document's `problem`."""
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        pdf = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            return _failed(sha256, "encrypted")
        return _rescued(body, sha256, {}) or _failed(sha256, "damaged")
    try:
        return _read(pdf, body, sha256)
    except pdfium.PdfiumError:
        return _failed(sha256, "damaged", len(pdf))
    finally:
        pdf.close()


def _failed(sha256: str, problem: Problem, pages: int | None = None) -> Document:
    return Document(sha256, "pdf", "", (), pages=pages, problem=problem, reader=READER)


def _read(pdf: pdfium.PdfDocument, body: bytes, sha256: str) -> Document:
    count = len(pdf)
    if not count:
        return _rescued(body, sha256, {}) or _failed(sha256, "empty", 0)
    if count > MAX_PAGES:
        return _failed(sha256, "too large", count)
    pages = _gather(pdf)
    if lacks_spaces(
        "\n".join(line.text for line in lines) for lines in pages.lines[:: max(count // _SAMPLE, 1)]
    ):
        pages = _gather(pdf, respace=True)
    facts = properties(pdf, body)
    if pages.bare:
        facts["pages_without_text"] = str(pages.bare)
    problem = _problem(pages, len(body))
    if problem in ("damaged", "no text layer"):
        rescued = _rescued(body, sha256, facts)
        if rescued:
            return rescued
    if problem in ("scanned image", "no text layer") and ocr.engine():
        return _recognised(pdf, sha256, facts, problem)
    _look_within(pages, body)
    return _document(pages, count, sha256, facts, READER, problem)


def _rescued(body: bytes, sha256: str, facts: dict[str, str]) -> Document | None:
    """A file that PDFium cannot read, by pdfplumber; None where that cannot either."""
    found = rescue(body)
    if found is None:
        return None
    pages = _Pages()
    for page in found.pages:
        pages.add(list(page.lines), page.height, page.rules)
    if _problem(pages, len(body)) is not None or found.count > MAX_PAGES:
        return None
    known = facts | described(found.metadata)
    return _document(pages, found.count, sha256, known, PLUMBER_READER, None)


def _look_within(pages: _Pages, body: bytes) -> None:
    """Read pages again whose tables have their borders inside a drawing of their own."""
    for number, page in reread(body, pages.hidden).items() if pages.hidden else ():
        seen = sum(len(line.text.split()) for line in pages.lines[number])
        now = sum(len(line.text.split()) for line in page.lines)
        if now >= 0.97 * seen and is_grid(page.lines, page.rules):
            pages.lines[number] = list(page.lines)
            pages.rules[number] = page.rules


def _document(
    pages: _Pages,
    count: int,
    sha256: str,
    facts: dict[str, str],
    reader: str,
    problem: Problem | None,
) -> Document:
    kept, furniture = part_furniture(pages.lines, pages.heights)
    flow = flow_of(
        region
        for lines, rules in zip(kept, pages.rules, strict=True)
        for region in arrange(lines, rules)
    )
    found = passages(pieces(flow))
    return Document(
        sha256=sha256,
        format="pdf",
        title=_title(flow) or facts.get("title", ""),
        passages=found,
        pages=count,
        furniture=furniture,
        links=_links(pages.links, found, furniture),
        properties=facts,
        problem=problem,
        reader=reader,
    )


def _gather(pdf: pdfium.PdfDocument, respace: bool = False) -> _Pages:
    pages = _Pages()
    fonts: Fonts = {}
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pdfium.PdfiumError:  # one broken page does not lose the others
            pages.add([], 0.0, _NO_RULES)
            pages.bare += 1
            continue
        text = PageText(page, index + 1, fonts, respace=respace)
        lines = text.lines()
        ruled = not text.turn and not runs_down(lines) and side_by_side(lines)
        rules = read_rules(page) if ruled else _NO_RULES
        if ruled and not rules.vertical and hides_drawings(page):
            pages.hidden.append(index)
        pages.add(list(_in_cells(lines, rules, text)), text.height, rules)
        pages.links.extend(annotated(pdf, page, text))
        if sum(len(line.text) for line in lines) < _FEW_LETTERS:
            pages.bare += 1
            pages.scans += picture_cover(page) > _COVERED
            pages.drawn = pages.drawn or has_objects(page)
        text.close()
        page.close()
    return pages


def _in_cells(lines: Iterable[Line], rules: Rules, text: PageText) -> Iterator[Line]:
    """Lines that run over a table's border, cut at it."""
    if not rules.vertical:
        yield from lines
        return
    for line in lines:
        y = line.base + 0.3 * line.size
        borders = [rule.at for rule in rules.vertical if rule.crosses(line.x0, line.x1, y)]
        yield from text.parted(line, borders) if borders and not line.aside else (line,)


def _problem(pages: _Pages, size: int) -> Problem | None:
    """Why the text cannot be used, None where it can."""
    count = len(pages.lines)
    letters = "".join(line.text for lines in pages.lines for line in lines)
    if pages.scans * 2 > count or (pages.scans and pages.bare * 2 > count):
        return "scanned image"
    if not letters and not pages.drawn:
        # Blank pages weigh next to nothing; a large file that shows nothing is broken.
        return "damaged" if size > _BLANK_BYTES * count else "empty"
    if not letters or len(_NO_LETTER.findall(letters)) * 3 > len(letters):
        return "scanned image" if pages.scans else "no text layer"
    return None


def _recognised(
    pdf: pdfium.PdfDocument, sha256: str, facts: dict[str, str], problem: Problem
) -> Document:
    """A document by OCR of its pictures; where that finds nothing, the problem stays."""
    found, read = ocr.read_scans(pdf)
    facts["pages_recognised"] = str(read)
    words = sum(len(piece.text.split()) for piece in found)
    title = next((piece.text for piece in found if piece.kind == "heading"), "")
    return Document(
        sha256=sha256,
        format="pdf",
        title=title,
        passages=passages(found),
        pages=len(pdf),
        properties=facts,
        problem=None if words >= 20 else problem,
        reader=OCR_READER,
    )


def _title(flow: Sequence[Paragraph]) -> str:
    """The largest text on the first page that has text, as far as it runs on."""
    first = [each for each in flow if each.page == flow[0].page] if flow else []
    if not first:
        return ""
    size = max(each.size for each in first)
    common = sorted(each.size for each in flow)[len(flow) // 2]
    if size < 1.1 * common:
        bold = [each.text for each in first[:6] if each.bold and len(each.text) < 150]
        named = next((i for i, text in enumerate(bold) if _DOCUMENT_WORD.search(text)), 0)
        return " ".join(bold[: named + 1])
    parts: list[str] = []
    for each in first:
        largest = each.size >= 0.93 * size and len(parts) < 4
        # A school's name in the largest type is followed by what the document is.
        names_it = each.bold or each.size > 1.1 * common
        lacking = bool(parts) and not _DOCUMENT_WORD.search(" ".join(parts))
        if largest or (lacking and names_it and len(each.text.split()) <= 16):
            parts.append(each.text)
        elif parts:
            break
    return " ".join(" ".join(parts).split()[:30])


def _links(
    annotations: Iterable[Link], found: Iterable[Passage], furniture: Iterable[Block]
) -> tuple[Link, ...]:
    """Annotated links first, then addresses written in the text that none of them holds."""
    links = dict.fromkeys(annotations)
    known = {_bare(link.url) for link in links}
    blocks = [block for passage in found for block in passage.blocks]
    for block in [*blocks, *furniture]:
        for link in written(block.text, block.page):
            if _bare(link.url) not in known:
                known.add(_bare(link.url))
                links[link] = None
    return tuple(links)


def _bare(url: str) -> str:
    return url.lower().removeprefix("https://").removeprefix("http://").rstrip("/")


def part_furniture(
    by_page: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], tuple[Block, ...]]:
    """Take headers and footers that repeat, and page numbers, out of the pages' lines.

    Lines near the top or bottom edge whose words, page numbers apart, come back on several
    pages are furniture: each distinct text is kept once, with the first page that bears it.
    """
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for lines, height in zip(by_page, heights, strict=True):
        for line in _edge_lines(lines, height):
            seen[_shape(line)].add(line.page)
    enough = 2 if len(by_page) < 5 else max(3, len(by_page) // 4)
    kept: list[list[Line]] = []
    blocks: dict[str, Block] = {}
    for lines, height in zip(by_page, heights, strict=True):
        edge = {
            id(line)
            for line in _edge_lines(lines, height)
            if len(seen[_shape(line)]) >= enough or _PAGE_NUMBER.match(line.text)
        }
        kept.append([line for line in lines if id(line) not in edge])
        for line in lines:
            if id(line) in edge and (text := clean(line.text)):
                blocks.setdefault(_shape(line), Block(text, line.page))
    return kept, tuple(blocks.values())


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    return [line for line in lines if not 0.1 * height < line.base < 0.9 * height]


def _shape(line: Line) -> str:
    """A line's text without what counts the pages, the same for all lines of a footer."""
    text = line.text.casefold()
    if _PAGE_NUMBER.match(text):
        return "#"
    if line.bold or _DIGIT.search(text) is None:
        return text  # in bold, `Part 2` and `Year 3` at the top of a page are headings
    return _NUMBER.sub(
        lambda found: "#" if found[1] or abs(int(found[2]) - line.page) <= 3 else found[0], text
    )
