"""Findings on authorities, and the requirements that they answer."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict

import sqlite_utils

from checks.authority import NEEDS_EVIDENCE, OfferFinding
from checks.authority_law import OfferLaw
from sendwatch.store.db import insert, upsert
from sendwatch.store.errors import StoreError

REQUIREMENT_COLUMNS = (
    "id",
    "position",
    "title",
    "plain",
    "meaning",
    "citation",
    "url",
    "basis",
    "what_counts",
    "what_does_not",
    "verified_on",
    "verified_sure",
    "law_version",
)


def save_requirements(db: sqlite_utils.Database, law: OfferLaw) -> int:
    """Bring the table of requirements in line with the law; return how many it has."""
    rows = [
        (
            r.id,
            position,
            r.title,
            r.plain,
            r.meaning,
            r.citation,
            r.url,
            r.basis,
            r.what_counts,
            r.what_does_not,
            r.verified.on.isoformat(),
            r.verified.sure,
            law.version,
        )
        for position, r in enumerate(law.requirements)
    ]
    with db.atomic():
        upsert(db, "offer_requirements", REQUIREMENT_COLUMNS, rows, key=("id",))
    return len(rows)


def save(
    db: sqlite_utils.Database,
    run_id: str,
    la: str,
    findings: Sequence[OfferFinding],
    *,
    today: dt.date,
) -> int:
    """Keep one authority's findings, all or none; return how many are new or have changed.

    A finding that says the same as the one before it is prolonged, so that the table tells
    when something became true. Raises StoreError for a good verdict without evidence and for
    a quotation that does not stand in its page.
    """
    _check(db, findings)
    day, new = today.isoformat(), 0
    with db.atomic():
        for finding in findings:
            if _prolong(db, run_id, finding, day):
                continue
            new += 1
            db.execute(
                "UPDATE offer_findings SET is_current = 0 WHERE la_code = ? AND requirement = ?",
                [la, finding.requirement],
            )
            _insert(db, run_id, finding, day)
        kept = [finding.requirement for finding in findings]
        db.execute(
            "UPDATE offer_findings SET is_current = 0 WHERE la_code = ? AND requirement NOT IN"
            " (SELECT value FROM json_each(?))",
            [la, json.dumps(kept)],
        )
    return new


def _prolong(db: sqlite_utils.Database, run_id: str, finding: OfferFinding, day: str) -> bool:
    """Confirm the current finding where verdict, cause and evidence are still the same."""
    row = db.execute(
        "SELECT id, verdict, cause, reason FROM offer_findings"
        " WHERE la_code = ? AND requirement = ? AND is_current",
        [finding.la_code, finding.requirement],
    ).fetchone()
    if row is None or row[1:] != (finding.verdict, finding.cause, finding.reason):
        return False
    before = db.execute(
        "SELECT sha256, quotation FROM offer_evidence WHERE finding_id = ? ORDER BY position",
        [row[0]],
    ).fetchall()
    if before != [(piece.sha256, piece.quotation) for piece in finding.evidence]:
        return False
    db.execute(
        "UPDATE offer_findings SET last_run_id = ?, last_checked_on = ?, search = ?, due = ?,"
        " days_overdue = ?, rule_version = ? WHERE id = ?",
        [run_id, day, *_details(finding), finding.rule_version, row[0]],
    )
    return True


def _insert(db: sqlite_utils.Database, run_id: str, finding: OfferFinding, day: str) -> None:
    cursor = db.execute(
        "INSERT INTO offer_findings (la_code, requirement, run_id, last_run_id, verdict, reason,"
        " cause, confidence, rule_version, search, due, days_overdue, first_checked_on,"
        " last_checked_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            finding.la_code,
            finding.requirement,
            run_id,
            run_id,
            finding.verdict,
            finding.reason,
            finding.cause,
            finding.confidence,
            finding.rule_version,
            *_details(finding),
            day,
            day,
        ],
    )
    number = cursor.lastrowid
    columns = ("finding_id", "position", "url", "sha256", "quotation", "page", "heading")
    insert(
        db,
        "offer_evidence",
        columns,
        [
            (number, at, piece.url, piece.sha256, piece.quotation, piece.page, piece.heading)
            for at, piece in enumerate(finding.evidence)
        ],
    )


def _details(finding: OfferFinding) -> tuple[str | None, str | None, int | None]:
    search = json.dumps(asdict(finding.search)) if finding.search else None
    due = finding.due.isoformat() if finding.due else None
    return search, due, finding.days_overdue


def _check(db: sqlite_utils.Database, findings: Sequence[OfferFinding]) -> None:
    for finding in findings:
        name = f"{finding.requirement} of authority {finding.la_code}"
        if finding.verdict in NEEDS_EVIDENCE and not finding.evidence:
            raise StoreError(f"The finding {name} says {finding.verdict} without evidence.")
        for piece in finding.evidence:
            texts = db.execute(
                "SELECT title FROM documents WHERE sha256 = ?1 UNION ALL"
                " SELECT heading FROM passages WHERE sha256 = ?1 UNION ALL"
                " SELECT text FROM passages WHERE sha256 = ?1",
                (piece.sha256,),
            )
            words = " ".join(piece.quotation.split())
            if not words or not any(words in " ".join(row[0].split()) for row in texts):
                raise StoreError(
                    f"The finding {name} quotes words not in its page: {words[:80]!r}."
                )
