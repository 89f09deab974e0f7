"""How accessible the file itself is: facts a reader of screens would meet.

Every fact is true, false or unknown (`ok` is None). What the file's reader did not report
is unknown, never a failure. The facts come from the Web Content Accessibility Guidelines
2.2 (success criteria named below) and, for PDF, from PDF/UA and the checks that Acrobat
runs: tagged, language, title, bookmarks from 21 pages on.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.model import AccessFact, Document, Format

LONG_DOCUMENT_PAGES = 21
"""From here on a PDF wants bookmarks (the Acrobat accessibility checker's rule)."""

LONG_TEXT_WORDS = 300
"""A text of this length wants headings."""

VAGUE_LINKS = frozenset(
    {
        "click",
        "click here",
        "click here to view",
        "click on this link",
        "click the link",
        "click this link",
        "download",
        "download here",
        "find out more",
        "follow this link",
        "here",
        "learn more",
        "link",
        "more",
        "more info",
        "more information",
        "open",
        "please click here",
        "press here",
        "read more",
        "see here",
        "see more",
        "this",
        "this link",
        "this page",
        "this website",
        "view",
        "website",
    }
)
"""Link texts that say nothing out of their context (WCAG 2.4.4 and 2.4.9)."""

_YES = frozenset({"true", "yes", "1", "on"})
_NO = frozenset({"false", "no", "0", "off", ""})
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_NO_TITLE = re.compile(
    r"^(?:untitled\d*|(?:document|presentation|slide|book)\s*\d*|microsoft (?:word|powerpoint)\b.*"
    r"|(?:power)?point presentation|title|new page|home"
    r"|.*\.(?:docx?|pdf|pptx?|odt|rtf|pub|indd|html?))$",
    re.IGNORECASE,
)


def facts(document: Document) -> tuple[AccessFact, ...]:
    """The accessibility facts that apply to the document's format, in a fixed order.

    A document that could not be read gives the facts its file properties still show.
    """
    return tuple(fact(document) for fact in _FACTS.get(document.format, _FOR_ANY))


def _tagged(document: Document) -> AccessFact:
    ok = _flag(document, "tagged")
    detail = "The file has no tags: a screen reader has to guess the reading order."
    return AccessFact("tagged", ok, detail if ok is False else "")


def _language(document: Document) -> AccessFact:
    value = document.properties.get("language")
    if value is None:
        return AccessFact("has-language", None)
    ok = _LANGUAGE.match(value.strip()) is not None
    return AccessFact("has-language", ok, value if ok else "The file does not say its language.")


def _title(document: Document) -> AccessFact:
    value = document.properties.get("title")
    if value is None:
        return AccessFact("has-title", None)
    title = value.strip()
    if not title:
        return AccessFact("has-title", False, "The file has no title.")
    ok = _NO_TITLE.match(title) is None
    return AccessFact("has-title", ok, title if ok else f"The title says nothing: {title}")


def _bookmarks(document: Document) -> AccessFact:
    if document.pages is None or document.pages < LONG_DOCUMENT_PAGES:
        return AccessFact("has-bookmarks", None, "Not needed in a short document.")
    count = _number(document, "bookmarks")
    ok = None if count is None else count > 0
    detail = f"{document.pages} pages and no bookmarks." if ok is False else ""
    return AccessFact("has-bookmarks", ok, detail)


def _images(document: Document) -> AccessFact:
    images = _number(document, "images")
    bare = _number(document, "images_without_alternative_text")
    if images == 0:
        return AccessFact("images-described", None, "No images.")
    if bare is None:
        return AccessFact("images-described", None)
    of = f" of {images}" if images is not None else ""
    detail = f"{bare}{of} images have no alternative text." if bare else ""
    return AccessFact("images-described", bare == 0, detail)


def _headings(document: Document) -> AccessFact:
    if document.problem is not None or len(document.text.split()) < LONG_TEXT_WORDS:
        return AccessFact("has-headings", None)
    styled = _flag(document, "heading_styles")
    ok = styled if styled is not None else any(p.level > 0 for p in document.passages)
    detail = "No headings to move by." if not ok else ""
    return AccessFact("has-headings", ok, detail)


def _heading_order(document: Document) -> AccessFact:
    """WCAG 1.3.1: a level-2 heading is not followed by one of level 4."""
    before, jumps = 0, []
    for passage in document.passages:
        if not passage.level:
            continue
        if before and passage.level > before + 1:
            jumps.append(passage.heading)
        before = passage.level
    if not before:
        return AccessFact("heading-order", None)
    detail = f"A level is left out before: {jumps[0]}" if jumps else ""
    return AccessFact("heading-order", not jumps, detail)


def _links(document: Document) -> AccessFact:
    if not document.links:
        return AccessFact("link-texts", None)
    vague = [link.text for link in document.links if _says_nothing(link.text)]
    detail = f"{len(vague)} of {len(document.links)} links say only: {vague[0]}" if vague else ""
    return AccessFact("link-texts", not vague, detail)


def _text_layer(document: Document) -> AccessFact:
    if document.problem in ("scanned image", "no text layer"):
        return AccessFact("has-text", False, "A picture of a page: nothing can be read aloud.")
    if document.problem is not None:
        return AccessFact("has-text", None)
    read_by_ocr = "ocr" in document.reader
    detail = "A picture of a page; its words were recognised by OCR." if read_by_ocr else ""
    return AccessFact("has-text", not read_by_ocr, detail)


def _says_nothing(text: str) -> bool:
    words = re.sub(r"[^\w ]+", " ", text).strip().lower()
    return " ".join(words.split()) in VAGUE_LINKS


def _flag(document: Document, key: str) -> bool | None:
    value = document.properties.get(key, "unknown").strip().lower()
    return True if value in _YES else False if value in _NO else None


def _number(document: Document, key: str) -> int | None:
    value = document.properties.get(key, "").strip()
    return int(value) if value.isdecimal() else None


_Fact = Callable[[Document], AccessFact]

_FOR_ANY: tuple[_Fact, ...] = (_text_layer, _title, _links)
_OFFICE: tuple[_Fact, ...] = (_language, _title, _headings, _heading_order, _images, _links)
_FACTS: dict[Format, tuple[_Fact, ...]] = {
    "pdf": (_text_layer, _tagged, _language, _title, _bookmarks, _images, _links),
    "html": (_language, _title, _headings, _heading_order, _images, _links),
    "docx": _OFFICE,
    "odt": _OFFICE,
    "doc": _OFFICE,
    "rtf": _OFFICE,
    "pptx": (_language, _title, _images, _links),
}
"""Heading levels of a PDF are the reader's guess from type sizes, so they are no fact."""
