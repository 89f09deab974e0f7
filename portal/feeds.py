"""Atom feeds of changes, and the calendar of review dates to come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from icalendar import Calendar, Event
from lxml import etree

from portal.words import KINDS

ATOM = "http://www.w3.org/2005/Atom"
PUBLISHER = "Sendwatch"
NEVER = "1970-01-01T00:00:00+00:00"
"""When a feed was last made that has never been published."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = Mapping[str, Any]


def atom(title: str, address: str, page: str, changes: Sequence[Row], updated: str | None) -> bytes:
    """A feed in which each change is one entry, the latest first.

    `address` is the feed's own, `page` that of the page it belongs to, both absolute;
    `updated` the time of the last publication (ISO 8601).
    """
    feed = etree.fromstring(f'<feed xmlns="{ATOM}"/>')
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", updated or NEVER)
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    _add(_add(feed, "author"), "name", PUBLISHER)
    site = "/".join(page.split("/")[:3])
    for change in changes:
        feed.append(_entry(change, site))
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return written


def _entry(change: Row, site: str) -> etree._Element:
    entry = etree.Element(f"{{{ATOM}}}entry")
    address = f"{site}/school/{change['urn']}#change-{change['id']}"
    _add(entry, "id", address)
    _add(entry, "title", f"{change['school']}: {change['sentence']}")
    _add(entry, "updated", f"{change['night']}T00:00:00+00:00")
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "summary", change["sentence"])
    return entry


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    clean = {key: _xml(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    element.text = None if text is None else _xml(text)
    return element


def _xml(text: str) -> str:
    """Without the characters that no XML document may hold."""
    return _NOT_XML.sub("", text)


def calendar(name: str, site: str, reviews: Sequence[Row], made: str | None) -> bytes:
    """A calendar with one whole-day event for each document's next review.

    `site` is the site's absolute address, `made` the time of the last publication.
    """
    found = Calendar()
    found.add("prodid", f"-//{PUBLISHER}//Reviews//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", _line(f"SEN documents due for review: {name}"))
    host = site.partition("://")[2]
    stamp = dt.datetime.fromisoformat(made or NEVER)
    for review in reviews:
        event = Event()
        kind = KINDS.get(review["document_kind"], review["document_kind"])
        event.add("uid", f"{review['urn']}-{review['document_kind']}-{review['due']}@{host}")
        event.add("dtstamp", stamp)
        event.add("dtstart", dt.date.fromisoformat(review["due"]))
        event.add("summary", _line(f"{review['school']}: {kind} due for review"))
        event.add("url", f"{site}/school/{review['urn']}")
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    written: bytes = found.to_ical()
    return written


def _line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
