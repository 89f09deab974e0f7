"""Opening the database: WAL mode, foreign keys on, schema brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import sqlite_utils

from sendwatch.store import migrations
from sendwatch.store.errors import StoreError

__all__ = ["StoreError", "batches", "insert", "marks", "open_database", "upsert"]

BUSY_SECONDS = 30
"""How long a writer waits for another one; readers never wait (WAL)."""

BATCH = 900
"""Most values in one `IN (...)`; older SQLite builds stop at 999 variables."""


def open_database(path: Path, *, create: bool = True) -> sqlite_utils.Database:
    """Open the database at `path`, migrated to the newest schema.

    With `create` false a missing file is an error. Raises `StoreError` with one sentence
    when the file cannot be opened, is no database of ours, or comes from a newer version.
    """
    if not create and not path.exists():
        raise StoreError(f"There is no database at {path}; run `sendwatch register import` first.")
    if not path.parent.is_dir():
        raise StoreError(f"The folder {path.parent} for the database does not exist.")
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    except sqlite3.OperationalError as error:
        raise StoreError(f"The database {path} cannot be opened: {error}.") from error
    try:
        db = sqlite_utils.Database(connection)
        migrations.check(db, path)
        # Only a file without tables takes this: it lets `keeping` give room back to the disk.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        migrations.migrate(db)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"The database {path} cannot be used: {error}.") from error
    except StoreError:
        connection.close()
        raise
    return db


def insert(
    db: sqlite_utils.Database,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    conflict: str = "",
) -> int:
    """Insert `rows` in one go and return how many were written.

    `conflict` is an `ON CONFLICT ...` clause. `executemany` is used because it writes six
    times as many rows a second as dictionaries do.
    """
    names = ", ".join(f"[{column}]" for column in columns)
    marks = ", ".join("?" for _ in columns)
    sql = f"INSERT INTO [{table}] ({names}) VALUES ({marks}) {conflict}"
    return db.conn.executemany(sql, rows).rowcount


def upsert(
    db: sqlite_utils.Database,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    key: Sequence[str],
) -> int:
    """Insert `rows`, or bring the row with the same `key` up to date."""
    changes = ", ".join(f"[{name}] = excluded.[{name}]" for name in columns if name not in key)
    keys = ", ".join(f"[{name}]" for name in key)
    return insert(
        db, table, columns, rows, conflict=f"ON CONFLICT ({keys}) DO UPDATE SET {changes}"
    )


def batches(values: Sequence[str]) -> Iterable[Sequence[str]]:
    """Cut `values` into pieces that fit into one `IN (...)`."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def marks(values: Sequence[object]) -> str:
    """The question marks for `IN (...)`."""
    return ", ".join("?" for _ in values)
