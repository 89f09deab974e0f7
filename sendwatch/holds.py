"""Whether what would be published has moved too far from what is published now."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from checks.assertions import RunShares, compare, shares_of
from checks.model import Finding
from checks.settings import RUN_DEFAULT, RunSettings
from sendwatch.store.visiting import Reached

_WAITING = """
WITH last AS (
  SELECT urn, max(last_run_id) AS run_id FROM findings WHERE law_date = checked_on GROUP BY urn
)
SELECT coalesce(s.la_code, ''), f.urn, f.requirement, f.verdict
FROM last JOIN findings f ON f.urn = last.urn AND f.last_run_id = last.run_id
  AND f.law_date = f.checked_on
JOIN schools s ON s.urn = f.urn AND s.is_open
"""

# What a person decided is no movement of the rules'.
_PUBLISHED = """
SELECT coalesce(la_code, ''), urn, requirement, coalesce(rules_verdict, verdict)
FROM latest_findings
"""


def alarms(db: Database) -> list[str]:
    """One sentence for each share that moved too far; none where nothing is published yet."""
    published = shares_of("published", _findings(db, _PUBLISHED))
    if not published.schools:
        return []
    waiting: RunShares = shares_of("waiting", _findings(db, _WAITING))
    return [alarm.message for alarm in compare(published, waiting)]


def unreached(reached: Reached, settings: RunSettings = RUN_DEFAULT) -> list[str]:
    """One sentence when so many more sites than before are out of reach that it is our fault.

    A county's schools do not break on one night; a network, a firewall or a vendor does.
    """
    if reached.schools < settings.smallest:
        return []
    risen = 100 * (reached.failed_now - reached.failed_before) / reached.schools
    if risen <= settings.rise_points:
        return []
    return [
        f"Of {reached.schools:,} websites visited before, {reached.failed_before:,} were out of"
        f" reach then and {reached.failed_now:,} are tonight."
    ]


def cut_short(due: int, undone: int, failures: int, share: float = 0.1) -> list[str]:
    """One sentence when the crawl itself failed and left much undone.

    Time that was up is no fault: what was not reached keeps what was found before.
    """
    if not failures or undone <= due * share:
        return []
    return [f"The crawl failed and left {undone:,} of {due:,} schools unvisited."]


def _findings(db: Database, sql: str) -> Iterator[tuple[str, Finding]]:
    for authority, urn, requirement, verdict in db.execute(sql):
        yield authority, Finding(urn=urn, requirement=requirement, verdict=verdict, reason="")
