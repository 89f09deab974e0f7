"""One authority's visit: find its Local Offer, read its pages, walk its directory.

Everything about fetching, manners, outcomes and the archive is the school visit's; this module
says only where to go. Where the address is not known, or no longer leads to a Local Offer, the
authority's own website is searched for it.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from crawler.fetcher import Answer, Fetcher
from crawler.frontier import Candidate
from crawler.links import FoundLink, Page
from crawler.logbook import Body, Logbook
from crawler.offer_frontier import FROM_SCHOOLS, OfferFrontier, Sort, is_offer_page, speaks_of_send
from crawler.reading import Lookers
from crawler.recognise import sniff
from crawler.settings import CrawlSettings
from crawler.urls import site_of
from crawler.visit import StopVisitError, Visit
from extractors.portal_html import read_choices, read_listing, session_ended
from extractors.portal_json import data_addresses, read_data
from extractors.portal_model import Entry, Listing, without_session

MOST_LINKS = 80
"""Addresses that schools' reports give for the Local Offer which are opened as well."""


class OfferVisit(Visit):
    """Searches one authority. `run` never raises for what a website does."""

    start = "the Local Offer's address, or the authority's website"

    def __init__(
        self, logbook: Logbook, fetcher: Fetcher, lookers: Lookers, limits: CrawlSettings
    ) -> None:
        super().__init__(logbook, fetcher, lookers, limits)
        self._council = logbook.target.council
        self._offers = OfferFrontier(dt.datetime.now(dt.UTC).year, self._council)
        self._frontier = self._offers

    @property
    def _searching(self) -> bool:
        """Whether the start is the council's website, on which the Local Offer is to be found."""
        return self._log.target.website == self._council

    async def _open(self) -> None:
        """Open the Local Offer, or the council's website where that does not lead to it."""
        try:
            await super()._open()
        except StopVisitError as stop:
            if self._searching or not self._council:
                raise
            self._offers.sites.clear()
            self._log.target = self._log.target.model_copy(update={"website": self._council})
            try:
                await super()._open()
            except StopVisitError:
                raise stop from None
        for url in self._log.target.links[:MOST_LINKS]:
            link = FoundLink(url, place="known")
            self._offers.queue("known", link, found_on="", depth=1, why=FROM_SCHOOLS)

    def _judge(self, answer: Answer) -> tuple[str, Body]:
        outcome, body = super()._judge(answer)
        if outcome == "script-only" and data_addresses(answer.body, answer.final_url):
            return "ok", body
        if outcome == "ok" and body.page is not None and session_ended(body.page.text):
            return "session", body
        return outcome, body

    async def _use(self, candidate: Candidate, body: Body, home: bool) -> None:
        fresh = self._frontier.take(body.final_url)
        if candidate.link.place == "known":
            return
        if body.final_url != candidate.url and not fresh and not home:
            return
        kind = sniff(body.content, body.content_type)
        if kind == "html":
            page = body.page or self._parse(body.content, body.final_url)
            self._place(candidate, page, home)
            self._follow_offer(candidate, page, body)
        elif home:
            raise StopVisitError("foreign", "the address leads to a file, not to a Local Offer")
        elif kind == "text":
            listing = read_data(body.content, body.final_url)
            if listing is not None:
                self._follow_listing(listing, body.final_url, candidate.depth)

    def _place(self, candidate: Candidate, page: Page, home: bool) -> None:
        """Note that this is the Local Offer, or stop where the address is somebody else's now."""
        if home:
            self._home = self._frontier.home = page.url
            self._frontier.sites.add(site_of(page.url))
            if not self._searching:
                if not speaks_of_send(page) and page.refresh is None:
                    raise StopVisitError("foreign", "the page has nothing to do with SEND")
                if self._is_front_page(page):
                    raise StopVisitError("foreign", "the address leads to the council's front page")
                self._offers.arrive(page.url)
        if not self._offers.offer and (is_offer_page(page) or self._has_left(candidate, page)):
            self._offers.arrive(page.url)
            self._home = page.url

    def _is_front_page(self, page: Page) -> bool:
        """Whether this is the council's own front page, where it has put its visitors since."""
        at_the_top = not urlsplit(page.url).path.strip("/") and not urlsplit(page.url).query
        is_councils = bool(self._council) and site_of(page.url) == site_of(self._council)
        return at_the_top and is_councils and not is_offer_page(page)

    def _has_left(self, candidate: Candidate, page: Page) -> bool:
        """Whether a link that said Local Offer led to another host that speaks of SEND."""
        return not candidate.own_site and candidate.depth > 0 and speaks_of_send(page)

    def _follow_offer(self, candidate: Candidate, page: Page, body: Body) -> None:
        depth = candidate.depth + 1
        if page.refresh is not None:
            moved = FoundLink(page.refresh, candidate.link.text, place=candidate.link.place)
            self._offers.queue("offer", moved, found_on=page.url, depth=depth, why="moved")
        inside = self._offers.in_scope(page.url) or self._listed(candidate)
        listing = read_listing(body.content, page.url) if inside else Listing()
        listed = {*listing.following, *(entry.url for entry in listing.entries)}
        if candidate.own_site or inside:
            for link in page.links:
                if without_session(link.url) not in listed:
                    self._frontier.add(link, found_on=page.url, depth=depth)
        if not inside:
            return
        self._follow_listing(listing, page.url, candidate.depth)
        for choice in read_choices(body.content, page.url):
            sort, bonus = self._offers.sort_of_choice(choice)
            link, why = FoundLink(choice.url, choice.label), f"search: {choice.label[:60]}"
            self._offers.queue(sort, link, found_on=page.url, depth=depth, why=why, bonus=bonus)
        for url in data_addresses(body.content, page.url):
            link = FoundLink(url, place="data")
            self._offers.queue(
                "data", link, found_on=page.url, depth=depth, why="data behind the page"
            )

    def _listed(self, candidate: Candidate) -> bool:
        """Whether a page outside the folder was reached from a page of the Local Offer."""
        return bool(candidate.found_on) and self._offers.in_scope(candidate.found_on)

    def _follow_listing(self, listing: Listing, url: str, depth: int) -> None:
        schools = sum(entry.like_a_school for entry in listing.entries)
        for entry in listing.entries:
            if not entry.whole:
                self._queue_entry(entry, url, depth + 1)
        sort_bonus = 0.05 if schools * 2 >= max(1, len(listing.entries)) else -0.15
        for following in listing.following if listing.entries else ():
            link = FoundLink(following, "further page", place="data")
            self._offers.queue(
                "list",
                link,
                found_on=url,
                depth=depth,
                why="further page of a list",
                bonus=sort_bonus,
            )

    def _queue_entry(self, entry: Entry, found_on: str, depth: int) -> None:
        link = FoundLink(entry.url, entry.name)
        sort: Sort = "school" if entry.like_a_school else "service"
        why = f"entry of the directory: {entry.name[:60]}"
        self._offers.queue(sort, link, found_on=found_on, depth=depth, why=why)
