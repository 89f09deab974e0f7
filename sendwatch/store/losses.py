"""Bodies that the archive has lost: noted when found, cleared when they are there again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import sqlite_utils

from sendwatch.store import standing
from sendwatch.store.db import batches, marks


class Lost(NamedTuple):
    """How many bodies are lost, and how many of them still stand on a website."""

    bodies: int
    standing: int


def note(db: sqlite_utils.Database, sha256s: Sequence[str], night: dt.date) -> int:
    """Note that bodies are lost; return of how many that was not known before."""
    new = 0
    with db.atomic():
        for some in batches(sha256s):
            new += db.execute(
                f"UPDATE bodies SET lost = ? WHERE lost = '' AND sha256 IN ({marks(some)})",
                (night.isoformat(), *some),
            ).rowcount
    return new


def clear_all_but(db: sqlite_utils.Database, sha256s: Sequence[str]) -> None:
    """Forget every loss but those of `sha256s`: the whole archive was read back."""
    lost = {row[0] for row in db.execute("SELECT sha256 FROM bodies WHERE lost <> ''")}
    with db.atomic():
        for some in batches(sorted(lost - set(sha256s))):
            db.execute(f"UPDATE bodies SET lost = '' WHERE sha256 IN ({marks(some)})", list(some))


def count(db: sqlite_utils.Database) -> Lost:
    """What is known to be lost."""
    row = db.execute(
        "SELECT count(*), coalesce(sum(sha256 IN"
        f" (SELECT sha256 FROM ({standing.of()}))), 0) FROM bodies WHERE lost <> ''"
    ).fetchone()
    return Lost(row[0], row[1])
