"""One document: its text as it was read, with what was recognised in it."""

from __future__ import annotations

import json
import sqlite3

from portal.data.rows import Row, first, rows
from portal.marks import marked
from sendwatch.store.people import ADDRESS, NAME, veil

DATE, PERSON = "a-date", "a-person"
"""Marks of what was recognised and is no requirement."""

QUOTED = """
SELECT f.requirement, f.title, f.quotation, min(f.urn) FROM latest_findings f
WHERE f.sha256 = ? AND f.quotation IS NOT NULL GROUP BY f.requirement, f.quotation
"""


def document(connection: sqlite3.Connection, sha256: str) -> Row | None:
    """Everything that the document's page shows, None for one that is not published.

    Names and e-mail addresses of staff are veiled.
    """
    found = first(connection, "SELECT * FROM documents WHERE sha256 = ?", [sha256])
    schools = rows(
        connection,
        "SELECT d.urn, s.name, d.url, d.first_seen, d.last_seen, d.is_current"
        " FROM school_documents d JOIN schools s ON s.urn = d.urn WHERE d.sha256 = ?"
        " ORDER BY s.name",
        [sha256],
    )
    if found is None or not schools:
        return None
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM contacts WHERE sha256 = ? AND name <> ''", [sha256]
        )
    ]
    quoted = rows(connection, QUOTED, [sha256])
    dates = [
        {**row, "as_written": veil(row["as_written"], names)}
        for row in rows(
            connection, "SELECT * FROM dates WHERE sha256 = ? ORDER BY position", [sha256]
        )
    ]
    recognised = [(row["as_written"], DATE) for row in dates]
    recognised += [(word, PERSON) for word in (NAME, ADDRESS)]
    return {
        "document": {
            **found,
            "title": veil(found["title"], names),
            "conflicts": [veil(line, names) for line in json.loads(found["conflicts"])],
            "reasons": json.loads(found["kind_reasons"]),
            "access": json.loads(found["access"]),
            "acronyms": json.loads(found["unexplained_acronyms"]),
        },
        "schools": schools,
        "dates": dates,
        "named": len(names),
        "passages": [
            _passage(row, names, quoted, recognised)
            for row in rows(
                connection,
                "SELECT position, part, heading, level, page, text, layout FROM passages"
                " WHERE sha256 = ? ORDER BY position",
                [sha256],
            )
        ],
    }


def copy(connection: sqlite3.Connection, sha256: str) -> Row | None:
    """Where a published document's bytes lie, None for a document that is not published."""
    return first(
        connection,
        "SELECT b.sha256, b.warc_file, b.warc_offset, d.format, d.url FROM bodies b"
        " JOIN school_documents d ON d.sha256 = b.sha256 WHERE b.sha256 = ? LIMIT 1",
        [sha256],
    )


def _passage(
    row: Row, names: list[str], quoted: list[Row], recognised: list[tuple[str, str]]
) -> Row:
    layout = json.loads(row["layout"])
    pairs = [(quote["quotation"], quote["requirement"]) for quote in quoted] + recognised
    lines = row["text"].split("\n") if layout else []
    blocks = [
        {"page": page, "kind": kind, "pieces": marked(veil(line, names), pairs)}
        for line, (page, kind) in zip(lines, layout, strict=True)
    ]
    marks = {piece.mark for block in blocks for piece in block["pieces"] if piece.mark}
    return {
        **row,
        "heading": veil(row["heading"], names),
        "blocks": blocks,
        "answers": [
            {"id": quote["requirement"], "title": quote["title"]}
            for quote in quoted
            if quote["requirement"] in marks
        ],
    }
