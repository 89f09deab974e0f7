"""What a section is about, by how many of its words belong to an item's topic.

Sentence patterns miss what nobody foresaw. Where they find little or nothing, a section full
of the words of an item keeps it from being called absent, or makes that verdict uncertain.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.content_hints import Hints
from checks.content_patterns import TOPIC_BITS
from checks.content_text import Statement

_SPEAKS = 0.5
_SEVERAL = 3
_LEAST = 10
_EVERY = 10
_LANE = (1 << TOPIC_BITS) - 1


@dataclass
class Section:
    """The plain statements under one heading, how many words, and how many of each topic.

    `topics` are counted in lanes, as `Hints` says.
    """

    words: int = 0
    topics: int = 0
    statements: list[Statement] = field(default_factory=list)

    def hits(self) -> Iterator[tuple[int, int]]:
        """The topics of its words, and how many words are about each."""
        lanes = -(-self.topics.bit_length() // TOPIC_BITS)
        counts = struct.unpack(
            f"<{lanes}I", self.topics.to_bytes(lanes * TOPIC_BITS // 8, "little")
        )
        return ((topic, count) for topic, count in enumerate(counts) if count)


@dataclass(frozen=True, slots=True)
class Trace:
    """The section that is most about a topic, and how many of its words are."""

    topic: int
    hits: int
    section: Section

    @property
    def statement(self) -> Statement:
        """The statement that is most about it."""
        return max(self.section.statements, key=self._hits)

    def _hits(self, statement: Statement) -> int:
        return statement.topics >> TOPIC_BITS * self.topic & _LANE

    @property
    def dense(self) -> bool:
        """Whether the section is plainly about the item."""
        return self.hits >= _SEVERAL and _LEAST <= self.section.words <= self.hits * _EVERY

    @property
    def likely(self) -> bool:
        """Whether the section may well be about the item."""
        return self.hits > 1


def traces_of(statements: list[Statement], hints: Hints) -> dict[int, Trace]:
    """By topic, where most of its words stand together; topics without any are left out."""
    best: dict[int, Trace] = {}
    for section in _sections_of(statements, hints):
        for topic, hits in section.hits():
            if topic not in best or hits > best[topic].hits:
                best[topic] = Trace(topic, hits, section)
    return best


def _sections_of(statements: list[Statement], hints: Hints) -> list[Section]:
    """The document's sections in reading order; aims, pointers, definitions and the like apart."""
    light = frozenset(
        number
        for number, name in enumerate(hints.context_names)
        if hints.contexts[name].weight < _SPEAKS
    )
    found: dict[int, Section] = {}
    for statement in statements:
        if statement.question or not statement.contexts.isdisjoint(light):
            continue
        section = found.get(id(statement.heading))
        if section is None:
            section = found[id(statement.heading)] = Section()
        section.words += statement.words
        section.topics += statement.topics
        section.statements.append(statement)
    return list(found.values())
