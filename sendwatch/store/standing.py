"""What stands at a school, put together from many nights' captures.

A full visit says which addresses there are; the nights after it look again at some of them.
At each address the last answer counts, except that a failure does not take away what stood
there before it is confirmed on a later night: a server has bad minutes, and a page that is
being edited is gone for an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlite_utils

from sendwatch.store.db import insert

CONFIRM_GONE = 2
"""Nights on which a site must say itself that an address is gone before it is believed."""

CONFIRM_FAILING = 5
"""Nights on which an address must fail in another way before what stood there is let go."""

GONE = ("http-404", "gone", "soft-404")
"""Outcomes by which the site itself says that nothing is there."""

_GONE_LIST = ", ".join(f"'{name}'" for name in GONE)

STANDING = f"""
WITH base AS (
  SELECT urn, max(run_id) AS run_id FROM visits
  WHERE outcome = 'done' AND reach = 'full' {{where}} GROUP BY urn
), answers AS (
  SELECT id, urn, url, sha256, outcome, nights, last_run_id,
    row_number() OVER (PARTITION BY urn, url ORDER BY last_run_id DESC, id DESC) AS latest,
    row_number() OVER (
      PARTITION BY urn, url, sha256 IS NULL ORDER BY last_run_id DESC, id DESC) AS latest_alike
  FROM captures WHERE TRUE {{where}}
), reached AS (
  SELECT urn, max(last_run_id) AS run_id FROM answers WHERE sha256 IS NOT NULL GROUP BY urn
)
SELECT body.id AS capture_id, body.urn, body.url, body.sha256
FROM answers body
JOIN answers last ON last.urn = body.urn AND last.url = body.url AND last.latest = 1
JOIN reached ON reached.urn = body.urn LEFT JOIN base ON base.urn = body.urn
WHERE body.sha256 IS NOT NULL AND body.latest_alike = 1
  AND last.last_run_id >= coalesce(base.run_id, reached.run_id)
  AND (last.id = body.id OR last.nights <
    CASE WHEN last.outcome IN ({_GONE_LIST}) THEN {CONFIRM_GONE} ELSE {CONFIRM_FAILING} END)
"""
"""One row for each address of a school where something stands.

`{{where}}` is put in twice: a condition on `urn` such as `AND urn = :urn`, or nothing.
"""


def of(where: str = "") -> str:
    """The query with a condition on `urn`."""
    return STANDING.format(where=where)


def stands(db: sqlite_utils.Database, urn: int, url: str) -> bool:
    """Whether something stands at an address, or at one that leads there."""
    query = (
        f"SELECT 1 FROM ({of('AND urn = :urn')}) s JOIN captures c ON c.id = s.capture_id"
        " WHERE :url IN (c.url, c.final_url)"
    )
    return db.execute(query, {"urn": urn, "url": url}).fetchone() is not None


def gone_since(db: sqlite_utils.Database, urn: int, url: str) -> str:
    """The night since which the site says that an address is gone, "" until that is sure."""
    row = db.execute(
        "SELECT c.outcome, c.nights, r.night FROM captures c JOIN runs r ON r.id = c.run_id"
        " WHERE c.urn = ?1 AND (c.url = ?2 OR c.url IN"
        " (SELECT url FROM captures WHERE urn = ?1 AND final_url = ?2))"
        " ORDER BY c.last_run_id DESC, c.id DESC LIMIT 1",
        (urn, url),
    ).fetchone()
    sure = row is not None and row[0] in GONE and row[1] >= CONFIRM_GONE
    return str(row[2]) if sure else ""


def take_in(
    db: sqlite_utils.Database, run_id: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Write one run's answers, each only where it differs from what earlier runs saw.

    Two answers are the same when the same content (or the same failure) came from the same
    address: then the earlier row says until when it was seen, so that a night on which
    nothing changed takes no room. Doing it twice changes nothing. Returns the new rows.
    """
    db.execute("CREATE TEMP TABLE incoming AS SELECT * FROM captures WHERE FALSE")
    insert(db, "incoming", columns, rows)
    db.execute(_AGAIN, {"run": run_id})
    db.execute(_EXTEND, {"run": run_id})
    names = ", ".join(f"[{name}]" for name in columns)
    new = db.execute(
        f"INSERT INTO captures ({names}) SELECT {names} FROM temp.incoming"
        " WHERE rowid NOT IN (SELECT new_id FROM temp.again) ORDER BY rowid ON CONFLICT DO NOTHING"
    )
    for table in ("again", "incoming"):
        db.execute(f"DROP TABLE temp.{table}")
    return new.rowcount


_AGAIN = """
CREATE TEMP TABLE again AS
SELECT n.rowid AS new_id, max(p.id) AS old_id, n.fetched_at, n.etag, n.last_modified
FROM temp.incoming n JOIN captures p ON p.urn = n.urn AND p.url = n.url AND p.run_id < n.run_id
  AND p.sha256 IS n.sha256 AND p.final_url = n.final_url
  AND (n.sha256 IS NOT NULL OR p.outcome = n.outcome)
WHERE p.last_run_id = (
  SELECT max(x.last_run_id) FROM captures x
  WHERE x.urn = n.urn AND x.url = n.url AND x.run_id < n.run_id)
GROUP BY n.rowid
"""

_EXTEND = """
UPDATE captures SET
  nights = nights + ((SELECT night FROM runs WHERE id = :run)
    > (SELECT night FROM runs WHERE id = captures.last_run_id)),
  last_run_id = :run, last_seen_at = a.fetched_at,
  etag = coalesce(nullif(a.etag, ''), captures.etag),
  last_modified = coalesce(nullif(a.last_modified, ''), captures.last_modified)
FROM temp.again a WHERE a.old_id = captures.id
"""
