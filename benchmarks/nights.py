"""Sixty nights over the sample county, held against what was scheduled in its truth.

    python -m benchmarks.nights [--schools 300] [--nights 60] [--seed 9] [--timeout 8] [--folder F]

Every night is a real one: the county's websites as they stand that night are served on
loopback, `nightly` crawls, reads, checks, publishes and tells the changes; only the date is
given and the pauses between requests are left out. One line a night is written to
`nights.jsonl` in the folder. Killed and started again with the same folder, it goes on with
the night that it was at; with all nights done it only holds them against the truth again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.nights_truth import hold_against_truth
from crawler.register import read_register
from sendwatch import nightly
from sendwatch.due import NightSettings
from sendwatch.night_report import NightReport
from sendwatch.store import changes, schools, successions
from sendwatch.store.db import open_database
from tests.sites import County, build_county, serve
from tests.sites.running import RunningCounty
from tests.sites.web import Kept

ROOT = Path(__file__).resolve().parents[1]
FIRST_NIGHT = dt.date(2026, 2, 2)
"""A day in the past: files are first seen by the real clock, and a document that claims a later
day than that is rightly doubted."""

CRAWL: dict[str, str | int | float | bool] = {
    "allow_loopback": True,
    "delay": 0.0,
    "retry_pause": 0.1,
    "tries": 1,
    "contact": "https://example.org/sendwatch-benchmark",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One night in numbers; bytes at its end, `moved` what its crawl transferred.

    `late` requests waited in vain for a website with which nothing is wrong: the machine was
    too busy to serve it in time. What is told of such a night is this machine's doing.
    """

    night: int
    seconds: float
    full: int
    known: int
    requests: int
    moved: int
    database: int
    used: int
    archive: int
    changes: int
    publication: str
    attention: list[str]
    late: int = 0


_SILENT = {"site-timeout", "site-slow"}
_LATE = """
SELECT c.urn FROM captures c JOIN runs r ON r.id = c.run_id
WHERE r.night = ? AND c.outcome = 'timeout'
"""


def run(folder: Path, county: County, nights: int, processes: int, timeout: float) -> None:
    """Run the nights that are not done yet."""
    folder.mkdir(parents=True, exist_ok=True)
    done = len(lines(folder))
    kept = Kept()
    for night in range(done, nights):
        tonight = county.at(night)
        with serve(tonight, port=_port(folder), kept=kept, ready=True) as running:
            _register(folder, running, night, done)
            line = _night(folder, tonight, processes, timeout)
        with (folder / "nights.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line)) + "\n")
        print(_told(line), flush=True)


def lines(folder: Path) -> list[Line]:
    """The nights that are done."""
    path = folder / "nights.jsonl"
    if not path.exists():
        return []
    return [Line(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _port(folder: Path) -> int:
    """The port of the first night is that of all: documents name it in their links."""
    path = folder / "port"
    return int(path.read_text()) if path.exists() else 0


def _register(folder: Path, running: RunningCounty, night: int, done: int) -> None:
    """Import the register and its links as an officer does, on nights that bring another."""
    (folder / "port").write_text(str(running.port))
    before = folder / "register.csv"
    old = before.read_bytes() if before.exists() and night > done else b""
    register, _ = running.write(folder)
    links = folder / "links.csv"
    links.write_bytes(running.county.links())
    if register.read_bytes() == old:
        return
    db = open_database(folder / "county.db")
    schools.import_register(db, read_register(register))
    successions.save(db, successions.read(links))
    db.conn.close()


def _night(folder: Path, county: County, processes: int, timeout: float) -> Line:
    plan = nightly.Plan(
        db=folder / "county.db",
        archive=folder / "archive",
        tonight=county.day,
        crawl_settings={**CRAWL, "timeout": timeout},
        settings=NightSettings(),
        processes=processes,
        sleep=lambda seconds: None,
    )
    began = time.monotonic()
    report = nightly.run_night(plan)
    return _line(folder, county, report, time.monotonic() - began)


def _line(folder: Path, county: County, report: NightReport, seconds: float) -> Line:
    db = open_database(folder / "county.db", create=False)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    pages, free, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    told = len([c for c in changes.find(db) if c.night == report.night])
    silent = {school.urn for school in county.schools if _SILENT & set(school.story)}
    late = sum(urn not in silent for (urn,) in db.execute(_LATE, [report.night]))
    db.conn.close()
    crawl = report.stages["crawl"]
    return Line(
        county.night,
        round(seconds, 1),
        report.due.get("full", 0),
        report.due.get("known", 0),
        crawl.get("requests", 0),
        crawl.get("bytes", 0),
        (folder / "county.db").stat().st_size,
        (pages - free) * size,
        sum(path.stat().st_size for path in (folder / "archive").rglob("*") if path.is_file()),
        told,
        report.publication,
        report.attention(),
        late,
    )


def _told(line: Line) -> str:
    return (
        f"night {line.night:2}: {line.seconds:5.0f} s, {line.full:3} full + {line.known:3} known,"
        f" {line.requests:5,} requests, {line.moved / 1e6:7.2f} MB moved, database"
        f" {line.database / 1e6:6.2f} MB ({line.used / 1e6:.2f} used), archive"
        f" {line.archive / 1e6:.1f} MB, {line.changes} changes, published: {line.publication}"
        f"{f', {line.late} requests too late' if line.late else ''}"
        f" {' '.join(line.attention)}"
    )


def figures(done: list[Line], quiet: set[int]) -> None:
    """Print what later nights moved and how far the database grew on those without changes."""
    first, later = done[0], done[1:]
    if not later:
        return
    shares = sorted(100 * line.moved / first.moved for line in later)
    print(
        f"Bytes of later nights, of the first night's {first.moved / 1e6:.1f} MB:"
        f" median {shares[len(shares) // 2]:.1f} %, most {shares[-1]:.1f} %"
    )
    for name in ("database", "used"):
        sizes = [getattr(line, name) for line in done]
        grown = {
            night: 100 * (sizes[night] - sizes[night - 1]) / sizes[0]
            for night in range(1, len(sizes))
        }
        still = sorted(grown[night] for night in grown if night in quiet)
        if still:
            print(
                f"Growth of the database ({name}) on {len(still)} unchanged nights, of the first"
                f" night's {sizes[0] / 1e6:.1f} MB: median {still[len(still) // 2]:.2f} %, most"
                f" {still[-1]:.2f} %; second night {grown[1]:.2f} %, all nights together"
                f" {100 * (sizes[-1] - sizes[0]) / sizes[0]:.1f} %"
            )
    print(
        f"Archive: {first.archive / 1e6:.1f} MB after the first night,"
        f" {done[-1].archive / 1e6:.1f} MB after the last"
    )


def unchanged(county: County, nights: int) -> set[int]:
    """The nights on which nothing happens and nothing that happened is still being told."""
    busy: set[int] = set()
    for change in county.changes:
        busy |= {change.night, change.night + 1}
        busy |= {change.until, change.until + 1} if change.until else set()
    for outage in county.outages:
        busy |= set(range(outage.night, outage.until + 2))
    return set(range(1, nights)) - busy


def main() -> None:
    """Run the nights and hold them against the truth."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--schools", type=int, default=300)
    parser.add_argument("--nights", type=int, default=60)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path("nights"))
    parser.add_argument(
        "--timeout",
        type=float,
        default=8.0,
        help="seconds that a silent website is waited for: most of a night's time",
    )
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    county = build_county(
        options.seed, options.schools, today=FIRST_NIGHT, data=ROOT / "data" / "sample"
    )
    run(options.folder, county, options.nights, options.processes, options.timeout)
    done = lines(options.folder)
    figures(done, unchanged(county, len(done)))
    db = open_database(options.folder / "county.db", create=False)
    wrong = hold_against_truth(county, changes.find(db), len(done))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
