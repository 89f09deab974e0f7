"""Runs: when each stage began and ended, with what options and what result."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlite_utils

from sendwatch.store.errors import StoreError


@dataclass(frozen=True, slots=True)
class Run:
    """One run. Times are ISO 8601 in UTC; `finished_at` is None while it goes on.

    `options` is JSON as it was given, so that two runs can be compared letter for letter.
    """

    id: str
    kind: str
    status: str
    started_at: str
    finished_at: str | None = None
    options: str = "{}"
    summary: dict[str, Any] = field(default_factory=dict)


def start(
    db: sqlite_utils.Database, kind: str, options: str = "{}", *, night: dt.date | None = None
) -> str:
    """Begin a run with `options` (JSON) and return its id, which sorts by its beginning.

    `night` is the day that it counts for (default: today in UTC): what two runs of one
    night see is seen once.
    """
    now = dt.datetime.now(dt.UTC)
    day = (night or now.date()).isoformat()
    run_id = f"{now:%Y%m%dT%H%M%S}.{now.microsecond:06d}-{kind}-{secrets.token_hex(2)}"
    with db.atomic():
        db.execute(
            "INSERT INTO runs (id, kind, status, started_at, options, night)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [run_id, kind, "running", now.isoformat(timespec="seconds"), options, day],
        )
    return run_id


def finish(
    db: sqlite_utils.Database, run_id: str, status: str, summary: Mapping[str, object]
) -> None:
    """End a run with `status` (`done`, `attention`, `failed`) and its summary."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with db.atomic():
        done = db.execute(
            "UPDATE runs SET status = ?, finished_at = ?, summary = ? WHERE id = ?",
            [status, now, _json(summary), run_id],
        )
    if not done.rowcount:
        raise StoreError(f"There is no run {run_id}.")


def latest(
    db: sqlite_utils.Database, kind: str | None = None, status: str | None = None
) -> Run | None:
    """The run that began last, of this kind and status where they are given."""
    row = db.execute(
        "SELECT id, kind, status, started_at, finished_at, options, summary FROM runs"
        " WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR status = ?2)"
        " ORDER BY id DESC LIMIT 1",
        (kind, status),
    ).fetchone()
    if row is None:
        return None
    run_id, found_kind, found_status, started_at, finished_at, options, summary = row
    return Run(
        id=run_id,
        kind=found_kind,
        status=found_status,
        started_at=started_at,
        finished_at=finished_at,
        options=options,
        summary=json.loads(summary),
    )


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=str)
