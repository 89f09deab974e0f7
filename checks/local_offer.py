"""Whether the Local Offer that a report names is the right one, and answers.

Counted apart from whether it is named at all: a report written from a neighbour's template
sends parents to the wrong council.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.bodies import Body
from checks.model import SearchRecord
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


def doubt_of_link(body: Body, authority: str, search: SearchRecord) -> LinkDoubt | None:
    """What speaks against the Local Offer addresses in a document, None if nothing does.

    `authority` is the name of the school's own local authority; where it is not known, an
    address can be dead and not wrong. One right and living address clears all others,
    since schools near a border rightly name two authorities.
    """
    addresses = _addresses(body)
    if not addresses:
        return None
    failed = dict(search.failures)
    dead = [url for url in addresses if failed.get(url) in DEAD]
    living = [url for url in addresses if url not in dead]
    if not living:
        sentence = f"The address of the Local Offer did not answer ({failed[dead[0]]}): {dead[0]}"
        return LinkDoubt(sentence, "dead link", dead=True)
    wanted = _name_words(authority)
    if not wanted:
        return None
    councils = [url for url in living if _council(url)]
    if not councils or len(councils) < len(living):
        return None
    if any(_fits(url, wanted) for url in councils) or _names(body, authority):
        return None
    sentence = f"The Local Offer it leads to does not look like that of {authority}: {councils[0]}"
    return LinkDoubt(sentence, "another authority")


def offer_links(body: Body) -> list[tuple[str, str]]:
    """Addresses of a Local Offer with the words that stand for each, linked or written out."""
    found: dict[str, str] = {}
    for link in body.reading.document.links:
        if _is_offer(link):
            found.setdefault(link.url, link.text or link.url)
    for text, lowered in body.lines:
        if "offer" in lowered:
            for url in (written.rstrip(".,;") for written in _WRITTEN.findall(text)):
                if _OFFER.search(url):
                    found.setdefault(url, url)
    return list(found.items())


def fits_authority(url: str, authority: str) -> bool:
    """Whether an address is on a council's host that can be the authority's, by its name."""
    wanted = _name_words(authority)
    return bool(_council(url)) and bool(wanted) and _fits(url, wanted)


def _addresses(body: Body) -> list[str]:
    return [url for url, _ in offer_links(body)]


def _is_offer(link: Link) -> bool:
    return _OFFER.search(link.text) is not None or _OFFER.search(link.url) is not None


def _council(url: str) -> str:
    """The council's part of a host such as `www.sampleshire.gov.uk`, "" for other hosts."""
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    match = _COUNCIL_HOST.search(host)
    return match[1] if match else ""


def _name_words(authority: str) -> set[str]:
    return set(re.findall(r"[a-z]+", authority.lower())) - _AUTHORITY_WORDS


def _fits(url: str, wanted: set[str]) -> bool:
    """Whether a council's host can be the authority's: its name, its start or its initials."""
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    return any(word in host or word[:4] in _council(url) for word in wanted)


def _names(body: Body, authority: str) -> bool:
    """Whether the document names the authority's own Local Offer in words."""
    for word in _name_words(authority):
        if re.search(rf"\b{re.escape(word)}\b[^.\n]{{0,60}}local offer", body.lowered):
            return True
    return False
