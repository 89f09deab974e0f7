"""Rows as dictionaries, so that templates and tests need no SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]


def rows(
    connection: sqlite3.Connection,
    sql: str,
    values: Sequence[object] | Mapping[str, object] = (),
) -> list[Row]:
    """All rows of a query."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def first(
    connection: sqlite3.Connection,
    sql: str,
    values: Sequence[object] | Mapping[str, object] = (),
) -> Row | None:
    """The first row of a query, None without one."""
    found = rows(connection, sql, values)
    return found[0] if found else None


def publication(connection: sqlite3.Connection) -> Row | None:
    """The publication that readers see: when, of what day, how much."""
    return first(connection, "SELECT * FROM publications ORDER BY id DESC LIMIT 1")
