"""Directories in HTML: lists of entries, the page of one entry, search forms and drop-downs.

Portals of different vendors share no markup, so a list is known by its shape: neighbours of
one kind, each with a link of one spelling. Pure functions of the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.dates import dates_in
from extractors.kinds import anchor_kinds
from extractors.portal_model import (
    Choice,
    Entry,
    Listing,
    is_school_like,
    postcode_in,
    without_session,
)

MAX_ENTRIES = 1000
"""Entries taken from one page."""
MAX_CHOICES = 60
"""Addresses made from the forms of one page."""
LEAST_IN_A_LIST = 3
SURE_OF_A_REPORT = 0.7

_ENTRY_ADDRESS = re.compile(
    r"/(?:service|family|organisation|provider|site|record|entry|venue|childcare)\.page\?"
    r"(?:.*&)?(?:id|recordid)=|/directory[_-]?record/|/directory/(?:record|entry|listing)/|"
    r"/(?:services?|providers?|organisations?|listings?|entries|venues|record)/"
    r"(?:[\w-]*\d[\w-]*|[0-9a-f-]{36})/?(?:$|\?)|"
    r"[?&](?:recordid|serviceid|providerid|entryid|listingid)=",
    re.I,
)
_NO_ENTRY = re.compile(
    r"^(?:\d+|next|previous|prev|first|last|more|show more|load more|back|home|search|a-z|[a-z]|"
    r"view (?:on )?map|map|print|share|add to .{0,20}|«|»|‹|›|<|>|…)$|^page \d+",
    re.I,
)
_ALL_ONE = re.compile(
    r"^(?:read more|view|details?|more (?:information|info|details)|find out more|"
    r"view (?:full )?(?:details|record|entry))\b",
    re.I,
)
_LIST_CLASS = re.compile(
    r"result|listing|record|directory|provider|service|entry|entries|card|organisation|teaser", re.I
)
_PAGING = re.compile(
    r"^(?:next|more|older|show more|load more|»|›|>|next page.*|\d{1,3}|page \d+)\s*[»›>]?$", re.I
)
_PAGE_QUERY = re.compile(
    r"(?:^|[?&;/])(?:page|p|pg|pageno|pagenumber|currentpage|start|sr|offset|from|skip)[=/]\d+",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:of|found|showing)\s+(?:all\s+|about\s+)?([\d,]{1,7})\s+(?:results?|records?|entries|"
    r"services?|schools?|matches|listings?|organisations?)|([\d,]{1,7})\s+(?:results?|records?|"
    r"entries|services|schools|matches|listings)\b(?:\s+found)?",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:(?:record|entry|page|information|details?|listing)\s+)?(?:was\s+)?(?:last\s+)?"
    r"(?:updated|modified|reviewed|checked|assured|verified)(?:\s+on)?\s*:?\s*([^|<>\n]{4,40})",
    re.I,
)
_SESSION_WORDS = re.compile(
    r"session (?:has |is )?(?:expired|timed out|ended)|invalid session", re.I
)
_OUTSIDE = "nav, header, footer, [role=navigation], [role=contentinfo], .breadcrumb, .breadcrumbs"


def read_listing(html: bytes | str, url: str) -> Listing:
    """Read a page as a list of entries; empty where it lists none."""
    tree = LexborHTMLParser(html)
    base = _base(tree, url)
    outside = {node.mem_id for node in tree.css(_in(_OUTSIDE))}
    anchors = [
        (node, without_session(target))
        for node in tree.css("a[href]")
        if node.mem_id not in outside and (target := _address(node, base)) is not None
    ]
    entries: dict[str, Entry] = {}
    for node, target in _listed(anchors):
        item = _item(node)
        name = _name(node, item)
        if not name or without_session(url) == target:
            continue
        text = _text(item)
        fresh = Entry(name, target, postcode_in(text), text[:400], *_updated(text))
        if target not in entries or len(entries[target].name) < 3:
            entries[target] = fresh
        if len(entries) >= MAX_ENTRIES:
            break
    body = _text(tree.body)
    total = _total(body) if entries else None
    return Listing(tuple(entries.values()), tuple(_following(tree, base)), total)


def read_entry(html: bytes | str, url: str) -> Entry | None:
    """Read a page as the page of one entry: the name is its main heading. None without one."""
    tree = LexborHTMLParser(html)
    base = _base(tree, url)
    heading = tree.css_first("main h1") or tree.css_first("h1")
    if heading is None or not _text(heading):
        return None
    main = tree.css_first("main") or tree.css_first("#main") or tree.body
    text = _text(main)
    report, website = "", ""
    for node in (main or tree.root or heading).css("a[href]"):
        target = _address(node, base)
        if target is None:
            continue
        words = f"{_text(node)} {node.attributes.get('title') or ''}".strip()
        promise = anchor_kinds(words)
        if not report and promise.get("sen-information-report", 0.0) >= SURE_OF_A_REPORT:
            report = target
        elsewhere = urlsplit(target).netloc != urlsplit(url).netloc
        if not website and elsewhere and re.search(r"web ?site|^www\.|^https?:", words, re.I):
            website = target
    return Entry(
        _text(heading)[:200],
        without_session(url),
        postcode_in(text),
        text[:2000],
        *_updated(text),
        report,
        website,
        whole=True,
    )


def read_choices(html: bytes | str, url: str) -> tuple[Choice, ...]:
    """Give the addresses that a page's search forms and drop-downs lead to (GET only).

    Each option of each drop-down is one; a form with none is asked for everything.
    """
    tree = LexborHTMLParser(html)
    base = _base(tree, url)
    found: dict[str, Choice] = {}
    for form in tree.css("form"):
        if (form.attributes.get("method") or "get").lower() != "get":
            continue
        action = urljoin(base, form.attributes.get("action") or url)
        if not action.startswith(("http://", "https://")) or form.css_first("input[type=password]"):
            continue
        for query, label in _queries(form):
            address = f"{action.partition('?')[0]}?{urlencode(query)}" if query else action
            found.setdefault(address, Choice(address, label))
            if len(found) >= MAX_CHOICES:
                return tuple(found.values())
    return tuple(found.values())


def session_ended(text: str) -> bool:
    """Whether a short page says that it can be shown within a session only."""
    return len(text) < 2000 and _SESSION_WORDS.search(text) is not None


def _queries(form: LexborNode) -> Iterator[tuple[list[tuple[str, str]], str]]:
    fixed = [
        (node.attributes["name"] or "", node.attributes.get("value") or "")
        for node in form.css("input[type=hidden][name]")
    ]
    texts = [
        (node.attributes["name"] or "", "")
        for node in form.css("input[name]")
        if (node.attributes.get("type") or "text").lower() in ("text", "search")
    ]
    selects = form.css("select[name]")
    if not selects and not texts:
        return
    everything = _text(form.css_first("h2, h3, legend, label")) or "search"
    for select in selects:
        name = select.attributes["name"] or ""
        for option in select.css("option"):
            value, label = option.attributes.get("value"), _text(option)
            if value and label:
                yield [*fixed, (name, value)], label
    yield [*fixed, *texts[:1]], everything


def _listed(anchors: Sequence[tuple[LexborNode, str]]) -> Iterator[tuple[LexborNode, str]]:
    """Give the links that lead to entries: by their address, or as one of a row of likes."""
    rows: dict[tuple[int, str], list[tuple[LexborNode, str]]] = defaultdict(list)
    for node, target in anchors:
        if _NO_ENTRY.match(_text(node)):
            continue
        if _ENTRY_ADDRESS.search(target):
            yield node, target
            continue
        item = _item(node)
        parent = item.parent
        if parent is not None:
            rows[(parent.mem_id, item.tag or "")].append((node, target))
    for row in rows.values():
        yield from _row_of_entries(row)


def _row_of_entries(row: list[tuple[LexborNode, str]]) -> list[tuple[LexborNode, str]]:
    """Give a row's links when it lists places; menus, steps and news are rows as well."""
    if len({target for _, target in row}) < LEAST_IN_A_LIST:
        return []
    texts = [_text(_item(node)) for node, _ in row]
    places = sum(bool(postcode_in(text)) for text in texts) / len(row)
    names = sum(is_school_like(_name(node, _item(node))) for node, _ in row) / len(row)
    item = _item(row[0][0])
    around = item.parent
    classes = f"{item.attributes.get('class') or ''} " + (
        (around.attributes.get("class") or "") if around is not None else ""
    )
    named = _LIST_CLASS.search(classes) is not None
    if (
        places >= 0.4
        or (names >= 0.6 and len(row) >= LEAST_IN_A_LIST + 2)
        or (named and places + names >= 0.3)
    ):
        return row
    return []


def _item(node: LexborNode) -> LexborNode:
    """Give the block that a link belongs to: the first one up that has neighbours like it."""
    current = node
    for _ in range(5):
        parent = current.parent
        if parent is None or current.tag in ("body", "html", "main"):
            return node
        if current.tag not in ("a", "span", "b", "strong", "h2", "h3", "h4", "h5", "p"):
            like = sum(1 for child in parent.iter() if child.tag == current.tag)
            if like >= 2 or current.tag in ("li", "article", "tr"):
                return current
        current = parent
    return node


def _name(node: LexborNode, item: LexborNode) -> str:
    """Give an entry's name: the link's words, or the item's heading where the link says "more"."""
    words = _text(node)
    if words and not _ALL_ONE.match(words):
        return words[:200]
    heading = item.css_first("h2, h3, h4, h5, strong")
    return _text(heading)[:200]


def _following(tree: LexborHTMLParser, base: str) -> Iterator[str]:
    seen: set[str] = set()
    for node in tree.css("link[rel=next], a[href]"):
        target = _address(node, base)
        if target is None or target in seen:
            continue
        words = _text(node) or (node.attributes.get("aria-label") or "")
        is_next = "next" in (node.attributes.get("rel") or "").split()
        if is_next or (_PAGING.match(words.strip()) and _PAGE_QUERY.search(target)):
            seen.add(target)
            yield without_session(target)


def _updated(text: str) -> tuple[dt.date | None, str]:
    for match in _UPDATED.finditer(text):
        for phrase in (f"Last updated: {match[1]}", match[0]):
            claims = dates_in(phrase)
            if claims:
                return claims[0].end, " ".join(match[0].split())
    return None, ""


def _total(text: str) -> int | None:
    match = _TOTAL.search(text[:4000])
    return int((match[1] or match[2]).replace(",", "")) if match else None


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return urljoin(url, (node.attributes.get("href") or "").strip()) if node else url


def _address(node: LexborNode, base: str) -> str | None:
    href = (node.attributes.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return None
    try:
        target = urljoin(base, href)
        host = urlsplit(target).hostname
    except ValueError:
        return None
    return target if host and target.startswith(("http://", "https://")) else None


def _in(selectors: str) -> str:
    return ", ".join(f"{selector.strip()} a" for selector in selectors.split(","))


def _text(node: LexborNode | None) -> str:
    return "" if node is None else " ".join(node.text(separator=" ").split())
