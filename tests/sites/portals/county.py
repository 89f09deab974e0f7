"""Three authorities with their schools and portals, ready to be served together."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..county import County, build_county
from ..model import School
from ..running import RunningCounty, serve
from . import Portal, build_portal, build_portals


@dataclass(slots=True)
class PortalCounty:
    """What is being served: the county (its schools shared out) and the portals by style."""

    running: RunningCounty
    portals: dict[str, Portal]

    @property
    def bind(self) -> Callable[[str], str]:
        """What turns symbolic addresses into those that are served."""
        return self.running.addresses.bind


def prepare(number: int, seed: int, today: dt.date, data: Path) -> tuple[County, list[Portal]]:
    """Build a county whose schools belong to three authorities, and their portals."""
    county = build_county(seed, number, today=today, data=data)
    shares, portals = build_portals(county.schools, today, seed)
    schools = tuple(sorted((s for share in shares.values() for s in share), key=lambda s: s.urn))
    return replace(county, schools=schools), list(portals)


def one_portal(
    style: str, number: int, seed: int, today: dt.date, data: Path
) -> tuple[County, list[Portal]]:
    """Build a county whose schools are all listed by one authority's portal."""
    county = build_county(seed, number, today=today, data=data)
    portal = build_portal(style, county.schools, today, random.Random(f"{seed} {style}"))
    code, name = portal.plan.code, portal.plan.authority
    schools = tuple(_moved(school, code, name) for school in county.schools)
    return replace(county, schools=schools), [portal]


def _moved(school: School, code: str, name: str) -> School:
    return replace(school, register=school.register | {"LA (code)": code, "LA (name)": name})


@contextlib.contextmanager
def serve_portals(
    county: County, portals: list[Portal], *, port: int = 0
) -> Iterator[PortalCounty]:
    """Serve the schools' websites and the portals until the block ends."""
    more = {host: site for portal in portals for host, site in portal.sites.items()}
    with serve(county, port=port, more=more) as running:
        yield PortalCounty(running, {portal.plan.style: portal for portal in portals})
