"""Names in tables whose cells were read row by row: the third name is the third role's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.contacts_names import OTHER_ROLE, Name, names_in
from extractors.contacts_roles import Mention, RoleHit, Spot


def roles_of(spot: Spot) -> list[tuple[int, int]]:
    """Where a line names roles, the SENCO's and others', each once ("Chair of Governors")."""
    spans = sorted(
        [(hit.at, hit.to) for hit in spot.hits]
        + [(match.start(), match.end()) for match in OTHER_ROLE.finditer(spot.text)]
    )
    merged: list[tuple[int, int]] = []
    for at, to in spans:
        if merged and re.fullmatch(r"\s+(?:of|for)\s+|", spot.text[merged[-1][1] : at].rstrip("|")):
            merged[-1] = (merged[-1][0], max(to, merged[-1][1]))
        elif not merged or at >= merged[-1][1]:
            merged.append((at, to))
    return merged


def names_below(spots: Sequence[Spot], number: int) -> int:
    """How many people with a title the next line names."""
    return len(names_in(spots[number + 1].text, untitled=False)) if number + 1 < len(spots) else 0


def in_order(spots: Sequence[Spot], number: int, hit: RoleHit) -> list[Mention]:
    """The name that stands as far along the next row as the role along its own."""
    roles = roles_of(spots[number])
    if len(roles) < 2 or names_below(spots, number) != len(roles):
        return []
    place = next(index for index, (at, to) in enumerate(roles) if at <= hit.at < to)
    name = names_in(spots[number + 1].text, untitled=False)[place]
    return [Mention(name, number + 1, name.at, name.to, hit.strong)]


def in_column(spots: Sequence[Spot], number: int) -> tuple[int, Name] | None:
    """The name in the role's column: a row of roles, a row head, then a row of as many names."""
    if spots[number].kind != "row":
        return None
    at = number + 1
    while at < min(number + 10, len(spots)) and not _cell_name(spots[at]):
        at += 1
    end = at
    while end < len(spots) and _cell_name(spots[end]):
        end += 1
    first = number
    while (
        first > 0
        and spots[first - 1].kind == "row"
        and spots[first - 1].passage == spots[number].passage
    ):
        first -= 1
    count = end - at
    head = 1 if at - first == count + 1 else 0
    if count < 2 or at - first - head != count:
        return None
    found = _cell_name(spots[at + number - first])
    return (at + number - first, found) if found else None


def cell_names_around(spots: Sequence[Spot], number: int) -> list[int]:
    """The lines of the run of table cells, each with a name, that a line is in."""
    first = last = number
    if not _cell_name(spots[number]):
        return []
    while first > 0 and _cell_name(spots[first - 1]):
        first -= 1
    while last + 1 < len(spots) and _cell_name(spots[last + 1]):
        last += 1
    return list(range(first, last + 1))


def _cell_name(spot: Spot) -> Name | None:
    if spot.kind != "row" or len(spot.text.split()) > 8:
        return None
    names = names_in(spot.text, untitled=False)
    return names[0] if names and not spot.text[: names[0].at].strip() else None
