"""Is what was fetched one of the documents? Asked of the extractors, in processes apart.

A broken file may hang a reader or crash it; the extractors' worker pool has limits for that.
When a file cannot be read now, the crawl goes on by what links say.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from extractors.limits import ReaderPool
from extractors.model import Kind

SECONDS = 20.0
"""For one file: less than the extract stage allows, which reads it again from the archive."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file was recognised as. `year` is when it says it was last brought up to date."""

    kind: Kind = "other"
    also: tuple[Kind, ...] = ()
    confidence: float = 0.0
    year: int | None = None
    problem: str = ""


class Lookers:
    """The reader processes of one crawl. `processes` 0 means that nothing is read."""

    def __init__(self, processes: int, seconds: float = SECONDS) -> None:
        self._pool = ReaderPool(processes, seconds=seconds) if processes else None
        self._room = asyncio.Semaphore(max(1, processes))

    async def look(self, body: bytes, url: str, filename: str, content_type: str) -> Look | None:
        """Say what a file is, or None where nothing is read."""
        if self._pool is None:
            return None
        async with self._room:
            reading = await asyncio.to_thread(
                self._pool.read, body, url=url, filename=filename, content_type=content_type
            )
        kind, date = reading.kind, reading.dates.document_date
        return Look(
            kind.kind,
            kind.also,
            kind.confidence,
            date.end.year if date else None,
            reading.document.problem or "",
        )

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.close()
