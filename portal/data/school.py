"""One school: its findings, documents, and what was searched."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from itertools import groupby
from typing import NamedTuple

from checks.verdicts import OF_ITS_OWN_ACCORD
from portal.data import news
from portal.data.rows import Row, first, publication, rows
from portal.words import outcome_words

STATE = """
SELECT s.urn, s.name, s.la_code, a.name AS la_name, s.type_name, s.phase_name, s.low_age,
  s.high_age, s.town, s.postcode, s.trust_name, s.telephone, s.website, s.website_note,
  s.is_open, coalesce(n.report_state, 'not checked') AS report_state, n.report_url,
  n.report_sha256, n.report_date, n.next_review, n.reading_age, n.owed, n.met, n.partly,
  n.not_found, n.overdue, n.undated, n.could_not_check, n.needs_review, n.statutory_owed,
  n.statutory_met, n.statutory_not_found, n.statutory_unclear, n.search, n.checked_on
FROM schools s LEFT JOIN authorities a ON a.code = s.la_code
LEFT JOIN school_summary n ON n.urn = s.urn WHERE s.urn = ?
"""

FINDINGS = """
SELECT f.requirement, f.title, f.basis, f.document_kind, r.check_type, r.plain, f.verdict,
  f.reason, f.cause, f.due, f.days_overdue, f.clock, f.voluntary, f.confidence, f.url, f.page,
  f.heading, f.quotation, f.sha256, f.rule_version, f.reader_version, f.checked_on,
  f.decided_by, f.rules_verdict, f.decided_until
FROM latest_findings f JOIN requirements r ON r.id = f.requirement
WHERE f.urn = ? ORDER BY r.position
"""

DOCUMENTS = """
SELECT sha256, url, kind, title, format, pages, problem, document_date, date_as_written,
  next_review, next_review_as_written, reading_age, words, first_seen, last_seen, is_current
FROM school_documents WHERE urn = ?
ORDER BY kind = 'other', kind, is_current DESC, coalesce(document_date, '') DESC
"""

EDITIONS = """
WITH RECURSIVE line(urn) AS (
  SELECT ? UNION SELECT x.urn FROM successions x JOIN line ON x.successor = line.urn)
SELECT e.id, e.kind, e.sha256, e.url, e.first_night, e.last_night, e.is_current,
  e.document_date, e.next_review, e.follows, e.same_text, e.moved
FROM editions e JOIN line ON line.urn = e.urn ORDER BY e.first_night DESC, e.id DESC
"""
"""Those of the schools whose place it took included."""

REPLIES = """
SELECT id, requirement, text, received_on FROM school_replies WHERE urn = ? ORDER BY id DESC
"""

BASES = ("statutory", "statutory-guidance", "grant-condition", "expected", "recommended")
RECENT = 20
"""Changes on a school's page; the feed has more."""

VERDICTS = (
    "not found",
    "overdue",
    "undated",
    "partly",
    "needs review",
    "could not check",
    "met",
    "not applicable",
)


TOGETHER = ("could not check", "not applicable")
"""Verdicts that say the same of many points at once: they are folded together."""


class Alike(NamedTuple):
    """Findings that share a reason, which is said once for all of them.

    Each row's own `reason` is what it says beyond that, "" where it says no more.
    """

    reason: str
    rows: list[Row]


class Group(NamedTuple):
    """Findings of one basis: those to read one by one, and those that are folded by verdict."""

    basis: str
    rows: list[Row]
    folded: dict[str, list[Alike]]

    @property
    def points(self) -> int:
        """Points of this basis that the school owes."""
        unchecked = self.folded.get("could not check", ())
        return len(self.rows) + sum(len(alike.rows) for alike in unchecked)

    @property
    def met(self) -> int:
        """Those of them that are met."""
        return sum(row["verdict"] == "met" for row in self.rows)


def school(connection: sqlite3.Connection, urn: int) -> Row | None:
    """Everything that the school's page shows, None for an unknown URN."""
    state = first(connection, STATE, [urn])
    if state is None:
        return None
    state["search"] = json.loads(state["search"]) if state["search"] else None
    findings = rows(connection, FINDINGS, [urn])
    documents = rows(connection, DOCUMENTS, [urn])
    report = next((row for row in documents if row["sha256"] == state["report_sha256"]), None)
    return {
        "school": state,
        "findings": findings,
        "documents": documents,
        "report": report,
        "editions": rows(connection, EDITIONS, [urn]),
        "changes": news.of_school(connection, urn, limit=RECENT),
        "replies": rows(connection, REPLIES, [urn]),
        "publication": publication(connection),
    }


def by_basis(findings: list[Row]) -> list[Group]:
    """Findings that say something about the school: the law's own first, and within each
    basis first what somebody should look at."""
    shown = [row for row in findings if not _nothing_to_read(row)]
    shown.sort(key=lambda row: (BASES.index(row["basis"]), VERDICTS.index(row["verdict"])))
    return [
        Group(
            basis,
            [row for row in some if row["verdict"] not in TOGETHER],
            {
                verdict: alike
                for verdict in TOGETHER
                if (alike := _alike([row for row in some if row["verdict"] == verdict]))
            },
        )
        for basis, group in groupby(shown, lambda row: row["basis"])
        for some in [list(group)]
    ]


def _alike(findings: list[Row]) -> list[Alike]:
    """Findings by their reasons, in the order in which these come up."""
    by_reason: dict[str, list[Row]] = {}
    for row in findings:
        why, _, more = outcome_words(row["reason"], row["cause"]).partition(OF_ITS_OWN_ACCORD)
        by_reason.setdefault(why, []).append({**row, "reason": more})
    return [Alike(why, some) for why, some in by_reason.items()]


def unread(findings: list[Row]) -> list[tuple[str, int]]:
    """What there was none of ("no report"), and how many points could not be read for it."""
    return Counter(row["cause"] for row in findings if _nothing_to_read(row)).most_common()


def unclear(findings: list[Row]) -> list[tuple[str, str, int]]:
    """What could not be checked: verdict, reason and how many points, most first."""
    counts = Counter(
        (row["verdict"], outcome_words(row["reason"], row["cause"]))
        for row in findings
        if row["verdict"] in ("could not check", "needs review")
    )
    return [(verdict, reason, count) for (verdict, reason), count in counts.most_common()]


def _nothing_to_read(row: Row) -> bool:
    # One missing document is one finding; the points that would stand in it are told apart.
    return bool(row["verdict"] == "not found" and row["cause"].startswith("no "))
