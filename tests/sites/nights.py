"""What happens in the county night by night, scheduled beforehand and written into the truth.

Night 0 is the county as built. Websites keep the day on which they were built in their news and
footers, so that an unchanged site stays unchanged byte for byte while the days go on.
"""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from .model import Paper, Publication, School, Section
from .reports import Writer, item_sections, item_statuses, report
from .stories import is_unreachable
from .truth import date_of

What = Literal[
    "new-edition",
    "appeared",
    "vanished",
    "down",
    "date-moved",
    "text-changed",
    "moved",
    "item-lost",
    "reappears",
    "blink",
    "robots",
    "closed",
    "renumbered",
    "merged",
]

SENTENCES: dict[What, str] = {
    "new-edition": "a new edition of the report takes the place of the old one",
    "appeared": "a report is published where there was none",
    "vanished": "the document is taken off the website",
    "down": "the website is down for two nights and comes back unchanged",
    "date-moved": "the report bears a new date over the same text",
    "text-changed": "parts of the report are reworded under the old date",
    "moved": "the same file stands at another address, and the page links to it there",
    "item-lost": "the report no longer answers an item",
    "reappears": "the report is taken off the website for five nights and comes back unchanged",
    "blink": "the website is down for one night",
    "robots": "from now on robots.txt forbids everything",
    "closed": "the school is closed in the register, and its website is taken down",
    "renumbered": "the register gives the school a new URN; its website stays as it is",
    "merged": "the school is closed in the register, and another one takes its place",
}
_REGISTER = ("closed", "renumbered", "merged")
_ANYWHERE: dict[What, int] = {
    "down": 2,
    "blink": 1,
    "robots": 0,
    "closed": 0,
    "renumbered": 0,
    "merged": 0,
}
"""What can happen to any school, and after how many nights it passes (0: never)."""


_LAST_NIGHT = 60
_VENDOR_NIGHT = 33
_CALM = 6
_EVERY = 3
"""About one reachable school in so many has something happen to it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happens from `night` on (to `until`, not included, where it passes).

    `into` is the URN of the school that takes this one's place.
    """

    night: int
    urn: int
    what: What
    key: str = "report"
    item: str = ""
    until: int | None = None
    into: int | None = None

    def holds(self, night: int) -> bool:
        """Whether the change can be seen in that night."""
        return self.night <= night and (self.until is None or night < self.until)


@dataclass(frozen=True, slots=True)
class Outage:
    """Nights (`until` not included) on which a host that many share does not answer.

    `host` is `*` where the fault is on the reader's side: nothing answers at all.
    """

    night: int
    until: int
    host: str

    def holds(self, night: int) -> bool:
        """Whether it lasts in that night."""
        return self.night <= night < self.until


NEW_URN = 50_000
"""What is added to the URN of a school that the register numbers anew."""

_LOSABLE = ("kinds-of-sen", "teaching-approach", "local-offer-link")
"""Items that no wording of another item touches: without their own section they are gone."""

WriterFor = Callable[[School, dt.date], Writer]
"""Gives a school's writer, with the chances with which its report was first written."""


def schedule(schools: Iterable[School], seed: int) -> tuple[Change, ...]:
    """Decide what happens where; the same schools and seed give the same schedule."""
    rng = random.Random(f"{seed} nights")
    changes: list[Change] = []
    listed = list(schools)
    told: Counter[What] = Counter()
    for school in listed:
        if not _eligible(school) or rng.randrange(_EVERY):
            continue
        fitting = [what for what in SENTENCES if _fits(school, what)]
        what = min(fitting, key=lambda what: told[what])
        told[what] += 1
        changes.append(_change(school, what, rng))
    changes = _with_successors(changes, listed)
    return tuple(sorted(changes, key=lambda change: (change.night, change.urn)))


def outages(
    schools: Iterable[School], changes: Iterable[Change], hosts_of: Callable[[School], set[str]]
) -> tuple[Outage, ...]:
    """Let a vendor's host be down for two nights, and near the end the network for one.

    Only where nothing else happens to a school meanwhile, so that what is to be told of it
    stays beyond doubt. `hosts_of` gives the hosts from which a school's files come.
    """
    nights = {change.urn: change.night for change in changes}
    served: Counter[str] = Counter()
    touched: set[str] = set()
    for school in schools:
        hosts = hosts_of(school) - {school.host}
        served.update(hosts)
        if abs(nights.get(school.urn, -99) - _VENDOR_NIGHT) <= _CALM:
            touched |= hosts
    calm = [host for host, _ in served.most_common() if host not in touched]
    vendor = [Outage(_VENDOR_NIGHT, _VENDOR_NIGHT + 2, host) for host in calm[:1]]
    return (*vendor, Outage(_LAST_NIGHT - 2, _LAST_NIGHT - 1, "*"))


def _with_successors(changes: list[Change], schools: list[School]) -> list[Change]:
    """Name the school that takes another's place: itself under a new URN, or a calm one."""
    touched = {change.urn for change in changes}
    calm = [school.urn for school in schools if _eligible(school) and school.urn not in touched]
    into: dict[int, int] = {}
    for change in changes:
        if change.what == "renumbered":
            into[change.urn] = change.urn + NEW_URN
        elif change.what == "merged" and calm:
            into[change.urn] = calm.pop()
    return [replace(change, into=into.get(change.urn)) for change in changes]


def after_the_register(
    schools: Iterable[School], changes: Iterable[Change], night: int
) -> tuple[School, ...]:
    """Give the schools with those that the register numbers anew, as of a night."""
    listed = tuple(schools)
    new = {c.urn: c.into for c in changes if c.what == "renumbered" and c.holds(night)}
    return listed + tuple(
        replace(school, urn=urn, closed=False, register=_open(school.register) | {"URN": str(urn)})
        for school in listed
        if (urn := new.get(school.urn)) is not None
    )


def apply(
    school: School,
    changes: Iterable[Change],
    night: int,
    day: dt.date,
    writer_for: WriterFor,
) -> School:
    """Give a school as it stands in a night; `day` is that night's date."""
    for change in changes:
        if change.urn == school.urn and change.holds(night):
            began = day - dt.timedelta(days=night - change.night)
            school = _applied(school, change, began, writer_for)
    return school


def _eligible(school: School) -> bool:
    return (
        school.group in ("MS", "MN", "SP")
        and not school.closed
        and not is_unreachable(school.story)
        and "combined" not in school.story
    )


def _fits(school: School, what: What) -> bool:
    """Whether a kind of change can happen at a school."""
    found = school.publication("report")
    if what in _ANYWHERE:
        return True
    if what == "appeared":
        return found is None
    if found is None or found.form not in ("pdf", "docx") or found.trouble:
        return False
    if what == "date-moved":
        return date_of(found) is not None
    return what != "item-lost" or any(found.paper.items.get(i) == "covered" for i in _LOSABLE)


def _change(school: School, what: What, rng: random.Random) -> Change:
    night = rng.randint(2, _LAST_NIGHT - 8)
    if what in _ANYWHERE:
        lasts = _ANYWHERE[what]
        return Change(night, school.urn, what, key="", until=night + lasts if lasts else None)
    if what == "reappears":
        return Change(night, school.urn, what, until=night + 5)
    if what == "vanished":
        keys = [key for key in ("plan", "report") if school.publication(key)]
        return Change(night, school.urn, what, rng.choice(keys))
    if what == "item-lost":
        found = school.publication("report")
        items = found.paper.items if found else {}
        answered = [item for item in _LOSABLE if items.get(item) == "covered"]
        return Change(night, school.urn, what, item=rng.choice(answered))
    return Change(night, school.urn, what)


def _applied(school: School, change: Change, began: dt.date, writer_for: WriterFor) -> School:
    if change.what in _REGISTER:
        return replace(school, closed=True, register=_closed(school.register, began))
    if change.what in ("down", "blink"):
        return replace(school, story=(*school.story, "site-refused"))
    if change.what == "robots":
        return replace(school, story=(*school.story, "site-robots"))
    if change.what == "appeared":
        return _with_new_report(school, began, writer_for)
    found = school.publication(change.key)
    if found is None:
        return school
    if change.what in ("vanished", "reappears"):
        kept = tuple(item for item in school.publications if item.key != change.key)
        story = (*school.story, f"{change.key}-missing")
        return replace(school, publications=kept, story=story)
    return _with(school, _changed(school, found, change, began, writer_for))


def _closed(row: dict[str, str], day: dt.date) -> dict[str, str]:
    status = {"EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Closed"}
    return row | status | {"CloseDate": f"{day:%d-%m-%Y}"}


def _open(row: dict[str, str]) -> dict[str, str]:
    status = {"EstablishmentStatus (code)": "1", "EstablishmentStatus (name)": "Open"}
    return row | status | {"CloseDate": ""}


def _changed(
    school: School, found: Publication, change: Change, began: dt.date, writer_for: WriterFor
) -> Publication:
    paper = found.paper
    writer = writer_for(school, began)
    fresh = replace(writer, story=tuple(name for name in writer.story if name not in _STALE))
    match change.what:
        case "moved":
            return replace(found, name=f"{found.name}-final")
        case "date-moved":
            paper = _redated(fresh, found, began)
        case "new-edition":
            other = replace(fresh, rng=random.Random(f"{school.urn} {change.night}"))
            paper = _redated(other, found, began)
        case "text-changed":
            paper = _reworded(writer, paper, change.night)
        case _:
            paper = _without(paper, change.item)
    name = f"{found.name}-v2" if change.what == "new-edition" and school.urn % 2 else found.name
    return replace(found, paper=paper, name=name, modified=began)


_STALE = ("report-overdue", "report-old-edition", "report-undated", "next-review-past")


def _redated(writer: Writer, found: Publication, began: dt.date) -> Paper:
    """Write the report anew, dated a few days before it appears; the date is never the old one."""
    day, old = began - dt.timedelta(days=4), date_of(found)
    for attempt in range(50):
        again = replace(writer, rng=copy.copy(writer.rng))
        chances = random.Random(f"{writer.school} {began} {attempt}")
        paper = report(again, items=found.paper.items, day=day, chances=chances)
        new = date_of(replace(found, paper=paper))
        if new and (old is None or (new.start, new.end) != (old.start, old.end)):
            return paper
    raise AssertionError("no manner of stating a date tells two days apart")


def _reworded(writer: Writer, paper: Paper, night: int) -> Paper:
    """Put other wordings in place of about a third of the answers."""
    other = replace(writer, rng=random.Random(f"{paper.school} {night}"))
    answered = [section.item for section in paper.sections if section.item and section.blocks]
    chosen = other.rng.sample(answered, max(3, len(answered) // 3))
    fresh = {
        section.item: section for section in item_sections(other, paper.items, "short", chosen)
    }

    def changed(section: Section) -> Section:
        if section.item not in fresh:
            return section
        return replace(section, blocks=fresh[section.item].blocks)

    return replace(paper, sections=tuple(changed(section) for section in paper.sections))


def _without(paper: Paper, item: str) -> Paper:
    """Take the answer to an item out."""
    sections = tuple(section for section in paper.sections if section.item != item)
    return replace(paper, sections=sections, items={**paper.items, item: "absent"})


def _with_new_report(school: School, began: dt.date, writer_for: WriterFor) -> School:
    writer = replace(writer_for(school, began), story=())
    paper = report(writer, items=item_statuses(writer), day=began - dt.timedelta(days=4))
    found = Publication(
        paper, "pdf", "SEN Information Report", "SEN-Information-Report", ("send",), modified=began
    )
    story = tuple(name for name in school.story if name != "report-missing")
    return replace(school, publications=(found, *school.publications), story=story)


def _with(school: School, changed: Publication) -> School:
    publications = tuple(
        changed if item.key == changed.key else item for item in school.publications
    )
    return replace(school, publications=publications)
