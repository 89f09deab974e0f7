"""Means of contact and web addresses in a document, and which sentences they stand by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.model import Block, Document

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+"
    # As long as DNS lets a name be: without an end to it, one long line of hyphens takes minutes.
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:"
    r"(?:org|gov|nhs|com|co|info|net)(?:\.uk)?|(?:sch|ac)\.uk|uk"
    r")\b/?\S*",
    re.I,
)
_IN_ADDRESSES = ("www", "http", ".uk", ".org", ".com", ".net", ".info", ".nhs")
"""One of these stands in nearly every address; to look for them is quicker."""
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w+")
_PHONE = re.compile(r"(?<!\d)(?:\+44[\s-]?|\(?0)\d(?:[\s()-]{0,2}\d){8,9}(?!\d)")
_OFFER = re.compile(r"local[-_+ ]?offer|send[-_]?offer", re.I)
_HOST = re.compile(r"(?:https?://)?([^/\s]+)", re.I)
_LABEL = re.compile(
    r"\W*(?:tel|telephone|phone|call|e-?mail|web ?site|web|link|visit|contact|or)\b", re.I
)
_NEXT_LINES = 2
_NEXT_LENGTH = 120


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kinds: frozenset[str]


@dataclass(slots=True)
class Marks:
    """Where means of contact stand, by block; `near` says which ones a sentence has."""

    own: dict[int, list[_Mark]] = field(default_factory=dict)
    after: dict[int, frozenset[str]] = field(default_factory=dict)

    def by(self, block: Block) -> bool:
        """Whether any mark may be near a sentence of this block."""
        return id(block) in self.own or id(block) in self.after

    def near(self, block: Block, start: int, end: int) -> Iterable[str]:
        """The marks of a sentence: in it, right after it, or on a line of their own below.

        `<url>` an address on the web, `<contact>` any means of contact, `<offer>` an address
        of an authority's Local Offer (in the sentence itself).
        """
        own, after = self.own.get(id(block), ()), self.after.get(id(block), ())
        return self._near(len(block.text), own, after, start, end) if own or after else ()

    @staticmethod
    def _near(
        length: int, own: Sequence[_Mark], after: Iterable[str], start: int, end: int
    ) -> Iterator[str]:
        for mark in own:
            if start <= mark.start < end:
                yield from mark.kinds
        near_the_end = length - end <= _NEXT_LENGTH
        for mark in own:
            if mark.start >= end and mark.start - end <= _NEXT_LENGTH:
                yield from mark.kinds - {"<offer>"}
        if near_the_end:
            yield from after


def marks_of(document: Document) -> Marks:
    """All means of contact in a document, links included."""
    blocks = [block for passage in document.passages for block in passage.blocks]
    marks = Marks()
    for block in blocks:
        found = list(_in_text(block.text))
        if found:
            marks.own[id(block)] = found
    _add_links(document, blocks, marks)
    for passage in document.passages:
        for number, block in enumerate(passage.blocks):
            lines = passage.blocks[number + 1 : number + 1 + _NEXT_LINES]
            kinds = _of_following(lines, marks)
            if kinds:
                marks.after[id(block)] = kinds
    return marks


def _in_text(text: str) -> Iterator[_Mark]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield _Mark(found.start(), found.end(), frozenset({"<contact>"}))
    if any(part in text for part in _IN_ADDRESSES):
        for found in _ADDRESS.finditer(text):
            if "@" not in text[max(0, found.start() - 1) : found.end()]:
                yield _Mark(found.start(), found.end(), _kinds(found[0]))
    if _may_hold_a_number(text):
        for found in _PHONE.finditer(text):
            yield _Mark(found.start(), found.end(), frozenset({"<contact>"}))


def _may_hold_a_number(text: str) -> bool:
    """Whether a number of a telephone may begin somewhere: most noughts end other numbers."""
    if "+" in text and "+44" in text:  # one sign is found far faster than three
        return True
    at = text.find("0")
    while at > 0 and text[at - 1].isdecimal():
        at = text.find("0", at + 1)
    return at >= 0


def _kinds(address: str) -> frozenset[str]:
    """What an address on the web is; an authority's own host or one named for the offer."""
    host = _HOST.match(address)
    name = host[1] if host else ""
    kinds = {"<url>", "<contact>"}
    if _OFFER.search(name) or (".gov.uk" in name and _OFFER.search(address)):
        kinds.add("<offer>")
    return frozenset(kinds)


def _add_links(document: Document, blocks: list[Block], marks: Marks) -> None:
    """Put each link where its text stands."""
    if not document.links:
        return
    starts: list[int] = []
    length = 0
    for block in blocks:
        starts.append(length)
        length += len(block.text) + 1
    text = "\n".join(block.text for block in blocks)
    for link in document.links:
        place = text.find(link.text) if len(link.text) > 2 else -1
        if place < 0:
            continue
        number = bisect_right(starts, place) - 1
        kinds = _kinds(link.url) if link.url.startswith("http") else frozenset({"<contact>"})
        begin = place - starts[number]
        mark = _Mark(begin, begin + len(link.text), kinds)
        marks.own.setdefault(id(blocks[number]), []).append(mark)


def _of_following(lines: tuple[Block, ...], marks: Marks) -> frozenset[str]:
    """The marks of the next lines, as far as they are hardly more than a contact."""
    kinds: set[str] = set()
    for line in lines:
        own = marks.own.get(id(line))
        if not own or len(line.text) > _NEXT_LENGTH:
            break
        rest = len(line.text) - sum(mark.end - mark.start for mark in own)
        if rest > len(line.text) / 2 and not _LABEL.match(line.text):
            break
        for mark in own:
            kinds |= mark.kinds - {"<offer>"}
    return frozenset(kinds)
