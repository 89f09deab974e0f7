"""Whether a set-up is sound: each check gives one line, good or not."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

import sendwatch
from extractors.read import VERSION
from sendwatch import clock, upkeep
from sendwatch.night_report import health_path
from sendwatch.store import losses, migrations, reports

NEEDED = 2 * 1024**3
"""Bytes that should be free: a night of a county, and the files that SQLite needs beside it."""

LATE = dt.timedelta(days=2)
"""Without a good night for so long, somebody should look."""

SAMPLE = 50
"""Bodies that are read back when not all are asked for."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, whether it is well, and what was seen."""

    name: str
    good: bool
    seen: str


def checks(db_path: Path, db: Database, archive: Path, *, deep: bool) -> Iterator[Check]:
    """Look at everything; nothing is changed."""
    yield Check(
        "versions",
        sqlite3.sqlite_version_info >= (3, 37),
        f"sendwatch {sendwatch.__version__}, readers {VERSION}, Python"
        f" {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" schema {migrations.version(db)}",
    )
    yield from _disk(db_path, archive)
    yield _clock(db)
    verdict = db.execute("PRAGMA quick_check").fetchone()[0]
    yield Check("database", verdict == "ok", f"SQLite says {verdict}")
    broken = len(db.execute("PRAGMA foreign_key_check").fetchall())
    yield Check("references", broken == 0, f"{broken} rows point to nothing")
    yield _archive(db, archive, deep)
    yield _last_nights(db, db_path)


def _disk(db_path: Path, archive: Path) -> Iterator[Check]:
    for name, folder in (("database folder", db_path.parent), ("archive folder", archive)):
        if not folder.is_dir():
            yield Check(name, False, f"{folder} does not exist")
            continue
        free = upkeep.free_bytes(folder)
        yield Check(f"{name}: disk", free >= NEEDED, f"{free / 1024**3:.1f} GiB free")
        yield Check(f"{name}: writable", os.access(folder, os.W_OK | os.X_OK), str(folder))


def _clock(db: Database) -> Check:
    last = db.execute("SELECT max(started_at) FROM runs").fetchone()[0]
    now = dt.datetime.now(dt.UTC)
    ahead = bool(last) and dt.datetime.fromisoformat(last) > now + dt.timedelta(minutes=5)
    shown = f"{now:%Y-%m-%d %H:%M} UTC, {clock.today()} in England"
    return Check("clock", not ahead, f"{shown}; the last run began {last or 'never'}")


def _archive(db: Database, archive: Path, deep: bool) -> Check:
    looked, bad = upkeep.lost(db, archive, sample=None if deep else SAMPLE)
    seen = f"{looked:,} bodies read back, {len(bad):,} lost or damaged"
    seen += f", first: {bad[0].why}" if bad else ""
    known = losses.count(db)
    if known.bodies:
        seen += (
            f"; {known.bodies:,} known to be lost, of which {known.standing:,} stand on a website"
            " and come again with the next night"
        )
    elif bad:
        seen += "; run `sendwatch archive verify`, and the next night fetches what it can"
    return Check("archive", not bad and not known.bodies, seen)


def _last_nights(db: Database, db_path: Path) -> Check:
    nights = reports.latest(db, 7)
    if not nights:
        return Check("nights", True, "no night has run yet")
    well = [night for night in nights if night["exit_code"] == 0]
    last = max((night["night"] for night in well), default="")
    age = clock.today() - dt.date.fromisoformat(last) if last else None
    recent = age is not None and age <= LATE
    seen = f"{len(well)} of the last {len(nights)} went well, the last good one on {last or '-'}"
    if age is not None and not recent:
        seen += f", {age.days:,} days ago: is the timer running?"
    try:
        health = json.loads(health_path(db_path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Check("nights", False, f"{seen}; the health file cannot be read")
    if health.get("status") == "failed":
        why = " ".join(health.get("attention", ()))
        return Check("nights", False, f"{seen}; the last one failed: {why}")
    return Check("nights", recent, seen)
