"""From one website to the next: a school's own, its trust's, and stores of files."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from crawler.links import FoundLink, Page
from crawler.safety import literal_address
from crawler.urls import looks_like_document, same_site, site_of

OTHERS_PAGE = 3000
"""Characters: a trust's page about one of its schools is not longer than this."""
_IN_MANY_NAMES = frozenset(("the", "school", "primary", "academy", "of", "and", "s", "c", "e"))
_WEBSITE = re.compile(r"\b(?:web ?site|visit (?:the|our|us)|home ?page)\b", re.I)
_NOT_ITS = re.compile(r"facebook|twitter|instagram|linkedin|youtube|google|ofsted|gov\.uk", re.I)
_OF_SCHOOLS = re.compile(r"schools|academies|settings|provisions")
FILES_OF_A_VIEWER = 3
"""Files taken from one page on another host."""


def home_variants(website: str) -> list[str]:
    """Give the address to open first and those to try when nobody answers there.

    With and without `www.`, and by the other scheme; an IP address or an odd port has no
    variants, and what is no address gives none at all.
    """
    try:
        parts = urlsplit(website)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return []
    if not host or literal_address(host) or port is not None:
        return [website]
    toggled = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    other = "https" if parts.scheme == "http" else "http"
    return [
        website,
        urlunsplit(parts._replace(scheme=other)),
        urlunsplit(parts._replace(netloc=toggled)),
    ]


def own_website(page: Page, school: str) -> FoundLink | None:
    """Find the link to the school's own website on a page of somebody else's.

    The register often gives a school's page on its trust's website. Such a page stands on a
    path, is short, and links to one other host by the school's name or as its website.
    """
    if urlsplit(page.url).path.rstrip("/") == "" or len(page.text) > OTHERS_PAGE:
        return None
    name = set(re.findall(r"\w+", school.lower())) - _IN_MANY_NAMES
    for link in page.links:
        if link.place != "body" or same_site(link.url, {site_of(page.url)}):
            continue
        said = set(re.findall(r"\w+", link.text.lower()))
        if (name and name <= said) or (
            _WEBSITE.search(link.text) and not _NOT_ITS.search(link.url)
        ):
            return link
    return None


def is_download(link: FoundLink) -> bool:
    """Whether a link says that it gives the file which its page shows."""
    return "download" in f"{link.text} {link.url}".lower()


def best_first(urls: list[str]) -> list[str]:
    """Put sitemaps of pages and documents before those of news and pictures."""
    late = ("post", "news", "image", "video", "event", "author", "tag", "categor", "product")
    return sorted(urls, key=lambda url: any(word in url.lower() for word in late))


def shown_files(page: Page) -> list[FoundLink]:
    """Give the links of a viewer's or policy's page that give the file it shows."""
    own_host = {site_of(page.url)}
    return [
        link
        for link in page.links
        if looks_like_document(link.url)
        or link.place in ("embed", "data")
        or (is_download(link) and same_site(link.url, own_host))
    ]


def is_neighbour(url: str, home: str) -> bool:
    """Whether an address belongs to another school on the same trust's website.

    Seen only where the home page's folder lies in one that names schools, as in
    `/our-schools/oak/`: then `/our-schools/elm/` is a neighbour.
    """
    if site_of(url) != site_of(home):
        return False
    own, other = _folders(home), _folders(url)
    for place, folder in enumerate(own):
        if place and _OF_SCHOOLS.search(own[place - 1]):
            same_parent = other[:place] == own[:place]
            return same_parent and len(other) > place and other[place] != folder
    return False


def _folders(url: str) -> list[str]:
    return [part.lower() for part in urlsplit(url).path.split("/") if part]
