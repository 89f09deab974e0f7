"""A hub within a council's website: topic pages by path, an A to Z of schools, PDF uploads."""

from __future__ import annotations

from html import escape

from ..model import Paper, Para, Publication, Resource, Section, Site, symbolic
from ..render import render_file
from ..styles.base import redirect
from .model import Listed, Plan, Portal
from .pages import council_page, entry_main, page, paragraphs

BASE = "/education/local-offer"
PER_PAGE = 50
_AS_PDF = ("offer-comments", "offer-consultation")
"""Topics that the council uploads as files."""


def build(plan: Plan) -> Portal:
    """Build a council's website with the Local Offer in a folder of it."""
    site = Site(plan.host)
    home = symbolic(plan.host, f"{BASE}/")
    portal = Portal(plan, home, {plan.host: site}, website=symbolic(plan.host, "/"))
    tiles: list[str] = []
    for key, topic in plan.topics.items():
        address = f"{BASE}/guide/{key.removeprefix('offer-')}"
        if key in _AS_PDF:
            address = f"/downloads/file/{len(tiles) + 200}/{key.removeprefix('offer-')}.pdf"
            site.resources[address] = _upload(plan, key)
        else:
            updated = f"<p>Last reviewed: {plan.today:%B %Y}</p>"
            site.resources[address] = page(plan, topic[0], paragraphs(topic) + updated)
        tiles.append(f"<li><h2><a href='{address}'>{escape(topic[0])}</a></h2></li>")
    body = (
        f"<p>Welcome to the {plan.authority} Local Offer for children and young people with "
        f"special educational needs and disabilities (SEND).</p><ul>{''.join(tiles)}</ul>"
        f"<p><a href='{BASE}/schools'>List of schools</a> <a href='{BASE}/services'>Groups and "
        "services</a></p>"
    )
    site.resources[f"{BASE}/"] = page(plan, f"{plan.authority} SEND Local Offer", body)
    site.resources["/local-offer/"] = redirect(f"{BASE}/")
    _council(plan, site)
    _lists(portal, site)
    return portal


def _council(plan: Plan, site: Site) -> None:
    links = "".join(
        f"<li><a href='/{word.lower()}/'>{word}</a></li>"
        for word in ("Bins", "Parking", "Planning", "Libraries", "Jobs", "News")
    )
    for word in ("Bins", "Parking", "Planning", "Libraries", "Jobs", "News"):
        site.resources[f"/{word.lower()}/"] = council_page(
            plan, word, f"<p>All about {word.lower()}.</p>"
        )
    site.resources["/"] = council_page(
        plan,
        f"{plan.authority} Council",
        f"<ul>{links}<li><a href='/education/'>Education and schools</a></li></ul>",
    )
    site.resources["/education/"] = council_page(
        plan, "Education and schools", f"<p><a href='{BASE}/'>SEND Local Offer</a></p>"
    )


def _lists(portal: Portal, site: Site) -> None:
    plan = portal.plan
    schools = sorted((e for e in plan.listed if e.urn is not None), key=lambda e: e.name.lower())
    others = [entry for entry in plan.listed if entry.urn is None]
    for name, wanted in (("schools", schools), ("services", others)):
        pages = -(-len(wanted) // PER_PAGE) or 1
        for number in range(1, pages + 1):
            rows = "".join(_row(e) for e in wanted[(number - 1) * PER_PAGE : number * PER_PAGE])
            steps = "".join(
                f"<a href='{BASE}/{name}?page={n}'>{n}</a> " for n in range(1, pages + 1)
            )
            body = f"<table class='directory'>{rows}</table><div class='pager'>{steps}</div>"
            made = page(plan, f"Local Offer: {name}", body)
            site.resources[f"{BASE}/{name}?page={number}"] = made
            if number == 1:
                site.resources[f"{BASE}/{name}"] = made
    for entry in plan.listed:
        path = _path(entry)
        main = entry_main(entry, written="This record was updated on {:%d.%m.%Y}")
        site.resources[path] = page(plan, entry.name, main, modified=entry.updated)
        portal.places[entry.key] = symbolic(plan.host, path)


def _path(entry: Listed) -> str:
    slug = "-".join("".join(c if c.isalnum() else " " for c in entry.name.lower()).split())
    return f"/directory_record/{entry.key}/{slug}"


def _row(entry: Listed) -> str:
    return (
        f"<tr><td><a href='{_path(entry)}'>{escape(entry.name)}</a></td>"
        f"<td>{escape(entry.postcode)}</td></tr>"
    )


def _upload(plan: Plan, key: str) -> Resource:
    title, text = plan.topics[key]
    paper = Paper(
        key=key,
        kind="other",
        title=title,
        school=plan.authority,
        sections=(Section(title, tuple(Para(part) for part in text.split("\n\n"))),),
    )
    made = Publication(paper, "pdf", title, key, ())
    return Resource(lambda bind: render_file(made, bind), plan.today)
