"""Gold documents as PDF: several typefaces, covers, columns, tables, headings real and faked."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as FlowTable

from .source import Block, Break, Heading, Items, Para, Source, Table, bare_html, hidden

_LINK = '<a href="{url}" color="blue">{text}</a>'


@dataclass(frozen=True, slots=True)
class _Look:
    font: str
    bold: str
    size: float
    colour: str
    bullet: str = "•"


_LOOKS = {
    "sans": _Look("Helvetica", "Helvetica-Bold", 11, "#1b2a49"),
    "serif": _Look("Times-Roman", "Times-Bold", 12, "#000000", "–"),
    "rounded": _Look("Helvetica", "Helvetica-Bold", 12, "#7a1f5c"),
    "small": _Look("Helvetica", "Helvetica-Bold", 9, "#005a4f", "o"),
    "big": _Look("Helvetica", "Helvetica-Bold", 15, "#b34700"),
}


def render(source: Source) -> bytes:
    """The document as PDF, the same bytes each time.

    `headings: same` sets headings in the size and weight of the text; `columns: 2` sets two
    columns; `cover` puts air above the first page's lines.
    """
    out = io.BytesIO()
    size = landscape(A4) if "landscape" in source.options else A4
    made = BaseDocTemplate(
        out, pagesize=size, invariant=1, title=source.options.get("title", ""), author=""
    )
    made.addPageTemplates(
        PageTemplate(
            frames=_frames(source, size), onPage=lambda canvas, _: _furniture(canvas, source, size)
        )
    )
    made.build(_story(source, size[0]))
    return out.getvalue()


def _frames(source: Source, size: tuple[float, float]) -> list[Frame]:
    columns = int(source.options.get("columns", "1"))
    width = (size[0] - 40 * mm - (columns - 1) * 8 * mm) / columns
    return [
        Frame(20 * mm + n * (width + 8 * mm), 20 * mm, width, size[1] - 42 * mm, 0, 0, 0, 0)
        for n in range(columns)
    ]


def _furniture(canvas: Canvas, source: Source, size: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    header = source.options.get("header", "")
    footer = source.options.get("footer", "").replace("{page}", str(canvas.getPageNumber()))
    canvas.drawString(20 * mm, size[1] - 14 * mm, header)
    canvas.drawCentredString(size[0] / 2, 11 * mm, footer)
    canvas.restoreState()


def _story(source: Source, width: float) -> list[Flowable]:
    look = _LOOKS[source.options.get("look", "sans")]
    story: list[Flowable] = [Spacer(1, 70 * mm)] if "cover" in source.options else []
    for block in source.blocks:
        story.extend(_flowables(block, look, source, width - 40 * mm))
    return story


def _flowables(block: Block, look: _Look, source: Source, width: float) -> list[Flowable]:
    text_style = ParagraphStyle(
        "text", fontName=look.font, fontSize=look.size, leading=look.size * 1.3, spaceAfter=5
    )
    match block:
        case Heading(text=text, level=level):
            return [Paragraph(_marked(text), _heading(look, level, source))]
        case Para(text=text):
            return [Paragraph(_marked(text), text_style)]
        case Items(texts=texts, numbered=numbered):
            style = ParagraphStyle("item", text_style, leftIndent=16, bulletIndent=4)
            marks = [f"{n}." if numbered else look.bullet for n in range(1, len(texts) + 1)]
            return [
                Paragraph(_marked(text), style, bulletText=mark)
                for text, mark in zip(texts, marks, strict=True)
            ]
        case Table():
            return [_table(block, look, width), Spacer(1, 8)]
        case Break():
            return [PageBreak()]


def _heading(look: _Look, level: int, source: Source) -> ParagraphStyle:
    if source.options.get("headings") == "same":
        return ParagraphStyle("h", fontName=look.font, fontSize=look.size, spaceBefore=8)
    size = look.size + {1: 9, 2: 4, 3: 2}.get(level, 1)
    return ParagraphStyle(
        f"h{level}",
        fontName=look.bold,
        fontSize=size,
        leading=size * 1.25,
        textColor=colors.HexColor(look.colour),
        spaceBefore=10,
        spaceAfter=5,
        keepWithNext=True,
    )


def _table(block: Table, look: _Look, width: float) -> FlowTable:
    size = min(look.size, 10)
    style = ParagraphStyle("cell", fontName=look.font, fontSize=size, leading=size * 1.25)
    head = ParagraphStyle("head", style, fontName=look.bold)
    columns = max(map(len, block.rows))
    rows = [
        [
            Paragraph(_marked(cell), head if block.head and number == 0 else style)
            for cell in (*row, *[""] * (columns - len(row)))
        ]
        for number, row in enumerate(block.rows)
    ]
    shares = [0.32, 0.68] if columns == 2 else [1 / columns] * columns
    made = FlowTable(rows, colWidths=[width * share for share in shares], repeatRows=block.head)
    made.setStyle(
        TableStyle(
            [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        )
    )
    return made


def _marked(text: str) -> str:
    return hidden(bare_html(text, _LINK), "{plain}")
