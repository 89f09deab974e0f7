"""The nights between two full searches: look again at what is known, and only there.

A visit that only looks again asks for the documents, for the pages that led to them and for
the places where a better one would stand. Where something there has changed in a way that
may mean a new or a lost document, the whole site is searched in the same visit.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.archive import sha256_of
from crawler.frontier import HUB, SURE, WANTED, Candidate, Score, edition_year, score_link
from crawler.links import FoundLink, Page, parse_page
from crawler.logbook import Body
from crawler.model import Known
from crawler.settings import CrawlSettings
from crawler.urls import key_of

GONE = frozenset(("http-404", "gone", "soft-404", "sign-in", "wrong-content"))
"""Outcomes by which an address that held something no longer does."""

PROMISING = 0.3
"""A new link of at least this promise calls for a search of the whole site."""

NOTHING_NEW = "nothing new where it was looked again"

_NOT_PAGES = ("robots.txt", "sitemap")


def to_look_at(known: Mapping[str, Known]) -> list[str]:
    """Give the addresses worth a request every night, the documents first."""
    documents = [url for url, each in known.items() if each.document]
    quoted = [url for url, each in known.items() if each.quoted and not each.document]
    led_there = {key_of(known[url].found_on) for url in documents if known[url].found_on}
    places = [
        url
        for url, each in known.items()
        if not each.document
        and not each.quoted
        and each.why not in _NOT_PAGES
        and (each.score >= HUB or key_of(url) in led_there)
    ]
    return documents + quoted + places


def known_candidate(url: str, known: Known, *, own: bool, this_year: int) -> Candidate:
    """Give a known address with what is remembered of how it was reached and what it held.

    Without that a later search would trust less what stands there than the first one did, and
    go on through pages that the first one had no need of.
    """
    link = FoundLink(url, known.anchor, near=known.near, place="known")
    kinds = dict.fromkeys((kind for kind in known.kinds if kind in WANTED), SURE)
    counts = known.document or known.quoted
    value = 0.99 if counts else known.score
    year = edition_year(f"{known.anchor} {known.why} {url}", this_year)
    # A search that has found everything leaves out all but hubs: what counts must not be lost.
    hub = HUB if counts else 0.0
    score = Score(kinds, hub, value, known.why or "held a document", year, False)
    return Candidate(url, score, link, known.found_on, max(known.depth, 1), own)


def has_news(
    before: Body | None, now: Body, page: Page | None, limits: CrawlSettings, year: int
) -> bool:
    """Whether what came calls for a search of the whole site.

    `before` is what stood at the address on an earlier night (None for nothing known),
    `page` what came, parsed, or None for a file. A page calls for more when it has a link
    that it did not have and that promises a document; its other words may change every night.
    """
    if before is not None and before.sha256 == sha256_of(now.content):
        return False
    if page is None or before is None:
        return before is not None or page is not None
    old = parse_page(before.content[: limits.max_html], now.final_url, limits.max_links)
    had = {key_of(link.url) for link in old.links}
    return any(
        _is_promising(score_link(link, parent=None, own_site=True, this_year=year))
        for link in page.links
        if key_of(link.url) not in had
    )


def _is_promising(score: Score) -> bool:
    return score.names_wanted or score.hub >= HUB or score.value >= PROMISING
