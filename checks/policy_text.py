"""A document as the parts of a policy are looked for in it: sentences, rows and labelled cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checks.first_look import Guarded, Pieces, matches_any
from checks.model import ElementReading
from checks.policy_words import PolicyWords
from extractors.model import Block, Document

LONGEST_QUOTATION = 30
"""Words."""

LONGEST_ROW = 200
"""Characters of a table's row that is also read as one sentence."""

LONGEST_LABEL = 40
"""Characters of a cell that may be no more than a label."""

_BULLET = re.compile(r"[•●▪]")
_SENTENCE_OR_BULLET = re.compile(r"(?<=[.!?;])\s+(?=[\"'‘“(]?[A-Z0-9•])|\s+[•●▪]\s+")
_SENTENCE_END = re.compile(r"[.!?;](\s+)(?=[\"'‘“(]?[A-Z0-9])")
"""The same where there is no bullet, at a third of the cost: it begins with a sign."""

_PLAIN = (("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("‐", "-"), ("‑", "-"))


Sentence = tuple[str, str, int | None]
"""As it stands, as compared, and its page."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's blocks, what the patterns are, and where these are worth trying."""

    document: Document
    blocks: tuple[Block, ...]
    show: PolicyWords
    labels: Mapping[int, str]
    """What stands in the cell before, by the number of the block."""

    sentences: Sequence[Sentence]
    found: Pieces
    """In which of the sentences the words of the patterns stand."""

    def whole(self, number: int) -> str:
        """A block as compared, with the label before it where it has one."""
        return self.labels.get(number, "") + as_compared(self.blocks[number].text)

    def matches(self, pattern: Guarded) -> Iterator[Sentence]:
        """Sentences that match."""
        for number, ways in self.found.worth_trying(pattern):
            if matches_any(ways, self.sentences[number][1]):
                yield self.sentences[number]


def shown(element: str, text: str, page: int | None, note: str = "") -> ElementReading:
    """A part that is there, with the words that show it (clipped) and their page."""
    return ElementReading(element, True, clip(text), page, note)


def clip(text: str) -> str:
    """The first words of a long sentence; still letter for letter in its block."""
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return text[: ends[LONGEST_QUOTATION - 1]] if len(ends) > LONGEST_QUOTATION else text.strip()


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as they stand, and what stands behind each bullet."""
    if _BULLET.search(text):
        return _SENTENCE_OR_BULLET.split(text)
    found, start = [], 0
    for gap in _SENTENCE_END.finditer(text):
        end, following = gap.span(1)
        found.append(text[start:end])
        start = following
    found.append(text[start:])
    return found


def of_block(block: Block) -> list[str]:
    """Its sentences; the row of a table, which may hold "Statutory? Yes", also as a whole."""
    texts = sentences_of(block.text)
    if block.kind == "row" and len(texts) > 1 and len(block.text) <= LONGEST_ROW:
        return [*texts, block.text]
    return texts


def labelled(blocks: Sequence[Block], labels: tuple[str, ...]) -> list[tuple[str, Block]]:
    """Cells that hold only a label, as compared, each with the cell that follows it."""
    found = []
    for cell, following in pairwise(blocks):
        if cell.kind != "row" or following.kind != "row" or len(cell.text) > LONGEST_LABEL:
            continue
        plain = as_compared(cell.text)
        if plain.startswith(labels):
            found.append((plain, following))
    return found


def as_compared(text: str) -> str:
    """A text as the patterns are held against it: small letters, plain signs, "and" for "&"."""
    if not text.isascii():
        for sign, plain in _PLAIN:  # several times as fast as `translate`
            text = text.replace(sign, plain)
    return text.replace("&", "and").lower()
