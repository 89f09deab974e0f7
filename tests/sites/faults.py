"""Turns a school's website into one that cannot be read, as its story says."""

from __future__ import annotations

from .model import Answer, Bind, Resource, School, Site, SocketFault
from .styles.base import page_answer, redirect

_SOCKET: dict[str, SocketFault] = {
    "site-refused": "refused",
    "site-timeout": "timeout",
    "site-slow": "slow",
    "site-lost": "lost",
    "site-tls": "garbage",
    "site-tls-expired": "tls-expired",
    "site-tls-name": "tls-name",
}
_CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    "<h1>Checking your browser before you go on</h1><p>This page checks that you are human. "
    "Please enable JavaScript and cookies to continue.</p><p>Ray ID: 7f00example</p></body></html>"
)
_BLOCK = (
    "<!DOCTYPE html><html><head><title>Access denied</title></head><body><h1>Sorry, you have "
    "been blocked</h1><p>This website uses a security service to protect itself from online "
    "attacks.</p><p>Incident ID: 1234-5678-example</p></body></html>"
)
_PARKED = (
    "<!DOCTYPE html><html><head><title>sampleshire-school.example</title></head><body>"
    "<h1>This domain is for sale</h1><p>Buy this domain today. Related searches: school uniform, "
    "private tutors, holidays.</p></body></html>"
)
_SHELL = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>School</title>'
    '<script src="/static/js/main.4f1c.js" defer></script></head><body>'
    "<noscript>You need to enable JavaScript to run this app.</noscript>"
    '<div id="root"></div></body></html>'
)


def break_site(site: Site, school: School) -> None:
    """Apply the faults of a school's story to its own host."""
    for story in school.story:
        if story in _SOCKET:
            site.fault = _SOCKET[story]
        elif story in _ANSWERS:
            site.everything = _ANSWERS[story]
        elif story == "site-redirect-loop":
            _make_loop(site)
        elif story == "site-robots":
            site.resources["/robots.txt"] = Resource(_forbid_all)
        elif story == "site-robots-down":
            site.resources["/robots.txt"] = _UNAVAILABLE
        elif story == "script-only":
            _make_shell(site)


def _make_loop(site: Site) -> None:
    """The home page and a second one redirect to each other; no other page is left."""
    site.resources = {"/": redirect("/start", 302), "/start": redirect("/", 302)}


def _make_shell(site: Site) -> None:
    """Every path answers with an app's empty shell; robots.txt forbids nothing."""
    site.resources = {
        "/robots.txt": Resource(lambda bind: Answer(b"User-agent: *\nDisallow:\n", "text/plain")),
        "/static/js/main.4f1c.js": Resource(
            lambda bind: Answer(b"document.title='School'", "text/javascript")
        ),
    }
    site.missing = Resource(page_answer(_SHELL), validators=False)


def _forbid_all(bind: Bind) -> Answer:
    return Answer(b"User-agent: *\nDisallow: /\n", "text/plain")


def _always(html: str, status: int, *headers: tuple[str, str]) -> Resource:
    """Give the same answer for every path."""
    return Resource(
        lambda bind: Answer(html.encode(), status=status, headers=headers), validators=False
    )


_UNAVAILABLE = _always("<h1>503 Service Unavailable</h1>", 503)
_ANSWERS = {
    "site-challenge": _always(_CHALLENGE, 403),
    "site-forbidden": _always("<h1>Forbidden</h1>", 403),
    "site-server-error": _UNAVAILABLE,
    "site-unauthorised": _always(
        "<h1>Password needed</h1>", 401, ("WWW-Authenticate", 'Basic realm="school"')
    ),
    "site-gone": _always("<h1>Gone</h1>", 410),
    "site-busy": _always("<h1>Too many requests</h1>", 429, ("Retry-After", "1")),
    "site-block-page": _always(_BLOCK, 200),
    "site-parked": _always(_PARKED, 200),
}
