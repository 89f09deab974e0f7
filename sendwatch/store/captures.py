"""Captures and visits: the crawler's JSON lines in, what was searched out."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import sqlite_utils
from pydantic import ValidationError

from checks.choose import kinds_by_words
from checks.model import SearchRecord
from crawler.frontier import HUB
from crawler.model import CaptureRecord, VisitRecord
from sendwatch.store import standing
from sendwatch.store.db import batches, insert, marks
from sendwatch.store.errors import StoreError

log = logging.getLogger(__name__)

CAPTURE_COLUMNS = tuple(name for name in CaptureRecord.model_fields if name != "type")
VISIT_COLUMNS = tuple(name for name in VisitRecord.model_fields if name != "type")

WITH_BODY = ("ok", "not-modified")
"""Outcomes after which the bytes at an address are known."""

NO_TEXT = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript")
"""Content types that no reader takes, by their beginning."""

DONE = "done"
FULL = "full"

NO_WEBSITE = "not in register"
NOT_VISITED = "not visited"


@dataclass(frozen=True, slots=True)
class BodyRef:
    """One body that has no reading by the wanted version, and where its bytes lie."""

    sha256: str
    warc_file: str
    warc_offset: int
    content_type: str
    size: int
    url: str
    filename: str


def ingest(db: sqlite_utils.Database, run_id: str, jsonl: Path) -> int:
    """Read one crawl batch in and return how many captures and visits are new.

    A capture of what an earlier run saw at the same address only prolongs that one.

    A file may be read in again at any time, also while it grows. A line that a kill cut
    short is left out with a warning. Raises `StoreError` when a school is not registered.
    """
    captures: list[CaptureRecord] = []
    visits: list[VisitRecord] = []
    for record in _records(jsonl):
        if isinstance(record, CaptureRecord):
            captures.append(record)
        else:
            visits.append(record)
    urns = {capture.urn for capture in captures} | {visit.urn for visit in visits}
    _refuse_unknown(db, urns, jsonl)
    with db.atomic():
        insert_bodies(db, run_id, captures)
        new = standing.take_in(
            db,
            run_id,
            ("run_id", *CAPTURE_COLUMNS, "last_run_id", "last_seen_at"),
            [_capture_values(run_id, record) for record in captures],
        )
        new += insert(
            db,
            "visits",
            ("run_id", *VISIT_COLUMNS),
            [(run_id, *(getattr(record, name) for name in VISIT_COLUMNS)) for record in visits],
            conflict="ON CONFLICT DO NOTHING",
        )
    return new


def bodies_to_read(
    db: sqlite_utils.Database,
    version: str,
    la: str | None = None,
    urn: int | None = None,
    *,
    everything: bool = False,
) -> list[BodyRef]:
    """Bodies that have no reading by `version`, in the archive's order.

    What stands at a school, what is an edition and what a finding quotes is read; with
    `everything` also the pages of earlier nights that nothing rests on.
    """
    rows = db.execute(
        f"WITH wanted AS (SELECT sha256 FROM ({standing.of()}) UNION"
        " SELECT sha256 FROM editions UNION SELECT sha256 FROM evidence)"
        " SELECT b.sha256, b.warc_file, b.warc_offset, b.content_type, b.size, c.final_url,"
        " c.filename, min(c.id) FROM bodies b JOIN captures c ON c.sha256 = b.sha256"
        " JOIN schools s ON s.urn = c.urn LEFT JOIN documents d ON d.sha256 = b.sha256"
        " WHERE coalesce(d.version, '') <> ?1 AND (?2 IS NULL OR s.la_code = ?2)"
        " AND (?3 IS NULL OR s.urn = ?3) AND (?4 OR b.sha256 IN wanted)"
        " GROUP BY b.sha256 ORDER BY b.warc_file, b.warc_offset",
        (version, la, urn, everything),
    )
    return [BodyRef(*row[:7]) for row in rows if not row[3].startswith(NO_TEXT)]


def visited(db: sqlite_utils.Database, run_id: str) -> set[int]:
    """The schools whose visit in this run has ended."""
    return {row[0] for row in db.execute("SELECT urn FROM visits WHERE run_id = ?", [run_id])}


def search_record(db: sqlite_utils.Database, urn: int, *, patience: int = 0) -> SearchRecord:
    """What was searched at a school, and what failed there.

    The last visit speaks; a visit that only looked again at known addresses leaves the
    counts to the full visit before it. `patience` is how many nights in a row a site may be
    out of reach before that is what counts.
    """
    last = last_visits(db, urn, patience=patience)
    if last is None:
        return SearchRecord(cause=_unvisited(db, urn), finished=False)
    visit, since = last
    failures = db.execute(
        "SELECT url, outcome, max(anchor || ' ' || why), max(score) FROM captures c WHERE urn = ?"
        " AND last_run_id >= ?"
        f" AND outcome NOT IN ({marks(WITH_BODY)}) AND last_run_id = (SELECT max(x.last_run_id)"
        " FROM captures x WHERE x.urn = c.urn AND x.url = c.url)"
        " GROUP BY url, outcome ORDER BY url, outcome",
        (urn, since, *WITH_BODY),
    ).fetchall()
    opened, failed = offer_links(db, urn)
    return SearchRecord(
        offers=opened,
        offers_failed=failed,
        pages_read=visit["pages"],
        documents_read=visit["documents"],
        sitemaps=visit["sitemaps"],
        failures=tuple((url, outcome) for url, outcome, _, _ in failures),
        promises=tuple((url, words.strip()) for url, _, words, _ in failures if words.strip()),
        places=tuple(
            url for url, _, words, score in failures if score >= HUB and not kinds_by_words(words)
        ),
        budget_left=visit["budget_left"],
        cause=None if visit["outcome"] == DONE else visit["outcome"],
        finished=bool(visit["finished"]),
    )


def offer_links(
    db: sqlite_utils.Database, urn: int
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """How addresses of a Local Offer ended last, on a visit to the school or to its authority.

    First those that answered, with the address that did; then the others, with their outcome.
    """
    rows = db.execute(
        "WITH offer AS (SELECT url, final_url, outcome, last_run_id FROM captures WHERE urn = ?1"
        "   AND (url LIKE '%offer%' OR anchor LIKE '%local offer%')"
        "  UNION ALL SELECT c.url, c.final_url, c.outcome, c.last_run_id FROM offer_captures c"
        "   JOIN schools s ON s.la_code = c.la_code WHERE s.urn = ?1 AND c.in_reports)"
        " SELECT url, final_url, outcome, max(last_run_id) FROM offer GROUP BY url ORDER BY url",
        (urn,),
    ).fetchall()
    opened = tuple((row[0], row[1]) for row in rows if row[2] in WITH_BODY)
    return opened, tuple((row[0], row[2]) for row in rows if row[2] not in WITH_BODY)


def last_visits(
    db: sqlite_utils.Database, urn: int, *, patience: int
) -> tuple[Mapping[str, Any], str] | None:
    """The visit that speaks for a school, and the run since which captures count.

    That is the last full visit that ended well, unless the site has been out of reach on
    more nights since than `patience` forgives. Failures of a night that was held back were
    most likely ours and count for nothing.
    """
    visits = list(
        db.query(
            "SELECT v.*, r.night FROM visits v JOIN runs r ON r.id = v.run_id"
            " WHERE urn = ? AND (r.status <> 'held' OR v.outcome = 'done')"
            " ORDER BY v.finished_at DESC, v.id DESC",
            [urn],
        )
    )
    failed = list(takewhile(lambda visit: visit["outcome"] != DONE, visits))
    full = next((v for v in visits if v["outcome"] == DONE and v["reach"] == FULL), None)
    if failed and (full is None or len({visit["night"] for visit in failed}) > patience):
        return failed[0], failed[0]["run_id"]
    speaks = full or next(iter(visits), None)
    return None if speaks is None else (speaks, speaks["run_id"])


def down_since(db: sqlite_utils.Database, urn: int) -> str:
    """The first of the nights in a row on which a school could not be searched, "" for none."""
    since = ""
    for outcome, night in db.execute(
        "SELECT v.outcome, r.night FROM visits v JOIN runs r ON r.id = v.run_id WHERE urn = ?"
        " AND (r.status <> 'held' OR v.outcome = 'done') ORDER BY v.finished_at DESC, v.id DESC",
        [urn],
    ):
        if outcome == DONE:
            break
        since = night
    return since


def _unvisited(db: sqlite_utils.Database, urn: int) -> str:
    row = db.execute("SELECT website FROM schools WHERE urn = ?", [urn]).fetchone()
    if row is None:
        raise StoreError(f"No school with URN {urn} is in the register.")
    return NOT_VISITED if row[0] else NO_WEBSITE


def _records(jsonl: Path) -> Iterator[CaptureRecord | VisitRecord]:
    try:
        lines = jsonl.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        raise StoreError(f"The crawl's record {jsonl} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _record(json.loads(line))
        except (ValueError, AttributeError, ValidationError):
            log.warning("%s, line %d is damaged and left out", jsonl.name, number)


def _record(fields: dict[str, object]) -> CaptureRecord | VisitRecord:
    if fields.get("type") == "visit":
        return VisitRecord.model_validate(fields)
    return CaptureRecord.model_validate(fields)


def _refuse_unknown(db: sqlite_utils.Database, urns: set[int], jsonl: Path) -> None:
    known: set[int] = set()
    for some in batches([str(urn) for urn in urns]):
        found = db.execute(f"SELECT urn FROM schools WHERE urn IN ({marks(some)})", list(some))
        known.update(row[0] for row in found)
    if missing := sorted(urns - known):
        raise StoreError(f"{jsonl.name} tells of school {missing[0]}, which is not registered.")


def insert_bodies(db: sqlite_utils.Database, run_id: str, captures: list[CaptureRecord]) -> None:
    """Note where the bytes of `captures` lie; schools' and authorities' share one archive.

    The first place wins. Only bytes that this run wrote anew are looked up there from now on:
    they were fetched in full because no earlier copy was at hand, or the earlier one is lost.
    """
    insert(
        db,
        "bodies",
        ("sha256", "content_type", "size", "warc_file", "warc_offset", "first_seen"),
        [
            (
                record.sha256,
                record.content_type.partition(";")[0].strip().lower(),
                record.size,
                record.warc_file,
                record.warc_offset,
                record.fetched_at,
            )
            for record in captures
            if record.sha256
        ],
        conflict="ON CONFLICT (sha256) DO NOTHING",
    )
    db.conn.executemany(
        "UPDATE bodies SET warc_file = ?1, warc_offset = ?2, lost = '' WHERE sha256 = ?3"
        " AND warc_file <> ?1",
        [
            (record.warc_file, record.warc_offset, record.sha256)
            for record in captures
            if record.sha256 and record.warc_file.startswith(f"{run_id}/")
        ],
    )


def _capture_values(run_id: str, record: CaptureRecord) -> tuple[object, ...]:
    values = {name: getattr(record, name) for name in CAPTURE_COLUMNS}
    values["sha256"] = record.sha256 or None
    return (run_id, *values.values(), run_id, record.fetched_at)
