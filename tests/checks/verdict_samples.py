"""Plainly fictional schools and documents for the tests of the verdicts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from checks.bodies import Bodies
from checks.model import ElementReading, ItemReading, SchoolFacts, SearchRecord, SeenDocument
from checks.requirements import load
from extractors.model import (
    Block,
    Contact,
    DateClaim,
    Dates,
    Document,
    Kind,
    KindReading,
    Language,
    Link,
    Passage,
    Precision,
    Problem,
    Reading,
    Role,
)

TODAY = dt.date(2026, 11, 23)
LAW = load()
ITEMS = tuple(
    sorted({item for requirement in LAW.report_items(TODAY) for item in requirement.check.items})
)

PRIMARY = SchoolFacts(
    urn=900001,
    name="Willowbank Example Primary School",
    type_code=1,
    type_name="Community school",
    phase_code=2,
    low_age=4,
    high_age=11,
    sixth_form=False,
    la_name="Sampleshire",
)
SECONDARY = SchoolFacts(
    urn=900002,
    name="Sampleford High School",
    type_code=34,
    type_name="Academy converter",
    phase_code=4,
    low_age=11,
    high_age=18,
    sixth_form=True,
    la_name="Sampleshire",
)
SPECIAL = SchoolFacts(
    urn=900003,
    name="Example Oaks School",
    type_code=7,
    type_name="Community special school",
    low_age=4,
    high_age=19,
    la_name="Sampleshire",
)
SEARCHED = SearchRecord(pages_read=14, documents_read=5, sitemaps=1, budget_left=20)


def claim(
    role: Role, as_written: str, start: str, end: str = "", precision: Precision = "day"
) -> DateClaim:
    first = dt.date.fromisoformat(start)
    last = dt.date.fromisoformat(end) if end else first
    return DateClaim(role, as_written, first, last, precision, page=1)


UPDATED = claim("updated", "Last updated: 10 September 2026", "2026-09-10")


def dates(*claims: DateClaim, next_review: DateClaim | None = None) -> Dates:
    every = claims + ((next_review,) if next_review else ())
    return Dates(every, claims[0] if claims else None, next_review)


def seen(
    kind: Kind = "sen-information-report",
    *,
    also: tuple[Kind, ...] = (),
    text: Sequence[str] = (),
    stated: Dates | None = None,
    contacts: tuple[Contact, ...] = (),
    url: str = "",
    anchor: str = "",
    found_on: str = "",
    links: tuple[Link, ...] = (),
    school: str = "Willowbank Example Primary School",
    problem: Problem | None = None,
    confidence: float = 0.9,
    own_site: bool = True,
    first_seen: dt.date | None = None,
    last_seen: dt.date | None = None,
    reader: str = "pdf/1",
    ease: float = 55.0,
) -> SeenDocument:
    """A document of a kind; its dates and contacts stand in its text as they must."""
    stated = dates(UPDATED) if stated is None else stated
    lines = [
        *text,
        *(each.as_written for each in stated.claims),
        *(contact.as_written for contact in contacts),
    ]
    heading = f"Our {kind} in full"
    address = url or f"https://willowbank.example.org/{kind}.pdf"
    key = repr((kind, also, lines, address, problem, links))
    document = Document(
        sha256=hashlib.sha256(key.encode()).hexdigest(),
        format="pdf",
        title="",
        passages=(Passage(heading, 1, tuple(Block(line, 1) for line in lines), 1),),
        pages=1,
        links=links,
        problem=problem,
        reader=reader,
    )
    reading = Reading(
        document,
        KindReading(kind, also, confidence),
        stated,
        contacts,
        Language(400, 30, ease, 13.0, "Flesch"),
        school=school,
    )
    return SeenDocument(
        reading, address, found_on, anchor, own_site, first_seen, last_seen or TODAY
    )


def covers(
    *covered: str, partial: Sequence[str] = (), confidence: float = 0.9
) -> dict[str, ItemReading]:
    """Item readings whose quotations are `says <item>`, to be put into a document's text."""
    found: dict[str, ItemReading] = {}
    for item in ITEMS:
        status = "covered" if item in covered else "partial" if item in partial else "absent"
        quotation = None if status == "absent" else f"says {item}"
        found[item] = ItemReading(item, status, quotation, 1, "", confidence)
    return found


def reads(by_kind: dict[Kind, dict[str, ItemReading]]) -> Bodies:
    """Bodies whose items are as given for each kind of document, and nothing elsewhere."""

    def items(reading: Reading) -> dict[str, ItemReading]:
        return by_kind.get(reading.kind.kind, covers())

    def elements(reading: Reading) -> tuple[ElementReading, ...]:
        return (ElementReading("policy-purpose", True, "Our aim is to include everybody", 1),)

    return Bodies(items=items, elements=elements, version="test")


def sentences(*items: str) -> list[str]:
    """The text that `covers` quotes from."""
    return [f"This says {item} in a sentence of its own." for item in items]


def readings_of(everything: bool = True) -> Bodies:
    return reads({"sen-information-report": covers(*ITEMS if everything else ())})
