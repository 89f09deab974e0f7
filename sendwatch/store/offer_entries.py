"""Entries of Local Offers' directories: every version, from the first night to the last."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

import sqlite_utils

from checks.entries import EntryMatch, SchoolPlace
from extractors.portal_model import Entry
from sendwatch.store.db import insert
from sendwatch.store.errors import StoreError

COLUMNS = (
    "la_code",
    "url",
    "fingerprint",
    "name",
    "postcode",
    "text",
    "updated",
    "updated_as_written",
    "report_url",
    "sha256",
    "urn",
    "match",
    "match_score",
    "match_reason",
    "first_run_id",
    "last_run_id",
    "first_seen",
    "last_seen",
)
KEPT = ("la_code", "url", "fingerprint", "first_run_id", "first_seen")


def school_places(db: sqlite_utils.Database, la: str) -> list[SchoolPlace]:
    """The open schools of an authority, as entries can be matched to them."""
    rows = db.execute(
        "SELECT urn, name, postcode, coalesce(town, '') FROM schools"
        " WHERE la_code = ? AND is_open ORDER BY urn",
        [la],
    )
    return [SchoolPlace(*row) for row in rows]


def save(
    db: sqlite_utils.Database,
    run_id: str,
    la: str,
    entries: Sequence[tuple[Entry, str | None, EntryMatch]],
    *,
    day: dt.date,
    carried: bool = False,
) -> int:
    """Keep the entries of one visit, each with its body and match; return how many there are.

    An entry that reads as before is prolonged, and was last seen on `day` unless the same visit
    is only read again. `carried` entries stand on pages that could not be read on this visit:
    they are still listed, and when they were last seen stays as it was. What a person decided
    stands above the match.
    """
    decided = {
        row[0]: row[1]
        for row in db.execute(
            "SELECT url, urn FROM offer_entry_reviews WHERE la_code = ?", [la]
        ).fetchall()
    }
    rows = [_row(run_id, la, entry, sha, match, decided, day) for entry, sha, match in entries]
    new = [name for name in COLUMNS if name not in KEPT and name != "last_seen"]
    seen = "last_run_id < excluded.last_run_id" if not carried else "0"
    changes = ", ".join(f"{name} = excluded.{name}" for name in new)
    changes += f", last_seen = CASE WHEN {seen} THEN excluded.last_seen ELSE last_seen END"
    with db.atomic():
        insert(
            db,
            "offer_entries",
            COLUMNS,
            rows,
            conflict=f"ON CONFLICT (la_code, url, fingerprint) DO UPDATE SET {changes}",
        )
    return len(rows)


def decide(
    db: sqlite_utils.Database,
    la: str,
    url: str,
    urn: int | None,
    *,
    author: str,
    reason: str,
    day: dt.date,
) -> None:
    """Keep a person's answer to which school an entry is (None: none of the register's).

    Raises StoreError for an entry that was never seen, an unknown school or no author.
    """
    if not author.strip():
        raise StoreError("A decision needs an author.")
    listed = db.execute(
        "SELECT 1 FROM offer_entries WHERE la_code = ? AND url = ? LIMIT 1", [la, url]
    ).fetchone()
    if listed is None:
        raise StoreError(f"The Local Offer of authority {la} has no entry at {url}.")
    if urn is not None:
        known = db.execute("SELECT 1 FROM schools WHERE urn = ?", [urn]).fetchone()
        if known is None:
            raise StoreError(f"No school with URN {urn} is in the register.")
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO offer_entry_reviews VALUES (?, ?, ?, ?, ?, ?)",
            [la, url, urn, author, reason, day.isoformat()],
        )
        db.execute(
            "UPDATE offer_entries SET urn = ?, match = ?, match_score = 100, match_reason = ?"
            " WHERE la_code = ? AND url = ?",
            [urn, "none" if urn is None else "matched", DECIDED, la, url],
        )


DECIDED = "A person decided so."


def _row(
    run_id: str,
    la: str,
    entry: Entry,
    sha256: str | None,
    match: EntryMatch,
    decided: dict[str, int | None],
    day: dt.date,
) -> tuple[object, ...]:
    urn, state, score, reason = match.urn, str(match.match), match.score, match.reason
    if entry.url in decided:
        urn = decided[entry.url]
        state, score, reason = ("none" if urn is None else "matched"), 100.0, DECIDED
    return (
        la,
        entry.url,
        fingerprint(entry),
        entry.name,
        entry.postcode,
        entry.text,
        entry.updated.isoformat() if entry.updated else None,
        entry.updated_as_written,
        entry.report_url,
        sha256,
        urn,
        state,
        round(score, 1),
        reason,
        run_id,
        run_id,
        day.isoformat(),
        day.isoformat(),
    )


def fingerprint(entry: Entry) -> str:
    """Name what an entry says, so that the same words are one version whatever bytes carry them."""
    parts = (entry.name, entry.postcode, entry.text, entry.updated_as_written, entry.report_url)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
