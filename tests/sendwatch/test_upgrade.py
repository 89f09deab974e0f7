"""A database of every earlier schema is brought up to date, and what was in it is kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sendwatch.store import documents, findings, migrations, schools
from sendwatch.store.db import open_database

STEPS = migrations.all_migrations()
SHA = "a" * 64


def earlier(path: Path, number: int) -> None:
    """A database as version `number` of the schema left it, with one school's first night."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = ON")
    for step in STEPS[:number]:
        for statement in migrations._statements(step.sql):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {number}")
    db.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    db.execute("INSERT INTO authorities VALUES ('999', 'Sampleshire')")
    db.execute(
        "INSERT INTO schools (urn, name, la_code, website)"
        " VALUES (900001, 'Example Primary School', '999', 'http://school.example.org')"
    )
    run = "20260901T010000.000000-run-abcd"
    columns = {row[1] for row in db.execute("PRAGMA table_info(runs)")}
    night, value = (", night", ", '2026-09-01'") if "night" in columns else ("", "")
    db.execute(
        f"INSERT INTO runs (id, kind, status, started_at{night})"
        f" VALUES ('{run}', 'run', 'done', '2026-09-01T01:00:00+00:00'{value})"
    )
    db.execute("INSERT INTO bodies (sha256, first_seen) VALUES (?, '2026-09-01')", [SHA])
    seen = {row[1] for row in db.execute("PRAGMA table_info(captures)")}
    last = ", last_run_id, last_seen_at" if "last_run_id" in seen else ""
    values = f", '{run}', '2026-09-01T01:00:00Z'" if last else ""
    db.execute(
        "INSERT INTO captures (run_id, urn, sequence, url, final_url, fetched_at, outcome,"
        f" content_type, sha256{last}) VALUES ('{run}', 900001, 1, 'http://school.example.org/r',"
        f" 'http://school.example.org/r', '2026-09-01T01:00:00Z', 'ok', 'text/html', ?{values})",
        [SHA],
    )
    db.execute(
        "INSERT INTO visits (run_id, urn, started_at, finished_at, outcome)"
        f" VALUES ('{run}', 900001, '2026-09-01T01:00:00Z', '2026-09-01T01:01:00Z', 'done')"
    )
    db.execute(
        "INSERT INTO documents (sha256, version, kind, format)"
        " VALUES (?, '1', 'sen-policy', 'pdf')",
        [SHA],
    )
    if number >= 2:
        _with_finding(db, run)
    db.commit()
    db.close()


def _with_finding(db: sqlite3.Connection, run: str) -> None:
    names = [row[1] for row in db.execute("PRAGMA table_info(requirements)") if row[3]]
    row = dict.fromkeys(names, "x") | {"id": "complaints", "position": 1}
    db.execute(
        f"INSERT INTO requirements ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})",
        list(row.values()),
    )
    seen = {row[1] for row in db.execute("PRAGMA table_info(findings)")}
    last = ", last_run_id, last_checked_on" if "last_run_id" in seen else ""
    values = f", '{run}', '2026-09-01'" if last else ""
    db.execute(
        "INSERT INTO findings (run_id, urn, requirement, verdict, reason, checked_on, law_date"
        f"{last}) VALUES ('{run}', 900001, 'complaints', 'not found', 'None.', '2026-09-01',"
        f" '2026-09-01'{values})"
    )


@pytest.mark.parametrize("number", range(1, len(STEPS)))
def test_an_earlier_database_is_brought_up_to_date(tmp_path: Path, number: int) -> None:
    path = tmp_path / "old.db"
    earlier(path, number)
    db = open_database(path)
    assert migrations.version(db) == STEPS[-1].number
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("SELECT night FROM runs").fetchone()[0] == "2026-09-01"
    assert [seen.url for seen in documents.of_school(db, 900001)] == ["http://school.example.org/r"]
    assert list(schools.to_crawl(db)[0].known) == ["http://school.example.org/r"]
    kept = [finding.verdict for finding in findings.of_school(db, 900001)]
    assert kept == (["not found"] if number >= 2 else [])
