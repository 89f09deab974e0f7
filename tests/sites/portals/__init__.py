"""Three Local Offers of made-up authorities, each in the manner of another kind of portal.

`build_portals` shares a county's schools out among three authorities. What is true of each
portal is decided here, before a page is written; README.md of the folder above has the format.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..kinds import LA_CODE, LA_NAME
from ..model import School
from . import directory, hub, referral
from .model import Listed, Plan, Portal, listed_schools
from .texts import DIRECTORY, HUB, REFERRAL, Topic

__all__ = [
    "AUTHORITIES",
    "Listed",
    "Plan",
    "Portal",
    "build_portal",
    "build_portals",
    "county_portals",
    "share_out",
]

AUTHORITIES = {
    "directory": (LA_CODE, LA_NAME, "local-offer"),
    "hub": ("991", "Fixtureland", "other-local-offer"),
    "referral": ("992", "Exampleton", "third-local-offer"),
}
"""Code, name and host of each authority, by the style of its portal."""

_BUILDERS = {"directory": directory.build, "hub": hub.build, "referral": referral.build}
_TOPICS = {"directory": DIRECTORY, "hub": HUB, "referral": REFERRAL}


def share_out(schools: Sequence[School]) -> dict[str, list[School]]:
    """Give each style's authority its schools, with the register's row to match."""
    shares: dict[str, list[School]] = {style: [] for style in AUTHORITIES}
    for number, school in enumerate(schools):
        style = list(AUTHORITIES)[number % len(AUTHORITIES)]
        code, name, _ = AUTHORITIES[style]
        row = school.register | {"LA (code)": code, "LA (name)": name}
        shares[style].append(replace(school, register=row))
    return shares


def build_portal(
    style: str,
    schools: Sequence[School],
    today: dt.date,
    rng: random.Random,
    *,
    without: Sequence[str] = (),
) -> Portal:
    """Build one authority's portal that lists `schools`, without some of its topics."""
    code, name, host = AUTHORITIES[style]
    topics: Mapping[str, Topic] = _TOPICS[style]
    plan = Plan(
        code=code,
        authority=name,
        style=style,
        host=host,
        topics={key: topic for key, topic in topics.items() if key not in without},
        listed=listed_schools(schools, today, rng),
        today=today,
    )
    portal = _BUILDERS[style](plan)
    portal.missing = tuple(without)
    return portal


def build_portals(
    schools: Sequence[School], today: dt.date, seed: int
) -> tuple[dict[str, list[School]], tuple[Portal, ...]]:
    """Build all three: the schools of each by style, and the portals."""
    shares = share_out(schools)
    portals = [
        build_portal(style, share, today, random.Random(f"{seed} {style}"))
        for style, share in shares.items()
    ]
    return shares, tuple(portals)


def county_portals(schools: Sequence[School], today: dt.date, seed: int) -> tuple[Portal, ...]:
    """Build the portals of a county whose schools all are Sampleshire's, and its neighbours'.

    Sampleshire's lists all schools; the neighbours' list those just over the border. Each of
    two leaves out a topic, so that there is something to find.
    """
    listed = {"directory": schools, "hub": schools[:4], "referral": schools[4:7]}
    without = {"directory": ("offer-comments",), "hub": (), "referral": ("offer-travel",)}
    return tuple(
        build_portal(
            style, listed[style], today, random.Random(f"{seed} {style}"), without=without[style]
        )
        for style in AUTHORITIES
    )
