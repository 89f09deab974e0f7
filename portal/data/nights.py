"""The nights: what each run came to, from the reports that the runs leave behind."""

from __future__ import annotations

import json
import sqlite3

from portal.data.rows import Row, first, rows

PAGE = 60
"""Nights on one page of the list."""

_RUNS = """
SELECT r.id AS run_id, r.night, r.status, r.started_at, p.report FROM runs r
LEFT JOIN run_reports p ON p.run_id = r.id WHERE r.kind = 'nightly'
"""


def nights(connection: sqlite3.Connection, number: int) -> Row:
    """One page of all nightly runs, the newest first, and how many pages there are."""
    total = connection.execute("SELECT count(*) FROM runs WHERE kind = 'nightly'").fetchone()[0]
    found = rows(
        connection, f"{_RUNS} ORDER BY r.id DESC LIMIT ? OFFSET ?", [PAGE, PAGE * (number - 1)]
    )
    pages = max(1, -(-total // PAGE))
    return {"runs": [_run(row) for row in found], "number": number, "pages": pages}


def night(connection: sqlite3.Connection, day: str) -> Row | None:
    """All runs of one night, the last first, and the nights beside it; None without a run."""
    found = rows(connection, f"{_RUNS} AND r.night = ? ORDER BY r.id DESC", [day])
    if not found:
        return None
    beside = first(
        connection,
        "SELECT max(CASE WHEN night < ?1 THEN night END) AS before,"
        " min(CASE WHEN night > ?1 THEN night END) AS after FROM runs"
        " WHERE kind = 'nightly'",
        [day],
    )
    return {"night": day, "runs": [_run(row) for row in found], "beside": beside}


def _run(row: Row) -> Row:
    """A run with its report as data, and its state in a word of `portal.words.NIGHTS`."""
    report: Row | None = json.loads(row["report"]) if row["report"] else None
    return {**row, "report": report, "state": _state(row["status"], report)}


def _state(status: str, report: Row | None) -> str:
    if report is None:
        return "running" if status == "running" else "broke off"
    if report["publication"] == "held back":
        return "held back"
    return "needs attention" if report["exit_code"] else "went well"
