"""Datasette's hooks: routes, template helpers, what is private, and security headers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from portal import (
    access,
    cells,
    charts,
    choices,
    compress,
    copies,
    documentation,
    downloads,
    headers,
    listed,
    nights,
    offer,
    outlets,
    preview,
    refusals,
    row_pages,
    spreadsheet,
    views,
    web,
    words,
)
from portal.access import PUBLIC_TABLES, is_officer
from portal.headers import App
from portal.web import Datasette, Request, hookimpl, hookwrapper

INSIDE = (
    "databases|threads|settings|versions|plugins|metadata|permissions|messages|patterns"
    "|allow-debug|password-tool"
)
"""Datasette's own pages about the server: paths and versions are nobody's business."""


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The portal's own pages; they come before Datasette's."""
    names = "|".join(name for name in documentation.PAGES if name != "data")
    return [
        (r"^/$", views.home),
        (r"^/robots\.txt$", views.robots),
        (r"^/find$", views.find),
        (r"^/school/(?P<urn>\d{1,9})$", views.school),
        (r"^/school/(?P<urn>\d{1,9})/letter$", views.school_letter),
        (r"^/school/(?P<urn>\d{1,9})\.json$", views.school_json),
        (r"^/school/(?P<urn>\d{1,9})\.atom$", outlets.school_atom),
        (r"^/authority/(?P<code>\w{1,12})$", views.authority),
        (r"^/authority/(?P<code>\w{1,12})\.atom$", outlets.authority_atom),
        (r"^/authority/(?P<code>\w{1,12})\.ics$", outlets.authority_calendar),
        (r"^/authority/(?P<code>\w{1,12})/points\.json$", outlets.authority_points),
        (r"^/authority/(?P<code>\w{1,12})/schools$", views.authority_schools),
        (r"^/authority/(?P<code>\w{1,12})/on/(?P<id>[a-z0-9-]+)$", views.authority_point),
        (
            r"^/authority/(?P<code>\w{1,12})/on/(?P<id>[a-z0-9-]+)\.(?P<form>csv|json)$",
            listed.authority_point,
        ),
        (
            r"^/authority/(?P<code>\w{1,12})/(?P<list>[a-z-]+)\.(?P<form>csv|json)$",
            listed.authority_list,
        ),
        *offer.ROUTES,
        *nights.ROUTES,
        (r"^/authority/(?P<code>\w{1,12})/(?P<list>[a-z-]+)$", views.worklist),
        (r"^/requirements$", views.all_requirements),
        (r"^/requirement/(?P<id>[a-z0-9-]+)$", views.requirement),
        (r"^/requirement/(?P<id>[a-z0-9-]+)\.atom$", outlets.requirement_atom),
        (r"^/document/(?P<sha>[0-9a-f]{64})$", views.document),
        (r"^/document/(?P<sha>[0-9a-f]{64})/file$", outlets.document_file),
        (r"^/edition/(?P<id>\d{1,9})$", views.edition),
        (r"^/search$", views.search),
        (r"^/data$", views.data),
        (r"^/data/(?P<place>\w{1,12})$", views.data),
        (rf"^/data/(?P<place>\w{{1,12}})/(?P<file>{downloads.FILE})$", outlets.data_file),
        (rf"^/(?P<page>{names})$", views.documentation_page),
        (rf"^/-/(?:{INSIDE})(?:\.json)?$", views.closed),
        (row_pages.PATTERN, row_pages.one_row),
    ]


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Datasette) -> None:
    """Filters and words that the templates use."""
    env.filters.update(
        day=words.day,
        moment=words.moment,
        number=words.number,
        size=words.size,
        web_address=words.web_address,
        outcome=words.outcome,
        outcome_words=words.outcome_words,
        plural=words.plural,
    )
    web.rendered_by(datasette, env)
    env.globals.update(
        share=words.share,
        at_page=words.at_page,
        bar=charts.bar,
        copies_shown=lambda request: copies.shown_to(datasette, request.actor),
        VERDICTS=words.VERDICTS,
        STATES=words.STATES,
        NIGHTS=words.NIGHTS,
        BASES=words.BASES,
        KINDS=words.KINDS,
        parameter_choices=lambda name: choices.of_parameter(datasette, name),
        login_possible=access.login_possible(datasette),
        documentation=documentation.available(views.docs_folder(datasette)),
    )


@hookimpl
def render_cell(value: object, column: str, table: str | None) -> Markup | None:
    """In Datasette's tables a school, a requirement and a document lead to their pages."""
    return cells.linked(value, column, table)


@hookimpl
def permission_allowed(actor: Mapping[str, Any] | None, action: str, resource: Any) -> bool | None:
    """Tables are private unless they are named as public; nobody but officers writes SQL."""
    if action == "execute-sql":
        return is_officer(actor)
    if action == "view-table" and resource[1] not in PUBLIC_TABLES:
        return is_officer(actor)
    return None


@hookwrapper
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, Any, None]:
    """What cannot be answered is refused in a sentence, and Datasette's own answer (which fails,
    and fills the log with a traceback for what any robot may ask) is not made at all."""
    answers = yield
    said = refusals.reason(exception, asked=bool(request.query_string))
    if said is not None:
        answers.force_result([partial(refusals.refused, datasette, request, said)])


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Security headers on every answer, which is compressed; CSV without formulas; and before
    the site is public nothing for those who may not look yet."""
    only_those_who_may = preview.guarded(datasette)
    return lambda app: headers.secured(
        compress.compressed(only_those_who_may(spreadsheet.safe(app)))
    )
