"""Editions: the versions of each school's documents, however they were served."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlite_utils

from checks.differences import UNCHANGED, compare
from extractors.model import DateClaim, Kind, Reading
from sendwatch.store import documents
from sendwatch.store.errors import StoreError

KINDS: tuple[Kind, ...] = ("sen-information-report", "sen-policy", "accessibility-plan")

PAGE_NOISE = 0.99
"""Share of the text from which a web page under the same date is the same edition: pages
show the weather, the next event or a counter beside the document."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a document of a school, seen from `first_night` to `last_night`.

    `document_date` and `next_review` are what it claims (ISO dates, None for nothing),
    `same_text` its share of text in common with the edition that it follows.
    """

    id: int
    urn: int
    kind: str
    sha256: str
    url: str
    first_night: str
    last_night: str
    is_current: bool
    document_date: str | None
    next_review: str | None
    follows: int | None
    same_text: float | None
    moved: str


def fingerprint(reading: Reading) -> str:
    """What two files have in common when they are one edition: the words and the dates."""
    words = hashlib.sha256()
    for passage in reading.document.passages:
        words.update(" ".join(f"{passage.heading} {passage.text}".split()).encode() + b"\n")
    for claim in (reading.dates.document_date, reading.dates.next_review):
        words.update(f"{claim.start}/{claim.end}".encode() if claim else b"-")
    return words.hexdigest()


def note(
    db: sqlite_utils.Database, urn: int, kind: Kind, sha256: str, url: str, night: str
) -> Edition:
    """Note that a body is what counts for a kind at a school tonight; return its edition."""
    before = current(db, urn, kind)
    if before is not None and before.sha256 == sha256:
        return _seen(db, before.id, url, night)
    reading = documents.load(db, sha256)
    mark = fingerprint(reading)
    known = _one(db, "urn = ? AND kind = ? AND fingerprint = ?", (urn, kind, mark))
    if known is not None:
        return _seen(db, known.id, url, night)
    follows = before or _inherited(db, urn, kind)
    share, moved = None, ""
    if follows is not None:
        older = documents.load(db, follows.sha256)
        difference = compare(older, reading)
        share, moved = difference.same_text, difference.moved
        enough = PAGE_NOISE if reading.document.format == "html" else 1.0
        if before is not None and share >= enough and _same_dates(older, reading):
            return _seen(db, before.id, url, night)
    values = (
        *(urn, kind, mark, sha256, url, night, night),
        *(_day(reading.dates.document_date), _day(reading.dates.next_review)),
        *(follows.id if follows else None, share, moved),
    )
    made = db.execute(
        "INSERT INTO editions (urn, kind, fingerprint, sha256, url, first_night, last_night,"
        " document_date, next_review, follows, same_text, moved)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        values,
    ).fetchone()
    return _seen(db, made[0], url, night)


def carried_over(db: sqlite_utils.Database, before: int, edition: Edition) -> bool:
    """Whether an edition is the one numbered `before`, of the school whose place this one took."""
    if edition.follows != before or edition.same_text is None or edition.moved:
        return False
    old = get(db, before)
    dates = (old.document_date, old.next_review) == (edition.document_date, edition.next_review)
    return old.urn != edition.urn and dates and edition.same_text >= PAGE_NOISE


def precedes(one: Edition, other: Edition) -> bool:
    """Whether an edition is older than another: by the dates they claim, else as we saw them."""
    if one.document_date and other.document_date and one.document_date != other.document_date:
        return one.document_date < other.document_date
    return one.id < other.id


def amends(edition: Edition, before: Edition) -> bool:
    """Whether only a few words were changed, under the same dates."""
    dates = (before.document_date, before.next_review)
    same = dates == (edition.document_date, edition.next_review)
    return same and edition.follows == before.id and (edition.same_text or 0.0) >= UNCHANGED


def vanished(db: sqlite_utils.Database, urn: int, kind: Kind) -> None:
    """Note that nothing counts for a kind at a school any more."""
    db.execute("UPDATE editions SET is_current = 0 WHERE urn = ? AND kind = ?", (urn, kind))


def current(db: sqlite_utils.Database, urn: int, kind: Kind) -> Edition | None:
    """The edition that counts for a kind, or the one that last did."""
    return _one(
        db, "urn = ? AND kind = ? ORDER BY is_current DESC, last_night DESC, id DESC", (urn, kind)
    )


def get(db: sqlite_utils.Database, number: int) -> Edition:
    """One edition by its number; StoreError where there is none."""
    found = _one(db, "id = ?", (number,))
    if found is None:
        raise StoreError(f"There is no edition {number}.")
    return found


def of_school(db: sqlite_utils.Database, urn: int, kind: Kind | None = None) -> list[Edition]:
    """Every edition of a school and of the schools whose place it took, oldest first."""
    rows = db.query(
        "WITH RECURSIVE line(urn) AS (SELECT :urn UNION"
        " SELECT s.urn FROM successions s JOIN line ON s.successor = line.urn)"
        " SELECT e.* FROM editions e JOIN line ON line.urn = e.urn"
        " WHERE :kind IS NULL OR e.kind = :kind ORDER BY e.kind, e.first_night, e.id",
        {"urn": urn, "kind": kind},
    )
    return [_edition(row) for row in rows]


def _inherited(db: sqlite_utils.Database, urn: int, kind: Kind) -> Edition | None:
    """What last counted at the school whose place this one took."""
    return next(reversed([e for e in of_school(db, urn, kind) if e.urn != urn]), None)


def _seen(db: sqlite_utils.Database, number: int, url: str, night: str) -> Edition:
    edition = get(db, number)
    seen = db.execute(
        "SELECT max(r.night) FROM captures c JOIN runs r ON r.id = c.last_run_id"
        " WHERE c.urn = ? AND c.final_url = ? AND c.sha256 IS NOT NULL",
        (edition.urn, url),
    ).fetchone()
    last = max(edition.last_night, seen[0] or night)
    db.execute(
        "UPDATE editions SET is_current = (id = ?) WHERE urn = ? AND kind = ?",
        (number, edition.urn, edition.kind),
    )
    db.execute("UPDATE editions SET url = ?, last_night = ? WHERE id = ?", (url, last, number))
    return replace(edition, url=url, last_night=last, is_current=True)


def _same_dates(before: Reading, after: Reading) -> bool:
    pairs = (
        (before.dates.document_date, after.dates.document_date),
        (before.dates.next_review, after.dates.next_review),
    )
    return all(_day(one) == _day(other) for one, other in pairs)


def _day(claim: DateClaim | None) -> str | None:
    return claim.end.isoformat() if claim else None


def _one(db: sqlite_utils.Database, where: str, values: Sequence[object]) -> Edition | None:
    row = next(db.query(f"SELECT * FROM editions WHERE {where} LIMIT 1", values), None)
    return None if row is None else _edition(row)


def _edition(row: Mapping[str, Any]) -> Edition:
    values = {name: row[name] for name in Edition.__dataclass_fields__}
    return Edition(**{**values, "is_current": bool(row["is_current"])})
