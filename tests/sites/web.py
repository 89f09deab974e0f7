"""All websites of a county together: what each host serves, and where each paper stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .faults import break_site
from .hosts import special_sites
from .model import Answer, Place, Resource, School, Site
from .styles import Style, build_site
from .wording import PageWords


@dataclass(frozen=True, slots=True)
class Web:
    """`sites` by host; `places` by URN and the key of the publication."""

    sites: dict[str, Site]
    places: dict[int, dict[str, Place]]


@dataclass(slots=True)
class Kept:
    """What one night built and the next one need not: websites by URN, answers by resource.

    An answer's resource is kept beside it, so that no other one can come to its identity.
    """

    styles: dict[int, tuple[School, Style]] = field(default_factory=dict)
    answers: dict[int, tuple[Resource, Answer]] = field(default_factory=dict)

    def style(self, school: School, today: dt.date, words: PageWords) -> Style:
        """Give a school's website, built anew only where the school is another."""
        before = self.styles.get(school.urn)
        if before is None or before[0] != school:
            style = build_site(school, today, words)
            break_site(style.own, school)
            before = self.styles[school.urn] = school, style
        return before[1]


def build_web(
    schools: Iterable[School], today: dt.date, words: PageWords, out: set[str], kept: Kept
) -> Web:
    """Build all hosts, those in `out` (`*` for all) without anybody who listens.

    Files and pages are made only when they are asked for.
    """
    listed = tuple(schools)
    sites = special_sites(listed)
    places: dict[int, dict[str, Place]] = {}
    for school in listed:
        style = kept.style(school, today, words)
        places[school.urn] = style.places
        if school.closed:
            continue
        for host, site in style.sites.items():
            if host in sites:
                sites[host].resources |= site.resources
            else:
                sites[host] = replace(site, resources=dict(site.resources))
    for host, site in sites.items():
        if out & {host, "*"}:
            site.fault = "refused"
    return Web(sites, places)
