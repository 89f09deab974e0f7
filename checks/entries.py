"""Which school of the register an entry of a Local Offer is. Pure; a person decides in doubt.

A wrong match would show a parent another school's facts, so a match needs two things that
agree (name and postcode, or a name that only one school has); everything short of that is
left to a person or to nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

Match = Literal["matched", "review", "none"]


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """Thresholds, 0 to 100. `sure`: names alike enough where postcodes agree; `alone`: where
    there is no postcode to agree; `margin`: lead over the next school; `review`: worth a
    person's look."""

    sure: float = 86.0
    alone: float = 93.0
    margin: float = 6.0
    review: float = 82.0


DEFAULT = MatchSettings()


@dataclass(frozen=True, slots=True)
class SchoolPlace:
    """What the register says that an entry can be matched by."""

    urn: int
    name: str
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class EntryMatch:
    """Which school an entry is, how alike they are (0 to 100), and why, in a sentence."""

    match: Match
    urn: int | None
    score: float
    reason: str


NEAR = 90.0
"""A word as like a common one as this is that word with a letter lost: "schol", "priary"."""

_SPELLINGS = (
    (r"\bc\.?\s?of\s?e\.?(?=\W|$)|\bc\.?e\.?(?=\s(?:primary|junior|infant|va|vc|first|school))",
     " church of england "),
    (r"\bcofe\b", " church of england "),
    (r"\br\.?\s?c\.?(?=\s)|\broman catholic\b", " catholic "),
    (r"\bsaint\b|\bst\.", " st "),
    (r"&", " and "),
    (r"['’`]", ""),
    (r"\bp\.?r\.?u\.?\b", " pupil referral unit "),
    (r"\b(?:the|school'?s? (?:send? )?(?:local )?offer|send? information report|local offer|"
     r"mainstream school|aided|controlled|voluntary|v\.?a\.?|v\.?c\.?)\b", " "),
)  # fmt: skip
_COMPILED = [(re.compile(pattern, re.I), instead) for pattern, instead in _SPELLINGS]
_TAIL = re.compile(r"\s+[-–|:(]\s*(?:school|send?\b|local|mainstream|information).*$", re.I)
_KINDS = {
    "infant": "infant", "infants": "infant", "junior": "junior", "juniors": "junior",
    "primary": "primary", "nursery": "nursery", "secondary": "secondary", "high": "secondary",
    "special": "special", "first": "first", "middle": "middle", "college": "college",
    "grammar": "grammar", "referral": "referral", "preparatory": "preparatory",
}  # fmt: skip
_COMMON = frozenset(_KINDS) | {
    "school", "schools", "academy", "church", "of", "england", "catholic", "and", "community",
    "free", "foundation", "in", "at", "unit", "pupil", "technical", "university", "ap",
}  # fmt: skip
_LONG = sorted(word for word in _COMMON if len(word) >= 5)


@dataclass(frozen=True, slots=True)
class _Name:
    whole: str
    own: tuple[str, ...]
    kinds: frozenset[str]


def match_entries(
    entries: Iterable[tuple[str, str, str]],
    schools: Sequence[SchoolPlace],
    settings: MatchSettings = DEFAULT,
) -> list[EntryMatch]:
    """Match entries to an authority's schools.

    Each is a name, a postcode ("" without one) and what the entry says, its address included.
    """
    known = [(school, _name(school.name)) for school in schools]
    by_whole: Mapping[str, list[SchoolPlace]] = defaultdict(list)
    for school, name in known:
        by_whole[name.whole].append(school)
    return [_match(*entry, known, by_whole, settings) for entry in entries]


def _match(
    written: str,
    postcode: str,
    text: str,
    known: Sequence[tuple[SchoolPlace, _Name]],
    by_whole: Mapping[str, list[SchoolPlace]],
    settings: MatchSettings,
) -> EntryMatch:
    name = _name(written)
    same = by_whole.get(name.whole, []) if name.own else []
    if len(same) == 1:
        return _by_name(same[0], postcode)
    in_town = [school for school in same if _names_town(text, school)]
    if len(in_town) == 1 and not postcode:
        reason = "Several schools have this name; the entry names this one's town."
        return EntryMatch("matched", in_town[0].urn, 96.0, reason)
    ranked = sorted(
        ((_likeness(name, other), school) for school, other in known),
        key=lambda pair: (-pair[0], pair[1].urn),
    )
    if not ranked or ranked[0][0] < settings.review:
        return EntryMatch("none", None, ranked[0][0] if ranked else 0.0, "No school is so called.")
    score, best = ranked[0]
    agreeing = [(s, school) for s, school in ranked if _agree(postcode, school)]
    if agreeing and agreeing[0][0] >= score - settings.margin:
        nearest, there = agreeing[0]
        next_best = agreeing[1][0] if len(agreeing) > 1 else 0.0
        if nearest >= settings.sure and nearest - next_best >= settings.margin:
            return EntryMatch("matched", there.urn, nearest, "Postcode and name agree.")
    next_best = ranked[1][0] if len(ranked) > 1 else 0.0
    if not postcode and score >= settings.alone and score - next_best >= settings.margin:
        return EntryMatch("matched", best.urn, score, "The name is nearly the same, no other's is.")
    return EntryMatch("review", best.urn, score, "The name is like this school's, but not surely.")


def _by_name(school: SchoolPlace, postcode: str) -> EntryMatch:
    """One school has exactly this name: only a postcode elsewhere speaks against it."""
    if not postcode or not school.postcode or _agree(postcode, school):
        return EntryMatch("matched", school.urn, 100.0, "The name is the same, and no other's is.")
    if _squeezed(postcode)[:-3] == _squeezed(school.postcode)[:-3]:
        return EntryMatch("matched", school.urn, 98.0, "Same name; the postcodes nearly agree.")
    return EntryMatch("review", school.urn, 95.0, "The same name, but the postcode is another's.")


def _names_town(text: str, school: SchoolPlace) -> bool:
    pattern = rf"(?<!\w){re.escape(school.town)}(?!\w)"
    return bool(school.town) and re.search(pattern, text, re.IGNORECASE) is not None


def _agree(postcode: str, school: SchoolPlace) -> bool:
    return bool(postcode) and _squeezed(postcode) == _squeezed(school.postcode)


def _squeezed(postcode: str) -> str:
    return postcode.replace(" ", "").upper()


def _likeness(one: _Name, other: _Name) -> float:
    """How alike two names are; 0 where they say different kinds of school."""
    if not one.own or not other.own or (one.kinds and other.kinds and one.kinds != other.kinds):
        return 0.0
    in_order = fuzz.ratio(" ".join(one.own), " ".join(other.own))
    own = 0.8 * fuzz.ratio(" ".join(sorted(one.own)), " ".join(sorted(other.own))) + 0.2 * in_order
    worst = min(
        max(fuzz.ratio(word, each) for each in longer)
        for shorter, longer in ((one.own, other.own), (other.own, one.own))
        for word in shorter
    )
    whole = fuzz.token_sort_ratio(one.whole, other.whole)
    likeness = 0.65 * own + 0.35 * whole
    # One word that is another word altogether is another place: Oak Lane is not Elm Lane.
    return likeness if worst >= 75 else min(likeness, 60.0)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    """Give the common word that a word is but for a letter, or the word itself."""
    if len(word) < 5 or word in _COMMON:
        return word
    near = next((each for each in _LONG if fuzz.ratio(word, each) >= NEAR), "")
    return near or word


def _name(written: str) -> _Name:
    text = _TAIL.sub("", written)
    for pattern, instead in _COMPILED:
        text = pattern.sub(instead, text)
    words = [_mended(word) for word in re.findall(r"[a-z0-9]+", text.lower())]
    own = tuple(word for word in words if word not in _COMMON)
    kinds = frozenset(_KINDS[word] for word in words if word in _KINDS)
    return _Name(" ".join(words), own, kinds)
