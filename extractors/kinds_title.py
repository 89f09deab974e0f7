"""What a title, heading, link text or file name promises: which kind, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from extractors.kinds_table import KINDS, fold, table
from extractors.model import Document, Kind, Passage

STRONG = 0.7
"""From here on words name the kind; below they are a hub or a hint."""

LONGEST_TITLE_LINE = 14
"""Words. A longer line before the body is a sentence, not a title."""

LONGEST_OPENING = 45
"""Words of title lines that are looked at before the running text begins."""

_POINTER = re.compile(
    r"\b(?:please|read in|in conjunction|should be read|see (?:also|our|the)|refer to|click"
    r"|download|link(?:s|ed)? to|available|must publish|required to|back to|skip to|part of)\b"
)
"""A short line that speaks of another document, not of this one."""

_ITSELF = re.compile(
    r"^(?:welcome to )?(?:this|our|the school's)\b.{0,60}\b(?:report|offer|policy|plan)\b"
    r"|\b(?:i|we) \b.{0,40}\b(?:publish|write|produce) (?:a|an|this|our|the) .{0,30}\breport\b"
    r"|^in this (?:report|policy|plan|offer)\b"
)
"""A sentence about the paper that it stands in."""

_CONTENTS = re.compile(r"(?:table of )?contents\W*(?:page)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)]\s*\S")
_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z]{3})"
)
_SLUG = re.compile(r"[-_+/.=?#~|:]+")
_DOTTED = re.compile(r"\bS\.\s?E\.\s?N\.(?:\s?(D)\.?)?", re.IGNORECASE)
_TITLE_SIGNS = re.compile(r"[:|_*\"]+|\s-\s|\s-$|^-\s")
_PARTS = re.compile(r"\s+[-|:»·>]+\s+|\s*\|\s*")
"""Between the page's own name and the site's, as in `SEND | Example School`."""

_SMALL = frozenset({"and", "of", "for", "the", "on", "at", "with", "&", "-", "–", "in"})
_NAMES_A_PAPER = re.compile(
    r"(?:report|policy|plan|offer|information|scheme|strategy|provision)\b", re.IGNORECASE
)

_GLUED = re.compile(r"\bsen(d?)(?=(?:information|info|report|policy|offer|provision)\b)")


@dataclass(frozen=True, slots=True)
class Title:
    """A line that may be the document's title: as written, how much it counts, where from."""

    text: str
    weight: float
    where: str


def promises(text: str, *, bare: bool = False) -> dict[Kind, float]:
    """How surely the words name each kind, 0 to 1; kinds they do not name are left out.

    `text` is a title or heading as written. With `bare`, words that shut a kind out
    ("report to governors", "accessibility statement") are ignored.
    """
    folded = fold(text)
    found = _promises(_TITLE_SIGNS.sub(" ", folded), bare)
    parts = _PARTS.split(folded)
    for part in parts if len(parts) > 1 else ():
        for kind, promise in _promises(_TITLE_SIGNS.sub(" ", part), bare).items():
            if bare or not table().not_the_kind[kind].search(folded):
                found[kind] = max(promise, found.get(kind, 0.0))
    return found


def mention(text: str) -> float:
    """How surely a document's title speaks of SEN at a school without naming a paper, 0 to 1."""
    folded = fold(text)
    if table().not_the_kind["sen-information-report"].search(folded):
        return 0.0
    return next((one.weight for one in table().mentions if one.pattern.search(folded)), 0.0)


def anchor_kinds(text: str) -> dict[Kind, float]:
    """How strongly a link text, heading, file name or slug promises each kind, 0 to 1.

    1 names the kind in full, 0.5 is a hub that often holds it ("SEND", "Inclusion"), under
    0.4 a place to look. Kinds without any promise are left out. Pure and cached.
    """
    return dict(_anchor(text))


@lru_cache(maxsize=16_384)
def _anchor(text: str) -> tuple[tuple[Kind, float], ...]:
    words = text[:300]
    if "%" in words:
        words = unquote(words)
    words = _DOTTED.sub(r"SEN\1", words).replace("SENCo", "Senco").replace("SENDCo", "Sendco")
    folded = fold(_SLUG.sub(" ", _CAMEL.sub(" ", words)))
    folded = _GLUED.sub(r"sen\1 ", folded)
    return tuple(_promises(" ".join(folded.replace(" - ", " ").split()), False).items())


def _promises(folded: str, bare: bool) -> dict[Kind, float]:
    rules = table()
    found: dict[Kind, float] = {}
    folded = " ".join(folded.split())
    for kind in KINDS:
        if not any(letters in folded for letters in rules.letters[kind]):
            continue
        weight = next((p.weight for p in rules.titles[kind] if p.pattern.search(folded)), 0.0)
        if weight and (bare or not rules.not_the_kind[kind].search(folded)):
            found[kind] = weight
    return found


def titles(document: Document, *, url: str = "", filename: str = "") -> list[Title]:
    """Lines that may be the title, best evidence first.

    What a reader sees before the running text counts in full, the reader's own idea of the
    title a little less, running headers less, the file's properties and its name least:
    schools copy files and forget to change both.
    """
    shown = list(_opening(document))
    found = [Title(line, 1.0, "opening") for line in shown]
    if document.title:
        in_properties = document.title == document.properties.get("title")
        found.append(Title(document.title, 0.8 if in_properties else 0.95, "title"))
    if says := _says_what_it_is(document):
        found.append(Title(says, 0.88, "first sentence"))
    if len(shown) > 1:
        found.append(Title(" ".join(shown), 0.9, "opening"))
    found.extend(Title(line, 0.9, "heading") for line in _top_headings(document))
    running = {block.text for block in document.furniture if _title_like(block.text)}
    found.extend(Title(text, 0.85, "running header") for text in sorted(running))
    if title := document.properties.get("title", ""):
        found.append(Title(title, 0.6, "file property"))
    names = (filename, url.rstrip("/").rsplit("/", 1)[-1])
    words = (_CAMEL.sub(" ", _SLUG.sub(" ", unquote(name))) for name in names if name)
    found.extend(Title(name, 0.5, "file name") for name in words)
    return found


def _says_what_it_is(document: Document) -> str:
    """The first running sentence, where it says what the document is: "This is our SEN report
    for families ...", "I am asked to publish a report about ...". A sentence that points
    elsewhere says nothing of its own.
    """
    for passage in document.passages[:4]:
        for block in passage.blocks:
            if len(block.text.split()) <= LONGEST_TITLE_LINE:
                continue
            sentence = " ".join(re.split(r"(?<=[.!?])\s", block.text, maxsplit=1)[0].split()[:40])
            folded = fold(sentence)
            own = _ITSELF.search(folded) and not _POINTER.search(folded)
            return sentence if own else ""
    return ""


def _top_headings(document: Document) -> Iterator[str]:
    """The first page's highest headings: a title in a text box can come after the body."""
    first = [p for p in document.passages[:8] if p.level and p.page in (None, 1)]
    top = min((passage.level for passage in first), default=0)
    return (p.heading for p in first if p.level == top and _title_like(p.heading))


def _opening(document: Document) -> Iterator[str]:
    """The short lines before the first running paragraph, and a title glued to it.

    On a web page what stands before its main heading, and links, are the site's menu.
    """
    words = 0
    menu = _links(document)
    for passage in document.passages[_main_heading(document) :]:
        lines = [passage.heading] if passage.heading else []
        lines += [text for text in _lines(passage) if text not in menu]
        for line in lines:
            count = len(line.split())
            words += count
            if _CONTENTS.match(line.strip()):
                return
            long = count > LONGEST_TITLE_LINE and line != passage.heading
            if _title_like(line) and not long and words <= LONGEST_OPENING:
                yield line
            elif glued := _glued_title(line):
                yield glued
            if long or words > LONGEST_OPENING:
                return


def _links(document: Document) -> frozenset[str]:
    """The words of a web page's links; a file has links to nothing of its own."""
    if document.format != "html":
        return frozenset()
    return frozenset(" ".join(link.text.split()) for link in document.links)


def _lines(passage: Passage) -> list[str]:
    """The blocks' text without tables and lists; but a table around a whole page is no table."""
    layout = not passage.heading and all(block.kind == "row" for block in passage.blocks)
    return [block.text for block in passage.blocks if layout or block.kind == "text"]


def _main_heading(document: Document) -> int:
    """Which passage a web page's highest heading begins, 0 where it has none near the top."""
    if document.format != "html":
        return 0
    first = [p.level for p in document.passages[:8]]
    top = min((level for level in first if level), default=0)
    return first.index(top) if top else 0


def _glued_title(line: str) -> str | None:
    """A title that the running text was glued to: capitalised words that name a document and
    whose it is or when, before the first sentence. "SEN Policy is ..." only begins a sentence.
    """
    words = line.split()[: 2 * LONGEST_TITLE_LINE]
    end = next(
        (number for number, word in enumerate(words) if word[:1].islower() and word not in _SMALL),
        len(words),
    )
    named = [number for number, word in enumerate(words[:end]) if _NAMES_A_PAPER.match(word)]
    if not named or named[0] + 1 >= end or words[0].lower() in ("the", "our", "this", "in", "your"):
        return None
    return " ".join(words[: named[-1] + 1])


def _title_like(line: str) -> bool:
    folded = fold(line)
    return (
        len(line.split()) <= LONGEST_TITLE_LINE
        and any(letter.isalpha() for letter in line)
        and not _NUMBERED.match(line)
        and not _POINTER.search(folded)
        and not (folded.endswith(".") and len(line.split()) > 6)
    )
