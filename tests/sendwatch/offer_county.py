"""A database with the register and the addresses of served portals, for tests and benchmarks."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from crawler.authorities import Authority
from crawler.register import read_register
from sendwatch.store import offers, schools
from sendwatch.store.db import open_database
from tests.sites.portals.county import PortalCounty

SETTINGS: dict[str, str | int | float | bool] = {
    "allow_loopback": True,
    "delay": 0.0,
    "retry_pause": 0.1,
    "timeout": 5.0,
    "contact": "https://example.org/robot",
}


def database(folder: Path, served: PortalCounty) -> Database:
    """Import the served county's register and say where its Local Offers are."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sendwatch.db"
    db = open_database(path)
    register = folder / "register.csv"
    register.write_bytes(served.running.county.register(served.running.addresses))
    schools.import_register(db, read_register(register))
    offers.save_addresses(db, addresses(served))
    return db


def addresses(served: PortalCounty) -> list[Authority]:
    """The authorities as the list would have them: one of them without an address."""
    return [
        Authority(
            portal.plan.code,
            portal.plan.authority,
            "Sample Region",
            served.bind(portal.website),
            served.bind(portal.home) if portal.address_known else "",
        )
        for portal in served.portals.values()
    ]
