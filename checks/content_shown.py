"""What each statement of a document shows of an item: the heaviest rule that it meets.

Weights are of one scale: a sentence that answers an item by itself weighs 2, one that helps
weighs 1, and an item is covered from 2 on unless its hints say otherwise. A sentence under a
heading that asks for the item weighs a quarter more; one in an aim, a list of duties, a pointer
to another document or the law's own list weighs less or nothing (see `_contexts.yml`).
"""

from __future__ import annotations

import itertools
import operator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from checks.content_columns import Columns, at, numbers_in, stretch
from checks.content_entries import ItemHints
from checks.content_headings import Heading, named_in_the_laws_list
from checks.content_hints import ITEMS, Hints, Rule
from checks.content_patterns import Pattern
from checks.content_sentences import has_counts
from checks.content_text import Statement

WEIGHTS = {
    "answers": 2.0,
    "settles": 2.0,
    "helps": 1.0,
    "beneath": 1.0,
    "touches": 0.5,
    "mentions": 0.0,
}
_UNDER_A_HEADING = ("settles", "beneath")
UNDER_HEADING = 1.25
_LIST_WORDS = 4
_SHORT = 7
_SHORT_SHARE = 0.5
_LONG = 100
_STRAY = 0.6
"""What is left of a statement's weight in a long document, of so many statements or more, under
a heading that plainly asks for something else and not for a kin of the item (`_kin.yml`)."""
_LIGHT = 0.7
"""A setting that leaves less than this of a statement's weight makes it a light one."""
_LAW = "law"


class Shown(NamedTuple):
    """One statement's contribution to a part of an item; `light` where its setting takes much."""

    statement: Statement
    weight: float
    pattern: Pattern | None
    full: float
    light: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """A document's statements by what they may show, filed once and asked for each item.

    `having` says which statements have the bits that a pattern may use, and `reach` are those
    of them all; `sections` are the headings, each with what it plainly asks for and the column
    of its statements; `beneath` are the numbers of the statements under a heading that plainly
    asks for an item, and `named` those of lines of the law's own list that name one, both by
    item; `said` are all bits together.
    """

    statements: list[Statement]
    having: Columns
    reach: int
    sections: list[tuple[Heading, frozenset[int], int]]
    beneath: dict[int, list[int]]
    named: dict[int, list[int]]
    said: int

    @property
    def long(self) -> bool:
        """Whether so much is said that words in passing and plain text are to be expected."""
        return len(self.statements) >= _LONG


def file(statements: list[Statement], hints: Hints) -> Filed:
    """File the statements of a document."""
    usable: list[int] = []
    sections: list[tuple[Heading, frozenset[int], int]] = []
    beneath: dict[int, list[int]] = {}
    named: dict[int, list[int]] = {}
    said = reach = 0
    for heading, section in itertools.groupby(statements, operator.attrgetter("heading")):
        first = len(usable)
        lent = heading.mask if heading.items else 0
        for statement in section:
            said |= statement.mask
            bits = statement.mask | lent | (statement.paragraph & hints.carried)
            if statement.opening:
                bits |= statement.opening
            reach |= bits
            if statement.contexts:
                for item in _items_of_the_law(statement, hints):
                    named.setdefault(item, []).append(len(usable))
            usable.append(bits)
        sure = heading.sure
        sections.append((heading, sure, stretch(first, len(usable))))
        for item in sure:
            beneath.setdefault(item, []).extend(range(first, len(usable)))
    return Filed(statements, Columns(usable), reach, sections, beneath, named, said)


def shown_of(filed: Filed, number: int, hints: Hints) -> list[tuple[int, str, Shown]]:
    """The heaviest contribution of each statement to each part of an item, by its number.

    What a rule weighs hangs on the statement and on the rule's level alone: the heaviest rules
    are tried first, and a statement that meets one is tried on no other for the same part.
    """
    found: list[tuple[int, str, Shown]] = []
    left: dict[str, int] = {}
    item = hints.items[ITEMS[number]]
    asked, others, stray = _columns_for(filed, number, hints)
    anywhere = asked | others
    for rule in _heaviest_first(hints, number):
        pattern = rule.pattern
        if filed.reach & pattern.mask != pattern.mask:
            continue
        here = asked if rule.level in _UNDER_A_HEADING else anywhere
        having = filed.having.with_all(pattern.bits, among=left.get(rule.part, here) & here)
        for place in numbers_in(having):
            statement = filed.statements[place]
            under = number in statement.heading.items
            if not _meets(statement, rule, item, asked=under, hints=hints):
                continue
            share = share_of(statement, item, hints)
            if share is not None:
                scale = _scale(statement, item, asked=under)
                base = WEIGHTS[rule.level] * (scale * _STRAY if stray & at(place) else scale)
                weight, light = base * share, share < _LIGHT
                shown = Shown(statement, weight, pattern, weight + base / 100, light)
                found.append((place, rule.part, shown))
                left[rule.part] = left.get(rule.part, anywhere) & ~at(place)
    return found


def _columns_for(filed: Filed, number: int, hints: Hints) -> tuple[int, int, int]:
    """The columns of statements whose heading asks for an item, and of others that may show it.

    Also those of the others that weigh less, being told in passing (`_STRAY`).
    """
    asked = others = stray = 0
    foreign = hints.foreign.get(ITEMS[number], 0)
    long, kin = filed.long, hints.kin[number]
    for heading, sure, column in filed.sections:
        if number in heading.items:
            asked |= column
        elif not heading.mask & foreign:
            others |= column
            if long and sure and sure.isdisjoint(kin):
                stray |= column
    return asked, others, stray


@lru_cache(maxsize=2 * len(ITEMS))
def _heaviest_first(hints: Hints, number: int) -> tuple[Rule, ...]:
    """The rules of an item."""
    return tuple(sorted(hints.sentence_rules[number], key=lambda rule: -WEIGHTS[rule.level]))


def _meets(statement: Statement, rule: Rule, item: ItemHints, *, asked: bool, hints: Hints) -> bool:
    """Whether the statement meets a pattern, by its own words and those above it.

    Words above are its list's opening, its heading where that asks for the item, and the
    sentences before it where the item is read so; they may complete a pattern and never fill
    it, but for one that counts: the next sentence may name as many more of the same kind. A
    list's opening also stands in for the count that a pattern asks for: each item of the list
    then names one.
    """
    pattern, mask, opening = rule.pattern, statement.mask, statement.opening
    whole = mask & pattern.mask == pattern.mask
    above = 0 if whole and not pattern.counts else _above(statement, rule, item, asked=asked)
    if not whole and not _completed(statement, rule, item, above):
        return False
    if mask & pattern.forbidden or opening & pattern.forbidden:
        return False
    if statement.words + (_LIST_WORDS if opening else 0) < pattern.words:
        return False
    if not pattern.counts:
        return True
    if (opening or rule.level in _UNDER_A_HEADING) and above & pattern.mask:
        return True
    return has_counts(pattern, statement.norm, hints)


def _above(statement: Statement, rule: Rule, item: ItemHints, *, asked: bool) -> int:
    """The bits of the words above a statement that a rule may use."""
    above = statement.opening
    if rule.level == "beneath":
        above |= statement.heading.own
    elif asked and item.completes:
        above |= statement.heading.mask
    carries = item.part(rule.part).carries
    if carries:
        above |= statement.before if carries == "sentence" else statement.paragraph
    return above


def _completed(statement: Statement, rule: Rule, item: ItemHints, above: int) -> bool:
    """Whether words above complete a pattern that a statement meets in part."""
    pattern = rule.pattern
    own = statement.mask & pattern.mask
    if not own and not statement.heading.inherited:
        return False
    if (own | above) & pattern.mask != pattern.mask:
        return False
    if own & ~above or rule.level in _UNDER_A_HEADING:
        return True
    return bool(pattern.counts and item.part(rule.part).carries)


def _scale(statement: Statement, item: ItemHints, *, asked: bool) -> float:
    """By how much a statement weighs more under its heading, or less as a few words."""
    scale = 1.0
    if statement.words < _SHORT and not statement.opening and not (asked or item.brief):
        scale *= _SHORT_SHARE
    return scale * UNDER_HEADING if asked else scale


def share_of(statement: Statement, item: ItemHints, hints: Hints) -> float | None:
    """The share of its worth that a statement keeps in its setting; None where it is dropped."""
    share = 0.0 if statement.question else 1.0
    if not statement.contexts:
        return share
    for number in statement.contexts:
        name = hints.context_names[number]
        context = hints.contexts[name]
        if _counts(name, item):
            continue
        dropped = context.drop
        if name == "definition":
            dropped = item.definitions == "drop"
        if name == "aim":
            dropped = item.aims == "drop"
        if dropped:
            return None
        share = min(share, context.weight)
    return share


def _counts(context: str, item: ItemHints) -> bool:
    """Whether the item takes sentences in this setting at their full worth."""
    taken = {"pointer": item.pointers, "aim": item.aims}
    return taken.get(context) == "count"


def _items_of_the_law(statement: Statement, hints: Hints) -> set[int]:
    """The items that a line of the law's own list names."""
    quoted = any(hints.context_names[number] == _LAW for number in statement.contexts)
    return named_in_the_laws_list(statement.text, hints) if quoted else set()
