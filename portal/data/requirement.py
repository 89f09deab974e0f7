"""One requirement: what it asks, how often it is met, and where it is met well."""

from __future__ import annotations

import sqlite3

from portal.data.rows import Row, first, publication, rows

COUNTS = (
    "met",
    "partly",
    "not_found",
    "nothing_to_read",
    "overdue",
    "undated",
    "could_not_check",
    "needs_review",
    "not_applicable",
)

EXAMPLES = """
SELECT f.urn, f.school, f.quotation, f.heading, f.page, f.url, f.sha256
FROM latest_findings f
WHERE f.requirement = ? AND f.verdict = 'met' AND f.quotation IS NOT NULL
ORDER BY f.la_code, f.urn LIMIT 5
"""


def requirement(connection: sqlite3.Connection, name: str) -> Row | None:
    """Everything that the requirement's page shows, None for an unknown id."""
    entry = first(connection, "SELECT * FROM requirements WHERE id = ?", [name])
    if entry is None:
        return None
    sums = ", ".join(f"coalesce(sum({count}), 0) AS {count}" for count in COUNTS)
    return {
        "requirement": entry,
        "totals": first(
            connection, f"SELECT {sums} FROM requirement_summary WHERE requirement = ?", [name]
        ),
        "authorities": rows(
            connection,
            "SELECT n.*, a.name FROM requirement_summary n JOIN authorities a"
            " ON a.code = n.la_code WHERE n.requirement = ? ORDER BY a.name",
            [name],
        ),
        "examples": rows(connection, EXAMPLES, [name]),
        "publication": publication(connection),
    }


def requirements(connection: sqlite3.Connection) -> list[Row]:
    """All requirements in force when last published, in the law's order."""
    return rows(
        connection,
        "SELECT r.id, r.title, r.plain, r.basis, r.citation FROM requirements r"
        " WHERE EXISTS (SELECT 1 FROM requirement_summary n WHERE n.requirement = r.id)"
        " ORDER BY r.position",
    )
