"""A run over Local Offers: crawl, read, match, check; one authority's fault stops no other."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from checks.authority import AuthorityFacts, check_authority
from checks.authority_law import OfferLaw, load
from checks.entries import match_entries
from checks.model import SeenDocument
from crawler import batch
from crawler.model import CrawlJob, VisitRecord
from crawler.offer_frontier import BUDGET
from crawler.settings import CrawlSettings
from extractors.limits import Hints, ReaderPool
from extractors.read import VERSION
from sendwatch import work
from sendwatch.console import log, stage
from sendwatch.offer_reading import Fetched, OfferContent, content_of
from sendwatch.stages import StageReport
from sendwatch.store import documents, offer_entries, offer_findings, offers, runs

KIND = "local-offer"

Settings = dict[str, str | int | float | bool]


def run_offers(
    db: Database,
    archive_dir: Path,
    codes: Sequence[str],
    *,
    today: dt.date,
    settings: Settings | None = None,
    processes: int = 1,
    visit: bool = True,
) -> tuple[str, StageReport]:
    """Visit (unless `visit` is False) and check the Local Offers of some authorities.

    Returns the run's id and what it did. A run that was killed is taken up where it stopped.
    """
    options = json.dumps({"codes": list(codes), "today": today.isoformat(), "visit": visit})
    run = _resume(db, options) or runs.start(db, KIND, options, night=today)
    report = StageReport()
    try:
        if visit:
            crawl(db, run, archive_dir, codes, settings or {}, report, processes=processes)
        check(db, run, archive_dir, codes, report, today=today, workers=processes)
    except BaseException:
        runs.finish(db, run, "interrupted", dict(report.counts))
        raise
    runs.finish(db, run, "done", dict(report.counts))
    return run, report


def _resume(db: Database, options: str) -> str | None:
    last = runs.latest(db, kind=KIND)
    if last and last.status in ("running", "interrupted") and last.options == options:
        return last.id
    return None


def crawl(
    db: Database,
    run: str,
    archive_dir: Path,
    codes: Sequence[str],
    settings: Settings,
    report: StageReport,
    *,
    processes: int = 1,
) -> None:
    """Visit each authority that this run has not visited yet and bring in what was captured."""
    for left in sorted((archive_dir / run).glob("*.jsonl")):
        offers.ingest(db, run, left)
    done = offers.visited(db, run)
    targets = offers.targets(db, [code for code in codes if code not in done])
    limits = CrawlSettings.model_validate({**BUDGET, **settings}).model_dump()
    attempt = len(list((archive_dir / run).glob("*.jsonl")))
    with stage("local offers", len(targets)) as steps:

        def progress(visited: VisitRecord) -> None:
            report.counts["authorities"] += 1
            report.counts["requests"] += visited.requests
            report.counts["bytes"] += visited.transferred
            steps.step(f"{offers.code_of(visited.urn)} {visited.outcome}")

        jobs = [
            CrawlJob(
                run=run,
                batch=f"{attempt:03d}-{number:02d}",
                archive=str(archive_dir),
                targets=part,
                settings=limits,
                spider="local-offer",
            )
            for number, part in enumerate(batch.split(targets, processes))
        ]
        for job, result in work.side_by_side(lambda job: batch.run_batch(job, progress), jobs):
            if isinstance(result, Exception):
                report.failures.append(f"crawl batch {job.batch}: {result}")
            for lines in (archive_dir / run).glob(f"{job.batch}*.jsonl"):
                offers.ingest(db, run, lines)
    for target in targets:
        offers.mark_links(db, run, target)


def check(
    db: Database,
    run: str,
    archive_dir: Path,
    codes: Sequence[str],
    report: StageReport,
    *,
    today: dt.date,
    workers: int = 1,
) -> None:
    """Read, match and judge what the last visit to each authority brought."""
    law = load()
    offer_findings.save_requirements(db, law)
    with stage("check offers", len(codes)) as steps, ReaderPool(workers) as pool:
        for code in codes:
            try:
                _check_one(db, run, archive_dir, code, law, report, pool, today)
            except Exception as error:  # one authority's fault must never stop the others
                log.debug("check of authority %s failed", code, exc_info=True)
                report.failures.append(f"check of authority {code}: {error}")
            steps.step(code)


def _check_one(
    db: Database,
    run: str,
    archive_dir: Path,
    code: str,
    law: OfferLaw,
    report: StageReport,
    pool: ReaderPool,
    today: dt.date,
) -> None:
    content = content_of(offers.pages(db, code), archive_dir)
    report.failures += content.lost
    _save_entries(db, code, content, report, today)
    _read_prose(db, content.prose, pool)
    row = db.execute("SELECT name, url FROM local_offers WHERE la_code = ?", [code]).fetchone()
    if row is None:
        raise ValueError("it is not in the list of authorities")
    others = tuple(
        name for (name,) in db.execute("SELECT name FROM local_offers WHERE la_code <> ?", [code])
    )
    found = check_authority(
        AuthorityFacts(code, row[0], row[1], others),
        _seen(db, content.prose),
        offers.search_record(db, code),
        law,
        today=today,
    )
    offer_findings.save(db, run, code, found, today=today)
    report.counts.update(finding.verdict for finding in found)


def _save_entries(
    db: Database, code: str, content: OfferContent, report: StageReport, today: dt.date
) -> None:
    visit = offers.last_run(db, code)
    if visit is None:
        return
    schools = offer_entries.school_places(db, code)
    asked = [(entry.name, entry.postcode, entry.text) for entry, _ in content.entries]
    matches = match_entries(asked, schools)
    for carried in (False, True):
        rows = [
            (entry, page.sha256, match)
            for (entry, page), match in zip(content.entries, matches, strict=True)
            if page.carried == carried
        ]
        report.counts["entries"] += offer_entries.save(
            db, visit, code, rows, day=today, carried=carried
        )
    report.counts["entries matched"] += sum(match.match == "matched" for match in matches)


def _read_prose(db: Database, prose: Sequence[Fetched], pool: ReaderPool) -> None:
    """Read each page that this version of the extractors has not read yet."""
    unread = offers.unread(db, [each.page.sha256 for each in prose], str(VERSION))
    todo = {each.page.sha256: each for each in prose if each.page.sha256 in unread}
    bodies = (
        (sha256, each.body, Hints(each.page.final_url, "", each.page.content_type))
        for sha256, each in todo.items()
    )
    for _, reading in pool.imap(bodies):
        documents.save(db, reading, str(VERSION))


def _seen(db: Database, prose: Sequence[Fetched]) -> list[SeenDocument]:
    readings = documents.load_many(db, [each.page.sha256 for each in prose])
    seen: dict[str, SeenDocument] = {}
    for each in prose:
        page = each.page
        if page.sha256 in readings and page.sha256 not in seen:
            seen[page.sha256] = SeenDocument(
                readings[page.sha256],
                page.final_url,
                first_seen=dt.date.fromisoformat(page.first_seen[:10]),
                last_seen=dt.date.fromisoformat(page.last_seen[:10]),
            )
    return list(seen.values())
