"""A publication that moved too far is held back, and who overrides that leaves their reason."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import sqlite_utils

from checks.model import Finding, SearchRecord, Verdict
from checks.requirements import load
from crawler.register import AuthorityRow, Register, SchoolRow
from sendwatch import commands
from sendwatch.store import findings, requirements, runs, schools
from sendwatch.store.db import open_database

TODAY = dt.date(2026, 11, 23)
URNS = range(900_001, 900_031)
REASON = "the vendor's outage was confirmed by telephone"


def check(db: sqlite_utils.Database, verdict: Verdict) -> None:
    """Give every school one finding of its report, as a run of the checks would."""
    run = runs.start(db, "check")
    said = Finding(0, "report-published", verdict, "As found.", "timeout", search=SearchRecord(3))
    for urn in URNS:
        findings.save(db, run, [replace(said, urn=urn)], today=TODAY, law_date=TODAY)
    runs.finish(db, run, "done", {})


def shown(path: Path) -> set[str]:
    """The verdicts that readers see."""
    rows = sqlite_utils.Database(path).query("SELECT verdict FROM latest_findings")
    return {row["verdict"] for row in rows}


def recorded(path: Path) -> str:
    """How the last publication ended, as its run has it."""
    sql = "SELECT summary FROM runs WHERE kind = 'publish' ORDER BY id DESC LIMIT 1"
    row = next(iter(sqlite_utils.Database(path).query(sql)))
    return str(json.loads(row["summary"])["Published"])


def test_a_county_that_fell_silent_is_held_back_until_somebody_says_why(tmp_path: Path) -> None:
    path = tmp_path / "sendwatch.db"
    db = open_database(path)
    rows = [
        SchoolRow(urn=urn, name=f"Example School {urn}", la_code="999", la_name="Sampleshire")
        for urn in URNS
    ]
    schools.import_register(db, Register(rows, [AuthorityRow("999", "Sampleshire")], []))
    requirements.save(db, load())
    check(db, "not found")
    commands.publish(path, publish_anyway="")
    assert (recorded(path), shown(path)) == ("yes", {"not found"})

    check(db, "could not check")
    held = commands.publish(path, publish_anyway="")
    said = (
        "Could not be checked in all schools: 0 % (0 of 30) in the last run, 100 % (30 of 30) now."
    )
    assert held.attention[0] == said
    assert (recorded(path), shown(path)) == ("held back", {"not found"})

    commands.publish(path, publish_anyway=REASON)
    assert recorded(path) == f"anyway: {REASON}"
    assert shown(path) == {"could not check"}
