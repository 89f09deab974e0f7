"""All that is on record of the search of one school, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import sqlite_utils

from checks.model import SchoolFacts
from sendwatch.store import captures, schools


@dataclass(frozen=True, slots=True)
class Visit:
    """One night's visit, as the crawler summed it up. `transferred` counts bytes."""

    run_id: str
    night: str
    outcome: str
    reach: str
    stopped_because: str
    requests: int
    pages: int
    documents: int
    sitemaps: int
    transferred: int
    budget_left: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """One address: how it was reached, how the fetch ended, and what was read there.

    `last_run_id` is the run that saw it last; `kind`, `confidence` and `problem` are the
    reading's, "" and 0 where there is none. `size` is in bytes.
    """

    last_run_id: str
    url: str
    final_url: str
    outcome: str
    detail: str
    size: int
    found_on: str
    anchor: str
    score: float
    why: str
    kind: str
    confidence: float
    problem: str


@dataclass(frozen=True, slots=True)
class Story:
    """A school, the visits that speak for it (oldest first), and what they asked for."""

    school: SchoolFacts
    website_raw: str
    website_note: str
    visits: tuple[Visit, ...]
    fetches: tuple[Fetch, ...]


def load(db: sqlite_utils.Database, urn: int, *, patience: int = 0) -> Story:
    """Tell a school's search since the visit that its findings rest on.

    `patience` is how many nights out of reach are forgiven, as for the findings. Raises
    StoreError for a school that is not in the register.
    """
    facts = schools.facts(db, urn)
    raw, note = db.execute(
        "SELECT website_raw, website_note FROM schools WHERE urn = ?", [urn]
    ).fetchone()
    speaks = captures.last_visits(db, urn, patience=patience)
    since = speaks[1] if speaks else ""
    visits = tuple(_row(Visit, row) for row in db.query(_VISITS, {"urn": urn, "since": since}))
    fetches = tuple(_row(Fetch, row) for row in db.query(_FETCHES, {"urn": urn, "since": since}))
    return Story(facts, raw, note, visits if speaks else (), fetches if speaks else ())


_VISITS = """
SELECT v.*, r.night FROM visits v JOIN runs r ON r.id = v.run_id
WHERE v.urn = :urn AND v.run_id >= :since ORDER BY v.finished_at, v.id
"""

_FETCHES = """
SELECT c.*, coalesce(d.kind, '') AS kind, coalesce(d.kind_confidence, 0) AS confidence,
  coalesce(d.problem, '') AS problem
FROM captures c LEFT JOIN documents d ON d.sha256 = c.sha256
WHERE c.urn = :urn AND c.last_run_id >= :since
ORDER BY c.last_run_id, c.last_seen_at, c.sequence, c.id
"""

Row = TypeVar("Row", Visit, Fetch)


def _row(shape: type[Row], row: Mapping[str, Any]) -> Row:
    return shape(**{field.name: row[field.name] for field in fields(shape)})
