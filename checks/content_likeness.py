"""How much a stretch of a document reads like an answer to an item, by all of its words.

Patterns know what somebody thought of. Beside them stand weights of words, learnt from
labelled passages (`benchmarks/likeness.py`, `tests/gold/sentences`): each beginning of a word
speaks for or against each item, once for "about it at all" and once for "an answer to it".
They never make an answer: they keep what the patterns missed from being called absent, and
what they took from a mention in passing from being called covered.
"""

from __future__ import annotations

import base64
import functools
import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from math import sqrt
from typing import NamedTuple

from checks.content_headings import Heading
from checks.content_hints import ITEMS, Hints
from checks.content_sentences import normalise
from checks.content_text import Statement

STEM = 6
"""Letters of a word that count: endings and most word families fall together."""
STRETCH = 40
"""Words after which a stretch ends; one ends with its heading, too."""
SCALE = 64
"""Steps of a weight to one: the file holds whole numbers."""

_SPEAKS = 0.5
_SHIFT = 128
_LANES = struct.Struct(f"<{2 * len(ITEMS) + 1}H")
_MOST = 250
"""Words of a stretch that are added up: more would run over a lane."""
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a stretch is about an item, and its first statement.

    Above 0 is more likely than not, among passages about all items alike.
    """

    about: float
    statement: Statement


class _Weights(dict[str, int]):
    """By word, its weights for all lanes in one number: adding it adds to each of them.

    The last lane counts the words that have weights. Words are filed as they are met.
    """

    def __init__(self, stems: dict[str, int], start: tuple[float, ...]) -> None:
        self.stems = stems
        self.start = start

    def __missing__(self, word: str) -> int:
        packed = self.stems.get(word[:STEM], 0)
        if len(self) < _KEPT:
            self[word] = packed
        return packed


@functools.cache
def _weights() -> _Weights:
    """The weights that come with the package."""
    found = json.loads((resources.files("checks") / "likeness.json").read_text("utf-8"))
    stems = {stem: _packed(base64.b64decode(row)) for stem, row in found["stems"].items()}
    return _Weights(stems, tuple(found["start"]))


def _packed(row: bytes) -> int:
    """One number of a row of signed bytes, each shifted above zero, the first one lowest."""
    lanes = [(value - 256 if value > _SHIFT - 1 else value) + _SHIFT for value in row]
    return int.from_bytes(_LANES.pack(*lanes, 1), "little")


def stems_of(norm: str) -> set[str]:
    """The beginnings of the words of a normalised text."""
    return {word[:STEM] for word in norm.split()}


class _Stretch(NamedTuple):
    """A stretch by its first statement, its lanes added up, and what makes scores of them."""

    first: Statement
    lanes: tuple[int, ...]
    factor: float
    less: float


class Likenesses:
    """How much a document reads like an answer, item by item, section by section, when asked."""

    def __init__(self, statements: list[Statement], hints: Hints) -> None:
        self._sections: dict[int, list[Statement]] = {}
        for statement in statements:
            self._sections.setdefault(id(statement.heading), []).append(statement)
        self._light = _light(hints)
        self._read: dict[int, list[_Stretch]] = {}

    def about(self, item: int, headings: Iterable[Heading]) -> Likeness | None:
        """The stretch under these headings that is most about an item, by its number."""
        found = [stretch for heading in headings for stretch in self._under(id(heading))]
        if not found:
            return None
        scores = _scores(found, item)
        most = max(scores)
        return Likeness(most, found[scores.index(most)].first)

    def answers(self, item: int, headings: Iterable[Heading], least: float) -> bool:
        """Whether any stretch reads at least so much like an answer; these are looked at first."""
        first = dict.fromkeys(map(id, headings))
        for section in (*first, *(other for other in self._sections if other not in first)):
            if any(score >= least for score in _scores(self._under(section), len(ITEMS) + item)):
                return True
        return False

    def _under(self, section: int) -> list[_Stretch]:
        """The stretches of a section, by its heading's id."""
        if section not in self._read:
            self._read[section] = list(_scored(self._sections.get(section, ()), self._light))
        return self._read[section]


def _scores(stretches: Iterable[_Stretch], lane: int) -> list[float]:
    start = _weights().start[lane]
    return [lanes[lane] * factor - less + start for _, lanes, factor, less in stretches]


@functools.lru_cache(maxsize=_KEPT)
def _words_of(heading: str) -> tuple[str, ...]:
    return tuple(normalise(heading).split())


def _scored(statements: Iterable[Statement], light: frozenset[int]) -> Iterator[_Stretch]:
    weights = _weights()
    for first, words in _stretches(statements, light):
        kept = words if len(words) <= _MOST else sorted(words)[:_MOST]
        total = sum([weights[word] for word in kept])
        lanes = _LANES.unpack(total.to_bytes(_LANES.size, "little"))
        known = lanes[-1]
        if known:
            factor = 1 / (SCALE * sqrt(known))
            yield _Stretch(first, lanes, factor, _SHIFT * known * factor)


def _light(hints: Hints) -> frozenset[int]:
    """The settings of aims, pointers, definitions and the like, which are left out."""
    return frozenset(
        number
        for number, name in enumerate(hints.context_names)
        if hints.contexts[name].weight < _SPEAKS
    )


def _stretches(
    statements: Iterable[Statement], light: frozenset[int]
) -> Iterator[tuple[Statement, set[str]]]:
    """Some forty words of a section at a time: the first statement, and all words."""
    first: Statement | None = None
    met: set[str] = set()
    words = 0
    for statement in statements:
        contexts = statement.contexts
        if statement.question or (contexts and contexts & light):
            continue
        if first is not None and words >= STRETCH:
            yield first, met
            first = None
        if first is None:
            first, words = statement, 0
            met = set(_words_of(statement.heading.text))
        met.update(statement.norm.split())
        words += statement.words
    if first is not None:
        yield first, met
