"""The security headers that every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from portal import documentation

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

OWN_PAGES = (
    "/school/",
    "/authority/",
    "/requirement",
    "/document/",
    "/search",
    "/find",
    *(f"/{name}" for name in documentation.PAGES),
)

LOGIN_COOKIE = b"ds_actor="


def secured(app: App) -> App:
    """`app` with the headers on every answer; a page may say something stricter itself."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        own = scope["path"] == "/" or scope["path"].startswith(OWN_PAGES)
        policy = (b"content-security-policy", (STRICT if own else WITH_STYLE).encode())
        secure = scope.get("scheme") == "https"

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [_kept(pair, secure) for pair in message.get("headers", [])]
                said = {name.lower() for name, _ in theirs}
                ours = [pair for pair in (policy, *HEADERS) if pair[0] not in said]
                message["headers"] = [*theirs, *ours]
            await send(message)

        await app(scope, receive, send_secured)

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
