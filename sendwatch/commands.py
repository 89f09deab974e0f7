"""What each command does, apart from how it is called: the layer between Click and the work."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from crawler.register import RegisterError, read_register
from portal import preview
from portal import serve as portal_serve
from sendwatch import clock, holds, report, resources, stages, summaries, work
from sendwatch import demo as sample
from sendwatch import run as running
from sendwatch.errors import SendwatchError, WrongUseError
from sendwatch.lock import only_run
from sendwatch.stages import Scope, StageReport
from sendwatch.store import db as store
from sendwatch.store import runs, schools
from sendwatch.store.cells import cell
from sendwatch.store.errors import StoreError


@dataclass
class Shown:
    """What a command prints, and what somebody should look at."""

    lines: list[str] = field(default_factory=list)
    attention: list[str] = field(default_factory=list)


def open_store(db: Path, *, create: bool = False) -> Database:
    """Open the database with one sentence for whatever stops it.

    Raises SendwatchError when it is missing, not writable, newer, or no database.
    """
    if not create and not db.exists():
        raise SendwatchError(
            f"There is no database at {db}: make one with `sendwatch register import FILE.csv`."
        )
    try:
        if create:
            db.parent.mkdir(parents=True, exist_ok=True)
        return store.open_database(db, create=create)
    except StoreError as error:
        raise SendwatchError(str(error)) from error
    except (sqlite3.DatabaseError, OSError) as error:
        raise SendwatchError(f"Cannot open {db}: {error}.") from error


def import_register(file: Path, db: Path) -> Iterator[str]:
    """Read FILE first, then write: a bad file leaves the database as it was."""
    try:
        rows = read_register(file)
    except RegisterError as error:
        raise WrongUseError(str(error)) from error
    database = open_store(db, create=True)
    summary = schools.import_register(database, rows)
    database.conn.close()
    yield from (f"Warning: {warning}" for warning in rows.warnings)
    yield from report.register_lines(summary)


def show_register(db: Path, la: str | None) -> Iterator[str]:
    """One line a school."""
    return report.school_lines(summaries.register_rows(open_store(db), la=la))


def crawl_settings(contact: str | None) -> dict[str, str | int | float | bool]:
    """The crawl's settings with who is asking.

    Raises WrongUseError without a contact: a site's owner must be able to reach us.
    """
    if not contact:
        raise WrongUseError(
            "Say whom a school can ask about these visits: --contact ADDRESS, "
            "or set SENDWATCH_CONTACT."
        )
    return {"contact": contact}


def crawl(db: Path, archive: Path, scope: Scope, contact: str | None) -> Shown:
    """Crawl in a run of its own."""
    settings = crawl_settings(contact)
    return _stage(
        db,
        "crawl",
        scope,
        lambda database, run: stages.crawl(
            database,
            run,
            running.make_folder(archive),
            scope,
            settings,
            processes=work.processors(),
        ),
    )


def extract(db: Path, archive: Path, scope: Scope, *, everything: bool = False) -> Shown:
    """Read what has not been read."""
    return _stage(
        db,
        "extract",
        scope,
        lambda database, run: stages.extract(
            database, archive, scope, workers=work.processors(), everything=everything
        ),
    )


def check(db: Path, scope: Scope, *, today: dt.date | None, law_date: dt.date | None) -> Shown:
    """Check every school in scope."""
    day = today or clock.today()
    return _stage(
        db,
        "check",
        scope,
        lambda database, run: stages.check(database, run, scope, today=day, law_date=law_date),
    )


def _stage(db: Path, kind: str, scope: Scope, do: Any) -> Shown:
    database = open_store(db)
    with only_run(db):
        run = runs.start(database, kind, stages.options_of(scope))
        done: StageReport = do(database, run)
        runs.finish(database, run, "done", dict(done.counts))
    return Shown(
        lines=list(report.summary_lines({kind: dict(done.counts)})), attention=done.failures
    )


def publish(db: Path, *, publish_anyway: str) -> Shown:
    """Publish what the last check found, unless the assertions hold it back."""
    database = open_store(db)
    with only_run(db):
        run = runs.start(database, "publish", stages.options_of(Scope()))
        alarms = holds.alarms(database)
        done = stages.publish_tables(database, hold=() if publish_anyway else alarms)
        summary = {"Published": running.publication(done.published, alarms, publish_anyway)}
        runs.finish(database, run, "done", summary)
    return Shown(lines=list(report.summary_lines(summary)), attention=alarms)


def run(
    db: Path,
    archive: Path,
    scope: Scope,
    *,
    today: dt.date | None,
    contact: str | None,
    **options: Any,
) -> Shown:
    """All stages."""
    options["crawl_settings"] = crawl_settings(contact)
    open_store(db).conn.close()
    outcome = running.run_all(db, archive, scope=scope, today=today or clock.today(), **options)
    return Shown(lines=list(report.summary_lines(outcome.summary)), attention=outcome.attention)


def serve(
    db: Path, archive: Path, host: str, port: int, *, public_from: dt.date | None = None
) -> None:
    """Serve until stopped; archived copies are shown where the archive is there.

    Before `public_from` only officers, and schools their own pages, may read.
    Raises SendwatchError when the port is in use.
    """
    open_store(db).conn.close()
    _free_or_raise(host, port)
    there = archive if archive.is_dir() else None
    portal_serve.serve(
        db, host, port, metadata=resources.metadata(), archive=there, public_from=public_from
    )


def school_links(db: Path, site: str, la: str | None) -> list[str]:
    """CSV with the link by which each open school sees its page before it is public.

    Raises WrongUseError without the secret that the server signs with too.
    """
    secret = os.environ.get(portal_serve.SECRET)
    if not secret:
        raise WrongUseError(f"Set {portal_serve.SECRET} to what the server has, or no link works.")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("urn", "name", "link"))
    for school in schools.list_schools(open_store(db), la):
        link = f"{site.rstrip('/')}/school/{school.urn}?key={preview.key(secret, school.urn)}"
        writer.writerow((school.urn, cell(school.name), link))
    return out.getvalue().splitlines()


def demo(db: Path, host: str, port: int, *, serve: bool, today: dt.date | None) -> Shown:
    """Run the sample county, and show it until stopped when `serve`."""
    day = today or clock.today()
    if serve:
        _free_or_raise(host, port)
    sample.prepare(db)
    with sample.sample_county(db.parent, today=day) as county:
        outcome = sample.build(db, county, db.parent, today=day)
        shown = Shown(list(report.summary_lines(outcome.summary)), outcome.attention)
        if serve:
            for line in shown.lines:
                print(line)
            print(f"Sampleshire is at http://{host}:{port}/ - stop it with Ctrl-C.", flush=True)
            portal_serve.serve(
                db,
                host,
                port,
                metadata=resources.metadata(),
                archive=sample.archive_of(db),
            )
            return Shown(attention=shown.attention)
    shown.lines.append(f"Database: {db}")
    shown.lines.append(f"Truth:    {db.parent / 'truth.json'}")
    return shown


def _free_or_raise(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SendwatchError(
                f"Port {port} at {host} is not free ({error.strerror}): choose another with --port."
            ) from error
