"""All websites of a county together: what each host serves, and where each paper stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from .faults import break_site
from .hosts import special_sites
from .model import Place, School, Site
from .styles import build_site
from .wording import PageWords


@dataclass(frozen=True, slots=True)
class Web:
    """`sites` by host; `places` by URN and the key of the publication."""

    sites: dict[str, Site]
    places: dict[int, dict[str, Place]]


def build_web(schools: Iterable[School], today: dt.date, words: PageWords) -> Web:
    """Build all hosts. Files and pages are made only when they are asked for."""
    listed = tuple(schools)
    sites = special_sites(listed)
    places: dict[int, dict[str, Place]] = {}
    for school in listed:
        style = build_site(school, today, words)
        places[school.urn] = style.places
        if school.closed:
            continue
        break_site(style.own, school)
        for host, site in style.sites.items():
            if host in sites:
                sites[host].resources |= site.resources
            else:
                sites[host] = site
    return Web(sites, places)
