"""Documents behind viewers, share links and data inside a page.

Each rule turns an address that shows a document into one that gives it, without login.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.urls import DOCUMENT_SUFFIXES, looks_like_document, mend, suffix_of

_WRAPPED_IN = ("url", "u", "q", "src", "file", "pdf", "document", "doc", "target", "link", "to")
_VIEWER = re.compile(
    r"viewer|gview|/op/(?:view|embed)|pdfjs|exit|redirect|/url$|l\.php|out\b", re.I
)
_DRIVE_FILE = re.compile(r"^/(?:a/[^/]+/)?file/(?:u/\d+/)?d/(?P<id>[\w-]{10,})")
_DRIVE_FOLDER = re.compile(r"^/drive/(?:u/\d+/|mobile/)?folders/(?P<id>[\w-]{10,})")
_GOOGLE_DOC = re.compile(
    r"^/(?:a/[^/]+/)?(?P<app>document|presentation|spreadsheets)/(?:u/\d+/)?d/(?P<id>[\w-]{15,})"
)
_JSON_NAMES = ("name", "title", "filename", "file_name", "label", "text", "caption", "displayname")
_JSON_ADDRESSES = ("url", "href", "src", "link", "path", "file", "download", "downloadurl", "uri")
_QUOTED_FILE = re.compile(
    r"""["']((?:https?:)?(?:\\?/)*[^"'<>\s][^"'<>]{0,300}?\.(?:pdf|docx?|odt|rtf))["']""", re.I
)
_MAX_JSON = 2_000_000


def unwrap(url: str) -> str:
    """Give the address that a viewer or a redirect wrapper was told to show, or `url` itself."""
    parts = urlsplit(url)
    if not parts.query:
        return url
    query = parse_qs(parts.query)
    for name in _WRAPPED_IN:
        for value in query.get(name, []):
            absolute = value.startswith(("http://", "https://"))
            if not absolute and not (
                _VIEWER.search(parts.path) and suffix_of(f"http://x/{value}") in DOCUMENT_SUFFIXES
            ):
                continue
            if absolute and not (_VIEWER.search(parts.path) or looks_like_document(value)):
                continue
            if target := mend(value, url):
                return target
    return url


def downloadable(url: str) -> str:
    """Turn a share link of a document store into the address of the file or the plain list.

    Google Drive, Docs and folders, Dropbox, OneDrive and SharePoint; anything else comes back
    as it is.
    """
    parts = urlsplit(url)
    host, query = (parts.hostname or "").removeprefix("www."), parse_qs(parts.query)
    if host == "drive.google.com":
        return _from_drive(url, parts.path, query)
    if host == "docs.google.com" and (doc := _GOOGLE_DOC.match(parts.path)):
        if f"/d/e/{doc['id']}" in parts.path or "/pub" in parts.path:
            return url
        if doc["app"] == "presentation":
            return f"https://docs.google.com/presentation/d/{doc['id']}/export/pdf"
        return f"https://docs.google.com/{doc['app']}/d/{doc['id']}/export?format=pdf"
    if host == "dropbox.com" and parts.path.startswith(("/s/", "/scl/")):
        kept = {name: values[0] for name, values in query.items() if name not in ("dl", "raw")}
        return parts._replace(query=urlencode({**kept, "dl": "1"})).geturl()
    if host in ("1drv.ms", "onedrive.live.com") and "/embed" not in parts.path:
        token = base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")
        return f"https://api.onedrive.com/v1.0/shares/u!{token}/root/content"
    if host.endswith(".sharepoint.com") and re.match(r"^/:[bwp]:/", parts.path):
        return parts._replace(query="download=1").geturl()
    return url


def _from_drive(url: str, path: str, query: dict[str, list[str]]) -> str:
    if folder := _DRIVE_FOLDER.match(path):
        return f"https://drive.google.com/embeddedfolderview?id={folder['id']}"
    file = _DRIVE_FILE.match(path)
    file_id = file["id"] if file else query.get("id", [""])[0] if path in ("/open", "/uc") else ""
    if not file_id:
        return url
    wanted = {"export": "download", "id": file_id}
    if key := query.get("resourcekey"):
        wanted["resourcekey"] = key[0]
    return f"https://drive.google.com/uc?{urlencode(wanted)}"


def is_container(url: str) -> bool:
    """Whether an address lists shared files, whose entries may be followed as well."""
    return "embeddedfolderview" in url


def in_script(script: str, base: str, is_json: bool) -> Iterator[tuple[str, str]]:
    """Yield (address, name) of documents that a page's script or embedded JSON names.

    JSON is walked for objects that hold an address and a name side by side; other script is
    searched for quoted file addresses.
    """
    if len(script) > _MAX_JSON:
        return
    if is_json:
        try:
            yield from _in_json(json.loads(script), base)
        except (ValueError, RecursionError):
            return
        return
    for match in _QUOTED_FILE.finditer(script):
        if url := mend(match[1].replace("\\/", "/"), base):
            yield url, ""


def _in_json(data: object, base: str) -> Iterator[tuple[str, str]]:
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            stack.extend(value for value in item.values() if isinstance(value, dict | list))
            yield from _in_object(item, base)


def _in_object(item: dict[str, object], base: str) -> Iterator[tuple[str, str]]:
    lowered = {str(name).lower(): value for name, value in item.items()}
    name = next(
        (value for n in _JSON_NAMES if isinstance(value := lowered.get(n), str) and value), ""
    )
    for field in _JSON_ADDRESSES:
        value = lowered.get(field)
        if isinstance(value, str) and ("/" in value or suffix_of(f"http://x/{value}")):
            url = mend(value, base)
            if url and (looks_like_document(url) or suffix_of(f"http://x/{name}")):
                yield url, name
