"""Documents: the extractors' readings in and out."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import sqlite_utils

from checks.model import SeenDocument
from extractors.model import Reading
from sendwatch.store import captures, codec, standing
from sendwatch.store.db import batches, insert, marks
from sendwatch.store.errors import StoreError


def save(db: sqlite_utils.Database, reading: Reading, version: str) -> bool:
    """Keep one reading; return whether anything was written.

    A body that has a reading by `version` already is left alone; a reading by another
    version is replaced whole. Raises `StoreError` for a body that was never captured.
    """
    sha256 = reading.document.sha256
    row = db.execute("SELECT version FROM documents WHERE sha256 = ?", [sha256]).fetchone()
    if row is not None and row[0] == version:
        return False
    try:
        with db.atomic():
            db.execute("DELETE FROM documents WHERE sha256 = ?", [sha256])
            insert(db, "documents", codec.DOCUMENT_COLUMNS, [codec.document_row(reading, version)])
            insert(db, "passages", codec.PASSAGE_COLUMNS, codec.passage_rows(reading.document))
            insert(db, "dates", codec.DATE_COLUMNS, codec.date_rows(sha256, reading.dates))
            rows = codec.contact_rows(sha256, reading.contacts)
            insert(db, "contacts", codec.CONTACT_COLUMNS, rows)
    except sqlite3.IntegrityError as error:
        raise StoreError(f"The reading of {sha256} cannot be kept: {error}.") from error
    return True


def load(db: sqlite_utils.Database, sha256: str) -> Reading:
    """The reading of one body, equal to the one that was saved; `StoreError` without one."""
    found = load_many(db, [sha256])
    if sha256 not in found:
        raise StoreError(f"There is no reading of the body {sha256}.")
    return found[sha256]


def load_many(db: sqlite_utils.Database, bodies: Sequence[str]) -> dict[str, Reading]:
    """The readings of `bodies` by SHA-256; those without a reading are left out."""
    readings: dict[str, Reading] = {}
    for some in batches(bodies):
        passages = _grouped(db, "passages", some)
        dates = _grouped(db, "dates", some)
        contacts = _grouped(db, "contacts", some)
        query = f"SELECT * FROM documents WHERE sha256 IN ({marks(some)})"
        for row in db.query(query, list(some)):
            key = row["sha256"]
            readings[key] = codec.reading(row, passages[key], dates[key], contacts[key])
    return readings


def of_school(db: sqlite_utils.Database, urn: int, *, patience: int = 0) -> list[SeenDocument]:
    """What stands at a school, as far as it was read, best score first.

    Each body stands once, at the address with the best score; `first_seen` and `last_seen`
    look over all visits. What was there on an earlier visit only is not among them; nor is
    anything while the site is out of reach for more nights than `patience` forgives.
    """
    visit = captures.last_visits(db, urn, patience=patience)
    down = visit is not None and visit[0]["outcome"] != captures.DONE
    # Of a site that is out of reach, only what its last visit still saw can be spoken of.
    run = visit[1] if visit is not None and down else ""
    places = list(db.query(_PLACES, {"urn": urn, "run": run}))
    readings = load_many(db, [place["sha256"] for place in places])
    return [_seen(place, readings[place["sha256"]]) for place in places]


_PLACES = f"""
WITH standing AS ({standing.of("AND urn = :urn")}), ranked AS (
  SELECT c.*, row_number() OVER (PARTITION BY c.sha256 ORDER BY c.score DESC, c.id) AS place
  FROM standing JOIN captures c ON c.id = standing.capture_id
  WHERE :run = '' OR c.last_run_id = :run
)
SELECT r.sha256, r.final_url, r.found_on, r.anchor, r.near, r.why, r.score, r.content_type,
  s.website,
  (SELECT p.anchor FROM captures p WHERE p.urn = :urn AND p.final_url = r.found_on
   ORDER BY p.id DESC LIMIT 1) AS page,
  (SELECT min(coalesce(nullif(n.night, ''), e.fetched_at)) FROM captures e
   JOIN runs n ON n.id = e.run_id WHERE e.urn = :urn AND e.sha256 = r.sha256) AS first,
  (SELECT max(coalesce(nullif(n.night, ''), e.last_seen_at)) FROM captures e
   JOIN runs n ON n.id = e.last_run_id WHERE e.urn = :urn AND e.sha256 = r.sha256) AS last
FROM ranked r JOIN schools s ON s.urn = :urn JOIN documents d ON d.sha256 = r.sha256
WHERE r.place = 1 ORDER BY r.score DESC, r.id
"""


def _grouped(
    db: sqlite_utils.Database, table: str, bodies: Sequence[str]
) -> defaultdict[str, list[Mapping[str, Any]]]:
    groups: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    query = f"SELECT * FROM {table} WHERE sha256 IN ({marks(bodies)}) ORDER BY sha256, position"
    for row in db.query(query, list(bodies)):
        groups[row["sha256"]].append(row)
    return groups


def _seen(place: Mapping[str, Any], reading: Reading) -> SeenDocument:
    return SeenDocument(
        reading=reading,
        url=place["final_url"],
        found_on=place["found_on"],
        anchor=place["anchor"],
        own_site=_own_site(place),
        first_seen=_day(place["first"]),
        last_seen=_day(place["last"]),
        from_score=place["score"],
        promised=place["why"],
        near=place["near"],
        page=place["page"] or "",
    )


def _own_site(place: Mapping[str, Any]) -> bool:
    # A file that the school's own page links to is the school's publication wherever a
    # vendor stores it; a web page on another host is somebody else's (a trust's, say).
    website = place["website"] or ""
    if _same_site(place["final_url"], website):
        return True
    is_page = place["content_type"].startswith("text/html")
    return not is_page and _same_site(place["found_on"], website)


def _same_site(one: str, other: str) -> bool:
    first, second = _host(one), _host(other)
    if not first or not second:
        return False
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _day(moment: str) -> dt.date:
    return dt.date.fromisoformat(moment[:10])
