"""Sitemaps: where they are, and addresses and further sitemaps out of XML, gzip or plain text."""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from crawler.fetcher import Answer, Fetcher
from crawler.hops import best_first
from crawler.recognise import sniff
from crawler.settings import CrawlSettings
from crawler.urls import mend, same_site


@dataclass(slots=True)
class Sitemap:
    """What one sitemap lists: pages, and further sitemaps."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)


async def read_sitemaps(
    fetcher: Fetcher, home: str, sites: set[str], limits: CrawlSettings
) -> AsyncIterator[tuple[Answer, Sitemap | None]]:
    """Fetch a website's sitemaps, breadth first and bounded: each answer and what it lists.

    None where what came is no sitemap. Those on other sites than `sites` are left alone.
    """
    robots, _ = await fetcher.robots(home)
    queue = [url for url in robots.sitemaps() if same_site(url, sites)]
    queue.append(urljoin(home, "/sitemap.xml"))
    seen: set[str] = set()
    while queue and len(seen) < limits.max_sitemaps:
        url = queue.pop(0)
        if url in seen:
            continue
        seen.add(url)
        answer = await fetcher.fetch(url, tries=1)
        if answer.outcome != "ok" or sniff(answer.body) == "html":
            yield answer, None
            continue
        found = parse_sitemap(answer.body, url, limits.max_sitemap_links, limits.max_body)
        queue += [each for each in best_first(found.sitemaps) if same_site(each, sites)]
        yield answer, found


def parse_sitemap(body: bytes, url: str, max_links: int, max_size: int) -> Sitemap:
    """Read a sitemap; anything that is none gives an empty one. Bounded in links and size."""
    found = Sitemap()
    text = gunzip_within(body, max_size)
    if not text:
        return found
    if not re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<", text):
        for line in text.decode("utf-8", "replace").splitlines()[:max_links]:
            if line.startswith("http") and (address := mend(line, url)):
                found.pages.append(address)
        return found
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        return found
    if root is None:
        return found
    # Not by QName, which refuses what a mended document may have for a name.
    nested = str(root.tag).rpartition("}")[2].lower() == "sitemapindex"
    into = found.sitemaps if nested else found.pages
    for location in root.iterfind("{*}*/{*}loc"):
        if len(into) >= max_links:
            break
        if location.text and (address := mend(location.text, url)):
            into.append(address)
    return found


def gunzip_within(body: bytes, max_size: int) -> bytes:
    """Decompress a gzipped body up to `max_size`; a plain one comes back as it is, cut there."""
    if not body.startswith(b"\x1f\x8b"):
        return body[:max_size]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(body, max_size)
    except zlib.error:
        return b""
