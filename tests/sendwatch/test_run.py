"""A run goes on after a kill, and one school's or one body's fault never stops the others."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.register import read_register
from sendwatch import demo, resources, stages
from sendwatch.run import Outcome, run_all
from sendwatch.stages import Scope
from sendwatch.store import db as store
from sendwatch.store import schools

TODAY = dt.date(2026, 11, 23)
SCHOOLS = 8

RUN = """
import datetime as dt, json, sys
from pathlib import Path
from sendwatch.run import Outcome, run_all
if __name__ == "__main__":
    folder = Path(sys.argv[1])
    run_all(folder / "x.db", folder / "archive", today=dt.date(2026, 11, 23),
            crawl_settings=json.loads(sys.argv[2]), processes=2)
"""

SLOW = {**demo.CRAWL_SETTINGS, "delay": 0.25}


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Any]:
    with demo.sample_county(tmp_path, number=SCHOOLS, today=TODAY) as running:
        database = store.open_database(tmp_path / "x.db")
        schools.import_register(database, read_register(tmp_path / "register.csv"))
        database.conn.close()
        yield running


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "x.db") as db:
        return db.execute(sql).fetchall()


def test_a_killed_run_is_taken_up_where_it_stopped(county: Any, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN)
    words = [sys.executable, str(script), str(tmp_path), json.dumps(SLOW)]
    env = {**os.environ, "PYTHONPATH": str(resources.CHECKOUT)}
    process = subprocess.Popen(words, env=env, start_new_session=True)
    wait_for_captures(tmp_path / "archive", at_least=12)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    outcome = run_all(
        tmp_path / "x.db", tmp_path / "archive", today=TODAY, crawl_settings=demo.CRAWL_SETTINGS
    )
    assert outcome.attention == []
    assert len(rows(tmp_path, "select * from runs where kind = 'run'")) == 1
    visited = [urn for (urn,) in rows(tmp_path, "select urn from visits")]
    open_schools = [
        u
        for (u,) in rows(tmp_path, "select urn from schools where is_open and website is not null")
    ]
    assert sorted(visited) == sorted(open_schools), "each once, none skipped"
    assert rows(tmp_path, "select count(*) from latest_findings")[0][0] > 100


def wait_for_captures(archive: Path, *, at_least: int) -> None:
    for _ in range(600):
        lines = sum(file.read_text().count("\n") for file in archive.rglob("*.jsonl"))
        if lines >= at_least:
            return
        time.sleep(0.1)
    pytest.fail("the crawl did not get going")


def test_a_body_lost_from_the_archive_is_named_and_the_next_run_fetches_it(
    county: Any, tmp_path: Path
) -> None:
    run(tmp_path)
    before = rows(tmp_path, "select count(*) from documents where kind <> 'other'")[0][0]
    with sqlite3.connect(tmp_path / "x.db") as db:
        lost = db.execute(
            "select sha256 from documents where kind = 'sen-information-report' limit 1"
        ).fetchone()[0]
        db.execute("update bodies set warc_file = 'gone.warc.gz' where sha256 = ?", [lost])
        db.execute("update documents set version = '0'")

    database = store.open_database(tmp_path / "x.db")
    report = stages.extract(database, tmp_path / "archive", Scope())
    database.conn.close()
    assert [line for line in report.failures if lost[:12] in line], "named, and no reason to stop"
    assert lost not in read_again(tmp_path)
    assert len(read_again(tmp_path)) >= before / 2

    outcome = run(tmp_path)
    assert not [line for line in outcome.attention if lost[:12] in line]
    assert lost in read_again(tmp_path)


def run(folder: Path) -> Outcome:
    return run_all(
        folder / "x.db", folder / "archive", today=TODAY, crawl_settings=demo.CRAWL_SETTINGS
    )


def read_again(folder: Path) -> set[str]:
    return {sha for (sha,) in rows(folder, "select sha256 from documents where version <> '0'")}
