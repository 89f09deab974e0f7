"""Before the site is public: officers read everything, each school its own page, others nothing.

A school gets a link that holds its URN, signed with the server's secret. Whoever else asks
gets the same answer for every address, so nobody can find out which schools there are.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from datasette.actor_auth_cookie import (  # type: ignore[import-untyped]  # ships no types
    actor_from_request,
)
from datasette.utils.asgi import Request  # type: ignore[import-untyped]  # ships no types
from itsdangerous import BadSignature, URLSafeSerializer

from portal.access import is_officer
from portal.headers import App, Message, Receive, Send
from portal.web import Datasette, Response, ask, page, settings
from sendwatch import clock

SCHOOL = "sendwatch-school"
"""What a school's link is signed for, and the name of the cookie that remembers it."""

OPEN = re.compile(r"/(?:-/(?:login|logout|static/.*)|assets/.*|methodology|accuracy|corrections)")
"""What anybody may read before: nothing on it comes from a school."""

OWN = re.compile(r"/school/(?P<urn>\d{1,9})(?:\.json|\.atom|/letter)?")
DOCUMENT = re.compile(r"/document/(?P<sha256>[0-9a-f]{64})(?:/file)?")
EDITION = re.compile(r"/edition/(?P<id>\d{1,9})")

PUBLISHES = "SELECT 1 FROM school_documents WHERE urn = ? AND sha256 = ?"
CHANGED = "SELECT 1 FROM editions WHERE urn = ? AND id = ?"


def key(secret: str, urn: int) -> str:
    """What a school's link is signed with."""
    signed = URLSafeSerializer(secret, SCHOOL).dumps(urn)
    return signed.decode() if isinstance(signed, bytes) else signed


def is_closed(datasette: Datasette) -> bool:
    """Whether the day on which everybody may read has yet to come."""
    day = settings(datasette).get("public_from")
    if not day:
        return False
    return clock.today() < (day if isinstance(day, dt.date) else dt.date.fromisoformat(day))


def guarded(datasette: Any) -> Callable[[App], App]:
    """Wraps an app so that, before the day, only those see a page who may."""

    def wrap(app: App) -> App:
        async def answered(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or not is_closed(datasette):
                await app(scope, receive, send)
                return
            request = Request(scope, receive)
            brought = _brought(datasette, request)
            if brought is not None:
                await brought.asgi_send(send)
            elif await _may_read(datasette, request):
                await app(scope, receive, send)
            else:
                await (await _not_yet(datasette, request)).asgi_send(send)

        return answered

    return wrap


def _brought(datasette: Any, request: Any) -> Response | None:
    """The answer to a school's link: the page without the key in its address, and a cookie."""
    own = OWN.fullmatch(request.path)
    signed = parse_qs(request.query_string).get("key", [""])[0]
    if own is None or not signed or _unsigned(datasette, signed, SCHOOL) != int(own["urn"]):
        return None
    answer = Response.redirect(request.path)
    answer.set_cookie(
        SCHOOL, signed, httponly=True, samesite="lax", secure=request.scheme == "https"
    )
    return answer


async def _may_read(datasette: Any, request: Any) -> bool:
    path = request.path
    if OPEN.fullmatch(path) or is_officer(actor_from_request(datasette, request)):
        return True
    urn = _unsigned(datasette, request.cookies.get(SCHOOL, ""), SCHOOL)
    if not isinstance(urn, int):
        return False
    own, document, edition = (one.fullmatch(path) for one in (OWN, DOCUMENT, EDITION))
    if own is not None:
        return int(own["urn"]) == urn
    if document is not None:
        return await _is_its(datasette, PUBLISHES, urn, document["sha256"])
    return edition is not None and await _is_its(datasette, CHANGED, urn, int(edition["id"]))


async def _is_its(datasette: Any, query: str, urn: int, name: object) -> bool:
    def found(connection: sqlite3.Connection) -> bool:
        return connection.execute(query, [urn, name]).fetchone() is not None

    return await ask(datasette, found)


async def _not_yet(datasette: Any, request: Any) -> Response:
    # Datasette's own layers, which put these in, lie further in.
    request.scope.update(actor=None, csrftoken=lambda: "")
    return await page(datasette, request, "not_yet.html", {}, status=403)


def _unsigned(datasette: Any, signed: str, purpose: str) -> object:
    try:
        found: object = datasette.unsign(signed, purpose)
    except BadSignature:
        return None
    return found
