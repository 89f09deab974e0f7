"""The commands for every night and for keeping what the nights brought."""

from __future__ import annotations

import datetime as dt
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sendwatch import errors
from sendwatch.console import say

_DB: Callable[[Any], Any] = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("data/sendwatch.db"),
    show_default=True,
    help="The SQLite database.",
)
_ARCHIVE: Callable[[Any], Any] = click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the WARC files.  [default: archive/ beside the database]",
)
_DAY = click.DateTime(["%Y-%m-%d"])

# The commands import what they need when they run: `sendwatch --help` stays instant.


@click.command(short_help="Do all that is due tonight; for cron or systemd.")
@_DB
@_ARCHIVE
@click.option(
    "--contact",
    envvar="SENDWATCH_CONTACT",
    metavar="ADDRESS",
    help="Your e-mail or web address, sent with every request.  [env: SENDWATCH_CONTACT]",
)
@click.option("--la", metavar="CODE", help="Only this local authority (GIAS code).")
@click.option("--urn", type=int, help="Only this school.")
@click.option(
    "--subscriptions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="YAML file of who is told what is new.",
)
@click.option(
    "--full-every",
    type=click.IntRange(1, 365),
    default=14,
    show_default=True,
    help="Nights from one search of a whole website to the next.",
)
@click.option(
    "--hours",
    type=click.FloatRange(0.1, 24),
    default=8.0,
    show_default=True,
    help="How long the crawl may go on; the rest is left for another night.",
)
@click.option(
    "--keep-pages",
    type=click.IntRange(0),
    default=30,
    show_default=True,
    help="Nights for which superseded pages that are no documents stay in the tables.",
)
@click.option("--processes", type=click.IntRange(1, 64), help="Processes to crawl and read with.")
@click.option("--publish-anyway", metavar="REASON", default="", help="Publish against the alarms.")
@click.option(
    "--today", type=_DAY, help="The night that it counts for.  [default: today in England]"
)
@click.option("--log-file", type=click.Path(dir_okay=False, path_type=Path), help="JSON lines.")
def nightly(
    db: Path, archive: Path | None, contact: str | None, log_file: Path | None, **options: Any
) -> None:
    """Do all that is due tonight, publish it, and tell what is new.

    Known documents and the pages that lead to them are looked at every night; each website
    is searched in full every --full-every nights; one that cannot be reached is tried again
    with growing pauses. The Local Offers of the register's authorities are visited once a
    week. A night that was cut short is taken up where it stopped. The report
    is kept in the database, and DATABASE.health.json says whether the night went well.

    \b
    Examples:
      sendwatch nightly --contact send-team@example.org
      sendwatch nightly --la 815 --subscriptions subscriptions.yml --hours 6
    """
    from sendwatch import operations

    # A service manager asks to stop with SIGTERM; what runs is then ended in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _finish(operations.nightly(db, archive or db.parent / "archive", contact, log_file, options))


@click.command(short_help="Look whether the set-up is sound.")
@_DB
@_ARCHIVE
@click.option("--deep", is_flag=True, help="Also read every body and compare its hash.")
def doctor(db: Path, archive: Path | None, deep: bool) -> None:
    """Look whether the set-up is sound: disk, permissions, clock, database, archive, nights.

    Ends with 1 when something should be looked at.

    \b
    Example:
      sendwatch doctor --deep
    """
    from sendwatch import operations

    _finish(operations.doctor(db, archive or db.parent / "archive", deep=deep))


@click.command(short_help="Copy the database while it is in use.")
@click.argument("target", type=click.Path(path_type=Path))
@_DB
def backup(target: Path, db: Path) -> None:
    """Copy the database to TARGET while it is in use, checked before it is put in place.

    TARGET is a file, or a folder that then gets a file named by the day. The archive is
    files that are only ever added: copy it with any tool. To restore, put both back.

    \b
    Example:
      sendwatch backup /mnt/backup/
    """
    from sendwatch import operations

    _finish(operations.backup(db, target))


@click.group(short_help="The WARC files: verify, compact, export.")
def archive() -> None:
    """The archive of WARC files."""


@archive.command(short_help="Read every body back and compare its hash.")
@_DB
@_ARCHIVE
def verify(db: Path, archive: Path | None) -> None:
    """Read every body that the database names and compare its hash.

    \b
    Example:
      sendwatch archive verify
    """
    from sendwatch import operations

    _finish(operations.verify(db, archive or db.parent / "archive"))


@archive.command(short_help="Remove WARC files of old nights that nothing rests on.")
@_DB
@_ARCHIVE
@click.option("--older-than", type=click.IntRange(1), default=400, show_default=True, help="Days.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and remove nothing.")
def compact(db: Path, archive: Path | None, older_than: int, dry_run: bool) -> None:
    """Remove the WARC files of old nights in which the database names no body.

    Every body of a document, and everything that a finding rests on, is named: only nights
    that brought nothing but pages seen before, or pages long superseded, go.

    \b
    Example:
      sendwatch archive compact --older-than 400 --dry-run
    """
    from sendwatch import operations

    folder = archive or db.parent / "archive"
    _finish(operations.compact(db, folder, older_than=older_than, dry_run=dry_run))


@archive.command(short_help="Write a school's editions as plain files.")
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--urn", type=int, required=True, help="The school.")
@_DB
@_ARCHIVE
def export(target: Path, urn: int, db: Path, archive: Path | None) -> None:
    """Write every edition of a school's documents to the folder TARGET, as plain files.

    \b
    Example:
      sendwatch archive export --urn 100000 school-100000/
    """
    from sendwatch import operations

    _finish(operations.export(db, archive or db.parent / "archive", urn, target))


@click.command(short_help="What changed at schools, as CSV.")
@_DB
@click.option("--since", type=_DAY, help="Only from this night on.")
@click.option("--la", metavar="CODE", help="Only this local authority (GIAS code).")
@click.option("--urn", type=int, help="Only this school, and those whose place it took.")
@click.option("--re-readings", is_flag=True, help="Also what only newer versions see differently.")
def changes(
    db: Path, since: dt.datetime | None, la: str | None, urn: int | None, re_readings: bool
) -> None:
    """Print what changed at schools as CSV, the oldest first.

    \b
    Example:
      sendwatch changes --since 2026-09-01 --la 815 > changes.csv
    """
    from sendwatch import operations

    day = since.date().isoformat() if since else ""
    say(operations.changes_csv(db, day, la, urn, re_readings=re_readings), nl=False)


@click.command(short_help="Read which school took which one's place (GIAS links).")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_DB
def successors(file: Path, db: Path) -> None:
    """Read a GIAS links extract: which school took which one's place.

    A school's history then goes on under its new number.

    \b
    Example:
      sendwatch successors links_edubasealldata20261101.csv
    """
    from sendwatch import operations

    _finish(operations.import_links(db, file))


@click.command("subscriptions", short_help="Check a subscriptions file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def subscriptions(file: Path) -> None:
    """Check a subscriptions file and say who would be told of what.

    \b
    Example:
      sendwatch subscriptions subscriptions.yml
    """
    from sendwatch import operations

    _finish(operations.check_subscriptions(file))


def _finish(outcome: Any) -> None:
    for line in outcome.lines:
        say(line)
    for line in outcome.attention:
        say(f"Needs attention: {line}", err=True)
    sys.exit(errors.ATTENTION if outcome.attention else errors.DONE)


COMMANDS = (nightly, doctor, backup, archive, changes, successors, subscriptions)
