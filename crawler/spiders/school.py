"""The spider: one process, many schools, each visited by a coroutine of its own."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy

from crawler import outcomes
from crawler.archive import ArchiveError
from crawler.fetcher import Fetcher
from crawler.jobs import JobFile
from crawler.logbook import Logbook
from crawler.model import Target
from crawler.reading import Lookers
from crawler.recorder import Recorder
from crawler.settings import CrawlSettings
from crawler.visit import Visit

log = logging.getLogger(__name__)


class SchoolSpider(scrapy.Spider):
    """Visits every school of a job that has no end on record yet.

    A visit decides its next request by what the last one brought, so requests are made in
    line (`engine.download_async`) and not queued: at any time at most `open_schools` wait,
    and nothing is kept of a school that is done.
    """

    name = "school"
    visit: type[Visit] = Visit

    def __init__(self, job: JobFile, recorder: Recorder, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job = job
        self.recorder = recorder
        self.failed: list[str] = []

    async def start(self) -> AsyncIterator[Any]:
        """Run all visits; yields no requests, because visits make their own."""
        await self._visit_all()
        requests: list[scrapy.Request] = []
        for request in requests:
            yield request

    async def _visit_all(self) -> None:
        limits = CrawlSettings.model_validate(self.job.batch.settings)
        fetcher = Fetcher(self.crawler, limits, self.recorder)
        lookers = Lookers(limits.readers)
        at_once = min(limits.open_schools, len(self.job.urns))
        waiting = self._waiting()
        workers = [
            asyncio.ensure_future(self._work(waiting, fetcher, lookers, limits))
            for _ in range(at_once)
        ]
        try:
            left = limits.stop_at - time.time() if limits.stop_at else None
            await asyncio.wait_for(asyncio.gather(*workers), left)
        except TimeoutError:
            log.warning("time is up: what is not finished is left for another night")
        except ArchiveError as error:
            self.failed.append(str(error))
        finally:
            for worker in workers:
                worker.cancel()
            lookers.close()
            await fetcher.close()

    def _waiting(self) -> Iterator[Target]:
        """Yield the schools that have no end on record yet, in order."""
        for target in self.job.targets():
            if target.urn not in self.recorder.earlier.done:
                yield target

    async def _work(
        self,
        waiting: Iterator[Target],
        fetcher: Fetcher,
        lookers: Lookers,
        limits: CrawlSettings,
    ) -> None:
        for target in waiting:
            earlier = self.recorder.earlier.captures.pop(target.urn, [])
            logbook = Logbook(target, self.recorder, fetcher, earlier)
            try:
                await self.visit(logbook, fetcher, lookers, limits).run()
            except ArchiveError:
                raise
            except Exception:
                # A fault of ours at one school is written down as such and stops no other.
                log.exception("visit to %s failed", target.urn)
                outcome = outcomes.OUTCOMES["crawler-error"]
                self.recorder.finish(logbook.visit(outcome.name, outcome.label, False, 0))
