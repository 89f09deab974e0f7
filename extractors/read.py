"""The extractors' front door: bytes in, a `Reading` out."""

from __future__ import annotations

from extractors.model import Document, Reading

VERSION = 1
"""Raised whenever any extractor gives another answer for the same bytes: it makes the
pipeline re-read the archive."""


def read_document(
    body: bytes, *, url: str = "", filename: str = "", content_type: str = ""
) -> Document:
    """Read one body with the reader its bytes call for.

    `url`, `filename` and `content_type` are hints only: the bytes decide. Never raises for
    what is wrong with the bytes: the document's `problem` says it.
    """
    raise NotImplementedError


def read(body: bytes, *, url: str = "", filename: str = "", content_type: str = "") -> Reading:
    """Read one body and recognise its kind, dates, contacts, language and access."""
    raise NotImplementedError
