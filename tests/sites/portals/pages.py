"""HTML that the sample portals share."""

from __future__ import annotations

import datetime as dt
from html import escape

from ..model import Answer, Resource
from ..styles.base import page_answer
from .model import Listed, Plan
from .texts import Topic


def page(
    plan: Plan, title: str, main: str, *, menu: str = "", modified: dt.date | None = None
) -> Resource:
    """A page of the portal around its main part."""
    return _page(plan, title, f"{plan.authority} Local Offer", main, menu, modified)


def council_page(plan: Plan, title: str, main: str) -> Resource:
    """A page of the council's website that is no part of the Local Offer."""
    return _page(plan, title, f"{plan.authority} Council", main)


def _page(
    plan: Plan, title: str, site: str, main: str, menu: str = "", modified: dt.date | None = None
) -> Resource:
    html = (
        f"<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'><title>{escape(title)} | "
        f"{escape(site)}</title></head><body><header><a href='/'>"
        f"{escape(plan.authority)} Council</a><nav>{menu}</nav></header>"
        f"<main><h1>{escape(title)}</h1>{main}</main><footer><p>© {escape(plan.authority)} "
        "Council</p><a href='/cookies/'>Cookies</a></footer></body></html>"
    )
    return Resource(page_answer(html), modified)


def paragraphs(topic: Topic) -> str:
    """A topic's text as paragraphs."""
    return "".join(f"<p>{escape(part)}</p>" for part in topic[1].split("\n\n"))


def entry_main(entry: Listed, *, written: str = "Last updated: {:%d %B %Y}") -> str:
    """The main part of an entry's own page."""
    where = f"<p>Address: 1 Example Street, {escape(entry.postcode)}</p>" if entry.postcode else ""
    report = f"<p><a href='{entry.report}'>SEN Information Report</a></p>" if entry.report else ""
    updated = f"<p>{written.format(entry.updated)}</p>" if entry.updated else ""
    return f"<p>{escape(entry.about)}</p>{where}{report}{updated}"


def json_answer(text: str) -> Resource:
    """Data as a portal's own script would fetch it."""
    return Resource(lambda bind: Answer(bind(text).encode(), "application/json; charset=utf-8"))
