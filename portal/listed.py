"""An authority's lists as data: all rows at once, as CSV that opens in a spreadsheet, or JSON.

Datasette's own CSV sends every row by itself, and its JSON stops after a thousand rows.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from portal.data import authority as authorities
from portal.data.authority import Listing
from portal.data.rows import first
from portal.web import NO_AUTHORITY, Datasette, Request, Response, ask, missing
from sendwatch.store.cells import cell

NO_LIST = "There is no list of this name."
NO_POINT = "No requirement has this name."

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as Windows' own letters."""


async def authority_list(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>/<list>.csv` and `.json`: a worklist, or `schools`."""
    name = request.url_vars["list"]
    if name == "schools":
        return await _answer(datasette, request, authorities.SCHOOLS, name)
    if name not in authorities.WORKLISTS:
        return await missing(datasette, request, NO_LIST)
    return await _answer(datasette, request, authorities.listing(name), name)


async def authority_point(datasette: Datasette, request: Request) -> Response:
    """`/authority/<code>/on/<requirement>.csv` and `.json`."""
    name = request.url_vars["id"]
    query = "SELECT 1 FROM requirements WHERE id = ?"
    if await ask(datasette, lambda connection: first(connection, query, [name])) is None:
        return await missing(datasette, request, NO_POINT)
    return await _answer(datasette, request, authorities.on(name), name)


async def _answer(datasette: Datasette, request: Request, plan: Listing, name: str) -> Response:
    code, form = request.url_vars["code"], request.url_vars["form"]
    filters = {column: request.args.get(column, "") for column in plan.filters}

    def written(connection: sqlite3.Connection) -> str | None:
        query = "SELECT 1 FROM authority_summary WHERE la_code = ?"
        if first(connection, query, [code]) is None:
            return None
        columns, rows = authorities.whole(connection, code, plan, filters)
        return as_csv(columns, rows) if form == "csv" else as_json(columns, rows)

    body = await ask(datasette, written)
    if body is None:
        return await missing(datasette, request, NO_AUTHORITY)
    if form == "json":
        return Response(body, content_type="application/json; charset=utf-8")
    named = f'attachment; filename="sendwatch-{code}-{name}.csv"'
    return Response(
        body, headers={"content-disposition": named}, content_type="text/csv; charset=utf-8"
    )


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A CSV file with a heading, in which nothing is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return BOM + text.getvalue()


def as_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """`{"rows": [...]}`, each row an object."""
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps({"rows": found}, ensure_ascii=False, separators=(",", ":"))
