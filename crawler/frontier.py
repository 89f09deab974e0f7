"""Which link next, and when enough has been seen. Pure: no network, no clock.

Links are scored by what they say, what stands around them and how their address is spelt;
the best is fetched first. The kinds of document a link promises come from the extractors'
word table, so the crawler and the readers mean the same by "report"; this module adds the
places where such documents live (a SEND page, a list of policies) and what is not worth a
request.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from crawler.hops import is_neighbour
from crawler.links import FoundLink, says_little
from crawler.urls import (
    is_trap,
    key_of,
    looks_like_document,
    same_site,
    shape_of,
    slug_of,
    words_of,
)
from crawler.words import words
from extractors.kinds import anchor_kinds
from extractors.model import Kind

WANTED: tuple[Kind, ...] = ("sen-information-report", "sen-policy", "accessibility-plan")

SURE = 0.7
"""A link of at least this promise names a wanted document: always worth a request."""
HUB = 0.5
"""A place where a better one would stand: looked at even when everything is found."""
PROMISED = 0.4
"""A link of at least this promise is no step in an endless series."""
SEN_PLACE = 0.65
"""So sure a place is the school's page about SEN, and not a list of all its policies."""
OFF_SITE = 0.5
"""What a link to another host must promise to be followed."""
NEIGHBOUR = 0.1
"""What is left of a promise on another school's pages of the same trust's website."""
FRAME = 0.85
"""A frame is a part of the page, so it is fetched whatever it is called."""
FLOORS = ((0, 0.05), (25, 0.09), (40, 0.2))
"""(pages fetched, least score still worth a request while something is missing)."""
NEVER = FLOORS[0][1]
"""Less than this is never worth a request, so such links are not even kept."""
HISTORY = 3
"""Old copies fetched when everything in force is found."""
MAX_TRAPS = 10
"""Traps named in the record of one school."""
SERIES = 12
"""Pages of one spelling (numbers aside) after which it counts as an endless series."""
MENU_SERIES = 60
"""The same for links of a menu: some systems number every page, and a menu ends somewhere."""

_UPLOAD_FOLDER = re.compile(r"/uploads/(?:sites/\d+/)?20\d\d/\d\d/")
_YEARS = re.compile(r"(?<!\d)(20[0-4]\d)(?:\s*[-–/_ ]\s*(?:20)?([0-4]\d))?(?!\d)")
_SHORT_RANGE = re.compile(r"(?<![\d/])([0-4]\d)\s*[-–/_]\s*([0-4]\d)(?![\d/])")


class Score(NamedTuple):
    """How much a link promises: for each wanted kind, as a place to look, all told, and why."""

    kinds: dict[Kind, float]
    hub: float
    value: float
    why: str
    year: int | None
    old: bool

    @property
    def names_wanted(self) -> bool:
        """Whether the link names a wanted document, not only a place where one may be."""
        return max(self.kinds.values(), default=0.0) >= SURE


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link in the queue."""

    url: str
    score: Score
    link: FoundLink
    found_on: str
    depth: int
    own_site: bool


def score_link(link: FoundLink, *, parent: Score | None, own_site: bool, this_year: int) -> Score:
    """Score one link.

    `parent` is the score of the page it stands on: a document on the SEND page needs fewer
    words to be worth a request than the same words in a newsletter.
    """
    is_document = looks_like_document(link.url)
    spelling = words_of(link.url)
    little = says_little(link.text)
    under = _hub_of([("under", link.heading, 1.0)], False)[0] if link.heading else 0.0
    # The folders of an address are weak: all policies of a school may lie in "/send/".
    sources = [
        ("says", link.text, 1.0),
        ("address", slug_of(link.url), 0.9),
        ("address", spelling, 0.45),
    ]
    if little:
        sources.append(("beside", link.near, 0.92))
        # A row that names one paper is not called what the whole table is called.
        if not words().one_paper.search(link.near):
            sources.append(("under", link.heading, 0.85))
    kinds, source = _kinds_of(sources)
    hub, hub_source = _hub_of(sources, is_document)
    value, why = max(
        (max(kinds.values(), default=0.0), source), (hub, hub_source), key=lambda each: each[0]
    )
    said = f"{link.text} {link.near if little else ''} {spelling}"
    place = max(under, 0.0 if parent is None else max(parent.hub, *parent.kinds.values(), 0.0))
    value, why = _adjust(value, why, link, said, place, is_document, kinds)
    year = edition_year(f"{link.text} {_UPLOAD_FOLDER.sub('/', link.url)}", this_year)
    old = bool(words().old.search(said)) or (year is not None and year < this_year - 1)
    if old:
        value *= 0.6
    elif year is not None and year >= this_year - 1:
        value = min(1.0, value + 0.02 * (year - this_year + 2))
    if not own_site and not is_document and link.place not in ("body", "embed"):
        value *= 0.5
    return Score(kinds, hub, round(value, 3), why, year, old)


def _kinds_of(sources: list[tuple[str, str, float]]) -> tuple[dict[Kind, float], str]:
    best: dict[Kind, float] = {}
    where, top = "", 0.0
    for name, text, weight in sources:
        for kind, promise in anchor_kinds(text).items() if text else ():
            wanted: Kind = "sen-information-report" if kind == "local-offer" else kind
            value = promise * weight * (0.9 if kind == "local-offer" else 1.0)
            if wanted in WANTED and value > best.get(wanted, 0.0):
                best[wanted] = round(value, 3)
                if value > top:
                    where, top = f"{name} “{_short(text)}”", value
    return best, where


def _hub_of(sources: list[tuple[str, str, float]], is_document: bool) -> tuple[float, str]:
    if is_document:
        return 0.0, ""
    best, where = 0.0, ""
    for name, text, weight in sources:
        one_paper = name in ("says", "beside") and words().one_paper.search(text)
        for pattern, score in words().hubs if text else ():
            if score * weight <= best or (one_paper and score < SEN_PLACE):
                continue
            if pattern.search(text):
                best, where = score * weight, f"{name} “{_short(text)}”"
    return best, where


def _adjust(
    value: float,
    why: str,
    link: FoundLink,
    said: str,
    place: float,
    is_document: bool,
    kinds: dict[Kind, float],
) -> tuple[float, str]:
    """Weigh in what speaks against a link, and where it stands.

    `place` is how surely the page, or the heading above the link, is one where documents stand.
    """
    strong = max(kinds.values(), default=0.0) >= HUB
    if link.place == "frame":
        return FRAME, "a frame of the page"
    if not strong and _is_something_else(link, said, is_document):
        return 0.02, why
    if not is_document and not strong and len(link.text) > 90:
        value *= 0.5
    if place >= HUB and link.place in ("body", "embed", "data"):
        inherited = _inherited(link, is_document, place)
        if value < inherited:
            return inherited, why or "on a page about SEN or policies"
    elif is_document and value < 0.05:
        return 0.05, why
    elif link.place == "embed" and value < 0.3:
        return 0.3, why or "embedded in the page"
    elif value < 0.12 and not is_document:
        return 0.12 if link.place == "menu" else 0.08, why
    return value, why


def is_hub(score: Score | None) -> bool:
    """Whether a page is a place where the documents stand, by its link or its heading."""
    return score is not None and max(score.hub, *score.kinds.values(), 0.0) >= HUB


def _is_something_else(link: FoundLink, said: str, is_document: bool) -> bool:
    """Whether a link plainly leads to another document, or to a page that holds none."""
    lists = words()
    if is_document:
        return lists.other_documents.search(said) is not None
    if lists.useless.search(said):
        return True
    # "Behaviour policy" is one paper and no list of policies, whatever its address looks like.
    named = link.near if says_little(link.text) else link.text
    return bool(lists.one_paper.search(named) and lists.other_documents.search(named))


def _inherited(link: FoundLink, is_document: bool, place: float) -> float:
    """What a link without telling words of its own is worth in the right place.

    On the page about SEN nearly every file is worth a look, in a list of policies only one
    that does not say what it is. An address that does not look like a file may be one all the
    same, where the link says "here".
    """
    if link.place == "embed":
        return 0.45
    if says_little(link.text):
        return 0.3 if is_document else 0.22
    if place >= SEN_PLACE:
        return 0.26 if is_document else 0.15
    return 0.1 if is_document else 0.16


def edition_year(text: str, this_year: int) -> int | None:
    """Give the last year that a link's words or address name as its edition, if any.

    "2024-25" and "24/25" are editions that end in 2025; years to come count up to five ahead,
    as in "Accessibility Plan 2024-2027".
    """
    years: list[int] = []
    for match in _YEARS.finditer(text):
        first = int(match[1])
        last = 2000 + int(match[2]) if match[2] else first
        years.append(last if first <= last <= first + 5 else first)
    for match in _SHORT_RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if 10 <= first <= last <= first + 5:
            years.append(2000 + last)
    plausible = [year for year in years if 2005 <= year <= this_year + 5]
    return max(plausible, default=None)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


@dataclass(slots=True)
class Found:
    """What has been recognised so far: the best document of each wanted kind."""

    confidence: dict[Kind, float] = field(default_factory=dict)
    latest: dict[Kind, int] = field(default_factory=dict)
    this_year: int = 0

    def add(self, kind: Kind, confidence: float, year: int | None) -> None:
        """Note a recognised document and the year it was last brought up to date."""
        wanted: Kind = "sen-information-report" if kind == "local-offer" else kind
        if wanted not in WANTED:
            return
        self.confidence[wanted] = max(confidence, self.confidence.get(wanted, 0.0))
        if year is not None:
            self.latest[wanted] = max(year, self.latest.get(wanted, 0))

    def surely(self, kind: Kind) -> bool:
        """Whether a document of the kind is found, recent enough that no better is likely."""
        recent = self.latest.get(kind, self.this_year) >= self.this_year - 3
        return self.confidence.get(kind, 0.0) >= 0.6 and recent

    @property
    def missing(self) -> tuple[Kind, ...]:
        """Wanted kinds that are not surely found."""
        return tuple(kind for kind in WANTED if not self.surely(kind))


class Frontier:
    """The queue of one school: each page once, best first, within its site's limits."""

    def __init__(self, sites: set[str], this_year: int) -> None:
        self.sites = sites
        self.home = ""
        self.found = Found(this_year=this_year)
        self.traps: list[Candidate] = []
        self._this_year = this_year
        self._heap: list[tuple[float, int, Candidate]] = []
        self._best: dict[str, float] = {}
        self._taken: set[str] = set()
        self._seen: set[int] = set()
        self._shapes: Counter[str] = Counter()
        self._history = 0
        self._number = 0

    def add(
        self, link: FoundLink, *, found_on: str, depth: int, parent: Score | None = None
    ) -> None:
        """Queue a link unless it was fetched, or is queued with a better score already."""
        if self._is_repeated(link, parent):
            return
        own = same_site(link.url, self.sites)
        score = score_link(link, parent=parent, own_site=own, this_year=self._this_year)
        if not own and not self._worth_leaving_for(link, score):
            return
        if own and self.home and is_neighbour(link.url, self.home):
            score = score._replace(value=score.value * NEIGHBOUR)
        self.push(Candidate(link.url, score, link, found_on, depth, own))

    def _is_repeated(self, link: FoundLink, parent: Score | None) -> bool:
        """Whether the same words led to the same address before, from as good a page."""
        if says_little(link.text):
            return False
        # Its hash takes a fifth of the room, of which many open schools need much.
        sight = hash((link.url, link.text, link.place, is_hub(parent)))
        repeated = sight in self._seen
        self._seen.add(sight)
        return repeated

    def push(self, candidate: Candidate) -> None:
        """Queue a candidate that is scored already."""
        key = key_of(candidate.url)
        value = candidate.score.value - 0.02 * min(candidate.depth, 5)
        if value < NEVER or key in self._taken or value <= self._best.get(key, 0.0):
            return
        if is_trap(candidate.url):
            self._note_trap(candidate)
            return
        self._best[key] = value
        self._number += 1
        heapq.heappush(self._heap, (-value, self._number, candidate))

    def pop(self, pages: int) -> Candidate | None:
        """Give the next link worth a request after `pages` fetched, or None: enough is seen."""
        while self._heap:
            negative, _, candidate = heapq.heappop(self._heap)
            key = key_of(candidate.url)
            if key in self._taken or -negative < self._best.get(key, 0.0):
                continue
            if not self._worth(candidate, -negative, pages):
                continue
            if self._is_series(candidate):
                self._note_trap(candidate)
                continue
            self._taken.add(key)
            return candidate
        return None

    def take(self, url: str) -> bool:
        """Mark an address as fetched (a redirect's end); False when it was before."""
        key = key_of(url)
        fresh = key not in self._taken
        self._taken.add(key)
        return fresh

    def put_back(self, candidate: Candidate) -> None:
        """Queue a popped candidate again."""
        key = key_of(candidate.url)
        self._taken.discard(key)
        self._best.pop(key, None)
        self.push(candidate)

    def rest(self, least: float) -> list[Candidate]:
        """Give the queued links of at least this score: what a spent budget left unseen."""
        queued = sorted(self._heap)
        return [
            candidate
            for negative, _, candidate in queued
            if -negative >= least and key_of(candidate.url) not in self._taken
        ]

    def _worth(self, candidate: Candidate, value: float, pages: int) -> bool:
        missing, score = self.found.missing, candidate.score
        if missing:
            floor = max(least for after, least in FLOORS if pages >= after)
            return value >= floor
        if score.old:
            self._history += score.names_wanted
            return score.names_wanted and self._history <= HISTORY
        return score.names_wanted or (score.hub >= HUB and value >= HUB)

    def _worth_leaving_for(self, link: FoundLink, score: Score) -> bool:
        promise = max(score.kinds.values(), default=0.0)
        if link.place == "embed":
            return score.value >= 0.3
        return promise >= OFF_SITE or (looks_like_document(link.url) and score.value >= 0.3)

    def _is_series(self, candidate: Candidate) -> bool:
        promised = max(candidate.score.kinds.values(), default=0.0) >= PROMISED
        if promised or candidate.link.place == "known" or looks_like_document(candidate.url):
            return False
        shape = shape_of(candidate.url)
        self._shapes[shape] += 1
        most = MENU_SERIES if candidate.link.place == "menu" else SERIES
        return self._shapes[shape] > most

    def _note_trap(self, candidate: Candidate) -> None:
        if len(self.traps) < MAX_TRAPS:
            self.traps.append(candidate)
