"""A portal that a script draws, over the Open Referral UK API; its address is not known.

The council's website leads to it. Without a browser its directory is an empty page; the data
behind it is not.
"""

from __future__ import annotations

import json
from html import escape

from ..model import Site, symbolic
from .model import Listed, Plan, Portal
from .pages import council_page, json_answer, page, paragraphs

API = "/api/oruk/services"
PER_PAGE = 50


def build(plan: Plan) -> Portal:
    """Build the portal and the council's own website, which links to it."""
    site, council = Site(plan.host), Site("council")
    home = symbolic(plan.host, "/")
    website = symbolic("council", "/")
    portal = Portal(
        plan, home, {plan.host: site, "council": council}, website=website, address_known=False
    )
    menu = "".join(
        f"<a href='/guide/{key.removeprefix('offer-')}'>{escape(title)}</a>"
        for key, (title, _) in plan.topics.items()
    )
    for key, topic in plan.topics.items():
        path = f"/guide/{key.removeprefix('offer-')}"
        body = f"{paragraphs(topic)}<p>Updated {plan.today:%d %B %Y}</p>"
        site.resources[path] = page(plan, topic[0], body, menu=menu)
    site.resources["/"] = page(
        plan,
        f"{plan.authority} SEND Local Offer",
        "<p>Find support for children and young people with special educational needs and "
        "disabilities.</p><p><a href='/directory'>Search the directory of services</a></p>",
        menu=menu,
    )
    site.resources["/directory"] = page(
        plan,
        "Directory",
        f"<div id='app' data-source='{API}'></div><noscript>Please turn on JavaScript.</noscript>"
        f"<script>fetch('{API}?page=1')</script>",
    )
    _data(portal, site)
    council.resources["/"] = council_page(
        plan,
        f"{plan.authority} Council",
        "<ul><li><a href='/bins/'>Bins</a></li><li><a href='/send/'>SEND</a></li></ul>",
    )
    council.resources["/send/"] = council_page(
        plan,
        "Special educational needs",
        f"<p>Everything is in the <a href='{home}'>{plan.authority} Local Offer</a>.</p>",
    )
    return portal


def _data(portal: Portal, site: Site) -> None:
    plan = portal.plan
    pages = -(-len(plan.listed) // PER_PAGE) or 1
    for number in range(1, pages + 1):
        some = plan.listed[(number - 1) * PER_PAGE : number * PER_PAGE]
        answer = {
            "total_items": len(plan.listed),
            "total_pages": pages,
            "page_number": number,
            "size": len(some),
            "contents": [_service(entry) for entry in some],
        }
        made = json_answer(json.dumps(answer))
        site.resources[f"{API}?page={number}"] = made
        if number == 1:
            site.resources[API] = made
    for entry in plan.listed:
        path = f"{API}/{entry.key}"
        site.resources[path] = json_answer(json.dumps(_service(entry)))
        portal.places[entry.key] = symbolic(plan.host, path)


def _service(entry: Listed) -> dict[str, object]:
    made: dict[str, object] = {
        "id": entry.key,
        "name": entry.name,
        "description": f"<p>{entry.about}</p>",
        "status": "active",
        "service_at_locations": [
            {"location": {"addresses": [{"city": "Exampleton", "postal_code": entry.postcode}]}}
        ],
    }
    if entry.updated:
        made["last_modified"] = f"{entry.updated.isoformat()}T09:00:00Z"
    if entry.report:
        made["links"] = [{"label": "SEN Information Report", "link": entry.report}]
    return made
