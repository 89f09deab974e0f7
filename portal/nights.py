"""`/nights` and `/nights/<date>`: what each night's run did, in words and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from portal.data import nights as stored
from portal.data.rows import Row
from portal.web import Datasette, Request, Response, ask, missing, page, whole
from portal.words import lasting, outcome, plural, size

NO_NIGHT = "No night's run is known for this day."

_STAGES = {
    "crawl": "Visiting the websites",
    "extract": "Reading what was new",
    "local offers": "Visiting the Local Offers",
    "check": "Holding schools against the law",
    "keep": "Tidying up",
    "archive": "Fetching again what the archive had lost",
}
_DUE = {
    "full": "whole website searched",
    "known": "only known pages and documents looked at again",
    "not tonight": "not due: the website was out of reach, and is tried again later",
}
_COUNTS = {
    "schools": ("school", "schools"),
    "requests": ("request", "requests"),
    "bodies": ("page or file read", "pages and files read"),
}


async def nights(datasette: Datasette, request: Request) -> Response:
    """Every night's run and how it went, the newest first."""
    found = await _list(datasette, request)
    told = [{**run, **_in_short(run["report"])} for run in found["runs"]]
    return await page(datasette, request, "nights.html", {**found, "runs": told})


async def nights_json(datasette: Datasette, request: Request) -> Response:
    """The same list as data; keys are added but never taken away."""
    return _data(await _list(datasette, request))


async def night(datasette: Datasette, request: Request) -> Response:
    """One night: what was due, what could not be reached, what was held back, what it told."""
    found = await _night(datasette, request)
    if found is None:
        return await missing(datasette, request, NO_NIGHT)
    runs = [
        {**run, **_in_short(run["report"]), **_at_length(run["report"])} for run in found["runs"]
    ]
    return await page(datasette, request, "night.html", {**found, "runs": runs})


async def night_json(datasette: Datasette, request: Request) -> Response:
    """The same night as data."""
    found = await _night(datasette, request)
    return _data(found) if found else await missing(datasette, request, NO_NIGHT)


async def _list(datasette: Datasette, request: Request) -> Row:
    number = max(1, whole(request.args.get("page")))
    return await ask(datasette, lambda connection: stored.nights(connection, number))


async def _night(datasette: Datasette, request: Request) -> Row | None:
    day = request.url_vars["day"]
    return await ask(datasette, lambda connection: stored.night(connection, day))


def _data(found: Row) -> Response:
    body = json.dumps({"version": 1, **found}, ensure_ascii=False, indent=1)
    return Response(body, content_type="application/json; charset=utf-8")


def _in_short(report: Row | None) -> Row:
    """The figures of one line of the list; nothing for a run that left no report."""
    if report is None:
        return {"visited": None, "unreached": None, "told": None, "lasted": ""}
    return {
        "visited": report["stages"].get("crawl", {}).get("schools", 0),
        # Reports of earlier versions do not say it.
        "unreached": sum(report["unreached"].values()) if "unreached" in report else None,
        "told": sum(report["changes"].values()),
        "lasted": lasting(sum(report["seconds"].values())),
    }


def _at_length(report: Row | None) -> Row:
    """The lists of one night's page, in words."""
    if report is None:
        return {}
    return {
        "due": [(_DUE.get(name, name), count) for name, count in report["due"].items()],
        "causes": [(outcome(name), count) for name, count in report.get("unreached", {}).items()],
        "stages": [
            (_STAGES.get(name, name), lasting(seconds), _counted(report["stages"].get(name, {})))
            for name, seconds in report["seconds"].items()
        ],
    }


def _counted(counts: Mapping[str, int]) -> str:
    """What one stage counted: "284 schools, 2,142 requests, 0.2 MB moved"."""
    said = [plural(counts[name], *words) for name, words in _COUNTS.items() if counts.get(name)]
    if counts.get("bytes"):
        said.append(f"{size(counts['bytes'])} moved")
    return ", ".join(said)


_DAY = r"(?P<day>\d{4}-\d\d-\d\d)"
ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/nights$", nights),
    (r"^/nights\.json$", nights_json),
    (rf"^/nights/{_DAY}$", night),
    (rf"^/nights/{_DAY}\.json$", night_json),
]
