"""What a section is about, by how many of its words belong to an item's topic.

Sentence patterns miss what nobody foresaw. Where they find little or nothing, a section full
of the words of an item keeps it from being called absent, or makes that verdict uncertain.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from checks.content_hints import Hints
from checks.content_text import Statement

_SPEAKS = 0.5
_SEVERAL = 3
_LEAST = 10
_EVERY = 10


@dataclass
class Section:
    """The plain statements under one heading, how many words, and the topics of these."""

    words: int = 0
    topics: list[int] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @cached_property
    def hits(self) -> Counter[int]:
        """How often which topics are met."""
        return Counter(self.topics)


@dataclass(frozen=True, slots=True)
class Trace:
    """The section that is most about an item: topic words, all words, its best statement."""

    hits: int
    words: int
    statement: Statement

    @property
    def dense(self) -> bool:
        """Whether the section is plainly about the item."""
        return self.hits >= _SEVERAL and _LEAST <= self.words <= self.hits * _EVERY

    @property
    def likely(self) -> bool:
        """Whether the section may well be about the item."""
        return self.hits > 1


def sections_of(statements: list[Statement], hints: Hints) -> list[Section]:
    """The document's sections in reading order; aims, pointers, definitions and the like apart."""
    light = frozenset(
        number
        for number, name in enumerate(hints.context_names)
        if hints.contexts[name].weight < _SPEAKS
    )
    found: dict[int, Section] = {}
    for statement in statements:
        if statement.question or statement.contexts & light:
            continue
        section = found.get(id(statement.heading))
        if section is None:
            section = found[id(statement.heading)] = Section()
        section.words += statement.words
        section.topics += statement.topics
        section.statements.append(statement)
    return list(found.values())


def trace(sections: list[Section], topic: int) -> Trace | None:
    """Where most words of a topic stand together; None where there are none."""
    best, most = None, 0
    for section in sections:
        hits = sum(count for bits, count in section.hits.items() if bits & topic)
        if hits > most:
            best, most = section, hits
    if best is None:
        return None
    statement = max(best.statements, key=lambda one: _hits(one, topic))
    return Trace(most, best.words, statement)


def _hits(statement: Statement, topic: int) -> int:
    return sum(1 for topics in statement.topics if topics & topic)
