"""What a ready-made question can be asked about, by name instead of by code."""

from __future__ import annotations

from portal.web import Datasette, ask

QUERIES = {
    "la_code": "SELECT code, name FROM authorities ORDER BY name",
    "requirement": "SELECT id, title FROM requirements ORDER BY position",
}
"""Parameters of ready-made questions that are chosen from a list."""


async def of_parameter(datasette: Datasette, name: str) -> list[tuple[str, str]]:
    """Pairs of value and text to choose from; none where anything may be typed."""
    query = QUERIES.get(name)
    if query is None:
        return []
    return await ask(datasette, lambda connection: connection.execute(query).fetchall())
