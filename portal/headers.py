"""The security headers that every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from portal import documentation
from portal.gate import Gate

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COMMON_POLICY = (
    "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; "
)
STRICT = COMMON_POLICY + "style-src 'self'"
# Datasette's own table pages label their columns on small screens with a style element.
WITH_STYLE = COMMON_POLICY + "style-src 'self' 'unsafe-inline'"

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

LOGIN = "/-/login"

FILES = ("/assets/", "/-/static/")
"""Style sheets and scripts: they change with a new version only."""

AN_HOUR = (b"cache-control", b"public, max-age=3600")

OWN_PAGES = (
    "/school/",
    "/authority/",
    "/requirement",
    "/document/",
    "/edition/",
    "/local-offers",
    "/search",
    "/find",
    LOGIN,
    *(f"/{name}" for name in documentation.PAGES),
)

LOGIN_COOKIE = b"ds_actor="

READING = ("GET", "HEAD", "OPTIONS")
FORMS = (LOGIN, "/-/logout")
"""The only addresses to which anything is sent."""


TOO_MANY = 429


def secured(app: App) -> App:
    """`app` with the headers on every answer; a page may say something stricter itself.

    Nothing is sent here but the forms for logging in and out, by our own pages. Tries to log
    in are counted, and HTTP's own passwords are not looked at: the login page is the only way
    in.
    """
    gate = Gate()

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in READING:
            refused = _refused(scope, gate)
            if refused:
                await _say(send, *refused)
                return
        said = [pair for pair in scope["headers"] if pair[0].lower() != b"authorization"]
        await app({**scope, "headers": said}, receive, send)

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        own = scope["path"] == "/" or scope["path"].startswith(OWN_PAGES)
        policy = (b"content-security-policy", (STRICT if own else WITH_STYLE).encode())
        wanted = (policy, *HEADERS, *((AN_HOUR,) if scope["path"].startswith(FILES) else ()))
        secure = scope.get("scheme") == "https"

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [_kept(pair, secure) for pair in message.get("headers", [])]
                said = {name.lower() for name, _ in theirs}
                ours = [pair for pair in wanted if pair[0] not in said]
                message["headers"] = [*theirs, *ours]
            await send(message)

        await guarded(scope, receive, send_secured)

    return wrapped


def _refused(scope: Scope, gate: Gate) -> tuple[int, str] | None:
    """Why nothing may be sent here: status and sentence; None where it may."""
    if scope["method"] != "POST" or scope["path"] not in FORMS:
        return 405, "Everything here is for reading only."
    if _from_elsewhere(scope):
        return 403, "This form was sent from another site."
    address = (scope.get("client") or ("",))[0]
    if scope["path"] == LOGIN and not gate.open_for(address):
        return TOO_MANY, "Too many tries: wait a minute."
    return None


def _from_elsewhere(scope: Scope) -> bool:
    """Whether a browser says that a page of another site sent the form.

    Datasette asks for its token only of those who have a cookie already, so another site
    could log a visitor in under its own account.
    """
    said = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if said.get(b"sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = said.get(b"origin")
    return origin is not None and origin.partition("://")[2] != said.get(b"host")


async def _say(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    headers += [(b"retry-after", b"60")] if status == TOO_MANY else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})


def _kept(pair: tuple[bytes, bytes], secure: bool) -> tuple[bytes, bytes]:
    """A header as it is, but the login's cookie out of reach of scripts and plain HTTP."""
    name, value = pair
    if name.lower() != b"set-cookie" or not value.startswith(LOGIN_COOKIE):
        return pair
    for word in (b"HttpOnly", b"Secure") if secure else (b"HttpOnly",):
        if word.lower() not in value.lower():
            value += b"; " + word
    return name, value
