"""Changes: what became true or ceased to be true at a school, each said once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from sendwatch.store.cells import cell
from sendwatch.transitions import Cause, Said, State


@dataclass(frozen=True, slots=True)
class Change:
    """One change as a reader is told of it. Nights are ISO dates.

    `night` is when it was said, `since` when it was first seen. `same_text` is the share of
    the text that stayed (0 to 1), for a renewed document.
    """

    id: int
    urn: int
    school: str
    la_code: str | None
    night: str
    since: str
    kind: str
    document_kind: str
    requirement: str | None
    title: str | None
    before: str
    after: str
    cause: str
    detail: str
    same_text: float | None


def states(db: sqlite_utils.Database, urn: int) -> dict[str, State]:
    """What was last said of a school, by subject; of its predecessor where it is new."""
    found = _states(db, urn)
    if found:
        return found
    for (before,) in db.execute(
        "SELECT urn FROM successions WHERE successor = ? ORDER BY urn", [urn]
    ).fetchall():
        found |= _states(db, before)
    return found


def keep(db: sqlite_utils.Database, urn: int, now: Mapping[str, State]) -> None:
    """Remember what was said of a school; only what is different is written."""
    own = _states(db, urn)
    rows = [
        (urn, subject, s.state, s.since, s.waiting, s.waiting_since)
        for subject, s in now.items()
        if own.get(subject) != s
    ]
    db.conn.executemany(
        "INSERT INTO school_states VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (urn, subject) DO UPDATE"
        " SET state = excluded.state, since = excluded.since, waiting = excluded.waiting,"
        " waiting_since = excluded.waiting_since",
        rows,
    )


def say(
    db: sqlite_utils.Database,
    run_id: str,
    night: str,
    urn: int,
    said: Said,
    *,
    cause: Cause,
    document_kind: str = "",
    requirement: str | None = None,
    detail: str = "",
    same_text: float | None = None,
) -> None:
    """Write one change."""
    db.execute(
        "INSERT INTO changes (urn, night, since, kind, document_kind, requirement, before, after,"
        " cause, detail, same_text, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(urn, night, said.since, said.kind, document_kind, requirement),
            *(said.before, said.after, cause, detail, same_text, run_id),
        ),
    )


def find(
    db: sqlite_utils.Database,
    *,
    after: int = 0,
    since: str = "",
    la: str | None = None,
    urn: int | None = None,
    kinds: Sequence[str] = (),
    cause: Cause | None = None,
    limit: int = -1,
) -> list[Change]:
    """Changes in the order in which they were said, the oldest first.

    `after` is the number of a change, `since` a night; a school's changes include those of
    the schools whose place it took. `cause` None takes both. For feeds, digests and pages.
    """
    rows = db.query(
        "WITH RECURSIVE line(urn) AS (SELECT :urn UNION"
        " SELECT s.urn FROM successions s JOIN line ON s.successor = line.urn)"
        " SELECT c.*, s.name AS school, s.la_code, r.title FROM changes c"
        " JOIN schools s ON s.urn = c.urn LEFT JOIN requirements r ON r.id = c.requirement"
        " WHERE c.id > :after AND c.night >= :since AND (:la IS NULL OR s.la_code = :la)"
        " AND (:urn IS NULL OR c.urn IN (SELECT urn FROM line))"
        " AND (:cause IS NULL OR c.cause = :cause) ORDER BY c.id",
        {"after": after, "since": since, "la": la, "urn": urn, "cause": cause},
    )
    wanted = [row for row in rows if not kinds or row["kind"] in kinds]
    return [_change(row) for row in (wanted[:limit] if limit >= 0 else wanted)]


def last_number(db: sqlite_utils.Database) -> int:
    """The number of the last change, 0 before the first."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()[0])


def as_csv(changes: Iterable[Change]) -> str:
    """Changes as CSV with a header, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = tuple(Change.__dataclass_fields__)
    writer.writerow(names)
    writer.writerows([cell(getattr(change, name)) for name in names] for change in changes)
    return out.getvalue()


def _states(db: sqlite_utils.Database, urn: int) -> dict[str, State]:
    rows = db.execute(
        "SELECT subject, state, since, waiting, waiting_since FROM school_states WHERE urn = ?",
        [urn],
    )
    return {row[0]: State(*row[1:]) for row in rows}


def _change(row: Mapping[str, Any]) -> Change:
    return Change(**{name: row[name] for name in Change.__dataclass_fields__})
