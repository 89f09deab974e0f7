"""A document as lines, with the places where documents say what date they bear.

A document dates itself on its cover or its first page, in a table of sign-offs, at its end or
at the foot of every page. The same words in the middle of an action plan date an action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.dates_labels import TITLE_NOUN
from extractors.dates_values import plain
from extractors.model import Document

Place = Literal["heading", "text", "item", "row", "furniture"]

TITLE_LINES, TITLE_WORDS = 15, 130
"""A title stands within the first lines and words."""
CONTROL_LINES = 40
"""Sign-off tables without page numbers stand within the first lines (else on pages 1 and 2)."""
END_LINES = 20
"""Sign-offs at the end stand within the last lines."""
LAST_LINES = 3
"""A date without any label is believed in the very last lines only."""


_CAPITALISED = re.compile(r"(?:(?:[A-Z][^\s.?!]*|of|and|for|the|&|-|:|\d[\d/-]*)\s+){2,20}")


@dataclass(frozen=True, slots=True)
class Line:
    """One block, heading or piece of furniture. `plain` is `text` made plain, as long as it."""

    text: str
    plain: str
    page: int | None
    place: Place
    titular: bool = False
    """Near enough the top to be, or stand beside, the title."""
    control: bool = False
    """Where documents keep their sign-offs: first pages, last lines, furniture."""
    last: bool = False
    linked: bool = False
    """The text of a link: it names another document."""

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())


def lines_of(document: Document) -> list[Line]:
    """The document's lines in reading order, furniture last."""
    raw = list(_raw(document))
    linked = {" ".join(link.text.split()) for link in document.links if link.text}
    lines: list[Line] = []
    words = 0
    for number, (text, page, place, top) in enumerate(raw):
        titular = number < TITLE_LINES and words < TITLE_WORDS and (page or 1) <= 2
        first = page <= 2 if page else number < CONTROL_LINES
        from_end = len(raw) - number
        lines.append(
            Line(
                text,
                plain(text),
                page,
                place,
                titular=top or (titular and place != "item"),
                control=first or from_end <= END_LINES,
                last=from_end <= LAST_LINES,
                linked=place != "heading" and text in linked,
            )
        )
        words += len(text.split())
    lines.extend(
        Line(block.text, plain(block.text), block.page, "furniture", control=True)
        for block in document.furniture
    )
    return lines


def _raw(document: Document) -> Iterator[tuple[str, int | None, Place, bool]]:
    for passage in document.passages:
        if passage.heading:
            top = passage.level == 1 and (passage.page or 1) == 1
            yield passage.heading, passage.page, "heading", top
        for block in passage.blocks:
            yield block.text, block.page, block.kind, False


def title_words(lines: list[Line]) -> frozenset[str]:
    """The words of the lines that may be the title: how the document names itself."""
    return frozenset(
        word
        for line in lines
        if line.titular
        for word in re.findall(r"[a-z]+", line.plain if _titling(line) else _title_in(line))
    )


def _titling(line: Line) -> bool:
    return line.place == "heading" or (line.words <= 14 and not line.text.endswith((".", "!", "?")))


def _title_in(line: Line) -> str:
    """The title that running text was glued to: its capitalised words, up to a noun for papers."""
    start = _CAPITALISED.match(line.text)
    nouns = list(TITLE_NOUN.finditer(line.plain, 0, start.end())) if start else []
    return line.plain[: nouns[-1].end()] if nouns else ""


def has_title(lines: list[Line]) -> bool:
    """Whether something at the top reads like a document's title."""
    return any(line.titular and TITLE_NOUN.search(line.plain) for line in lines)
