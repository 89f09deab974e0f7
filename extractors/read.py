"""The extractors' front door: bytes in, a `Reading` out."""

from __future__ import annotations

import hashlib

from extractors import accessibility, contacts, dates, kinds, readability
from extractors.docx import read_docx
from extractors.html import read_html
from extractors.legacy import read_doc, read_odt, read_pptx, read_rtf, read_text
from extractors.limits_table import MAX_BYTES
from extractors.model import Dates, Document, Format, KindReading, Problem, Reading
from extractors.pdf import read_pdf
from extractors.sniff import is_encrypted_office, sniff

VERSION = 5
"""Raised whenever any extractor gives another answer for the same bytes: it makes the
pipeline re-read the archive."""


def read_document(
    body: bytes, *, url: str = "", filename: str = "", content_type: str = ""
) -> Document:
    """Read one body with the reader its bytes call for.

    `url`, `filename` and `content_type` are hints only: the bytes decide. Never raises for
    what is wrong with the bytes: the document's `problem` says it.
    """
    if not body.strip(b"\x00 \t\r\n"):
        return unread(body, "unknown", "empty")
    if len(body) > MAX_BYTES:
        return unread(body, "unknown", "too large")
    form = sniff(body, url=url, filename=filename, content_type=content_type)
    if is_encrypted_office(body):
        return unread(body, form, "encrypted")
    if form == "html":
        return read_html(body, url=url, content_type=content_type)
    if form == "text":
        return read_text(body, content_type)
    readers = {
        "pdf": read_pdf,
        "docx": read_docx,
        "doc": read_doc,
        "odt": read_odt,
        "rtf": read_rtf,
        "pptx": read_pptx,
    }
    reader = readers.get(form)
    return reader(body) if reader else unread(body, "unknown", "unknown format")


def unread(body: bytes, form: Format, problem: Problem) -> Document:
    """A document of which nothing but its name and what is wrong with it is known."""
    return Document(hashlib.sha256(body).hexdigest(), form, "", (), problem=problem)


def read(body: bytes, *, url: str = "", filename: str = "", content_type: str = "") -> Reading:
    """Read one body and recognise its kind, dates, contacts, language and access."""
    document = read_document(body, url=url, filename=filename, content_type=content_type)
    return recognise(document, url=url, filename=filename)


def recognise(document: Document, *, url: str = "", filename: str = "") -> Reading:
    """Everything that can be said of a document's text; little, where it has a problem."""
    if document.problem is not None:
        kind = KindReading("other", reasons=(document.problem,))
        return Reading(document, kind, Dates(), ())
    return Reading(
        document=document,
        kind=kinds.classify(document, url=url, filename=filename),
        dates=dates.read_dates(document),
        contacts=contacts.read_contacts(document),
        language=readability.language(document),
        access=accessibility.facts(document),
        school=kinds.school_name(document),
    )
