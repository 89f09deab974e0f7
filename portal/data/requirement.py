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
ORDER BY f.la_code, f.urn LIMIT 50
"""

SHOWN = 5
"""Examples on the page: of those that come first, the ones that differ."""


SENTENCE = 6
"""Words from which a quotation says something by itself."""


def requirement(connection: sqlite3.Connection, name: str) -> Row | None:
    """Everything that the requirement's page shows, None for an unknown id."""
    entry = first(connection, "SELECT * FROM requirements WHERE id = ?", [name])
    if entry is None:
        return None
    owed = " + ".join(f"n.{count}" for count in COUNTS if count != "not_applicable")
    sums = ", ".join(f"coalesce(sum({count}), 0) AS {count}" for count in COUNTS)
    return {
        "requirement": entry,
        "totals": first(
            connection, f"SELECT {sums} FROM requirement_summary WHERE requirement = ?", [name]
        ),
        "authorities": rows(
            connection,
            f"SELECT n.*, {owed} AS owed, a.name FROM requirement_summary n JOIN authorities a"
            " ON a.code = n.la_code WHERE n.requirement = ? ORDER BY a.name",
            [name],
        ),
        "examples": _different(rows(connection, EXAMPLES, [name])),
        "publication": publication(connection),
    }


def _different(examples: list[Row]) -> list[Row]:
    """The first few that do not say the same (a trust's schools often share their words),
    sentences before mere mentions."""
    by_words = {" ".join(row["quotation"].casefold().split()): row for row in reversed(examples)}
    different = list(reversed(by_words.values()))
    return sorted(different, key=lambda row: len(row["quotation"].split()) < SENTENCE)[:SHOWN]


def requirements(connection: sqlite3.Connection) -> list[Row]:
    """All requirements in force when last published, in the law's order."""
    return rows(
        connection,
        "SELECT r.id, r.title, r.plain, r.basis, r.citation FROM requirements r"
        " WHERE EXISTS (SELECT 1 FROM requirement_summary n WHERE n.requirement = r.id)"
        " ORDER BY r.position",
    )
