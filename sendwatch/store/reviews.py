"""A person's decision on one finding: it goes before the rules' until the document changes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import sqlite_utils

from checks.model import Verdict
from sendwatch.store.errors import StoreError

VERDICTS: tuple[str, ...] = get_args(Verdict)

WAITING, APPLIES, LAPSED, EXPIRED, REPLACED, WITHDRAWN = (
    "waiting",
    "applies",
    "lapsed",
    "expired",
    "replaced",
    "withdrawn",
)
"""States of a review: not published yet; in force; the document has changed; `until` has
passed; a later review speaks; taken back."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about one requirement at one school.

    `author` is who answers for it and is never published; `until` is the last day on which
    it holds.
    """

    urn: int
    requirement: str
    verdict: str
    reason: str
    author: str
    until: dt.date


def add(db: sqlite_utils.Database, review: Review, *, made_on: dt.date) -> int:
    """Keep a review of what is published now and return its number.

    It shows after the next publication. Raises `StoreError` for an unknown verdict, an empty
    reason or author, an end in the past, or a finding that is not published.
    """
    if review.verdict not in VERDICTS:
        raise StoreError(f"There is no verdict {review.verdict!r}: use {', '.join(VERDICTS)}.")
    if not review.reason.strip() or not review.author.strip():
        raise StoreError("A review needs a reason and an author.")
    if review.until < made_on:
        raise StoreError(f"The review would have ended on {review.until}, before it was made.")
    finding = _finding(db, review.urn, review.requirement)
    if finding is None:
        raise StoreError(f"Nothing is published on {review.requirement} at school {review.urn}.")
    bodies, texts = basis(db, finding)
    with db.atomic():
        db.execute(
            "UPDATE reviews SET state = ? WHERE urn = ? AND requirement = ? AND state <> ?",
            [REPLACED, review.urn, review.requirement, WITHDRAWN],
        )
        (number,) = db.execute(
            "INSERT INTO reviews (urn, requirement, verdict, reason, author, made_on, until,"
            " bodies, texts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [
                review.urn,
                review.requirement,
                review.verdict,
                review.reason.strip(),
                review.author.strip(),
                made_on.isoformat(),
                review.until.isoformat(),
                bodies,
                texts,
            ],
        ).fetchone()
    return int(number)


def withdraw(db: sqlite_utils.Database, number: int) -> None:
    """Take a review back; the rules speak again from the next publication on."""
    with db.atomic():
        changed = db.execute("UPDATE reviews SET state = ? WHERE id = ?", [WITHDRAWN, number])
    if changed.rowcount == 0:
        raise StoreError(f"There is no review {number}.")


def listed(db: sqlite_utils.Database) -> Iterator[Mapping[str, Any]]:
    """All reviews with the school's name, the latest first."""
    return db.query(
        "SELECT r.*, s.name AS school FROM reviews r JOIN schools s ON s.urn = r.urn"
        " ORDER BY r.id DESC"
    )


def apply(db: sqlite_utils.Database) -> int:
    """Put the reviews that still hold over the rules' verdicts; return how many do.

    Part of publishing, inside its transaction: `latest_findings` and `school_documents`
    must have been built. Each review's state says afterwards what became of it.
    """
    open_ones = (WITHDRAWN, REPLACED)
    holding = 0
    reviews = list(db.query("SELECT * FROM reviews WHERE state NOT IN (?, ?)", open_ones))
    for review in reviews:
        state = _state(db, review)
        db.execute("UPDATE reviews SET state = ? WHERE id = ?", [state, review["id"]])
        if state == APPLIES:
            db.execute(_DECIDE, dict(review))
            holding += 1
    return holding


_DECIDE = """
UPDATE latest_findings SET rules_verdict = verdict, verdict = :verdict, reason = :reason,
  cause = '', decided_by = 'person', decided_until = :until, confidence = 1,
  days_overdue = CASE WHEN :verdict = 'overdue' THEN days_overdue END
WHERE urn = :urn AND requirement = :requirement
"""


def _state(db: sqlite_utils.Database, review: Mapping[str, Any]) -> str:
    finding = _finding(db, review["urn"], review["requirement"])
    if finding is None:
        return LAPSED
    if finding["checked_on"] > review["until"]:
        return EXPIRED
    bodies, texts = basis(db, finding)
    return APPLIES if review["bodies"] == bodies or review["texts"] == texts else LAPSED


def basis(db: sqlite_utils.Database, finding: Mapping[str, Any]) -> tuple[str, str]:
    """What a decision about a finding rests on: hashes over its documents' bytes and text.

    The documents are those of the requirement's kind that stand at the school, and the one
    that the finding quotes. A decision holds while either hash is the same: a web page's
    bytes differ from night to night, and a newer reader reads the same bytes differently.
    """
    bodies = [
        row[0]
        for row in db.execute(
            "SELECT sha256 FROM school_documents WHERE urn = ?1 AND is_current AND kind = ?2"
            " UNION SELECT ?3 WHERE ?3 IS NOT NULL ORDER BY 1",
            [finding["urn"], finding["document_kind"], finding["sha256"]],
        )
    ]
    texts = sorted(_text(db, sha256) for sha256 in bodies)
    return _hash("\n".join(bodies)), _hash("\n".join(texts))


def _text(db: sqlite_utils.Database, sha256: str) -> str:
    rows = db.execute(
        "SELECT heading || char(10) || text FROM passages WHERE sha256 = ? AND part = 'body'"
        " ORDER BY position",
        [sha256],
    )
    return _hash(" ".join(" ".join(row[0] for row in rows).split()))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _finding(db: sqlite_utils.Database, urn: int, requirement: str) -> Mapping[str, Any] | None:
    query = "SELECT * FROM latest_findings WHERE urn = ? AND requirement = ?"
    return next(iter(db.query(query, [urn, requirement])), None)
