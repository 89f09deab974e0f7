"""What earlier nights saw of every school, and how many could not be reached tonight."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

import sqlite_utils

from sendwatch.due import History
from sendwatch.store.editions import KINDS
from sendwatch.transitions import document


class Reached(NamedTuple):
    """Of schools visited tonight and on an earlier night: how many failed then and now."""

    schools: int
    failed_before: int
    failed_now: int


_COUNTED = "(r.status <> 'held' OR v.outcome = 'done')"


def histories(db: sqlite_utils.Database) -> dict[int, History]:
    """The history of every school that was ever visited."""
    kinds = ", ".join(f"'{document(kind)}'" for kind in KINDS)
    rows = db.execute(
        "WITH seen AS (SELECT v.urn, v.outcome, v.reach, v.finished_at, r.night FROM visits v"
        f" JOIN runs r ON r.id = v.run_id WHERE {_COUNTED}), well AS (SELECT urn,"
        " max(finished_at) AS at, max(CASE WHEN reach = 'full' THEN night END) AS full_night"
        " FROM seen WHERE outcome = 'done' GROUP BY urn)"
        " SELECT s.urn, w.full_night, max(s.night),"
        " count(DISTINCT CASE WHEN s.finished_at > coalesce(w.at, '') THEN s.night END),"
        " EXISTS (SELECT 1 FROM school_states x WHERE x.urn = s.urn AND x.waiting <> ''"
        f"   AND x.subject IN ({kinds}))"
        " FROM seen s LEFT JOIN well w ON w.urn = s.urn GROUP BY s.urn"
    )
    return {
        urn: History(_day(full), _day(last), failed, bool(waiting))
        for urn, full, last, failed, waiting in rows
    }


def failing_tonight(db: sqlite_utils.Database, night: dt.date) -> set[int]:
    """The schools whose last visit tonight failed."""
    return {urn for urn, _, now in _then_and_now(db, night) if now != "done"}


def unreached(db: sqlite_utils.Database, night: dt.date) -> dict[str, int]:
    """How many schools could not be searched in a night, by what stopped their last visit."""
    failed = Counter(now for _, _, now in _then_and_now(db, night) if now != "done")
    return dict(failed.most_common())


def reached(db: sqlite_utils.Database, night: dt.date) -> Reached:
    """How many schools could be searched on the night before and tonight."""
    known = [(then, now) for _, then, now in _then_and_now(db, night) if then is not None]
    return Reached(
        len(known),
        sum(then != "done" for then, _ in known),
        sum(now != "done" for _, now in known),
    )


def _then_and_now(db: sqlite_utils.Database, night: dt.date) -> list[tuple[int, str | None, str]]:
    return db.execute(
        "WITH tonight AS (SELECT v.urn, v.outcome, max(v.finished_at) FROM visits v"
        " JOIN runs r ON r.id = v.run_id WHERE r.night = ?1 GROUP BY v.urn), before AS ("
        " SELECT v.urn, v.outcome, max(v.finished_at) FROM visits v JOIN runs r"
        f" ON r.id = v.run_id WHERE r.night < ?1 AND {_COUNTED} GROUP BY v.urn)"
        " SELECT t.urn, b.outcome, t.outcome FROM tonight t LEFT JOIN before b ON b.urn = t.urn",
        [night.isoformat()],
    ).fetchall()


def _day(night: str | None) -> dt.date | None:
    return dt.date.fromisoformat(night) if night else None
