"""One authority's Local Offer: what was found in it, which schools it lists, what has changed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from portal.data.rows import Row, first, rows

MOST = 500
"""Rows of one list on the page; all of them are in the data."""

_LISTED = """
SELECT e.*, s.name AS school FROM offer_entries e LEFT JOIN schools s ON s.urn = e.urn
WHERE e.la_code = :code AND e.last_run_id >= :run
"""
_GONE = """
SELECT e.name, e.url, min(e.first_seen) AS first_seen, max(e.last_seen) AS last_seen, e.urn,
  s.name AS school
FROM offer_entries e LEFT JOIN schools s ON s.urn = e.urn
WHERE e.la_code = :code GROUP BY e.url HAVING max(e.last_run_id) < :run
ORDER BY last_seen DESC, e.name LIMIT :most
"""
_CHANGED = """
SELECT f.first_checked_on, f.verdict, r.title, b.verdict AS before
FROM offer_findings f JOIN offer_requirements r ON r.id = f.requirement
JOIN offer_findings b ON b.id = (SELECT max(x.id) FROM offer_findings x
  WHERE x.la_code = f.la_code AND x.requirement = f.requirement AND x.id < f.id)
WHERE f.la_code = :code AND b.verdict <> f.verdict AND b.rule_version = f.rule_version
ORDER BY f.first_checked_on DESC, f.id DESC LIMIT :most
"""
"""What reads differently by another version of the rules is no change of the Local Offer."""


def offer(connection: sqlite3.Connection, code: str) -> Row | None:
    """Everything that the page shows, None for an unknown authority."""
    place = first(connection, "SELECT * FROM local_offers WHERE la_code = ?", [code])
    if place is None:
        return None
    visit = first(
        connection,
        "SELECT * FROM offer_visits WHERE la_code = ? ORDER BY run_id DESC LIMIT 1",
        [code],
    )
    whole = first(
        connection,
        "SELECT v.* FROM offer_visits v JOIN offer_standing s ON s.la_code = v.la_code"
        " AND s.run_id = v.run_id WHERE v.la_code = ?",
        [code],
    )
    findings = _findings(connection, code)
    run = whole["run_id"] if whole else ""
    listed = rows(connection, f"{_LISTED} ORDER BY e.name", {"code": code, "run": run})
    return {
        "place": place,
        "has_schools": first(connection, "SELECT 1 FROM authorities WHERE code = ?", [code]),
        "address": _address(findings) or place["url"],
        "seen": bool(_address(findings)),
        "visit": whole,
        "failed": visit if visit and whole and visit["run_id"] != whole["run_id"] else None,
        "findings": findings,
        "counts": Counter(finding["verdict"] for finding in findings if _must(finding)),
        "musts": sum(_must(finding) for finding in findings),
        "schools": [row for row in listed if row["match"] == "matched"][:MOST],
        "doubtful": [row for row in listed if row["match"] == "review"][:MOST],
        "listed": len(listed),
        "unlisted": _unlisted(connection, code, run) if listed else [],
        "gone": _gone(connection, code, whole),
        "changes": _changes(connection, code),
    }


_ALL = """
SELECT p.la_code, p.name, p.region, p.url, a.code IS NOT NULL AS has_schools,
  count(f.id) AS checked, sum(r.basis = 'statutory') AS musts,
  sum(r.basis = 'statutory' AND f.verdict = 'met') AS met,
  sum(r.basis = 'statutory' AND f.verdict = 'partly') AS partly,
  sum(r.basis = 'statutory' AND f.verdict = 'not found') AS not_found,
  sum(r.basis = 'statutory' AND f.verdict IN ('could not check', 'needs review')) AS undecided,
  max(f.last_checked_on) AS checked_on
FROM local_offers p LEFT JOIN authorities a ON a.code = p.la_code
LEFT JOIN offer_findings f ON f.la_code = p.la_code AND f.is_current
LEFT JOIN offer_requirements r ON r.id = f.requirement
"""


def every(connection: sqlite3.Connection) -> list[Row]:
    """Each authority whose Local Offer is known of, with how far it was checked, by name."""
    return rows(connection, f"{_ALL} GROUP BY p.la_code ORDER BY p.name")


def summary(connection: sqlite3.Connection, code: str) -> Row | None:
    """One authority's row of `every`, None where nothing is known of its Local Offer."""
    return first(connection, f"{_ALL} WHERE p.la_code = ? GROUP BY p.la_code", [code])


def _must(finding: Row) -> bool:
    return bool(finding["basis"] == "statutory")


def _address(findings: list[Row]) -> str:
    """Where the Local Offer was found: the page that proves that it is published."""
    proof = next((f for f in findings if f["requirement"] == "offer-published"), None)
    return str(proof["evidence"][0]["url"]) if proof and proof["evidence"] else ""


def _findings(connection: sqlite3.Connection, code: str) -> list[Row]:
    found = rows(
        connection,
        "SELECT f.*, r.title, r.plain, r.basis, r.citation, r.url AS law_url FROM offer_findings f"
        " JOIN offer_requirements r ON r.id = f.requirement"
        " WHERE f.la_code = ? AND f.is_current ORDER BY r.position",
        [code],
    )
    evidence: dict[Any, list[Row]] = {}
    for piece in rows(
        connection,
        "SELECT e.* FROM offer_evidence e JOIN offer_findings f ON f.id = e.finding_id"
        " WHERE f.la_code = ? AND f.is_current ORDER BY e.finding_id, e.position",
        [code],
    ):
        evidence.setdefault(piece["finding_id"], []).append(piece)
    for finding in found:
        finding["evidence"] = evidence.get(finding["id"], [])
    return found


def _unlisted(connection: sqlite3.Connection, code: str, run: str) -> list[Row]:
    """Open schools of the authority that no entry was surely matched to."""
    return rows(
        connection,
        "SELECT urn, name FROM schools WHERE la_code = :code AND is_open AND urn NOT IN"
        " (SELECT urn FROM offer_entries WHERE la_code = :code AND last_run_id >= :run"
        "  AND match = 'matched' AND urn IS NOT NULL) ORDER BY name LIMIT :most",
        {"code": code, "run": run, "most": MOST},
    )


def _gone(connection: sqlite3.Connection, code: str, visit: Row | None) -> list[Row]:
    """Entries that an earlier visit saw; nothing is called gone by a visit that was cut short."""
    if visit is None or not visit["finished"]:
        return []
    return rows(connection, _GONE, {"code": code, "run": visit["run_id"], "most": MOST})


def _changes(connection: sqlite3.Connection, code: str) -> list[Row]:
    return rows(connection, _CHANGED, {"code": code, "most": MOST})
