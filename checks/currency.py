"""How old a document is: four clocks, never mixed.

1. what the document says of itself (each date with its role and precision),
2. the next review by its own words,
3. when this very file was first seen by us,
4. what the law expects.

A date that is only a month, a term or a year is taken at the last day that it can mean, so
that nothing is called overdue which a calendar would contradict. "Today" is a parameter.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from checks.settings import DEFAULT, CheckSettings
from checks.words import count, in_words
from extractors.model import DateClaim, Dates

State = Literal["current", "due within 60 days", "overdue", "undated"]
"""`due within 60 days` also holds for a document in its grace; how many days is a setting."""

_SOON_FUTURE = dt.timedelta(days=183)
"""A school year's or a period's document may be published this long before it begins."""

_SEEN_SLACK = dt.timedelta(days=31)
"""A file may be put online this long before the date that it bears."""


@dataclass(frozen=True, slots=True)
class Age:
    """What one clock says.

    `due` is the last day on which the document was good by `clock`, `days_overdue` is
    counted from it (None unless overdue), `claim` the date that it rests on. `doubts`
    names contradictions, one sentence each: with any, the verdict is for a person.
    """

    state: State
    clock: str
    reason: str
    claim: DateClaim | None = None
    due: dt.date | None = None
    days_overdue: int | None = None
    doubts: tuple[str, ...] = ()


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last day of a month stays the last of its month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    if year > dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(year, month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month, last if is_last else min(day.day, last))


def by_document_date(
    dates: Dates,
    today: dt.date,
    *,
    months: int,
    period_counts: bool = False,
    first_seen: dt.date | None = None,
    settings: CheckSettings = DEFAULT,
) -> Age:
    """Hold the document's own date against an interval of `months`.

    `period_counts`: a period of several years that the document is made for runs to its
    own end, and the later of both due dates counts. `first_seen` is when this very file
    was first seen; it never makes a document overdue, but is told of an undated one.
    """
    claim = dates.document_date
    if claim is None:
        return _undated(dates, today, first_seen)
    due, clock, claim = _due(dates, claim, months, period_counts)
    doubts = _doubts(dates, claim, today, first_seen)
    return _age(claim, due, clock, today, settings, doubts, _latest_due(dates, months))


def by_own_review(dates: Dates, today: dt.date, settings: CheckSettings = DEFAULT) -> Age:
    """Hold the next review that the document announces against `today`.

    `undated` where it announces none. A document that was brought up to date after the
    review it announces contradicts itself: that is a doubt, not a lapse.
    """
    claim = dates.next_review
    clock = "next review by its own words"
    if claim is None:
        if dates.interval is None:
            return Age("undated", clock, "The document announces no next review.")
        every = count(dates.interval, "month")
        return Age("undated", clock, f"It says that it is reviewed every {every}, with no date.")
    doubts: tuple[str, ...] = ()
    written = dates.document_date
    if written is not None and written.start > claim.end:
        doubts = (
            f"“{written.as_written}” is later than the next review that it announces,"
            f" “{claim.as_written}”.",
        )
    return _age(claim, claim.end, clock, today, settings, doubts, None)


def _due(
    dates: Dates, claim: DateClaim, months: int, period_counts: bool
) -> tuple[dt.date, str, DateClaim]:
    """The due date, the clock that gives it and the claim that it rests on."""
    if not period_counts:
        return add_months(claim.end, months), "document date", claim
    periods = [c for c in dates.claims if _runs_for_years(c)]
    if not periods:
        return add_months(claim.end, months), "document date", claim
    period = max(periods, key=lambda c: c.end)
    if not _runs_for_years(claim):
        by_date = add_months(claim.end, months)
        if by_date > period.end:
            return by_date, "document date", claim
    return period.end, "period of the document", period


def _runs_for_years(claim: DateClaim) -> bool:
    """Whether a claim is a period of more than one school year, such as 2024 to 2027."""
    return claim.role == "period" and (claim.end - claim.start).days > 400


def _age(
    claim: DateClaim,
    due: dt.date,
    clock: str,
    today: dt.date,
    settings: CheckSettings,
    doubts: tuple[str, ...],
    latest_due: dt.date | None,
) -> Age:
    limit = add_months(due, settings.grace_months)
    shown = f"“{claim.as_written}”"
    if today > limit:
        if latest_due is not None and today <= add_months(latest_due, settings.grace_months):
            doubts = (*doubts, f"Another date in it is later than {shown}.")
        days = (today - due).days
        reason = (
            f"{shown}: good until {in_words(due)} by the {clock}, {count(days, 'day')} ago"
            f" ({settings.grace()} included)."
        )
        return Age("overdue", clock, reason, claim, due, days, doubts)
    if today > due:
        reason = (
            f"{shown}: was due on {in_words(due)}; {settings.grace()} runs to {in_words(limit)}."
        )
        return Age("due within 60 days", clock, reason, claim, due, doubts=doubts)
    soon = (due - today).days <= settings.due_soon_days
    reason = f"{shown}: good until {in_words(due)} by the {clock} (then {settings.grace()})."
    return Age(
        "due within 60 days" if soon else "current", clock, reason, claim, due, doubts=doubts
    )


def _undated(dates: Dates, today: dt.date, first_seen: dt.date | None) -> Age:
    reason = "The document states no date of its own."
    if dates.next_review is not None:
        reason = (
            f"The document announces a review (“{dates.next_review.as_written}”) and does not"
            " say when it was written."
        )
    if first_seen is None:
        return Age("undated", "document date", reason)
    days = (today - first_seen).days
    seen = f" We first saw this very file on {in_words(first_seen)}, {count(days, 'day')} ago."
    return Age("undated", "first seen", reason + seen)


def _doubts(
    dates: Dates, claim: DateClaim, today: dt.date, first_seen: dt.date | None
) -> tuple[str, ...]:
    """What speaks against the date, one sentence each."""
    found = list(dates.conflicts)
    ahead = _SOON_FUTURE if claim.role in ("academic-year", "period") else dt.timedelta(0)
    if claim.start > today + ahead:
        found.append(f"“{claim.as_written}” lies in the future.")
    exact = claim.precision in ("day", "month")
    if exact and first_seen is not None and claim.start > first_seen + _SEEN_SLACK:
        found.append(
            f"“{claim.as_written}” is later than {in_words(first_seen)}, when we first saw"
            " this very file."
        )
    return tuple(found)


def _latest_due(dates: Dates, months: int) -> dt.date | None:
    """The due date by the latest date of any role but next review."""
    ends = [claim.end for claim in dates.claims if claim.role != "next-review"]
    return add_months(max(ends), months) if ends else None
