"""The sample county: serve its websites on loopback, run everything over them, show the result."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.register import read_register
from sendwatch import resources, run
from sendwatch.console import log
from sendwatch.errors import SendwatchError, WrongUseError
from sendwatch.store import db as store
from sendwatch.store import schools

SCHOOLS = 24
SEED = 1
MARKER = "this-is-a-demo"
"""A file beside the database: only a folder with it is ever cleared for another demo."""

CRAWL_SETTINGS: dict[str, str | int | float | bool] = {
    "allow_loopback": True,
    "delay": 0.0,
    "retry_pause": 0.2,
    "timeout": 3.0,
    "contact": "https://example.org/sendwatch-demo",
}


@contextmanager
def sample_county(
    folder: Path, *, number: int = SCHOOLS, seed: int = SEED, today: dt.date
) -> Iterator[Any]:
    """Build the county, serve its websites, and write register.csv and truth.json to `folder`."""
    sites = resources.sample_sites()
    county = sites.build_county(seed, number, today=today, data=resources.sample_data())
    with sites.serve(county) as running:
        county.write(folder, running.port)
        yield running


def prepare(db: Path) -> Path:
    """An empty folder state for a demo database at `db`.

    Raises WrongUseError when something that is not an earlier demo stands there.
    """
    marker = db.with_name(f"{db.name}.{MARKER}")
    try:
        db.parent.mkdir(parents=True, exist_ok=True)
        if db.exists() and not marker.exists():
            raise WrongUseError(
                f"{db} exists and is not a demo: choose another --db, or move it away."
            )
        for path in (db, db.with_name(db.name + "-wal"), db.with_name(db.name + "-shm")):
            path.unlink(missing_ok=True)
        shutil.rmtree(archive_of(db), ignore_errors=True)
        marker.write_text("Made by `sendwatch demo`, which may replace it.\n")
    except OSError as error:
        raise SendwatchError(
            f"Cannot write to {db.parent} ({error.strerror}): choose another place with --db."
        ) from error
    return db


def archive_of(db: Path) -> Path:
    """The demo's WARC files lie beside its database."""
    return db.with_name(f"{db.stem}-archive")


def build(db: Path, running: Any, folder: Path, *, today: dt.date) -> run.Outcome:
    """Import the county's register and run every stage on it."""
    database = store.open_database(prepare(db))
    schools.import_register(database, read_register(folder / "register.csv"))
    database.conn.close()
    log.info("Sampleshire: %d schools on loopback, port %d", SCHOOLS, running.port)
    return run.run_all(db, archive_of(db), today=today, crawl_settings=CRAWL_SETTINGS)
