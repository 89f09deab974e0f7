"""What the commands of `cli_nightly` do, apart from how they are called."""

from __future__ import annotations

import datetime as dt
import json
import logging
from pathlib import Path
from typing import Any

from sendwatch import clock, notify, upkeep
from sendwatch import doctor as looking
from sendwatch import nightly as night
from sendwatch.authorities import listed
from sendwatch.commands import Shown, crawl_settings, open_store
from sendwatch.console import log
from sendwatch.due import NightSettings
from sendwatch.errors import WrongUseError
from sendwatch.lock import only_run
from sendwatch.night_report import markdown
from sendwatch.stages import Scope
from sendwatch.store import changes, losses, offers, successions
from sendwatch.store.errors import StoreError
from sendwatch.transitions import Cause


class JsonLines(logging.Formatter):
    """Each log record as one JSON object a line: time (UTC), level, logger, message, and what
    the record has in its `fields` (a stage's name, seconds and count; a night's report)."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        fields: dict[str, object] = {"at": at, "level": record.levelname, "logger": record.name}
        fields["message"] = record.getMessage()
        fields |= getattr(record, "fields", {})
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


def nightly(
    db: Path, archive: Path, contact: str | None, log_file: Path | None, options: dict[str, Any]
) -> Shown:
    """Do the night and show its report."""
    settings = NightSettings(
        full_every=options["full_every"], hours=options["hours"], keep_pages=options["keep_pages"]
    )
    today: dt.datetime | None = options["today"]
    plan = night.Plan(
        db=db,
        archive=archive,
        tonight=today.date() if today else clock.today(),
        crawl_settings=crawl_settings(contact),
        settings=settings,
        scope=Scope(la=options["la"], urn=options["urn"]),
        subscriptions=options["subscriptions"],
        publish_anyway=options["publish_anyway"],
        **({"processes": options["processes"]} if options["processes"] else {}),
    )
    if plan.subscriptions is not None:
        notify.load(plan.subscriptions)
    database = open_store(db)
    offers.save_addresses(database, listed(db))
    database.conn.close()
    if log_file is not None:
        _log_to(log_file)
    report = night.run_night(plan)
    return Shown(markdown(report).splitlines(), report.attention())


def _log_to(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(JsonLines())
    log.addHandler(handler)


def doctor(db: Path, archive: Path, *, deep: bool) -> Shown:
    """One line for each check."""
    shown = Shown()
    for check in looking.checks(db, open_store(db), archive, deep=deep):
        shown.lines.append(f"{'ok ' if check.good else 'BAD'}  {check.name}: {check.seen}")
        shown.attention += [] if check.good else [f"{check.name}: {check.seen}"]
    return shown


def backup(db: Path, target: Path) -> Shown:
    """Copy the database."""
    open_store(db).conn.close()
    copy = upkeep.back_up(db, target, today=clock.today())
    return Shown([f"{db} is copied to {copy} ({copy.stat().st_size:,} bytes) and checked."])


def verify(db: Path, archive: Path) -> Shown:
    """Read every body back, and note which are lost, for the next night to fetch again."""
    store = open_store(db)
    looked, bad = upkeep.lost(store, archive)
    hashes = [damage.sha256 for damage in bad]
    losses.clear_all_but(store, hashes)
    losses.note(store, hashes, clock.today())
    shown = Shown([f"{looked:,} bodies read back, {len(bad):,} lost or damaged."])
    shown.attention += [f"body {damage.sha256[:12]}: {damage.why}" for damage in bad]
    if bad:
        shown.lines.append(
            f"{losses.count(store).standing:,} of them stand on a website still: the next night"
            " fetches them again."
        )
    return shown


def compact(db: Path, archive: Path, *, older_than: int, dry_run: bool) -> Shown:
    """Remove WARC files in which the database names nothing."""
    before = clock.today() - dt.timedelta(days=older_than)
    with only_run(db):
        files = upkeep.superfluous(open_store(db), archive, before=before)
        if dry_run:
            return Shown([*map(str, files), f"{len(files)} files would go."])
        freed = upkeep.remove(files)
    return Shown([f"{len(files)} files removed, {freed:,} bytes freed."])


def export(db: Path, archive: Path, urn: int, target: Path) -> Shown:
    """Write one school's editions as files."""
    return Shown([str(path) for path in upkeep.export(open_store(db), archive, urn, target)])


def changes_csv(db: Path, since: str, la: str | None, urn: int | None, *, re_readings: bool) -> str:
    """Changes as CSV."""
    cause: Cause | None = None if re_readings else "site"
    return changes.as_csv(changes.find(open_store(db), since=since, la=la, urn=urn, cause=cause))


def import_links(db: Path, file: Path) -> Shown:
    """Read the register's links."""
    try:
        links = successions.read(file)
    except StoreError as error:
        raise WrongUseError(str(error)) from error
    number = successions.save(open_store(db), links)
    return Shown([f"{number:,} successions read from {file.name}."])


def check_subscriptions(file: Path) -> Shown:
    """Say who would be told of what."""
    wanted = notify.load(file)
    shown = Shown([f"{len(wanted.subscriptions)} subscriptions, the file is in order."])
    for one in wanted.subscriptions:
        whom = one.webhook or ", ".join(one.to)
        of = f"authority {one.authority}" if one.authority else "every authority"
        of = f"{len(one.schools)} schools" if one.schools else of
        how = f"weekly on {one.weekday}" if one.when == "weekly" else "on every night with news"
        shown.lines.append(f"  {one.name}: {whom}, {of}, {how}")
    return shown
