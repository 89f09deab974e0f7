"""Papers as Word documents: with heading styles, or with bold lines instead of them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

from ..model import Bind, Block, Bullets, Paper, Para, Table, link_parts

_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(paper: Paper, bind: Bind, modified: dt.date) -> bytes:
    """Make the Word document of a paper; every second look has bold lines for headings."""
    document = Document()
    styled = paper.look % 2 == 0
    _properties(document, paper, modified)
    section = document.sections[0]
    section.header.paragraphs[0].text = paper.header
    section.footer.paragraphs[0].text = paper.footer
    _heading(document, paper.title, 0, styled)
    for block in paper.cover:
        _block(document, block, bind)
    for part in paper.sections:
        _heading(document, part.heading, 1, styled)
        for block in part.blocks:
            _block(document, block, bind)
    target = io.BytesIO()
    document.save(target)
    return _without_times(target.getvalue())


def _properties(document: WordDocument, paper: Paper, modified: dt.date) -> None:
    stamp = dt.datetime.combine(modified, dt.time(9, 30))
    core = document.core_properties
    core.title, core.author = paper.properties.get("title", ""), "School office"
    core.created = core.modified = stamp
    core.last_modified_by, core.revision = "School office", 1


def _heading(document: WordDocument, text: str, level: int, styled: bool) -> None:
    if styled:
        document.add_heading(text, level)
        return
    document.add_paragraph().add_run(text).bold = True


def _block(document: WordDocument, block: Block, bind: Bind) -> None:
    match block:
        case Para(text):
            _write(document.add_paragraph(), text, bind)
        case Bullets(items):
            for item in items:
                _write(document.add_paragraph(style="List Bullet"), item, bind)
        case Table(rows):
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    _write(cell.paragraphs[0], text, bind)


def _write(paragraph: Paragraph, text: str, bind: Bind) -> None:
    """Write a text with its links into a paragraph."""
    for words, address in link_parts(text):
        if address is None:
            paragraph.add_run(bind(words))
            continue
        relation = paragraph.part.relate_to(
            bind(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        link.append(paragraph.add_run(bind(words))._r)
        paragraph._p.append(link)


def _without_times(body: bytes) -> bytes:
    """Pack the document again with fixed times, so that equal papers give equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(target, "w") as packed:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, source.read(name))
    return target.getvalue()
