"""Several SENCOs in a list: "Our SENCOs", and beneath it one line for each phase or site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.contacts_names import OTHER_ROLE, Name, names_in
from extractors.contacts_roles import Mention, Spot

LONGEST_INTRODUCTION = 25
"""Words of the line that introduces the list, and of one between a heading and the list."""
LONGEST_ENTRY = 30
"""Words of one line of the list."""
MOST_ENTRIES = 12

_WHOSE = (
    r"(?:ks\s?\d|key\s+stages?|eyfs|early\s+years|nursery|reception|infants?|juniors?|primary|secondary|"
    r"years?\s+\w+|lower|middle|upper|sixth\s+form|post[\s-]?16|phase|site|campus|mornings?|afternoons?|"
    r"(?:mon|tues|wednes|thurs|fri)days?|mon|tue|wed|thu|fri|school|academy)"
)
_LABEL = re.compile(
    rf"\W*(?=[^:@|]{{0,50}}\b{_WHOSE}\b)[^:@|–—]{{2,50}}?\s*(?::|[–—]|\s-\s)\s*", re.IGNORECASE
)
"""Whose SENCO it is, before the name: "Key Stage 2: "."""
_AFTER = re.compile(rf"\s*[,(:–—-]\s*[^@|.;]{{0,30}}?\b{_WHOSE}\b", re.IGNORECASE)
"""The same after the name: "Ms Sample (Key Stage 2)"."""
_SEVERAL = re.compile(r"s\)?$")
_COUNTED = re.compile(r"\b(?:two|three|four|several|both|each)\b", re.IGNORECASE)


def listed(spots: Sequence[Spot], number: int) -> list[Mention]:
    """The people of a list that a line on the SENCO's role introduces, in reading order."""
    spot = spots[number]
    if len(spot.text.split()) > LONGEST_INTRODUCTION:
        return []
    several = _SEVERAL.search(spot.hits[0].text) or _COUNTED.search(spot.text)
    first = number + 1
    if spot.kind == "heading" and _introduces(spots, first):
        several = several or _COUNTED.search(spots[first].text)
        first += 1
    found: list[Mention] = []
    for line in range(first, min(first + MOST_ENTRIES, len(spots))):
        name = _entry(spots[line], bool(several))
        if name is None or spots[line].passage > spot.passage + 1:
            break
        found.append(Mention(name, line, name.at, name.to, spot.hits[0].strong))
    return found


def _introduces(spots: Sequence[Spot], number: int) -> bool:
    """Whether a line names nobody and leads to a list."""
    if number + 1 >= len(spots) or spots[number].kind != "text":
        return False
    words = len(spots[number].text.split())
    listing = spots[number + 1].kind in ("item", "row") or spots[number].text.endswith(":")
    return words <= LONGEST_INTRODUCTION and listing and not names_in(spots[number].text)


def _entry(spot: Spot, several: bool) -> Name | None:
    """Who a line of the list is about, None where it is no such line."""
    if spot.kind == "heading" or len(spot.text.split()) > LONGEST_ENTRY:
        return None
    label = _LABEL.match(spot.text)
    if label and OTHER_ROLE.search(label[0]):
        return None
    starts = label.end() if label else len(spot.text) - len(spot.text.lstrip(" •*–-"))
    name = next((one for one in names_in(spot.text) if one.at == starts), None)
    if name is None or OTHER_ROLE.match(spot.text[name.to :].lstrip(" ,:(–-")):
        return None
    if label and (several or name.titled):
        return name
    after = _AFTER.match(spot.text, name.to)
    return name if several and (after or name.titled) else None
