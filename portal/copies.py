"""The archived copy of a document: the very bytes that were seen, made harmless.

A school's file is hostile until proved otherwise, and here it comes from our own address.
So its type is the one that our readers recognised and never the one that a server claimed;
web pages are shown in a sandbox where nothing runs, and what browsers do not show
themselves is only ever saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from crawler.archive import ArchiveError, read_body, sha256_of
from portal.access import is_officer
from portal.web import Datasette, settings

SHOWN = {"html": "text/html", "pdf": "application/pdf", "text": "text/plain"}
"""Formats that a browser shows; everything else is saved to disk."""

SAVED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
UNKNOWN = "application/octet-stream"

NOTHING_RUNS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox"
)
# Browsers show a PDF in a viewer of their own, which a sandbox or object-src would stop.
PDF_POLICY = "script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"


class Copy(NamedTuple):
    """What is sent: the bytes, their type, and headers that keep them harmless."""

    body: bytes
    content_type: str
    headers: dict[str, str]


def shown_to(datasette: Datasette, actor: Mapping[str, Any] | None) -> bool:
    """Whether there is an archive here, and copies out of it are for this reader.

    `copies: officers` among the plugin's settings in metadata.yml keeps them from the public.
    """
    ours = settings(datasette)
    public = ours.get("copies", "public") == "public"
    return bool(ours.get("archive")) and (public or is_officer(actor))


def read(archive: Path, found: Mapping[str, Any], *, public: bool) -> Copy | None:
    """The archived bytes that `found` (see `portal.data.document.copy`) leads to.

    None where they are no longer in the archive, or are not the bytes of that name.
    """
    try:
        headers, body = read_body(archive, found["warc_file"], found["warc_offset"])
    except ArchiveError:
        return None
    if sha256_of(body) != found["sha256"]:
        return None
    form = found["format"]
    content_type = SHOWN.get(form) or SAVED.get(form, UNKNOWN)
    if form in ("html", "text"):
        content_type += _charset(headers)
    how = "inline" if form in SHOWN else "attachment"
    return Copy(
        body,
        content_type,
        {
            "content-disposition": f'{how}; filename="{filename(found["url"], form)}"',
            "content-security-policy": PDF_POLICY if form == "pdf" else NOTHING_RUNS,
            "x-frame-options": "SAMEORIGIN",
            # People's names stand in it: it is evidence, not something to be found by search.
            "x-robots-tag": "noindex, noarchive",
            "cross-origin-resource-policy": "same-origin",
            "cache-control": f"{'public' if public else 'private'}, max-age=86400, immutable",
        },
    )


def filename(url: str, form: str) -> str:
    """A harmless file name out of the document's address."""
    try:
        last = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    except ValueError:
        last = ""
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", last.rsplit(".", 1)[0]).strip("-")[:80]
    ending = {"text": "txt", "unknown": "bin"}.get(form, form)
    return f"{stem or 'document'}.{ending}"


def _charset(headers: list[tuple[str, str]]) -> str:
    stated = next((value for name, value in headers if name.lower() == "content-type"), "")
    found = re.search(r"charset=[\"']?([A-Za-z0-9._-]{1,40})", stated)
    return f"; charset={found[1]}" if found else ""
