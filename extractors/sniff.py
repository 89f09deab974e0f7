"""What a body is, by its bytes; address, file name and header are hints only."""

from __future__ import annotations

import io
import re
import zipfile

from extractors.model import Format

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|div|table|p|h[1-6]|article|main)\b",
    re.IGNORECASE,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS: dict[str, Format] = {
    "pdf": "pdf",
    "docx": "docx",
    "docm": "docx",
    "doc": "doc",
    "odt": "odt",
    "rtf": "rtf",
    "pptx": "pptx",
    "ppsx": "pptx",
    "htm": "html",
    "html": "html",
    "txt": "text",
    "text": "text",
    "md": "text",
    "csv": "text",
}
_TYPES: tuple[tuple[str, Format], ...] = (
    ("html", "html"),
    ("pdf", "pdf"),
    ("wordprocessingml", "docx"),
    ("presentationml", "pptx"),
    ("msword", "doc"),
    ("opendocument.text", "odt"),
    ("rtf", "rtf"),
    ("text/plain", "text"),
)


def sniff(body: bytes, *, url: str = "", filename: str = "", content_type: str = "") -> Format:
    """The format of a body, `unknown` where neither bytes nor hints tell."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(body)
    if body.startswith(_OLE):
        return _inside_ole(body)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    hint = _hint(url, filename, content_type)
    if _HTML.match(head) or (_is_text(body) and _HTML.search(body[:4096]) and hint != "text"):
        return "html"
    if not _is_text(body):
        # Bytes that are no text cannot be a page, whatever the server calls them.
        return hint if hint in ("pdf", "docx", "doc", "odt", "pptx") else "unknown"
    if hint == "html" or _HTML.search(body[:65536]):
        return "html"
    return hint if hint in ("pdf", "docx", "doc", "odt", "pptx") else "text"


def _inside_zip(body: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        # The directory stands at the end: a cut file still names its parts from the front.
        names = {part for part in ("word/document.xml", "ppt/") if part.encode() in body}
        kind = b"opendocument.text" if b"opendocument.text" in body[:200] else b""
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    return "odt" if b"opendocument.text" in kind else "unknown"


def _inside_ole(body: bytes) -> Format:
    """Office files from before 2007, and newer ones under a password."""
    if "EncryptedPackage".encode("utf-16-le") in body:
        return "docx"
    return "doc" if "WordDocument".encode("utf-16-le") in body else "unknown"


def is_encrypted_office(body: bytes) -> bool:
    """Whether the body is an Office file under a password."""
    return body.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in body


def _hint(url: str, filename: str, content_type: str) -> Format:
    for name in (filename, url.partition("?")[0].partition("#")[0]):
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        if ending in _ENDINGS:
            return _ENDINGS[ending]
    for part, form in _TYPES:
        if part in content_type.lower():
            return form
    return "unknown"


def _is_text(body: bytes) -> bool:
    sample = body[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return odd * 50 <= len(sample)
