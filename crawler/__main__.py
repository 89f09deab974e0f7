"""`python -m crawler JOB.json`: crawl one batch in this process.

Exit codes: 0 done, 2 the job cannot be understood, 3 the archive cannot be written, 4 stopped
from outside with schools left; the same job goes on from there.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from pydantic import ValidationError

from crawler.archive import ArchiveError
from crawler.jobs import JobError, JobFile
from crawler.recorder import Recorder
from crawler.settings import CrawlSettings, scrapy_settings

IDLE_SECONDS = 15
"""How long a connection is kept for a site's next request; longer than the usual pause."""


def main(arguments: list[str]) -> int:
    """Crawl the job in the named file and return the exit code."""
    if len(arguments) != 1:
        print("Usage: python -m crawler JOB.json", file=sys.stderr)
        return 2
    try:
        job = JobFile(Path(arguments[0]))
        limits = CrawlSettings.model_validate(job.batch.settings)
    except OSError as error:
        print(f"Cannot read {arguments[0]}: {error.strerror}.", file=sys.stderr)
        return 2
    except JobError as error:
        print(error, file=sys.stderr)
        return 2
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        print(f"{arguments[0]} is no crawl job: setting {where}: {first['msg']}.", file=sys.stderr)
        return 2
    try:
        batch, urns = job.batch, job.urns
        recorder = Recorder(Path(batch.archive), batch.run, batch.batch, limits.user_agent, urns)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 3
    _raise_file_limit()
    failed, stopped = crawl(job, limits, recorder)
    for sentence in failed:
        print(sentence, file=sys.stderr)
    left = len(urns - recorder.earlier.done)
    if failed:
        return 3
    if stopped and left:
        print(f"The crawl was stopped with {left} of {len(urns)} schools left.", file=sys.stderr)
        return 4
    return 0


def _raise_file_limit() -> None:
    """Allow as many open files as the system lets us: each open school holds a connection."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if most == resource.RLIM_INFINITY else min(most, 65_536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def crawl(job: JobFile, limits: CrawlSettings, recorder: Recorder) -> tuple[list[str], bool]:
    """Run the spider to its end.

    Returns sentences on what went wrong, [] when nothing did, and whether it was stopped from
    outside.
    """
    # Reader processes import this module too; they have no use for Scrapy.
    from scrapy.crawler import AsyncCrawlerProcess
    from twisted.web.client import HTTPConnectionPool

    from crawler.spiders.local_offer import LocalOfferSpider
    from crawler.spiders.school import SchoolSpider

    spider_class = LocalOfferSpider if job.batch.spider == "local-offer" else SchoolSpider
    # Twisted keeps idle connections for four minutes: thousands, where schools are soon done.
    HTTPConnectionPool.cachedConnectionTimeout = IDLE_SECONDS
    process = AsyncCrawlerProcess(scrapy_settings(limits))
    crawler = process.create_crawler(spider_class)
    process.crawl(crawler, job=job, recorder=recorder)
    try:
        process.start()
    finally:
        recorder.close()
    spider = crawler.spider
    if not isinstance(spider, SchoolSpider):
        return ["The crawler did not start."], False
    return spider.failed, crawler.stats.get_value("finish_reason") == "shutdown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
