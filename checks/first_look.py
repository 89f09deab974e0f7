"""Which pieces of a text are worth holding against a costly pattern, found in one pass.

Most patterns cannot match without certain words: `(?:policy|plan) was (?:written|drawn)` needs
one of the first two and one of the last. These words are read off the pattern itself; all words
of a family of patterns are then looked for in a text at once (Aho-Corasick), and only the pieces
that hold what a pattern needs are tried.
"""

from __future__ import annotations

import functools
import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from re import _constants as sre  # type: ignore[attr-defined]  # typeshed has no such module
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import ahocorasick  # type: ignore[import-not-found]  # a C module without stubs

Needs = tuple[frozenset[str], ...]
"""Of each of these sets one word must be there, in small letters."""

_LEAST_LETTERS = 3
_SIGNS = frozenset("%@;,")
_EVERYWHERE = frozenset(
    ("the", "our", "its", "and", "for", "has", "are", "was", "you", "can", "all", "how", "who")
)
"""Shorter words, and these, stand nearly everywhere: to look for them tells nothing."""

_SPECIAL = re.compile(r"\\.|[\[\]()|]", re.DOTALL)
_WORD = operator.itemgetter(1)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


class Way(NamedTuple):
    """A pattern with what one of its alternatives needs; () for no word at all.

    `matches` looks for it in a text: one that matches at the beginning only is tried nowhere else.
    """

    pattern: re.Pattern[str]
    needs: Needs
    matches: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Guarded:
    """Patterns as their alternatives."""

    ways: tuple[Way, ...]


def guarded(*texts: str, flags: int = 0) -> Guarded:
    """What matches where any of `texts` does, guarded by what each of them needs.

    The alternatives of a text are patterns of their own: those without their words are not tried.
    """
    apart = [one for text in texts for one in _alternatives(text)]
    return Guarded(tuple(way for text in apart for way in _guarded_ways(text, flags)))


def _guarded_ways(text: str, flags: int) -> list[Way]:
    pattern = re.compile(text, flags)
    at_the_beginning = text.startswith("^") and not pattern.flags & re.MULTILINE
    matches = pattern.match if at_the_beginning else pattern.search
    return [Way(pattern, needs, matches) for needs in _ways(text, flags)]


def _alternatives(text: str) -> list[str]:
    """A pattern cut at each bar outside of all brackets.

    A `]` or `[` that stands for itself is written with a backslash, as in all our patterns."""
    pieces, start, depth, in_set = [], 0, 0, False
    for sign in _SPECIAL.finditer(text):
        match sign.group():
            case "[" if not in_set:
                in_set = True
            case "]":
                in_set = False
            case "(" if not in_set:
                depth += 1
            case ")" if not in_set:
                depth -= 1
            case "|" if not in_set and not depth:
                pieces.append(text[start : sign.start()])
                start = sign.end()
    return [*pieces, text[start:]]


def likely(ways: Iterable[Way], lowered: str) -> list[re.Pattern[str]]:
    """The patterns, each once, that may match a text whose small letters these are."""
    found = (way for way in ways if _holds_all(lowered, way.needs))
    return [way.pattern for way in _each_once(found)]


def matches_any(ways: Iterable[Way], text: str) -> bool:
    """Whether any of the patterns matches."""
    return any(way.matches(text) for way in _each_once(ways))


def _each_once(ways: Iterable[Way]) -> Iterator[Way]:
    """One way of each pattern, in their order, in which those of one pattern are neighbours.

    Not by a set: a pattern's hash is worked out anew each time, over all of its code.
    """
    last = None
    for way in ways:
        if way.pattern is not last:
            last = way.pattern
            yield way


def _holds_all(lowered: str, needs: Needs) -> bool:
    for some in needs:
        for word in some:
            if word in lowered:
                break
        else:
            return False
    return True


def first_match(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """The match of any of the patterns that begins first."""
    found = (pattern.search(text) for pattern in patterns)
    return min(filter(None, found), key=lambda match: match.start(), default=None)


def _ways(text: str, flags: int) -> list[Needs]:
    """What each of a pattern's alternatives needs; () for one that needs no word."""
    parts = [part for part in parser.parse(text, flags) if part[0] is not sre.AT]
    if len(parts) == 1 and parts[0][0] is sre.BRANCH:
        return [tuple(dict.fromkeys(_of_sequence(way))) for way in parts[0][1][1]]
    return [tuple(dict.fromkeys(_of_sequence(parts)))]


def _of_sequence(parts: Sequence[tuple[Any, Any]]) -> list[frozenset[str]]:
    """What a sequence needs: all that its parts need, and each run of plain letters."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in [*parts, (None, None)]:
        if kind is sre.LITERAL:
            run += chr(value).lower()
            continue
        if kind is sre.AT:
            continue
        if _tells(run):
            found.append(frozenset({run}))
        run = ""
        found += _of_part(kind, value)
    return found


def _tells(run: str) -> bool:
    word = run.strip()
    return run in _SIGNS or (len(word) >= _LEAST_LETTERS and word not in _EVERYWHERE)


def _of_part(kind: Any, value: Any) -> list[frozenset[str]]:
    if kind is sre.SUBPATTERN:
        return _of_sequence(value[3])
    if kind in _REPEATS and value[0] > 0:
        return _of_sequence(value[2])
    if kind is sre.ATOMIC_GROUP:
        return _of_sequence(value)
    if kind is sre.IN and all(one is sre.LITERAL and chr(sign) in _SIGNS for one, sign in value):
        return [frozenset(chr(sign) for _, sign in value)]
    if kind is sre.BRANCH:
        ways = [sorted(_of_sequence(way), key=_commonness) for way in value[1]]
        if all(ways):
            # Any choice of one need of each way is a need of the whole: rarest first.
            most = max(map(len, ways))
            chosen = [[way[min(n, len(way) - 1)] for way in ways] for n in range(most)]
            return [frozenset().union(*each) for each in chosen]
    return []


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    """Few words and long ones are the rarest."""
    return len(words), -min(map(len, words))


class Words:
    """The words that a family of patterns needs, ready to be looked for together."""

    def __init__(self, family: Sequence[Guarded]) -> None:
        needs = (way.needs for one in family for way in one.ways)
        words = {word for way in needs for some in way for word in some}
        self._automaton = ahocorasick.Automaton()
        for word in words:
            self._automaton.add_word(word, word)
        if words:
            self._automaton.make_automaton()

    def look(self, pieces: Sequence[str]) -> Pieces:
        """Look for all of them in all pieces, which are in small letters."""
        holding: defaultdict[str, int] = defaultdict(int)
        bit = 1
        for piece in pieces if len(self._automaton) else ():
            for word in set(map(_WORD, self._automaton.iter(piece))):
                holding[word] |= bit
            bit <<= 1
        return Pieces(len(pieces), holding)


@dataclass(frozen=True, slots=True)
class Pieces:
    """How many pieces there are, and which of them hold each word: bit n for piece n."""

    count: int
    holding: Mapping[str, int]
    with_any: dict[frozenset[str], int] = field(default_factory=dict)
    """The pieces that hold any word of a need, for the needs met so far: patterns share them."""

    def worth_trying(self, one: Guarded) -> Iterator[tuple[int, list[Way]]]:
        """The numbers of the pieces that it may match, in order, with what to try there.

        It must be of the family whose words were looked for.
        """
        where = [(way, here) for way in one.ways if (here := self._with_all(way.needs))]
        rest = functools.reduce(operator.or_, (here for _, here in where), 0)
        while rest:
            bit = rest & -rest
            rest ^= bit
            yield bit.bit_length() - 1, [way for way, pieces in where if pieces & bit]

    def _with_all(self, way: Needs) -> int:
        everywhere = (1 << self.count) - 1
        for some in way:
            here = self.with_any.get(some)
            if here is None:
                here = 0
                for word in self.holding.keys() & some:
                    here |= self.holding[word]
                self.with_any[some] = here
            everywhere &= here
            if not everywhere:
                break
        return everywhere
