"""The stages between the register and the portal: crawl, extract, check, publish.

Each can run alone, again, and after a kill at any moment: what is done already is left
alone, so that running a stage twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from checks import requirements
from checks.bodies import Bodies
from checks.model import Finding
from checks.settings import DEFAULT as CHECK_DEFAULT
from checks.settings import CheckSettings
from checks.verdicts import check_school
from crawler import archive, batch
from crawler.model import CrawlJob, Target, VisitRecord
from extractors.limits import Hints, ReaderPool
from extractors.read import VERSION
from sendwatch import work
from sendwatch.collector import seldom_collected
from sendwatch.console import log, stage
from sendwatch.store import captures, documents, findings, publish, schools
from sendwatch.store import requirements as stored_requirements
from sendwatch.watch import PATIENCE


@dataclass(frozen=True, slots=True)
class Scope:
    """Which schools a stage works on: all, one authority's, or one."""

    la: str | None = None
    urn: int | None = None


@dataclass
class StageReport:
    """What a stage did: counts by name, and one sentence for each failure of our own."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def crawl(
    db: Database,
    run: str,
    archive_dir: Path,
    scope: Scope,
    settings: dict[str, str | int | float | bool],
    *,
    processes: int = 1,
    plan: Callable[[list[Target]], list[Target]] | None = None,
) -> StageReport:
    """Visit the schools in scope and bring what was captured into the store.

    Files of an earlier, killed attempt at the same run are brought in first, so that no
    captured body is lost and no finished school is visited again. `plan` chooses among the
    schools in scope, and how far each is searched; without it all are searched in full.
    """
    report = StageReport()
    for left in sorted((archive_dir / run).glob("*.jsonl")):
        captures.ingest(db, run, left)
    done = captures.visited(db, run)
    targets = [t for t in schools.to_crawl(db, la=scope.la, urn=scope.urn) if t.urn not in done]
    targets = plan(targets) if plan else targets
    with stage("crawl", len(targets)) as steps:

        def progress(visit: VisitRecord) -> None:
            report.counts["schools"] += 1
            report.counts["requests"] += visit.requests
            report.counts["bytes"] += visit.transferred
            steps.step(f"{visit.urn} {visit.outcome}")

        jobs = [
            CrawlJob(
                run=run,
                batch=name,
                archive=str(archive_dir),
                targets=list(part),
                settings=settings,
            )
            for name, part in _batches(targets, processes, run, archive_dir)
        ]
        for job, result in work.side_by_side(lambda job: batch.run_batch(job, progress), jobs):
            if isinstance(result, Exception):
                report.failures.append(f"crawl batch {job.batch}: {result}")
            for lines in (archive_dir / run).glob(f"{job.batch}*.jsonl"):
                captures.ingest(db, run, lines)
    return report


def _batches(
    targets: Sequence[Target], processes: int, run: str, archive_dir: Path
) -> Iterator[tuple[str, Sequence[Target]]]:
    """Split the targets among processes, under batch names that no earlier attempt used."""
    attempt = len(list((archive_dir / run).glob("*.jsonl")))
    for number, part in enumerate(batch.split(targets, processes)):
        yield f"{attempt:03d}-{number:02d}", part


def extract(
    db: Database,
    archive_dir: Path,
    scope: Scope,
    *,
    workers: int = 2,
    everything: bool = False,
) -> StageReport:
    """Read each distinct body that this version of the extractors has not read yet.

    Pages that no longer stand and that nothing rests on are left alone, unless `everything`.
    """
    report = StageReport()
    todo = captures.bodies_to_read(
        db, str(VERSION), la=scope.la, urn=scope.urn, everything=everything
    )
    with stage("extract", len(todo)) as steps, ReaderPool(workers) as pool:
        for body, reading in pool.imap(_bodies(todo, archive_dir, report)):
            documents.save(db, reading, str(VERSION))
            report.counts["bodies"] += 1
            report.counts[reading.kind.kind] += 1
            steps.step(body.url)
    return report


def _bodies(
    todo: Sequence[captures.BodyRef], archive_dir: Path, report: StageReport
) -> Iterator[tuple[captures.BodyRef, bytes, Hints]]:
    """The bytes of each body with the hints of its first capture; one lost never stops the rest."""
    for ref in todo:
        try:
            _, content = archive.read_body(archive_dir, ref.warc_file, ref.warc_offset)
        except archive.ArchiveError as error:
            report.failures.append(f"body {ref.sha256[:12]} of {ref.url}: {error}")
            continue
        yield ref, content, Hints(ref.url, ref.filename, ref.content_type)


def check(
    db: Database,
    run: str,
    scope: Scope,
    *,
    today: dt.date,
    law_date: dt.date | None = None,
    settings: CheckSettings = CHECK_DEFAULT,
) -> StageReport:
    """Hold every school's documents against the law in force on `law_date` (default: today)."""
    report = StageReport()
    law = requirements.load()
    bodies = Bodies()
    stored_requirements.save(db, law)
    listed = schools.list_schools(db, la=scope.la, urn=scope.urn)
    with stage("check", len(listed)) as steps, seldom_collected():
        for school in listed:
            try:
                found = check_school(
                    school,
                    documents.of_school(db, school.urn, patience=PATIENCE),
                    captures.search_record(db, school.urn, patience=PATIENCE),
                    law,
                    today=today,
                    law_date=law_date,
                    settings=settings,
                    bodies=bodies,
                )
                findings.save(db, run, found, today=today, law_date=law_date or today)
            except Exception as error:  # one school's fault must never stop the others
                log.debug("check of %s failed", school.urn, exc_info=True)
                report.failures.append(f"check of {school.urn} {school.name}: {error}")
                continue
            finally:
                steps.step(school.name)
            report.counts.update(_tally(found))
    return report


def _tally(found: Sequence[Finding]) -> Counter[str]:
    tally: Counter[str] = Counter(finding.verdict for finding in found)
    tally["schools"] = 1
    return tally


def publish_tables(db: Database, *, hold: Sequence[str] = ()) -> publish.PublishSummary:
    """Build the tables that readers see, in one transaction, unless `hold` gives reasons not to."""
    with stage("publish"):
        return publish.publish(db, hold=hold)


def options_of(scope: Scope, **more: object) -> str:
    """A run's options as JSON, for the record."""
    return json.dumps({"la": scope.la, "urn": scope.urn, **more}, default=str)
