"""Bytes of a text or web page to characters: mark, header, meta, then the likely ones."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{2,40})""", re.I)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_.:-]{2,40})["']""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{2,40})""", re.I)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = {"iso8859-1", "ascii", "latin-1"}
"""What browsers read as Windows-1252, whatever the page calls itself."""


def decode(body: bytes, content_type: str = "") -> str:
    """Characters of a page or text file. Never raises: what cannot be read is U+FFFD."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    for name in _declared(body, content_type):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, ValueError):
            continue
    loose = body.decode("utf-8", "replace")
    # A few broken bytes in a UTF-8 page are a cut or a paste; many mean another encoding.
    if loose.count("\ufffd") * 500 < len(loose):
        return _untwined(body)
    return body.decode("cp1252", "replace")


def _untwined(body: bytes) -> str:
    """A UTF-8 page with pieces of Windows-1252 pasted into it, as quotation marks often are."""
    # Imported when needed: it takes as long as reading ten pages.
    from bs4.dammit import UnicodeDammit

    return UnicodeDammit.detwingle(body).decode("utf-8", "replace")


def _declared(body: bytes, content_type: str) -> list[str]:
    names: list[str] = []
    for found in (_HEADER.search(content_type), _META.search(body[:4096]), _XML.search(body[:200])):
        if not found:
            continue
        label = found[1] if isinstance(found[1], str) else found[1].decode("ascii")
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        if name in _LATIN:
            name = "cp1252"
        if name.startswith(("utf-16", "utf-32")) or not _is_text_codec(name):
            continue  # the tag was readable as ASCII, so it cannot be true
        names.append(name)
    # A page that is valid UTF-8 is UTF-8, whatever an old template says.
    return ["utf-8", *names]


def _is_text_codec(name: str) -> bool:
    try:
        return bool(b"".decode(name) == "")
    except (LookupError, ValueError):
        return False
