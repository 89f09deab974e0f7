"""DOCX to Document: headings by style and by look, tables, headers and footers apart."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from extractors.addresses import direct
from extractors.model import Block, Document, Link
from extractors.segment import Piece, bullet, clean, lettered, passages
from extractors.tables import table_pieces
from extractors.zipped import UnsafeError, open_zip, xml_member

READER = "docx/1"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE_NAMES = {
    f"{_DC}title": "title",
    f"{_DC}creator": "author",
    f"{_DC}subject": "subject",
    f"{_DC}language": "language",
    f"{_TERMS}created": "created",
    f"{_TERMS}modified": "modified",
}
_STYLE_LEVEL = re.compile(r"^(?:heading|überschrift|titre)\s*(\d)", re.IGNORECASE)
_SKIP = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr"}
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(body: bytes) -> Document:
    """Read a DOCX. What is wrong with it comes back as the document's `problem`."""
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        with open_zip(body) as archive:
            return _Docx(archive).document(sha256)
    except UnsafeError as error:
        return Document(sha256, "docx", "", (), problem=error.problem, reader=READER)
    except (zipfile.BadZipFile, etree.LxmlError, ValueError, OSError, EOFError, zlib.error):
        return Document(sha256, "docx", "", (), problem="damaged", reader=READER)


class _Docx:
    """One document, with its styles and the targets of its links."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        root = xml_member(archive, "word/document.xml")
        if root is None:
            raise UnsafeError("damaged")
        self.root = root
        self.archive = archive
        self.levels, self.bold_styles = self._styles()
        self.targets = self._targets("word/_rels/document.xml.rels")
        self.links: list[Link] = []
        self.styled = False
        """Whether a heading style was used, rather than bold text."""

    def document(self, sha256: str) -> Document:
        """Everything the container holds that a reader would see."""
        body = self.root.find(f"{_W}body")
        pieces = list(self._pieces(body)) if body is not None else []
        furniture = self._furniture()
        properties = self._properties()
        title = next((p.text for p in pieces if p.kind == "heading" and p.level == 1), "")
        return Document(
            sha256=sha256,
            format="docx",
            title=title or next((p.text for p in pieces if p.kind == "heading"), ""),
            passages=passages(pieces),
            furniture=furniture,
            links=tuple(dict.fromkeys(self.links)),
            properties=properties,
            problem=None if pieces or furniture else "empty",
            reader=READER,
        )

    def _pieces(self, parent: etree._Element) -> Iterator[Piece]:
        for node in parent:
            if node.tag == f"{_W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{_W}tbl":
                yield from self._table(node)
            elif node.tag not in _SKIP and node.tag != f"{_W}sectPr":
                yield from self._pieces(node)

    def _table(self, table: etree._Element) -> list[Piece]:
        rows = [
            [list(self._pieces(cell)) for cell in _cells(row)]
            for row in table.iterchildren(f"{_W}tr", f"{_W}sdt")
        ]
        if max((len(row) for row in rows), default=0) == 1:
            return [piece for row in rows for cell in row for piece in cell]  # a frame, no table
        return table_pieces(rows)

    def _paragraph(self, node: etree._Element) -> Iterator[Piece]:
        text: list[str] = []
        boxes: list[etree._Element] = []
        bold_words = self._runs(node, text, boxes, "")
        shown = clean("".join(text))
        if shown:
            yield self._piece(node, shown, bold_words)
        for box in boxes:
            yield from self._pieces(box)

    def _piece(self, node: etree._Element, text: str, bold_words: int) -> Piece:
        style = _value(node.find(f"{_W}pPr/{_W}pStyle"))
        outline = _value(node.find(f"{_W}pPr/{_W}outlineLvl"))
        level = self.levels.get(style, 0)
        if not level and outline.isdigit() and int(outline) < 6:
            level = int(outline) + 1
        words = text.split()
        if level and len(words) <= 40:
            self.styled = True
            return Piece("heading", text, None, level)
        listed = node.find(f"{_W}pPr/{_W}numPr") is not None or "list" in style.lower()
        bold = bold_words >= len(words) or style in self.bold_styles
        capitals = text.isupper() and len(words) > 1
        if (bold or capitals) and len(words) <= 20 and text[-1] not in ".,;" and text[0].isalnum():
            return Piece("heading", text, None, 4 if capitals else 5)
        stripped = bullet(text)
        item = listed or stripped is not None or lettered(text)
        return Piece("item" if item else "text", stripped or text)

    def _runs(
        self, node: etree._Element, text: list[str], boxes: list[etree._Element], link: str
    ) -> int:
        """Gather a paragraph's text, links and text boxes; gives the number of bold words."""
        bold_words = 0
        for child in node:
            tag = child.tag
            if tag in _SKIP or tag == _FALLBACK:
                continue
            if tag == f"{_W}t":
                text.append(child.text or "")
                if _is_on(node.find(f"{_W}rPr/{_W}b")):
                    bold_words += len((child.text or "").split())
            elif tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                text.append(" ")
            elif tag == f"{_W}noBreakHyphen":
                text.append("-")
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_W}hyperlink":
                begin = len(text)
                bold_words += self._runs(child, text, boxes, link)
                self._link(child, clean("".join(text[begin:])))
            elif isinstance(tag, str):
                bold_words += self._runs(child, text, boxes, link)
        return bold_words

    def _link(self, node: etree._Element, text: str) -> None:
        target = direct(self.targets.get(node.get(f"{_R}id", ""), ""))
        if target.startswith(("http://", "https://", "mailto:", "tel:")):
            self.links.append(Link(text, target))

    def _targets(self, name: str) -> dict[str, str]:
        root = xml_member(self.archive, name)
        if root is None:
            return {}
        return {
            each.get("Id", ""): each.get("Target", "")
            for each in root
            if each.get("TargetMode") == "External"
        }

    def _styles(self) -> tuple[dict[str, int], set[str]]:
        """The heading level of each style, and the styles that are bold."""
        levels: dict[str, int] = {}
        bold: set[str] = set()
        root = xml_member(self.archive, "word/styles.xml")
        if root is None:
            return levels, bold
        for style in root.iterfind(f"{_W}style[@{_W}type='paragraph']"):
            key = style.get(f"{_W}styleId", "")
            name = _value(style.find(f"{_W}name"))
            found = _STYLE_LEVEL.match(name)
            outline = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
            based = _value(style.find(f"{_W}basedOn"))
            if name.lower() == "title":
                levels[key] = 1
            elif found:
                levels[key] = int(found[1])
            elif outline.isdigit() and int(outline) < 6:
                levels[key] = int(outline) + 1
            elif based in levels:
                levels[key] = levels[based]
            if _is_on(style.find(f"{_W}rPr/{_W}b")) and not name.lower().startswith("normal"):
                bold.add(key)
        return levels, bold

    def _furniture(self) -> tuple[Block, ...]:
        blocks: dict[Block, None] = {}
        for name in sorted(self.archive.namelist()):
            if not re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
                continue
            root = xml_member(self.archive, name)
            if root is not None:
                blocks.update((Block(piece.text), None) for piece in self._pieces(root))
        return tuple(blocks)

    def _properties(self) -> dict[str, str]:
        properties: dict[str, str] = {}
        root = xml_member(self.archive, "docProps/core.xml")
        for node in root if root is not None else ():
            name = _CORE_NAMES.get(str(node.tag))
            if name and node.text and node.text.strip():
                properties[name] = clean(node.text)
        drawings = [
            node
            for place in self.root.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor")
            if place.find(".//{*}pic") is not None
            for node in place.iterchildren(f"{_DRAWING}docPr")
        ]
        properties["images"] = str(len(drawings))
        properties["images_without_alternative_text"] = str(
            sum(not node.get("descr") for node in drawings)
        )
        language = next(self.root.iter(f"{_W}lang"), None)
        if language is not None:
            properties.setdefault("language", language.get(f"{_W}val", ""))
        # Looked for and not there is a fact too, so these two may be "".
        properties.setdefault("title", "")
        properties.setdefault("language", "")
        properties["heading_styles"] = "yes" if self.styled else "no"
        return properties


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(f"{_W}tc") if _row_of(cell) is row]


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next((above for above in cell.iterancestors(f"{_W}tr", f"{_W}sdt")), None)


def _value(node: etree._Element | None) -> str:
    return node.get(f"{_W}val", "") if node is not None else ""


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and node.get(f"{_W}val", "true") not in ("0", "false", "off")
