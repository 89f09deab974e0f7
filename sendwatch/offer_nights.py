"""Local Offers in the course of nights: which are due, visited after the schools' documents.

A Local Offer is large and changes slowly, so each is visited once a week, spread over the nights;
one that cannot be reached is tried again with growing pauses, as schools are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from sqlite_utils import Database

from checks.authority import rule_version
from checks.authority_law import load
from sendwatch import due, offer_run
from sendwatch.due import History, NightSettings
from sendwatch.stages import Scope, StageReport
from sendwatch.store import offers

EVERY = 7
"""Nights from one visit to a Local Offer to the next."""


def due_tonight(
    db: Database, codes: Sequence[str], tonight: dt.date, settings: NightSettings
) -> list[str]:
    """Those of `codes` that are due, those that have waited longest first."""
    pasts = {code: _history(offers.nights(db, code)) for code in codes}
    chosen = [code for code in codes if _is_due(code, pasts[code], tonight, settings)]
    return sorted(chosen, key=lambda code: (pasts[code].last_visit or dt.date.min, code))


def visit(
    db: Database,
    archive: Path,
    scope: Scope,
    *,
    tonight: dt.date,
    settings: NightSettings,
    crawl_settings: offer_run.Settings,
    processes: int,
) -> StageReport:
    """Visit and check the Local Offers that are due among the authorities in scope.

    Where rules or readers are newer than a Local Offer's findings, it is checked again from what
    the archive has. A night for one school leaves Local Offers alone. A fault ends in the report.
    """
    report = StageReport()
    if scope.urn is not None:
        return report
    codes = [code for code in offers.in_register(db) if scope.la in (None, code)]
    chosen = due_tonight(db, codes, tonight, settings)
    stale = [code for code in offers.judged_by_others(db, rule_version(load())) if code in codes]
    for part, by_visit in ((chosen, True), ([c for c in stale if c not in chosen], False)):
        if not part:
            continue
        try:
            _, done = offer_run.run_offers(
                db,
                archive,
                part,
                today=tonight,
                settings=crawl_settings,
                processes=processes,
                visit=by_visit,
            )
        except Exception as error:  # the schools' night goes on without Local Offers
            report.failures.append(f"Local Offers: {type(error).__name__}: {error}")
            continue
        report.counts.update(done.counts)
        report.failures += done.failures
    return report


def _history(nights: Sequence[tuple[dt.date, bool]]) -> History:
    """What earlier nights saw, latest first: the night, and whether the visit ended well."""
    failed = len({night for night, _ in takewhile(lambda one: not one[1], nights)})
    well = next((night for night, fine in nights if fine), None)
    return History(last_full=well, last_visit=nights[0][0] if nights else None, failed=failed)


def _is_due(code: str, past: History, tonight: dt.date, settings: NightSettings) -> bool:
    if past.last_visit == tonight:
        return False
    if past.last_visit is None or past.last_full is None or past.failed:
        waited = (tonight - past.last_visit).days if past.last_visit else EVERY
        return waited >= due.pause(past.failed, settings) or waited < 0
    its_night = (tonight.toordinal() - int(code)) % EVERY == 0
    return its_night or (tonight - past.last_full).days >= EVERY
