"""Publishing: the tables that readers see, built whole in one transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from sendwatch.store import exports, reviews
from sendwatch.store import publish_sql as sql
from sendwatch.store.grid import latitude_longitude
from sendwatch.store.people import veil

log = logging.getLogger(__name__)

CACHE_KIB = 200_000
"""Memory for pages while publishing, in KiB. A nation's findings with their indexes do not fit
into SQLite's usual 2 MB: each page was written and read again half a dozen times."""


@dataclass(frozen=True, slots=True)
class PublishSummary:
    """What was published: counts of schools, findings, documents, newly indexed passages.

    With `published` false nothing was changed, and `held` says why.
    """

    published: bool
    schools: int = 0
    findings: int = 0
    documents: int = 0
    passages_indexed: int = 0
    held: tuple[str, ...] = ()


def publish(db: sqlite_utils.Database, *, hold: Sequence[str] = ()) -> PublishSummary:
    """Build what readers see out of the last findings of every school.

    With reasons in `hold` nothing is changed and readers keep seeing the publication
    before. Readers see the old tables until the new ones are complete.
    """
    if hold:
        return PublishSummary(published=False, held=tuple(hold))
    _veil_people(db)
    _place_schools(db)
    usual = int(db.execute("PRAGMA cache_size").fetchone()[0])
    db.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    try:
        summary = _build(db)
    finally:
        db.execute(f"PRAGMA cache_size = {usual}")
    db.execute("PRAGMA optimize")
    _export(db)
    return summary


def _build(db: sqlite_utils.Database) -> PublishSummary:
    """Build the published tables in one transaction."""
    with db.atomic():
        for table in sql.PUBLISHED:
            db.execute(f"DELETE FROM {table}")
        db.execute(sql.STANDING)
        for statement in (sql.LATEST_FINDINGS, sql.SCHOOL_DOCUMENTS):
            db.execute(statement)
        reviews.apply(db)
        for statement in sql.SUMMARIES:
            db.execute(statement)
        db.execute("DROP TABLE temp.standing_bodies")
        indexed = _index_passages(db)
        summary = PublishSummary(
            published=True,
            schools=_count(db, "school_summary"),
            findings=_count(db, "latest_findings"),
            documents=_count(db, "school_documents"),
            passages_indexed=indexed,
        )
        _sign(db, summary)
    return summary


def _export(db: sqlite_utils.Database) -> None:
    """Write the files to take away. Readers have the tables already, so a full disk is told
    and stops nothing; the files of the publication before stay."""
    path = next(row[2] for row in db.execute("PRAGMA database_list") if row[1] == "main")
    if not path:
        return
    try:
        exports.write(db, exports.folder_of(Path(path)), now=dt.datetime.now(dt.UTC))
    except OSError as error:
        log.warning("the files to take away are not up to date: %s", error)


def _veil_people(db: sqlite_utils.Database) -> None:
    """Make the SQL function `veiled(body, text)` for this connection."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for sha256, name in db.execute("SELECT sha256, name FROM contacts WHERE name <> ''"):
        names[sha256].append(name)

    def veiled(sha256: str | None, text: str | None) -> str | None:
        if text is None:
            return None
        return veil(text, names.get(sha256, ()) if sha256 else ())

    db.register_function(veiled, replace=True)


def _place_schools(db: sqlite_utils.Database) -> None:
    """Make the SQL functions `grid_latitude` and `grid_longitude` for this connection."""

    def grid_latitude(easting: float | None, northing: float | None) -> float | None:
        place = latitude_longitude(easting, northing)
        return place[0] if place else None

    def grid_longitude(easting: float | None, northing: float | None) -> float | None:
        place = latitude_longitude(easting, northing)
        return place[1] if place else None

    db.register_function(grid_latitude, replace=True)
    db.register_function(grid_longitude, replace=True)


def _index_passages(db: sqlite_utils.Database) -> int:
    """Add to the full-text index what is published and not in it yet."""
    db.execute(sql.TO_INDEX)
    db.execute(
        "INSERT INTO passages_fts (rowid, heading, text) SELECT p.id, p.heading, p.text"
        " FROM temp.to_index t JOIN passages p ON p.id = t.id"
    )
    db.execute("UPDATE passages SET indexed = 1 WHERE id IN (SELECT id FROM temp.to_index)")
    indexed = _count(db, "temp.to_index")
    db.execute("DROP TABLE temp.to_index")
    return indexed


def _sign(db: sqlite_utils.Database, summary: PublishSummary) -> None:
    db.execute(
        "INSERT INTO publications (published_at, checked_on, schools, findings)"
        " VALUES (?, (SELECT max(checked_on) FROM latest_findings), ?, ?)",
        [dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), summary.schools, summary.findings],
    )


def _count(db: sqlite_utils.Database, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
