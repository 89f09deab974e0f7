"""Patterns of words: what a line of a hints file means, and how it is looked for.

A pattern is a line such as

    @parents + invit*|consult* + not complain* + words>=8

and is met by a sentence in which every part is found, in any order: `@name` is one of the
words of that list, `a|b` one of these, `2 of @name` two different ones, `word*` any word that
begins so, `not ...` none of these, `<contact>`, `<url>` and `<offer>` a means of contact, an
address on the web and an address of a Local Offer in or right after the sentence, and
`words>=8` and `words<=3` a length.

All words of all patterns are looked for at once (Aho-Corasick), each with the bit of its list;
a pattern is then a mask, so that judging a sentence costs a few comparisons.
"""

from __future__ import annotations

import functools
import operator
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick  # type: ignore[import-not-found]  # a C module without stubs

_ANY_LENGTH = 1_000_000
_COMMON = 20

TOPIC_BITS = 32
"""As many words of one topic can be counted in a section as no document has."""

MARKS = ("<url>", "<contact>", "<offer>")


class HintsError(ValueError):
    """A hints file is wrong; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern: bits that must be there, may not be there, and counts.

    `bits` are those of `mask`, one by one.
    """

    mask: int
    forbidden: int
    counts: tuple[tuple[int, int], ...]
    words: int
    source: str
    bits: tuple[int, ...]
    most: int = _ANY_LENGTH

    def met(self, mask: int, words: int) -> bool:
        """Whether a sentence with these bits and so many words meets it, counts apart."""
        return (
            mask & self.mask == self.mask
            and not mask & self.forbidden
            and self.words <= words <= self.most
        )


class Lexicon:
    """Gives every list of words a bit and gathers the words for the automaton."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self.lists = lists
        self.bits: dict[str, int] = {}
        self.literals: dict[str, int] = {}
        self.marks = {mark: self._new(mark) for mark in MARKS}
        self._common: dict[int, int] = {}

    def _new(self, name: str) -> int:
        bit = 1 << len(self.bits)
        self.bits[name] = bit
        return bit

    def _group(self, name: str, words: Iterable[str]) -> int:
        """The bit of a list of words, made on first use."""
        if name in self.bits:
            return self.bits[name]
        bit = self._new(name)
        self._common = {}
        for word in words:
            if not _LITERAL.fullmatch(word):
                raise HintsError(f"{word!r} is not lower-case words, with or without a last *")
            literal = f" {word[:-1]}" if word.endswith("*") else f" {word} "
            self.literals[literal] = self.literals.get(literal, 0) | bit
        return bit

    def _atom(self, text: str) -> int:
        """The bits that any of an atom's words sets; one bit per list it names."""
        if text in MARKS:
            return self.marks[text]
        names = [part.strip() for part in text.split("|")]
        words = [name for name in names if not name.startswith("@")]
        bits = self._group("|".join(words), words) if words else 0
        for name in names:
            if name.startswith("@"):
                bits |= self._listed(name[1:])
        return bits

    def _listed(self, name: str) -> int:
        if name not in self.lists:
            raise HintsError(f"no list of words is called {name!r}")
        return self._group(f"@{name}", self.lists[name])

    def union(self, text: str) -> int:
        """One bit for an atom that may name several lists."""
        bits = self._atom(text)
        if bits & (bits - 1) == 0:
            return bits
        words: list[str] = []
        for name in (part.strip() for part in text.split("|")):
            words += self.lists[name[1:]] if name.startswith("@") else [name]
        return self._group(text, words)

    def pattern(self, source: str) -> Pattern:
        """Compile one pattern."""
        mask = forbidden = words = 0
        most = _ANY_LENGTH
        counts: list[tuple[int, int]] = []
        for atom in (part.strip() for part in source.split(" + ")):
            negated, count, rest = _parts_of(atom)
            if rest.startswith("words>="):
                words = int(rest.removeprefix("words>="))
            elif rest.startswith("words<="):
                most = int(rest.removeprefix("words<="))
            elif negated:
                forbidden |= self._atom(rest)
            else:
                bit = self.union(rest)
                mask |= bit
                if count > 1:
                    counts.append((bit, count))
        if not mask:
            raise HintsError(f"the pattern {source!r} has nothing to look for")
        return Pattern(mask, forbidden, tuple(counts), words, source, tuple(bits_of(mask)), most)

    def rarest(self, mask: int) -> int:
        """The bit of a mask that fewest sentences will have.

        A word counts as the commoner the more lists it stands in, and those of the list
        `common` far more.
        """
        if not self._common:
            self._common = self._commonness()
        return min(bits_of(mask), key=lambda bit: self._common.get(bit, 0))

    def _commonness(self) -> dict[int, int]:
        """How common the words of each list are together; nothing for one without words."""
        common = {word.removesuffix("*") for word in self.lists.get("common", ())}
        found: dict[int, int] = defaultdict(int)
        for literal, bits in self.literals.items():
            weight = bits.bit_count() * (_COMMON if literal.strip() in common else 1)
            for bit in bits_of(bits):
                found[bit] += weight
        return found

    def automaton(self, topics: Sequence[int] = ()) -> Any:
        """All words as one automaton; each gives its bits, its length and its topics.

        `topics` are bits of lists, in the order of their lanes of `TOPIC_BITS`; a word's topics
        have a one in the lane of each list that it stands in.
        """
        numbered = {bit: 1 << TOPIC_BITS * lane for lane, bit in enumerate(topics)}
        all_topics = functools.reduce(operator.or_, topics, 0)
        automaton = ahocorasick.Automaton()
        for literal, mask in self.literals.items():
            about = sum(numbered[bit] for bit in bits_of(mask & all_topics))
            automaton.add_word(literal, (mask, len(literal), about))
        automaton.make_automaton()
        return automaton


_LITERAL = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*\*?")
_ATOM = re.compile(r"(?P<not>not )?(?:(?P<count>\d) of )?(?P<rest>.+)")


def _parts_of(atom: str) -> tuple[bool, int, str]:
    found = _ATOM.fullmatch(atom)
    if found is None:
        raise HintsError(f"an empty part in a pattern: {atom!r}")
    return bool(found["not"]), int(found["count"] or 1), found["rest"]


def bits_of(mask: int) -> Iterator[int]:
    """The single bits of a mask, lowest first."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
