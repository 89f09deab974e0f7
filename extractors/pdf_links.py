"""Addresses in a PDF: link annotations, and those written out in the text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

from extractors.addresses import direct
from extractors.model import Link
from extractors.pdf_lines import PageText
from extractors.segment import clean

_LONGEST = 4096
_MOST_LINKS = 500
"""Links of one page beyond which a file is playing games."""

_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’]", re.IGNORECASE)
_MAIL = re.compile(r"\b[\w.+'-]+@[\w-]+(?:\.[\w-]+)+\b")


def annotated(pdf: pdfium.PdfDocument, page: pdfium.PdfPage, text: PageText) -> Iterator[Link]:
    """The page's link annotations that lead to an address, with the text beneath them."""
    position, annotation = ctypes.c_int(0), pdfium_c.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not pdfium_c.FPDFLink_Enumerate(page.raw, position, annotation):
            break
        url = _address(pdf, annotation)
        if not url:
            continue
        box = pdfium_c.FS_RECTF()
        pdfium_c.FPDFLink_GetAnnotRect(annotation, box)
        beneath = text.beneath(box.left, box.bottom, box.right, box.top)
        yield Link(clean(beneath), url, text.number)


def _address(pdf: pdfium.PdfDocument, annotation: ctypes.c_void_p) -> str:
    action = pdfium_c.FPDFLink_GetAction(annotation)
    if not action or pdfium_c.FPDFAction_GetType(action) != pdfium_c.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(_LONGEST)
    pdfium_c.FPDFAction_GetURIPath(pdf.raw, action, buffer, _LONGEST)
    url = direct(buffer.value.decode("utf-8", "replace").strip())
    return url if url.lower().startswith(("http://", "https://", "mailto:", "tel:")) else ""


def written(text: str, page: int | None) -> Iterator[Link]:
    """Web and e-mail addresses that stand in the text itself."""
    if "@" in text:
        for found in _MAIL.finditer(text):
            yield Link(found[0], f"mailto:{found[0]}", page)
    if "www." in text or "://" in text:
        for found in _WEB.finditer(text):
            url = found[0] if "://" in found[0] else f"http://{found[0]}"
            yield Link(found[0], url, page)
