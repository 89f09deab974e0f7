"""Full-text search over what schools publish."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict

from portal.data.rows import Row, rows
from portal.marks import between
from sendwatch.store.people import veil

PAGE = 20
RANKED = 400
"""So many matches are ranked. FTS5's own bm25 first looks at every match of every word,
which takes seconds together for common words; counting the hits in these takes milliseconds."""

OPEN, CLOSE = "\x02", "\x03"

HITS = f"""
WITH hits AS MATERIALIZED (
  SELECT rowid AS id,
    length(highlight(passages_fts, 0, '{OPEN}', '')) - length(heading) AS in_heading,
    length(highlight(passages_fts, 1, '{OPEN}', '')) - length(text) AS in_text,
    length(text) AS size
  FROM passages_fts WHERE passages_fts MATCH :match LIMIT :ranked
), best AS MATERIALIZED (
  SELECT id, 4.0 * in_heading + in_text / (1 + size / 1000.0) AS closeness FROM hits
  ORDER BY closeness DESC, id LIMIT :limit OFFSET :offset
)
SELECT p.sha256, p.heading, p.page, d.kind, d.title, d.document_date, x.urn,
  s.name AS school, x.url, (SELECT count(*) FROM hits) AS ranked,
  (SELECT snippet(passages_fts, 1, '{OPEN}', '{CLOSE}', ' … ', 32) FROM passages_fts
   WHERE passages_fts MATCH :match AND rowid = best.id) AS snippet
FROM best JOIN passages p ON p.id = best.id JOIN documents d ON d.sha256 = p.sha256
JOIN school_documents x ON x.sha256 = p.sha256
  AND x.urn = (SELECT min(urn) FROM school_documents y WHERE y.sha256 = p.sha256)
JOIN schools s ON s.urn = x.urn
ORDER BY best.closeness DESC, best.id
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

    One row more than a page tells that there is another one. `ranked` says how many passages
    were compared: with RANKED there may be more that were not.
    """
    wanted = match(query)
    if not wanted:
        return []
    asked = {"match": wanted, "ranked": RANKED, "limit": PAGE + 1, "offset": (number - 1) * PAGE}
    found = rows(connection, HITS, asked)
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
