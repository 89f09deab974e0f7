"""The older and rarer formats: ODT, RTF, PPTX, DOC and plain text."""

from __future__ import annotations

import hashlib
import re
import resource
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree
from striprtf import striprtf

from extractors.addresses import direct
from extractors.charset import decode
from extractors.docx import read_docx
from extractors.model import Block, Document, Format, Link
from extractors.plain import plain_pieces
from extractors.segment import Piece, bullet, clean, passages
from extractors.tables import table_pieces
from extractors.zipped import UnsafeError, open_zip, xml_member

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

_rtf_to_text: Callable[..., str] = striprtf.rtf_to_text
_BROKEN = (
    zipfile.BadZipFile,
    etree.LxmlError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
)
_NO_LETTER = re.compile(r"\\u-?\d{6,}")
"""In RTF a letter's number has at most five digits."""
_CONVERT_SECONDS = 60
"""How long LibreOffice may take over one file."""


def read_text(body: bytes, content_type: str = "") -> Document:
    """Read plain text: blank lines part paragraphs, short lines above them are headings."""
    pieces = plain_pieces(decode(body, content_type))
    return _document(body, "text", pieces, "text/1")


def read_rtf(body: bytes) -> Document:
    """Read RTF by its text; styles are lost, so headings are told by their wording."""
    try:
        marked = _NO_LETTER.sub("", body.decode("cp1252", "replace"))
        text = _rtf_to_text(marked, errors="ignore")
        # Letters beyond the first 65,536 are written as two halves.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    except (ValueError, IndexError, KeyError, RecursionError, LookupError, TypeError):
        return Document(_sha(body), "rtf", "", (), problem="damaged", reader="rtf/1")
    return _document(body, "rtf", plain_pieces(text), "rtf/1")


def read_odt(body: bytes) -> Document:
    """Read an OpenDocument text (also what Google Docs exports as ODT)."""
    try:
        with open_zip(body) as archive:
            return _odt(body, archive)
    except UnsafeError as error:
        return Document(_sha(body), "odt", "", (), problem=error.problem, reader="odt/1")
    except _BROKEN:
        return Document(_sha(body), "odt", "", (), problem="damaged", reader="odt/1")


def read_pptx(body: bytes) -> Document:
    """Read a presentation: each slide's title is a heading, its number the page."""
    try:
        with open_zip(body) as archive:
            return _pptx(body, archive)
    except UnsafeError as error:
        return Document(_sha(body), "pptx", "", (), problem=error.problem, reader="pptx/1")
    except _BROKEN:
        return Document(_sha(body), "pptx", "", (), problem="damaged", reader="pptx/1")


def read_doc(body: bytes) -> Document:
    """Read a Word file from before 2007 by way of LibreOffice, where that is installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        return Document(_sha(body), "doc", "", (), problem="needs LibreOffice", reader="doc/1")
    if "WordDocument".encode("utf-16-le") not in body:
        # LibreOffice would take any bytes for a text in some unheard-of encoding.
        return Document(_sha(body), "doc", "", (), problem="damaged", reader="doc/1")
    with tempfile.TemporaryDirectory(prefix="sendwatch-doc-") as folder:
        source = Path(folder, "document.doc")
        source.write_bytes(body)
        try:
            subprocess.run(
                [
                    office,
                    f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                    "--headless",
                    "--convert-to",
                    "docx",
                    "--outdir",
                    folder,
                    str(source),
                ],
                check=True,
                capture_output=True,
                timeout=_CONVERT_SECONDS,
                preexec_fn=_own_memory,
            )
            converted = source.with_suffix(".docx").read_bytes()
        except subprocess.TimeoutExpired:
            return Document(_sha(body), "doc", "", (), problem="too slow", reader="doc/1")
        except (subprocess.CalledProcessError, OSError):
            return Document(_sha(body), "doc", "", (), problem="damaged", reader="doc/1")
    return replace(read_docx(converted), sha256=_sha(body), format="doc", reader="doc+docx/1")


def _own_memory() -> None:
    """Lift the readers' memory limit for LibreOffice, which maps far more than it uses."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _document(body: bytes, form: Format, pieces: list[Piece], reader: str) -> Document:
    title = next((piece.text for piece in pieces if piece.kind == "heading"), "")
    return Document(
        _sha(body),
        form,
        title,
        passages(pieces),
        problem=None if pieces else "empty",
        reader=reader,
    )


def _odt(body: bytes, archive: zipfile.ZipFile) -> Document:
    content = xml_member(archive, "content.xml")
    if content is None:
        raise UnsafeError("damaged")
    main = content.find(f"{_OFFICE}body/{_OFFICE}text")
    pieces = list(_odt_pieces(main)) if main is not None else []
    links = [
        Link(clean("".join(map(str, node.itertext()))), direct(node.get(f"{_XLINK}href", "")))
        for node in content.iter(f"{_TEXT}a")
        if node.get(f"{_XLINK}href", "").startswith(("http", "mailto:", "tel:"))
    ]
    document = _document(body, "odt", pieces, "odt/1")
    return replace(
        document,
        links=tuple(dict.fromkeys(links)),
        furniture=_odt_furniture(archive),
        properties=_odt_properties(archive),
    )


def _odt_pieces(parent: etree._Element, listed: bool = False) -> Iterator[Piece]:
    for node in parent:
        if node.tag == f"{_TEXT}h":
            level = node.get(f"{_TEXT}outline-level", "1")
            yield Piece("heading", _odt_text(node), None, int(level) if level.isdigit() else 1)
        elif node.tag == f"{_TEXT}p":
            text = _odt_text(node)
            stripped = bullet(text)
            item = listed or stripped is not None
            yield Piece("item" if item else "text", text if stripped is None else stripped)
        elif node.tag == f"{_TABLE}table":
            rows = [
                [list(_odt_pieces(cell)) for cell in row.iterchildren(f"{_TABLE}table-cell")]
                for row in node.iter(f"{_TABLE}table-row")
            ]
            yield from table_pieces(rows)
        elif isinstance(node.tag, str) and node.tag != f"{_TEXT}tracked-changes":
            yield from _odt_pieces(node, listed or node.tag == f"{_TEXT}list")


def _odt_text(node: etree._Element) -> str:
    for blank in node.iter(f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
        blank.tail = " " + (blank.tail or "")
    return clean("".join(map(str, node.itertext())))


def _odt_furniture(archive: zipfile.ZipFile) -> tuple[Block, ...]:
    styles = xml_member(archive, "styles.xml")
    if styles is None:
        return ()
    master = styles.find(f"{_OFFICE}master-styles")
    texts = [_odt_text(node) for node in master.iter(f"{_TEXT}p")] if master is not None else []
    return tuple(Block(text) for text in dict.fromkeys(texts) if text)


def _odt_properties(archive: zipfile.ZipFile) -> dict[str, str]:
    meta = xml_member(archive, "meta.xml")
    names = {
        f"{_DC}title": "title",
        f"{_DC}creator": "author",
        f"{_DC}date": "modified",
        f"{_DC}language": "language",
        f"{_META}creation-date": "created",
        f"{_META}generator": "producer",
    }
    if meta is None:
        return {}
    return {
        names[str(node.tag)]: clean(node.text)
        for node in meta.iter()
        if str(node.tag) in names and node.text
    }


def _pptx(body: bytes, archive: zipfile.ZipFile) -> Document:
    names = sorted(
        (name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)),
        key=lambda name: int(re.sub(r"\D", "", name)),
    )
    pieces: list[Piece] = []
    for number, name in enumerate(names, 1):
        root = xml_member(archive, name)
        if root is not None:
            pieces.extend(_slide(root, number))
    document = _document(body, "pptx", pieces, "pptx/1")
    return replace(document, pages=len(names))


def _slide(root: etree._Element, number: int) -> list[Piece]:
    titles: list[Piece] = []
    rest: list[Piece] = []
    for shape in root.iter(f"{_P}sp", f"{_P}graphicFrame"):
        if shape.tag == f"{_P}graphicFrame":
            rows = [
                [_slide_text(cell, number) for cell in row.iterchildren(f"{_A}tc")]
                for row in shape.iter(f"{_A}tr")
            ]
            rest.extend(table_pieces(rows))
            continue
        kind = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        texts = _slide_text(shape, number)
        if kind is not None and kind.get("type") in ("title", "ctrTitle") and texts:
            titles.append(Piece("heading", clean(" ".join(p.text for p in texts)), number, 2))
        else:
            rest.extend(texts)
    return titles + rest


def _slide_text(parent: etree._Element, number: int) -> list[Piece]:
    done = []
    for paragraph in parent.iter(f"{_A}p"):
        parts = [
            t.text or "" if t.tag == f"{_A}t" else " " for t in paragraph.iter(f"{_A}t", f"{_A}br")
        ]
        text = clean("".join(parts))
        stripped = bullet(text)
        if text:
            done.append(Piece("text" if stripped is None else "item", stripped or text, number))
    return done
