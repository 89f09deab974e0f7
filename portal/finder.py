"""Find a school by name, town, postcode or URN; a typing mistake does no harm."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

LIMIT = 50
CLOSE_ENOUGH = 70
"""rapidfuzz's ratio (0 to 100) from which a word counts as a misspelling of another."""

MANY = 3000

WORDS = 8
"""Different words of a query that are looked at; no school's name needs more to be found."""

POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?:\d[A-Z]{0,2})?")


class Place(NamedTuple):
    """A school as it is looked for."""

    urn: int
    name: str
    town: str
    postcode: str


class Finder:
    """All schools in memory, by the words of their names and towns.

    Queries are held against the distinct words, some ten thousand for all of England, and
    not against every school's name.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = list(places)
        self._names = [_plain(f"{place.name} {place.town}") for place in self._places]
        self._postcodes = [_squeezed(place.postcode) for place in self._places]
        self._with_word: defaultdict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(self._names):
            for word in name.split():
                self._with_word[word].add(number)
        self._words = list(self._with_word)

    def find(self, query: str) -> list[int]:
        """URNs that fit best, best first, at most LIMIT."""
        words, squeezed = _plain(query).split(), _squeezed(query)
        words = list(dict.fromkeys(words))[:WORDS]
        if not words:
            return []
        if re.fullmatch(r"\d{6}", squeezed, re.ASCII):
            return [place.urn for place in self._places if place.urn == int(squeezed)]
        if POSTCODE.fullmatch(squeezed):
            at = self._at_postcode(squeezed)
            if at:
                return at
        found = set.intersection(*(self._holding(word) for word in words))
        if not found:
            meant = (self._holding(word) | self._alike(word) for word in words)
            found = set.intersection(*meant)
        return self._in_order(found, words)

    def _at_postcode(self, start: str) -> list[int]:
        pairs = zip(self._places, self._postcodes, strict=True)
        return [place.urn for place, code in pairs if code.startswith(start)][:LIMIT]

    def _holding(self, part: str) -> set[int]:
        """Schools with a word that holds `part`."""
        return set().union(*(self._with_word[word] for word in self._words if part in word))

    def _alike(self, word: str) -> set[int]:
        """Schools with a word that `word` may be a misspelling of."""
        close = process.extract(
            word, self._words, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=8
        )
        return set().union(*(self._with_word[other] for other, _, _ in close))

    def _in_order(self, found: set[int], words: list[str]) -> list[int]:
        """Names that begin as typed first, then the likest, then by the alphabet."""
        typed = " ".join(words)
        # Among thousands the likeness means nothing, and would take a tenth of a second.
        likeness = len(found) < MANY

        def order(number: int) -> tuple[bool, float, str]:
            name = self._names[number]
            return (
                not name.startswith(words[0]),
                -fuzz.ratio(typed, name) if likeness else 0.0,
                name,
            )

        return [self._places[number].urn for number in sorted(found, key=order)[:LIMIT]]


def _plain(text: str) -> str:
    text = text.casefold().replace("saint ", "st ").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", text))


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).upper()
