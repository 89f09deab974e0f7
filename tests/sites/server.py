"""Serves a county on loopback: one address a host, one port, one event loop in one thread.

HTTP/1.1 with keep-alive, written on asyncio's streams: a whole web framework would hide what
the tests are about (connections that break, answers that trickle, validators, referers).
"""

from __future__ import annotations

import asyncio
import calendar
import email.utils
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from .model import Answer, Bind, Resource, Site

_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified",
            401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 410: "Gone",
            429: "Too Many Requests", 503: "Service Unavailable"}  # fmt: skip
_IDLE_S = 30.0
_CACHED_BYTES = 1_000_000


Spelling = tuple[str, tuple[tuple[str, str], ...]]
Index = dict[Spelling, Resource]


@dataclass(frozen=True, slots=True)
class Logged:
    """One request as the server saw it; `at` in seconds of a clock that only goes forward."""

    host: str
    path: str
    status: int
    at: float
    user_agent: str
    sent: int


@dataclass(slots=True)
class Request:
    """What came in: the target as sent, and headers with names in small letters."""

    method: str
    target: str
    headers: dict[str, str]


@dataclass(slots=True)
class Handler:
    """Answers the requests of one host and notes them in `log`.

    Answers are kept by their resource's identity; those without validators are made anew each
    time, since a trap's resources do not live long enough for that.
    """

    site: Site
    bind: Bind
    log: Callable[[Logged], None]
    cache: dict[int, tuple[Resource, Answer]] = field(default_factory=dict)
    index: Index = field(init=False)

    def __post_init__(self) -> None:
        keys = self.site.query_keys
        self.index = {spelling(path, keys): made for path, made in self.site.resources.items()}

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it is closed."""
        try:
            if self.site.fault == "garbage":
                await reader.read(4096)
                writer.write(b"220 mail.sampleshire.example.org ready\r\n")
                await writer.drain()
                return
            while (request := await _read(reader)) is not None:
                if not await self._serve(request, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            pass
        finally:
            writer.close()

    async def _serve(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; false when the connection is to be closed."""
        if self.site.fault == "lost":
            self._note(request, 0, 0)
            return False
        if self.site.fault == "timeout":
            self._note(request, 0, 0)
            await asyncio.sleep(3600)
            return False
        resource = find(self.site, self.index, request.target)
        answer = await self._answer(resource, request)
        head_only = request.method == "HEAD" or answer.status == 304
        data = _pack(answer, head_only)
        self._note(request, answer.status, len(data))
        if self.site.fault == "slow":
            await _trickle(writer, data)
            return False
        writer.write(data)
        await writer.drain()
        return request.headers.get("connection", "").lower() != "close"

    async def _answer(self, resource: Resource, request: Request) -> Answer:
        if resource.referer and not request.headers.get("referer"):
            return Answer(b"Referer needed", "text/plain", 403)
        if not resource.validators:
            return await asyncio.to_thread(resource.make, self.bind)
        _, made = self.cache.get(id(resource), (resource, None))
        if made is None:
            made = await asyncio.to_thread(self._make, resource)
        return made if made.status != 200 else _validated(made, resource, request)

    def make_ready(self) -> None:
        """Make every answer that is kept, so that no request waits for one to be written."""
        for resource in self.site.resources.values():
            if resource.validators and id(resource) not in self.cache:
                self._make(resource)

    def _make(self, resource: Resource) -> Answer:
        made = resource.make(self.bind)
        if len(made.body) < _CACHED_BYTES:
            self.cache[id(resource)] = resource, made
        return made

    def _note(self, request: Request, status: int, sent: int) -> None:
        agent = request.headers.get("user-agent", "")
        entry = Logged(self.site.host, request.target, status, time.monotonic(), agent, sent)
        self.log(entry)


def find(site: Site, index: Index, target: str) -> Resource:
    """Give the resource for a request target: by path and query, by path, by trap, or a 404."""
    if site.everything is not None:
        return site.everything
    path, query = spelling(target, site.query_keys)
    found = index.get((path, query)) or index.get((path, ()))
    if found is not None:
        return found
    for prefix, trap in site.traps.items():
        if path.startswith(prefix):
            return trap(target)
    return site.missing or _BARE_404


_BARE_404 = Resource(lambda bind: Answer(b"Not found", "text/plain", 404), validators=False)


def spelling(target: str, keys: tuple[str, ...]) -> Spelling:
    """Give path and query in one spelling: decoded, in order, only `keys` where there are any."""
    parts = urlsplit(target)
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    if keys:
        pairs = [pair for pair in pairs if pair[0] in keys]
    return unquote(parts.path), tuple(pairs)


def _validated(answer: Answer, resource: Resource, request: Request) -> Answer:
    """Add ETag and Last-Modified, or turn the answer into a 304."""
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
    headers = [("ETag", tag)]
    stamp = ""
    if resource.modified is not None:
        midnight = calendar.timegm(resource.modified.timetuple())
        stamp = email.utils.formatdate(midnight, usegmt=True)
        headers.append(("Last-Modified", stamp))
    wanted = request.headers.get("if-none-match")
    same = wanted == tag if wanted else stamp and request.headers.get("if-modified-since") == stamp
    if same:
        return Answer(b"", answer.content_type, 304, tuple(headers))
    return Answer(answer.body, answer.content_type, answer.status, (*answer.headers, *headers))


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """Read one request's head; None when the other side has gone or sent no HTTP."""
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_S)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) < 3 or words[0] not in ("GET", "HEAD"):
        return None
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines if ":" in line)
    }
    return Request(words[0], " ".join(words[1:-1]), headers)


def _pack(answer: Answer, head_only: bool) -> bytes:
    lines = [
        f"HTTP/1.1 {answer.status} {_REASONS.get(answer.status, 'Status')}",
        f"Content-Type: {answer.content_type}",
        f"Content-Length: {len(answer.body)}",
        "Server: sampleshire",
        *(f"{name}: {value}" for name, value in answer.headers),
    ]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
    return head if head_only else head + answer.body


async def _trickle(writer: asyncio.StreamWriter, data: bytes) -> None:
    """Send a few bytes a second, as an overloaded server does."""
    for start in range(0, len(data), 16):
        writer.write(data[start : start + 16])
        await writer.drain()
        await asyncio.sleep(1)
