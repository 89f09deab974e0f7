"""Directories as data: Open Referral UK and the JSON that stands behind vendors' pages."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from extractors.kinds import anchor_kinds
from extractors.portal_model import Entry, Listing, postcode_in

MAX_ENTRIES = 5000
"""Entries taken from one answer."""
MAX_PAGES = 400
"""Further pages of one list that are asked for."""
MAX_DEPTH = 8

_LISTS = ("contents", "content", "items", "services", "results", "data", "records", "hits")
_NAMES = ("name", "title", "service_name", "organisation_name", "displayName")
_DATES = ("last_modified", "lastModified", "modified", "updated", "updated_at", "lastUpdated",
          "last_updated", "assured_date", "assured_at", "date_assured")  # fmt: skip
_POSTCODES = ("postal_code", "postcode", "post_code", "postalCode")
_PAGES = ("total_pages", "totalPages", "pages", "last_page", "lastPage", "page_count")
_TOTALS = ("total_items", "totalElements", "totalItems", "total", "count", "total_count")
_PAGE_PARAMETERS = ("page", "pageNumber", "p", "pg")
_BEHIND = re.compile(
    r"""["'(]((?:https?://[^"'\s<>()]{3,200}|/[^"'\s<>()]{1,200})?"""
    r"""(?:/api/|/o/ServiceDirectoryService|/openreferral|/oruk|/services\?|/services\b|"""
    r"""\.json\b)[^"'\s<>()]{0,200})["')]""",
    re.I,
)
_HREF = re.compile(r"""\s(?:href|action|src)\s*=\s*(?:"[^"]*"|'[^']*')""", re.I)
"""Where a browser goes by itself or a visitor by a click; a script's addresses stand elsewhere."""
_NOT_BEHIND = re.compile(
    r"manifest|package|config|locale|i18n|translations?|analytics|cookie|consent|schema|maps?api|"
    r"googleapis|wp-json|oembed|\.js\b|fonts?|geojson|swagger|openapi|login|auth|token|\$\{|\{\{",
    re.I,
)


def data_addresses(html: bytes | str, url: str) -> tuple[str, ...]:
    """Give the addresses on the page's own host from which its script fetches a directory."""
    text = html if isinstance(html, str) else html[:500_000].decode("utf-8", "replace")
    found: dict[str, None] = {}
    for match in _BEHIND.finditer(_HREF.sub("", text.replace("\\/", "/"))):
        target = urljoin(url, match[1].replace("&amp;", "&"))
        same = urlsplit(target).hostname == urlsplit(url).hostname
        if same and not _NOT_BEHIND.search(target):
            found.setdefault(target)
    return tuple(found)[:10]


def read_data(body: bytes, url: str) -> Listing | None:
    """Read an answer as a list of entries (or one entry); None where it is no such thing."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    items, head = _items(data)
    entries = tuple(
        entry
        for item in items[:MAX_ENTRIES]
        if isinstance(item, dict) and (entry := _entry(item, url, whole=True)) is not None
    )
    if not entries:
        return None
    return Listing(entries, tuple(_following(head, url)), _number(head, _TOTALS))


def _items(data: Any) -> tuple[list[Any], Mapping[str, Any]]:
    if isinstance(data, list):
        return data, {}
    if not isinstance(data, dict):
        return [], {}
    for name in _LISTS:
        inner = data.get(name)
        if isinstance(inner, list) and inner:
            return inner, data
        if isinstance(inner, dict):
            items, head = _items(inner)
            if items:
                return items, {**data, **head}
    return ([data] if _first(data, _NAMES) and "id" in data else []), data


def _entry(item: Mapping[str, Any], url: str, *, whole: bool) -> Entry | None:
    service = item.get("service") if isinstance(item.get("service"), dict) else item
    name = _first(service or item, _NAMES)
    if not name:
        return None
    strings = list(_strings(item))
    postcode = next((postcode_in(v) for k, v in strings if k in _POSTCODES and postcode_in(v)), "")
    written = next((v for k, v in strings if k in _DATES and _day(v)), "")
    text = next((v for k, v in strings if k == "description" and v), "")
    return Entry(
        " ".join(name.split())[:200],
        _address(service or item, url),
        postcode or postcode_in(" ".join(v for _, v in strings)),
        " ".join(re.sub(r"<[^>]+>", " ", text).split())[:2000],
        _day(written),
        written,
        _report(item),
        next((v for k, v in strings if k in ("url", "website", "web") and "://" in v), ""),
        whole=whole,
    )


def _address(item: Mapping[str, Any], url: str) -> str:
    """Give the entry's own address below the list's: `services` becomes `services/<id>`."""
    parts = urlsplit(url)
    key = str(item.get("id") or item.get("slug") or _first(item, _NAMES))
    path = parts.path.rstrip("/").removesuffix(".json")
    if path.endswith(f"/{key}"):
        return urlunsplit(parts._replace(query="", fragment=""))
    return urlunsplit(parts._replace(path=f"{path}/{key}", query="", fragment=""))


def _report(item: Any) -> str:
    """Find the address of the school's own report: a link that is named so, or spelt so."""
    for part in _parts(item):
        address = next((v for k, v in part.items() if _is_link(k, v)), "")
        named = " ".join(v for v in part.values() if isinstance(v, str) and "://" not in v)[:200]
        for words in (named, urlsplit(address).path.replace("-", " ").replace("/", " ")):
            sure = anchor_kinds(words).get("sen-information-report", 0.0) >= 0.7 if words else False
            if address and sure and part is not item:
                return address
    return ""


def _is_link(key: str, value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _parts(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _parts(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner, depth + 1)


def _strings(item: Any) -> Iterator[tuple[str, str]]:
    for part in _parts(item):
        for key, value in part.items():
            if isinstance(value, str):
                yield key, value


def _following(head: Mapping[str, Any], url: str) -> Iterator[str]:
    named = head.get("next") or head.get("next_page_url")
    if isinstance(named, str) and named:
        yield urljoin(url, named)
        return
    pages = _number(head, _PAGES)
    if pages is None or pages < 2:
        return
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = next((name for name in _PAGE_PARAMETERS if name in query), "page")
    here = int(query[name]) if query.get(name, "").isdigit() else 1
    for number in range(here + 1, min(pages, here + MAX_PAGES) + 1):
        yield urlunsplit(parts._replace(query=urlencode({**query, name: str(number)})))


def _number(head: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    for name in names:
        value = head.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    return None


def _first(item: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((v for name in names if isinstance(v := item.get(name), str) and v.strip()), "")


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
