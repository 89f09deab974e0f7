"""Sitemaps: addresses and further sitemaps out of XML, gzip or plain text."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from lxml import etree

from crawler.urls import mend


@dataclass(slots=True)
class Sitemap:
    """What one sitemap lists: pages, and further sitemaps."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)


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
    nested = etree.QName(root).localname.lower() == "sitemapindex"
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
