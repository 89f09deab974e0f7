"""A calendar without end: every month links to the next, every day to a page of its own."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ..model import Resource
from .base import Style, page_answer

_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


def add_calendar(style: Style, prefix: str = "/calendar/") -> str:
    """Give a style a calendar below `prefix`; gives the address of this month."""

    def month(target: str) -> Resource:
        match = _MONTH.search(target)
        year, number = (int(match[1]), int(match[2])) if match else (style.today.year, 1)
        number = min(max(number, 1), 12)
        return Resource(page_answer(_month_page(prefix, year, number)), validators=False)

    style.own.traps[prefix] = month
    return f"{prefix}?month={style.today:%Y-%m}"


def _month_page(prefix: str, year: int, month: int) -> str:
    first = dt.date(max(year, 1970), month, 1)
    after = (first + dt.timedelta(days=32)).replace(day=1)
    before = (first - dt.timedelta(days=1)).replace(day=1)
    days = "".join(
        f'<td><a href="{prefix}?month={first:%Y-%m}&amp;day={day}">{day}</a></td>'
        for day in range(1, calendar.monthrange(first.year, month)[1] + 1)
    )
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>Calendar {first:%B %Y}</title></head>"
        f"<body><h1>{first:%B %Y}</h1><table><tr>{days}</tr></table>"
        f'<p><a href="{prefix}?month={before:%Y-%m}">Previous</a> '
        f'<a href="{prefix}?month={after:%Y-%m}">Next</a></p></body></html>'
    )
