"""What the database need not keep: readings and rows that nothing rests on any more.

Everything dropped here lies in the archive still, in the WARC files and in the lines beside
them. A page that shows another event every night would otherwise fill the database.
"""

from __future__ import annotations

import datetime as dt

import sqlite_utils

from sendwatch.store import standing

KEEP_PAGES_NIGHTS = 30
"""Nights for which superseded pages, which are no documents, stay in the tables."""


def drop_readings(db: sqlite_utils.Database) -> int:
    """Drop readings of pages that no longer stand and that nothing rests on."""
    with db.atomic():
        gone = db.execute(
            f"DELETE FROM documents WHERE {_PLAIN} AND sha256 NOT IN"
            f" (SELECT sha256 FROM ({standing.of()})) AND {_UNUSED}"
        )
    return gone.rowcount


def drop_captures(db: sqlite_utils.Database, today: dt.date, nights: int) -> int:
    """Drop superseded captures of pages last seen more than `nights` ago, and their bodies."""
    limit = (today - dt.timedelta(days=nights)).isoformat()
    with db.atomic():
        gone = db.execute(
            "DELETE FROM captures WHERE last_run_id IN (SELECT id FROM runs WHERE night < ?)"
            " AND (sha256 IS NULL OR sha256 NOT IN (SELECT sha256 FROM documents))"
            f" AND id NOT IN (SELECT capture_id FROM ({standing.of()}))"
            " AND id NOT IN (SELECT max(id) FROM captures GROUP BY urn, url)"
            f" AND (sha256 IS NULL OR {_UNUSED})",
            [limit],
        )
        db.execute(
            "DELETE FROM bodies WHERE sha256 NOT IN"
            " (SELECT sha256 FROM captures WHERE sha256 IS NOT NULL)"
            f" AND sha256 NOT IN (SELECT sha256 FROM documents) AND {_UNUSED}"
        )
    return gone.rowcount


def drop_visits(db: sqlite_utils.Database, today: dt.date, nights: int) -> int:
    """Drop visits of more than `nights` ago that decide nothing any more.

    The last one that ended well, the last full one, and all that failed since say what is due
    and since when a site is out of reach; what the others came to stands in the run reports.
    """
    limit = (today - dt.timedelta(days=nights)).isoformat()
    with db.atomic():
        gone = db.execute(
            "DELETE FROM visits WHERE run_id IN (SELECT id FROM runs WHERE night < ?)"
            " AND id NOT IN (SELECT max(id) FROM visits WHERE outcome = 'done' GROUP BY urn)"
            " AND id NOT IN (SELECT max(id) FROM visits WHERE outcome = 'done'"
            "  AND reach = 'full' GROUP BY urn)"
            " AND finished_at <= (SELECT max(well.finished_at) FROM visits well"
            "  WHERE well.urn = visits.urn AND well.outcome = 'done')",
            [limit],
        )
    return gone.rowcount


def give_back(db: sqlite_utils.Database) -> None:
    """Give unused room back to the disk; a reader who never lets go is not waited for."""
    # A script is stepped to its end; a single statement would give back one page only.
    db.conn.executescript("PRAGMA incremental_vacuum")
    db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


_PLAIN = "kind = 'other' AND also = '[]' AND problem IS NULL"

_UNUSED = " AND ".join(
    f"sha256 NOT IN (SELECT sha256 FROM {table} WHERE sha256 IS NOT NULL)"
    for table in (
        "editions",
        "evidence",
        "latest_findings",
        "school_documents",
        "offer_captures",
        "offer_entries",
        "offer_evidence",
    )
)
