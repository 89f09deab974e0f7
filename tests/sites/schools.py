"""Makes up the county's schools: names, people, register rows and website values."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from .kinds import KINDS, LA_CODE, LA_NAME, Kind
from .model import FIRST_URN, Person, School
from .wording import Words

TRUSTS = ("Example Learning Trust", "Sample Schools Partnership")

_MESSY = (
    "http://{address}",
    "http://{address}/",
    "HTTP://{address}/",
    "  http://{address}",
    "http://{address}/ ",
    "{address}",
    "{address}/",
    "http:/{address}",
    "hhttp://{address}/",
)


def make_schools(
    count: int, words: Words, styles: tuple[str, ...], rng: random.Random
) -> list[School]:
    """Make `count` schools, without story and publications. Names and URNs are unique."""
    kinds = [KINDS[index % len(KINDS)] for index in range(count)]
    names: set[str] = set()
    schools = []
    for index, kind in enumerate(kinds):
        name = _name(kind, words, rng, names)
        names.add(name)
        schools.append(_school(index, kind, name, words, styles, rng))
    return schools


def with_story(school: School, story: tuple[str, ...], rng: random.Random) -> School:
    """Give a school its story and the website value that goes with it."""
    return replace(school, story=story, website=_website(school, story, rng))


def _name(kind: Kind, words: Words, rng: random.Random, taken: set[str]) -> str:
    pool = words.names
    while True:
        place, town = rng.choice(pool.places), rng.choice(pool.towns)
        if kind.faith:
            name = f"{rng.choice(pool.saints)} {kind.ending}, {town}"
        else:
            marker = rng.choice(("Sampleshire {}", "{} Example", "Example {}", "{} Sample"))
            name = f"{marker.format(place)} {kind.ending}"
        if name in taken:
            name = f"{name}, {place}" if kind.faith else f"{name}, {town}"
        if name not in taken:
            return name


def _person(words: Words, rng: random.Random) -> Person:
    staff = words.staff
    title, last = rng.choice(staff.titles), rng.choice(staff.last_names)
    first = rng.choice(staff.first_names)
    written = rng.choice(
        (f"{title} {last}", f"{title} {first[0]} {last}", f"{title} {first} {last}")
    )
    return Person(rng.choice((written, f"{first} {last}")), f"{title} {last}")


def _school(
    index: int, kind: Kind, name: str, words: Words, styles: tuple[str, ...], rng: random.Random
) -> School:
    urn = FIRST_URN + index
    phone = f"01632 960{rng.randint(100, 899)}"
    head, town = _person(words, rng), rng.choice(words.names.towns)
    return School(
        index=index,
        urn=urn,
        name=name,
        type_code=kind.type_code,
        group=kind.group,
        phase=kind.phase,
        town=town,
        style=styles[(index + index // len(KINDS)) % len(styles)],
        story=(),
        register=_row(urn, kind, name, town, phone, head, words, rng),
        website="",
        senco=_person(words, rng),
        senco_role=rng.choice(words.staff.senco_roles),
        senco_email=f"{rng.choice(words.staff.mailboxes)}@school{index}.sampleshire.example.org",
        head=head,
        chair=_person(words, rng),
        phone=phone,
        sixth_form=kind.sixth_form,
        closed=kind.closed,
    )


def _row(
    urn: int,
    kind: Kind,
    name: str,
    town: str,
    phone: str,
    head: Person,
    words: Words,
    rng: random.Random,
) -> dict[str, str]:
    academy = kind.type_group in ("Academies", "Free Schools")
    trust = rng.randrange(len(TRUSTS))
    title, _, rest = head.name.rpartition(" ")
    changed = dt.date(2026, 1, 5) + dt.timedelta(days=rng.randint(0, 200))
    return {
        "URN": str(urn),
        "LA (code)": LA_CODE,
        "LA (name)": LA_NAME,
        "EstablishmentNumber": str(2000 + urn - FIRST_URN),
        "EstablishmentName": name,
        "TypeOfEstablishment (code)": kind.type_code.zfill(2),
        "TypeOfEstablishment (name)": kind.type_name,
        "EstablishmentTypeGroup (name)": kind.type_group,
        "EstablishmentStatus (code)": "2" if kind.closed else "1",
        "EstablishmentStatus (name)": "Closed" if kind.closed else "Open",
        "CloseDate": "31-08-2024" if kind.closed else "",
        "PhaseOfEducation (code)": kind.phase_code,
        "PhaseOfEducation (name)": kind.phase_name,
        "StatutoryLowAge": str(kind.low),
        "StatutoryHighAge": str(kind.high),
        "OfficialSixthForm (code)": "1" if kind.sixth_form else "2",
        "OfficialSixthForm (name)": "Has a sixth form"
        if kind.sixth_form
        else "Does not have a sixth form",
        "Gender (name)": "Mixed",
        "ReligiousCharacter (name)": "Church of England" if kind.faith else "Does not apply",
        "NumberOfPupils": str(rng.randint(60, 900)),
        "Trusts (code)": str(9000 + trust) if academy else "",
        "Trusts (name)": TRUSTS[trust].upper() if academy else "",
        "LastChangedDate": f"{changed:%d-%m-%Y}",
        "Street": f"{rng.randint(1, 99)} {rng.choice(words.names.places)}",
        "Town": town,
        "County (name)": LA_NAME,
        "Postcode": rng.choice(words.names.postcodes),
        "TelephoneNum": phone.replace(" ", ""),
        "HeadTitle (name)": title.split(" ")[0],
        "HeadLastName": rest,
        "HeadPreferredJobTitle": "Headteacher",
        **_place(urn),
    }


def _place(urn: int) -> dict[str, str]:
    """A place on the National Grid for the map: at sea, so that it is nobody's."""
    return {
        "Easting": str(660_000 + urn * 3_701 % 40_000),
        "Northing": str(420_000 + urn * 7_919 % 40_000),
    }


def _website(school: School, story: tuple[str, ...], rng: random.Random) -> str:
    """Write the website value as messily as the register has it, with places to fill."""
    if "no-website" in story:
        return "Not Available"
    if "directory-website" in story:
        return (
            "http://www.sampleshire.gov.uk/kb5/sampleshire/directory/"
            f"family.page?id=school{school.index}"
        )
    if "site-dns" in story:
        return f"http://www.school{school.index}.sampleshire.invalid:{{port}}/"
    if not {"site-tls", "site-tls-expired", "site-tls-name"}.isdisjoint(story):
        return "https://{address}/"
    if "trust-website" in story:
        return f"http://{{trust}}/our-schools/school-{school.index}/"
    return rng.choice(_MESSY)
