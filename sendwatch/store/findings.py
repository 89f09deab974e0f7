"""Findings and their evidence; no quotation is kept that does not stand in its document."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import sqlite_utils

from checks.model import Evidence, Finding, SearchRecord
from sendwatch.store.db import insert
from sendwatch.store.errors import StoreError

NEEDS_EVIDENCE = ("met", "partly", "overdue")
"""Verdicts that are worth nothing without a place where they can be looked up."""

FINDING_COLUMNS = (
    "run_id",
    "urn",
    "requirement",
    "verdict",
    "reason",
    "cause",
    "confidence",
    "rule_version",
    "reader_version",
    "search",
    "due",
    "days_overdue",
    "clock",
    "voluntary",
    "checked_on",
    "law_date",
    "last_run_id",
    "last_checked_on",
)
EVIDENCE_COLUMNS = (
    "finding_id",
    "position",
    "url",
    "sha256",
    "quotation",
    "page",
    "heading",
    "document_kind",
)


def save(
    db: sqlite_utils.Database,
    run_id: str,
    findings: Iterable[Finding],
    *,
    today: dt.date,
    law_date: dt.date,
) -> int:
    """Keep the findings of one run and return how many there were.

    `today` is the day that they speak of, `law_date` the day whose law they were held
    against. A finding of the same run, school and requirement is replaced. One that says
    what the last one said is not written again: the last one is confirmed, so that a school
    where nothing changes takes no more room in ten years than in one night. Raises
    `StoreError`, and keeps none of them, when a quotation does not stand in its document,
    when `met`, `partly` or `overdue` comes without evidence, or when a school or requirement
    is unknown.
    """
    wanted = list(findings)
    # Whole rows are replaced, so that saving twice leaves what saving once left.
    replaced = "DELETE FROM findings WHERE urn = ? AND run_id = ? AND requirement = ?"
    with db.atomic():
        changed = _confirm(db, run_id, wanted, today) if law_date == today else wanted
        _check_evidence(db, changed)
        # A run that was killed and taken up may find other things than it did before.
        keys = [(finding.urn, run_id, finding.requirement) for finding in wanted]
        db.conn.executemany(replaced, keys)
        db.conn.executemany(
            _UNCONFIRM, [(finding.urn, finding.requirement, run_id) for finding in changed]
        )
        first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM findings").fetchone()[0]
        try:
            insert(
                db,
                "findings",
                ("id", *FINDING_COLUMNS),
                [
                    (number, *_finding_values(run_id, finding, today, law_date))
                    for number, finding in enumerate(changed, start=first)
                ],
            )
        except sqlite3.IntegrityError as error:
            raise StoreError(f"The findings of run {run_id} cannot be kept: {error}.") from error
        insert(
            db,
            "evidence",
            EVIDENCE_COLUMNS,
            [
                (number, position, *_evidence_values(evidence))
                for number, finding in enumerate(changed, start=first)
                for position, evidence in enumerate(finding.evidence)
            ],
        )
    return len(wanted)


def of_school(db: sqlite_utils.Database, urn: int) -> list[Finding]:
    """The findings of the last run that checked the school, in the law's order."""
    rows = db.query(
        "SELECT f.* FROM findings f JOIN requirements r ON r.id = f.requirement"
        " WHERE f.urn = ?1 AND f.last_run_id = (SELECT max(last_run_id) FROM findings"
        " WHERE urn = ?1)"
        " ORDER BY r.position, r.id",
        (urn,),
    )
    return [_finding(row, _evidence(db, row["id"])) for row in rows]


def _confirm(
    db: sqlite_utils.Database, run_id: str, wanted: list[Finding], today: dt.date
) -> list[Finding]:
    """Confirm the findings that say what the last ones said; return the others."""
    last: dict[int, dict[str, tuple[int, Finding]]] = {}
    for urn in {finding.urn for finding in wanted}:
        last[urn] = {
            row["requirement"]: (row["id"], _finding(row, _evidence(db, row["id"])))
            for row in db.query(_LAST, {"urn": urn, "run": run_id})
        }
    changed, confirmed = list[Finding](), []
    for finding in wanted:
        number, before = last[finding.urn].get(finding.requirement, (0, None))
        if before is None or _said(before) != _said(finding):
            changed.append(finding)
            continue
        # How many days overdue, and how much was searched, may differ every night.
        values = dict(
            zip(FINDING_COLUMNS, _finding_values(run_id, finding, today, today), strict=True)
        )
        confirmed.append((*(values[name] for name in CONFIRMED), number))
    changes = ", ".join(f"{name} = ?" for name in CONFIRMED)
    db.conn.executemany(f"UPDATE findings SET {changes} WHERE id = ?", confirmed)
    return changed


CONFIRMED = ("reason", "confidence", "search", "days_overdue", "last_run_id", "last_checked_on")
"""What is brought up to date where a finding says the same as before."""

_LAST = """
SELECT f.*, max(f.last_run_id) FROM findings f
WHERE f.urn = :urn AND f.law_date = f.checked_on AND f.run_id <> :run
GROUP BY f.requirement
"""


_UNCONFIRM = """
UPDATE findings SET last_run_id = run_id, last_checked_on = checked_on
WHERE urn = ? AND requirement = ? AND last_run_id = ? AND law_date = checked_on
"""


def _said(finding: Finding) -> Finding:
    return dataclasses.replace(finding, reason="", confidence=0.0, search=None, days_overdue=None)


def _check_evidence(db: sqlite_utils.Database, findings: list[Finding]) -> None:
    texts: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        name = f"{finding.requirement} of school {finding.urn}"
        if finding.verdict in NEEDS_EVIDENCE and not finding.evidence:
            raise StoreError(f"The finding {name} says {finding.verdict} without evidence.")
        for evidence in finding.evidence:
            if evidence.sha256 not in texts:
                texts[evidence.sha256] = _texts(db, evidence.sha256)
            quotation = _folded(evidence.quotation)
            if not quotation or not any(quotation in part for part in texts[evidence.sha256]):
                raise StoreError(
                    f"The finding {name} quotes words that do not stand in its document "
                    f"{evidence.sha256[:12]}: {evidence.quotation[:80]!r}."
                )


def _texts(db: sqlite_utils.Database, sha256: str) -> tuple[str, ...]:
    """Everything that can be quoted from a body: title, headings, passages, furniture."""
    parts = db.execute(
        "SELECT title FROM documents WHERE sha256 = ?1"
        " UNION ALL SELECT heading FROM passages WHERE sha256 = ?1"
        " UNION ALL SELECT text FROM passages WHERE sha256 = ?1",
        (sha256,),
    )
    return tuple(_folded(row[0]) for row in parts)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _finding_values(
    run_id: str, finding: Finding, today: dt.date, law_date: dt.date
) -> tuple[object, ...]:
    search = None if finding.search is None else _search_json(finding.search)
    return (
        run_id,
        finding.urn,
        finding.requirement,
        finding.verdict,
        finding.reason,
        finding.cause,
        finding.confidence,
        finding.rule_version,
        finding.reader_version,
        search,
        finding.due.isoformat() if finding.due else None,
        finding.days_overdue,
        finding.clock,
        finding.voluntary,
        today.isoformat(),
        law_date.isoformat(),
        run_id,
        today.isoformat(),
    )


def _evidence_values(evidence: Evidence) -> tuple[object, ...]:
    return (
        evidence.url,
        evidence.sha256,
        evidence.quotation,
        evidence.page,
        evidence.heading,
        evidence.document_kind,
    )


def _evidence(db: sqlite_utils.Database, finding_id: int) -> tuple[Evidence, ...]:
    rows = db.execute(
        "SELECT url, sha256, quotation, page, heading, document_kind FROM evidence"
        " WHERE finding_id = ? ORDER BY position",
        [finding_id],
    )
    return tuple(Evidence(*row) for row in rows)


def _finding(row: Mapping[str, Any], evidence: tuple[Evidence, ...]) -> Finding:
    return Finding(
        urn=row["urn"],
        requirement=row["requirement"],
        verdict=row["verdict"],
        reason=row["reason"],
        cause=row["cause"],
        evidence=evidence,
        confidence=row["confidence"],
        rule_version=row["rule_version"],
        reader_version=row["reader_version"],
        search=_search(row["search"]),
        due=dt.date.fromisoformat(row["due"]) if row["due"] else None,
        days_overdue=row["days_overdue"],
        clock=row["clock"],
        voluntary=bool(row["voluntary"]),
    )


def _search_json(search: SearchRecord) -> str:
    """The record without what it has on Local Offers: those are the links of all schools there."""
    kept = asdict(search)
    return json.dumps({name: kept[name] for name in kept if not name.startswith("offers")})


def _search(stored: str | None) -> SearchRecord | None:
    if stored is None:
        return None
    values = json.loads(stored)
    for name in ("failures", "promises", "offers", "offers_failed"):
        values[name] = tuple((url, words) for url, words in values.get(name, ()))
    values["places"] = tuple(values.get("places", ()))
    return SearchRecord(**values)
