"""What is not a page: archived copies, ready-made files, feeds and calendars."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from portal import copies, downloads, feeds
from portal.data import authority as authorities
from portal.data import document as documents
from portal.data import news
from portal.data.rows import Row
from portal.web import (
    NO_AUTHORITY,
    NO_SCHOOL,
    Datasette,
    Request,
    Response,
    ask,
    missing,
    settings,
    site_of,
)
from portal.words import STATES

NO_COPY = "There is no archived copy of this document here."


async def document_file(datasette: Datasette, request: Request) -> Response:
    """`/document/<sha>/file`: the archived bytes, made harmless."""
    copy = await copy_of(datasette, request)
    if copy is None:
        return await missing(datasette, request, NO_COPY)
    return Response(copy.body, headers=copy.headers, content_type=copy.content_type)


async def copy_of(datasette: Datasette, request: Request) -> copies.Copy | None:
    """The archived copy of the document that is asked for.

    None where it is not for this reader, not published, or not to be read out of the archive.
    """
    if not copies.shown_to(datasette, request.actor):
        return None
    sha256 = request.url_vars["sha"]
    found = await ask(datasette, lambda connection: documents.copy(connection, sha256))
    if found is None:
        return None
    archive, public = Path(settings(datasette)["archive"]), copies.shown_to(datasette, None)
    return await asyncio.to_thread(copies.read, archive, found, public=public)


async def data_file(datasette: Datasette, request: Request) -> Response:
    """`/data/<place>/<file>`: one ready-made file."""
    place, name = request.url_vars["place"], request.url_vars["file"]
    path = Path(settings(datasette)["exports"]) / place / name
    if not path.is_file():
        return await missing(datasette, request, "There are no files of this name.")
    return downloads.FileAnswer(path, f"sendwatch-{place}-{name}")


async def school_atom(datasette: Datasette, request: Request) -> Response:
    """`/school/<urn>.atom`: what changed at one school."""
    urn = int(request.url_vars["urn"])
    found = await ask(datasette, lambda connection: news.school_feed(connection, urn))
    return await _atom(datasette, request, found, f"/school/{urn}", NO_SCHOOL)


async def authority_atom(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>.atom`: what changed at an authority's schools."""
    code = request.url_vars["code"]
    found = await ask(datasette, lambda connection: news.authority_feed(connection, code))
    return await _atom(datasette, request, found, f"/authority/{code}", NO_AUTHORITY)


async def requirement_atom(datasette: Datasette, request: Request) -> Response:
    """`/requirement/<id>.atom`: where one requirement began or ceased to be met."""
    name = request.url_vars["id"]
    found = await ask(datasette, lambda connection: news.requirement_feed(connection, name))
    unknown = f"There is no requirement called {name}."
    return await _atom(datasette, request, found, f"/requirement/{name}", unknown)


async def authority_calendar(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>.ics`: review dates to come."""
    code = request.url_vars["code"]
    found = await ask(datasette, lambda connection: news.coming(connection, code))
    if found is None:
        return await missing(datasette, request, NO_AUTHORITY)
    body = feeds.calendar(found["name"], site_of(request), found["reviews"], _made(found))
    name = f'attachment; filename="reviews-{code}.ics"'
    return Response(
        body, headers={"content-disposition": name}, content_type="text/calendar; charset=utf-8"
    )


async def authority_points(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>/points.json`: what the map shows."""
    code = request.url_vars["code"]
    found = await ask(datasette, lambda connection: authorities.points(connection, code))
    schools = [
        {**row, "symbol": STATES[row["state"]].symbol, "tone": STATES[row["state"]].tone}
        for row in found
    ]
    body = json.dumps({"schools": schools}, ensure_ascii=False, separators=(",", ":"))
    return Response(body, content_type="application/json; charset=utf-8")


async def _atom(
    datasette: Datasette, request: Request, found: Row | None, path: str, unknown: str
) -> Response:
    if found is None:
        return await missing(datasette, request, unknown)
    site = site_of(request)
    title = f"What changed: {found['name']}"
    body = feeds.atom(title, f"{site}{path}.atom", f"{site}{path}", found["changes"], _made(found))
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def _made(found: Row) -> str | None:
    return found["publication"]["published_at"] if found["publication"] else None
