"""A vendor's directory: topics as advice pages, a search form with a drop-down, paged results."""

from __future__ import annotations

from html import escape

from ..model import Site, symbolic
from .model import Listed, Plan, Portal
from .pages import council_page, entry_main, page, paragraphs

PER_PAGE = 20
BASE = "/kb5/sampleshire/directory"
_CHANNELS = (("schools", "Schools and colleges"), ("services", "Clubs and services"))


def build(plan: Plan) -> Portal:
    """Build the portal below `/kb5/`, with its home at `/local-offer/`."""
    site = Site(plan.host)
    portal = Portal(plan, symbolic(plan.host, "/local-offer/"), {plan.host: site})
    menu = "".join(
        f"<a href='{BASE}/advice.page?id={key}'>{escape(title)}</a>"
        for key, (title, _) in plan.topics.items()
    )
    for key, topic in plan.topics.items():
        body = paragraphs(topic) + f"<p>Page last updated: {plan.today:%d/%m/%Y}</p>"
        site.resources[f"{BASE}/advice.page?id={key}"] = page(plan, topic[0], body, menu=menu)
    options = "".join(f"<option value='{value}'>{label}</option>" for value, label in _CHANNELS)
    form = (
        f"<form action='{BASE}/results.page' method='get'><label for='qt'>Search</label>"
        "<input id='qt' name='qt' type='text'><select name='channel'>"
        f"<option value=''>All</option>{options}</select><button>Search</button></form>"
    )
    home = page(
        plan,
        f"{plan.authority} SEND Local Offer",
        f"<p>The SEN and disability Local Offer of {plan.authority} County Council: education, "
        "health and care for children and young people from birth to 25.</p>" + form,
        menu=menu,
    )
    site.resources["/local-offer/"] = home
    site.resources["/"] = council_page(
        plan, f"{plan.authority} Council", "<p><a href='/local-offer/'>SEND Local Offer</a></p>"
    )
    for channel, _ in _CHANNELS:
        _results(portal, site, channel, menu)
    for entry in plan.listed:
        path = f"{BASE}/service.page?id={entry.key}"
        site.resources[path] = page(
            plan, entry.name, entry_main(entry), menu=menu, modified=entry.updated
        )
        portal.places[entry.key] = symbolic(plan.host, path)
    return portal


def _results(portal: Portal, site: Site, channel: str, menu: str) -> None:
    """Result pages of one channel, twenty entries each."""
    plan = portal.plan
    wanted = [entry for entry in plan.listed if (entry.urn is not None) == (channel == "schools")]
    for start in range(0, max(1, len(wanted)), PER_PAGE):
        items = "".join(_item(entry) for entry in wanted[start : start + PER_PAGE])
        following = ""
        if start + PER_PAGE < len(wanted):
            following = f"<a href='{_address(channel, start + PER_PAGE)}'>Next</a>"
        body = f"<p>{len(wanted)} results found</p><div class='results'>{items}</div>{following}"
        made = page(plan, "Search results", body, menu=menu)
        site.resources[_address(channel, start)] = made
        if start == 0:
            site.resources[f"{BASE}/results.page?channel={channel}"] = made


def _address(channel: str, start: int) -> str:
    return f"{BASE}/results.page?channel={channel}&sr={start}"


def _item(entry: Listed) -> str:
    return (
        f"<div class='result_hit'><h3><a href='{BASE}/service.page?id={entry.key}'>"
        f"{escape(entry.name)}</a></h3><p>{escape(entry.about)} {escape(entry.postcode)}</p></div>"
    )
