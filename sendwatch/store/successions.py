"""Which school took the place of which, from the register's links."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from sendwatch.store.errors import StoreError


@dataclass(frozen=True, slots=True)
class Link:
    """One school took another's place. `established` is the day as the register writes it."""

    urn: int
    successor: int
    established: str = ""


def read(path: Path) -> list[Link]:
    """Read a GIAS links extract (columns URN, LinkURN, LinkType, LinkEstablishedDate).

    Links that are no successions (a sixth form centre, an amalgamated site) are left out.
    Raises StoreError when the columns are not there.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    names = {name.strip().lower(): name for name in rows.fieldnames or ()}
    if not {"urn", "linkurn", "linktype"} <= set(names):
        raise StoreError(f"{path.name} has no columns URN, LinkURN and LinkType: is it GIAS links?")
    found = set[tuple[int, int, str]]()
    for row in rows:
        one, other = row[names["urn"]] or "", row[names["linkurn"]] or ""
        if not (one.strip().isdigit() and other.strip().isdigit()):
            continue
        kind = (row[names["linktype"]] or "").strip().lower()
        day = (row.get(names.get("linkestablisheddate", "")) or "").strip()
        if kind.startswith("successor"):
            found.add((int(one), int(other), day))
        elif kind.startswith("predecessor"):
            found.add((int(other), int(one), day))
    return [Link(*each) for each in sorted(found)]


def save(db: sqlite_utils.Database, links: Iterable[Link]) -> int:
    """Keep links; one that is there already is brought up to date. Returns how many."""
    rows = [(link.urn, link.successor, link.established) for link in links]
    with db.atomic():
        db.conn.executemany("INSERT OR REPLACE INTO successions VALUES (?, ?, ?)", rows)
    return len(rows)
