"""The SENCO as a document names them: the name, and each means of contact, apart.

What is said of governors, headteachers and outside services is not taken for the SENCO's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.contacts_means import (
    Means,
    belongs_to,
    is_senco_box,
    is_shared_box,
    means_in,
)
from extractors.contacts_names import DOES, OTHER_ROLE, names_in
from extractors.contacts_people import mentions_in
from extractors.contacts_roles import Mention, Spot, roles_in
from extractors.contacts_tables import cell_names_around
from extractors.model import Contact, Document

__all__ = ["means_in", "read_contacts"]

KINDS = ("phone", "email", "form", "via-office", "address")
NEAR, LIST = 6, 12
"""Lines below a name in which its means of contact may stand, or those of a whole list."""
SHORT = 30
"""Words of a line in a list or table; longer lines are prose and must name the SENCO."""
_EVERYBODY = re.compile(
    r"\b(?:all\s+(?:of\s+)?(?:these|the\s+above|our|members|staff)|"
    r"(?:any|all|each|both|either)\s+of\s+(?:these|the\s+above|them|us)|they\s+can\s+all|"
    r"these\s+(?:people|staff)|either\s+of|both\s+(?:can|may|of\s+whom|are)|everyone\s+(?:above|here))\b",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"\b(?:contact(?:ed|able|ing)?|appointments?|speak|talk|call(?:ing)?|telephon\w*|"
    r"phon(?:e|ing)|e-?mail(?:ing)?|reach(?:ed)?|arrang\w+|available|"
    r"tel|get in touch|ring|meet(?:ing)?s?|book|"
    r"ask|enquir\w+|c/o|fao|messages?|welcomes?|leave|writ(?:e|ing)|direct\s+line|drop[\s-]?in|surger(?:y|ies))\b|\b[te]:|\bt\.\s?(?=\(?[0+])",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:\w*iass|parent\s+partnership|local\s+authority|council|ofsted|forum|helpline|charity|county|"
    r"nhs|camhs)\b",
    re.IGNORECASE,
)
"""Services outside the school, whose numbers are not the SENCO's."""
_OTHER_SERVICE = re.compile(
    r"\b(?:service|helpline|charity|society|line\b|forum|trust\b|nhs|clinic|team|offer|fax)",
    re.IGNORECASE,
)
_HELPLINE = re.compile(r"\b(?:help\s?line|charity|society|nhs|clinic|\w*iass)\b", re.IGNORECASE)
_STARTS_WITH_MEANS = re.compile(
    r"\s*(?:you\s+can\s+|please\s+|to\s+)?(?:tel|e-?mail|phone|telephone|contact|call|ring|mob|office|"
    r"she|he|they|mrs?|ms|miss)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\b(?:while|during|in place of|instead of|covering for)\s[^.;@]{0,60}", re.IGNORECASE
)
"""Whom somebody stands in for."""
_DIRECTOR = re.compile(r"\bdirector\b", re.IGNORECASE)
_TURNS = re.compile(
    rf"[.;!?]\s+(?:[^.;!?]{{0,60}}\b)?(?:{OTHER_ROLE.pattern}|\b(?:clerk|complaints?|governors?)\b)",
    re.IGNORECASE,
)
"""Where a new sentence turns to somebody else before the address or number."""
_LINES = re.compile(r"\b(?:tel|telephone|phone|office|call|ring|contact|number)\b", re.IGNORECASE)


_SCHOOLS = re.compile(
    r"(?<!new )(?<!secondary )(?<!other )\bschool(?:\s+(?:office|tel\w*|phone|number|no))*"
    r"\.?\s*[:–-]?\s*$",
    re.IGNORECASE,
)
"""Before a number: it is the school's."""


@dataclass(slots=True)
class _Found:
    """The means gathered for one person."""

    kinds: set[str] = field(default_factory=set)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)

    def add(self, means: Means) -> None:
        self.kinds.add(means.kind)
        wanted = {"email": self.emails, "phone": self.phones}.get(means.kind)
        if wanted is not None and means.value not in wanted:
            wanted.append(means.value)


def read_contacts(document: Document) -> tuple[Contact, ...]:
    """Every SENCO that the document names, with the means to reach them; `role` is "senco".

    Where none is named but a means to reach the SENCO is given, one contact without a name.
    Titles such as Inclusion Manager count where nobody is called SENCO. `as_written` stands
    letter for letter in one line of the document.
    """
    spots = list(_spots(document))
    mentions = mentions_in(spots)
    if any(mention.strong for mention in mentions):
        mentions = [mention for mention in mentions if mention.strong]
    people = _people(_of_this_school(mentions, spots))
    if not people:
        return _unnamed(spots, document)
    lasts = {group[0].name.last for group in people}
    contacts = []
    for group in people:
        found = _means_of(group, spots, document, others=lasts - {group[0].name.last})
        contacts.append(_contact(group, found, spots))
    return tuple(contacts)


def _of_this_school(mentions: list[Mention], spots: Sequence[Spot]) -> list[Mention]:
    """The mentions without a director over many schools that have SENCOs of their own."""
    plural = sum(hit.text.lower().endswith("cos") for spot in spots for hit in spot.hits)
    if plural < 2:
        return mentions
    return [
        one
        for one in mentions
        if one.strong or not any(_DIRECTOR.search(text) for text in _around(one, spots))
    ]


def _around(one: Mention, spots: Sequence[Spot]) -> tuple[str, str]:
    """A mention's words, and the line above, where its role may stand."""
    return spots[one.line].text[one.at : one.to], spots[max(0, one.line - 1)].text


def _spots(document: Document) -> Iterator[Spot]:
    for number, passage in enumerate(document.passages):
        if passage.heading:
            yield Spot(passage.heading, passage.page, "heading", number, roles_in(passage.heading))
        for block in passage.blocks:
            yield Spot(block.text, block.page, block.kind, number, roles_in(block.text))


def _people(mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions, grouped by family name, in the order of their first mention."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.name.last, []).append(mention)
    return list(groups.values())


def _contact(group: list[Mention], found: _Found, spots: Sequence[Spot]) -> Contact:
    fullest = max(group, key=lambda mention: len(mention.name.text)).name.text
    last = group[0].name.last
    best = max(group, key=lambda mention: (_reaches(spots, mention), -mention.line))
    emails = sorted(
        found.emails, key=lambda email: (not belongs_to(email, last), is_shared_box(email))
    )
    return Contact(
        role="senco",
        name=" ".join(fullest.split()),
        kinds=tuple(kind for kind in KINDS if kind in found.kinds),
        email=emails[0] if emails else None,
        phone=found.phones[0] if found.phones else None,
        page=spots[best.line].page,
        as_written=_quoted(spots[best.line].text, best.at, best.to),
    )


def _quoted(text: str, at: int, to: int) -> str:
    """The quotation, with the bracket that closes one it opens."""
    if text[at:to].count("(") > text[at:to].count(")") and text[to : to + 1] == ")":
        to += 1
    return text[at:to].strip()


def _reaches(spots: Sequence[Spot], mention: Mention) -> int:
    """How many means stand in a mention's line and the next."""
    lines = spots[mention.line : mention.line + 2]
    return sum(len(means_in(spot.text)) for spot in lines if len(spot.text.split()) <= 2 * SHORT)


def _means_of(
    group: list[Mention], spots: Sequence[Spot], document: Document, *, others: set[str]
) -> _Found:
    """The means that belong to one person, gathered from the surest to the most general."""
    last = group[0].name.last
    found = _Found()
    for means in _all_emails(spots, document):
        mine = belongs_to(means.value, last)
        if mine or (
            is_senco_box(means.value) and not any(belongs_to(means.value, o) for o in others)
        ):
            found.add(means)
    for mention in group:
        _beside(mention, spots, last, found)
        _below_in_column(mention, spots, found)
    for number, spot in enumerate(spots):
        if _speaks_of(spot, last) and _REACH.search(spot.text):
            _in_line(spots, number, last, found)
    _office_line(spots, found)
    if not found.kinds:
        _school_line(spots, last, found)
    return found


def _all_emails(spots: Sequence[Spot], document: Document) -> Iterator[Means]:
    for spot in spots:
        if "@" in spot.text:
            yield from (means for means in means_in(spot.text) if means.kind == "email")
    for link in document.links:
        if link.url.lower().startswith("mailto:"):
            yield from means_in(link.url[7:].split("?")[0])


def _speaks_of(spot: Spot, last: str) -> bool:
    names = names_in(spot.text, untitled=False) if not spot.hits else []
    return bool(spot.hits) or any(name.last == last for name in names)


def _beside(mention: Mention, spots: Sequence[Spot], last: str, found: _Found) -> None:
    """The means in the lines below a name, until somebody else is named."""
    _in_line(spots, mention.line, last, found)
    stop = min(mention.line + 1 + LIST, len(spots))
    colleagues = False
    for number in range(mention.line + 1, stop):
        spot = spots[number]
        if spot.passage > spots[mention.line].passage + 1:
            return
        everybody = _EVERYBODY.search(spot.text)
        colleagues = colleagues or number > mention.line + NEAR or _somebody_else(spot, last)
        if colleagues and not everybody:
            continue  # what is said of everybody in a list stands below the last of them
        if _HELPLINE.search(spot.text) and not everybody:
            continue
        inside = means_in(spot.text)
        long = len(spot.text.split()) > SHORT
        if (
            long
            and not everybody
            and not (number == mention.line + 1 and _STARTS_WITH_MEANS.match(spot.text))
        ):
            if spot.kind == "text":
                return
            continue
        for means in _of_column(inside, spots[mention.line].text, mention):
            if _acceptable(means, last) and (not long or everybody or means.at < 120):
                found.add(means)


def _of_column(inside: list[Means], row: str, mention: Mention) -> list[Means]:
    """The means under one name of a row of names: the third number for the third name."""
    names = names_in(row, untitled=False)
    if len(names) < 2:
        return inside
    place = next((n for n, name in enumerate(names) if name.at == mention.name.at), None)
    chosen = []
    for kind in KINDS:
        alike = [means for means in inside if means.kind == kind]
        if len(alike) == len(names) and place is not None:
            chosen.append(alike[place])
    return chosen


def _below_in_column(mention: Mention, spots: Sequence[Spot], found: _Found) -> None:
    """The means below a name in a table whose cells were read row by row."""
    row = cell_names_around(spots, mention.line)
    if len(row) < 2:
        return
    place = row.index(mention.line)
    line = row[-1] + 1
    while line < min(row[-1] + 1 + NEAR * len(row), len(spots)) and spots[line].kind == "row":
        inside = [means_in(spot.text) for spot in spots[line : line + len(row)]]
        kinds = [{means.kind for means in cell} for cell in inside]
        if len(inside) == len(row) and all(cell == kinds[0] and len(cell) == 1 for cell in kinds):
            if kinds[0] != {"email"}:
                found.add(inside[place][0])
            line += len(row)
        else:
            line += 1


def _somebody_else(spot: Spot, last: str) -> bool:
    """Whether a line turns to another person: a name with title, or another role's label."""
    if any(name.last != last for name in names_in(spot.text, untitled=False)):
        return True
    other = OTHER_ROLE.search(spot.text)
    return bool(other and not spot.hits and len(spot.text[: other.start()].split()) <= 3)


def _acceptable(means: Means, last: str) -> bool:
    """Whether an e-mail address may be this person's: theirs, the SENCO's box, a shared one.

    Anything else looks like somebody's own, and is taken only from the person's own line.
    """
    if means.kind != "email":
        return True
    return belongs_to(means.value, last) or is_senco_box(means.value) or is_shared_box(means.value)


def _in_line(spots: Sequence[Spot], number: int, last: str, found: _Found) -> None:
    """The means in a line that speaks of the SENCO, where nobody else stands between."""
    text = spots[number].text
    hits = [(hit.at, hit.to) for hit in spots[number].hits]
    hits += [(name.at, name.to) for name in names_in(text, untitled=False) if name.last == last]
    if not hits:
        hits = [(0, 0)]
    for means in means_in(text):
        before = [to for _, to in hits if to <= means.at]
        between = (
            text[max(before) : means.at] if before else text[means.to : min(at for at, _ in hits)]
        )
        if len(between) > 400 or (not before and len(between) > 120):
            continue
        between = _ABSENT.sub(" ", between)
        others = [name for name in names_in(between, untitled=False) if name.last != last]
        if _EVERYBODY.search(between):
            others = []
        if others or _OUTSIDE.search(between) or _TURNS.search(between):
            continue
        if not last and not before and re.search(r"[.;]\s", between):
            continue  # a sentence of its own on somebody else
        found.add(means)


def _office_line(spots: Sequence[Spot], found: _Found) -> None:
    """The office's number, where the SENCO is reached through the office."""
    if "via-office" not in found.kinds or found.phones:
        return
    for spot in spots:
        inside = means_in(spot.text)
        phones = [means for means in inside if means.kind == "phone"]
        office = any(means.kind == "via-office" for means in inside)
        if phones and (office or (len(spot.text.split()) <= 12 and _LINES.search(spot.text))):
            found.add(phones[0])
            return


def _school_line(spots: Sequence[Spot], last: str, found: _Found) -> None:
    """The school's own line, where nothing else is given to reach a SENCO who is named."""
    heading = ""
    for spot in spots:
        if spot.kind == "heading":
            heading = spot.text
        for means in means_in(spot.text) if len(spot.text.split()) <= SHORT else ():
            if means.kind == "phone" and _SCHOOLS.search(spot.text[: means.at]):
                found.add(means)
                return
        if len(spot.text.split()) > 12 or _OUTSIDE.search(f"{heading} {spot.text}"):
            continue
        labelled = _LINES.search(spot.text) or _LINES.search(heading)
        if not labelled or _somebody_else(spot, last) or _OTHER_SERVICE.search(spot.text):
            continue
        for means in means_in(spot.text):
            if means.kind == "phone" or (means.kind == "email" and is_shared_box(means.value)):
                found.add(means)
        if found.kinds:
            return


def _unnamed(spots: Sequence[Spot], document: Document) -> tuple[Contact, ...]:
    """The SENCO without a name, where the document says how to reach them."""
    for number, spot in enumerate(spots):
        named = [hit for hit in spot.hits if not DOES.match(hit.text)]
        if not named or not _REACH.search(spot.text):
            continue
        found = _Found()
        _in_line(spots, number, "", found)
        _office_line(spots, found)
        if found.kinds:
            return (_nameless(found, spot, spot.text[named[0].at :][:120].strip()),)
    for spot in spots:
        for means in means_in(spot.text):
            if means.kind == "email" and is_senco_box(means.value):
                found = _Found()
                found.add(means)
                return (_nameless(found, spot, spot.text[means.at : means.to]),)
    return ()


def _nameless(found: _Found, spot: Spot, written: str) -> Contact:
    return Contact(
        "senco",
        None,
        tuple(kind for kind in KINDS if kind in found.kinds),
        found.emails[0] if found.emails else None,
        found.phones[0] if found.phones else None,
        spot.page,
        written,
    )
