"""One school's visit, from the register's address to the end of the search."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import replace

from crawler import outcomes
from crawler.browser import Came
from crawler.embeds import is_container
from crawler.fetcher import Answer, Fetcher, name_of
from crawler.frontier import HUB, OFF_SITE, Candidate, Frontier, Score, score_link
from crawler.hops import (
    FILES_OF_A_VIEWER,
    home_variants,
    is_download,
    own_website,
    shown_files,
)
from crawler.links import Addresses, FoundLink, Page, parse_page
from crawler.logbook import Body, Logbook, Why
from crawler.model import VisitRecord
from crawler.reading import Lookers, note_look
from crawler.recognise import judge_document, judge_page, sniff
from crawler.revisit import GONE, NOTHING_NEW, has_news, known_candidate, to_look_at
from crawler.settings import CrawlSettings
from crawler.sitemaps import read_sitemaps
from crawler.urls import same_site, site_of

log = logging.getLogger(__name__)

FAILURES_IN_A_ROW = 3
"""Passing failures of the school's own server after which we leave it in peace."""
WORTH_READING = 0.3
"""A page or file of at least this promise is read to see whether it is a document."""
WORTH_NAMING = 0.4
"""A link of at least this promise that was not fetched is named in the record."""


class StopVisitError(Exception):
    """The visit ends here: the outcome's name and a few words on why."""

    def __init__(self, outcome: str, because: str) -> None:
        super().__init__(because)
        self.outcome, self.because = outcome, because


class Visit:
    """Searches one school. `run` never raises for what a website does."""

    start = "the school's website in the register"

    def __init__(
        self, logbook: Logbook, fetcher: Fetcher, lookers: Lookers, limits: CrawlSettings
    ) -> None:
        self._log = logbook
        self._fetcher = fetcher
        self._lookers = lookers
        self._limits = limits
        self._year = dt.datetime.now(dt.UTC).year
        self._frontier = Frontier(set(), self._year)
        self._fetched = 0
        self._addresses = Addresses()
        self._failures = 0
        self._waited = 0.0
        self._began = asyncio.get_running_loop().time()
        self._home = ""
        self._sitemaps_read = False
        self._judged = ""
        self._calls_for_more = False
        self._drawn = 0
        self._shelf: dict[str, Came] = {}

    async def run(self) -> VisitRecord:
        """Search the school and write its end."""
        try:
            await self._open()
            because = await self._search()
            visit = self._end(outcomes.DONE, because, finished=because in _FINISHED)
        except StopVisitError as stop:
            visit = self._end(stop.outcome, stop.because, finished=False)
        self._log.recorder.finish(visit)
        for site in {self._home, self._log.target.website} - {""}:
            self._fetcher.forget(site)
        return visit

    def _end(self, outcome: str, because: str, *, finished: bool) -> VisitRecord:
        left = max(0, self._limits.max_pages - self._fetched)
        visit = self._log.visit(outcome, because, finished, left)
        return visit.model_copy(update={"reach": "known" if because == NOTHING_NEW else "full"})

    async def _open(self) -> None:
        """Fetch the home page, under a variant of its address where that is what it takes."""
        outcome, because = "bad-address", "the website's address cannot be opened"
        for number, url in enumerate(home_variants(self._log.target.website)):
            if number and outcome not in _TRY_VARIANT:
                break
            self._frontier.sites.add(site_of(url))
            await self._record_robots(url)
            link = FoundLink(url, self._log.target.name, place="home")
            score = Score({}, HUB, 1.0, self.start, None, False)
            self._frontier.take(url)
            candidate = Candidate(url, score, link, "", 0, True)
            tried = await self._fetch(candidate, home=True)
            if tried == "ok":
                return
            if number == 0:
                outcome, because = tried, f"home page: {outcomes.OUTCOMES[tried].label}"
        raise StopVisitError(outcome, because)

    async def _record_robots(self, url: str) -> None:
        """Fetch the rules of a site first, and write down how that went."""
        try:
            await self._fetcher.resolve(url)
        except Exception:
            # The page's own fetch fails in the same way and is written down then.
            return
        _, answer = await self._fetcher.robots(url)
        if not self._log.has_seen(answer.url):
            outcome = "ok" if answer.status and answer.status < 300 else answer.outcome
            self._log.write(answer, outcome, Why(why="robots.txt"), counted=False)

    async def _search(self) -> str:
        if self._log.target.revisit and not await self._revisit():
            return NOTHING_NEW
        for url in self._log.known_documents():
            self._frontier.push(self._known(url))
        while True:
            self._stop_when_spent()
            candidate = self._frontier.pop(self._fetched)
            sure = candidate is not None and candidate.score.value >= HUB
            if not sure and self._frontier.found.missing and not self._sitemaps_read:
                if candidate is not None:
                    self._frontier.put_back(candidate)
                await self._read_sitemaps()
                continue
            if candidate is None:
                self._note_traps()
                return ALL_FOUND if not self._frontier.found.missing else NOTHING_LEFT
            if self._budget_spent():
                return self._note_budget(candidate)
            await self._fetch(candidate)

    async def _revisit(self) -> bool:
        """Look again at what is known, and say whether that calls for a full search."""
        for url in to_look_at(self._log.target.known):
            self._stop_when_spent()
            if self._frontier.take(url):
                outcome = await self._fetch(self._known(url))
                self._calls_for_more |= outcome in GONE
        return self._calls_for_more

    def _known(self, url: str) -> Candidate:
        own = same_site(url, self._frontier.sites)
        known = self._log.target.known[url]
        return known_candidate(url, known, own=own, this_year=self._year)

    def _compare(self, candidate: Candidate, body: Body, page: Page | None) -> None:
        if self._log.target.revisit:
            before = self._log.unchanged(candidate.url)
            self._calls_for_more |= has_news(before, body, page, self._limits, self._year)

    def _budget_spent(self) -> bool:
        return (
            self._fetched >= self._limits.max_pages
            or self._log.counts.transferred >= self._limits.max_school_bytes
        )

    def _stop_when_spent(self) -> None:
        elapsed = asyncio.get_running_loop().time() - self._began - self._waited
        if elapsed > self._limits.school_seconds:
            raise StopVisitError("too-slow", "time for this school spent")
        if self._failures >= FAILURES_IN_A_ROW:
            label = outcomes.OUTCOMES[self._judged].label
            raise StopVisitError(self._judged, f"{self._failures} failures in a row: {label}")

    def _note_budget(self, candidate: Candidate) -> str:
        unseen = [candidate, *self._frontier.rest(WORTH_NAMING)]
        for left in unseen[:20]:
            if left.score.value >= WORTH_NAMING:
                self._log.note(left.url, "budget", _why(left))
        self._note_traps()
        return BUDGET if unseen[0].score.value >= WORTH_NAMING else NOTHING_LEFT

    def _note_traps(self) -> None:
        for trap in self._frontier.traps:
            self._log.note(trap.url, "trap", _why(trap))
        self._frontier.traps.clear()

    async def _fetch(self, candidate: Candidate, *, home: bool = False) -> str:
        """Fetch one link, judge and record it, and follow what it leads to."""
        body = self._log.before(candidate.url)
        if body is None:
            outcome, body = await self._ask(candidate, home)
            self._count_failure(candidate, outcome)
        else:
            self._fetched += 1
            outcome = "ok"
        if body is None:
            return outcome
        await self._use(candidate, body, home)
        return "ok"

    async def _ask(self, candidate: Candidate, home: bool) -> tuple[str, Body | None]:
        url = candidate.url
        conditions = self._log.conditions(url)
        answer = await self._request(candidate, conditional=conditions is not None)
        kept = self._log.unchanged(url) if answer.outcome == "not-modified" else None
        if answer.outcome == "not-modified" and kept is None:
            answer = await self._request(candidate, conditional=False)
        outcome = answer.outcome
        if outcome in ("robots", "robots-unreachable") and not home:
            if candidate.score.value >= WORTH_NAMING:
                self._log.write(answer, outcome, _why(candidate))
            return outcome, None
        body = kept
        if outcome == "ok":
            outcome, body = self._judge(answer)
            if outcome == "script-only":
                answer, outcome, body = await self._draw(answer, body)
        elif outcome in ("forbidden", "server-error", "too-many-requests", "unauthorised"):
            outcome = self._judge_refusal(answer)
        self._log.write(answer, outcome, _why(candidate), kept)
        if answer.requests:
            self._fetched += 1
        return outcome, body if outcomes.has_body(outcome) else None

    async def _request(self, candidate: Candidate, *, conditional: bool) -> Answer:
        fewer = min(2, self._limits.tries)
        answer = await self._fetcher.fetch(
            candidate.url,
            referer=candidate.found_on,
            conditions=self._log.conditions(candidate.url) if conditional else None,
            tries=None if candidate.depth == 0 or candidate.score.names_wanted else fewer,
        )
        self._waited += answer.waited
        return answer

    def _judge(self, answer: Answer) -> tuple[str, Body]:
        content_type = answer.header("content-type")
        kind = sniff(answer.body, content_type)
        page = self._parse(answer.body, answer.final_url) if kind == "html" else None
        if page is not None:
            outcome = judge_page(page, answer.body, answer.url, answer.final_url)
        else:
            outcome = judge_document(answer.body, kind, answer.final_url, content_type)
        name = name_of(answer.final_url, answer)
        body = Body(answer.url, answer.final_url, answer.body, content_type, name, "", page)
        return outcome, body

    async def _draw(self, answer: Answer, body: Body) -> tuple[Answer, str, Body]:
        """Have a page drawn that has nothing to read without a browser, and judge it anew."""
        if self._drawn >= self._limits.browser_pages:
            answer.detail = f"{answer.detail}; no more pages are drawn here".lstrip("; ")
            return answer, "script-only", body
        self._drawn += 1
        answer = await self._fetcher.draw(answer, self._shelf)
        self._waited += answer.waited
        outcome, body = self._judge(answer)
        return answer, outcome, body

    def _parse(self, body: bytes, url: str) -> Page:
        return parse_page(
            body[: self._limits.max_html], url, self._limits.max_links, self._addresses
        )

    def _judge_refusal(self, answer: Answer) -> str:
        """Tell a firewall's challenge from a plain refusal: it says so on the page."""
        if sniff(answer.body, answer.header("content-type")) != "html":
            return answer.outcome
        page = self._parse(answer.body, answer.final_url)
        judged = judge_page(page, answer.body, answer.url, answer.final_url)
        return "blocked" if judged == "blocked" else answer.outcome

    def _count_failure(self, candidate: Candidate, outcome: str) -> None:
        if not candidate.own_site:
            return
        passing = not outcomes.is_permanent(outcome)
        self._failures = self._failures + 1 if passing else 0
        if passing:
            self._judged = outcome

    async def _use(self, candidate: Candidate, body: Body, home: bool) -> None:
        kind = sniff(body.content, body.content_type)
        fresh = self._frontier.take(body.final_url)
        if body.final_url != candidate.url and not fresh and not home:
            return
        if home:
            self._home = self._frontier.home = body.final_url
            self._frontier.sites.add(site_of(body.final_url))
        if kind != "html":
            self._compare(candidate, body, None)
            if kind not in ("image", "xml", "binary"):
                await self._look(candidate, body, candidate.score)
            return
        page = body.page or self._parse(body.content, body.final_url)
        self._compare(candidate, body, page)
        score = self._page_score(candidate, page, home)
        if max(score.value, *score.kinds.values(), 0.0) >= WORTH_READING and len(page.text) > 400:
            await self._look(candidate, body, score)
        self._follow(candidate, page, score)

    def _page_score(self, candidate: Candidate, page: Page, home: bool) -> Score:
        """Score the page by what it calls itself, beside what its link promised."""
        if home:
            return Score({}, 0.0, 0.0, "", None, False)
        link = FoundLink(page.url, page.heading or page.title)
        named = score_link(link, parent=None, own_site=True, this_year=self._year)
        kinds = {
            kind: max(named.kinds.get(kind, 0.0), candidate.score.kinds.get(kind, 0.0))
            for kind in {*named.kinds, *candidate.score.kinds}
        }
        hub = max(named.hub, candidate.score.hub)
        value = max(named.value, candidate.score.value)
        return candidate.score._replace(kinds=kinds, hub=hub, value=value)

    async def _look(self, candidate: Candidate, body: Body, score: Score) -> None:
        seen = await self._lookers.look(
            body.content, body.final_url, body.filename, body.content_type
        )
        note_look(self._frontier.found, seen, score, score.year, body.final_url)

    def _follow(self, candidate: Candidate, page: Page, score: Score) -> None:
        depth = candidate.depth + 1
        if page.refresh is not None:
            link = replace(candidate.link, url=page.refresh)
            own = same_site(page.refresh, self._frontier.sites)
            if own or candidate.depth == 0:
                self._frontier.sites.add(site_of(page.refresh))
                own = True
            self._frontier.push(
                Candidate(page.refresh, candidate.score, link, page.url, candidate.depth, own)
            )
        if candidate.depth == 0:
            elsewhere = own_website(page, self._log.target.name)
            if elsewhere is not None:
                self._move_to(elsewhere, page.url)
                return
        if same_site(page.url, self._frontier.sites) or is_container(page.url):
            for link in page.links:
                self._frontier.add(link, found_on=page.url, depth=depth, parent=score)
        else:
            self._follow_off_site(candidate, page)

    def _move_to(self, own: FoundLink, found_on: str) -> None:
        """Search the school's own website instead of the page that led there."""
        self._home = own.url
        self._frontier.sites.clear()
        self._frontier.sites.add(site_of(own.url))
        score = Score({}, HUB, 1.0, "the school's own website", None, False)
        self._frontier.push(Candidate(own.url, score, own, found_on, 0, True))

    def _follow_off_site(self, candidate: Candidate, page: Page) -> None:
        """Go from a page on another host to the file it shows, and no further.

        Such a page is a document store's viewer or a trust's page about one policy; what was
        promised by the link to the page is promised by the file on it.
        """
        promised = max(candidate.score.kinds.values(), default=0.0) >= OFF_SITE
        if not promised and candidate.link.place != "embed":
            return
        files = shown_files(page)
        for link in files[:FILES_OF_A_VIEWER]:
            named = score_link(link, parent=None, own_site=False, this_year=self._year)
            score = named if named.names_wanted else candidate.score
            if named.names_wanted or len(files) == 1 or is_download(link):
                depth = candidate.depth + 1
                self._frontier.push(Candidate(link.url, score, link, page.url, depth, False))

    async def _read_sitemaps(self) -> None:
        """Queue what the site's sitemaps list."""
        self._sitemaps_read = True
        lists = read_sitemaps(self._fetcher, self._home, self._frontier.sites, self._limits)
        async for answer, found in lists:
            self._waited += answer.waited
            self._log.write(answer, answer.outcome, Why(why="sitemap"), counted=False)
            self._log.counts.sitemaps += found is not None
            for page in found.pages if found else ():
                link = FoundLink(page, place="sitemap")
                self._frontier.add(link, found_on=answer.url, depth=1)


ALL_FOUND = "all found, and no better place left to look"
NOTHING_LEFT = "nothing left that promised more"
BUDGET = "budget spent"
_FINISHED = (ALL_FOUND, NOTHING_LEFT, NOTHING_NEW)
_TRY_VARIANT = frozenset(("dns", "refused", "timeout", "unreachable", "tls", "tls-name", "lost"))


def _why(candidate: Candidate) -> Why:
    link = candidate.link
    return Why(
        candidate.found_on,
        link.text,
        link.heading or link.near,
        candidate.score.value,
        candidate.score.why or f"{link.place} link",
        candidate.depth,
    )
