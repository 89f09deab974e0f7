"""Full-text search over what schools publish."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict

from portal.data.rows import Row, rows
from portal.marks import between
from sendwatch.store.people import veil

PAGE = 20
RANKED = 1500
"""So many matches are ranked; ranking every match of a common word would take seconds."""

OPEN, CLOSE = "\x02", "\x03"

HITS = f"""
WITH hits AS (
  SELECT rowid, rank FROM passages_fts WHERE passages_fts MATCH :match LIMIT {RANKED}
), best AS (
  SELECT p.id, p.sha256, p.heading, p.page, hits.rank FROM hits
  JOIN passages p ON p.id = hits.rowid ORDER BY hits.rank LIMIT :limit OFFSET :offset
)
SELECT best.*, d.kind, d.title, d.document_date, x.urn, s.name AS school, x.url,
  (SELECT snippet(passages_fts, 1, '{OPEN}', '{CLOSE}', ' … ', 32) FROM passages_fts
   WHERE passages_fts MATCH :match AND rowid = best.id) AS snippet
FROM best JOIN documents d ON d.sha256 = best.sha256
JOIN school_documents x ON x.sha256 = best.sha256
  AND x.urn = (SELECT min(urn) FROM school_documents y WHERE y.sha256 = best.sha256)
JOIN schools s ON s.urn = x.urn
ORDER BY best.rank, best.id
"""


def match(query: str) -> str:
    """What a person typed as an FTS5 query: every word, and "phrases" in quotation marks.

    FTS5's own operators are words like any other here, so no query is a syntax error.
    """
    parts = re.findall(r'"([^"]*)"|(\S+)', query)
    terms = [re.sub(r"[^\w\s]", " ", phrase or word).strip() for phrase, word in parts]
    return " ".join(f'"{term}"' for term in terms if term)


def search(connection: sqlite3.Connection, query: str, number: int) -> list[Row]:
    """One page of passages that hold every word of `query`, the closest first.

    One row more than a page tells that there is another one.
    """
    wanted = match(query)
    if not wanted:
        return []
    found = rows(
        connection, HITS, {"match": wanted, "limit": PAGE + 1, "offset": (number - 1) * PAGE}
    )
    names = _names(connection, [row["sha256"] for row in found])
    for row in found:
        here = names[row["sha256"]]
        row["heading"] = veil(row["heading"], here)
        row["title"] = veil(row["title"], here)
        row["pieces"] = between(_veiled_snippet(row["snippet"], here), OPEN, CLOSE)
    return found


def _veiled_snippet(snippet: str, names: list[str]) -> str:
    """The snippet without names, also where a hit's mark stands inside one."""
    bare = snippet.replace(OPEN, "").replace(CLOSE, "")
    veiled = veil(bare, names)
    return snippet if veiled == bare else veiled


def _names(connection: sqlite3.Connection, bodies: list[str]) -> defaultdict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    marks = ", ".join("?" for _ in bodies)
    for sha256, name in connection.execute(
        f"SELECT sha256, name FROM contacts WHERE name <> '' AND sha256 IN ({marks})", bodies
    ):
        names[sha256].append(name)
    return names
