"""Datasette's page of one row, which counted the rows of private tables for everybody."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import urlencode

from datasette.views.row import RowView  # type: ignore[import-untyped]  # ships no types

from portal.access import PUBLIC_TABLES, is_officer
from portal.web import DATABASE, Datasette, Request, Response

PATTERN = rf"^/(?P<database>{DATABASE})/(?P<table>[^/]+?)/(?P<pks>[^/]+?)(\.(?P<format>\w+))?$"

FIRST_COLUMNS = """
SELECT i.name FROM pragma_index_list(:table) l JOIN pragma_index_info(l.name) i
WHERE i.seqno = 0 AND NOT l.partial
UNION SELECT name FROM pragma_table_info(:table) WHERE pk = 1
"""
"""Columns by which the rows of a table are found without reading all of it."""


class OneRow(RowView):  # type: ignore[misc]  # ships no types
    """One row, with links to what belongs to it in tables that the reader may see.

    Tables that would have to be read from end to end are left out as well.
    """

    async def data(self, request: Request, default_labels: bool = False) -> Any:
        """What Datasette shows; remembers who asks."""
        self._officer = is_officer(request.actor)
        return await super().data(request, default_labels=default_labels)

    async def foreign_key_tables(
        self, database: str, table: str, pk_values: list[str]
    ) -> list[dict[str, Any]]:
        """The tables that lead here, with the number of their rows that do."""
        if len(pk_values) != 1:
            return []
        db = self.ds.databases[database]
        leading = (await db.get_all_foreign_keys())[table]["incoming"]
        shown = [key for key in leading if self._officer or key["other_table"] in PUBLIC_TABLES]

        def counted(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            return [
                {
                    **key,
                    "count": _count(connection, key, pk_values[0]),
                    "link": f"{self.ds.urls.table(database, key['other_table'])}"
                    f"?{urlencode({key['other_column']: pk_values[0]})}",
                }
                for key in shown
                if _is_quick(connection, key)
            ]

        found: list[dict[str, Any]] = await db.execute_fn(counted)
        return found


def _is_quick(connection: sqlite3.Connection, key: dict[str, str]) -> bool:
    columns = connection.execute(FIRST_COLUMNS, {"table": key["other_table"]})
    return key["other_column"] in {row[0] for row in columns}


def _count(connection: sqlite3.Connection, key: dict[str, str], value: str) -> int:
    # Both names come out of the schema, never out of the address.
    sql = f"SELECT count(*) FROM [{key['other_table']}] WHERE [{key['other_column']}] = ?"
    return int(connection.execute(sql, [value]).fetchone()[0])


async def one_row(datasette: Datasette, request: Request) -> Response:
    """`/sendwatch/<table>/<key>`: one row of a table."""
    answer: Response = await OneRow(datasette).dispatch_request(request)
    return answer
