"""Gold documents as Word and OpenDocument files, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.text.paragraph import Paragraph

from .source import Block, Break, Heading, Items, Para, Source, Table, spoken

_MOMENT = dt.datetime(2024, 1, 1, 9, 0, tzinfo=dt.UTC)
_BOLD = re.compile(r"(\*\*.+?\*\*)")


def render_docx(source: Source) -> bytes:
    """The document as DOCX. `headings: bold` keeps bold paragraphs in place of headings."""
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = _MOMENT
    _page(made, source)
    for block in source.blocks:
        _add(made, block)
    saved = io.BytesIO()
    made.save(saved)
    return _repacked(saved.getvalue())


def _page(made: WordDocument, source: Source) -> None:
    section = made.sections[0]
    if "landscape" in source.options:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    if "header" in source.options:
        section.header.paragraphs[0].text = source.options["header"]
    if "footer" in source.options:
        section.footer.paragraphs[0].text = source.options["footer"]


def _add(made: WordDocument, block: Block) -> None:
    match block:
        case Heading(text=text, level=level):
            made.add_heading(spoken(text), level=min(level, 4))
        case Para(text=text):
            _runs(made.add_paragraph(), text)
        case Items(texts=texts, numbered=numbered):
            for text in texts:
                style = "List Number" if numbered else "List Bullet"
                _runs(made.add_paragraph(style=style), text)
        case Table(rows=rows):
            table = made.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
            for row in rows:
                cells = table.add_row().cells
                for cell, text in zip(cells, row, strict=False):
                    _runs(cell.paragraphs[0], text)
        case Break():
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _runs(paragraph: Paragraph, text: str) -> None:
    for part in _BOLD.split(text):
        if part:
            paragraph.add_run(spoken(part)).bold = True if part.startswith("**") else None


def render_odt(source: Source) -> bytes:
    """The document as ODT: a small package written by hand."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
        f"<office:body><office:text>{''.join(map(_odf, source.blocks))}</office:text>"
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return _packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _odf(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return f'<text:h text:outline-level="{level}">{escape(spoken(text))}</text:h>'
        case Para(text=text):
            return f"<text:p>{escape(spoken(text))}</text:p>"
        case Items(texts=texts):
            items = (
                f"<text:list-item><text:p>{escape(spoken(text))}</text:p></text:list-item>"
                for text in texts
            )
            return f"<text:list>{''.join(items)}</text:list>"
        case Table() | Break():
            raise ValueError("no tables or page breaks in an ODT")


def _repacked(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return _packed({name: archive.read(name) for name in archive.namelist()})


def _packed(parts: dict[str, bytes]) -> bytes:
    """A zip file whose entries carry a fixed time, so that its bytes do not change."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT.timetuple()[:6]), data)
    return out.getvalue()
