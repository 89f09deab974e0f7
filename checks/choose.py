"""Which of a school's documents is *the* report, policy or plan now, and why.

A school's website shows old copies, copies for other schools, files that nobody can read,
and one document for two purposes. What is chosen decides every verdict, so each choice
comes with its reason, and with a doubt where a person should look first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import get_args
from urllib.parse import unquote, urlsplit

from checks.model import SchoolFacts, SeenDocument
from checks.names import names_another_school
from checks.series import join_series
from checks.settings import DEFAULT, CheckSettings
from checks.superseded import is_draft, looks_old
from checks.words import KIND_NAMES, count, in_words
from extractors.kinds import anchor_kinds
from extractors.model import DateClaim, Document, Kind

KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "other")

_ADDRESS_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
OWN_OFFER_WORDS = 300
"""A page called local offer that is shorter than this only points to the council's."""

_AHEAD = dt.timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The document that counts for one kind.

    `reason` says in a sentence why it was taken; `doubt` is "" or says why a person
    should look before anything is held against the school; `doubt_if_old` likewise, for
    verdicts on its age alone. `older` are the other copies, kept as history.
    """

    document: SeenDocument
    kind: Kind
    reason: str
    doubt: str = ""
    doubt_if_old: str = ""
    combined: bool = False
    older: tuple[SeenDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for each kind, and what could not be read.

    `unreadable` holds, for each kind, files that by their name or place may be of it.
    """

    chosen: dict[Kind, Chosen] = field(default_factory=dict)
    unreadable: dict[Kind, tuple[SeenDocument, ...]] = field(default_factory=dict)
    usable: tuple[SeenDocument, ...] = ()
    """Every readable document once, where it stands best."""
    thin: dict[Kind, tuple[SeenDocument, ...]] = field(default_factory=dict)
    """Documents that by their title are of a kind and by their text too little of it."""

    def of(self, kind: Kind) -> Chosen | None:
        """The document that counts for `kind`, None where there is none."""
        return self.chosen.get(kind)

    def why(self) -> list[str]:
        """One line for each kind: what was taken and why, for `sendwatch why`."""
        lines: list[str] = []
        for kind, chosen in self.chosen.items():
            doubts = " ".join(filter(None, (chosen.doubt, chosen.doubt_if_old)))
            lines.append(
                f"{KIND_NAMES[kind]}: {chosen.document.url} - {chosen.reason} {doubts}".rstrip()
            )
            lines += [f"  older or other copy: {old.url}" for old in chosen.older]
        for kind, files in self.unreadable.items():
            lines += [
                f"{KIND_NAMES[kind]}: {seen.url} could not be read"
                f" ({seen.reading.document.problem})"
                for seen in files
            ]
        return lines


def choose(
    documents: Sequence[SeenDocument],
    today: dt.date,
    *,
    school: SchoolFacts | None = None,
    settings: CheckSettings = DEFAULT,
) -> Choice:
    """Choose the document that counts for each kind.

    `school` lets a document that names another school be told; without it none is.
    """
    name = school.name if school is not None else ""
    seen = _once_each(documents, name)
    usable = tuple(join_series([s for s in seen if s.reading.document.problem is None]))
    latest = max((s.last_seen for s in seen if s.last_seen), default=None)
    judge = _Judge(today, name, latest, settings)
    unreadable = _unreadable(seen)
    chosen: dict[Kind, Chosen] = {}
    for kind in KINDS:
        candidates = [s for s in usable if _serves(s, kind, settings)]
        if candidates:
            chosen[kind] = judge.choose(kind, candidates, unreadable.get(kind, ()))
    _own_offer_as_report(chosen)
    return Choice(chosen, unreadable, usable, _thin(usable))


def _own_offer_as_report(chosen: dict[Kind, Chosen]) -> None:
    """A school's own offer is its report under another name, where it has no other."""
    offer = chosen.get("local-offer")
    if "sen-information-report" in chosen or offer is None or not offer.document.own_site:
        return
    if _length(offer.document) < OWN_OFFER_WORDS:
        return
    chosen["sen-information-report"] = Chosen(
        offer.document,
        "sen-information-report",
        "Taken for the report: the school publishes it under the name of its local offer.",
        offer.doubt,
        offer.doubt_if_old,
        offer.combined,
        offer.older,
    )


def _once_each(documents: Sequence[SeenDocument], school: str) -> list[SeenDocument]:
    """Each body once, where it stands best: the school's own site before others."""
    best: dict[str, SeenDocument] = {}
    for seen in documents:
        key = seen.reading.document.sha256
        held = best.get(key)
        if held is None or _place(seen, school) > _place(held, school):
            best[key] = seen
    return list(best.values())


def _place(seen: SeenDocument, school: str) -> tuple[bool, bool, float, str]:
    return (seen.own_site, not looks_old(seen, school), seen.from_score, seen.url)


def _serves(seen: SeenDocument, kind: Kind, settings: CheckSettings) -> bool:
    reading = seen.reading.kind
    sure = reading.confidence >= settings.kind_floor
    return sure and (reading.kind == kind or kind in reading.also)


def _unreadable(seen: list[SeenDocument]) -> dict[Kind, tuple[SeenDocument, ...]]:
    found: dict[Kind, list[SeenDocument]] = {}
    for document in seen:
        if document.reading.document.problem is None:
            continue
        for kind in _kinds_by_name(document):
            found.setdefault(kind, []).append(document)
    return {kind: tuple(files) for kind, files in found.items()}


_SENCO_PAGE = re.compile(r"\b(contact|staff|our team|who.?s who|senco|send?|inclusion)\b")
_SAYS_NOTHING = re.compile(
    r"|(?:please )?(?:click|tap|press)?(?: on)?(?: the)? ?(?:here|link|this|below)"
    r"|(?:to )?(?:download|view|open|read|see|get|find out)(?: (?:it|more|here|now|this|the))*"
    r"(?: ?(?:document|file|pdf|link|page))?|(?:more|document|file|pdf|attachment)s?"
)
_LIKELY = 0.4
"""From so strong a promise of a link's words on, what it leads to may be of the kind."""

_BARE_PAGE = 60
"""Words: a web page with fewer mostly only leads somewhere."""

_UNMISTAKABLE = 0.95
"""So strong a promise names the very document: "SEN Information Report"."""

_PLAIN = 0.8
"""From so strong a promise on, a title says in so many words what the document is."""


def _kinds_by_name(seen: SeenDocument) -> tuple[Kind, ...]:
    """What a file that cannot be read may be: by its reading, its link and address, or its place.

    Only where the link itself says nothing, as "Click here" does, is it asked what stands
    beside the link and which page it is on.
    """
    reading = seen.reading.kind
    if reading.kind != "other":
        return (reading.kind, *reading.also)
    places: list[tuple[str, ...]] = [(seen.anchor, _last_step(seen.url))]
    if _SAYS_NOTHING.fullmatch(seen.anchor.lower().strip(" .:>»")):
        places += [(seen.promised,), (_last_step(seen.found_on),)]
    for words in places:
        if kinds := tuple(dict.fromkeys(kind for text in words for kind in kinds_by_words(text))):
            return kinds
    return ()


def _last_step(url: str) -> str:
    return unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1])


@lru_cache(maxsize=4096)
def kinds_by_words(words: str) -> tuple[Kind, ...]:
    """The kinds that a link's words may mean, for files and pages that were not read.

    Generous on purpose: it only ever turns "not found" into "could not check".
    """
    found = [kind for kind, promise in anchor_kinds(words).items() if promise >= _LIKELY]
    if _SENCO_PAGE.search(re.sub(r"[-_+]", " ", words.lower())):
        found.append("other")
    return tuple(found)


def _thin(usable: tuple[SeenDocument, ...]) -> dict[Kind, tuple[SeenDocument, ...]]:
    """Documents that call themselves of a kind and were not recognised as of it."""
    found: dict[Kind, list[SeenDocument]] = {}
    for seen in usable:
        document = seen.reading.document
        headings = [passage.heading for passage in document.passages[:2]]
        bare = document.format == "html" and len(document.text.split()) < _BARE_PAGE
        floor = _UNMISTAKABLE if bare else _PLAIN
        for kind in _called(floor, document.title, seen.anchor, *headings):
            if kind != seen.reading.kind.kind and kind not in seen.reading.kind.also:
                found.setdefault(kind, []).append(seen)
    return {kind: tuple(files) for kind, files in found.items()}


def kinds_called(document: Document) -> frozenset[Kind]:
    """The kinds of which a document calls itself in so many words, by its title."""
    return _called(_PLAIN, document.title)


@lru_cache(maxsize=4096)
def _called(floor: float, *titles: str) -> frozenset[Kind]:
    return frozenset(
        kind
        for title in titles
        for kind, promise in anchor_kinds(title).items()
        if promise >= floor
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """Ranks the candidates for one kind and says why the first of them is the first."""

    today: dt.date
    school: str
    latest: dt.date | None
    settings: CheckSettings

    def choose(
        self, kind: Kind, candidates: list[SeenDocument], unreadable: tuple[SeenDocument, ...]
    ) -> Chosen:
        ranked = sorted(candidates, key=lambda s: self._rank(s, kind, candidates), reverse=True)
        best, rest = ranked[0], ranked[1:]
        reading = best.reading.kind
        return Chosen(
            best,
            kind,
            self._reason(best, kind, rest),
            self._doubt(best),
            self._doubt_if_old(best, kind, rest, unreadable),
            combined=reading.kind != kind or bool(reading.also),
            older=tuple(rest),
        )

    def _rank(
        self, seen: SeenDocument, kind: Kind, candidates: Sequence[SeenDocument]
    ) -> tuple[object, ...]:
        claim = seen.reading.dates.document_date
        return (
            not self._another_school(seen),
            not self._gone(seen),
            not self._superseded(seen, candidates),
            not is_draft(seen),
            claim is None or self._in_force(claim),
            self._age(seen),
            claim is not None,
            # Of two texts under one date the one that appeared later has the last word.
            (claim and seen.first_seen) or dt.date.min,
            seen.reading.kind.kind == kind,
            seen.own_site,
            seen.reading.kind.confidence,
            seen.from_score,
            seen.url,
        )

    def _superseded(self, seen: SeenDocument, candidates: Sequence[SeenDocument]) -> bool:
        """Whether a copy is shown as an old one and what may have taken its place is there.

        What stands elsewhere and is older by its own date has not taken its place.
        """
        return looks_old(seen, self.school) and any(
            not self._set_aside(other)
            and (other.reading.dates.document_date is None or self._age(other) >= self._age(seen))
            for other in candidates
        )

    def _age(self, seen: SeenDocument) -> dt.date:
        claim = seen.reading.dates.document_date
        return claim.end if claim is not None else dt.date(_year_in_address(seen), 1, 1)

    def _in_force(self, claim: DateClaim) -> bool:
        return claim.start <= self.today + _AHEAD

    def _another_school(self, seen: SeenDocument) -> bool:
        return names_another_school(seen.reading.school, self.school)

    def _gone(self, seen: SeenDocument) -> bool:
        if self.latest is None or seen.last_seen is None:
            return False
        return (self.latest - seen.last_seen).days > self.settings.gone_after_days

    def _reason(self, best: SeenDocument, kind: Kind, rest: list[SeenDocument]) -> str:
        claim = best.reading.dates.document_date
        if not rest:
            reason = "The only one found."
        elif claim is None and any(self._superseded(other, [best]) for other in rest):
            reason = f"In force, where {len(rest) + 1} stand: others are shown as old ones."
        elif claim is not None:
            reason = f"The newest of {len(rest) + 1} by its own date, “{claim.as_written}”."
        else:
            reason = f"The best placed of {len(rest) + 1}, none of them dated."
        reading = best.reading.kind
        if reading.kind != kind or reading.also:
            serves = [KIND_NAMES[k] for k in (reading.kind, *reading.also) if k != kind]
            reason += f" One document with the {' and the '.join(serves)}."
        if not best.own_site:
            reason += " It stands on another site that the school's website leads to."
        return reason

    def _doubt(self, best: SeenDocument) -> str:
        if self._another_school(best):
            return f"It names another school, “{best.reading.school}”."
        if best.reading.kind.confidence < self.settings.review_below:
            return "It is not sure that this is such a document."
        if self._gone(best) and best.last_seen is not None:
            return f"It was last seen on {in_words(best.last_seen)} and may have been taken down."
        if is_draft(best):
            return "It calls itself a draft."
        return ""

    def _doubt_if_old(
        self,
        best: SeenDocument,
        kind: Kind,
        rest: list[SeenDocument],
        unreadable: tuple[SeenDocument, ...],
    ) -> str:
        if unreadable:
            files = count(len(unreadable), "file")
            return f"{files} that may be newer could not be read."
        words = _length(best)
        for rival in rest:
            undated = rival.reading.dates.document_date is None
            dedicated = rival.reading.kind.kind == kind
            as_long = _length(rival) >= words * self.settings.rival_share
            if undated and dedicated and as_long and not self._set_aside(rival):
                return "Another copy without a date stands on the website and may be newer."
        return ""

    def _set_aside(self, seen: SeenDocument) -> bool:
        old = looks_old(seen, self.school) or is_draft(seen)
        return old or self._gone(seen) or self._another_school(seen)


def _length(seen: SeenDocument) -> int:
    language = seen.reading.language
    return language.words if language is not None else len(seen.reading.document.text) // 6


def _year_in_address(seen: SeenDocument) -> int:
    """The latest year in link text or address: too weak for a verdict, enough for an order."""
    years = [int(year) for year in _ADDRESS_YEAR.findall(f"{seen.anchor} {seen.url}")]
    return max(years, default=dt.MINYEAR)
