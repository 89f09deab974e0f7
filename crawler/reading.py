"""Is what was fetched one of the documents? Asked of the extractors, in processes apart.

A reader may be slow or crash on a broken file; neither may stop a crawl. So it runs in a
process of its own with a time limit, and when it fails the crawl goes on without an answer.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from extractors.model import Kind

log = logging.getLogger(__name__)

SECONDS = 20.0
"""For one file. The archive keeps it in any case, and the extract stage has its own limits."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file was recognised as. `year` is when it says it was last brought up to date."""

    kind: Kind = "other"
    also: tuple[Kind, ...] = ()
    confidence: float = 0.0
    year: int | None = None
    problem: str = ""


def look(body: bytes, url: str, filename: str, content_type: str) -> Look:
    """Read one file and say what it is. Runs in a reader's process."""
    from extractors.dates import read_dates
    from extractors.kinds import classify
    from extractors.read import read_document

    document = read_document(body, url=url, filename=filename, content_type=content_type)
    if document.problem is not None:
        return Look(problem=document.problem)
    kind = classify(document, url=url, filename=filename)
    if kind.kind == "other":
        return Look(confidence=kind.confidence)
    date = read_dates(document).document_date
    return Look(kind.kind, kind.also, kind.confidence, date.end.year if date else None)


class Lookers:
    """A few reader processes, started when first needed and replaced when they hang or die."""

    def __init__(self, processes: int, seconds: float = SECONDS) -> None:
        self._processes = processes
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None
        self._room = asyncio.Semaphore(max(1, processes))

    async def look(self, body: bytes, url: str, filename: str, content_type: str) -> Look | None:
        """Say what a file is, or None where that could not be found out in time."""
        if self._processes == 0:
            return None
        async with self._room:
            pool = self._pool = self._pool or self._start()
            job = pool.submit(look, body, url, filename, content_type)
            try:
                return await asyncio.wait_for(asyncio.wrap_future(job), self._seconds)
            except TimeoutError:
                log.warning("%s could not be read within %.0f s", url, self._seconds)
            except BrokenProcessPool:
                log.warning("the reader died over %s", url)
            except Exception:
                log.exception("the reader failed over %s", url)
                return None
            self._replace(pool)
            return None

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(self._processes, mp_context=context)

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        _stop(pool)

    def close(self) -> None:
        """End the processes, also those that still read."""
        if self._pool is not None:
            _stop(self._pool)
            self._pool = None


def _stop(pool: ProcessPoolExecutor) -> None:
    # shutdown() alone would wait for ever for a reader that hangs.
    workers = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.kill()
