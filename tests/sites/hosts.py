"""Hosts that belong to no single school: the council's Local Offer, another's, the trust."""

from __future__ import annotations

from html import escape

from .model import Resource, School, Site, symbolic
from .styles.base import page_answer


def special_sites(schools: tuple[School, ...]) -> dict[str, Site]:
    """Build the sites of the authority, of another authority and of the trust."""
    local_offer, other = Site("local-offer"), Site("other-local-offer")
    entries = "".join(
        f"<li>{escape(school.name)}, {escape(school.register['Postcode'])}</li>"
        for school in schools
        if not school.closed
    )
    for site, place in ((local_offer, "Sampleshire"), (other, "Fixtureland")):
        site.resources["/"] = _page(place, '<p><a href="/local-offer/">SEND Local Offer</a></p>')
        site.resources["/local-offer/"] = _page(
            f"{place} SEND Local Offer",
            f"<p>The SEN and disability Local Offer of {place} County Council: education, health "
            "and care for children and young people from birth to 25.</p>",
        )
    local_offer.resources["/local-offer/schools/"] = _page("Schools", f"<ul>{entries}</ul>")
    return {"local-offer": local_offer, "other-local-offer": other, "trust": _trust(schools)}


def _trust(schools: tuple[School, ...]) -> Site:
    """The trust's site has a page for each school, which links to the school's own site."""
    site = Site("trust")
    links = ""
    for school in schools:
        if "trust-website" not in school.story:
            continue
        path = f"/our-schools/{school.host}/"
        links += f'<li><a href="{path}">{escape(school.name)}</a></li>'
        site.resources[path] = _page(
            school.name,
            f"<p>{escape(school.name)} joined the trust in 2018.</p>"
            f'<p><a href="{symbolic(school.host)}">Visit the school\'s website</a></p>',
        )
    site.resources["/"] = _page("Example Learning Trust", f"<p>Our schools</p><ul>{links}</ul>")
    return site


def _page(title: str, main: str) -> Resource:
    return Resource(
        page_answer(
            f"<!DOCTYPE html><html lang='en-GB'><head><title>{escape(title)}</title></head>"
            f"<body><h1>{escape(title)}</h1>{main}</body></html>"
        )
    )
