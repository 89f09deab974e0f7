"""Datasette's hooks: routes, template helpers, what is private, and security headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from portal import charts, documentation, views, words
from portal.web import Datasette, hookimpl

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OFFICER = {"id": "root", "role": "officer"}
"""Who may read the private tables."""

PUBLIC_TABLES = frozenset(
    {
        "authorities",
        "authority_summary",
        "bodies",
        "changes",
        "could_not_check",
        "due_soon",
        "editions",
        "latest_findings",
        "local_offers",
        "missing_statutory",
        "overdue",
        "publications",
        "requirement_summary",
        "requirements",
        "run_reports",
        "runs",
        "school_documents",
        "school_replies",
        "school_summary",
        "schools",
        "successions",
        "undated",
    }
)
"""Everything else is for officers: what is not named here can never leak by being new."""

INSIDE = "databases|threads|settings|versions|plugins|metadata|permissions|messages|patterns"
"""Datasette's own pages about the server: paths and versions are nobody's business."""

COMMON_POLICY = (
    "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
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


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The portal's own pages; they come before Datasette's."""
    names = "|".join(documentation.PAGES)
    return [
        (r"^/$", views.home),
        (r"^/find$", views.find),
        (r"^/school/(?P<urn>\d{1,9})$", views.school),
        (r"^/school/(?P<urn>\d{1,9})\.json$", views.school_json),
        (r"^/authority/(?P<code>\w{1,12})$", views.authority),
        (r"^/authority/(?P<code>\w{1,12})/schools$", views.authority_schools),
        (r"^/authority/(?P<code>\w{1,12})/(?P<list>[a-z-]+)$", views.worklist),
        (r"^/requirements$", views.all_requirements),
        (r"^/requirement/(?P<id>[a-z0-9-]+)$", views.requirement),
        (r"^/document/(?P<sha>[0-9a-f]{64})$", views.document),
        (r"^/search$", views.search),
        (rf"^/(?P<page>{names})$", views.documentation_page),
        (rf"^/-/(?:{INSIDE})(?:\.json)?$", views.closed),
    ]


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Datasette) -> None:
    """Filters and words that the templates use."""
    env.filters.update(
        day=words.day, number=words.number, web_address=words.web_address, plural=words.plural
    )
    env.globals.update(
        share=words.share,
        at_page=words.at_page,
        bar=charts.bar,
        VERDICTS=words.VERDICTS,
        STATES=words.STATES,
        BASES=words.BASES,
        KINDS=words.KINDS,
        documentation=documentation.available(views.docs_folder(datasette)),
    )


@hookimpl
def permission_allowed(actor: Mapping[str, Any] | None, action: str, resource: Any) -> bool | None:
    """Tables are private unless they are named as public; nobody but officers writes SQL."""
    if action == "execute-sql":
        return _is_officer(actor)
    if action == "view-table" and resource[1] not in PUBLIC_TABLES:
        return _is_officer(actor)
    return None


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Add the security headers to every answer."""

    def wrap(app: App) -> App:
        async def secured(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            path = scope["path"]
            own = path == "/" or path.startswith(OWN_PAGES)
            policy = (b"content-security-policy", (STRICT if own else WITH_STYLE).encode())

            async def send_secured(message: Message) -> None:
                if message["type"] == "http.response.start":
                    ours = (policy, *HEADERS)
                    names = {name for name, _ in ours}
                    theirs = [
                        pair for pair in message.get("headers", []) if pair[0].lower() not in names
                    ]
                    message["headers"] = [*theirs, *ours]
                await send(message)

            await app(scope, receive, send_secured)

        return secured

    return wrap


def _is_officer(actor: Mapping[str, Any] | None) -> bool:
    return actor is not None and any(actor.get(key) == value for key, value in OFFICER.items())
