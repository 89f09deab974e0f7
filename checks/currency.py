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
from dataclasses import dataclass, replace
from typing import Literal

from checks.settings import DEFAULT, CheckSettings
from checks.words import count, in_words
from extractors.model import DateClaim, Dates

State = Literal["current", "due within 60 days", "overdue", "undated"]
"""`due within 60 days` also holds for a document in its grace; how many days is a setting."""

OWN_REVIEW = "next review by its own words"
"""The clock that a document sets itself."""

_SOON_FUTURE = dt.timedelta(days=183)
"""A school year's or a period's document may be published this long before it begins."""

_LONGEST_CYCLE = 37
"""Months. A review announced for later than this after the document's date makes it likely
that the document was brought up to date in between without saying so."""

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
    age = _age(claim, due, clock, today, settings)
    if age.state == "overdue":
        doubts, notes = _doubts_of_overdue(dates, claim, today, months, settings)
    else:
        doubts, notes = _doubts(dates, claim, today, first_seen), ()
    return _with(age, doubts, notes)


def by_own_review(dates: Dates, today: dt.date, settings: CheckSettings = DEFAULT) -> Age:
    """Hold the next review that the document announces against `today`.

    `undated` where it announces none. A document that was brought up to date after the
    review it announces contradicts itself: that is a doubt, not a lapse.
    """
    claim = dates.next_review
    clock = OWN_REVIEW
    if claim is None:
        if dates.interval is None:
            return Age("undated", clock, "The document announces no next review.")
        every = count(dates.interval, "month")
        return Age("undated", clock, f"It says that it is reviewed every {every}, with no date.")
    age = _age(claim, claim.end, clock, today, settings)
    if age.state != "overdue":
        return age
    written = dates.document_date
    if written is not None and written.start > claim.end:
        later = (
            f"“{written.as_written}” is later than the next review that it announces,"
            f" “{claim.as_written}”."
        )
        return _with(age, (later,), ())
    limit = add_months(max(each.end for each in _reviews(dates)), settings.grace_months)
    about = tuple(text for text in dates.conflicts if claim.as_written in text)
    every_one_past = len(_reviews(dates)) > 1 and today > limit
    return _with(age, (), about) if every_one_past else _with(age, about, ())


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
    claim: DateClaim, due: dt.date, clock: str, today: dt.date, settings: CheckSettings
) -> Age:
    limit = add_months(due, settings.grace_months)
    good = "at the latest" if clock == OWN_REVIEW else f"good by the {clock} until"
    shown = f"“{claim.as_written}”, {good} {in_words(due)}"
    if today > limit:
        days = (today - due).days
        reason = f"{shown}: {count(days, 'day')} overdue ({settings.grace()} allowed for)."
        return Age("overdue", clock, reason, claim, due, days)
    if today > due:
        reason = f"{shown}; {settings.grace()} runs to {in_words(limit)}."
        return Age("due within 60 days", clock, reason, claim, due)
    soon = (due - today).days <= settings.due_soon_days
    reason = f"{shown} (then {settings.grace()})."
    return Age("due within 60 days" if soon else "current", clock, reason, claim, due)


def _with(age: Age, doubts: tuple[str, ...], notes: tuple[str, ...]) -> Age:
    """The age with its contradictions shown; only `doubts` keep it from standing."""
    reason = " ".join((age.reason, *doubts, *notes))
    return replace(age, reason=reason, doubts=doubts)


def _undated(dates: Dates, today: dt.date, first_seen: dt.date | None) -> Age:
    reason = "The document states no date of its own."
    if dates.next_review is not None:
        reason = (
            f"The document announces a review (“{dates.next_review.as_written}”) and does not"
            " say when it was written."
        )
    clock = "document date"
    if first_seen is not None:
        days = (today - first_seen).days
        ago = f", {count(days, 'day')} ago" if days else ""
        reason += f" We first saw this very file on {in_words(first_seen)}{ago}."
        clock = "first seen"
    return _with(Age("undated", clock, reason), dates.conflicts, ())


def _doubts(
    dates: Dates, claim: DateClaim, today: dt.date, first_seen: dt.date | None
) -> tuple[str, ...]:
    """What speaks against a date by which a document is current, one sentence each."""
    found = list(_conflicts_of_date(dates))
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


def _doubts_of_overdue(
    dates: Dates, claim: DateClaim, today: dt.date, months: int, settings: CheckSettings
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks against calling it overdue, and what is shown without changing that.

    Where the document is overdue by the latest date that it states, contradictions among
    its dates are shown and change nothing.
    """
    conflicts = _conflicts_of_date(dates)
    # A period has run to its own end; only what is said beside it can prolong it.
    ends = [
        each.end
        for each in dates.claims
        if each.role != "next-review" and not (_runs_for_years(claim) and _runs_for_years(each))
    ]
    if ends and today <= add_months(add_months(max(ends), months), settings.grace_months):
        return (*conflicts, f"Another date in it is later than “{claim.as_written}”."), ()
    announced = dates.next_review
    if announced is not None and announced.end > add_months(claim.end, _LONGEST_CYCLE):
        between = (
            f"It announces its next review, “{announced.as_written}”, so long after that it"
            " was probably brought up to date in between."
        )
        return (between,), conflicts
    return (), conflicts


def _conflicts_of_date(dates: Dates) -> tuple[str, ...]:
    """The contradictions that are about the document's date and not about its next review."""
    reviews = [each.as_written for each in _reviews(dates)]
    return tuple(
        text for text in dates.conflicts if not any(written in text for written in reviews)
    )


def _reviews(dates: Dates) -> list[DateClaim]:
    return [each for each in dates.claims if each.role == "next-review"]
