"""From what a visit to a Local Offer brought: its prose on one side, its entries on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crawler import archive
from crawler.offer_frontier import FROM_SCHOOLS
from crawler.recognise import sniff
from extractors.portal_html import read_entry, read_listing
from extractors.portal_json import read_data
from extractors.portal_model import Entry, without_session
from sendwatch.store.offers import OfferPage

_PROSE = ("html", "pdf", "zip", "ole", "rtf")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page with its bytes and the name of its format."""

    page: OfferPage
    body: bytes
    form: str


@dataclass(frozen=True, slots=True)
class OfferContent:
    """`prose` in the order of the visit; `entries` with the body that says most of each."""

    prose: tuple[Fetched, ...]
    entries: tuple[tuple[Entry, OfferPage], ...]
    lost: tuple[str, ...] = ()


def content_of(pages: Sequence[OfferPage], archive_dir: Path) -> OfferContent:
    """Tell entries from prose. A body that the archive lost is named in `lost`, never raised."""
    lost: list[str] = []
    fetched = list(_bodies(pages, archive_dir, lost))
    entries: dict[str, tuple[Entry, OfferPage]] = {}
    for each in fetched:
        for entry in _listed(each):
            known = entries.get(entry.url)
            if known is None or (entry.whole and not known[0].whole):
                entries[entry.url] = (entry, each.page)
    prose: list[Fetched] = []
    for each in fetched:
        address = _entry_address(each.page, entries)
        if address is not None:
            entries[address] = _with_page(entries[address], each)
        elif each.form in _PROSE:
            prose.append(each)
    return OfferContent(tuple(prose), tuple(entries.values()), tuple(lost))


def _bodies(pages: Sequence[OfferPage], archive_dir: Path, lost: list[str]) -> Iterator[Fetched]:
    for page in pages:
        if page.why in (FROM_SCHOOLS, "robots.txt", "sitemap"):
            continue
        try:
            _, body = archive.read_body(archive_dir, page.warc_file, page.warc_offset)
        except (OSError, ValueError) as error:
            lost.append(f"body {page.sha256[:12]} of {page.url}: {error}")
            continue
        yield Fetched(page, body, sniff(body, page.content_type))


def _listed(each: Fetched) -> tuple[Entry, ...]:
    if each.form == "html":
        return read_listing(each.body, each.page.final_url).entries
    if each.form == "text":
        data = read_data(each.body, each.page.final_url)
        return data.entries if data is not None else ()
    return ()


def _entry_address(page: OfferPage, entries: dict[str, tuple[Entry, OfferPage]]) -> str | None:
    for url in (page.url, page.final_url):
        address = without_session(url)
        if address in entries:
            return address
    return None


def _with_page(known: tuple[Entry, OfferPage], each: Fetched) -> tuple[Entry, OfferPage]:
    """Add what an entry's own page says to its line in the list, which names it best."""
    row, page = known
    if each.form != "html":
        return known
    whole = read_entry(each.body, each.page.final_url)
    if whole is None:
        return known
    merged = replace(
        whole,
        url=row.url,
        name=row.name,
        postcode=whole.postcode or row.postcode,
        updated=whole.updated or row.updated,
        updated_as_written=whole.updated_as_written or row.updated_as_written,
    )
    # Listed tonight is seen tonight, also where the entry's own page could not be read.
    return merged, replace(each.page, carried=page.carried)
