"""Schools and authorities: the register in, targets and facts out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlite_utils

from checks.local_offer import hosts_of
from checks.model import SchoolFacts
from crawler.frontier import HUB
from crawler.model import Known, Target
from crawler.outcomes import OUTCOMES
from crawler.register import Register, SchoolRow
from sendwatch.due import TRIES_BEFORE_PAUSES
from sendwatch.store import standing
from sendwatch.store.db import upsert
from sendwatch.store.errors import StoreError

TEXT = (
    "name",
    "type_name",
    "phase_name",
    "close_date",
    "town",
    "postcode",
    "trust_code",
    "trust_name",
    "telephone",
)
NUMBERS = (
    "type_code",
    "phase_code",
    "low_age",
    "high_age",
    "sixth_form",
    "easting",
    "northing",
    "latitude",
    "longitude",
)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import brought: counts of schools and authorities.

    `to_crawl` counts the open schools with a website, `no_website` the open ones without.
    """

    schools: int
    new: int
    closed: int
    to_crawl: int
    no_website: int
    authorities: int
    warnings: tuple[str, ...] = ()


def import_register(db: sqlite_utils.Database, register: Register) -> ImportSummary:
    """Bring schools and authorities up to date with `register`.

    A school that is not in the file stays as it is (files often hold one authority only). A
    value that the file leaves empty keeps what an earlier file said, so that a file of URN
    and website corrects websites without forgetting the rest.
    """
    with db.atomic():
        before = {row[0] for row in db.execute("SELECT urn FROM schools")}
        upsert(
            db,
            "authorities",
            ("code", "name"),
            [(row.code, row.name) for row in register.authorities],
            key=("code",),
        )
        db.conn.executemany(_upsert_school(), [_school_values(row) for row in register.schools])
    return ImportSummary(
        schools=len(register.schools),
        new=len({row.urn for row in register.schools} - before),
        closed=sum(not row.open for row in register.schools),
        to_crawl=sum(row.open and bool(row.website) for row in register.schools),
        no_website=sum(row.open and not row.website for row in register.schools),
        authorities=len(register.authorities),
        warnings=tuple(register.warnings),
    )


def mark_hospital(db: sqlite_utils.Database, urns: list[int]) -> int:
    """Say which schools are established in hospitals; the register does not.

    Regulation 51 exempts them. Returns how many of `urns` are in the register.
    """
    with db.atomic():
        db.execute("UPDATE schools SET hospital = 0")
        changed = db.conn.executemany(
            "UPDATE schools SET hospital = 1 WHERE urn = ?", [(urn,) for urn in urns]
        )
    return changed.rowcount


def to_crawl(
    db: sqlite_utils.Database, la: str | None = None, urn: int | None = None
) -> list[Target]:
    """Open schools with a website, by URN, each with what an earlier visit saw there."""
    where, values = _selection(la, urn)
    rows = db.execute(
        f"SELECT urn, name, website FROM schools s WHERE is_open AND website IS NOT NULL {where}"
        " ORDER BY urn",
        values,
    ).fetchall()
    known = _known(db, where, values)
    return [
        Target(urn=row[0], name=row[1], website=row[2], known=known.get(row[0], {})) for row in rows
    ]


def facts(db: sqlite_utils.Database, urn: int) -> SchoolFacts:
    """The register's facts about one school, open or closed; `StoreError` without it."""
    found = next(_facts(db, "AND s.urn = ?", [urn]), None)
    if found is None:
        raise StoreError(f"No school with URN {urn} is in the register.")
    return found


def list_schools(
    db: sqlite_utils.Database, la: str | None = None, urn: int | None = None
) -> list[SchoolFacts]:
    """The facts of all open schools, by authority and name."""
    where, values = _selection(la, urn)
    return list(_facts(db, f"AND s.is_open {where}", values))


def _facts(
    db: sqlite_utils.Database, where: str, values: Sequence[str | int]
) -> Iterator[SchoolFacts]:
    rows = db.query(
        "SELECT s.*, a.name AS la_name, coalesce((SELECT e.url FROM offer_findings f"
        "  JOIN offer_evidence e ON e.finding_id = f.id WHERE f.la_code = s.la_code"
        "  AND f.requirement = 'offer-published' AND f.verdict = 'met' AND f.is_current LIMIT 1),"
        " (SELECT o.url FROM local_offers o WHERE o.la_code = s.la_code), '') AS local_offer,"
        " (SELECT o.website FROM local_offers o WHERE o.la_code = s.la_code) AS la_website"
        " FROM schools s LEFT JOIN authorities a"
        f" ON a.code = s.la_code WHERE true {where} ORDER BY a.name, s.name, s.urn",
        values,
    )
    hosts = _offer_hosts(db)
    for row in rows:
        yield SchoolFacts(
            urn=row["urn"],
            name=row["name"],
            type_code=row["type_code"],
            type_name=row["type_name"],
            phase_code=row["phase_code"],
            phase_name=row["phase_name"],
            low_age=row["low_age"],
            high_age=row["high_age"],
            sixth_form=None if row["sixth_form"] is None else bool(row["sixth_form"]),
            la_code=row["la_code"] or "",
            la_name=row["la_name"] or "",
            hospital=bool(row["hospital"]),
            website=row["website"] or "",
            local_offer=row["local_offer"],
            la_website=row["la_website"] or "",
            offer_hosts=hosts,
        )


def _offer_hosts(db: sqlite_utils.Database) -> dict[str, tuple[tuple[str, str], ...]]:
    """Whose each host is on which an authority has its website or its Local Offer."""
    return hosts_of(
        db.execute(
            "SELECT la_code, name, url FROM local_offers WHERE url <> '' UNION"
            " SELECT la_code, name, website FROM local_offers WHERE website <> '' UNION"
            " SELECT f.la_code, o.name, e.url FROM offer_findings f"
            " JOIN offer_evidence e ON e.finding_id = f.id"
            " JOIN local_offers o ON o.la_code = f.la_code"
            " WHERE f.requirement = 'offer-published' AND f.verdict = 'met' AND f.is_current"
        ).fetchall()
    )


def _selection(la: str | None, urn: int | None) -> tuple[str, list[str | int]]:
    where, values = "", list[str | int]()
    if la is not None:
        where += " AND s.la_code = ?"
        values.append(la)
    if urn is not None:
        where += " AND s.urn = ?"
        values.append(urn)
    return where, values


def _school_values(row: SchoolRow) -> tuple[object, ...]:
    return (
        row.urn,
        row.la_code or None,
        row.status_name,
        row.open,
        *(getattr(row, name) for name in TEXT),
        *(getattr(row, name) for name in NUMBERS),
        row.website_raw,
        row.website,
        row.website_note,
    )


def _upsert_school() -> str:
    websites = ("website_raw", "website", "website_note")
    columns = ("urn", "la_code", "status", "is_open", *TEXT, *NUMBERS, *websites)
    changes = [f"{name} = coalesce(nullif(excluded.{name}, ''), {name})" for name in TEXT]
    changes += [f"{name} = coalesce(excluded.{name}, {name})" for name in ("la_code", *NUMBERS)]
    changes += ["status = excluded.status", "is_open = excluded.is_open"]
    changes += [
        f"{name} = CASE WHEN excluded.website_raw = '' THEN {name} ELSE excluded.{name} END"
        for name in websites
    ]
    marks = ", ".join("?" for _ in columns)
    return (
        f"INSERT INTO schools ({', '.join(columns)}) VALUES ({marks})"
        f" ON CONFLICT (urn) DO UPDATE SET {', '.join(changes)}"
    )


def _known(
    db: sqlite_utils.Database, where: str, values: list[str | int]
) -> dict[int, dict[str, Known]]:
    """What stands at each school's addresses, and how each was reached.

    Validators come from any capture of the same bytes, because a 304 answer need not repeat
    them; the place in the archive is the body's own. A body that the archive has lost has
    none, so that it is asked for as if it had never been seen.
    """
    rows = db.query(
        f"WITH standing AS ({standing.of()})"
        " SELECT c.urn, c.url, max(e.etag) AS etag, max(e.last_modified) AS last_modified,"
        " b.sha256, b.first_seen, iif(b.lost, '', b.warc_file) AS warc_file, b.warc_offset,"
        " b.content_type,"
        " max(coalesce(d.kind, 'other') <> 'other' OR coalesce(d.also, '[]') <> '[]')"
        "   AS document, json_insert(coalesce(d.also, '[]'), '$[#]', d.kind) AS kinds,"
        " b.sha256 IN (SELECT sha256 FROM evidence) AS quoted,"
        " c.found_on, c.anchor, c.near, c.score, c.depth, c.why"
        " FROM standing JOIN captures c ON c.id = standing.capture_id"
        f" JOIN schools s ON s.urn = c.urn AND s.is_open {where}"
        " JOIN bodies b ON b.sha256 = c.sha256"
        " JOIN captures e ON e.sha256 = c.sha256 AND e.urn = c.urn AND e.url = c.url"
        " LEFT JOIN documents d ON d.sha256 = b.sha256"
        " GROUP BY c.urn, c.url ORDER BY c.urn, c.sequence",
        values,
    )
    known: dict[int, dict[str, Known]] = {}
    for row in rows:
        row["kinds"] = [kind for kind in json.loads(row["kinds"]) if kind]
        known.setdefault(row.pop("urn"), {})[row.pop("url")] = Known(**row)
    for row in db.query(f"{_FAILED} {where}", [HUB, TRIES_BEFORE_PAUSES, *values]):
        known.setdefault(row.pop("urn"), {}).setdefault(row.pop("url"), Known(**row))
    return known


_PASSING = ", ".join(f"'{name}'" for name, outcome in OUTCOMES.items() if not outcome.permanent)
_FAILED = f"""
SELECT c.urn, c.url, c.found_on, c.anchor, c.near, c.score, c.depth, c.why FROM captures c
JOIN schools s ON s.urn = c.urn AND s.is_open
WHERE c.outcome IN ({_PASSING}) AND c.score >= ? AND c.nights < ?
  AND c.last_run_id = (
    SELECT max(x.last_run_id) FROM captures x WHERE x.urn = c.urn AND x.url = c.url)
  AND c.last_run_id >= (
    SELECT max(v.run_id) FROM visits v
    WHERE v.urn = c.urn AND v.outcome = 'done' AND v.reach = 'full')
"""
"""Promising addresses that failed in a passing way: asked for again on the next nights, since
nothing can be said of what may stand there until the next search of the whole site.
"""
