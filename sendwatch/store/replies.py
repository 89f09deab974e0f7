"""What schools answer: a reply to their page, or a dispute of one finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import sqlite_utils

from sendwatch.store.errors import StoreError
from sendwatch.store.people import veil

LONGEST = 5000
"""Characters of a reply: about two pages."""


def add(
    db: sqlite_utils.Database,
    urn: int,
    text: str,
    *,
    received_on: dt.date,
    requirement: str | None = None,
) -> int:
    """Keep a school's reply and return its number; it is public at once.

    With `requirement` it disputes that finding. E-mail addresses are taken out. Raises
    `StoreError` for an unknown school or requirement and for a text that is empty or longer
    than `LONGEST`.
    """
    clean = veil("\n".join(line.rstrip() for line in text.strip().splitlines()), ())
    if not clean:
        raise StoreError("The reply is empty.")
    if len(clean) > LONGEST:
        raise StoreError(f"The reply has {len(clean):,} characters; {LONGEST:,} are the most.")
    if not _known(db, "schools", "urn", urn):
        raise StoreError(f"No school with URN {urn} is in the register.")
    if requirement is not None and not _known(db, "requirements", "id", requirement):
        raise StoreError(f"There is no requirement called {requirement}.")
    with db.atomic():
        (number,) = db.execute(
            "INSERT INTO replies (urn, requirement, text, received_on) VALUES (?, ?, ?, ?)"
            " RETURNING id",
            [urn, requirement, clean, received_on.isoformat()],
        ).fetchone()
    return int(number)


def withdraw(db: sqlite_utils.Database, number: int, *, on: dt.date) -> None:
    """Show a reply no longer; it is kept."""
    with db.atomic():
        changed = db.execute(
            "UPDATE replies SET withdrawn_on = ? WHERE id = ?", [on.isoformat(), number]
        )
    if changed.rowcount == 0:
        raise StoreError(f"There is no reply {number}.")


def listed(db: sqlite_utils.Database) -> Iterator[Mapping[str, Any]]:
    """All replies with the school's name, the latest first."""
    return db.query(
        "SELECT r.*, s.name AS school FROM replies r JOIN schools s ON s.urn = r.urn"
        " ORDER BY r.id DESC"
    )


def _known(db: sqlite_utils.Database, table: str, column: str, value: object) -> bool:
    found = db.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", [value])
    return found.fetchone() is not None
