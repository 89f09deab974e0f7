"""What changed: at one school, in one authority, for one requirement."""

from __future__ import annotations

import sqlite3
from typing import Any

from portal.data.rows import Row, first, publication, rows
from sendwatch.notify.digest import sentence
from sendwatch.store.changes import Change

LIMIT = 100
"""Entries of a feed."""

# Only what changed at a school is news: a newer reader reading the archive again is not.
CHANGES = """
SELECT c.id, c.urn, s.name AS school, s.la_code, c.night, c.since, c.kind, c.document_kind,
  c.requirement, r.title, c.before, c.after, c.cause, c.detail, c.same_text
FROM changes c JOIN schools s ON s.urn = c.urn LEFT JOIN requirements r ON r.id = c.requirement
WHERE c.cause = 'site' AND {where} ORDER BY {order} LIMIT {limit}
"""

LINE = """c.urn IN (WITH RECURSIVE line(urn) AS (SELECT ? UNION
  SELECT x.urn FROM successions x JOIN line ON x.successor = line.urn) SELECT urn FROM line)"""
"""A school and those whose place it took."""

DUE = """
SELECT f.urn, f.school, f.document_kind, f.due, min(f.requirement) AS requirement, f.url
FROM latest_findings f
WHERE f.la_code = ? AND f.due >= f.checked_on AND f.verdict NOT IN ('overdue', 'not applicable')
GROUP BY f.urn, f.document_kind, f.due ORDER BY f.due, f.school, f.urn
"""


def of_school(connection: sqlite3.Connection, urn: int, *, limit: int = LIMIT) -> list[Row]:
    """The latest changes at a school, the latest first, each with its `sentence`."""
    return _changes(connection, LINE, urn, "c.night DESC, c.id DESC", limit)


def school_feed(connection: sqlite3.Connection, urn: int) -> Row | None:
    """The name of a school and its changes, None for an unknown URN."""
    known = first(connection, "SELECT name FROM schools WHERE urn = ?", [urn])
    return known and _feed(connection, known["name"], of_school(connection, urn))


def authority_feed(connection: sqlite3.Connection, code: str) -> Row | None:
    """The name of an authority and its schools' changes, None for an unknown code."""
    known = first(connection, "SELECT name FROM authorities WHERE code = ?", [code])
    return known and _feed(
        connection,
        known["name"],
        _changes(connection, "s.la_code = ?", code, "c.id DESC", LIMIT),
    )


def requirement_feed(connection: sqlite3.Connection, name: str) -> Row | None:
    """The title of a requirement and its changes, None for an unknown id."""
    known = first(connection, "SELECT title FROM requirements WHERE id = ?", [name])
    return known and _feed(
        connection,
        known["title"],
        _changes(connection, "c.requirement = ?", name, "c.id DESC", LIMIT),
    )


def coming(connection: sqlite3.Connection, code: str) -> Row | None:
    """An authority's review dates to come, one for each document, None for an unknown code."""
    known = first(connection, "SELECT name FROM authorities WHERE code = ?", [code])
    return known and {
        "name": known["name"],
        "publication": publication(connection),
        "reviews": rows(connection, DUE, [code]),
    }


def told(row: Row) -> Row:
    """A row of `changes` with its `sentence`."""
    names = Change.__dataclass_fields__
    return {**row, "sentence": sentence(Change(**{name: row[name] for name in names}))}


def _changes(
    connection: sqlite3.Connection, where: str, value: Any, order: str, limit: int
) -> list[Row]:
    query = CHANGES.format(where=where, order=order, limit=limit)
    return [told(row) for row in rows(connection, query, [value])]


def _feed(connection: sqlite3.Connection, name: str, changes: list[Row]) -> Row:
    return {"name": name, "changes": changes, "publication": publication(connection)}
