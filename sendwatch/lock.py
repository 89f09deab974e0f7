"""One run at a time on one database."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sendwatch.errors import SendwatchError


@contextmanager
def only_run(db: Path) -> Iterator[None]:
    """Hold the lock of the database at `db`; the system drops it when the process dies.

    Raises SendwatchError that says which process holds it and since when.
    """
    holder = db.with_name(db.name + ".holder.json")
    lock = FileLock(db.with_name(db.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise SendwatchError(_who(holder, db)) from None
    try:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        holder.write_text(json.dumps({"pid": os.getpid(), "since": now}))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _who(holder: Path, db: Path) -> str:
    try:
        facts = json.loads(holder.read_text())
        who = f"process {facts['pid']} since {facts['since']}"
    except (OSError, ValueError, KeyError):
        who = "another process"
    return f"Another run is working on {db} ({who}): wait for it, or stop it and start again."
