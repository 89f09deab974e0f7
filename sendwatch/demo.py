"""The sample county: serve its websites on loopback, run everything over them, show the result.

With its schools go the Local Offers of its authority and of two neighbours, each in another
style of portal.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.authorities import Authority
from crawler.register import read_register
from sendwatch import resources, run
from sendwatch.console import log
from sendwatch.errors import SendwatchError, WrongUseError
from sendwatch.store import db as store
from sendwatch.store import offers, schools

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


OFFERS_TRUTH = "local-offers.json"
"""What is true of the three Local Offers, beside the county's truth.json."""


@contextmanager
def sample_county(
    folder: Path, *, number: int = SCHOOLS, seed: int = SEED, today: dt.date
) -> Iterator[Any]:
    """Build the county, serve its websites, and write register.csv and the truth to `folder`."""
    sites = resources.sample_sites()
    portals = importlib.import_module(f"{sites.__name__}.portals")
    county = sites.build_county(seed, number, today=today, data=resources.sample_data())
    made = portals.county_portals(county.schools, today, seed)
    more = {host: site for portal in made for host, site in portal.sites.items()}
    with sites.serve(county, more=more) as running:
        county.write(folder, running.port)
        truth = [_truth(portal, running.addresses) for portal in made]
        text = json.dumps(truth, indent=1, ensure_ascii=False)
        (folder / OFFERS_TRUTH).write_text(text, encoding="utf-8")
        yield running


def _truth(portal: Any, addresses: Any) -> dict[str, Any]:
    return {**portal.truth(addresses), "website": addresses.bind(portal.website)}


def authorities(folder: Path, today: dt.date) -> list[Authority]:
    """The sample county's authorities as a list would have them: one without an address."""
    truths = json.loads((folder / OFFERS_TRUTH).read_text(encoding="utf-8"))
    return [
        Authority(
            truth["code"],
            truth["name"],
            "Sample Region",
            truth["website"],
            truth["home"] if truth["address_known"] else "",
            sure="V" if truth["address_known"] else "R",
            verified_on=today if truth["address_known"] else None,
            note="sample",
        )
        for truth in truths
    ]


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
    known = authorities(folder, today)
    offers.save_addresses(database, known)
    database.conn.close()
    log.info(
        "Sampleshire: %d schools and %d Local Offers on loopback, port %d",
        SCHOOLS,
        len(known),
        running.port,
    )
    return run.run_all(
        db,
        archive_of(db),
        today=today,
        crawl_settings=CRAWL_SETTINGS,
        local_offers=[authority.code for authority in known],
    )
