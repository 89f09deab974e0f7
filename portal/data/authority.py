"""One authority: figures, requirements, schools and the lists that an officer works down."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from portal.data.rows import Row, first, publication, rows

PAGE = 100
"""Rows on one page of a list."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list: the view it reads, its columns beside the school, and in which order."""

    title: str
    about: str
    view: str
    columns: tuple[str, ...]
    order: str


WORKLISTS = {
    "overdue": Worklist(
        "Overdue",
        "By its own date the document should have been renewed by now.",
        "overdue",
        ("days_overdue", "due", "reason"),
        "days_overdue DESC, school",
    ),
    "undated": Worklist(
        "Undated",
        "The document shows no date, so nobody can tell whether it is current.",
        "undated",
        ("reason",),
        "school, title",
    ),
    "missing-statutory": Worklist(
        "Missing statutory items",
        "What the law itself asks for and we did not find. Where there is no report at all, "
        "only that is listed.",
        "missing_statutory",
        ("reason",),
        "school, title",
    ),
    "due-soon": Worklist(
        "Due within 60 days",
        "Still current, but due for renewal within 60 days of the check.",
        "due_soon",
        ("due", "clock"),
        "due, school",
    ),
    "could-not-check": Worklist(
        "Could not check",
        "Something stopped us. This says nothing against the schools.",
        "could_not_check",
        ("cause", "reason"),
        "school, title",
    ),
}

FILTERS = ("phase_name", "type_name", "trust_name")


def authority(connection: sqlite3.Connection, code: str) -> Row | None:
    """Everything that the authority's page shows, None for an unknown code."""
    summary = first(connection, "SELECT * FROM authority_summary WHERE la_code = ?", [code])
    if summary is None:
        return None
    counts = {
        name: connection.execute(
            f"SELECT count(*), count(DISTINCT urn) FROM {plan.view} WHERE la_code = ?", [code]
        ).fetchone()
        for name, plan in WORKLISTS.items()
    }
    return {
        "authority": summary,
        "requirements": rows(
            connection,
            "SELECT n.*, r.title, r.basis, r.check_type FROM requirement_summary n"
            " JOIN requirements r ON r.id = n.requirement WHERE n.la_code = ? ORDER BY r.position",
            [code],
        ),
        "counts": counts,
        "schools": rows(
            connection,
            "SELECT urn, name, phase_name, report_state, report_date, statutory_met,"
            " statutory_owed, statutory_not_found FROM school_summary WHERE la_code = ?"
            " ORDER BY name",
            [code],
        ),
        "publication": publication(connection),
    }


def worklist(
    connection: sqlite3.Connection, code: str, name: str, filters: dict[str, str], number: int
) -> Row | None:
    """One page of a list with its filters, None for an unknown authority."""
    summary = first(connection, "SELECT * FROM authority_summary WHERE la_code = ?", [code])
    if summary is None:
        return None
    plan = WORKLISTS[name]
    where, values = "la_code = ?", [code]
    for column in FILTERS:
        if filters.get(column):
            where += f" AND {column} = ?"
            values.append(filters[column])
    total = connection.execute(
        f"SELECT count(*), count(DISTINCT urn) FROM {plan.view} WHERE {where}", values
    ).fetchone()
    found = rows(
        connection,
        f"SELECT * FROM {plan.view} WHERE {where} ORDER BY {plan.order}, urn, requirement"
        f" LIMIT {PAGE} OFFSET ?",
        [*values, (number - 1) * PAGE],
    )
    return {
        "authority": summary,
        "rows": found,
        "total": total[0],
        "schools": total[1],
        "choices": {column: _choices(connection, plan.view, column, code) for column in FILTERS},
    }


def _choices(connection: sqlite3.Connection, view: str, column: str, code: str) -> list[str]:
    found = connection.execute(
        f"SELECT DISTINCT {column} FROM {view} WHERE la_code = ? AND {column} <> '' ORDER BY 1",
        [code],
    )
    return [row[0] for row in found]
