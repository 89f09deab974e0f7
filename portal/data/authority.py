"""One authority: figures, requirements, schools and the lists that an officer works down."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.data import offer
from portal.data.news import told
from portal.data.rows import Row, first, publication, rows

PAGE = 100
"""Rows on one page of a list."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list: the view it reads, its columns beside the school, and in which order.

    `points` counts in SQL what stands on the list; a list with `by_school` has one row a
    school and not one a point.
    """

    title: str
    about: str
    view: str
    columns: tuple[str, ...]
    order: str
    points: str = "count(*)"
    by_school: bool = False


WORKLISTS = {
    "overdue": Worklist(
        "Overdue",
        "By its own date the document should have been renewed by now.",
        "overdue",
        ("basis", "days_overdue", "due", "reason"),
        "days_overdue DESC, school",
    ),
    "undated": Worklist(
        "Undated",
        "The document shows no date, so nobody can tell whether it is current.",
        "undated",
        ("basis", "reason"),
        "school, title",
    ),
    "missing-statutory": Worklist(
        "Missing statutory items",
        "What the law itself asks for and we did not find. Where there is no document at all, "
        "only that is listed.",
        "missing_statutory",
        ("reason",),
        "school, title",
    ),
    "due-soon": Worklist(
        "Due within 60 days",
        "Still current, but due for renewal within 60 days of the check.",
        "due_soon",
        ("basis", "due", "clock"),
        "due, school",
    ),
    "changed": Worklist(
        "Changed this month",
        "What began or ceased to be so at schools in the last 31 days.",
        "changed_this_month",
        ("night", "what"),
        "night DESC, school",
    ),
    "could-not-check": Worklist(
        "Could not check",
        "Something stopped us. This says nothing against the schools. One row a school; its page "
        "has the points.",
        "could_not_check",
        ("points", "reason"),
        "points DESC, school",
        points="coalesce(sum(points), 0)",
        by_school=True,
    ),
}

FILTERS = ("phase_name", "type_name", "trust_name")
SCHOOL_FILTERS = ("report_state", *FILTERS)
POINT_FILTERS = ("verdict", *FILTERS)

WORST_FIRST = (
    "CASE verdict WHEN 'not found' THEN 0 WHEN 'overdue' THEN 1 WHEN 'undated' THEN 2"
    " WHEN 'partly' THEN 3 WHEN 'needs review' THEN 4 WHEN 'could not check' THEN 5"
    " WHEN 'met' THEN 6 ELSE 7 END, school"
)
"""First what somebody should look at; within a verdict by the alphabet."""


def authority(connection: sqlite3.Connection, code: str) -> Row | None:
    """Everything that the authority's page shows, None for an unknown code."""
    summary = first(connection, "SELECT * FROM authority_summary WHERE la_code = ?", [code])
    if summary is None:
        return None
    counts = {
        name: connection.execute(
            f"SELECT {plan.points}, count(DISTINCT urn) FROM {plan.view} WHERE la_code = ?", [code]
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
        "placed": connection.execute(
            "SELECT count(latitude) FROM school_summary WHERE la_code = ?", [code]
        ).fetchone()[0],
        "states": connection.execute(
            "SELECT report_state, count(*) FROM school_summary WHERE la_code = ?"
            " GROUP BY report_state ORDER BY 2 DESC, 1",
            [code],
        ).fetchall(),
        "publication": publication(connection),
        "offer": offer.summary(connection, code),
    }


def points(connection: sqlite3.Connection, code: str) -> list[Row]:
    """The authority's checked schools that have a place, with the state of their report."""
    return rows(
        connection,
        "SELECT n.urn, n.name, s.town, n.latitude, n.longitude, n.report_state AS state"
        " FROM school_summary n JOIN schools s ON s.urn = n.urn"
        " WHERE n.la_code = ? AND n.latitude IS NOT NULL AND n.longitude IS NOT NULL"
        " ORDER BY n.name",
        [code],
    )


def worklist(
    connection: sqlite3.Connection, code: str, name: str, filters: dict[str, str], number: int
) -> Row | None:
    """One page of a list with its filters, None for an unknown authority."""
    plan = WORKLISTS[name]
    order = f"{plan.order}, urn" if plan.by_school else f"{plan.order}, urn, requirement"
    found = _list(connection, code, plan.view, order, FILTERS, filters, number, plan.points)
    if found is not None and "what" in plan.columns:
        found["rows"] = [{**row, "what": told(row)["sentence"]} for row in found["rows"]]
    return found


def point(
    connection: sqlite3.Connection, code: str, name: str, filters: dict[str, str], number: int
) -> Row | None:
    """One page of an authority's schools with what was found on one requirement."""
    entry = first(connection, "SELECT id, title, plain FROM requirements WHERE id = ?", [name])
    found = entry and _list(
        connection,
        code,
        "latest_findings",
        WORST_FIRST,
        POINT_FILTERS,
        filters,
        number,
        only={"requirement": name},
    )
    return {**found, "requirement": entry} if found else None


def schools(
    connection: sqlite3.Connection, code: str, filters: dict[str, str], number: int
) -> Row | None:
    """One page of an authority's schools, None for an unknown authority."""
    return _list(connection, code, "school_summary", "name, urn", SCHOOL_FILTERS, filters, number)


def _list(
    connection: sqlite3.Connection,
    code: str,
    view: str,
    order: str,
    columns: tuple[str, ...],
    filters: dict[str, str],
    number: int,
    points: str = "count(*)",
    only: Mapping[str, str] = MappingProxyType({}),
) -> Row | None:
    summary = first(connection, "SELECT * FROM authority_summary WHERE la_code = ?", [code])
    if summary is None:
        return None
    fixed = {"la_code": code, **only}
    asked = fixed | {column: filters[column] for column in columns if filters.get(column)}
    where, values = _where(asked), list(asked.values())
    total, said, urns = connection.execute(
        f"SELECT count(*), {points}, count(DISTINCT urn) FROM {view} WHERE {where}", values
    ).fetchone()
    return {
        "authority": summary,
        "rows": rows(
            connection,
            f"SELECT * FROM {view} WHERE {where} ORDER BY {order} LIMIT {PAGE} OFFSET ?",
            [*values, (number - 1) * PAGE],
        ),
        "total": total,
        "points": said,
        "schools": urns,
        "number": number,
        "pages": -(-total // PAGE),
        "filters": filters,
        "choices": {column: _choices(connection, view, column, fixed) for column in columns},
    }


def _where(asked: Mapping[str, str]) -> str:
    return " AND ".join(f"{column} = ?" for column in asked)


def _choices(
    connection: sqlite3.Connection, view: str, column: str, fixed: Mapping[str, str]
) -> list[str]:
    found = connection.execute(
        f"SELECT DISTINCT {column} FROM {view} WHERE {_where(fixed)} AND {column} <> '' ORDER BY 1",
        list(fixed.values()),
    )
    return [row[0] for row in found]
