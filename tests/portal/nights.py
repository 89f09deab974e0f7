"""Nights of the tests' county, good and bad, saved as the nightly run saves them."""

from __future__ import annotations

import datetime as dt

import sqlite_utils

from sendwatch.night_report import NightReport, markdown
from sendwatch.store import reports, runs

WELL, ODD, HELD, BROKE = "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"
HOSTILE = "check of 900007: <script>alert(1)</script> [x](javascript:alert(2)) " + "a" * 300


def tell(db: sqlite_utils.Database) -> None:
    """One night that went well, one with a fault, one held back and run again, one cut off."""
    _night(db, WELL, unreached={"timeout": 2, "robots": 1}, changes={"document renewed": 3})
    _night(db, ODD, failures=[HOSTILE], undelivered=["2 messages could not be delivered"])
    alarm = "Of 9 websites visited before, 1 was out of reach then and 6 are tonight."
    _night(db, HELD, publication="held back", alarms=[alarm], left_undone=4)
    _night(db, HELD, publication="anyway: looked at by hand")
    run = runs.start(db, "nightly", night=dt.date.fromisoformat(BROKE))
    runs.finish(db, run, "interrupted", {})


def _night(db: sqlite_utils.Database, night: str, **facts: object) -> None:
    run = runs.start(db, "nightly", night=dt.date.fromisoformat(night))
    values: dict[str, object] = {
        "finished_at": f"{night}T04:12:00+00:00",
        "due": {"full": 2, "known": 7, "not tonight": 1},
        "stages": {
            "crawl": {"schools": 9, "requests": 81, "bytes": 2_400_000},
            "extract": {"bodies": 1, "other": 1},
            "check": {"met": 200, "schools": 10},
        },
        "seconds": {"crawl": 7400.0, "extract": 31.0, "check": 4.2},
        "publication": "yes",
        "database_bytes": 55_900_000,
        "archive_bytes": 18_500_000,
    }
    report = NightReport(run, night, f"{night}T02:05:00+00:00", **{**values, **facts})  # type: ignore[arg-type]  # a test's own
    reports.save(db, run, night, report.exit_code, report.as_dict(), markdown(report))
    runs.finish(db, run, "held" if report.alarms else "done", report.as_dict())
