"""Turns a school's website into one that cannot be read, as its story says."""

from __future__ import annotations

from .model import Answer, Bind, Resource, School, Site, SocketFault
from .styles.base import page_answer

_SOCKET: dict[str, SocketFault] = {
    "site-refused": "refused",
    "site-timeout": "timeout",
    "site-slow": "slow",
    "site-lost": "lost",
}
_CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    "<h1>Checking your browser before you go on</h1><p>This page checks that you are human. "
    "Please enable JavaScript and cookies to continue.</p><p>Ray ID: 7f00example</p></body></html>"
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
        elif story == "site-challenge":
            site.everything = Resource(page_answer(_CHALLENGE, 403), validators=False)
        elif story == "site-forbidden":
            site.everything = Resource(page_answer("<h1>Forbidden</h1>", 403), validators=False)
        elif story == "site-server-error":
            site.everything = _unavailable()
        elif story == "site-robots":
            site.resources["/robots.txt"] = Resource(_forbid_all)
        elif story == "site-robots-down":
            site.resources["/robots.txt"] = _unavailable()
        elif story == "script-only":
            _make_shell(site)


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


def _unavailable() -> Resource:
    return Resource(page_answer("<h1>503 Service Unavailable</h1>", 503), validators=False)
