"""Who the SENCO is: names bound to the role, within a line or across a table's cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.contacts_gaps import AFTER_GAP, HOLDS, bound
from extractors.contacts_lists import listed
from extractors.contacts_means import Means, belongs_to, is_senco_box, means_in
from extractors.contacts_names import (
    HEAD,
    HEAD_IS_SENCO,
    OTHER_ROLE,
    STRONG,
    WEAK,
    Name,
    names_in,
)
from extractors.contacts_roles import Mention, RoleHit, Spot
from extractors.contacts_tables import in_column, in_order, names_below, roles_of

_YOU_CAN = re.compile(
    r"(?:[\s:|•*–-]|\b(?:name|our|the|that|this|is|you|can|may|should|please|contact|speak|talk|to|with|e-?mail|"
    r"ask|for|it|she|he|called)\b)*",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\b(?:wishes|regards|sincerely|faithfully|thank you|thanks|signed|love from)\b", re.IGNORECASE
)
"""Above a name and a role at the end of a letter."""
SIGNED = 6
"""Lines at the end where a name above a role signs the document."""
BESIDE = 60
"""Letters after a name in which an address or number shows that it is one."""
MOST_ROLES = 40
"""Mentions of the role in one line that are looked at; more is a document run together."""


def mentions_in(spots: Sequence[Spot]) -> list[Mention]:
    """Every name that the lines bind to the SENCO's role, in reading order."""
    found: list[Mention] = []
    for number, spot in enumerate(spots):
        hits = spot.hits
        if not hits:
            continue
        names = names_in(spot.text)
        name_first = bool(names) and names[0].at < hits[0].at
        here = [
            Mention(name, number, min(hit.at, name.at), max(hit.to, name.to), hit.strong)
            for hit in hits[:MOST_ROLES]
            for name in bound(spot.text, hit, names, name_first=name_first)
        ]
        if not here and names:
            here = _side_by_side(spots, number, names)
        if not here and not names:
            here = listed(spots, number) or _across(spots, number, hits[0])
        if not here:
            here = _head_as_senco(spots, number)
        found.extend(here)
    return found


def _side_by_side(spots: Sequence[Spot], number: int, names: list[Name]) -> list[Mention]:
    """A name without title that only a space parts from the role, as in a row of a table.

    An address or number of theirs, in the row or in the rows right below, or a row about
    somebody else of the same make, shows that the row is about people.
    """
    text = spots[number].text
    if len(text.split()) > 14:
        return []
    means = means_in(text)
    reached = any(one.kind == "phone" or _is_theirs(one, names[0]) for one in means)
    beside = [spot for spot in spots[max(0, number - 3) : number + 4] if spot is not spots[number]]
    below = spots[number + 1 : number + 5]
    if not (
        reached
        or any(_about_somebody(spot) for spot in beside)
        or (spots[number].kind == "row" and any(_a_way_to_reach(spot) for spot in below))
        or (spots[number].kind == "text" and any(_reaches_senco(spot) for spot in below[:3]))
    ):
        return []
    for hit in spots[number].hits:
        for name in names:
            gap = text[hit.to : name.at] if name.at >= hit.to else text[name.to : hit.at]
            if gap.isspace() or gap.strip() == "|":
                at, to = min(hit.at, name.at), max(hit.to, name.to)
                return [Mention(name, number, at, to, hit.strong)]
    return []


def _is_theirs(means: Means, name: Name) -> bool:
    """Whether an address holds one of a person's names."""
    return any(belongs_to(means.value, part) for part in re.findall(r"[\w-]{3,}", name.text))


def _a_way_to_reach(spot: Spot) -> bool:
    """Whether a row gives an address or number and nobody's name: "E-mail ..."."""
    return spot.kind == "row" and bool(means_in(spot.text)) and not names_in(spot.text)


def _reaches_senco(spot: Spot) -> bool:
    """Whether a short line gives a number or the SENCO's own address."""
    return len(spot.text.split()) <= 8 and any(
        means.kind == "phone" or (means.kind == "email" and is_senco_box(means.value))
        for means in means_in(spot.text)
    )


def _about_somebody(spot: Spot) -> bool:
    """Whether a row gives a role and who holds it: "Headteacher Tom Example"."""
    if spot.kind != "row" or len(spot.text.split()) > 14:
        return False
    other = OTHER_ROLE.match(spot.text)
    return other is not None and any(
        0 <= name.at - other.end() < 20 for name in names_in(spot.text)
    )


def _across(spots: Sequence[Spot], number: int, hit: RoleHit) -> list[Mention]:
    """A name in the next or last cell, or in the same column of a table read row by row."""
    aligned = in_order(spots, number, hit)
    if aligned or not _is_label(spots[number], hit):
        return aligned
    if len(roles_of(spots[number])) > 1 and names_below(spots, number) > 1:
        return []  # more roles than names, or fewer: whose is whose cannot be told
    below = _name_at_start(spots, number, number + 1)
    above = _lone_name(spots, number - 1) if number else None
    if above and below and not _starts_with_name(spots, number):
        above = None
    ours = number < 2 or not _is_other_label(spots[number - 2])
    if above and not below and not ours and not _starts_with_name(spots, number):
        above = None
    if above and not (above.titled or _surely_a_name(spots, number, number - 1, above)):
        above = None
    if above:
        return [Mention(above, number - 1, above.at, above.to, hit.strong)]
    if below:
        return [Mention(below, number + 1, below.at, below.to, hit.strong)]
    column = in_column(spots, number)
    return [Mention(column[1], column[0], column[1].at, column[1].to, hit.strong)] if column else []


def _is_label(spot: Spot, hit: RoleHit) -> bool:
    """Whether a line is a label or a question about the role and says nothing of its own."""
    words = len(spot.text.split())
    if spot.kind == "heading" or spot.text.rstrip().endswith("?"):
        return words <= 20
    rest = spot.text[: hit.at] + " " + spot.text[hit.to :]
    return words <= 16 and bool(AFTER_GAP.fullmatch(rest) or (words <= 9 and not _verb(rest)))


def _verb(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:will|has|have|can|works?|meets?|liaises?|manages?|supports?|provid\w+|ensur\w+|time|"
            r"oversees?|carries|should|must|attends?|advises?|coordinat\w+|to)\b",
            text,
            re.IGNORECASE,
        )
    )


def _is_other_label(spot: Spot) -> bool:
    return (
        len(spot.text.split()) <= 8
        and bool(OTHER_ROLE.search(spot.text) or STRONG.search(spot.text) or WEAK.search(spot.text))
        and not names_in(spot.text, untitled=False)
    )


def _name_at_start(spots: Sequence[Spot], number: int, below: int) -> Name | None:
    """The name that the next line begins with, if that line is about the same thing."""
    if below >= len(spots) or spots[below].passage > spots[number].passage + 1:
        return None
    text = spots[below].text
    names = names_in(text)
    if not names or not _YOU_CAN.fullmatch(text[: names[0].at]):
        return None
    name = names[0]
    other = OTHER_ROLE.search(text[name.to : name.to + 40])
    if other and not spots[below].hits and spots[below].kind != "text":
        return None
    return name if name.titled or _surely_a_name(spots, number, below, name) else None


def _surely_a_name(spots: Sequence[Spot], number: int, line: int, name: Name) -> bool:
    """Whether two capitalised words below a label are a person: a table of actions has such
    words beside the SENCO too, but neither asks for a name nor gives an address or number.
    """
    label, text = spots[number], spots[line].text
    if any(
        means.kind == "phone" or _is_theirs(means, name)
        for means in means_in(text[name.to : name.to + BESIDE])
    ):
        return True
    if label.text.rstrip().endswith("?") and HOLDS.match(text, name.to):
        return True  # "Who is the SENCO?" and beneath it "Sam Sample has been in the role since"
    if len(text.split()) > 10:
        return False
    asks = label.text.rstrip().endswith((":", "?", "-", "–")) or label.kind == "heading"
    reach = [means for spot in spots[line : line + 3] for means in means_in(spot.text)]
    signed = line + 2 >= len(spots) - SIGNED or _WISHES.search(spots[line - 1].text)
    if signed and label.kind == spots[line].kind == "text" and name.to == len(text.rstrip(" ,")):
        return len(label.text.split()) <= 4
    return asks or any(
        means.kind == "phone"
        or (
            means.kind == "email"
            and (belongs_to(means.value, name.last) or is_senco_box(means.value))
        )
        for means in reach
    )


def _lone_name(spots: Sequence[Spot], number: int) -> Name | None:
    """The name that makes up a whole line, but for qualifications and ways to reach."""
    if number < 0:
        return None
    text = spots[number].text
    names = names_in(text)
    if len(names) != 1 or OTHER_ROLE.search(text):
        return None
    if not re.fullmatch(r"[ •*–:-]*(?:name[ :–|-]*)?", text[: names[0].at], re.IGNORECASE):
        return None
    rest = text[names[0].to :]
    for means in reversed(means_in(rest)):
        rest = rest[: means.at] + rest[means.to :]
    return names[0] if len(rest.split()) <= 4 else None


def _starts_with_name(spots: Sequence[Spot], number: int) -> bool:
    """Whether the run of short lines around a label begins with a name: name before role."""
    first = number
    while first > 0 and (_lone_name(spots, first - 1) or _is_other_label(spots[first - 1])):
        first -= 1
    return _lone_name(spots, first) is not None


def _head_as_senco(spots: Sequence[Spot], number: int) -> list[Mention]:
    """The headteacher's name where the text says that the headteacher is the SENCO."""
    text = spots[number].text
    hits = spots[number].hits[:MOST_ROLES]
    hit = next((one for one in hits if HEAD_IS_SENCO.search(text[: one.at])), None)
    if not hit:
        return []
    for line, spot in enumerate(spots):
        for head in HEAD.finditer(spot.text):
            role = RoleHit(head.start(), head.end(), head[0], True)
            names = names_in(spot.text)
            for name in bound(spot.text, role, names, name_first=False):
                return [
                    Mention(name, line, min(role.at, name.at), max(role.to, name.to), hit.strong)
                ]
    for line, (above, below) in enumerate(pairwise(spots)):
        if HEAD.fullmatch(above.text.strip(" :")):
            names = names_in(below.text)
            if names and names[0].at == 0:
                return [Mention(names[0], line + 1, 0, names[0].to, hit.strong)]
    return []
