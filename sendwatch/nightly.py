"""One night: what is due, crawled, read, checked, published, compared, told and reported.

Killed at any moment, the same night's run is taken up where it stopped; what another night
left undone comes first.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from checks.settings import DEFAULT as CHECK_DEFAULT
from checks.settings import CheckSettings
from crawler.model import Target
from sendwatch import due, holds, notify, offer_nights, stages, upkeep, watch, work
from sendwatch.console import log
from sendwatch.due import History, NightSettings
from sendwatch.errors import COULD_NOT_RUN
from sendwatch.lock import only_run
from sendwatch.night_report import (
    NightReport,
    health_of,
    health_path,
    markdown,
    now,
    write_health,
)
from sendwatch.run import make_folder, publication, require_schools
from sendwatch.stages import Scope, StageReport
from sendwatch.store import captures, changes, keeping, losses, reports, runs, visiting
from sendwatch.store import db as store

KIND = "nightly"

STOPPED = "Somebody stopped the night before its end; the same command goes on with it."

BODIES_READ_BACK = 50
"""Bodies that every night reads back from the archive, chosen at random."""


@dataclass(frozen=True)
class Plan:
    """What a night is asked to do. `tonight` is the day that it counts for."""

    db: Path
    archive: Path
    tonight: dt.date
    crawl_settings: dict[str, str | int | float | bool]
    settings: NightSettings = field(default_factory=NightSettings)
    scope: Scope = field(default_factory=Scope)
    processes: int = field(default_factory=work.processors)
    subscriptions: Path | None = None
    publish_anyway: str = ""
    check_settings: CheckSettings = CHECK_DEFAULT
    sleep: Callable[[float], None] = time.sleep


def run_night(plan: Plan) -> NightReport:
    """Do all that is due tonight and return the report.

    Raises SendwatchError when another run holds the lock, when the archive cannot be written
    or when the register is empty; the health file tells of these too, and of every fault.
    """
    with only_run(plan.db):
        try:
            return _locked(plan)
        except BaseException as error:
            facts = {"status": "failed", "exit_code": COULD_NOT_RUN, "finished_at": now()}
            stopped = isinstance(error, KeyboardInterrupt)
            told = STOPPED if stopped else str(error) or type(error).__name__
            write_health(
                health_path(plan.db), {**facts, "night": plan.tonight, "attention": [told]}
            )
            raise


def _locked(plan: Plan) -> NightReport:
    db = store.open_database(plan.db, create=False)
    require_schools(db, plan.scope)
    make_folder(plan.archive)
    _read_again(db, plan)
    run = _resume(db, plan) or runs.start(db, KIND, _options(plan), night=plan.tonight)
    report = NightReport(run, plan.tonight.isoformat(), now())
    night = _Night(db, plan, run, report)
    try:
        status = night.go()
    except BaseException:
        runs.finish(db, run, "interrupted", {})
        raise
    runs.finish(db, run, status, report.for_everybody().as_dict())
    return report


class _Night:
    """The stages of one night, each noted in the report."""

    def __init__(self, db: Database, plan: Plan, run: str, report: NightReport) -> None:
        self.db, self.plan, self.run, self.report = db, plan, run, report
        self.stop_at = time.time() + plan.settings.hours * 3600
        self.chosen: set[int] = set()
        self.crawl_failures = 0

    def go(self) -> str:
        """Do the night and return the run's status."""
        plan, report = self.plan, self.report
        self._crawl()
        self._left_early()
        self._note("extract", self._extract)
        report.alarms = [
            *holds.unreached(visiting.reached(self.db, plan.tonight)),
            *holds.cut_short(len(self.chosen), len(self._undone()), self.crawl_failures),
        ]
        if report.alarms and not plan.publish_anyway:
            # Nothing can be concluded from such a night, so nothing is.
            report.publication = "held back"
            status = "held"
        else:
            self._note("local offers", self._offers)
            self._note("check", self._check)
            status = self._publish()
        self._note("keep", self._keep)
        self._tell()
        self._close()
        return status

    def _crawl(self) -> None:
        lost = losses.count(self.db).bodies
        self._crawl_rounds()
        again = lost - losses.count(self.db).bodies
        if lost:
            self.report.stages["archive"] = {"lost before": lost, "fetched again": again}

    def _crawl_rounds(self) -> None:
        histories = visiting.histories(self.db)
        self._note("crawl", partial(self._crawl_as, self.run, self._choose(histories)))
        for _ in range(self.plan.settings.rounds):
            alarms = holds.unreached(visiting.reached(self.db, self.plan.tonight))
            pause = self.plan.settings.round_pause
            if not alarms or time.time() + pause > self.stop_at:
                break
            log.warning("%s Trying again in %.0f s.", alarms[0], pause)
            self.plan.sleep(pause)
            again = visiting.failing_tonight(self.db, self.plan.tonight)
            run = runs.start(self.db, "crawl", _options(self.plan), night=self.plan.tonight)
            self._note("crawl", partial(self._crawl_as, run, _only(again)))
            runs.finish(self.db, run, "done", {})

    def _left_early(self) -> None:
        """A crawl that ends before its time with schools unvisited has failed, whatever it says."""
        left = len(self._undone())
        if left and not self.crawl_failures and time.time() < self.stop_at:
            self.crawl_failures += 1
            self.report.failures.append(
                f"The crawl ended with {left:,} of {len(self.chosen):,} schools unvisited, though"
                " there was time left: see its log in the archive."
            )

    def _crawl_as(self, run: str, choose: Callable[[list[Target]], list[Target]]) -> StageReport:
        limits = {**self.plan.crawl_settings, "stop_at": self.stop_at}
        done = stages.crawl(
            self.db,
            run,
            self.plan.archive,
            self.plan.scope,
            limits,
            processes=self.plan.processes,
            plan=choose,
        )
        self.crawl_failures += len(done.failures)
        return done

    def _choose(self, histories: dict[int, History]) -> Callable[[list[Target]], list[Target]]:
        def choose(targets: list[Target]) -> list[Target]:
            chosen = due_targets(targets, histories, self.plan.tonight, self.plan.settings)
            self.chosen = {target.urn for target in chosen}
            tally = Counter("known" if target.revisit else "full" for target in chosen)
            tally["not tonight"] = len(targets) - len(chosen)
            self.report.due = dict(tally)
            return chosen

        return choose

    def _extract(self) -> StageReport:
        return stages.extract(
            self.db, self.plan.archive, self.plan.scope, workers=self.plan.processes
        )

    def _offers(self) -> StageReport:
        return offer_nights.visit(
            self.db,
            self.plan.archive,
            self.plan.scope,
            tonight=self.plan.tonight,
            settings=self.plan.settings,
            crawl_settings={**self.plan.crawl_settings, "stop_at": self.stop_at},
            processes=self.plan.processes,
        )

    def _check(self) -> StageReport:
        return stages.check(
            self.db,
            self.run,
            self.plan.scope,
            today=self.plan.tonight,
            settings=self.plan.check_settings,
        )

    def _publish(self) -> str:
        anyway = self.plan.publish_anyway
        alarms = [*self.report.alarms, *holds.alarms(self.db)]
        self.report.alarms = [] if anyway else alarms
        done = stages.publish_tables(self.db, hold=self.report.alarms)
        self.report.publication = publication(done.published, alarms, anyway)
        if not done.published:
            return "done"
        before = changes.last_number(self.db)
        watch.note_changes(
            self.db, self.run, self.plan.tonight, la=self.plan.scope.la, urn=self.plan.scope.urn
        )
        said = Counter(change.kind for change in changes.find(self.db, after=before))
        self.report.changes = dict(said.most_common())
        return "done"

    def _keep(self) -> StageReport:
        kept = StageReport()
        _, bad = upkeep.lost(self.db, self.plan.archive, sample=BODIES_READ_BACK)
        new = losses.note(self.db, [damage.sha256 for damage in bad], self.plan.tonight)
        if new:
            kept.failures.append(
                f"{new:,} of {BODIES_READ_BACK} bodies read back from the archive are lost or"
                f" damaged, first: {bad[0].why} Run `sendwatch archive verify`."
            )
        kept.counts["readings dropped"] = keeping.drop_readings(self.db)
        kept.counts["captures dropped"] = keeping.drop_captures(
            self.db, self.plan.tonight, self.plan.settings.keep_pages
        )
        kept.counts["visits dropped"] = keeping.drop_visits(
            self.db, self.plan.tonight, self.plan.settings.keep_pages
        )
        keeping.give_back(self.db)
        try:
            kept.counts["bytes packed"] = upkeep.pack_lines(self.db, self.plan.archive)
        except OSError as error:
            kept.failures.append(f"The crawl's lines were not compressed: {error.strerror}.")
        return kept

    def _tell(self) -> None:
        """Tell subscribers what is new; a fault here never undoes the night."""
        if self.plan.subscriptions is None:
            return
        told = notify.deliver(
            self.db, self.plan.subscriptions, self.plan.tonight, trouble=self.report.attention()
        )
        self.report.sent = told.sent
        self.report.undelivered = told.failures

    def _undone(self) -> set[int]:
        return self.chosen - captures.visited(self.db, self.run)

    def _close(self) -> None:
        report, plan = self.report, self.plan
        report.left_undone = len(self._undone())
        report.finished_at = now()
        report.unreached = visiting.unreached(self.db, plan.tonight)
        report.database_bytes = plan.db.stat().st_size
        report.archive_bytes = upkeep.size(plan.archive)
        shown = report.for_everybody()
        reports.save(
            self.db, self.run, report.night, report.exit_code, shown.as_dict(), markdown(shown)
        )
        write_health(health_path(plan.db), health_of(report))
        told = {"fields": health_of(report)}
        log.info("night of %s: exit code %d", report.night, report.exit_code, extra=told)

    def _note(self, name: str, do: Callable[[], StageReport]) -> None:
        with _timed(self.report, name):
            done = do()
        counts = Counter(self.report.stages.get(name, {}))
        counts.update(done.counts)
        self.report.stages[name] = dict(counts)
        self.report.failures += done.failures


def due_targets(
    targets: list[Target],
    histories: dict[int, History],
    tonight: dt.date,
    settings: NightSettings,
) -> list[Target]:
    """The schools that are due, those that have waited longest first."""
    chosen = []
    for target in targets:
        past = histories.get(target.urn, History())
        reach = due.reach_tonight(target.urn, past, tonight, settings)
        if reach is not None:
            chosen.append(target.model_copy(update={"revisit": reach == "known"}))

    def waited(target: Target) -> tuple[dt.date, int]:
        last = histories.get(target.urn, History()).last_visit
        return last or dt.date.min, target.urn

    return sorted(chosen, key=waited)


def _only(urns: set[int]) -> Callable[[list[Target]], list[Target]]:
    return lambda targets: [target for target in targets if target.urn in urns]


def _read_again(db: Database, plan: Plan) -> None:
    """Read the archive by newer versions first, apart from the night.

    So what they see differently is told from what schools change, and is never news.
    """
    if not watch.read_by_others(db):
        return
    log.info("reading the archive again by newer versions, before the night")
    run = runs.start(db, "re-reading", _options(plan), night=plan.tonight)
    stages.extract(db, plan.archive, Scope(), workers=plan.processes)
    stages.check(db, run, Scope(), today=plan.tonight, settings=plan.check_settings)
    watch.note_changes(db, run, plan.tonight)
    runs.finish(db, run, "done", {})


def _options(plan: Plan) -> str:
    return stages.options_of(plan.scope, night=plan.tonight)


def _resume(db: Database, plan: Plan) -> str | None:
    last = runs.latest(db, kind=KIND)
    if last and last.status in ("running", "interrupted") and last.options == _options(plan):
        log.info("taking up run %s where it stopped", last.id)
        return last.id
    return None


@contextmanager
def _timed(report: NightReport, name: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    report.seconds[name] = round(report.seconds.get(name, 0.0) + time.monotonic() - started, 2)
