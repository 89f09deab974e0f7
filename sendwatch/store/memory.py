"""What one night keeps for the next: a name, a value."""

from __future__ import annotations

import sqlite_utils


def recall(db: sqlite_utils.Database, name: str) -> str:
    """The value kept under a name, "" for none."""
    row = db.execute("SELECT value FROM memory WHERE name = ?", [name]).fetchone()
    return row[0] if row else ""


def remember(db: sqlite_utils.Database, name: str, value: str) -> None:
    """Keep a value in the place of an earlier one."""
    with db.atomic():
        db.execute(
            "INSERT INTO memory VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ?",
            (name, value, value),
        )
