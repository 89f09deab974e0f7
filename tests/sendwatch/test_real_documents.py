"""Real schools' documents, served from sample websites, through the whole pipeline."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import html
import http.server
import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.register import read_register
from sendwatch.run import Outcome, run_all
from sendwatch.store import db as store
from sendwatch.store import schools
from tests.shared_material import SHARED, needs_shared

pytestmark = needs_shared

TODAY = dt.date(2026, 11, 23)


@dataclass
class Watched:
    """The database after the run, the labels by hash, and how the run ended."""

    db: sqlite3.Connection
    labels: dict[str, dict[str, Any]]
    negatives: set[str]
    outcome: Outcome


def page(files: list[Path]) -> str:
    links = "".join(
        f'<li><a href="/files/{html.escape(f.name)}">{html.escape(f.stem)}</a></li>' for f in files
    )
    return f"<html lang=en><title>SEND</title><body><h1>SEND and policies</h1><ul>{links}</ul>"


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("real")
    gold = SHARED / "gold"
    rows = json.loads((gold / "documents.json").read_text())
    others = json.loads((gold / "negatives.json").read_text())
    labels = {r["sha256"]: json.loads((gold / f"labels/{r['id']}.json").read_text()) for r in rows}
    by_school: dict[str, list[Path]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows:
        # The documents of one school stand under one name, with or without what follows it.
        school = labels[row["sha256"]]["school"]
        names.setdefault(school.split()[0], school)
        by_school[school.split()[0]].append(gold / row["file"])
    for number, row in enumerate(others):
        list(by_school.values())[number % len(by_school)].append(gold / row["file"])

    servers, register = [], folder / "register.csv"
    with register.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["URN", "EstablishmentName", "TypeOfEstablishment (code)", "SchoolWebsite"])
        for number, (key, files) in enumerate(by_school.items(), start=1):
            root = folder / str(number)
            (root / "files").mkdir(parents=True)
            (root / "index.html").write_text(page(files))
            for file in files:
                (root / "files" / file.name).write_bytes(file.read_bytes())
            handler = functools.partial(QuietHandler, directory=str(root))
            server = http.server.ThreadingHTTPServer((f"127.79.0.{number}", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.append(server)
            host, port = server.server_address[:2]
            writer.writerow([100000 + number, names[key], 1, f"http://{host}:{port}/"])

    db = folder / "watch.db"
    database = store.open_database(db)
    schools.import_register(database, read_register(register))
    database.conn.close()
    outcome = run_all(
        db,
        folder / "archive",
        today=TODAY,
        crawl_settings={"allow_loopback": True, "delay": 0.0, "max_pages": 100},
    )
    for server in servers:
        server.shutdown()
    with sqlite3.connect(db) as connection:
        yield Watched(connection, labels, {row["sha256"] for row in others}, outcome)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def test_nothing_of_ours_failed(watched: Watched) -> None:
    assert watched.outcome.attention == []


def test_the_documents_are_found_and_none_is_taken_for_another(watched: Watched) -> None:
    read = dict(watched.db.execute("select sha256, kind from documents"))
    found = [sha for sha in watched.labels if sha in read]
    assert len(found) >= 0.8 * len(watched.labels), "the crawl stopped before it saw them"
    for sha in found:
        label = watched.labels[sha]
        assert read[sha] in {label["kind"], *label["also"]}, label["title"]
    wrong = [
        sha for sha in watched.negatives if read.get(sha, "other") in {"sen-information-report"}
    ]
    assert wrong == []


def test_every_quotation_stands_in_its_document(watched: Watched) -> None:
    rows = watched.db.execute("select quotation, sha256 from evidence").fetchall()
    assert len(rows) > 50
    texts: dict[str, str] = {}
    for sha, text in watched.db.execute("select sha256, heading || ' ' || text from passages"):
        texts[sha] = texts.get(sha, "") + " " + " ".join(text.split())
    for quotation, sha in rows:
        assert " ".join(quotation.split()) in texts[sha] or len(texts[sha]) == 0, quotation


def test_reports_years_old_are_overdue_and_never_met(watched: Watched) -> None:
    verdicts = dict(
        watched.db.execute("select urn, verdict from findings where requirement = 'report-current'")
    )
    assert verdicts
    assert "met" not in verdicts.values()
    assert "overdue" in verdicts.values()
