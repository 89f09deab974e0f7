"""A report that is spread over several web pages, read as the one document that it is.

Some websites cut a long page into "page 2", "page 3"; others give each question a page of its
own below a page of links. Read one by one, each page would leave most of the law's questions
open, and the school would be told that it does not answer what it does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from checks.model import SeenDocument
from extractors.joined import join
from extractors.kinds import anchor_kinds
from extractors.model import Kind, Link
from extractors.read import recognise

JOINED: tuple[Kind, ...] = ("sen-information-report", "sen-policy", "local-offer")

NAMES_IT = 0.5
"""How plainly the common title must promise such a document."""

FEWEST_CHILDREN = 3
"""Pages below a page of links that make it a table of contents."""

MOST_PAGES = 30

_NUMBER = re.compile(
    # Only from where a run of signs begins: a title of dashes would take hours otherwise.
    r"(?<![\s,:;(|–-])[\s,:;(|–-]*\b(?:page|part|section)?\s*(\d{1,2})(?:\s*(?:of|/)\s*\d{1,2})?\)?$"
)


def join_series(usable: Sequence[SeenDocument]) -> list[SeenDocument]:
    """The documents with each series of pages replaced by one, in the order they came.

    The joined document's `parts` are its pages; evidence is found in the page that holds it.
    """
    pages = [seen for seen in usable if seen.own_site and seen.reading.document.format == "html"]
    taken: dict[str, SeenDocument] = {}
    for members in (*_numbered(pages), *_under_contents(pages)):
        if any(_key(seen) in taken for seen in members):
            continue
        joined = _join(members)
        if joined is not None:
            taken.update((_key(seen), joined) for seen in members)
    done: dict[str, SeenDocument] = {}
    for seen in usable:
        kept = taken.get(_key(seen), seen)
        done.setdefault(_key(kept), kept)
    return list(done.values())


def _key(seen: SeenDocument) -> str:
    return seen.reading.document.sha256


def _numbered(pages: Sequence[SeenDocument]) -> list[list[SeenDocument]]:
    """Pages of one title that differ only in the number at its end, in their order."""
    series: defaultdict[tuple[str, str], list[tuple[int, SeenDocument]]] = defaultdict(list)
    for seen in pages:
        title = " ".join(seen.reading.document.title.lower().split())
        number = _NUMBER.search(title)
        stem = title[: number.start()] if number else title
        if _promised(stem):
            host = urlsplit(seen.url).hostname or ""
            series[host, stem].append((int(number[1]) if number else 1, seen))
    found = []
    for members in series.values():
        members.sort(key=lambda member: (member[0], member[1].url))
        numbers = [number for number, _ in members]
        if len(members) >= 2 and len(set(numbers)) == len(numbers) and max(numbers) <= MOST_PAGES:
            found.append([seen for _, seen in members])
    return found


def _under_contents(pages: Sequence[SeenDocument]) -> list[list[SeenDocument]]:
    """A page named as the report and the pages below its address that it links to."""
    by_address = {_address(seen.url): seen for seen in pages}
    found = []
    for contents in pages:
        if contents.reading.kind.kind in JOINED or not _promised(contents.reading.document.title):
            continue
        below = _address(contents.url).rstrip("/") + "/"
        children = {
            address: by_address[address]
            for address in map(_address, _targets(contents.reading.document.links))
            if address.startswith(below) and address in by_address
        }
        if FEWEST_CHILDREN <= len(children) <= MOST_PAGES:
            found.append([contents, *children.values()])
    return found


def _promised(title: str) -> bool:
    promise = anchor_kinds(title)
    return any(promise.get(kind, 0.0) >= NAMES_IT for kind in JOINED)


def _targets(links: Sequence[Link]) -> list[str]:
    return [link.url for link in links]


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".lower()


def _join(members: Sequence[SeenDocument]) -> SeenDocument | None:
    """One document of several pages; None where together they are none that we look for."""
    first = members[0]
    whole = join([seen.reading.document for seen in members])
    reading = recognise(whole, url=first.url)
    if reading.kind.kind not in JOINED:
        return None
    return replace(first, reading=reading, parts=tuple(members))
