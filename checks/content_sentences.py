"""A text as sentences, and what each sentence says by its own words, wherever it stands.

Pure: text in, places and bits out. What a sentence says is worked out once for all documents
that have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from checks.content_hints import ContextRule, Hints, Index, Rule
from checks.content_patterns import Pattern

WORD = re.compile(r"[a-z0-9]+")
_SENTENCE_END = re.compile(r"[.!?;]([\"'”’)\]]*\s+)(?=[\"'“‘(]*[A-Z])")
_BULLET = re.compile(r"[•▪●\uf0b7\uf0a7]")
_SENTENCE_OR_BULLET = re.compile(
    r"((?<=[.!?;])[\"'”’)\]]*\s+(?=[\"'“‘(]*[A-Z])|\s+[•▪●\uf0b7\uf0a7]\s+)"
)
_SHORTENED = re.compile(
    r"\b(?:e\.?g|i\.?e|etc|Mr|Mrs|Ms|Miss|Dr|St|No|Tel|approx)\.$|\b[A-Z]\.$|^\W*\d{1,2}[a-z]?\.$"
)
_PLACEHOLDER = re.compile(
    r"\.{4,}|…{2,}|_{4,}|[\[<](?:insert|add|enter|name|school|your|date|x+\b|n\]|no\.?\]|number|delete|amend|\.\.)"
    r"|\[[^\]]{0,40}\bto (?:describe|add|insert|explain|complete|list|state)\b|\bxxx+",
    re.I,
)
_PROMPT = re.compile(
    r"(?:describe|explain (?:how|what)|outline|insert|list (?:the|any|all)|state (?:how|the|what)"
    r"|detail (?:how|the)|give details|include details|set out (?:how|what|the)"
    r"|please (?:describe|insert|add|explain|list|complete|provide details))\b",
    re.I,
)
_PROMPT_BEGINS = frozenset("deoilsgpDEOILSGPıİſ")
"""The first letters of a prompt, with those that are the same to `re.I`."""
_ASKS = re.compile(
    r"\W*(?:how|what|who|whom|where|when|why|which|is|are|do|does|did|has|have|can|could|may|should"
    r"|will|would)\b",
    re.I,
)
_TAIL = 8

_WORDS_ONLY = bytes(ord(chr(c).lower()) if c < 128 and chr(c).isalnum() else 32 for c in range(256))
"""ASCII: letters as small ones, figures as they are, a space for everything else."""
_STATEMENTS = 512
"""Those of a document or so: several patterns count words in the same one."""

NO_CONTEXT: frozenset[int] = frozenset()
"""Shared by all: an empty set for each sentence is work, and more of it for the collector."""

KEPT = 15_000
"""How many sentences (up to twice as many) and headings are remembered, some 20 MB: schools share
templates, a school's documents share sentences, last year's edition is mostly this year's."""

_Filed = TypeVar("_Filed", Rule, ContextRule)

Said = tuple[str, int, int, int, frozenset[int], bool]
"""What a sentence says by itself: norm, words, mask, topics, contexts and question as in
`Statement`. Plain, since there are many and naming them takes a while."""


def normalise(text: str) -> str:
    """Lower-case words with one space between, before and after: the form that is searched."""
    if "1:1" in text:
        text = text.replace("1:1", "one one")
    plain = text if text.isascii() else text.lower()  # the sign for kelvin has a small letter "k"
    norm = f" {plain} ".encode("ascii", "replace").translate(_WORDS_ONLY).decode("ascii")
    while "  " in norm:  # at less cost than to split and to join
        norm = norm.replace("  ", " ")
    return norm


Places = list[tuple[int, tuple[int, int, int]]]
"""The words found in a text: the last character of each, with (bits, length, topics)."""


@lru_cache(maxsize=_STATEMENTS)
def places_in(norm: str, hints: Hints) -> Places:
    """Where the words of all lists stand in a normalised text; not to be changed."""
    return list(hints.automaton.iter(norm))


def bits_in(norm: str, hints: Hints) -> int:
    """The bits of all words in a normalised text."""
    mask = 0
    for _, (bits, _, _) in hints.automaton.iter(norm):
        mask |= bits
    return mask


def _counted(places: Places, bit: int, count: int) -> bool:
    """Whether so many words of a list stand in a text, overlapping ones taken as one."""
    spans = [(end - length, end) for end, (bits, length, _) in places if bits & bit]
    if len(spans) < count:
        return False
    found, reached = 0, -1
    for start, end in sorted(spans):
        if start + 1 >= reached:
            found += 1
            reached = end
    return found >= count


def holds(pattern: Pattern, norm: str, mask: int, words: int, hints: Hints) -> bool:
    """Whether a normalised text with these bits and so many words meets a pattern."""
    return pattern.met(mask, words) and has_counts(pattern, norm, hints)


def has_counts(pattern: Pattern, norm: str, hints: Hints) -> bool:
    """Whether a normalised text has as many words of each list as a pattern asks for."""
    if not pattern.counts:
        return True
    places = places_in(norm, hints)
    return all(_counted(places, bit, count) for bit, count in pattern.counts)


def rules_met(rules: Index[_Filed], norm: str, mask: int, words: int, hints: Hints) -> list[_Filed]:
    """The rules that a normalised text with these bits and so many words meets."""
    if not mask & rules.anchors:
        return []
    return [r for r in rules.likely(mask) if holds(r.pattern, norm, mask, words, hints)]


def sentences_in(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a block stands, without the space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    bulleted = not text.isascii() and _BULLET.search(text)
    for gap in (_SENTENCE_OR_BULLET if bulleted else _SENTENCE_END).finditer(text):
        end, following = gap.span(1)
        if _is_shortened(text, start, end):
            continue
        if end > start:
            found.append((start, end))
        start = following
    if start < len(text):
        found.append((start, len(text)))
    return found


def _is_shortened(text: str, start: int, end: int) -> bool:
    """Whether a full stop at the end is that of an abbreviation or of a number."""
    last = text[end - 5 : end - 1]
    # A word of four small letters is none; it is most of them, and looked for at less cost.
    if end - start > 5 and last.isalpha() and last.islower() and last != "prox":
        return False
    return _SHORTENED.search(text[max(start, end - _TAIL) : end]) is not None


class Sentences(dict[str, Said | None]):
    """What each sentence says by these hints; the last `KEPT` are remembered, or up to twice.

    None for a placeholder, a prompt or a dotted line.
    """

    def __init__(self, hints: Hints) -> None:
        super().__init__()
        self._hints = hints
        self._older: dict[str, Said | None] = {}

    def __missing__(self, sentence: str) -> Said | None:
        known = sentence in self._older
        said = self._older[sentence] if known else self._read(sentence)
        if len(self) >= KEPT:
            self._older = dict(self)
            self.clear()
        self[sentence] = said
        return said

    def _read(self, text: str) -> Said | None:
        norm = normalise(text)
        words = norm.count(" ") - 1
        if not words or _is_prompt(text) or _is_placeholder(text, norm):
            return None
        hints = self._hints
        mask = topics = 0
        for _, (bits, _, topic) in hints.automaton.iter(norm):
            mask |= bits
            if topic:
                topics += topic
        contexts = NO_CONTEXT
        if mask & hints.sentence_contexts.anchors:  # of seven sentences one
            contexts = contexts_of(norm, words, mask, hints)
        question = text[-1] == "?" and _ASKS.match(text) is not None
        return norm, words, mask, topics, contexts, question


@lru_cache(maxsize=2)
def sentences_by(hints: Hints) -> Sentences:
    """The memory of sentences that belongs to these hints."""
    return Sentences(hints)


def with_marks(said: Said, near: Iterable[str], hints: Hints) -> Said:
    """The sentence with the means of contact that stand in it or near it."""
    norm, words, mask, topics, contexts, question = said
    for mark in near:
        mask |= hints.marks[mark]
    if mask != said[2]:
        contexts = contexts_of(norm, words, mask, hints)
    return norm, words, mask, topics, contexts, question


def contexts_of(norm: str, words: int, mask: int, hints: Hints) -> frozenset[int]:
    """The settings that a sentence makes by its own words."""
    met = rules_met(hints.sentence_contexts, norm, mask, words, hints)
    return frozenset([rule.context for rule in met]) if met else NO_CONTEXT


def _is_prompt(text: str) -> bool:
    return text[0] in _PROMPT_BEGINS and _PROMPT.match(text) is not None


def _is_placeholder(text: str, norm: str) -> bool:
    """Whether it is left to be filled in; what it cannot be without is looked for first."""
    brackets = "[" in text or "<" in text
    dotted = "...." in text or "……" in text or "____" in text
    return (brackets or dotted or " xxx" in norm) and _PLACEHOLDER.search(text) is not None
