"""Numbered migrations: each SQL file under `schema/` is applied once, in order.

The number reached is kept in SQLite's own `user_version`, the owner in `application_id`;
both stand in the file's header, so that a foreign or newer file is recognised unread.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import sqlite_utils

from sendwatch.store.errors import StoreError

APPLICATION_ID = 0x53454E57
"""`SENW` in ASCII."""


class Migration(NamedTuple):
    """One step: its number, a name for people, and its SQL."""

    number: int
    name: str
    sql: str


def all_migrations() -> tuple[Migration, ...]:
    """Every migration in order, numbered from 1 without a gap."""
    found = []
    for entry in resources.files("sendwatch.store").joinpath("schema").iterdir():
        match = re.fullmatch(r"(\d{3})_(\w+)\.sql", entry.name)
        if match:
            sql = entry.read_text(encoding="utf-8")
            found.append(Migration(int(match[1]), match[2].replace("_", " "), sql))
    found.sort()
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise StoreError("The migrations of this installation are incomplete; install it again.")
    return tuple(found)


def version(db: sqlite_utils.Database) -> int:
    """The number of the last migration applied, 0 for an empty database."""
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def check(db: sqlite_utils.Database, path: Path) -> None:
    """Raise `StoreError` when the file belongs to something else or to a newer version."""
    owner = int(db.conn.execute("PRAGMA application_id").fetchone()[0])
    tables = db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and owner != APPLICATION_ID:
        raise StoreError(f"{path} is a database, but not one that sendwatch made.")
    newest = all_migrations()[-1].number
    if version(db) > newest:
        raise StoreError(
            f"{path} was written by a newer sendwatch (schema {version(db)}, this one knows "
            f"{newest}); install the newer version to use it."
        )


def migrate(db: sqlite_utils.Database) -> list[Migration]:
    """Apply what is missing, each step whole or not at all; return the steps applied."""
    applied = []
    for step in all_migrations():
        if step.number <= version(db):
            continue
        with db.atomic():
            for statement in _statements(step.sql):
                db.conn.execute(statement)
            db.conn.execute(f"PRAGMA user_version = {step.number}")
            db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        applied.append(step)
    return applied


def _statements(sql: str) -> list[str]:
    # sqlite3's executescript commits first, which would tear a step apart, so statements
    # are run one by one; the schema files end each with a semicolon at the end of a line
    # and a blank line.
    return [part.strip() for part in re.split(r";\n\s*\n", sql) if part.strip()]
