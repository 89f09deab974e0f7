"""Local Offers: where they are."""

from __future__ import annotations

from collections.abc import Iterable

import sqlite_utils

from crawler.authorities import Authority
from sendwatch.store.db import upsert

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
