"""Tiny web servers on loopback for the crawler's tests, and a crawl over them."""

from __future__ import annotations

import itertools
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from crawler.batch import run_batch
from crawler.jobs import write_job
from crawler.model import CaptureRecord, CrawlJob, Target, VisitRecord
from crawler.recorder import read_lines

FAST: dict[str, str | int | float | bool] = {
    "allow_loopback": True,
    "delay": 0.0,
    "retry_pause": 0.05,
    "timeout": 3.0,
    "user_agent": "Sendwatch-test/1",
    "contact": "https://example.org/robot",
}

_last_octet = itertools.count(1)


@dataclass
class Reply:
    """One answer. `delay` is seconds before it, `drip` seconds between two bytes."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    length: int | None = None


@dataclass
class Asked:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


Page = Reply | bytes | str | Callable[[Asked], Reply]


class Site:
    """A website: addresses and what they answer; everything else is a 404."""

    def __init__(
        self,
        pages: dict[str, Page],
        host: str = "",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.pages = pages
        self.asked: list[Asked] = []
        self.host = host or f"127.66.{next(_last_octet)}.1"
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle(self) -> None:
                # A client that gives up is what many of these tests are about.
                with suppress(OSError):
                    super().handle()

            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        ThreadingHTTPServer.daemon_threads = True
        self.server = ThreadingHTTPServer((self.host, port), Handler)
        if tls is not None:
            self.server.socket = tls.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        scheme = "http" if tls is None else "https"
        self.url = f"{scheme}://{self.host}:{self.server.server_port}/"
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(handler.path, dict(handler.headers), time.monotonic())
        self.asked.append(asked)
        page = self.pages.get(handler.path, Reply(b"<h1>404 Not Found</h1>", 404))
        if callable(page):
            page = page(asked)
        reply = page if isinstance(page, Reply) else Reply(_bytes(page))
        time.sleep(reply.delay)
        try:
            handler.send_response(reply.status)
            handler.send_header("Content-Type", reply.content_type)
            length = len(reply.body) if reply.length is None else reply.length
            if reply.status != 304:
                handler.send_header("Content-Length", str(length))
            for name, value in reply.headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            self._send(handler, reply)
        except OSError:
            handler.close_connection = True
        asked.ended = time.monotonic()

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if not reply.drip:
            handler.wfile.write(reply.body)
            return
        for byte in reply.body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(reply.drip)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def _bytes(page: bytes | str) -> bytes:
    return page.encode() if isinstance(page, str) else page


@contextmanager
def serving(*sites: dict[str, Page]) -> Iterator[list[Site]]:
    running = [Site(pages) for pages in sites]
    try:
        yield running
    finally:
        for site in running:
            site.close()


@dataclass
class Crawled:
    """What a crawl wrote."""

    lines: Path
    captures: list[CaptureRecord]
    visits: dict[int, VisitRecord]

    def of(self, ending: str) -> CaptureRecord:
        """The last capture whose address ends so."""
        return [capture for capture in self.captures if capture.url.endswith(ending)][-1]

    @property
    def outcomes(self) -> dict[str, str]:
        return {capture.url: capture.outcome for capture in self.captures}


def target(urn: int, website: str, **known: object) -> Target:
    return Target.model_validate(
        {"urn": urn, "name": f"Example School {urn}", "website": website, **known}
    )


def crawl(
    archive: Path, targets: list[Target], run: str = "night", batch: str = "b1", **settings: object
) -> Crawled:
    job = CrawlJob.model_validate(
        {
            "run": run,
            "batch": batch,
            "archive": str(archive),
            "targets": targets,
            "settings": {**FAST, **settings},
        }
    )
    return result(run_batch(job))


def result(lines: Path) -> Crawled:
    records = read_lines(lines)
    return Crawled(
        lines,
        [record for record in records if isinstance(record, CaptureRecord)],
        {record.urn: record for record in records if isinstance(record, VisitRecord)},
    )


def job_file(archive: Path, targets: list[Target], **settings: object) -> Path:
    path = archive / "job.json"
    job = CrawlJob.model_validate(
        {
            "run": "night",
            "batch": "b1",
            "archive": str(archive),
            "targets": targets,
            "settings": {**FAST, **settings},
        }
    )
    write_job(job, path)
    return path
