"""What a single check answers, and what it is given to answer from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from checks.bodies import Bodies
from checks.choose import Choice, Chosen
from checks.model import Evidence, SchoolFacts, SearchRecord, SeenDocument, Verdict
from checks.names import names_another_school
from checks.requirements import Requirement
from checks.settings import CheckSettings
from checks.words import KIND_NAMES


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict before it is held against who owes what; fields as in `Finding`.

    `shown` is what the document shows, without what follows from it (default: `reason`). It
    stands where the verdict may not be held against the school.
    """

    verdict: Verdict
    reason: str
    cause: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    due: dt.date | None = None
    days_overdue: int | None = None
    clock: str = ""
    reader_version: str = ""
    shown: str = ""

    @property
    def unjudged(self) -> str:
        """What may be told of it without the verdict."""
        return self.shown or self.reason


@dataclass(frozen=True)
class Case:
    """Everything that is known of one school on one day."""

    school: SchoolFacts
    choice: Choice
    search: SearchRecord
    today: dt.date
    settings: CheckSettings
    bodies: Bodies

    def chosen(self, requirement: Requirement) -> Chosen | None:
        """The document that counts for a requirement, None where there is none."""
        return self.choice.of(requirement.about)

    @cached_property
    def linked(self) -> tuple[SeenDocument, ...]:
        """The readable pages and files that the school's report links to, SEN ones first."""
        report = self.choice.of("sen-information-report")
        if report is None:
            return ()
        start = _address(report.document.url)
        targets = {_address(link.url) for link in report.document.reading.document.links}
        found = [
            seen
            for seen in self.choice.usable
            if seen is not report.document
            and seen not in report.older
            and (_address(seen.url) in targets or _address(seen.found_on) == start)
            and not names_another_school(seen.reading.school, self.school.name)
        ]
        found.sort(key=lambda seen: (seen.reading.kind.kind == "other", seen.url))
        return tuple(found[: self.settings.linked_documents])


def _address(url: str) -> str:
    """An address without what does not tell two pages apart: scheme, www, case, fragment."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/').lower()}?{parts.query}"


def where(seen: SeenDocument, chosen: Chosen | None) -> str:
    """Where a piece of evidence stands, to begin a sentence with."""
    if chosen is not None and seen is chosen.document:
        name = KIND_NAMES[chosen.kind]
        combined = chosen.document.reading.kind
        if chosen.combined and combined.kind != chosen.kind:
            name = f"combined {KIND_NAMES[combined.kind]} and {name}"
    else:
        name = f"{KIND_NAMES[seen.reading.kind.kind]} that the report links to"
    return f"the {name}" + ("" if seen.own_site else " (on another site, such as a trust's)")
