"""One authority: figures, requirements, schools and the lists that an officer works down."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.data import offer
from portal.data.news import told
from portal.data.rows import Row, first, publication, rows

PAGE = 100
"""Rows on one page of a list."""

ALL = 0
"""The number of the page that holds all of a list, to be printed."""

MOST = 5_000
"""Rows of a page that holds all."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list: the view it reads, its columns beside the school, and in which order.

    `points` says in SQL how many points a row stands for; a list with `by_school` has one row
    a school and not one a point. What is `live` may change between two publications.
    """

    title: str
    about: str
    view: str
    columns: tuple[str, ...]
    order: str
    points: str = "1"
    by_school: bool = False
    live: bool = False


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
        live=True,
    ),
    "could-not-check": Worklist(
        "Could not check",
        "Something stopped us. This says nothing against the schools. One row a school; its page "
        "has the points.",
        "could_not_check",
        ("points", "reason"),
        "points DESC, school",
        points="points",
        by_school=True,
    ),
}

COLUMNS = {
    "Met": ("met",),
    "Partly": ("partly",),
    "Not found": ("not_found",),
    "Nothing to look in": ("nothing_to_read",),
    "Overdue or undated": ("overdue", "undated"),
    "Could not check": ("could_not_check",),
    "Needs review": ("needs_review",),
}
"""How the verdicts are counted in the table of requirements; together they are what is owed."""

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
    states = connection.execute(
        "SELECT report_state, count(*), count(latitude) FROM school_summary WHERE la_code = ?"
        " GROUP BY report_state ORDER BY 2 DESC, 1",
        [code],
    ).fetchall()
    return {
        "authority": summary,
        "requirements": _requirements(connection, code),
        "columns": (*COLUMNS, "Schools that owe it"),
        "counts": _lengths(connection, code),
        "placed": sum(placed for _, _, placed in states),
        "states": [(state, count) for state, count, _ in states],
        "publication": publication(connection),
        "offer": offer.summary(connection, code),
    }


def _requirements(connection: sqlite3.Connection, code: str) -> list[Row]:
    """The requirements with the counts of COLUMNS, and their sum, as `counts`."""
    found = rows(
        connection,
        "SELECT n.*, r.title, r.basis FROM requirement_summary n"
        " JOIN requirements r ON r.id = n.requirement WHERE n.la_code = ? ORDER BY r.position",
        [code],
    )
    for row in found:
        counts = [sum(row[name] for name in names) for names in COLUMNS.values()]
        row["counts"] = [*counts, sum(counts)]
    return found


def _lengths(connection: sqlite3.Connection, code: str) -> dict[str, tuple[int, int]]:
    """How many points, at how many schools, stand on each list."""
    published = {
        view: (count, urns)
        for view, count, urns in connection.execute(
            "SELECT list, points, schools FROM authority_lists WHERE la_code = ?", [code]
        )
    }
    return {
        name: connection.execute(
            f"SELECT coalesce(sum({plan.points}), 0), count(DISTINCT urn) FROM {plan.view}"
            " WHERE la_code = ?",
            [code],
        ).fetchone()
        if plan.live
        else published.get(plan.view, (0, 0))
        for name, plan in WORKLISTS.items()
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


@dataclass(frozen=True, slots=True)
class Listing:
    """Where the rows of a list come from, in which order, and what they are filtered by."""

    view: str
    order: str
    filters: tuple[str, ...] = FILTERS
    points: str = "1"
    only: Mapping[str, str] = field(default_factory=dict)


SCHOOLS = Listing("school_summary", "name, urn", SCHOOL_FILTERS)


def listing(name: str) -> Listing:
    """The rows of one of WORKLISTS."""
    plan = WORKLISTS[name]
    order = f"{plan.order}, urn" if plan.by_school else f"{plan.order}, urn, requirement"
    return Listing(plan.view, order, points=plan.points)


def on(requirement: str) -> Listing:
    """What was found on one requirement."""
    return Listing("latest_findings", WORST_FIRST, POINT_FILTERS, only={"requirement": requirement})


def worklist(
    connection: sqlite3.Connection, code: str, name: str, filters: dict[str, str], number: int
) -> Row | None:
    """One page of a list with its filters (ALL for all of it), None for an unknown authority."""
    found = _page(connection, code, listing(name), filters, number)
    if found is not None and "what" in WORKLISTS[name].columns:
        found["rows"] = [{**row, "what": told(row)["sentence"]} for row in found["rows"]]
    return found


def point(
    connection: sqlite3.Connection, code: str, name: str, filters: dict[str, str], number: int
) -> Row | None:
    """One page of an authority's schools with what was found on one requirement."""
    entry = first(connection, "SELECT id, title, plain FROM requirements WHERE id = ?", [name])
    found = entry and _page(connection, code, on(name), filters, number)
    return {**found, "requirement": entry} if found else None


def schools(
    connection: sqlite3.Connection, code: str, filters: dict[str, str], number: int
) -> Row | None:
    """One page of an authority's schools, None for an unknown authority."""
    return _page(connection, code, SCHOOLS, filters, number)


def whole(
    connection: sqlite3.Connection, code: str, plan: Listing, filters: Mapping[str, str]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """All of a list: the names of its columns, and its rows."""
    asked = {"la_code": code, **plan.only, **_chosen(plan, filters)}
    cursor = connection.execute(
        f"SELECT * FROM {plan.view} WHERE {_where(asked)} ORDER BY {plan.order}",
        list(asked.values()),
    )
    return [column[0] for column in cursor.description], cursor.fetchall()


def _page(
    connection: sqlite3.Connection, code: str, plan: Listing, filters: dict[str, str], number: int
) -> Row | None:
    summary = first(connection, "SELECT * FROM authority_summary WHERE la_code = ?", [code])
    if summary is None:
        return None
    fixed, chosen = {"la_code": code, **plan.only}, _chosen(plan, filters)
    # All of the list is looked through once, for what can be chosen and for the sums.
    every = rows(
        connection,
        f"SELECT urn, {plan.points} AS points, {', '.join(plan.filters)} FROM {plan.view}"
        f" WHERE {_where(fixed)}",
        list(fixed.values()),
    )
    fitting = [row for row in every if all(row[key] == value for key, value in chosen.items())]
    asked = fixed | chosen
    return {
        "authority": summary,
        "rows": rows(
            connection,
            f"SELECT * FROM {plan.view} WHERE {_where(asked)} ORDER BY {plan.order}"
            f" LIMIT {PAGE if number else MOST} OFFSET ?",
            [*asked.values(), max(0, number - 1) * PAGE],
        ),
        "total": len(fitting),
        "points": sum(row["points"] for row in fitting),
        "schools": len({row["urn"] for row in fitting}),
        "number": number,
        "pages": -(-len(fitting) // PAGE),
        "filters": filters,
        "choices": {
            column: sorted({row[column] for row in every if row[column]}) for column in plan.filters
        },
    }


def _chosen(plan: Listing, filters: Mapping[str, str]) -> dict[str, str]:
    return {column: filters[column] for column in plan.filters if filters.get(column)}


def _where(asked: Mapping[str, str]) -> str:
    return " AND ".join(f"{column} = ?" for column in asked)
