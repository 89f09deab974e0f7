"""Files of which a page's data gives the number and the name, but not the address.

Some builders' pages are apps: documents stand in embedded JSON as `{"id": 4251528, "name": "SEN
Policy", "ext": "pdf"}`, and the app makes `<store>/<tenant>/4251528/4251528.pdf` of it. The pattern
is taken from what the page itself shows in that manner (a logo, a photograph) or spells out as
`.../{id}/{id}.{ext}`; without either, nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from crawler.urls import DOCUMENT_SUFFIXES, mend, suffix_of

_EXAMPLE = re.compile(
    r"(?P<before>(?:https?:)?(?:\\?/){2}[^\"'\s<>()]{1,200}?(?:\\?/))"
    r"(?P<id>\d{3,})(?P<between>\\?/)(?P=id)\.[a-zA-Z]{2,5}\b"
)
_SPELT_OUT = re.compile(r"[^\"'\s<>]{0,200}\{id\}[^\"'\s<>]{0,100}")
_IDS = ("id", "fileid", "file_id", "documentid", "document_id", "assetid", "mediaid")
_NAMES = ("name", "title", "filename", "file_name", "label", "displayname", "text")
_ENDINGS = ("ext", "extension", "type", "filetype", "file_type", "format")
MOST = 500
"""Files taken from one page."""


def numbered_files(html: str, data: Sequence[str], base: str) -> Iterator[tuple[str, str]]:
    """Yield (address, name) of files that a page's data knows by number only.

    `html` is the page, `data` the text of its embedded JSON, `base` its address.
    """
    entries = [entry for text in data for entry in _entries(text)]
    if not entries:
        return
    patterns = _patterns(html)
    for number, name, ending in entries[:MOST]:
        for pattern in patterns:
            address = pattern.replace("{id}", number).replace("{ext}", ending)
            if "{" not in address and (url := mend(address, base)):
                yield url, name


def _patterns(html: str) -> list[str]:
    found: dict[str, None] = {}
    for match in _SPELT_OUT.finditer(html):
        found[match[0].replace("\\/", "/")] = None
    for match in _EXAMPLE.finditer(html):
        found[f"{match['before']}{{id}}/{{id}}.{{ext}}".replace("\\/", "/")] = None
    return list(found)[:2]


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (number, name, ending) of objects that name a document without its address."""
    try:
        stack = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            stack.extend(value for value in item.values() if isinstance(value, dict | list))
            if (entry := _entry(item)) is not None:
                yield entry


def _entry(item: dict[str, object]) -> tuple[str, str, str] | None:
    lowered = {str(name).lower(): value for name, value in item.items()}
    number = next((str(lowered[name]) for name in _IDS if name in lowered), "")
    name = next((v for n in _NAMES if isinstance(v := lowered.get(n), str) and v), "")
    if not number.isdigit() or not name:
        return None
    endings = [v for n in _ENDINGS if isinstance(v := lowered.get(n), str)]
    for ending in (*endings, suffix_of(f"http://x/{name}")):
        plain = ending.lower().lstrip(".")
        if f".{plain}" in DOCUMENT_SUFFIXES:
            return number, name, plain
    return None
