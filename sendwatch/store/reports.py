"""The reports on each night's run."""

from __future__ import annotations

import json
from typing import Any

import sqlite_utils


def save(
    db: sqlite_utils.Database,
    run_id: str,
    night: str,
    exit_code: int,
    report: dict[str, Any],
    markdown: str,
) -> None:
    """Keep one night's report, in the place of an earlier one of the same run."""
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO run_reports VALUES (?, ?, ?, ?, ?)",
            (run_id, night, exit_code, json.dumps(report, ensure_ascii=False), markdown),
        )


def latest(db: sqlite_utils.Database, number: int = 1) -> list[dict[str, Any]]:
    """The last reports, the newest first."""
    rows = db.execute("SELECT report FROM run_reports ORDER BY run_id DESC LIMIT ?", [number])
    return [json.loads(row[0]) for row in rows]
