"""Is what was fetched one of the documents? Asked of the extractors, in processes apart.

A broken file may hang a reader or crash it; the extractors' worker pool has limits for that.
When a file cannot be read now, the crawl goes on by what links say.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from crawler.frontier import SURE, Found, Score
from crawler.urls import looks_like_document
from extractors.limits import ReaderPool
from extractors.model import Kind

SECONDS = 20.0
"""For one file: less than the extract stage allows, which reads it again from the archive."""
NAMED_IN_FULL = 0.85
UNNAMED = 0.55
"""What counts of a web page that reads like a document which neither link nor heading names."""
LIKELY = 0.6
"""How sure we are of a file that is named in full and that the reader could not place."""


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


def note_look(found: Found, seen: Look | None, promised: Score, year: int | None, url: str) -> None:
    """Add to what is `found` what a file was seen to be.

    `promised` is the score of the link to it and of its heading, `year` the edition that its
    names speak of; `seen` is None where it could not be read now.
    """
    if seen is None:
        # What its link promised is the best that is known.
        for kind, promise in promised.kinds.items():
            if promise >= SURE:
                found.add(kind, promise * 0.7, year)
        return
    if seen.problem:
        return
    is_file = looks_like_document(url)
    for kind in (seen.kind, *seen.also):
        # One page of a report may read like a plan: that must not end the search for the plan.
        named = is_file or kind in promised.kinds or kind == "local-offer"
        found.add(kind, seen.confidence if named else seen.confidence * UNNAMED, seen.year or year)
    if seen.kind == "other" and seen.confidence < 0.5 and is_file:
        # A file that its link and title name, only too thin for the reader to be sure.
        for kind, promise in promised.kinds.items():
            if promise >= NAMED_IN_FULL:
                found.add(kind, LIKELY, year)
