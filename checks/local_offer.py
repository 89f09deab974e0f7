"""Whether the Local Offer that a report names is the right one, and answers.

Counted apart from whether it is named at all: a report written from a neighbour's template
sends parents to the wrong council.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from checks.bodies import Body
from checks.model import SchoolFacts, SearchRecord
from extractors.model import Link

_OFFER = re.compile(r"local[\s_-]*offer", re.IGNORECASE)
_COUNCIL_HOST = re.compile(r"(?:^|\.)([a-z0-9-]+)\.gov\.uk$")
_WRITTEN = re.compile(r"(?:https?://|www\.)[^\s<>()\"“”]+", re.IGNORECASE)
_AUTHORITY_WORDS = frozenset(
    """and of the city county borough london royal council metropolitan district upon north
    south east west""".split()  # noqa: SIM905 - a list of words reads better as words
)
DEAD = frozenset({"http-404", "gone", "soft-404", "dns"})
"""Outcomes that say for good that nothing stands at an address."""


@dataclass(frozen=True, slots=True)
class LinkDoubt:
    """What speaks against a Local Offer's address. `dead`: it did not answer."""

    sentence: str
    cause: str
    dead: bool = False


def doubt_of_link(body: Body, school: SchoolFacts, search: SearchRecord) -> LinkDoubt | None:
    """What speaks against the Local Offer addresses in a document, None if nothing does.

    Where the school's authority is not known, an address can be dead and not wrong. One right
    and living address clears all others, since schools near a border rightly name two
    authorities; so does one of which nobody knows whose it is.
    """
    addresses = _addresses(body)
    if not addresses:
        return None
    failed = {**dict(search.failures), **dict(search.offers_failed)}
    dead = [url for url in addresses if failed.get(url) in DEAD]
    living = [url for url in addresses if url not in dead]
    if not living:
        sentence = f"The address of the Local Offer did not answer ({failed[dead[0]]}): {dead[0]}"
        return LinkDoubt(sentence, "dead link", dead=True)
    ended = dict(search.offers)
    others = [whose(ended.get(url, url), school) for url in living]
    if not all(others) or "own" in others or _names(body, school.la_name):
        return None
    sentence = (
        f"The Local Offer it leads to does not look like that of {school.la_name}: {living[0]}"
    )
    return LinkDoubt(sentence, "another authority")


def whose(url: str, school: SchoolFacts) -> str:
    """Whose site an address is on, as far as that is known: "own" for the school's authority.

    Otherwise the name of the authority that the list gives for the site, "another authority"
    for a council's host that cannot be the authority's by its name, "" where nobody knows. The
    list stands above the name: one council's name is often a part of its neighbour's.
    """
    if school.local_offer and site_of(url) == site_of(school.local_offer):
        return "own"
    owners = school.offer_hosts.get(site_of(url)) or school.offer_hosts.get(_council_site(url), ())
    if owners:
        is_own = school.la_code in (code for code, _ in owners)
        return "own" if is_own else " and ".join(name for _, name in owners)
    wanted = name_words(school.la_name)
    if not wanted or not _council(url):
        return ""
    return "own" if _fits(url, wanted) else "another authority"


def hosts_of(addresses: Iterable[tuple[str, str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Sites with the (code, name) of the authorities that use them.

    `addresses` are (code, name, address) of Local Offers and of authorities' websites. A
    council's host stands for all hosts below its name.
    """
    found: dict[str, dict[str, str]] = {}
    for code, name, url in addresses:
        for site in {site_of(url), _council_site(url)} - {""}:
            found.setdefault(site, {})[code] = name
    return {site: tuple(sorted(owners.items())) for site, owners in found.items()}


def site_of(url: str) -> str:
    """The host and port of an address, without `www.`."""
    return urlsplit(url if "//" in url else f"//{url}").netloc.lower().removeprefix("www.")


def _council_site(url: str) -> str:
    council = _council(url)
    return f"{council}.gov.uk" if council else ""


def offer_links(body: Body) -> list[tuple[str, str]]:
    """Addresses of a Local Offer with the words that stand for each, linked or written out."""
    found: dict[str, str] = {}
    for link in body.reading.document.links:
        if _is_offer(link):
            found.setdefault(link.url, link.text or link.url)
    for text, lowered in body.lines:
        if "offer" in lowered and ("http" in lowered or "www." in lowered):
            for url in written_addresses(text):
                found.setdefault(url, url)
    return list(found.items())


def written_addresses(text: str) -> list[str]:
    """Addresses of a Local Offer that a text writes out, as it writes them."""
    written = (url.rstrip(".,;") for url in _WRITTEN.findall(text))
    return [url for url in written if _OFFER.search(url)]


def _addresses(body: Body) -> list[str]:
    return [url for url, _ in offer_links(body)]


def _is_offer(link: Link) -> bool:
    return _OFFER.search(link.text) is not None or _OFFER.search(link.url) is not None


def _council(url: str) -> str:
    """The council's part of a host such as `www.sampleshire.gov.uk`, "" for other hosts."""
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    match = _COUNCIL_HOST.search(host)
    return match[1] if match else ""


def name_words(authority: str) -> set[str]:
    """The words of an authority's name, in small letters, that other names do not share."""
    return set(re.findall(r"[a-z]+", authority.lower())) - _AUTHORITY_WORDS


def _fits(url: str, wanted: set[str]) -> bool:
    """Whether a council's host can be the authority's: its name, its start or its initials."""
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    return any(word in host or word[:4] in _council(url) for word in wanted)


def _names(body: Body, authority: str) -> bool:
    """Whether the document names the authority's own Local Offer in words."""
    if "local offer" not in body.lowered:
        return False
    return any(_named_offer(word).search(body.lowered) for word in name_words(authority))


@lru_cache(maxsize=512)
def _named_offer(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b[^.\n]{{0,60}}local offer")
