"""Local Offers: where they are, what was fetched of them, what an earlier visit saw."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from checks.model import SearchRecord
from crawler.authorities import Authority
from crawler.model import CaptureRecord, Known, Target, VisitRecord
from crawler.recorder import read_lines
from sendwatch.store.captures import DONE, NOT_VISITED, WITH_BODY, insert_bodies
from sendwatch.store.db import batches, insert, marks, upsert

ADDRESS_COLUMNS = (
    "la_code",
    "name",
    "region",
    "website",
    "url",
    "sure",
    "verified_on",
    "corrected",
    "note",
)
_SHARED = (
    "url",
    "final_url",
    "fetched_at",
    "outcome",
    "http_status",
    "content_type",
    "size",
    "transferred",
    "etag",
    "last_modified",
    "found_on",
    "anchor",
    "why",
    "detail",
    "sequence",
)
_VISIT = (
    "started_at",
    "finished_at",
    "outcome",
    "requests",
    "pages",
    "documents",
    "transferred",
    "budget_left",
    "finished",
    "stopped_because",
)
_OFFER = re.compile(r"local[\s_-]*offer", re.IGNORECASE)
_REPORTS = ("sen-information-report", "sen-policy", "local-offer")


@dataclass(frozen=True, slots=True)
class OfferPage:
    """One address of the last visit that brought something, and where its bytes lie."""

    url: str
    final_url: str
    content_type: str
    sha256: str
    warc_file: str
    warc_offset: int
    why: str
    first_seen: str
    last_seen: str


def save_addresses(db: sqlite_utils.Database, authorities: Iterable[Authority]) -> int:
    """Bring the table of Local Offers in line with a list; return how many it has."""
    rows = [
        (
            authority.code,
            authority.name,
            authority.region,
            authority.website,
            authority.local_offer,
            authority.sure,
            authority.verified_on.isoformat() if authority.verified_on else None,
            authority.corrected,
            authority.note,
        )
        for authority in authorities
    ]
    with db.atomic():
        upsert(db, "local_offers", ADDRESS_COLUMNS, rows, key=("la_code",))
    return len(rows)


def targets(db: sqlite_utils.Database, codes: Iterable[str]) -> list[Target]:
    """The authorities to visit, each with what an earlier visit saw; without a start, left out."""
    found = []
    for code in codes:
        row = db.execute(
            "SELECT name, url, website FROM local_offers WHERE la_code = ?", [code]
        ).fetchone()
        if row is None or not (row[1] or row[2]):
            continue
        found.append(
            Target(
                urn=int(code),
                name=row[0],
                website=row[1] or row[2],
                council=row[2],
                known=_known(db, code),
                links=addresses_in_reports(db, code),
            )
        )
    return found


def in_register(db: sqlite_utils.Database) -> list[str]:
    """The authorities that have an open school in the register."""
    rows = db.execute(
        "SELECT DISTINCT s.la_code FROM schools s JOIN local_offers o ON o.la_code = s.la_code"
        " WHERE s.is_open ORDER BY 1"
    )
    return [row[0] for row in rows]


def addresses_in_reports(db: sqlite_utils.Database, la: str) -> list[str]:
    """Addresses that the reports of an authority's schools give for a Local Offer, most first."""
    rows = db.execute(
        "SELECT DISTINCT d.sha256, d.links FROM documents d JOIN captures c ON c.sha256 = d.sha256"
        " JOIN schools s ON s.urn = c.urn"
        f" WHERE s.la_code = ? AND s.is_open AND d.kind IN ({marks(_REPORTS)})",
        (la, *_REPORTS),
    )
    count: Counter[str] = Counter()
    for _, links in rows:
        for text, url, *_ in json.loads(links):
            if url.startswith(("http://", "https://")) and _OFFER.search(f"{text} {url}"):
                count[url.partition("#")[0]] += 1
    return [url for url, _ in count.most_common()]


def ingest(db: sqlite_utils.Database, run_id: str, jsonl: Path) -> int:
    """Read one crawl batch in; the same file may be read in again. Returns the lines read.

    An answer that says the same as the last one is not written again: its row is prolonged.
    """
    lines = read_lines(jsonl)
    captures = [line for line in lines if isinstance(line, CaptureRecord)]
    visits = [line for line in lines if isinstance(line, VisitRecord)]
    columns = ("la_code", "run_id", "last_run_id", "last_seen_at", "sha256", *_SHARED)
    kept = ("la_code", "run_id", "fetched_at", "url")
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in kept)
    with db.atomic():
        insert_bodies(db, captures)
        insert(
            db,
            "offer_captures",
            columns,
            [_capture_row(run_id, record) for record in captures],
            conflict="ON CONFLICT (la_code, url, ifnull(sha256, outcome))"
            f" DO UPDATE SET {changes} WHERE last_run_id <= excluded.last_run_id",
        )
        upsert(
            db,
            "offer_visits",
            ("la_code", "run_id", *_VISIT),
            [(code_of(v.urn), run_id, *(getattr(v, name) for name in _VISIT)) for v in visits],
            key=("la_code", "run_id"),
        )
    return len(lines)


def code_of(number: int) -> str:
    """The authority's code behind a crawl target's number."""
    return f"{number:03d}"


def visited(db: sqlite_utils.Database, run_id: str) -> set[str]:
    """The authorities whose visit in this run has ended."""
    return {
        row[0] for row in db.execute("SELECT la_code FROM offer_visits WHERE run_id = ?", [run_id])
    }


def last_run(db: sqlite_utils.Database, la: str) -> str | None:
    """The run of the last visit to an authority's Local Offer, None without one."""
    row = db.execute("SELECT max(run_id) FROM offer_visits WHERE la_code = ?", [la]).fetchone()
    return row[0] if row else None


def pages(db: sqlite_utils.Database, la: str) -> list[OfferPage]:
    """What the last visit brought, in the order in which it was asked for."""
    rows = db.execute(
        "SELECT c.url, c.final_url, c.content_type, c.sha256, b.warc_file, b.warc_offset, c.why,"
        " c.fetched_at, c.last_seen_at FROM offer_captures c JOIN bodies b ON b.sha256 = c.sha256"
        " WHERE c.la_code = ?1 AND c.last_run_id = ?2 ORDER BY c.sequence",
        (la, last_run(db, la)),
    )
    return [OfferPage(*row) for row in rows]


def unread(db: sqlite_utils.Database, bodies: Sequence[str], version: str) -> set[str]:
    """Those of `bodies` that have no reading by `version`."""
    read: set[str] = set()
    for some in batches(bodies):
        rows = db.execute(
            f"SELECT sha256 FROM documents WHERE version = ? AND sha256 IN ({marks(some)})",
            [version, *some],
        )
        read.update(row[0] for row in rows)
    return set(bodies) - read


def search_record(db: sqlite_utils.Database, la: str) -> SearchRecord:
    """What was searched on the last visit, and what failed there."""
    run = last_run(db, la)
    visit = next(
        db.query("SELECT * FROM offer_visits WHERE la_code = ? AND run_id = ?", [la, run]), None
    )
    if visit is None:
        return SearchRecord(cause=NOT_VISITED, finished=False)
    failures = db.execute(
        "SELECT DISTINCT url, outcome FROM offer_captures WHERE la_code = ? AND last_run_id = ?"
        f" AND outcome NOT IN ({marks(WITH_BODY)}) ORDER BY url",
        (la, run, *WITH_BODY),
    )
    return SearchRecord(
        pages_read=visit["pages"],
        documents_read=visit["documents"],
        failures=tuple((url, outcome) for url, outcome in failures),
        budget_left=visit["budget_left"],
        cause=None if visit["outcome"] == DONE else visit["outcome"],
        finished=bool(visit["finished"]),
    )


def _capture_row(run_id: str, record: CaptureRecord) -> tuple[object, ...]:
    shared = (getattr(record, name) for name in _SHARED)
    sha256 = record.sha256 or None
    return (code_of(record.urn), run_id, run_id, record.fetched_at, sha256, *shared)


def _known(db: sqlite_utils.Database, la: str) -> dict[str, Known]:
    rows = db.execute(
        "SELECT c.url, c.etag, c.last_modified, b.sha256, b.warc_file, b.warc_offset,"
        " b.content_type FROM offer_captures c JOIN bodies b ON b.sha256 = c.sha256"
        " WHERE c.la_code = ? ORDER BY c.last_run_id",
        [la],
    )
    return {
        row[0]: Known(
            etag=row[1],
            last_modified=row[2],
            sha256=row[3],
            warc_file=row[4],
            warc_offset=row[5],
            content_type=row[6],
        )
        for row in rows
    }
