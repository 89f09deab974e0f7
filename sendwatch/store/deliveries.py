"""How far each subscription has been told."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple, dataclass

import sqlite_utils


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where one subscription stands: the last change told, when, and since when it fails."""

    subscription: str
    last_change: int = 0
    last_sent: str = ""
    failing_since: str = ""
    failure: str = ""


def get(db: sqlite_utils.Database, name: str, tonight: dt.date) -> Delivery:
    """Where a subscription stands; a new one is noted as standing before tonight's changes."""
    row = db.execute("SELECT * FROM deliveries WHERE subscription = ?", [name]).fetchone()
    if row is not None:
        return Delivery(*row)
    before = db.execute(
        "SELECT coalesce(max(id), 0) FROM changes WHERE night < ?", [tonight.isoformat()]
    ).fetchone()
    new = Delivery(name, before[0])
    save(db, new)
    return new


def save(db: sqlite_utils.Database, delivery: Delivery) -> None:
    """Keep where a subscription stands."""
    with db.atomic():
        db.execute("INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?)", astuple(delivery))
