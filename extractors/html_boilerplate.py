"""What of a web page is not its content: navigation, cookie banners, footers."""

from __future__ import annotations

import re
from typing import Literal

from lxml.html import HtmlElement

_SKIP = re.compile(
    r"(?:skip|jump|go)\s+(?:straight\s+|directly\s+)?(?:to\b|(?:the\s+)?(?:navigation|menu|links))",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf|pptx?)\b|/(?:file|download)", re.IGNORECASE)
_OWNER = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b.{0,40}\d{4}|\ball rights reserved\b|"
    r"\b(?:web\s?site|site)\s+(?:design(?:ed)?|built|created|made|powered|developed|hosted)?\s*by\b|"
    r"^(?:powered|designed|built) by\b",
    re.IGNORECASE,
)
_FOOT_LINK = re.compile(
    r"(?:privacy(?: (?:policy|notice|statement))?|cookies?(?: (?:policy|settings|notice))?|"
    r"(?:website )?accessibility(?: statement)?|site\s?map|terms(?: (?:of use|and conditions))?|"
    r"high visibility(?: version)?|log ?in|legal(?: notice)?|disclaimer)$",
    re.IGNORECASE,
)
_FOOT_TAGS = ("a", "p", "td", "div", "span", "small", "center", "font", "li", "strong", "b")
_LONGEST_FOOTER = 450
"""Characters of a footer with an address, telephone, and links."""

_LONGEST_SIGN = 200
_LAST_ELEMENTS = 80
"""Elements at a page's end among which a footer's signs are looked for."""

Part = Literal["content", "furniture", "drop"]

_NO_TEXT_TAGS = """
script style noscript template svg nav select datalist object embed canvas head audio video map
math dialog
"""
_DROP_TAGS = frozenset(_NO_TEXT_TAGS.split())
_DROP_ROLES = frozenset(
    ("navigation", "banner", "search", "menu", "menubar", "alertdialog", "dialog")
)
_DROP_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookie-?\w+|consent|gdpr|onetrust\S*|cybot\S*|cky-\S+|"
    r"breadcrumbs?|skip-?(?:link|to)\S*|nav(?:bar|igation|menu)?|(?:main|site|mega|mobile|top|"
    r"burger|off-?canvas|drop-?down|sub|side)-?(?:menu|nav)\S*|menu|sr-only|screen-reader-text|"
    r"visually-?hidden|share-?(?:bar|buttons?|links?)|social-?(?:bar|icons?|links?|media)|"
    r"pagination|back-?to-?top|search-?(?:form|box|bar)|translate|google_translate_element|"
    r"publish-banner\S*|swiper-pagination|login-?(?:form|box))(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOOT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:site|page|main|global)?-?footer\S*|colophon|copyright)(?:$|[\s_-])", re.I
)
_SITE_HEAD_NAMES = re.compile(
    r"^(?:(?:site|page|main|global|top)-?header|masthead|header|topbar|top-bar)$", re.I
)
_MAIN_NAMES = re.compile(
    r"^(?:main|main-?content|content|page-?content|primary|content-?area|maincontent)$", re.I
)


def part_of(node: HtmlElement, inside_main: bool) -> Part:
    """Where an element belongs; `inside_main` says that the page's main part was found."""
    tag = node.tag
    if tag in _DROP_TAGS:
        return "drop"
    role = node.get("role", "")
    if role in _DROP_ROLES and tag != "body":
        return "drop"
    names = f"{node.get('id', '')} {node.get('class', '')}"
    if tag == "footer" or role == "contentinfo":
        return "content" if inside_main and _is_section_end(node) else "furniture"
    if tag in ("body", "main", "html", "article"):
        return "content"
    if tag == "header" and not inside_main:
        return "drop" if node.find(".//h1") is None else "content"
    if len(names) > 1 and tag not in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "li", "td"):
        if _FOOT_NAMES.search(names):
            return "furniture" if not inside_main else "content"
        if _DROP_NAMES.search(names) and not _holds_content(node):
            return "drop"
        if not inside_main and _SITE_HEAD_NAMES.match(node.get("id", "") or "-"):
            return "drop" if node.find(".//h1") is None else "content"
    if tag == "a" and _skips(node):
        return "drop"
    if tag in ("ul", "div", "ol") and not inside_main and _is_menu(node):
        return "drop"
    if tag in ("td", "table", "tr") and not inside_main and _is_table_of_links(node):
        return "drop"
    return "content"


def _skips(node: HtmlElement) -> bool:
    """A link past the menu, for those who move by keyboard: `Skip to content`."""
    to_here = "#" in node.get("href", "")
    return to_here and _SKIP.match(node.text_content().strip()) is not None


def _is_table_of_links(node: HtmlElement) -> bool:
    """The menu of a page that is laid out by a table: short links to other pages only."""
    if node.find(".//p") is not None or node.find(".//h2") is not None:
        return False
    links = node.findall(".//a")
    if len(links) < 6 or any(_DOCUMENT.search(a.get("href", "")) for a in links):
        return False
    linked = sum(len(a.text_content().strip()) for a in links)
    return linked < 20 * len(links) and linked > 0.85 * _letters(node)


def find_footers(body: HtmlElement, main: HtmlElement | None) -> frozenset[HtmlElement]:
    """Elements at the page's end that no tag or name marks as its footer.

    Told by a sign of ownership (`(c) 2025 Example School`, `Website by ...`), or by two of
    the links that only footers have; what stands around the sign, as an address, belongs
    to it as long as it stays short. Nothing within the main part is a footer.
    """
    found: set[HtmlElement] = set()
    for node in list(body.iter(*_FOOT_TAGS))[-_LAST_ELEMENTS:]:
        own = (node.text or "").strip()
        if not 0 < len(own) < _LONGEST_SIGN:
            continue
        sure, likely = _OWNER.search(own), _FOOT_LINK.match(own)
        if sure or likely:
            footer = _around(node, body, main)
            if footer is not None and (sure or _foot_links(footer) > 1):
                found.add(footer)
    return frozenset(found)


def _around(node: HtmlElement, body: HtmlElement, main: HtmlElement | None) -> HtmlElement | None:
    """The widest element around a footer's sign that is still nothing but the footer."""
    widest = None
    for element in (node, *node.iterancestors()):
        if element is body or element is main or element.tag in ("main", "article", "body"):
            break
        if _letters(element) > _LONGEST_FOOTER or element.find(".//h1") is not None:
            break
        if any(_DOCUMENT.search(a.get("href", "")) for a in element.iter("a")):
            break
        widest = element
    inside = main is not None and main in node.iterancestors()
    last = widest is not None and not inside and _after(widest, body) <= _LONGEST_FOOTER
    return widest if last else None


def _after(node: HtmlElement, body: HtmlElement) -> int:
    """Characters of text that follow an element on its page."""
    total = 0
    for element in (node, *node.iterancestors()):
        if element is body:
            break
        total += len((element.tail or "").strip())
        total += sum(_letters(later) for later in element.itersiblings() if later.tag != "script")
    return total


def _foot_links(node: HtmlElement) -> int:
    return sum(_FOOT_LINK.match(a.text_content().strip()) is not None for a in node.iter("a"))


def _letters(node: HtmlElement) -> int:
    return len(" ".join(node.text_content().split()))


def _is_section_end(node: HtmlElement) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in ("article", "section", "blockquote")


def _holds_content(node: HtmlElement) -> bool:
    """Whether running text stands inside: themes name odd things `menu` or `nav`."""
    text = sum(len(p.text_content()) for p in node.iter("p", "td"))
    return text > 600 and not re.search("cookie|consent|gdpr", node.get("class", ""), re.I)


def _is_menu(node: HtmlElement) -> bool:
    """A list of short links to other pages (not to documents): navigation without a name."""
    if node.tag == "div" and (len(node) > 1 or (len(node) == 1 and node[0].tag != "ul")):
        return False
    links = node.findall(".//a")
    if len(links) < 8:
        return False
    documents = sum(_DOCUMENT.search(a.get("href", "")) is not None for a in links)
    if documents * 10 > len(links):
        return False
    linked = sum(len(a.text_content().strip()) for a in links)
    every = len(re.sub(r"\s+", " ", node.text_content()).strip())
    return linked > 0.8 * every and linked < 32 * len(links)


def find_main(body: HtmlElement) -> HtmlElement | None:
    """The element that a page marks as its main part, if it holds a fair share of the text."""
    candidates = [
        node
        for node in body.iter("main", "article", "div", "section", "td")
        if node.tag == "main"
        or node.get("role") == "main"
        or _MAIN_NAMES.match(node.get("id", ""))
        or (node.tag == "article" and node.getparent() is not None)
    ]
    for wanted in ("main", "div", "section", "td", "article"):
        chosen = [node for node in candidates if node.tag == wanted]
        if wanted == "main" and not chosen:
            chosen = [node for node in candidates if node.get("role") == "main"]
        if wanted == "article" and len(chosen) > 1:
            continue  # a page of teasers: no one of them is the page
        if chosen:
            best = max(chosen, key=_weight)
            if _weight(best) >= 120 or best.find(".//h1") is not None:
                return best
    return None


def _weight(node: HtmlElement) -> int:
    """Characters of text outside links, as a measure of content."""
    return len(node.text_content()) - sum(len(a.text_content()) for a in node.iter("a"))
