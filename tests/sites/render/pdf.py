"""Papers as PDF, in six looks: fonts, colours, numbered pages, headers, tables, cover pages."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
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

from ..model import Bind, Block, Bullets, Paper, Para, Section, Table, link_parts


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paper looks. `cover`: a title page of its own; `rule`: boxed headings."""

    font: str
    bold: str
    size: float
    colour: str
    cover: bool
    numbers: str
    bullet: str = "•"


_LOOKS = (
    _Look("Helvetica", "Helvetica-Bold", 11, "#1f3864", True, "Page {n}"),
    _Look("Times-Roman", "Times-Bold", 12, "#000000", False, "{n}"),
    _Look("Helvetica", "Helvetica-Bold", 10, "#7a1f5c", False, "Page {n}", "–"),
    _Look("Helvetica", "Helvetica-Bold", 12, "#00594f", True, ""),
    _Look("Times-Roman", "Times-Bold", 11, "#2e74b5", False, "- {n} -"),
    _Look("Helvetica", "Helvetica-Bold", 11, "#000000", False, "{n}", "•"),
)
_GRID = TableStyle(
    [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
)


def pdf(
    paper: Paper, bind: Bind, modified: dt.date, *, encryption: StandardEncryption | None = None
) -> bytes:
    """Make the PDF of a paper; `modified` is not written into it, so that it proves nothing."""
    look = _LOOKS[paper.look % len(_LOOKS)]
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=paper.properties.get("title", paper.title) or None,
        author=paper.school,
        lang="en-GB",
        invariant=1,
        encrypt=encryption,
    )
    frame = Frame(20 * mm, 20 * mm, A4[0] - 40 * mm, A4[1] - 42 * mm, id="body")
    furniture = partial(_furniture, paper=paper, look=look)
    document.addPageTemplates([PageTemplate(id="all", frames=[frame], onPage=furniture)])
    document.build(_story(paper, look, bind))
    return target.getvalue()


def encrypted_pdf(paper: Paper, bind: Bind, modified: dt.date) -> bytes:
    """Make a PDF that cannot be opened without a password."""
    lock = StandardEncryption("governors-only", ownerPassword="office", canPrint=0, strength=128)
    return pdf(paper, bind, modified, encryption=lock)


def _furniture(canvas: Canvas, document: BaseDocTemplate, *, paper: Paper, look: _Look) -> None:
    """Draw header, footer and page number."""
    canvas.saveState()
    canvas.setFont(look.font, 8)
    if paper.header:
        canvas.drawString(20 * mm, A4[1] - 13 * mm, paper.header)
    if paper.footer:
        canvas.drawString(20 * mm, 11 * mm, paper.footer)
    if look.numbers:
        number = look.numbers.format(n=document.page)
        canvas.drawRightString(A4[0] - 20 * mm, 11 * mm, number)
    canvas.restoreState()


def _styles(look: _Look) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName=look.font, fontSize=look.size, leading=look.size * 1.3)
    body.spaceAfter = 6
    return {
        "body": body,
        "cell": ParagraphStyle("cell", body, spaceAfter=0),
        "bullet": ParagraphStyle("bullet", body, leftIndent=16, bulletIndent=4, spaceAfter=3),
        "heading": ParagraphStyle(
            "heading",
            body,
            fontName=look.bold,
            fontSize=look.size + 3,
            leading=look.size + 7,
            textColor=colors.HexColor(look.colour),
            spaceBefore=12,
            keepWithNext=1,
        ),
        "title": ParagraphStyle(
            "title",
            body,
            fontName=look.bold,
            fontSize=look.size + 11,
            leading=look.size + 16,
            alignment=TA_CENTER if look.cover else 0,
            spaceAfter=14,
        ),
    }


def _story(paper: Paper, look: _Look, bind: Bind) -> list[Flowable]:
    styles = _styles(look)
    story: list[Flowable] = [Spacer(1, 60 * mm)] if look.cover else []
    story.append(Paragraph(escape(paper.title), styles["title"]))
    for block in paper.cover:
        story += _block(block, styles, look, bind)
    story.append(PageBreak() if look.cover else Spacer(1, 8 * mm))
    if paper.layout == "questions-table":
        return [*story, *_questions(paper.sections, styles, look, bind)]
    for section in paper.sections:
        story.append(Paragraph(escape(section.heading), styles["heading"]))
        for block in section.blocks:
            story += _block(block, styles, look, bind)
    return story


def _questions(
    sections: tuple[Section, ...], styles: dict[str, ParagraphStyle], look: _Look, bind: Bind
) -> list[Flowable]:
    """Lay sections out as a table of two columns: question and answer."""
    question = ParagraphStyle("question", styles["cell"], fontName=look.bold)
    rows = []
    for section in sections:
        answer: list[Flowable] = []
        for block in section.blocks:
            answer += _block(block, styles, look, bind, width=112 * mm)
        rows.append([Paragraph(escape(section.heading), question), answer or ""])
    table = FlowTable(rows, colWidths=[50 * mm, 118 * mm], splitInRow=1)
    table.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    return [table]


def _block(
    block: Block,
    styles: dict[str, ParagraphStyle],
    look: _Look,
    bind: Bind,
    width: float = 168 * mm,
) -> list[Flowable]:
    match block:
        case Para(text):
            return [Paragraph(_markup(text, bind), styles["body"])]
        case Bullets(items):
            return [
                Paragraph(_markup(item, bind), styles["bullet"], bulletText=look.bullet)
                for item in items
            ]
        case Table(rows):
            cells = [
                [Paragraph(_markup(cell, bind), styles["cell"]) for cell in row] for row in rows
            ]
            table = FlowTable(cells, colWidths=[width / len(rows[0])] * len(rows[0]))
            table.setStyle(_GRID)
            return [table, Spacer(1, 3 * mm)]


def _markup(text: str, bind: Bind) -> str:
    """Turn link marks into the PDF library's own; addresses are bound."""
    parts = []
    for words, address in link_parts(text):
        shown = escape(bind(words))
        if address is None:
            parts.append(shown)
        else:
            parts.append(f'<a href="{escape(bind(address))}" color="blue">{shown}</a>')
    return "".join(parts)
