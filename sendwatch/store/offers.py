"""Local Offers: where they are, what was fetched of them, what an earlier visit saw."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from checks.local_offer import written_addresses
from checks.model import SearchRecord
from crawler.authorities import Authority
from crawler.model import CaptureRecord, Known, Target, VisitRecord
from crawler.offer_frontier import FROM_SCHOOLS
from crawler.outcomes import OUTCOMES
from crawler.recorder import read_lines
from crawler.urls import key_of
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
_UNREAD = (
    *(name for name, outcome in OUTCOMES.items() if not outcome.permanent and name != "dns"),
    "blocked", "forbidden", "too-slow", "too-large", "script-only", "session", "robots",
)  # fmt: skip
"""Outcomes after which a page may say whatever it says: it was not read."""
_PAGE = (
    "c.url, c.final_url, c.content_type, c.sha256, b.warc_file, b.warc_offset, c.why,"
    " c.fetched_at, c.last_seen_at"
)
_DIRECTORY = ("a list", "search:", "entry of", "further page", "data behind")
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
    carried: bool = False
    """Whether it failed on that visit and is what an earlier one brought."""


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
    # What a scan was read as may have a letter wrong: no link is called dead because of it.
    texts = db.execute(
        "SELECT DISTINCT p.sha256, p.text FROM passages p JOIN documents d ON d.sha256 = p.sha256"
        " JOIN captures c ON c.sha256 = d.sha256 JOIN schools s ON s.urn = c.urn"
        f" WHERE s.la_code = ? AND s.is_open AND d.kind IN ({marks(_REPORTS)})"
        " AND d.reader NOT LIKE '%ocr%'"
        " AND p.text LIKE '%offer%' AND (p.text LIKE '%http%' OR p.text LIKE '%www.%')",
        (la, *_REPORTS),
    )
    for _, text in texts:
        for url in written_addresses(text):
            count[url if "//" in url else f"https://{url}"] += 1
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
        insert_bodies(db, run_id, captures)
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


def mark_links(db: sqlite_utils.Database, run_id: str, target: Target) -> None:
    """Mark the answers of a run that came from addresses which schools' reports give."""
    wanted = {key_of(url) for url in target.links}
    rows = db.execute(
        "SELECT id, url FROM offer_captures WHERE la_code = ? AND last_run_id = ?",
        [code_of(target.urn), run_id],
    ).fetchall()
    with db.atomic():
        for number, url in rows:
            if key_of(url) in wanted:
                db.execute("UPDATE offer_captures SET in_reports = 1 WHERE id = ?", [number])


def code_of(number: int) -> str:
    """The authority's code behind a crawl target's number."""
    return f"{number:03d}"


def visited(db: sqlite_utils.Database, run_id: str) -> set[str]:
    """The authorities whose visit in this run has ended."""
    return {
        row[0] for row in db.execute("SELECT la_code FROM offer_visits WHERE run_id = ?", [run_id])
    }


def last_run(db: sqlite_utils.Database, la: str) -> str | None:
    """The run of the visit that speaks for a Local Offer (`offer_standing`), None without one."""
    row = db.execute("SELECT run_id FROM offer_standing WHERE la_code = ?", [la]).fetchone()
    return str(row[0]) if row else None


def nights(db: sqlite_utils.Database, la: str) -> list[tuple[dt.date, bool]]:
    """The nights on which a Local Offer was visited and whether it could be, latest first."""
    rows = db.execute(
        "SELECT r.night, v.outcome FROM offer_visits v JOIN runs r ON r.id = v.run_id"
        " WHERE v.la_code = ? ORDER BY v.run_id DESC",
        [la],
    )
    return [(dt.date.fromisoformat(night), outcome == DONE) for night, outcome in rows]


def judged_by_others(db: sqlite_utils.Database, version: str) -> list[str]:
    """The authorities whose current findings were made by another version of rules or readers."""
    rows = db.execute(
        "SELECT DISTINCT la_code FROM offer_findings WHERE is_current AND rule_version <> ?"
        " ORDER BY la_code",
        [version],
    )
    return [row[0] for row in rows]


def pages(db: sqlite_utils.Database, la: str) -> list[OfferPage]:
    """What that visit brought, in the order in which it was asked for.

    A page that could not be read then stands as an earlier visit read it, if one did, and with
    it the pages to which only it leads.
    """
    run = last_run(db, la)
    seen = db.execute(
        f"SELECT {_PAGE} FROM offer_captures c JOIN bodies b ON b.sha256 = c.sha256"
        " WHERE c.la_code = ? AND c.last_run_id = ? ORDER BY c.sequence",
        (la, run),
    ).fetchall()
    carried = db.execute(
        "WITH RECURSIVE missed(url, final_url) AS ("
        " SELECT f.url, f.final_url FROM offer_captures f JOIN offer_visits v"
        "  ON v.la_code = f.la_code AND v.run_id = f.last_run_id AND v.outcome = ?3"
        f"  WHERE f.la_code = ?1 AND f.last_run_id = ?2 AND f.outcome IN ({marks(_UNREAD)})"
        " UNION SELECT c.url, c.final_url FROM missed m JOIN offer_captures c"
        "  ON c.la_code = ?1 AND c.found_on IN (m.url, m.final_url) AND c.last_run_id < ?2"
        "  AND NOT EXISTS (SELECT 1 FROM offer_captures t WHERE t.la_code = ?1"
        "   AND t.url = c.url AND t.last_run_id = ?2))"
        f" SELECT {_PAGE}, max(c.last_run_id) FROM missed m JOIN offer_captures c"
        "  ON c.la_code = ?1 AND c.url = m.url AND c.last_run_id < ?2"
        " JOIN bodies b ON b.sha256 = c.sha256 GROUP BY c.url ORDER BY c.sequence",
        (la, run, DONE, *_UNREAD),
    ).fetchall()
    return [
        *(OfferPage(*row) for row in seen),
        *(OfferPage(*(*row[:9], True)) for row in carried),
    ]


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
        "SELECT DISTINCT url, outcome, why, EXISTS (SELECT 1 FROM offer_captures x"
        "  WHERE x.la_code = c.la_code AND x.url = c.url AND x.sha256 IS NOT NULL)"
        " FROM offer_captures c WHERE la_code = ? AND last_run_id = ? AND why <> ?"
        f" AND outcome NOT IN ({marks(WITH_BODY)}) ORDER BY url",
        (la, run, FROM_SCHOOLS, *WITH_BODY),
    ).fetchall()
    unread = [row for row in failures if _leaves_a_gap(*row[1:])]
    return SearchRecord(
        pages_read=visit["pages"],
        documents_read=visit["documents"],
        failures=tuple((row[0], row[1]) for row in failures),
        budget_left=visit["budget_left"],
        cause=None if visit["outcome"] == DONE else visit["outcome"],
        finished=bool(visit["finished"]) and not unread,
    )


def _leaves_a_gap(outcome: str, why: str, read_before: bool) -> bool:
    """Whether a failure leaves something unread that may have held what is asked for.

    Pages of the directory list schools and clubs; what the authority says stands elsewhere.
    """
    return outcome in _UNREAD and not read_before and not why.startswith(_DIRECTORY)


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
