"""Find a school by name, town, postcode or URN; a typing mistake does no harm."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

LIMIT = 50
CLOSE_ENOUGH = 72
"""rapidfuzz's score (0 to 100) from which a name counts as meant."""


class Place(NamedTuple):
    """A school as it is looked for."""

    urn: int
    name: str
    town: str
    postcode: str


class Finder:
    """All schools in memory: 22,000 of them take about 10 MB."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = list(places)
        self._names = [_plain(f"{place.name} {place.town}") for place in self._places]
        self._postcodes = [_squeezed(place.postcode) for place in self._places]

    def find(self, query: str) -> list[int]:
        """URNs that fit best, best first, at most LIMIT."""
        words, squeezed = _plain(query), _squeezed(query)
        if not words:
            return []
        if squeezed.isdigit() and len(squeezed) == 6:
            return [place.urn for place in self._places if place.urn == int(squeezed)]
        if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?(?:\d[A-Z]{0,2})?", squeezed):
            at = self._at_postcode(squeezed)
            if at:
                return at
        return self._all_words(words.split()) or self._alike(words)

    def _at_postcode(self, start: str) -> list[int]:
        pairs = zip(self._places, self._postcodes, strict=True)
        return [place.urn for place, code in pairs if code.startswith(start)][:LIMIT]

    def _all_words(self, words: list[str]) -> list[int]:
        found = []
        for place, name in zip(self._places, self._names, strict=True):
            if all(word in name for word in words):
                # Names that begin with what was typed come first, then the shorter ones.
                found.append((not name.startswith(words[0]), len(name), place.name, place.urn))
        return [row[-1] for row in sorted(found)[:LIMIT]]

    def _alike(self, words: str) -> list[int]:
        best = process.extract(
            words, self._names, scorer=fuzz.WRatio, limit=LIMIT, score_cutoff=CLOSE_ENOUGH
        )
        return [self._places[index].urn for _, _, index in best]


def _plain(text: str) -> str:
    text = text.casefold().replace("saint ", "st ").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", text))


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).upper()
