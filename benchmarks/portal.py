"""How fast the portal answers over a generated national database.

    python -m benchmarks.portal [--schools 22000] [--runs 3] [--keep FILE.db] [--publish]

Makes the database through the store's own functions (fictional schools, one report each,
every statutory requirement, several runs), publishes it, serves it with one process and
asks for pages: each page alone, then eight readers without pause. Where Playwright and a
Chromium are there, each page is also opened in a browser that has seen nothing before, and
everything that it loads is counted. A Datasette without the portal shows the same school's
findings in the same run, which says how fast the machine is. Prints one table. Publishing is
timed step by step when the database is made; `--publish` does so again, from an empty index,
with a kept one.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import hashlib
import multiprocessing
import os
import random
import shutil
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import sqlite_utils
import uvicorn
from datasette.app import Datasette  # type: ignore[import-untyped]  # ships no types

from benchmarks.first_view import first_view
from checks import requirements as law_data
from checks.model import Evidence, Finding, SearchRecord, Verdict
from checks.requirements import Requirement
from crawler.model import CaptureRecord, VisitRecord
from crawler.register import AuthorityRow, Register, SchoolRow
from extractors.model import (
    Block,
    DateClaim,
    Dates,
    Document,
    KindReading,
    Language,
    Passage,
    Reading,
)
from portal.serve import serve
from sendwatch.store import captures, documents, findings, publish, requirements, runs, schools
from sendwatch.store.db import open_database

ROOT = Path(__file__).resolve().parents[1]
TODAY = dt.date(2026, 11, 23)
AUTHORITIES = 153
BATCH = 500
READERS = 8
WORDS = (
    *("support", "teacher", "pupil", "family", "review", "progress", "speech", "language"),
    *("sensory", "autism", "anxiety", "reading", "group", "target", "parent", "meeting"),
    *("therapist", "assessment", "transition", "club", "trip", "wellbeing", "curriculum"),
)
VERDICTS: tuple[Verdict, ...] = ("met", "met", "met", "met", "partly", "not found")


@dataclass(frozen=True)
class Timing:
    """What one page took, in milliseconds.

    `processor` is the server's own time for one page, which other work on the machine does
    not lengthen.
    """

    page: str
    alone: float
    p95_of_eight: float
    processor: float
    kilobytes: float


def school(number: int) -> SchoolRow:
    code = str(100 + number % AUTHORITIES)
    name = f"{WORDS[number % 23].title()} {WORDS[number // 23 % 23].title()} Example {number}"
    return SchoolRow(
        urn=100_000 + number,
        name=f"{name} Primary School",
        la_code=code,
        la_name=f"Sampleshire {code}",
        type_code=1,
        type_name="Community school",
        phase_name="Primary" if number % 5 else "Secondary",
        town=f"Exampleton {number % 400}",
        postcode=f"ZZ{number % 90 + 1} {number % 9}AA",
        trust_name=f"Example Trust {number % 900}" if number % 2 else "",
        website=f"http://school{number}.example.org",
        website_raw=f"school{number}.example.org",
    )


def report(number: int, law: Sequence[Requirement]) -> Reading:
    chance = random.Random(number)
    passages = tuple(
        Passage(entry.title, 2, (Block(" ".join(chance.choices(WORDS, k=60)), 2),), 2)
        for entry in law
    )
    day = TODAY - dt.timedelta(days=chance.randrange(900))
    claim = DateClaim("updated", f"Updated {day}", day, day, "day", 1)
    return Reading(
        Document(
            hashlib.sha256(str(number).encode()).hexdigest(),
            "pdf",
            "SEN Information Report",
            passages,
            pages=6,
            furniture=(Block(claim.as_written, 1),),
        ),
        KindReading("sen-information-report", confidence=0.9),
        Dates((claim,), claim),
        (),
        Language(1500, 90, 55.0, 14.0, "Flesch-Kincaid"),
    )


def found(number: int, law: Sequence[Requirement], run: int) -> Iterator[Finding]:
    chance = random.Random(number * 10 + run)
    body = hashlib.sha256(str(number).encode()).hexdigest()
    url = f"http://school{number}.example.org/report.pdf"
    search = SearchRecord(30, 4, 1, (), 10)
    for entry in law:
        verdict = chance.choice(VERDICTS) if entry.check.type == "item" else "met"
        quoted = Evidence(url, body, entry.title, 2, entry.title, "sen-information-report")
        evidence = (quoted,) if verdict in ("met", "partly") else ()
        reason = "The report says it."
        yield Finding(100_000 + number, entry.id, verdict, reason, "", evidence, search=search)


def build(path: Path, count: int, run_count: int) -> dict[str, float]:
    """Make and publish the database; seconds for each step."""
    took: dict[str, float] = {}
    law_all = law_data.load()
    law = [entry for entry in law_all.in_force(TODAY) if entry.basis == "statutory"]
    law = [entry for entry in law if entry.about == "sen-information-report"]
    db = open_database(path)
    started = time.perf_counter()
    requirements.save(db, law_all)
    rows = [school(number) for number in range(count)]
    codes = sorted({row.la_code for row in rows})
    named = [AuthorityRow(code, f"Sampleshire {code}") for code in codes]
    schools.import_register(db, Register(rows, named, []))
    took["register"] = time.perf_counter() - started
    started = time.perf_counter()
    crawl = runs.start(db, "crawl")
    for first in range(0, count, BATCH):
        some = range(first, min(first + BATCH, count))
        captures.ingest(db, crawl, _batch(path.with_suffix(".jsonl"), some))
        with db.atomic():
            for number in some:
                documents.save(db, report(number, law), "1")
    took["captures and readings"] = time.perf_counter() - started
    started = time.perf_counter()
    for run_number in range(run_count):
        run = runs.start(db, "check")
        for first in range(0, count, BATCH):
            some = range(first, min(first + BATCH, count))
            batch = [finding for number in some for finding in found(number, law, run_number)]
            findings.save(db, run, batch, today=TODAY, law_date=TODAY)
    took["findings"] = time.perf_counter() - started
    for name in ("publish first", "publish again"):
        took[name] = publish_timed(db, name)
    _tell(db, path)
    db.conn.close()
    return took


def publish_again(path: Path) -> None:
    """Publish a kept database as if for the first time, and once more."""
    db = open_database(path)
    with db.atomic():
        db.execute("INSERT INTO passages_fts (passages_fts) VALUES ('delete-all')")
        db.execute("UPDATE passages SET indexed = 0 WHERE indexed")
    for name in ("publish first", "publish again"):
        publish_timed(db, name)
    db.conn.close()


STEPS = {
    "INSERT INTO latest_findings": "findings",
    "INSERT INTO school_documents": "documents",
    "INSERT INTO school_summary": "summaries",
    "INSERT INTO requirement_summary": "summaries",
    "INSERT INTO authority_summary": "summaries",
    "INSERT INTO authority_lists": "summaries",
    "CREATE TEMP TABLE to_index": "full-text search",
    "INSERT INTO passages_fts": "full-text search",
    "UPDATE passages": "full-text search",
    "PRAGMA database_list": "files to take away",
}
"""Which step a statement of publishing belongs to; those that are not named stay with the one
before (a step takes until the next one begins)."""


def publish_timed(db: sqlite_utils.Database, name: str) -> float:
    """Publish, print what each step took, and return the seconds of all."""
    took: dict[str, list[float]] = {}
    step, since, work = "the rest", time.perf_counter(), time.process_time()

    def begins(sql: str, _: object = None) -> None:
        nonlocal step, since, work
        now, worked = time.perf_counter(), time.process_time()
        spent = took.setdefault(step, [0.0, 0.0])
        spent[0] += now - since
        spent[1] += worked - work
        since, work = now, worked
        said = sql.strip()
        step = next((label for start, label in STEPS.items() if said.startswith(start)), step)
        if said.startswith(("DELETE FROM", "COMMIT")):
            step = "the rest"

    with db.tracer(begins):
        publish.publish(db)
    begins("COMMIT")
    whole, processor = (sum(spent[n] for spent in took.values()) for n in (0, 1))
    print(f"{name:24} {whole:>7.1f} s, {processor:>6.1f} s of the processor, of this")
    for label, (seconds, processor) in took.items():
        print(f"    {label:20} {seconds:>7.1f} s, {processor:>6.1f} s of the processor")
    return whole


def _batch(path: Path, numbers: Sequence[int]) -> Path:
    lines = []
    for number in numbers:
        url = f"http://school{number}.example.org/report.pdf"
        when = "2026-11-22T22:00:00+00:00"
        body = hashlib.sha256(str(number).encode()).hexdigest()
        record = CaptureRecord(
            urn=100_000 + number,
            sequence=1,
            url=url,
            final_url=url,
            fetched_at=when,
            outcome="ok",
            content_type="application/pdf",
            sha256=body,
            size=90_000,
        )
        visit = VisitRecord(
            urn=100_000 + number, started_at=when, finished_at=when, outcome="done", pages=30
        )
        lines += [record.model_dump_json(), visit.model_dump_json()]
    path.write_text("\n".join(lines) + "\n")
    return path


def _tell(db: sqlite_utils.Database, path: Path) -> None:
    for table in ("schools", "documents", "passages", "findings", "latest_findings"):
        print(f"{table:16} {db.table(table).count:>10,}")
    print(f"{'database':16} {path.stat().st_size / 1e6:>8,.0f} MB")


def pages(count: int) -> dict[str, list[str]]:
    """Addresses by kind of page, many of each so that no cache helps."""
    chance = random.Random(1)
    numbers = [chance.randrange(count) for _ in range(200)]
    bodies = [hashlib.sha256(str(number).encode()).hexdigest() for number in numbers]
    codes = [100 + number % AUTHORITIES for number in numbers]
    law = [entry.id for entry in law_data.load().in_force(TODAY)]
    law = [name for name in law if name in ("complaints", "local-offer-link", "kinds-of-sen")]
    return {
        "home": ["/"],
        "find a school": [f"/find?q={WORDS[n % 23]}+{WORDS[n // 23 % 23]}" for n in numbers],
        "find, misspelt": [f"/find?q={WORDS[n % 23][:-1]}x+exmple+{n}" for n in numbers],
        "school": [f"/school/{100_000 + number}" for number in numbers],
        "authority": [f"/authority/{code}" for code in codes],
        # A page with a question in its address is never kept: this is every first view.
        "authority, anew": [f"/authority/{code}?anew" for code in codes],
        "worklist": [f"/authority/{code}/missing-statutory" for code in codes],
        "filtered": [f"/authority/{code}/missing-statutory?phase_name=Secondary" for code in codes],
        "one requirement": [f"/authority/{code}/on/complaints" for code in codes],
        "requirement": [f"/requirement/{name}" for name in law],
        "document": [f"/document/{body}" for body in bodies],
        "files": ["/data"],
        "question": [f"/sendwatch/longest_overdue?la_code={code}" for code in codes],
        "worklist as CSV": [f"/authority/{code}/missing-statutory.csv" for code in codes],
        "table": [f"/sendwatch/latest_findings?la_code__exact={code}" for code in codes],
        "search": [f"/search?q={WORDS[n % 23]}+{WORDS[n % 17]}" for n in numbers],
    }


STOCK = "stock Datasette"


def stock_pages(path: Path, count: int) -> dict[str, list[str]]:
    """Datasette's own page with the findings of one school: what the school's page is beside."""
    chance = random.Random(1)
    numbers = [chance.randrange(count) for _ in range(200)]
    table = f"/{path.stem}/latest_findings"
    return {STOCK: [f"{table}?urn__exact={100_000 + number}" for number in numbers]}


def serve_stock(db_path: Path, host: str, port: int) -> None:
    """Datasette as it comes."""
    application = Datasette([str(db_path)])
    asyncio.run(application.invoke_startup())
    uvicorn.run(application.app(), host=host, port=port, log_level="warning")


def _processor_of(pid: int) -> float:
    """Milliseconds of processor time that a process has taken so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(
    base: str, kinds: Mapping[str, list[str]], seconds: float, pid: int
) -> list[Timing]:
    """Each kind of page alone, then with READERS readers without pause."""
    timings = []
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        for page, addresses in kinds.items():
            await _timed(client, addresses[0])
            alone, size = [], 0.0
            for address in (addresses * 30)[:30]:
                taken, size = await _timed(client, address)
                alone.append(taken)
            before = _processor_of(pid)
            together = await asyncio.gather(
                *(_reader(client, addresses, seconds, start) for start in range(READERS))
            )
            every = sorted(taken for reader in together for taken in reader)
            p95 = every[int(len(every) * 0.95)]
            work = (_processor_of(pid) - before) / len(every)
            timings.append(Timing(page, statistics.median(alone), p95, work, size / 1000))
    return timings


def first_views(base: str, kinds: Mapping[str, list[str]]) -> dict[str, str]:
    """For each kind of page the KB that a first visit carries, and how many these unpack to.

    The greatest of the first three addresses; empty without Playwright or a Chromium.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        return {}
    found = {}
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for page, addresses in kinds.items():
            if not page.endswith("CSV"):
                seen = max(first_view(browser, base + address) for address in addresses[:3])
                found[page] = f"{seen.sent / 1000:.0f} ({seen.read / 1000:.0f})"
        browser.close()
    return found


async def _reader(
    client: httpx.AsyncClient, addresses: list[str], seconds: float, start: int
) -> list[float]:
    until, taken, number = time.perf_counter() + seconds, [], start * 25
    while time.perf_counter() < until:
        taken.append((await _timed(client, addresses[number % len(addresses)]))[0])
        number += 1
    return taken


async def _timed(client: httpx.AsyncClient, address: str) -> tuple[float, int]:
    started = time.perf_counter()
    answer = await client.get(address)
    answer.raise_for_status()
    return 1000 * (time.perf_counter() - started), len(answer.content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schools", type=int, default=22_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--keep", type=Path, help="make or use the database here")
    parser.add_argument("--publish", action="store_true", help="publish a kept database anew")
    parser.add_argument("--only", nargs="+", help="these kinds of page alone, and no browser")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "national.db"
        if not path.exists():
            for step, took in build(path, options.schools, options.runs).items():
                print(f"{step:24} {took:>7.1f} s")
        elif options.publish:
            publish_again(path)
        kinds = {
            page: addresses
            for page, addresses in pages(options.schools).items()
            if not options.only or page in options.only
        }
        with served(serve, path, metadata=ROOT / "metadata.yml") as (base, pid):
            timings = asyncio.run(measure(base, kinds, options.seconds, pid))
            views = {} if options.only else first_views(base, kinds)
        with served(serve_stock, path) as (base, pid):
            kinds = stock_pages(path, options.schools)
            timings += asyncio.run(measure(base, kinds, options.seconds, pid))
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"load of the machine at the end: {load}")
    print(
        f"{'page':16} {'alone, ms':>10} {'p95 of 8, ms':>13} {'CPU, ms':>8} {'page, KB':>9}"
        f" {'of stock, p95':>14} {'first view, KB (unpacked)':>26}"
    )
    for row in timings:
        print(
            f"{row.page:16} {row.alone:>10.1f} {row.p95_of_eight:>13.1f}"
            f" {row.processor:>8.1f} {row.kilobytes:>9.1f}"
            f" {row.p95_of_eight / timings[-1].p95_of_eight:>14.2f} {views.get(row.page, ''):>26}"
        )


@contextmanager
def served(target: Callable[..., None], path: Path, **options: Any) -> Iterator[tuple[str, int]]:
    """The database at `path`, served by `target` in a process of its own: address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(
        target=target, args=(path, "127.0.0.1", port), kwargs=options
    )
    server.start()
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}", server.pid or 0
    finally:
        server.terminate()
        server.join()


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the portal did not start")


if __name__ == "__main__":
    main()
