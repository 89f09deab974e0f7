"""The shapes of a sample Local Offer: what it says, whom it lists, and the truth of both."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..addresses import Addresses
from ..model import School, Site
from .texts import Topic


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry as the portal writes it. `urn` is None for what is no school of the register.

    `updated` is the date that the entry shows, `report` the symbolic address of the school's
    own report that it links to ("" without a link).
    """

    key: str
    name: str
    postcode: str
    updated: dt.date | None
    urn: int | None = None
    report: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that was decided about one authority's Local Offer before it is built."""

    code: str
    authority: str
    style: str
    host: str
    topics: dict[str, Topic]
    listed: tuple[Listed, ...]
    today: dt.date


@dataclass(slots=True)
class Portal:
    """A finished portal: its site(s) by host, its symbolic address, the register's website."""

    plan: Plan
    home: str
    sites: dict[str, Site]
    website: str = ""
    address_known: bool = True
    missing: tuple[str, ...] = ()
    places: dict[str, str] = field(default_factory=dict)
    """Symbolic address of each entry's page (or data) by the entry's key."""

    def truth(self, addresses: Addresses) -> dict[str, Any]:
        """What is true of it: address, topics that it has, entries with URN, date and link."""
        return {
            "code": self.plan.code,
            "name": self.plan.authority,
            "style": self.plan.style,
            "home": addresses.bind(self.home),
            "address_known": self.address_known,
            "met": sorted(self.plan.topics),
            "missing": list(self.missing),
            "entries": [
                {
                    "name": entry.name,
                    "urn": entry.urn,
                    "updated": entry.updated and entry.updated.isoformat(),
                    "report": addresses.bind(entry.report),
                    "url": addresses.bind(self.places[entry.key]),
                }
                for entry in self.plan.listed
            ],
        }


SERVICES = (
    "Sample Valley Short Breaks", "Example Riding for the Disabled", "Stepping Stones Playgroup",
    "Fixture Autism Support Group", "Example Day Nursery", "Harbour Wheelchair Football Club",
    "Sample Sound Speech Therapy", "Sunny Example Holiday Club", "Example Supported Internships",
    "Young Samples Parent Carer Forum", "Example Sleep Clinic", "Sample Siblings",
)  # fmt: skip


def listed_schools(
    schools: Iterable[School], today: dt.date, rng: random.Random
) -> tuple[Listed, ...]:
    """Write the schools down as people type them, with other services and traps between."""
    entries: list[Listed] = []
    for school in schools:
        if school.closed:
            continue
        postcode = school.register["Postcode"]
        entries.append(
            Listed(
                key=f"{1000 + school.index}",
                name=_as_typed(school.name, rng),
                postcode="" if rng.random() < 0.08 else _postcode_as_typed(postcode, rng),
                updated=_updated(today, rng),
                urn=school.urn,
                report=_report(school) if rng.random() < 0.6 else "",
                about="A school for children with and without special educational needs.",
            )
        )
    entries += [_service(number, name, today, rng) for number, name in enumerate(SERVICES)]
    entries += _traps(entries, rng)
    rng.shuffle(entries)
    return tuple(entries)


def _service(number: int, name: str, today: dt.date, rng: random.Random) -> Listed:
    about = "For children and young people with disabilities and their families."
    return Listed(f"{5000 + number}", name, f"ZZ9{number} 9ZZ", _updated(today, rng), about=about)


def _traps(entries: list[Listed], rng: random.Random) -> list[Listed]:
    """Schools that only look like one of the register: elsewhere, or of a name that many have."""
    schools = [entry for entry in entries if entry.urn]
    sample = rng.sample(schools, min(4, len(schools)))
    return [
        Listed(f"{7000 + number}", f"{_other(entry.name)}", "ZZ99 9AA", None, about="Out of area.")
        for number, entry in enumerate(sample)
    ]


def _other(name: str) -> str:
    """A name near another's: the first word changed, as neighbours' names are."""
    first, _, rest = name.partition(" ")
    return f"Other{first.lower()} {rest}" if rest else f"Other {name}"


def _as_typed(name: str, rng: random.Random) -> str:
    manners = (
        lambda text: text,
        lambda text: text,
        lambda text: text.replace("Church of England", "CofE").replace("Saint", "St"),
        lambda text: text.replace("Catholic Primary School", "R.C. Primary"),
        lambda text: text.upper(),
        lambda text: text.replace(" and ", " & "),
        lambda text: f"{text} - school's local offer",
        lambda text: f"The {text}",
        lambda text: text.replace("Primary School", "Primary"),
        lambda text: _typing_error(text, rng),
    )
    return rng.choice(manners)(name)


def _typing_error(text: str, rng: random.Random) -> str:
    """Leave one letter of a long word out."""
    words = list(re.finditer(r"[a-z]{5,}", text))
    if not words:
        return text
    at = rng.choice(words).start() + 2
    return text[:at] + text[at + 1 :]


def _postcode_as_typed(postcode: str, rng: random.Random) -> str:
    return rng.choice((postcode, postcode, postcode.lower(), postcode.replace(" ", "")))


def _updated(today: dt.date, rng: random.Random) -> dt.date | None:
    return None if rng.random() < 0.1 else today - dt.timedelta(days=rng.randint(5, 900))


def _report(school: School) -> str:
    return f"http://{school.host}.county.test/"
