"""The little of Datasette that the pages use, with types (Datasette ships none)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

from datasette import hookimpl as untyped_hookimpl  # type: ignore[import-untyped]  # ships no types
from datasette.utils import sqlite_timelimit  # type: ignore[import-untyped]  # ships no types
from datasette.utils.asgi import Response  # type: ignore[import-untyped]  # ships no types
from jinja2 import Environment

__all__ = [
    "DATABASE",
    "NO_AUTHORITY",
    "NO_SCHOOL",
    "Datasette",
    "Request",
    "Response",
    "ask",
    "database",
    "hookimpl",
    "hookwrapper",
    "missing",
    "page",
    "rendered_by",
    "settings",
    "site_of",
    "whole",
]

DATABASE = "sendwatch"
"""The name under which metadata.yml knows the database."""

NO_SCHOOL = "No school has this URN."
NO_AUTHORITY = "No authority has this code."

T = TypeVar("T")
Hook = TypeVar("Hook", bound=Callable[..., object])

hookimpl: Callable[[Hook], Hook] = untyped_hookimpl
"""Marks a function as one of Datasette's hooks."""

hookwrapper: Callable[[Hook], Hook] = untyped_hookimpl(hookwrapper=True)
"""Marks a function as a layer around one of Datasette's hooks, which may change its outcome."""


class Database(Protocol):
    """One attached database."""

    name: str

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run `fn` with a read-only connection, in a thread."""


class Datasette(Protocol):
    """The running application."""

    databases: Mapping[str, Database]

    def setting(self, key: str) -> Any:
        """The value of a setting."""

    def plugin_config(self, plugin_name: str) -> dict[str, Any] | None:
        """What metadata says under `plugins`."""


class Request(Protocol):
    """One request."""

    args: Mapping[str, str]
    actor: Mapping[str, Any] | None
    url_vars: Mapping[str, str]
    path: str
    query_string: str
    url: str
    scheme: str
    host: str


def database(datasette: Datasette) -> Database:
    """The monitor's database, whatever its file is called."""
    named = datasette.databases.get(DATABASE)
    if named is not None:
        return named
    return next(db for name, db in datasette.databases.items() if not name.startswith("_"))


def settings(datasette: Datasette) -> Mapping[str, Any]:
    """The portal's own settings: those of metadata.yml, with the folders that it was given."""
    return datasette.plugin_config("sendwatch") or {}


def site_of(request: Request) -> str:
    """The site's address as it was asked for, such as `https://sendwatch.example.org`."""
    return f"{request.scheme}://{request.host}"


async def ask(datasette: Datasette, question: Callable[[sqlite3.Connection], T]) -> T:
    """Run `question` against the database, within Datasette's time limit."""
    limit = datasette.setting("sql_time_limit_ms")

    def limited(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, limit):
            return question(connection)

    return await database(datasette).execute_fn(limited)


_environments: WeakKeyDictionary[Datasette, Environment] = WeakKeyDictionary()


def rendered_by(datasette: Datasette, environment: Environment) -> None:
    """Take the templates of `datasette` out of `environment` from now on.

    Our pages wait for nothing while they are rendered. Datasette renders so that a template may
    wait anywhere: each piece of text is then handed on through every layer, which takes longer
    than all the rest of a page. So ours are rendered at once.
    """
    _environments[datasette] = environment.overlay(enable_async=False)


async def page(
    datasette: Datasette,
    request: Request,
    template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> Response:
    """An HTML page."""
    shared = {
        "database": database(datasette).name,
        "path": request.path,
        "request": request,
        "actor": request.actor,
    }
    html = _environments[datasette].get_template(template).render({**shared, **context})
    return Response(html, status=status, content_type="text/html; charset=utf-8")


async def missing(datasette: Datasette, request: Request, message: str) -> Response:
    """A 404 page. Raising Datasette's NotFound would print a traceback for every mistyped link."""
    context = {"status": 404, "error": message, "ours": True}
    return await page(datasette, request, "error.html", context, status=404)


def whole(value: str | None, default: int = 1) -> int:
    """A whole number from an address, `default` when it is none."""
    digits = value is not None and value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if value and digits else default
