"""One edition of a document and the one before it."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import Any

import sqlite_utils

from checks.differences import Difference, SentencePair
from extractors.model import Reading
from portal.data.rows import Row, first
from sendwatch.store import documents
from sendwatch.store.people import veil

BOTH = """
SELECT e.id, e.urn, s.name AS school, e.kind, e.sha256, e.url, e.first_night, e.document_date,
  e.moved, f.sha256 AS before_sha256, f.first_night AS before_first_night,
  f.last_night AS before_last_night, f.document_date AS before_document_date
FROM editions e JOIN editions f ON f.id = e.follows JOIN schools s ON s.urn = e.urn
WHERE e.id = ?
"""

AROUND = 1
"""Sentences that are the same and are still shown before and after a change."""


def both(connection: sqlite3.Connection, number: int) -> tuple[Row, Reading, Reading] | None:
    """An edition with its reading and that of the edition before it.

    None for an unknown number and for the first edition of a document.
    """
    found = first(connection, BOTH, [number])
    if found is None:
        return None
    store = sqlite_utils.Database(connection, execute_plugins=False)
    before = documents.load(store, found["before_sha256"])
    return found, before, documents.load(store, found["sha256"])


def dates(difference: Difference, before: Reading, after: Reading) -> tuple[str, str]:
    """What each edition says of its date, in its own words and without names of staff."""
    names = _names(before, after)
    claims = (difference.date_before, difference.date_after)
    first_words, second_words = (veil(claim.as_written, names) if claim else "" for claim in claims)
    return first_words, second_words


def shown(difference: Difference, before: Reading, after: Reading) -> list[dict[str, Any]]:
    """The pairs of sentences that a page shows, without names of staff.

    A run of sentences that are the same becomes one entry with their number as `skipped`,
    apart from those next to a change.
    """
    names = _names(before, after)
    made: list[dict[str, Any]] = []
    for same, group in groupby(difference.pairs, key=lambda pair: pair.wording == "same"):
        pairs = list(group)
        if not same or len(pairs) <= 2 * AROUND + 1:
            made += [_veiled(pair, names) for pair in pairs]
            continue
        made += [_veiled(pair, names) for pair in pairs[:AROUND]] if made else []
        made.append({"skipped": len(pairs) - 2 * AROUND})
        made += [_veiled(pair, names) for pair in pairs[-AROUND:]]
    return made


def _names(*readings: Reading) -> list[str]:
    return [contact.name for one in readings for contact in one.contacts if contact.name]


def _veiled(pair: SentencePair, names: list[str]) -> dict[str, Any]:
    return {
        "wording": pair.wording,
        "before": veil(pair.before, names),
        "after": veil(pair.after, names),
        "heading": veil(pair.heading, names),
    }
