"""Which address of a Local Offer next: the pages that the law asks for, then lists, then entries.

Pure: no network, no clock. A Local Offer is part prose and part directory; each kind of
address has an allowance of its own, so that thousands of listings leave room for the prose
and prose leaves room for the schools.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import yaml

from crawler.frontier import Candidate, Frontier, Score
from crawler.links import FoundLink, Page, says_little
from crawler.settings import MIB
from crawler.urls import key_of, looks_like_document, same_site, site_of, slug_of
from extractors.portal_model import Choice, is_school_like

Sort = Literal["offer", "topic", "list", "data", "school", "service", "other", "way", "known"]

ALLOWANCES: dict[Sort, int] = {
    "offer": 30,
    "topic": 160,
    "list": 250,
    "data": 250,
    "service": 300,
    "other": 60,
    "way": 40,
    "known": 80,
}
"""Pages of each sort that are fetched of one Local Offer; schools' entries as the budget allows."""

BUDGET: dict[str, str | int | float | bool] = {
    "max_pages": 1400,
    "max_school_bytes": 300 * MIB,
    "school_seconds": 4 * 3600.0,
    "max_sitemaps": 2,
    "readers": 0,
}
"""What one Local Offer may take in a night, in place of a school's budget. At the usual pause
of two seconds 1,400 pages take three quarters of an hour."""

VALUES: dict[Sort, float] = {
    "offer": 0.95,
    "known": 0.9,
    "topic": 0.85,
    "data": 0.82,
    "list": 0.75,
    "school": 0.7,
    "way": 0.55,
    "service": 0.45,
    "other": 0.35,
}
LEAST = 0.3
FROM_SCHOOLS = "schools' reports give this address"
"""Why an address was opened that is no part of the search for the Local Offer."""


@dataclass(frozen=True, slots=True)
class OfferWords:
    """Compiled patterns of `offer_words.yml`."""

    offer: re.Pattern[str]
    way: re.Pattern[str]
    topics: re.Pattern[str]
    lists: re.Pattern[str]
    useless: re.Pattern[str]


@cache
def offer_words() -> OfferWords:
    """Load the word lists; raises when the file is not as its comments say."""
    lists = yaml.safe_load(Path(__file__).with_name("offer_words.yml").read_text(encoding="utf-8"))
    return OfferWords(**{name: _pattern(lists[name]) for name in OfferWords.__slots__})


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r" \|", "|", text.strip()), re.I)


def is_offer_page(page: Page) -> bool:
    """Whether a page calls itself a Local Offer in its title or main heading."""
    return offer_words().offer.search(f"{page.title} | {page.heading}") is not None


def speaks_of_send(page: Page) -> bool:
    """Whether a page has anything to do with special educational needs or disability."""
    text = f"{page.title} {page.heading} {page.text}"
    found = re.search(r"local offer|\bSEND\b|special educational needs|disabilit", text, re.I)
    return found is not None


class OfferFrontier(Frontier):
    """The queue of one Local Offer. `council` is the authority's own site, "" where not known."""

    def __init__(self, this_year: int, council: str) -> None:
        super().__init__(set(), this_year)
        self.offer = ""
        self._council = council
        self._sorts: dict[str, Sort] = {}
        self._fetched: Counter[Sort] = Counter()

    def arrive(self, url: str) -> None:
        """Note where the Local Offer is; what lies on its site, or in its folder, is part of it."""
        self.offer = self.offer or url
        self.sites.add(site_of(url))

    def in_scope(self, url: str) -> bool:
        """Whether an address is part of the Local Offer and not of the council's other pages."""
        if not self.offer or not same_site(url, {site_of(self.offer)}):
            return False
        if not self._council or site_of(self._council) != site_of(self.offer):
            return True
        folder = urlsplit(self.offer).path.rpartition("/")[0]
        return len(folder) > 1 and urlsplit(url).path.startswith(f"{folder}/")

    def add(
        self, link: FoundLink, *, found_on: str, depth: int, parent: Score | None = None
    ) -> None:
        """Queue a link from a page or sitemap, as far as its words and place make it worth it."""
        on_offer = link.place not in ("sitemap", "footer") and self.in_scope(found_on)
        sort, why = self._sort(link, on_offer)
        if sort is not None:
            self.queue(sort, link, found_on=found_on, depth=depth, why=why)

    def queue(
        self,
        sort: Sort,
        link: FoundLink,
        *,
        found_on: str,
        depth: int,
        why: str,
        bonus: float = 0.0,
    ) -> None:
        """Queue an address as of a sort; one that waits already keeps the better of two places."""
        key, value = key_of(link.url), min(1.0, VALUES[sort] + bonus)
        if VALUES[sort] > VALUES.get(self._sorts.get(key, "other"), 0.0) or key not in self._sorts:
            self._sorts[key] = sort
        score = Score({}, 0.0, value, why, None, False)
        own = same_site(link.url, self.sites)
        self.push(Candidate(link.url, score, link, found_on, depth, own))

    def _sort(self, link: FoundLink, on_offer: bool) -> tuple[Sort | None, str]:
        """What a link promises, in the light of where it stands; None for nothing."""
        words = offer_words()
        own, inside = same_site(link.url, self.sites), self.in_scope(link.url)
        beside = f" {link.near} {link.heading}" if says_little(link.text) else ""
        said = f"{link.text}{beside}"
        if words.useless.search(link.text) and not words.topics.search(link.text):
            return None, ""
        if words.offer.search(link.text) or (own and words.offer.search(slug_of(link.url))):
            elsewhere = not own and (bool(self.offer) or link.place == "footer")
            return (None, "") if elsewhere else ("offer", f"says “{said[:60]}”")
        if not own and not (on_offer and looks_like_document(link.url)):
            return None, ""
        if inside or on_offer:
            return self._sort_inside(said, link, inside)
        on_the_way = words.way.search(f"{said} {slug_of(link.url)}")
        if not self.offer and link.place != "footer" and on_the_way:
            return "way", f"on the way: “{said[:60]}”"
        return None, ""

    def _sort_inside(self, said: str, link: FoundLink, inside: bool) -> tuple[Sort | None, str]:
        words = offer_words()
        if words.lists.search(said) and not looks_like_document(link.url):
            return "list", f"a list: “{said[:60]}”"
        if words.topics.search(f"{said} {slug_of(link.url)}"):
            return "topic", f"a topic: “{said[:60]}”"
        if inside or (looks_like_document(link.url) and link.place == "body"):
            return "other", f"{link.place} link"
        return None, ""

    def sort_of_choice(self, choice: Choice) -> tuple[Sort, float]:
        """How worthwhile a search form's option is: schools first, then what else it lists."""
        if is_school_like(choice.label) or "education" in choice.label.lower():
            return "list", 0.05
        return "list", -0.15

    def _worth(self, candidate: Candidate, value: float, pages: int) -> bool:
        sort = self._sorts.get(key_of(candidate.url), "other")
        if sort == "way" and self.offer:
            return False
        if self._fetched[sort] >= ALLOWANCES.get(sort, pages + 1) or value < LEAST - 0.1:
            return False
        self._fetched[sort] += 1
        return True

    def _is_series(self, candidate: Candidate) -> bool:
        """Lists and entries are series by nature; the allowances bound them."""
        return False
