"""Requirements: the law's entries, so that a reader of the data can look them up."""

from __future__ import annotations

import json

import sqlite_utils

from checks.requirements import Law, Requirement
from sendwatch.store.db import upsert

TEXTS = (
    "title",
    "plain",
    "meaning",
    "citation",
    "url",
    "draft_2014",
    "code_2015",
    "basis",
    "what_counts",
    "what_does_not",
)
COLUMNS = (
    "id",
    "position",
    *TEXTS,
    "document_kind",
    "check_type",
    "parts",
    "in_force_from",
    "in_force_to",
    "verified_on",
    "verified_sure",
    "law_version",
)


def save(db: sqlite_utils.Database, law: Law) -> int:
    """Bring the table up to date with `law` and return how many requirements it has.

    A requirement that the law no longer holds stays, because old findings name it.
    """
    rows = [_row(position, entry, law.version) for position, entry in enumerate(law.requirements)]
    with db.atomic():
        upsert(db, "requirements", COLUMNS, rows, key=("id",))
    return len(rows)


def _row(position: int, entry: Requirement, version: str) -> tuple[object, ...]:
    return (
        entry.id,
        position,
        *(getattr(entry, name) for name in TEXTS),
        entry.about,
        entry.check.type,
        json.dumps(entry.parts),
        entry.in_force.since.isoformat(),
        entry.in_force.to.isoformat() if entry.in_force.to else None,
        entry.verified.on.isoformat(),
        entry.verified.sure,
        version,
    )
