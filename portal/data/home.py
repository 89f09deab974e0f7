"""The home page and finding a school."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from portal.data.rows import Row, first, publication, rows
from portal.finder import Place

TOTALS = (
    "schools",
    "checked",
    "report_owed",
    "report_searched",
    "report_found",
    "report_current",
    "report_overdue",
    "report_undated",
    "report_not_found",
    "could_not_check",
    "needs_review",
    "nothing_missing",
    "something_missing",
)


def home(connection: sqlite3.Connection) -> Row:
    """Totals over all authorities, and the authorities by name."""
    sums = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in TOTALS)
    return {
        "publication": publication(connection),
        "totals": first(connection, f"SELECT {sums} FROM authority_summary"),
        "authorities": rows(connection, "SELECT * FROM authority_summary ORDER BY name"),
    }


def edition(connection: sqlite3.Connection) -> tuple[int, ...]:
    """What changes when kept pages may: the publication, the changes that are told after it,
    the register, checks of Local Offers."""
    return tuple(
        connection.execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM publications),"
            " (SELECT coalesce(max(id), 0) FROM changes),"
            " (SELECT count(*) FROM schools),"
            " (SELECT count(*) FROM runs WHERE kind = 'local-offer' AND status = 'done')"
        ).fetchone()
    )


def places(connection: sqlite3.Connection) -> list[Place]:
    """Every open school as it is looked for."""
    found = connection.execute("SELECT urn, name, town, postcode FROM schools WHERE is_open")
    return [Place(*row) for row in found]


def found_schools(connection: sqlite3.Connection, urns: Sequence[int]) -> list[Row]:
    """The schools of `urns`, in that order."""
    marks = ", ".join("?" for _ in urns)
    found = rows(
        connection,
        "SELECT s.urn, s.name, s.town, s.postcode, s.phase_name, a.name AS la_name,"
        " coalesce(n.report_state, 'not checked') AS report_state FROM schools s"
        " LEFT JOIN authorities a ON a.code = s.la_code"
        f" LEFT JOIN school_summary n ON n.urn = s.urn WHERE s.urn IN ({marks})",
        list(urns),
    )
    by_urn = {row["urn"]: row for row in found}
    return [by_urn[urn] for urn in urns if urn in by_urn]
