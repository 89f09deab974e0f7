"""What a PDF says of itself: metadata, language, tags, bookmarks, pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

from extractors.pdf_figures import figures

_NAMES = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "Creator": "creator",
    "Producer": "producer",
    "CreationDate": "created",
    "ModDate": "modified",
}
_PDF_DATE = re.compile(r"^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_XMP_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>([^<]{1,500})</rdf:li>")
PICTURE = pdfium_c.FPDF_PAGEOBJ_IMAGE


def properties(pdf: pdfium.PdfDocument, body: bytes) -> dict[str, str]:
    """The file's metadata and marks of accessibility, as strings; absent ones left out."""
    found = described(pdf.get_metadata_dict(skip_empty=True))
    found["tagged"] = "yes" if pdf.is_tagged() else "no"
    found["bookmarks"] = str(_bookmarks(pdf))
    images = sum(1 for _ in _IMAGE.finditer(body))
    found["images"] = str(images)
    if pdf.is_tagged() and images:
        # Encrypted tags cannot be read from the bytes: then nothing is said of them.
        if pdfium_c.FPDF_GetSecurityHandlerRevision(pdf.raw) < 0:
            told = figures(body)
            found["images"], found["images_without_alternative_text"] = map(str, told)
    else:
        # Without tags there is nowhere to put an alternative text.
        found["images_without_alternative_text"] = str(images)
    found["language"] = _language(pdf)
    # Looked for and not there is a fact too, so these two may be "".
    if not found.get("title"):
        found["title"] = _title_within(body)
    return found


def _title_within(body: bytes) -> str:
    """The title in the file's XMP packet, which stands in it as plain XML; "" for none."""
    place = body.find(b"<dc:title>")
    title = _XMP_TITLE.search(body, place, place + 1000) if place >= 0 else None
    text = unescape(title[1].decode("utf-8", "replace")) if title else ""
    return " ".join(text.split())


def described(metadata: Mapping[str, str]) -> dict[str, str]:
    """A PDF's own metadata under our names, dates as ISO 8601."""
    found = {
        _NAMES[key]: value.strip()
        for key, value in metadata.items()
        if key in _NAMES and value.strip()
    }
    for name in ("created", "modified"):
        if name in found:
            found[name] = _iso(found[name])
    return found


def _iso(date: str) -> str:
    """A PDF date as ISO 8601, or as it stands where it is no such date."""
    parts = _PDF_DATE.match(date)
    if not parts:
        return date
    year, month, day, hour, minute, second = (part or "" for part in parts.groups())
    return f"{year}-{month or '01'}-{day or '01'}" + (
        f"T{hour}:{minute or '00'}:{second or '00'}" if hour else ""
    )


def _bookmarks(pdf: pdfium.PdfDocument) -> int:
    """Top-level bookmarks, counted no further than a hundred."""
    count = 0
    mark = pdfium_c.FPDFBookmark_GetFirstChild(pdf.raw, None)
    while mark and count < 100:
        count += 1
        mark = pdfium_c.FPDFBookmark_GetNextSibling(pdf.raw, mark)
    return count


def _language(pdf: pdfium.PdfDocument) -> str:
    buffer = (pdfium_c.FPDF_WCHAR * 40)()
    if not pdfium_c.FPDFCatalog_GetLanguage(pdf.raw, buffer, 40):
        return ""
    return "".join(map(chr, buffer)).partition("\0")[0].strip()


def has_objects(page: pdfium.PdfPage) -> bool:
    """Whether anything is drawn on a page."""
    return bool(pdfium_c.FPDFPage_CountObjects(page.raw) > 0)


def picture_cover(page: pdfium.PdfPage) -> float:
    """How much of a page pictures cover, 0 to 1: a scan covers nearly all of it."""
    width, height = page.get_size()
    area = 0.0
    for item in page.get_objects(filter=[PICTURE], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        area = max(area, (right - left) * (top - bottom))
    return min(area / (width * height), 1.0) if width and height else 0.0
