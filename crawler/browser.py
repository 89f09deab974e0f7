"""Pages that only a browser can show: drawn by the system's Chromium, fed by our own fetcher.

An optional extra (`pip install 'sendwatch[browser]'`). Chromium never touches the network: every
request that a page makes is taken from it, asked for by the fetcher (with robots.txt, the pause
per address, the checks against private networks, the archive) and handed back. What is not the
page's own, or a builder's script that it needs to show its text, is refused; so is everything
that sends or downloads. What comes out is the page's HTML after its scripts have run.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from crawler.settings import CrawlSettings
from crawler.urls import mend, same_site, site_of

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page as Tab
    from playwright.async_api import Playwright, Route, WebSocketRoute

log = logging.getLogger(__name__)

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
TABS = 4
"""Pages open at the same time in one process."""
QUIET = 0.5
"""Seconds without a request or a change of the text after which a page counts as drawn."""
HUNG = 5.0
"""Seconds after which a page that does not answer is given up."""
_POLL = 0.1
_TEXT_KINDS = frozenset(("document", "script", "xhr", "fetch"))
"""What a page's text may come from; pictures, styles, fonts and media are not fetched."""
_ARGUMENTS = (
    # A name that slips past the routing resolves to nothing, and media find no way out.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody listens at: where a request goes that was not taken from the page."""
_REFUSED = "aborted"
"""After another error than this, the page itself would give way to an error page."""
_NOT_HANDED_ON = frozenset(("content-encoding", "content-length", "transfer-encoding"))


class Came(Protocol):
    """What the browser needs of an answer of the fetcher."""

    outcome: str
    final_url: str
    status: int | None
    headers: list[tuple[str, str]]
    body: bytes
    transferred: int
    requests: int
    waited: float


@dataclass(slots=True)
class Drawn:
    """A page as it stands after its scripts have run, and what that took.

    `html` is "" where nothing came of it; `detail` says what was done, or why it was not.
    """

    html: str = ""
    final_url: str = ""
    detail: str = ""
    requests: int = 0
    transferred: int = 0
    waited: float = 0.0


def chromium() -> str | None:
    """Where a Chromium is installed (`SENDWATCH_CHROMIUM` goes first), None without one."""
    named = os.environ.get("SENDWATCH_CHROMIUM")
    candidates = (named,) if named else PROGRAMS
    return next((path for path in map(shutil.which, candidates) if path), None)


def missing() -> str:
    """Say in a few words what a browser is lacking on this machine, "" for nothing."""
    if find_spec("playwright") is None:
        return "the extra `browser` is not installed"
    return "" if chromium() else "no Chromium is installed"


class Browser:
    """One Chromium for a process, started when the first page needs it.

    `fetch` asks for one address as the crawler asks for all.
    """

    def __init__(self, fetch: Callable[[str], Awaitable[Came]], limits: CrawlSettings) -> None:
        self._fetch = fetch
        self._limits = limits
        self._missing = missing() if limits.browser_pages else "switched off"
        self._room = asyncio.Semaphore(TABS)
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None

    async def draw(self, answer: Came, shelf: dict[str, Came]) -> Drawn:
        """Draw the page of an answer that needs a browser. Never raises for what a page does.

        `shelf` keeps the scripts of one website from page to page, so that each is asked for
        once; it is changed.
        """
        if self._missing:
            return Drawn(detail=self._missing)
        began = asyncio.get_running_loop().time()
        async with self._room:
            queued = asyncio.get_running_loop().time() - began
            try:
                drawn = await self._draw(answer, shelf)
            except Exception as error:
                # Chromium died or hung, or cannot start: the page is as unread as before.
                log.warning("no browser for %s: %s", answer.final_url, error)
                drawn = Drawn(detail=f"the browser failed: {_first_line(error)}")
        drawn.waited += queued
        return drawn

    async def _draw(self, answer: Came, shelf: dict[str, Came]) -> Drawn:
        browser = await self._running()
        context = await browser.new_context(
            user_agent=self._limits.agent_header,
            locale="en-GB",
            accept_downloads=False,
            service_workers="block",
        )
        try:
            tab = await context.new_page()
            feed = _Feed(tab, answer, self._fetch, self._limits, shelf)
            await context.route("**/*", feed.serve)
            await context.route_web_socket("**/*", _close)
            await tab.goto(answer.final_url, wait_until="commit")
            await _settle(tab, feed, self._limits.browser_seconds)
            html = await asyncio.wait_for(tab.content(), HUNG)
            # A script can write half of a letter (UTF-16), which no encoding of a file has.
            html = html.encode(errors="replace").decode()
            url = _ended_at(tab.url, answer.final_url)
        finally:
            try:
                await asyncio.wait_for(context.close(), HUNG)
            except TimeoutError:
                # A script that never ends holds its tab; it must not go on behind our backs.
                await browser.close()
        detail = f"drawn in Chromium {browser.version} with {feed.requests} more requests"
        return Drawn(html, url, detail, feed.requests, feed.transferred, feed.waited)

    async def _running(self) -> Chromium:
        async with self._starting:
            if self._chromium is None or not self._chromium.is_connected():
                from playwright.async_api import async_playwright

                await self.close()
                self._playwright = await async_playwright().start()
                self._chromium = await self._playwright.chromium.launch(
                    executable_path=chromium(),
                    args=list(_ARGUMENTS),
                    proxy={"server": _NOWHERE, "bypass": "<-loopback>"},
                    # Chromium refuses its sandbox to the administrator only.
                    chromium_sandbox=os.geteuid() != 0,
                )
            return self._chromium

    async def close(self) -> None:
        """End the Chromium, where one was started."""
        with suppress(Exception):
            if self._chromium is not None:
                await self._chromium.close()
        with suppress(Exception):
            if self._playwright is not None:
                await self._playwright.stop()
        self._chromium = self._playwright = None


@dataclass
class _Feed:
    """Answers the requests of one page: its own from the fetcher, all others not at all.

    Without slots, because Playwright notes on it that `serve` is its handler.
    """

    tab: Tab
    page: Came
    fetch: Callable[[str], Awaitable[Came]]
    limits: CrawlSettings
    shelf: dict[str, Came]
    pending: int = 0
    requests: int = 0
    transferred: int = 0
    waited: float = 0.0
    _shown: bool = field(default=False)

    async def serve(self, route: Route) -> None:
        """Answer or refuse one request; called by Chromium's driver."""
        self.pending += 1
        try:
            answer = await self._answer(route)
            if answer is None or answer.status is None:
                await route.abort(_REFUSED)
                return
            await route.fulfill(
                status=answer.status,
                headers={
                    name: value
                    for name, value in answer.headers
                    if name.lower() not in _NOT_HANDED_ON
                },
                body=answer.body,
            )
        except Exception as error:
            # Most likely the tab was closed while we fetched, and nobody waits any more.
            log.debug("request of %s not answered: %s", self.page.final_url, error)
            with suppress(Exception):
                await route.abort(_REFUSED)
        finally:
            self.pending -= 1

    async def _answer(self, route: Route) -> Came | None:
        request = route.request
        if request.method != "GET" or request.resource_type not in _TEXT_KINDS:
            return None
        if request.is_navigation_request():
            if request.frame != self.tab.main_frame:
                # A frame is a link of its own to the crawler, and a new window is nothing.
                return None
            if not self._shown:
                self._shown = True
                return self.page
        if not may_load(request.url, self.page.final_url, request.resource_type, self.limits):
            return None
        if request.url not in self.shelf:
            if self.requests >= self.limits.browser_requests:
                return None
            self.requests += 1
            answer = await self.fetch(request.url)
            self.transferred += answer.transferred
            self.waited += answer.waited
            self.shelf[request.url] = answer
        return self.shelf[request.url]


def may_load(url: str, page: str, kind: str, limits: CrawlSettings) -> bool:
    """Whether a page may load an address: its own site's, or a builder's script."""
    if same_site(url, {site_of(page)}):
        return True
    host = (urlsplit(url).hostname or "").lower()
    builders = limits.browser_script_hosts.split()
    return kind == "script" and any(
        host == builder or host.endswith(f".{builder}") for builder in builders
    )


def _ended_at(shown: str, asked: str) -> str:
    """Give the address that the page calls its own by now, where that is on its own site."""
    url = mend(shown, asked)
    return url if url is not None and same_site(url, {site_of(asked)}) else asked


async def _close(socket: WebSocketRoute) -> None:
    await socket.close()


async def _settle(tab: Tab, feed: _Feed, seconds: float) -> None:
    """Wait until nothing is asked for and the text stands still, or the time is up."""
    loop = asyncio.get_running_loop()
    began = quiet_since = loop.time()
    length = -1
    while loop.time() - began < seconds + feed.waited:
        await asyncio.sleep(_POLL)
        now = await asyncio.wait_for(_length(tab), HUNG)
        if feed.pending or now != length:
            quiet_since, length = loop.time(), now
        elif loop.time() - quiet_since >= QUIET:
            return


async def _length(tab: Tab) -> int:
    """Give the length of a page's inner HTML, 0 while it moves on to another address."""
    try:
        return int(await tab.evaluate("document.body ? document.body.innerHTML.length : 0"))
    except Exception:
        if tab.is_closed():
            raise
        return 0


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
