"""What happens in the county night by night, scheduled beforehand and written into the truth.

Night 0 is the county as built. Websites keep the day on which they were built in their news and
footers, so that an unchanged site stays unchanged byte for byte while the days go on.
"""

from __future__ import annotations

import copy
import datetime as dt
import random
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
}

_LAST_NIGHT = 60
_EVERY = 6
"""About one reachable school in so many has something happen to it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happens from `night` on (to `until`, not included, where it passes)."""

    night: int
    urn: int
    what: What
    key: str = "report"
    item: str = ""
    until: int | None = None

    def holds(self, night: int) -> bool:
        """Whether the change can be seen in that night."""
        return self.night <= night and (self.until is None or night < self.until)


_LOSABLE = ("kinds-of-sen", "teaching-approach", "local-offer-link")
"""Items that no wording of another item touches: without their own section they are gone."""

WriterFor = Callable[[School, dt.date], Writer]
"""Gives a school's writer, with the chances with which its report was first written."""


def schedule(schools: Iterable[School], seed: int) -> tuple[Change, ...]:
    """Decide what happens where; the same schools and seed give the same schedule."""
    rng = random.Random(f"{seed} nights")
    kinds: list[What] = list(SENTENCES)
    changes: list[Change] = []
    for school in schools:
        if not _eligible(school) or rng.randrange(_EVERY):
            continue
        what = kinds[len(changes) % len(kinds)]
        change = _change(school, what, rng)
        if change is not None:
            changes.append(change)
    return tuple(sorted(changes, key=lambda change: (change.night, change.urn)))


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


def _change(school: School, what: What, rng: random.Random) -> Change | None:
    """Make a change of a kind, or of one that fits the school, or none."""
    night = rng.randint(2, _LAST_NIGHT - 5)
    found = school.publication("report")
    if found is None:
        return Change(night, school.urn, "appeared")
    readable = found.form in ("pdf", "docx") and found.trouble == ""
    if not readable or what == "appeared":
        what = "down"
    if what == "down":
        return Change(night, school.urn, what, key="", until=night + 2)
    if what == "vanished":
        key = rng.choice(("plan", "report"))
        return Change(night, school.urn, what, key) if school.publication(key) else None
    if what == "date-moved" and date_of(found) is None:
        what = "text-changed"
    if what == "item-lost":
        answered = [item for item in _LOSABLE if found.paper.items.get(item) == "covered"]
        return Change(night, school.urn, what, item=rng.choice(answered))
    return Change(night, school.urn, what)


def _applied(school: School, change: Change, began: dt.date, writer_for: WriterFor) -> School:
    if change.what == "down":
        return replace(school, story=(*school.story, "site-refused"))
    if change.what == "appeared":
        return _with_new_report(school, began, writer_for)
    found = school.publication(change.key)
    if found is None:
        return school
    if change.what == "vanished":
        kept = tuple(item for item in school.publications if item.key != change.key)
        story = (*school.story, f"{change.key}-missing")
        return replace(school, publications=kept, story=story)
    return _with(school, _changed(school, found, change, began, writer_for))


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
