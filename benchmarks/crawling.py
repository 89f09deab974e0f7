"""How well and how fast the crawler finds documents.

    python -m benchmarks.crawling finding [--schools 300] [--seed 7] [--unfamiliar]
    python -m benchmarks.crawling speed [--hosts 200]
    python -m benchmarks.crawling memory [--few 100] [--many 10000]

`finding` crawls the sample county twice and holds the captures against its written truth,
beside a breadth-first crawl of the same sites; with `--unfamiliar` the websites are those that were
written after the crawler. `speed` runs this crawler and a bare Scrapy
spider with LxmlLinkExtractor over the same pages, one after the other. `memory` compares the
peak memory of a small and a large batch.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import http.client
import json
import multiprocessing
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.batch import run_batch
from crawler.frontier import HUB
from crawler.jobs import write_job
from crawler.links import parse_page
from crawler.model import CaptureRecord, CrawlJob, Known, Target, VisitRecord
from crawler.recorder import read_lines
from crawler.register import read_register
from crawler.urls import key_of, looks_like_document, same_site, site_of

ROOT = Path(__file__).resolve().parents[1]
WANTED = {"report": "report", "policy": "SEN policy", "plan": "accessibility plan"}
SETTINGS: dict[str, str | int | float | bool] = {
    "allow_loopback": True,
    "delay": 0.0,
    "timeout": 30.0,
    "retry_pause": 0.1,
    "user_agent": "Sendwatch-benchmark/1",
}


def county_of(schools: int, seed: int, *, unfamiliar: bool) -> Any:
    """Build the sample county, of websites that the crawler was written for or of others."""
    from tests.sites.county import build_county
    from tests.sites.styles import STYLE_NAMES, UNFAMILIAR_NAMES

    today = dt.datetime.now(dt.UTC).date()
    styles = UNFAMILIAR_NAMES if unfamiliar else STYLE_NAMES
    return build_county(seed, schools, today=today, data=ROOT / "data" / "sample", styles=styles)


def finding(schools: int, seed: int, *, unfamiliar: bool = False) -> None:
    """Print what was found of what is there, in how many requests, and what a rerun moves."""
    from tests.sites.running import serve

    county = county_of(schools, seed, unfamiliar=unfamiliar)
    with tempfile.TemporaryDirectory() as folder, serve(county) as running:
        archive = Path(folder)
        register, written = running.write(archive)
        truth = json.loads(written.read_text())["schools"]
        targets = [
            Target(urn=school.urn, name=school.name, website=school.website)
            for school in read_register(register).schools
            if school.open and school.website
        ]
        first = _crawl(archive, "first", targets)
        breadth = _breadth_first(truth)
        second = _crawl(archive, "second", [_with_known(t, first) for t in targets])
    _report_found(truth, first)
    _report_requests(truth, first, breadth)
    _report_detours(first)
    moved = [sum(visit.transferred for visit in visits(run)) for run in (first, second)]
    print(f"Second night: {100 * moved[1] / moved[0]:.1f} % of the first night's bytes")


def _crawl(archive: Path, run: str, targets: list[Target]) -> list[CaptureRecord | VisitRecord]:
    job = CrawlJob(run=run, batch="b1", archive=str(archive), targets=targets, settings=SETTINGS)
    return read_lines(run_batch(job))


def visits(run: list[CaptureRecord | VisitRecord]) -> list[VisitRecord]:
    """The visits of a crawl."""
    return [line for line in run if isinstance(line, VisitRecord)]


def captures(run: list[CaptureRecord | VisitRecord]) -> list[CaptureRecord]:
    """The captures of a crawl."""
    return [line for line in run if isinstance(line, CaptureRecord)]


def _with_known(target: Target, run: list[CaptureRecord | VisitRecord]) -> Target:
    known = {
        capture.url: Known(
            etag=capture.etag,
            last_modified=capture.last_modified,
            sha256=capture.sha256,
            warc_file=capture.warc_file,
            warc_offset=capture.warc_offset,
            content_type=capture.content_type,
            document=capture.score >= 0.9 and capture.depth > 0,
        )
        for capture in captures(run)
        if capture.urn == target.urn and capture.sha256
    }
    return target.model_copy(update={"known": known})


def _addresses(school: dict[str, Any], key: str) -> set[str]:
    """The addresses at which a document of a school can be had, as page keys."""
    return {
        key_of(document["url"])
        for document in school["documents"]
        if document["key"] in (key, f"{key}-copy")
        and not document["old"]
        and not document["trouble"]
    }


def _report_found(truth: dict[str, Any], run: list[CaptureRecord | VisitRecord]) -> None:
    seen: dict[int, set[str]] = {}
    for capture in captures(run):
        if capture.outcome in ("ok", "not-modified"):
            seen.setdefault(capture.urn, set()).update(
                (key_of(capture.url), key_of(capture.final_url))
            )
    for key, label in WANTED.items():
        there = {
            int(urn): addresses
            for urn, school in truth.items()
            if school["reachable"] and (addresses := _addresses(school, key))
        }
        missed = sorted(urn for urn, addresses in there.items() if not addresses & seen[urn])
        share = 100 * (1 - len(missed) / len(there))
        print(f"{label}: {len(there) - len(missed)} of {len(there)} ({share:.1f} %)")
        for urn in missed[:10]:
            school = truth[str(urn)]
            print(f"    missed at {urn} {school['style']} {list(school['story'])}")
    ended: Counter[str] = Counter()
    for visit in visits(run):
        causes = truth[str(visit.urn)]["causes"]
        ended[
            "right"
            if (visit.outcome in causes if causes else visit.outcome == "done")
            else f"wrong ({visit.urn}: {visit.outcome}, not {causes or 'done'})"
        ] += 1
    print("Visit outcomes:", dict(ended))


def _report_requests(
    truth: dict[str, Any], run: list[CaptureRecord | VisitRecord], breadth: dict[int, int]
) -> None:
    ours = {v.urn: v.requests for v in visits(run) if truth[str(v.urn)]["reachable"]}
    for label, counts in (("best first", ours), ("breadth first", breadth)):
        numbers = sorted(counts.values())
        high = numbers[int(0.95 * (len(numbers) - 1))]
        middle = statistics.median(numbers)
        print(f"Requests per school, {label}: median {middle:g}, 95th percentile {high}")


def _report_detours(run: list[CaptureRecord | VisitRecord]) -> None:
    """Print how many pages led to no document: the most that a better order could save.

    Where something is missing the whole site is looked through whatever the order, so schools
    at which all was found are counted by themselves.
    """
    by_school: dict[int, list[CaptureRecord]] = {}
    for capture in captures(run):
        by_school.setdefault(capture.urn, []).append(capture)
    for label, complete in (("all found", True), ("something missing", False)):
        ends = [
            visit
            for visit in visits(run)
            if visit.outcome == "done" and visit.stopped_because.startswith("all found") is complete
        ]
        requests = sum(visit.requests for visit in ends)
        astray = [page for visit in ends for page in _astray(by_school[visit.urn])]
        places = sum(page.score >= HUB for page in astray)
        if requests:
            print(
                f"Pages that led to no document, {label} ({len(ends)} schools): {len(astray)} of"
                f" {requests} requests, {places} of them places where a better one would stand"
            )


def _astray(school: list[CaptureRecord]) -> list[CaptureRecord]:
    """Give a school's pages that neither are nor led to a document, however far."""
    by_key = {key_of(capture.final_url): capture for capture in school}
    useful: set[str] = set()
    for capture in school:
        step: CaptureRecord | None = capture if capture.score >= 0.7 and capture.sha256 else None
        while step is not None and key_of(step.final_url) not in useful:
            useful.add(key_of(step.final_url))
            step = by_key.get(key_of(step.found_on)) if step.found_on else None
    pages = [c for c in school if c.why not in ("robots.txt", "sitemap") and c.depth > 0]
    return [capture for capture in pages if key_of(capture.final_url) not in useful]


def _breadth_first(truth: dict[str, Any]) -> dict[int, int]:
    """Requests a breadth-first crawl makes at each school until all its documents are fetched."""
    return {
        int(urn): _breadth_first_at(school) for urn, school in truth.items() if school["reachable"]
    }


def _breadth_first_at(school: dict[str, Any], limit: int = 400) -> int:
    wanted = set().union(*(_addresses(school, key) for key in WANTED))
    start = school["address"]
    queue, seen, requests = deque([start]), {key_of(start)}, 0
    while queue and wanted and requests < limit:
        url = queue.popleft()
        requests += 1
        wanted.discard(key_of(url))
        body = _get(url)
        if looks_like_document(url) or b"<" not in body[:500]:
            continue
        for link in parse_page(body, url).links:
            own = same_site(link.url, {site_of(start)}) or looks_like_document(link.url)
            if own and key_of(link.url) not in seen:
                seen.add(key_of(link.url))
                queue.append(link.url)
    return requests


def _get(url: str) -> bytes:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("GET", target)
        response = connection.getresponse()
        if location := response.getheader("Location"):
            return f"<a href='{location}'>moved</a>".encode()
        return response.read()
    except OSError:
        return b""
    finally:
        connection.close()


PAGES = 8
"""Pages of each host in `speed` and `memory`."""


def _page(number: int) -> bytes:
    menu = "".join(f"<li><a href='/send-{n}'>SEND page {n}</a></li>" for n in range(PAGES))
    other = "".join(f"<li><a href='/news/{n}'>News item {n}</a></li>" for n in range(60))
    text = "<p>Our school has many classes and a large garden with trees.</p>" * 40
    return (
        f"<html><head><title>Page {number}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<h1>Page {number}</h1>{text}<ul>{other}</ul></body></html>"
    ).encode()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            path = request.split(b" ", 2)[1]
            match = re.fullmatch(rb"/(?:send-(\d+))?", path)
            body = _page(int(match[1] or 0)) if match else b"not here"
            status = b"200 OK" if match else b"404 Not Found"
            writer.write(
                b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s"
                % (status, len(body), body)
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _serve_everywhere(port: int, ready: Any) -> None:
    async def main() -> None:
        server = await asyncio.start_server(_answer, "0.0.0.0", port, backlog=4096)
        ready.set()
        await server.serve_forever()

    asyncio.run(main())


@contextmanager
def everywhere(port: int = 8765) -> Iterator[int]:
    """A server in a process of its own that answers at every loopback address."""
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_serve_everywhere, args=(port, ready), daemon=True)
    process.start()
    ready.wait(20)
    try:
        yield port
    finally:
        process.terminate()
        process.join()


def _hosts(count: int, port: int) -> list[str]:
    return [
        f"http://127.{80 + n // 62500}.{n // 250 % 250}.{n % 250 + 1}:{port}/" for n in range(count)
    ]


def _timed_crawl(hosts: list[str], archive: Path) -> tuple[int, float, int]:
    """Crawl in a subprocess; give requests, seconds and its peak memory in KiB."""
    job = CrawlJob(
        run="r",
        batch="b",
        archive=str(archive),
        targets=[Target(urn=n + 1, name="x", website=url) for n, url in enumerate(hosts)],
        settings={**SETTINGS, "readers": 0},
    )
    path = archive / "job.json"
    write_job(job, path)
    began = time.monotonic()
    script = (
        "import sys, resource; from crawler.__main__ import main; code = main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    seconds = time.monotonic() - began
    lines = (archive / "r" / "b.jsonl").read_text().splitlines()
    total = sum(json.loads(line)["requests"] for line in lines if '"visit"' in line)
    return total, seconds, int(done.stdout.split()[-1])


BARE = """
import sys, scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors.lxmlhtml import LxmlLinkExtractor
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = sys.argv[1:]
    links = LxmlLinkExtractor(allow=r"/send-")
    def parse(self, response):
        for link in self.links.extract_links(response):
            yield scrapy.Request(link.url)
process = CrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS": 100,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False})
crawler = process.create_crawler(Bare)
process.crawl(crawler)
process.start()
print(crawler.stats.get_value("downloader/request_count"))
"""


def speed(hosts: int) -> None:
    """Print pages a second of this crawler and of a bare spider over the same pages."""
    with everywhere() as port, tempfile.TemporaryDirectory() as folder:
        urls = _hosts(hosts, port)
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", BARE, *urls], check=True, capture_output=True, text=True
        )
        bare = int(done.stdout.split()[-1]) / (time.monotonic() - began)
        requests, seconds, _ = _timed_crawl(urls, Path(folder))
    ours = requests / seconds
    print(f"Bare spider with LxmlLinkExtractor: {bare:.0f} pages/s")
    print(
        f"This crawler, archive and record included: {ours:.0f} pages/s ({ours / bare:.2f} times)"
    )


def memory(few: int, many: int) -> None:
    """Print the peak memory of a small and of a large batch."""
    peaks = {}
    with everywhere() as port:
        for count in (few, many):
            with tempfile.TemporaryDirectory() as folder:
                requests, seconds, peak = _timed_crawl(_hosts(count, port), Path(folder))
            peaks[count] = peak / 1024
            print(
                f"{count} schools: {peaks[count]:.0f} MB at most, {requests / seconds:.0f} pages/s"
            )
    print(f"Growth: {peaks[many] - peaks[few]:.0f} MB")


def main() -> None:
    """Run the benchmark named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("finding")
    one.add_argument("--schools", type=int, default=300)
    one.add_argument("--seed", type=int, default=7)
    one.add_argument("--unfamiliar", action="store_true")
    two = commands.add_parser("speed")
    two.add_argument("--hosts", type=int, default=200)
    three = commands.add_parser("memory")
    three.add_argument("--few", type=int, default=100)
    three.add_argument("--many", type=int, default=10_000)
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    if options.command == "finding":
        finding(options.schools, options.seed, unfamiliar=options.unfamiliar)
    elif options.command == "speed":
        speed(options.hosts)
    else:
        memory(options.few, options.many)


if __name__ == "__main__":
    main()
