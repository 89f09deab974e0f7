"""A web page to Document: its main content under headings, its footer as furniture."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extractors.addresses import direct
from extractors.charset import decode
from extractors.html_boilerplate import find_footers, find_main, part_of
from extractors.html_soup import with_all_text
from extractors.model import Block, Document, Link, Problem
from extractors.segment import Piece, bullet, clean, passages
from extractors.tables import table_pieces

READER = "html/1"

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCK_TAGS = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption
figure footer form header hr iframe legend li main ol p pre section summary table tbody td tfoot
th thead tr ul
"""
_TITLE_STYLE = re.compile(r"(?:^|\s)(?:title|MsoTitle)(?:\s|$)")
"""How Google Docs and Word mark the title of a document that they export as a page."""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_TOGGLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:accordion|toggle|collapse|collapsible|panel|tab|faq)s?[\w-]*?"
    r"(?:title|header|heading|head|button|trigger|label|question|toggle)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHORT_PAGE = 2000
_FEW_ROWS = 4
_PAGE_PARTS = 4
"""Headings and paragraphs in a cell from which the table around it lays out a page."""

_DEEPEST = 180
"""Nesting beyond which text is taken as it comes: no real page needs more."""


def read_html(body: bytes, *, url: str = "", content_type: str = "") -> Document:
    """Read a web page; `url` makes its links absolute."""
    sha256 = hashlib.sha256(body).hexdigest()
    text = decode(body, content_type).replace("\x00", "")
    if not text.strip():
        return Document(sha256, "html", "", (), problem="empty", reader=READER)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        # The parser says the same of a page of comments and when memory runs out.
        problem: Problem = "empty" if len(text) < _SHORT_PAGE else "damaged"
        return Document(sha256, "html", "", (), problem=problem, reader=READER)
    page = _Page(with_all_text(text, root), url)
    return page.document(sha256)


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def cloudflare_address(encoded: str) -> str:
    """The e-mail address behind Cloudflare's `data-cfemail`, "" where it is none."""
    try:
        code = bytes.fromhex(encoded)
    except ValueError:
        return ""
    address = bytes(letter ^ code[0] for letter in code[1:]).decode("utf-8", "replace")
    return address if "@" in address else ""


class _Page:
    """One walk over a page's elements, gathering pieces, links and furniture."""

    def __init__(self, root: HtmlElement, url: str) -> None:
        self.root = root
        base = root.find(".//base")
        self.base = urljoin(url, base.get("href", "").strip()) if base is not None else url
        self.pieces: list[Piece] = []
        self.links: list[Link] = []
        self.text: list[str] = []
        self.bold = 0
        self.in_bold = 0
        self.in_item = 0
        self.in_footer = False
        self.furniture: list[Block] = []
        self.footers: frozenset[HtmlElement] = frozenset()
        self.panels = self._tab_panels()

    def document(self, sha256: str) -> Document:
        """Walk the page and put what was found together."""
        bodies = list(self.root.iter("body"))
        # Two pages pasted into one have two bodies.
        body = bodies[0] if len(bodies) == 1 else self.root
        main = find_main(body)
        self.footers = find_footers(body, main)
        self._walk(body, 0, main)
        self._flush()
        pieces = self.pieces
        problem = self._problem(pieces)
        return Document(
            sha256=sha256,
            format="html",
            title=self._title(pieces),
            passages=passages(pieces),
            furniture=tuple(dict.fromkeys(self.furniture)),
            links=tuple(dict.fromkeys(self.links)),
            properties=self._properties(),
            problem=problem,
            reader=READER,
        )

    def _walk(self, node: HtmlElement, depth: int, main: HtmlElement | None) -> None:
        """Read one element. `main` is the main part while we stand outside it."""
        if not isinstance(node.tag, str):
            return
        part = part_of(node, main is None and self._has_main)
        if node in self.footers:
            part = "furniture"
        if part == "drop":
            return
        if node is main:
            main = None
            self._has_main = True
        if part == "furniture" and not self.in_footer:
            self._flush()
            self.in_footer = True
            self._inside(node, depth, main)
            self._flush()
            self.in_footer = False
            return
        self._inside(node, depth, main)

    _has_main = False

    def _inside(self, node: HtmlElement, depth: int, main: HtmlElement | None) -> None:
        tag = node.tag
        if depth > _DEEPEST:
            self.text.append(" ".join(node.itertext()))
            return
        if tag == "br":
            self._flush()
            return
        if tag == "img":
            return
        if tag == "table" and not self.in_footer and _is_data_table(node):
            self._table(node, depth, main)
            return
        level = self._heading_level(node)
        if level:
            self._flush()
            self._children(node, depth, main)
            self._flush(level)
            return
        block = tag in _BLOCKS
        if block:
            self._flush()
        if node.get("id") in self.panels and not self.in_footer:
            self._heading(self.panels[node.get("id", "")], 5)
        if tag == "iframe":
            self._link(node.get("src", ""), node.get("title", ""))
            return
        self._styled(node, depth, main)
        if block:
            self._flush()

    def _styled(self, node: HtmlElement, depth: int, main: HtmlElement | None) -> None:
        tag = node.tag
        bold = tag in ("b", "strong") or "font-weight: bold" in node.get("style", "")
        item = tag == "li"
        self.in_bold += bold
        self.in_item += item
        if tag == "a" or node.get("data-cfemail"):
            self._anchor(node, depth, main)
        else:
            self._children(node, depth, main)
        if item:
            self._flush()
        self.in_bold -= bold
        self.in_item -= item

    def _children(self, node: HtmlElement, depth: int, main: HtmlElement | None) -> None:
        self._say(node.text)
        for child in node:
            self._walk(child, depth + 1, main)
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self.text.append(text)
            if self.in_bold:
                self.bold += len(text.split())

    def _anchor(self, node: HtmlElement, depth: int, main: HtmlElement | None) -> None:
        href = node.get("href", "").strip()
        hidden = node.get("data-cfemail") or (
            href.partition("#")[2] if "/cdn-cgi/l/email-protection" in href else ""
        )
        address = cloudflare_address(hidden) if hidden else ""
        if address and (node.get("data-cfemail") or "protected" in node.text_content()):
            self._say(address)
            self._link(f"mailto:{address}", address)
            return
        begin = len(self.text)
        self._children(node, depth, main)
        text = clean("".join(self.text[begin:])) or clean(node.text_content())
        self._link(f"mailto:{address}" if address else href, text or node.get("title", ""))

    def _link(self, href: str, text: str) -> None:
        if not href or href.startswith(("#", "javascript:", "data:", "about:")):
            return
        try:
            url = direct(urljoin(self.base, href))
            scheme = urlsplit(url).scheme
        except ValueError:
            return
        if scheme in ("http", "https", "mailto", "tel", ""):
            self.links.append(Link(clean(text), url))

    def _flush(self, level: int = 0) -> None:
        """End a block: what was gathered becomes a piece."""
        if not self.text:
            return
        text = clean("".join(self.text))
        bold, self.bold = self.bold, 0
        self.text.clear()
        if not text:
            return
        if self.in_footer:
            self.furniture.append(Block(text))
        elif level:
            self._heading(text, level)
        elif not self.in_item and _bold_heading(text, bold):
            self._heading(text, 5)
        else:
            stripped = bullet(text)
            item = self.in_item > 0 or stripped is not None
            self.pieces.append(Piece("item" if item else "text", stripped or text))

    def _heading(self, text: str, level: int) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last and last.kind == "heading" and last.text == text:
            return  # a toggle's text again as the panel's own heading
        self.pieces.append(Piece("heading", text, None, level))

    def _heading_level(self, node: HtmlElement) -> int:
        """The level of a heading or of an accordion's toggle, 0 for anything else."""
        tag = node.tag
        if tag in _HEADINGS:
            return _HEADINGS[tag]
        if tag == "p" and _TITLE_STYLE.search(node.get("class", "")):
            return 0 if any(piece.kind == "heading" for piece in self.pieces) else 1
        if node.get("role") == "heading":
            shown = node.get("aria-level", "")
            return int(shown) if shown in ("1", "2", "3", "4", "5", "6") else 3
        if tag == "summary":
            return 5 if _no_heading_within(node) else 0
        if tag == "dt" and _answers_at_length(node):
            return 6
        toggles = (
            node.get("aria-expanded") is not None
            or node.get("data-toggle") == "collapse"
            or node.get("data-bs-toggle") == "collapse"
            or _TOGGLE_NAMES.search(node.get("class", "")) is not None
        )
        if toggles and _no_heading_within(node) and _no_heading_above(node):
            text = clean(node.text_content())
            return 5 if 0 < len(text) <= 200 and node.find(".//p[2]") is None else 0
        return 0

    def _tab_panels(self) -> dict[str, str]:
        """The text of each tab, by the id of its panel; the tabs themselves are taken out."""
        panels: dict[str, str] = {}
        for tab in self.root.xpath(
            "//*[@role='tab' or @data-toggle='tab' or @data-bs-toggle='tab']"
        ):
            target = tab.get("aria-controls") or tab.get("href", "").partition("#")[2]
            text = clean(tab.text_content())
            if not target or not text or tab.find(".//h2") is not None:
                continue
            if self.root.xpath("//*[@id=$name]", name=target):
                panels[target] = text
                tail = tab.tail
                tab.clear()
                tab.tail = tail
                tab.tag = "span"
        return panels

    def _table(self, node: HtmlElement, depth: int, main: HtmlElement | None) -> None:
        self._flush()
        outer, rows = self.pieces, []
        for row in node.iter("tr"):
            cells = []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                self.pieces = []
                self._children(cell, depth + 1, main)
                self._flush()
                cells.append(self.pieces)
            rows.append(cells)
        self.pieces = outer
        self.pieces.extend(table_pieces(rows))

    def _title(self, pieces: list[Piece]) -> str:
        heads = [piece.text for piece in pieces if piece.kind == "heading" and piece.level == 1]
        return heads[0] if heads else self._meta_title()

    def _meta_title(self) -> str:
        found = self.root.find(".//head/title")
        if found is None:
            found = self.root.find(".//title")
        return clean(found.text_content()) if found is not None else ""

    def _properties(self) -> dict[str, str]:
        images = [image for image in self.root.iter("img") if image.get("role") != "presentation"]
        silent = sum(image.get("alt") is None for image in images)
        properties = {
            "title": self._meta_title(),
            "language": self.root.get("lang", "") or self.root.get("xml:lang", ""),
            "images": str(len(images)),
            "images_without_alternative_text": str(silent),
        }
        for meta in self.root.iter("meta"):
            name = (meta.get("name") or meta.get("property") or "").lower()
            if name in _META_NAMES and meta.get("content"):
                properties.setdefault(_META_NAMES[name], clean(meta.get("content", "")))
        # Looked for and not there is a fact too, so title and language may be "".
        return properties

    def _problem(self, pieces: list[Piece]) -> Problem | None:
        words = sum(len(piece.text.split()) for piece in pieces)
        if words >= 25:
            return None
        scripts = self.root.findall(".//script")
        asks = re.search(
            r"(?:enable|requires?|turn on|need)\b.{0,40}java\s?script",
            " ".join(node.text_content() for node in self.root.iter("noscript")),
            re.IGNORECASE,
        )
        shell = self.root.xpath("//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt']")
        heavy = sum(len(script.text or "") for script in scripts) > 20_000
        if scripts and (asks or shell or heavy):
            return "script-only"
        return None if words or self.furniture or self.links else "empty"


_META_NAMES = {
    "description": "description",
    "author": "author",
    "generator": "generator",
    "article:modified_time": "modified",
    "article:published_time": "created",
    "dcterms.modified": "modified",
    "last-modified": "modified",
}


def _bold_heading(text: str, bold_words: int) -> bool:
    """A paragraph that is bold throughout and reads like a heading."""
    words = len(text.split())
    return 0 < words <= 20 and bold_words >= words and text[-1] not in ".,;" and text[0].isalnum()


def _no_heading_within(node: HtmlElement) -> bool:
    return not any(True for _ in node.iter(*_HEADINGS))


def _no_heading_above(node: HtmlElement) -> bool:
    return not any(above.tag in _HEADINGS for above in node.iterancestors())


def _answers_at_length(node: HtmlElement) -> bool:
    """Whether a definition's text is long enough to be a passage of its own."""
    answer = node.getnext()
    if answer is None or answer.tag != "dd":
        return False
    return len(answer.text_content().split()) >= 8 or clean(node.text_content()).endswith("?")


def _is_data_table(node: HtmlElement) -> bool:
    """A table of cells rather than one that merely lays out a page."""
    if node.find(".//table") is not None or node.get("role") == "presentation":
        return False
    rows = sum(1 for _ in node.iter("tr"))
    if sum(1 for _ in node.iter("h1", "h2", "ul")) > 12 and rows <= 2:
        return False
    if rows <= _FEW_ROWS and any(map(_holds_a_page, node.iter("td"))):
        return False
    return any(len(row) > 1 for row in node.iter("tr"))


def _holds_a_page(cell: HtmlElement) -> bool:
    """Whether a cell holds what a page is made of: headings, and several paragraphs."""
    heads = sum(1 for _ in cell.iter("h1", "h2", "h3"))
    return heads > 0 and heads + sum(1 for _ in cell.iter("p")) > _PAGE_PARTS
