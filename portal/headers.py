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
    "/search",
    "/find",
    LOGIN,
    *(f"/{name}" for name in documentation.PAGES),
)

LOGIN_COOKIE = b"ds_actor="

TOO_MANY: Message = {
    "type": "http.response.start",
    "status": 429,
    "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"60")],
}


def secured(app: App) -> App:
    """`app` with the headers on every answer; a page may say something stricter itself.

    Tries to log in are counted, and HTTP's own passwords are not looked at: the login page
    is the only way in.
    """
    gate = Gate()

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        address = (scope.get("client") or ("",))[0]
        tries = scope["path"] == LOGIN and scope["method"] == "POST"
        if tries and not gate.open_for(address):
            await send(TOO_MANY)
            await send({"type": "http.response.body", "body": b"Too many tries: wait a minute."})
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


def _kept(pair: tuple[bytes, bytes], secure: bool) -> tuple[bytes, bytes]:
    """A header as it is, but the login's cookie out of reach of scripts and plain HTTP."""
    name, value = pair
    if name.lower() != b"set-cookie" or not value.startswith(LOGIN_COOKIE):
        return pair
    for word in (b"HttpOnly", b"Secure") if secure else (b"HttpOnly",):
        if word.lower() not in value.lower():
            value += b"; " + word
    return name, value
