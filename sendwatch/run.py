"""The run that ties the stages together: crawl, extract, check, publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from checks.settings import DEFAULT as CHECK_DEFAULT
from checks.settings import CheckSettings
from sendwatch import holds, offer_run, stages, summaries, watch, work
from sendwatch.console import log
from sendwatch.errors import SendwatchError
from sendwatch.lock import only_run
from sendwatch.stages import Scope, StageReport
from sendwatch.store import db as store
from sendwatch.store import runs


@dataclass
class Outcome:
    """How a run ended. `summary` is for a person, `attention` what somebody should look at."""

    run: str
    summary: dict[str, Any]
    attention: list[str] = field(default_factory=list)


def run_all(
    db_path: Path,
    archive_dir: Path,
    *,
    today: dt.date,
    scope: Scope | None = None,
    law_date: dt.date | None = None,
    crawl_settings: dict[str, str | int | float | bool] | None = None,
    check_settings: CheckSettings = CHECK_DEFAULT,
    processes: int | None = None,
    fresh: bool = False,
    publish_anyway: str = "",
    local_offers: Sequence[str] = (),
) -> Outcome:
    """Run every stage; a run that was killed is taken up where it stopped unless `fresh`.

    `local_offers` are the authorities whose Local Offers are visited and checked as well, after
    the schools' documents were read: these say where the authority's Local Offer should be.

    Raises SendwatchError when another run holds the lock, when the archive cannot be
    written, or when the register is empty.
    """
    scope = scope or Scope()
    processes = processes or work.processors()
    with only_run(db_path):
        db = store.open_database(db_path, create=False)
        require_schools(db, scope)
        make_folder(archive_dir)
        options = stages.options_of(scope, today=today, law_date=law_date)
        run = _resume(db, options) if not fresh else None
        run = run or runs.start(db, "run", options, night=today)
        try:
            reports = [
                stages.crawl(
                    db, run, archive_dir, scope, crawl_settings or {}, processes=processes
                ),
                stages.extract(db, archive_dir, scope, workers=processes),
            ]
            if local_offers:
                _, done = offer_run.run_offers(
                    db,
                    archive_dir,
                    local_offers,
                    today=today,
                    settings=crawl_settings,
                    processes=processes,
                )
                reports.append(done)
            reports.append(
                stages.check(
                    db, run, scope, today=today, law_date=law_date, settings=check_settings
                )
            )
            alarms = holds.alarms(db)
            published = stages.publish_tables(db, hold=() if publish_anyway else alarms)
            if published.published and law_date in (None, today):
                watch.note_changes(db, run, today, la=scope.la, urn=scope.urn)
            outcome = _outcome(db, run, scope, reports, alarms, publish_anyway)
        except BaseException:
            runs.finish(db, run, "interrupted", {})
            raise
        if local_offers:
            outcome.summary["Local Offers"] = dict(done.counts)
        outcome.summary["Published"] = publication(published.published, alarms, publish_anyway)
        runs.finish(db, run, "done", outcome.summary)
        return outcome


def publication(published: bool, alarms: Sequence[str], anyway: str) -> str:
    """How publication ended, with the reason when somebody overrode an alarm."""
    if not published:
        return "held back"
    return f"anyway: {anyway}" if alarms and anyway else "yes"


def require_schools(db: Database, scope: Scope) -> None:
    """Raise SendwatchError when no open school is in scope."""
    if summaries.schools_in(db, la=scope.la, urn=scope.urn) == 0:
        where = (
            f" for --la {scope.la}" if scope.la else f" for --urn {scope.urn}" if scope.urn else ""
        )
        raise SendwatchError(
            f"No school in the register{where}: "
            "import one with `sendwatch register import FILE.csv`."
        )


def make_folder(folder: Path) -> Path:
    """Make a folder for what a run writes, and give it back.

    Raises SendwatchError when it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SendwatchError(
            f"Cannot write to {folder} ({error.strerror}): choose another folder with --archive."
        ) from error
    return folder


def _resume(db: Database, options: str) -> str | None:
    """The latest run with the same options, if it did not finish."""
    last = runs.latest(db, kind="run")
    if last and last.status in ("running", "interrupted") and last.options == options:
        log.info("taking up run %s where it stopped", last.id)
        return last.id
    return None


def _outcome(
    db: Database,
    run: str,
    scope: Scope,
    reports: Sequence[StageReport],
    alarms: Sequence[str],
    publish_anyway: str,
) -> Outcome:
    attention = [failure for report in reports for failure in report.failures]
    if alarms:
        verb = f"published anyway ({publish_anyway})" if publish_anyway else "publication held back"
        attention += [f"{verb}: {alarm}" for alarm in alarms]
    summary = summaries.of_run(db, run, la=scope.la, urn=scope.urn)
    return Outcome(run=run, summary=summary, attention=attention)
