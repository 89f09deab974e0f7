"""Links out of a page, each with what stands around it.

One pass over the tree with selectolax: a link's own words, the heading it stands under, its
row or list item, and whether it belongs to the menu or the footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.embeds import downloadable, in_script, unwrap
from crawler.numbered import numbered_files
from crawler.urls import NEVER_DOCUMENTS, looks_like_document, mend, suffix_of
from crawler.words import words

Place = Literal["body", "menu", "footer", "frame", "embed", "data", "sitemap", "home", "known"]

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption", "legend"))
_LINKING = frozenset(("a", "area", "button", "option", "div", "li", "span"))
_EMBEDDING = {"iframe": "src", "embed": "src", "object": "data"}
_HREFS = ("href", "data-href", "data-url", "data-file", "data-pdf", "data-link", "data-download")
_EMBEDDED = ("data-embed-open-url", "data-embed-url", "data-pdf-url", "data-doc-url")
"""Attributes that show a document in the page: how a shared drive's own websites embed files."""
_MENU = "nav, header, [role=navigation], [role=banner], .menu, .nav, .navbar, #menu, #nav"
_FOOTER = "footer, [role=contentinfo], .footer, #footer"
_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "head"))
_NEAR_LENGTH = 160
_REFRESH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.I)
_SCRIPT_MOVE = re.compile(
    r"""(?:window|document|self|top|parent)?\.?location(?:\.href)?\s*=\s*['"]([^'"]{1,500})['"]|"""
    r"""location\.(?:replace|assign)\(\s*['"]([^'"]{1,500})['"]\s*\)"""
)
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"\b[a-z]{1,4}[-_/ ]?\d[\w./-]*")
_SECONDS_STILL_A_REDIRECT = 15


@dataclass(frozen=True, slots=True)
class FoundLink:
    """One link: where to, its words, the heading above, the words beside it, and its place."""

    url: str
    text: str = ""
    heading: str = ""
    near: str = ""
    place: Place = "body"


class Addresses:
    """Where hrefs lead, worked out once: a menu repeats on every page of a site."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str | None] = {}

    def of(self, href: str, base: str) -> str | None:
        """Give the address of the page or file itself, behind viewers and share links.

        None for what leads nowhere and for pictures, styles and the like.
        """
        # All that such a link takes from its page is the origin.
        rooted = href.startswith(("/", "http")) and not href.startswith("//")
        key = (href, base[: base.find("/", 8) + 1] if rooted else base)
        if key not in self._known:
            url = mend(href, base)
            useless = url is None or suffix_of(url) in NEVER_DOCUMENTS
            self._known[key] = None if url is None or useless else downloadable(unwrap(url))
        return self._known[key]


@dataclass(slots=True)
class Page:
    """What the crawler needs of a page: its links, title, amount of text, and redirects."""

    url: str
    title: str = ""
    heading: str = ""
    text: str = ""
    links: list[FoundLink] = field(default_factory=list)
    refresh: str | None = None
    """Where a meta refresh, or a script on an otherwise empty page, leads at once."""
    scripts: int = 0
    password_field: bool = False


DEEPEST = 2_000
"""Elements left open at once; the parser's time grows with their square."""

_VOID = rb"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dd|dt|tr|td|th"
_OPENED = re.compile(rb"<(?!(?:" + _VOID + rb")[\s/>])[a-z]", re.IGNORECASE)


def _too_deep(html: bytes | str) -> bool:
    """Whether a page opens thousands of elements without closing them: no page for people does.

    Elements that need no end tag are not counted. Such a page has no text and no links for us,
    and never holds up the other schools' visits.
    """
    raw = html.encode("utf-8", "replace") if isinstance(html, str) else html
    opened = len(_OPENED.findall(raw))
    return opened - raw.count(b"</") > DEEPEST


def parse_page(
    html: bytes | str, url: str, max_links: int = 1500, addresses: Addresses | None = None
) -> Page:
    """Parse one page. Bytes are read in the encoding that the page declares.

    `addresses` may be shared between the pages of one site.
    """
    page = Page(url)
    if _too_deep(html):
        return page
    tree = LexborHTMLParser(html)
    base = _base(tree, url)
    page.title = _text(tree.css_first("title"))
    page.heading = _text(tree.css_first("h1"))
    page.password_field = tree.css_first("input[type=password]") is not None
    page.refresh = _refresh(tree, base)
    scripts = tree.css("script")
    page.scripts = len(scripts)
    seen: set[tuple[str, str]] = set()
    for link in _all_links(tree, scripts, base, addresses or Addresses()):
        if len(page.links) >= max_links:
            break
        if (link.url, link.text) not in seen:
            seen.add((link.url, link.text))
            page.links.append(link)
    page.text = _visible_text(tree)
    if page.refresh is None and len(page.text) < 300:
        page.refresh = _script_move(scripts, base)
    return page


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return urljoin(url, (node.attributes.get("href") or "").strip()) if node else url


def _refresh(tree: LexborHTMLParser, base: str) -> str | None:
    for node in tree.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() != "refresh":
            continue
        match = _REFRESH.match(node.attributes.get("content") or "")
        if match and match[2].strip() and float(match[1]) <= _SECONDS_STILL_A_REDIRECT:
            return mend(match[2], base)
    return None


def _script_move(scripts: list[LexborNode], base: str) -> str | None:
    for node in scripts:
        source = node.text()
        if len(source) < 5000 and (match := _SCRIPT_MOVE.search(source)):
            return mend(match[1] or match[2], base)
    return None


def _all_links(
    tree: LexborHTMLParser, scripts: list[LexborNode], base: str, addresses: Addresses
) -> Iterator[FoundLink]:
    root = tree.body or tree.root
    if root is None:
        return
    menu = {node.mem_id for node in tree.css(_in(_MENU))}
    footer = {node.mem_id for node in tree.css(_in(_FOOTER))}
    heading = ""
    for node in root.traverse(include_text=False):
        tag = node.tag or ""
        if (tag in _HEADINGS or _is_toggle(node)) and (words := _text(node)):
            heading = words
        if tag in _LINKING:
            place: Place = (
                "footer" if node.mem_id in footer else "menu" if node.mem_id in menu else "body"
            )
            yield from _links_of(
                node, tag, base, addresses, heading if place == "body" else "", place
            )
        elif tag in _EMBEDDING:
            address = node.attributes.get(_EMBEDDING[tag]) or node.attributes.get("data-src") or ""
            if (url := addresses.of(address, base)) is not None:
                title = node.attributes.get("title") or node.attributes.get("name") or ""
                yield FoundLink(url, title, heading, place="embed")
    for node in tree.css("frameset frame[src]"):
        if (url := mend(node.attributes.get("src") or "", base)) is not None:
            yield FoundLink(url, node.attributes.get("name") or "", place="frame")
    yield from _links_in_scripts(scripts, base)
    data = [node.text() for node in scripts if "json" in (node.attributes.get("type") or "")]
    if data:
        for url, name in numbered_files(tree.html or "", data, base):
            yield FoundLink(url, name, place="data")


def _in(selectors: str) -> str:
    return ", ".join(f"{selector.strip()} a" for selector in selectors.split(","))


def _is_toggle(node: LexborNode) -> bool:
    """Whether an element opens a fold of an accordion or a tab, and so is its heading."""
    attributes = node.attributes
    if "aria-controls" in attributes or attributes.get("role") in ("tab", "heading"):
        return True
    css = attributes.get("class") or ""
    return "accordion" in css and any(word in css for word in ("title", "header", "toggle", "head"))


def _links_of(
    node: LexborNode, tag: str, base: str, addresses: Addresses, heading: str, place: Place
) -> Iterator[FoundLink]:
    attributes = node.attributes
    if (attributes.get("hreflang") or "en")[:2].lower() != "en":
        # The same pages once more in another language.
        return
    hrefs = [attributes[name] for name in _HREFS if attributes.get(name)]
    for name in _EMBEDDED if tag == "div" else ():
        if (value := attributes.get(name)) and (url := addresses.of(value, base)) is not None:
            yield FoundLink(url, attributes.get("aria-label") or "", heading, place="embed")
    if tag == "option" and "/" in (attributes.get("value") or ""):
        hrefs.append(attributes["value"])
    if onclick := attributes.get("onclick"):
        hrefs.append(f"javascript:{onclick}")
    for href in hrefs:
        url = addresses.of(href or "", base)
        if url is None:
            continue
        text = _words_of_link(node)
        near = _near(node, text) if place == "body" and says_little(text) else ""
        yield FoundLink(url, text, heading, near, place)


def _words_of_link(node: LexborNode) -> str:
    text = _text(node)
    if text:
        return text
    for name in ("aria-label", "title", "data-title", "download"):
        if value := node.attributes.get(name):
            return " ".join(value.split())
    image = node.css_first("img[alt], img[title]")
    if image is not None:
        alternative = image.attributes.get("alt") or image.attributes.get("title") or ""
        return " ".join(alternative.split())
    return ""


def says_little(text: str) -> bool:
    """Whether a link's own words leave open what it leads to ("click here", "POL-017", "")."""
    plain = _CODE.sub(" ", text.lower())
    return all(word in words().little for word in _WORD.findall(plain))


def _near(node: LexborNode, text: str) -> str:
    """Give the words of the smallest block around a link that says more than the link.

    In a table that is the name at the row's beginning: owners and dates stand between.
    """
    parent = node.parent
    for _ in range(4):
        if parent is None or parent.tag in ("body", "html", "main", "article", "section"):
            return ""
        if parent.tag == "tr" and (name := _row_name(parent)):
            return name
        words = _text(parent, _NEAR_LENGTH + 1)
        if len(words) > _NEAR_LENGTH:
            return ""
        if len(words) > len(text) + 2:
            return words
        parent = parent.parent
    return ""


def _row_name(row: LexborNode) -> str:
    for cell in row.iter():
        words = _text(cell, _NEAR_LENGTH)
        if not says_little(words):
            return words
    return ""


def _links_in_scripts(scripts: list[LexborNode], base: str) -> Iterator[FoundLink]:
    for node in scripts:
        if node.attributes.get("src"):
            continue
        kind = (node.attributes.get("type") or "").lower()
        for url, name in in_script(node.text(), base, "json" in kind):
            if looks_like_document(url) or name:
                yield FoundLink(downloadable(url), name, place="data")


def _text(node: LexborNode | None, limit: int = 300) -> str:
    if node is None:
        return ""
    return " ".join(node.text(separator=" ").split())[:limit]


def _visible_text(tree: LexborHTMLParser, limit: int = 20_000) -> str:
    """Give the page's text without scripts and styles; the tree is changed by this."""
    tree.strip_tags(list(_SILENT - {"head"}))
    root = tree.body or tree.root
    return "" if root is None else " ".join(root.text(separator=" ").split())[:limit]
