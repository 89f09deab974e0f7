"""`/authority/<code>/local-offer` and `/local-offers`: one Local Offer, and all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.data import offer as offers
from portal.web import Datasette, Request, Response, ask, missing, page


async def local_offer(datasette: Datasette, request: Request) -> Response:
    """What the Local Offer must hold and whether it does, its schools, and what has changed."""
    code = request.url_vars["code"]
    found = await ask(datasette, lambda connection: offers.offer(connection, code))
    if found is None:
        return await missing(datasette, request, "No Local Offer is known for this code.")
    return await page(datasette, request, "local_offer.html", found)


async def local_offers(datasette: Datasette, request: Request) -> Response:
    """Every authority's Local Offer and how far it was checked, by name."""
    found = await ask(datasette, offers.every)
    return await page(datasette, request, "local_offers.html", {"places": found})


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/local-offers$", local_offers),
    (r"^/authority/(?P<code>\w{1,12})/local-offer$", local_offer),
]
