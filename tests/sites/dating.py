"""Dates as schools write them, each with the days that it can mean."""

from __future__ import annotations

import calendar
import datetime as dt
import random
import re
from dataclasses import dataclass

from .model import Block, DateTruth, Para, Table
from .wording import DateLine, DateWords, fill

_NEXT_LABEL = re.compile(
    r"(?:Date of next review|Next review due|Next review|Review date|Review):?\s*\{n_"
)
_TERMS = ((9, 12, "Autumn"), (1, 4, "Spring"), (5, 8, "Summer"))


@dataclass(frozen=True, slots=True)
class Stated:
    """A date statement: what to print where, and what it means.

    Exactly one of `blocks` and `title` is set; `title` holds the paper's whole title.
    """

    blocks: tuple[Block, ...] = ()
    title: str = ""
    dates: tuple[DateTruth, ...] = ()


def add_months(day: dt.date, months: int) -> dt.date:
    """Move a day by months, to the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def academic_year(day: dt.date) -> int:
    """Give the calendar year in which the day's school year began (1 September)."""
    return day.year if day.month >= 9 else day.year - 1


def span(day: dt.date, precision: str) -> tuple[dt.date, dt.date]:
    """Give the first and last day that a date of this precision can mean."""
    if precision == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=last)
    if precision == "term":
        first, final = next((a, b) for a, b, _ in _TERMS if a <= day.month <= b)
        last = calendar.monthrange(day.year, final)[1]
        return dt.date(day.year, first, 1), dt.date(day.year, final, last)
    if precision == "academic-year":
        start = academic_year(day)
        return dt.date(start, 9, 1), dt.date(start + 1, 8, 31)
    return day, day


def fields(day: dt.date, prefix: str = "") -> dict[str, str]:
    """Write one day in every manner that the wording files name."""
    term = next(name for a, b, name in _TERMS if a <= day.month <= b)
    short = "Sept" if day.month == 9 else f"{day:%b}"
    start = academic_year(day)
    manners = {
        "day": f"{day.day} {day:%B %Y}",
        "short": f"{day:%d/%m/%Y}",
        "dots": f"{day:%d.%m.%y}",
        "iso": f"{day:%d-%m-%Y}",
        "month": f"{day:%B %Y}",
        "month_short": f"{day:%m/%Y}",
        "mon": f"{short} {day:%y}",
        "term": f"{term} {day.year}",
        "term_of": f"{term} of {day.year}",
        "year": str(day.year),
        "ay": f"{start}-{(start + 1) % 100:02d}",
        "ay_slash": f"{start}/{(start + 1) % 100:02d}",
        "ay_long": f"{start} to {start + 1}",
    }
    return {prefix + name: text for name, text in manners.items()}


def all_fields(day: dt.date, following: dt.date) -> dict[str, str]:
    """Give the fields of a date line: the date, the next review (`n_`) and an older one."""
    old = fields(add_months(day, -36), "old_")
    return fields(day) | fields(following, "n_") | old


def state(
    words: DateWords,
    rng: random.Random,
    title: str,
    day: dt.date,
    following: dt.date,
    *,
    need_next: bool = False,
) -> Stated:
    """Choose a manner of stating a date and write it out.

    With `need_next` only manners that also name the next review, to the month, are chosen. A
    title is never chosen then. Terms and school years are wide: callers keep `day` far enough
    from limits.
    """
    pool = [*words.lines, *words.lines, *words.tables, *([] if need_next else words.titles)]
    if need_next:
        pool = [manner for manner in pool if manner.next in ("day", "month")]
    manner = rng.choice(pool)
    values = all_fields(day, following) | {"title": title}
    if manner in words.titles:
        written = fill(manner.text, values)
        return Stated(title=written, dates=(_truth(manner.says, written, day, manner.precision),))
    if manner.rows:
        return _table(manner, values, day, following)
    return _line(manner, values, day, following)


def _truth(role: str, written: str, day: dt.date, precision: str) -> DateTruth:
    return DateTruth(role, written, *span(day, precision), precision)


def _line(manner: DateLine, values: dict[str, str], day: dt.date, following: dt.date) -> Stated:
    match = _NEXT_LABEL.search(manner.text)
    first = manner.text[: match.start()].strip() if match else manner.text
    dates = [_truth(manner.says, fill(first, values), day, manner.precision)]
    if match:
        second = manner.text[match.start() :]
        dates.append(_truth("next-review", fill(second, values), following, manner.next))
    return Stated(blocks=(Para(fill(manner.text, values)),), dates=tuple(dates))


def _table(manner: DateLine, values: dict[str, str], day: dt.date, following: dt.date) -> Stated:
    rows = tuple(tuple(fill(cell, values) for cell in row) for row in manner.rows)
    key = manner.precision
    dates = [
        _truth(manner.says, values[key], day, manner.precision),
        _truth("next-review", values[f"n_{manner.next}"], following, manner.next),
    ]
    if any("{old_month}" in cell for row in manner.rows for cell in row):
        dates.append(_truth("issued", values["old_month"], add_months(day, -36), "month"))
    return Stated(blocks=(Table(rows),), dates=tuple(dates))
