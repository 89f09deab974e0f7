"""The pages: each takes a request, asks the database once, and fills a template."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from checks.differences import compare
from portal import answers, copies, documentation, downloads, outlets
from portal.data import authority as authorities
from portal.data import document as documents
from portal.data import edition as editions
from portal.data import home as homes
from portal.data import requirement as requirements
from portal.data import school as schools
from portal.data import search as searches
from portal.finder import Finder
from portal.kept import kept
from portal.letter import letter
from portal.timeline import timeline
from portal.web import (
    NO_AUTHORITY,
    NO_SCHOOL,
    Datasette,
    Request,
    Response,
    ask,
    database,
    missing,
    page,
    settings,
    site_of,
    whole,
)

NO_POINT = "No authority has this code, or no requirement this name."

LICENCE = {
    "register": "Open Government Licence v3.0 (Get Information About Schools)",
    "findings": "CC BY 4.0",
}

_finders: WeakKeyDictionary[Datasette, tuple[tuple[int, ...], Finder]] = WeakKeyDictionary()


@kept
async def home(datasette: Datasette, request: Request) -> Response:
    """`/`: what this is, find a school, authorities, figures."""
    return await page(datasette, request, "home.html", await ask(datasette, homes.home))


async def find(datasette: Datasette, request: Request) -> Response:
    """`/find?q=`: schools by name, town, postcode or URN."""
    query = request.args.get("q", "").strip()[:200]
    urns = (await _finder(datasette)).find(query) if query else []
    found = await ask(datasette, lambda connection: homes.found_schools(connection, urns))
    return await page(datasette, request, "find.html", {"query": query, "schools": found})


async def school(datasette: Datasette, request: Request) -> Response:
    """`/school/<urn>`: one school in plain words, then everything that was checked."""
    found = await _school(datasette, request)
    if found is None:
        return await missing(datasette, request, NO_SCHOOL)
    findings = found["findings"]
    context = {
        **found,
        "answers": answers.in_short(found["school"], findings, found["report"]),
        "groups": schools.by_basis(findings),
        "unread": schools.unread(findings),
        "unclear": schools.unclear(findings),
        "moments": timeline(found["documents"], found["editions"], found["school"]["checked_on"]),
        "disputed": {row["requirement"]: row for row in found["replies"] if row["requirement"]},
        "letter": _letter(request, found),
        "site": site_of(request),
    }
    return await page(datasette, request, "school.html", context)


async def school_letter(datasette: Datasette, request: Request) -> Response:
    """`/school/<urn>/letter`: the letter to the school by itself, to be printed."""
    found = await _school(datasette, request)
    if found is None:
        return await missing(datasette, request, NO_SCHOOL)
    context = {"school": found["school"], "letter": _letter(request, found)}
    return await page(datasette, request, "letter.html", context)


async def school_json(datasette: Datasette, request: Request) -> Response:
    """`/school/<urn>.json`: the same as data; keys are added but never taken away."""
    found = await _school(datasette, request)
    if found is None:
        return await missing(datasette, request, NO_SCHOOL)
    body = json.dumps({"version": 1, "licence": LICENCE, **found}, ensure_ascii=False, indent=1)
    return Response(body, content_type="application/json; charset=utf-8")


@kept
async def authority(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>`: figures, a bar for each requirement, worklists, schools."""
    code = request.url_vars["code"]
    found = await ask(datasette, lambda connection: authorities.authority(connection, code))
    if found is None:
        return await missing(datasette, request, NO_AUTHORITY)
    context = {**found, "worklists": authorities.WORKLISTS}
    return await page(datasette, request, "authority.html", context)


async def worklist(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>/<list>`: one list, filtered, a hundred rows a page."""
    code, name = request.url_vars["code"], request.url_vars["list"]
    if name not in authorities.WORKLISTS:
        return await missing(datasette, request, "There is no list of this name.")
    filters, number = _filters(request, authorities.FILTERS)
    found = await ask(
        datasette,
        lambda connection: authorities.worklist(connection, code, name, filters, number),
    )
    if found is None:
        return await missing(datasette, request, NO_AUTHORITY)
    plan = authorities.WORKLISTS[name]
    context = {**found, "plan": plan, **_downloads(request, filters)}
    return await page(datasette, request, "worklist.html", context)


async def authority_point(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>/on/<requirement>`: one requirement at each of the schools."""
    code, name = request.url_vars["code"], request.url_vars["id"]
    filters, number = _filters(request, authorities.POINT_FILTERS)
    found = await ask(
        datasette,
        lambda connection: authorities.point(connection, code, name, filters, number),
    )
    if found is None:
        return await missing(datasette, request, NO_POINT)
    return await page(datasette, request, "point.html", {**found, **_downloads(request, filters)})


async def authority_schools(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>/schools`: an authority's schools, filtered."""
    code = request.url_vars["code"]
    filters, number = _filters(request, authorities.SCHOOL_FILTERS)
    found = await ask(
        datasette, lambda connection: authorities.schools(connection, code, filters, number)
    )
    if found is None:
        return await missing(datasette, request, NO_AUTHORITY)
    return await page(datasette, request, "schools.html", {**found, **_downloads(request, filters)})


@kept
async def requirement(datasette: Datasette, request: Request) -> Response:
    """`/requirement/<id>`: what the law says, how it is checked, how often it is met."""
    name = request.url_vars["id"]
    found = await ask(datasette, lambda connection: requirements.requirement(connection, name))
    if found is None:
        return await missing(datasette, request, f"There is no requirement called {name}.")
    return await page(datasette, request, "requirement.html", found)


async def all_requirements(datasette: Datasette, request: Request) -> Response:
    """`/requirements`: everything that is checked."""
    found = await ask(datasette, requirements.requirements)
    return await page(datasette, request, "requirements.html", {"requirements": found})


async def document(datasette: Datasette, request: Request) -> Response:
    """`/document/<sha>`: the text as it was read, with what answers a requirement marked."""
    sha256 = request.url_vars["sha"]
    found = await ask(datasette, lambda connection: documents.document(connection, sha256))
    if found is None:
        return await missing(datasette, request, "This document is not published here.")
    beside = request.args.get("beside") == "1" and found["document"]["format"] in copies.SHOWN
    # A copy that the archive no longer gives would be an empty frame.
    framed = beside and await outlets.copy_of(datasette, request) is not None
    context = {**found, "framed": framed, "unframed": beside and not framed}
    return await page(datasette, request, "document.html", context)


async def edition(datasette: Datasette, request: Request) -> Response:
    """`/edition/<id>`: an edition of a document beside the one before it."""
    number = int(request.url_vars["id"])
    found = await ask(datasette, lambda connection: editions.both(connection, number))
    if found is None:
        return await missing(datasette, request, "There is no earlier edition to compare with.")
    row, before, after = found
    difference = await asyncio.to_thread(compare, before, after)
    context = {
        "edition": row,
        "difference": difference,
        "said": editions.dates(difference, before, after),
        "rows": editions.shown(difference, before, after),
    }
    return await page(datasette, request, "edition.html", context)


async def search(datasette: Datasette, request: Request) -> Response:
    """`/search?q=`: full text over all published documents."""
    query = request.args.get("q", "").strip()[:200]
    number = max(1, whole(request.args.get("page")))
    hits = await ask(datasette, lambda connection: searches.search(connection, query, number))
    context = {
        "query": query,
        "hits": hits[: searches.PAGE],
        "number": number,
        "more": len(hits) > searches.PAGE,
        "cut_at": searches.RANKED if hits and hits[0]["ranked"] == searches.RANKED else None,
        "query_string": urlencode({"q": query}),
    }
    return await page(datasette, request, "search.html", context)


async def data(datasette: Datasette, request: Request) -> Response:
    """`/data` and `/data/<code>`: the files to take away, and how the tables hang together."""
    place = request.url_vars.get("place") or downloads.NATIONAL
    folder = Path(settings(datasette)["exports"])
    package = await asyncio.to_thread(downloads.package, folder, place)
    if package is None and place != downloads.NATIONAL:
        return await missing(datasette, request, "There are no files of this name.")
    found = await ask(datasette, homes.home)
    named = {row["la_code"]: row["name"] for row in found["authorities"]}
    context = {
        "place": place,
        "place_name": named.get(place, "England"),
        "package": package,
        "authorities": found["authorities"],
        "text": documentation.rendered(docs_folder(datasette), "data", below=True),
    }
    return await page(datasette, request, "data.html", context)


async def documentation_page(datasette: Datasette, request: Request) -> Response:
    """`/methodology`, `/accuracy` and the other pages of docs/ that exist."""
    name = request.url_vars["page"]
    html = documentation.rendered(docs_folder(datasette), name)
    if html is None:
        return await missing(datasette, request, "This page does not exist yet.")
    title = documentation.PAGES[name]
    return await page(datasette, request, "documentation.html", {"title": title, "text": html})


ROBOTS = """\
User-agent: *
Disallow: /find
Disallow: /search
Disallow: /*.json
Disallow: /{database}/
Disallow: /-/
"""
"""Tables can be sorted, filtered and paged in endlessly many ways: robots get the
pages and the ready-made files."""


async def robots(datasette: Datasette, request: Request) -> Response:
    """`/robots.txt`."""
    return Response(ROBOTS.format(database=database(datasette).name), content_type="text/plain")


async def closed(datasette: Datasette, request: Request) -> Response:
    """What Datasette would tell of the server."""
    return await missing(datasette, request, "There is nothing to see here.")


def docs_folder(datasette: Datasette) -> Path:
    """Where the documentation lies."""
    return Path(settings(datasette).get("docs", "docs"))


def _filters(request: Request, columns: tuple[str, ...]) -> tuple[dict[str, str], int]:
    """What the address filters by, and the number of the page it asks for."""
    filters = {column: request.args.get(column, "") for column in columns}
    asked = request.args.get("page")
    number = authorities.ALL if asked == "all" else max(1, whole(asked))
    return {column: value for column, value in filters.items() if value}, number


def _downloads(request: Request, filters: dict[str, str]) -> dict[str, str]:
    """Addresses of all rows of a list as data, filtered like its page."""
    query = urlencode(filters)
    asked = f"?{query}" if query else ""
    return {
        "csv": f"{request.path}.csv{asked}",
        "json": f"{request.path}.json{asked}",
        "filter_query": query,
    }


def _letter(request: Request, found: dict[str, Any]) -> str:
    address = f"{site_of(request)}/school/{found['school']['urn']}"
    return letter(found["school"], found["findings"], address) if found["findings"] else ""


async def _school(datasette: Datasette, request: Request) -> dict[str, Any] | None:
    urn = int(request.url_vars["urn"])
    return await ask(datasette, lambda connection: schools.school(connection, urn))


async def _finder(datasette: Datasette) -> Finder:
    """The finder over the schools of the last publication."""
    edition = await ask(datasette, homes.edition)
    kept = _finders.get(datasette)
    if kept is None or kept[0] != edition:
        kept = (edition, Finder(await ask(datasette, homes.places)))
        _finders[datasette] = kept
    return kept[1]
