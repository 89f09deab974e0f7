"""One fetch, from an address to an answer that is archived and has a name.

Scrapy downloads; this module decides whether it may (safety, robots.txt), when (one request
at a time per address), follows redirects one by one so that each is checked and archived,
and tries again what may pass.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler import outcomes
from crawler.archive import Exchange, Headers, Original
from crawler.browser import Browser, Came
from crawler.failures import diagnose_tls, of_exception
from crawler.gate import Gate
from crawler.robots import Robots, agent_token, from_answer, from_failure
from crawler.safety import Ipv6OnlyError, UnsafeAddressError, resolve
from crawler.settings import CrawlSettings
from crawler.urls import mend

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.recorder import Recorder

log = logging.getLogger(__name__)

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_UNREACHABLE_SECONDS = 600.0
"""How long a robots.txt that did not load stands for all who come by the same host."""
_FOREIGN_ROBOTS = 2000
"""Origins whose robots.txt is remembered; vendors' storage hosts serve many schools."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Validators for a conditional request, and where the body they vouch for lies."""

    etag: str = ""
    last_modified: str = ""
    original: Original | None = None
    warc_file: str = ""
    warc_offset: int = 0

    def headers(self) -> dict[str, str]:
        """Give the request headers that ask for the body only if it changed."""
        headers = {}
        if self.etag:
            headers["If-None-Match"] = self.etag
        if self.last_modified:
            headers["If-Modified-Since"] = self.last_modified
        return headers


@dataclass(slots=True)
class Answer:
    """How one fetch ended. `body` is "" unless something came, whatever its outcome."""

    url: str
    final_url: str
    outcome: str
    at: str
    status: int | None = None
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    transferred: int = 0
    warc_file: str = ""
    warc_offset: int = 0
    detail: str = ""
    retry_after: float | None = None
    exchange: Exchange | None = None
    requests: int = 0
    waited: float = 0.0

    def header(self, name: str) -> str:
        """Give a response header, "" where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def filename(self) -> str:
        """The name from Content-Disposition, "" where there is none."""
        message = Message()
        message["Content-Disposition"] = self.header("content-disposition")
        try:
            name = message.get_filename() or ""
        except Exception:
            # The header may name any codec and number its parts anyhow, and each error is another.
            return ""
        # What is no text in any encoding could not be written down.
        name = name.encode(errors="replace").decode()
        return name.replace("\\", "/").rpartition("/")[2][:200]


class Fetcher:
    """Fetches for all schools of a process."""

    def __init__(self, crawler: Crawler, limits: CrawlSettings, recorder: Recorder) -> None:
        self._crawler = crawler
        self._limits = limits
        self._recorder = recorder
        self._gate = Gate(limits.shared_by, limits.shared_delay)
        self._robots: dict[str, asyncio.Task[tuple[Robots, Answer]]] = {}
        self._agent = agent_token(limits.user_agent)
        self._browser = Browser(self._for_a_page, limits)

    async def fetch(
        self,
        url: str,
        *,
        referer: str = "",
        conditions: Conditions | None = None,
        obey_robots: bool = True,
        tries: int | None = None,
        max_body: int | None = None,
    ) -> Answer:
        """Fetch one address, following redirects and trying again what may pass.

        Never raises for anything that a website does. The answer's body is archived by
        `keep`, which the caller calls once it has judged the content.
        """
        tries, pause = tries or self._limits.tries, self._limits.retry_pause
        requests, waited = 0, 0.0
        for attempt in range(1, tries + 1):
            answer = await self._follow(url, referer, conditions, obey_robots, max_body)
            requests, waited = requests + answer.requests, waited + answer.waited
            if attempt > 1:
                answer.detail = f"{answer.detail}; {attempt} tries".lstrip("; ")
            answer.requests, answer.waited = requests, waited
            if outcomes.is_permanent(answer.outcome) or attempt == tries or not answer.requests:
                break
            wait = pause if answer.retry_after is None else answer.retry_after
            if wait > self._limits.max_retry_after:
                break
            await asyncio.sleep(wait)
            pause *= 2
        return answer

    async def _follow(
        self,
        url: str,
        referer: str,
        conditions: Conditions | None,
        obey_robots: bool,
        max_body: int | None,
    ) -> Answer:
        current, seen, requests, waited = url, {url}, 0, 0.0
        while True:
            answer = await self._once(current, referer, conditions, obey_robots, max_body)
            requests, waited = requests + answer.requests, waited + answer.waited
            answer.requests, answer.waited, answer.url = requests, waited, url
            target = self._redirect_target(answer)
            if target is None:
                return answer
            self.keep(answer, None)
            if target in seen or len(seen) > self._limits.max_redirects:
                return replace(answer, outcome="redirect-loop", detail=f"back to {target}")
            seen.add(target)
            current, conditions = target, None

    def _redirect_target(self, answer: Answer) -> str | None:
        location = answer.header("location")
        if answer.status not in _REDIRECTS or not location:
            return None
        return mend(location, answer.final_url)

    async def _once(
        self,
        url: str,
        referer: str,
        conditions: Conditions | None,
        obey_robots: bool,
        max_body: int | None,
    ) -> Answer:
        """One request to one address, with permission, in its turn."""
        now = _now()
        try:
            address = await self.resolve(url)
        except Exception as error:
            return Answer(url, url, of_exception(error), now, detail=_detail(error))
        pause = self._limits.delay
        if obey_robots:
            robots, _ = await self.robots(url)
            if not robots.allows(url, self._agent):
                outcome = robots.unreachable or "robots"
                why = "its robots.txt did not load" if robots.unreachable else "by its robots.txt"
                return Answer(url, url, outcome, now, detail=why)
            asked = robots.crawl_delay(self._agent)
            if asked > self._limits.max_crawl_delay:
                return Answer(url, url, "robots", now, detail=f"Crawl-delay of {asked:.0f} s")
            pause = max(pause, asked)
        loop = asyncio.get_running_loop()
        queued = loop.time()
        async with self._gate.turn_for(urlsplit(url).hostname or "", address, pause):
            waited = loop.time() - queued
            answer = await self._download(url, referer, conditions, address, max_body)
            if answer.retry_after is not None:
                limit = self._limits.max_retry_after
                self._gate.hold(address, min(answer.retry_after, limit))
        answer.requests, answer.waited = 1, waited
        return answer

    async def _download(
        self,
        url: str,
        referer: str,
        conditions: Conditions | None,
        address: str,
        max_body: int | None,
    ) -> Answer:
        headers = dict(conditions.headers()) if conditions else {}
        if referer and (referer.startswith("http:") or url.startswith("https:")):
            headers["Referer"] = referer
        meta: dict[str, Any] = {"download_slot": address, "download_timeout": self._limits.timeout}
        if max_body:
            meta["download_maxsize"] = max_body
        request = Request(url, headers=headers, meta=meta)
        at = _now()
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:
            outcome = await self._name_failure(error, request, address)
            return Answer(url, url, outcome, at, detail=_detail(error))
        return self._answered(request, response, at, address)

    async def _name_failure(self, error: Exception, request: Request, address: str) -> str:
        url = request.url
        outcome = of_exception(error)
        if outcome == "crawler-error":
            log.exception("unforeseen failure at %s", url, exc_info=error)
        if outcome == "timeout" and "download_latency" in request.meta:
            # Scrapy notes the latency when the headers are there: only the body took too long.
            return "too-slow"
        if outcome not in ("tls", "timeout") or not url.startswith("https:"):
            return outcome
        parts = urlsplit(url)
        seconds = min(10.0, self._limits.timeout)
        host, port = parts.hostname or "", parts.port or 443
        return await asyncio.to_thread(diagnose_tls, host, port, address, seconds) or outcome

    def _answered(self, request: Request, response: Response, at: str, address: str) -> Answer:
        headers = _headers(response.headers)
        answer = Answer(
            request.url,
            response.url,
            outcomes.of_status(response.status),
            at,
            status=response.status,
            headers=headers,
            body=response.body,
            transferred=request.meta.get("transferred", len(response.body)),
        )
        if "partial" in response.flags or "dataloss" in response.flags:
            answer.detail = "the answer broke off"
        if answer.status in (429, 503):
            answer.retry_after = retry_after(answer.header("retry-after"))
        answer.exchange = Exchange(
            url=response.url,
            date=at,
            status=response.status,
            reason=_reason(response.status),
            request_headers=_headers(request.headers),
            response_headers=headers,
            body=response.body,
            ip_address=address,
        )
        return answer

    def keep(self, answer: Answer, original: Original | None) -> None:
        """Archive an answer; `original` where its body is kept already."""
        if answer.exchange is not None and not (answer.exchange.drawn and original):
            answer.warc_offset = self._recorder.exchange(answer.exchange, original)
            answer.warc_file = self._recorder.warc_file

    async def draw(self, answer: Answer, shelf: dict[str, Came]) -> Answer:
        """Give a page as a browser shows it, or the answer itself with what was lacking.

        The answer is archived as it came. `shelf` holds what the pages of one website have in
        common; counts are those of both, `waited` that of the drawing alone.
        """
        self.keep(answer, None)
        drawn = await self._browser.draw(answer, shelf)
        answer = replace(
            answer,
            detail="; ".join(filter(None, (answer.detail, drawn.detail))),
            requests=answer.requests + drawn.requests,
            transferred=answer.transferred + drawn.transferred,
            waited=drawn.waited,
        )
        if not drawn.html or answer.exchange is None:
            return answer
        body = drawn.html.encode()
        return replace(
            answer,
            final_url=drawn.final_url,
            headers=[("Content-Type", "text/html; charset=utf-8")],
            body=body,
            exchange=replace(answer.exchange, url=drawn.final_url, body=body, drawn=True),
            warc_file="",
        )

    async def _for_a_page(self, url: str) -> Answer:
        """Ask for a script or data that a page in the browser needs."""
        answer = await self.fetch(url, tries=1, max_body=self._limits.max_html)
        self.keep(answer, None)
        return answer

    async def close(self) -> None:
        """End the browser, where one was started."""
        await self._browser.close()

    async def resolve(self, url: str) -> str:
        """Give the one IP address that a URL's host stands for; raises where it must not be."""
        return await resolve(url, allow_loopback=self._limits.allow_loopback)

    async def robots(self, url: str) -> tuple[Robots, Answer]:
        """Give the rules of an address's origin and how they were fetched, once for all."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            if len(self._robots) >= _FOREIGN_ROBOTS:
                del self._robots[next(iter(self._robots))]
            self._robots[origin] = asyncio.ensure_future(self._fetch_robots(origin))
        return await asyncio.shield(self._robots[origin])

    async def _fetch_robots(self, origin: str) -> tuple[Robots, Answer]:
        tries = min(2, self._limits.tries)
        answer = await self.fetch(f"{origin}/robots.txt", obey_robots=False, tries=tries)
        self.keep(answer, None)
        if answer.status is None:
            robots = from_failure(answer.outcome)
        else:
            robots = from_answer(answer.status, answer.body)
        if robots.unreachable:
            # Another school may come by the same host later in the night.
            loop = asyncio.get_running_loop()
            loop.call_later(_UNREACHABLE_SECONDS, self._robots.pop, origin, None)
        return robots, answer

    def forget(self, url: str) -> None:
        """Drop what is remembered of a site, once its school is done."""
        with suppress(ValueError):
            parts = urlsplit(url)
            self._robots.pop(f"{parts.scheme}://{parts.netloc}", None)


def retry_after(value: str) -> float | None:
    """Read a Retry-After header, seconds or a date; None where it says nothing usable."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())


def name_of(url: str, answer: Answer) -> str:
    """Give the file name a reader should see: from the headers, else from the address."""
    return answer.filename or unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]


def _headers(headers: Any) -> Headers:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _detail(error: BaseException) -> str:
    if isinstance(error, UnsafeAddressError | Ipv6OnlyError):
        return str(error)
    return f"{type(error).__name__}: {error}"[:300]


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
