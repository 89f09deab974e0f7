"""Nothing is called overdue that a calendar contradicts."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.currency import Age, add_months, by_document_date, by_own_review
from checks.settings import CheckSettings
from extractors.model import DateClaim, Dates
from tests.checks.verdict_samples import claim, dates

TODAY = dt.date(2026, 11, 23)
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2040, 12, 31))


def yearly(stated: Dates, today: dt.date = TODAY, **options: object) -> Age:
    return by_document_date(stated, today, months=12, **options)


def plan(stated: Dates, today: dt.date = TODAY) -> Age:
    return by_document_date(stated, today, months=36, period_counts=True)


SEPT_2025 = claim("updated", "Updated September 2025", "2025-09-01", "2025-09-30", "month")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-07-01", "current"),
        ("2026-08-02", "due within 60 days"),
        ("2026-09-30", "due within 60 days"),
        ("2026-10-31", "due within 60 days"),
        ("2026-11-01", "overdue"),
    ],
)
def test_a_month_is_good_for_a_year_from_its_last_day_and_a_month_of_grace(
    today: str, state: str
) -> None:
    age = yearly(dates(SEPT_2025), dt.date.fromisoformat(today))
    assert age.state == state
    assert age.due == dt.date(2026, 9, 30)


def test_days_overdue_are_counted_from_the_due_date_and_the_clock_is_named() -> None:
    age = yearly(dates(SEPT_2025), dt.date(2026, 11, 1))
    assert age.days_overdue == 32
    assert age.clock == "document date"
    assert "32 days overdue" in age.reason
    assert "1 month of grace" in age.reason
    assert "Updated September 2025" in age.reason


def test_the_grace_is_a_setting() -> None:
    age = yearly(dates(SEPT_2025), dt.date(2026, 10, 1), settings=CheckSettings(grace_months=0))
    assert age.state == "overdue"
    assert "no grace" in age.reason


def test_a_report_for_2023_24_is_overdue_in_2026() -> None:
    year = claim("academic-year", "2023-24", "2023-09-01", "2024-08-31", "academic-year")
    age = yearly(dates(year))
    assert age.state == "overdue"
    assert age.due == dt.date(2025, 8, 31)


def test_a_report_for_the_school_year_just_ended_may_have_been_written_on_its_last_day() -> None:
    year = claim("academic-year", "2025-26", "2025-09-01", "2026-08-31", "academic-year")
    assert yearly(dates(year)).state == "current"


def test_a_document_without_a_date_is_undated_and_never_overdue() -> None:
    age = yearly(Dates(), first_seen=dt.date(2023, 1, 9))
    assert age.state == "undated"
    assert age.days_overdue is None
    assert age.clock == "first seen"
    assert "9 January 2023" in age.reason


def test_a_review_date_alone_is_no_document_date() -> None:
    ahead = claim("next-review", "Next review: May 2027", "2027-05-01", "2027-05-31", "month")
    age = yearly(dates(next_review=ahead))
    assert age.state == "undated"
    assert "Next review: May 2027" in age.reason


def test_a_plan_runs_to_the_end_of_its_period() -> None:
    period = claim("period", "Accessibility Plan 2021-2024", "2021-01-01", "2024-12-31", "range")
    age = plan(dates(period))
    assert (age.state, age.clock) == ("overdue", "period of the document")
    assert age.due == dt.date(2024, 12, 31)
    current = claim("period", "Accessibility Plan 24-27", "2024-01-01", "2027-12-31", "range")
    assert plan(dates(current)).state == "current"


def test_a_plan_whose_period_has_ended_is_overdue_although_it_was_approved_within_it() -> None:
    period = claim("period", "Accessibility Plan 2020-2023", "2020-01-01", "2023-12-31", "range")
    approved = claim("approved", "Approved February 2020", "2020-02-01", "2020-02-29", "month")
    age = by_document_date(
        Dates((period, approved), document_date=approved), TODAY, months=36, period_counts=True
    )
    assert (age.state, age.due, age.doubts) == ("overdue", dt.date(2023, 12, 31), ())


def test_a_plan_reviewed_since_is_good_for_three_years_from_then() -> None:
    period = claim("period", "2021-2024", "2021-01-01", "2024-12-31", "range")
    reviewed = claim("reviewed", "Reviewed 4 March 2025", "2025-03-04")
    age = plan(Dates((period, reviewed), reviewed))
    assert age.state == "current"
    assert age.due == dt.date(2028, 3, 4)


def test_a_period_does_not_lengthen_a_yearly_report() -> None:
    period = claim("period", "2019-2022", "2019-01-01", "2022-12-31", "range")
    assert yearly(dates(period)).state == "overdue"


def test_a_later_date_in_the_document_is_shown_and_left_to_a_person() -> None:
    old = claim("approved", "Approved May 2021", "2021-05-01", "2021-05-31", "month")
    new = claim("reviewed", "Reviewed 1 October 2026", "2026-10-01")
    age = yearly(Dates((old, new), old))
    assert age.doubts == ("Another date in it is later than “Approved May 2021”.",)


def test_conflicts_that_the_reader_saw_are_shown() -> None:
    stated = Dates((SEPT_2025,), SEPT_2025, conflicts=("The cover says 2024, page 3 2025.",))
    current, late = yearly(stated, dt.date(2026, 3, 1)), yearly(stated)
    assert current.doubts == ("The cover says 2024, page 3 2025.",)
    assert (late.state, late.doubts) == ("overdue", ())
    assert "The cover says 2024, page 3 2025." in late.reason


def test_a_date_in_the_future_is_a_contradiction() -> None:
    future = claim("updated", "Updated 1 May 2028", "2028-05-01")
    assert "lies in the future" in yearly(dates(future)).doubts[0]


def test_next_years_report_may_be_out_before_the_year_begins() -> None:
    year = claim("academic-year", "2026-27", "2026-09-01", "2027-08-31", "academic-year")
    assert yearly(dates(year), dt.date(2026, 7, 1)).doubts == ()


def test_a_date_later_than_the_day_we_first_saw_the_file_is_a_contradiction() -> None:
    updated = claim("updated", "Updated 1 October 2026", "2026-10-01")
    age = yearly(dates(updated), first_seen=dt.date(2025, 2, 1))
    assert "1 February 2025" in age.doubts[0]
    assert yearly(dates(updated), first_seen=dt.date(2026, 9, 25)).doubts == ()


def test_a_next_review_in_the_past_is_overdue_by_its_own_clock() -> None:
    past = claim("next-review", "Next review: June 2025", "2025-06-01", "2025-06-30", "month")
    age = by_own_review(dates(next_review=past), TODAY)
    assert (age.state, age.clock) == ("overdue", "next review by its own words")
    assert age.days_overdue == (TODAY - dt.date(2025, 6, 30)).days


def test_a_review_date_older_than_the_document_contradicts_itself() -> None:
    past = claim("next-review", "Next review: June 2025", "2025-06-01", "2025-06-30", "month")
    written = claim("updated", "Updated 2 October 2026", "2026-10-02")
    assert by_own_review(dates(written, next_review=past), TODAY).doubts


def test_a_cycle_without_a_date_is_said_and_not_judged() -> None:
    age = by_own_review(Dates(interval=12), TODAY)
    assert age.state == "undated"
    assert "every 12 months" in age.reason


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-29"),
        ("2025-09-30", 1, "2025-10-31"),
        ("2025-01-30", 1, "2025-02-28"),
        ("2025-11-15", 3, "2026-02-15"),
    ],
)
def test_months_are_counted_as_people_count_them(day: str, months: int, later: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


@given(DAYS, st.integers(0, 60))
def test_so_many_months_on_is_in_the_right_month(day: dt.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


@given(DAYS, st.integers(0, 500), DAYS, st.sampled_from([12, 36, 48]))
def test_overdue_only_past_the_last_day_it_can_mean(
    start: dt.date, length: int, today: dt.date, months: int
) -> None:
    stated = dates(
        DateClaim("updated", "Updated then", start, start + dt.timedelta(length), "range")
    )
    age = by_document_date(stated, today, months=months)
    end = stated.claims[0].end
    good_years = months // 12
    last = calendar.monthrange(end.year + good_years, end.month)[1]
    good_until = dt.date(end.year + good_years, end.month, min(end.day, last))
    if age.state == "overdue":
        assert today > good_until
        assert age.days_overdue is not None
        assert age.days_overdue > 27
    if today <= good_until:
        assert age.state != "overdue"


@given(DAYS, DAYS)
def test_waiting_never_makes_a_document_younger(written: dt.date, today: dt.date) -> None:
    order = ["current", "due within 60 days", "overdue"]
    stated = dates(claim("updated", "Updated then", written.isoformat()))
    now, later = yearly(stated, today), yearly(stated, today + dt.timedelta(30))
    assert order.index(now.state) <= order.index(later.state)


def test_contradictions_are_shown_and_change_nothing_where_every_date_is_past() -> None:
    one = claim("next-review", "Next review: April 2020", "2020-04-01", "2020-04-30", "month")
    two = claim("next-review", "Review due: May 2020", "2020-05-01", "2020-05-31", "month")
    conflict = f"Two dates are given: “{one.as_written}” and “{two.as_written}”."
    written = claim("approved", "Approved April 2019", "2019-04-01", "2019-04-30", "month")
    stated = Dates((written, one, two), written, one, conflicts=(conflict,))
    own, by_law = by_own_review(stated, TODAY), yearly(stated)
    assert (own.state, own.doubts) == ("overdue", ())
    assert conflict in own.reason
    assert (by_law.state, by_law.doubts) == ("overdue", ())


def test_two_next_reviews_of_which_one_lies_ahead_are_for_a_person() -> None:
    past = claim("next-review", "Next review: April 2020", "2020-04-01", "2020-04-30", "month")
    ahead = claim("next-review", "Review due: May 2028", "2028-05-01", "2028-05-31", "month")
    conflict = f"Two dates are given: “{past.as_written}” and “{ahead.as_written}”."
    stated = Dates((past, ahead), None, past, conflicts=(conflict,))
    assert by_own_review(stated, TODAY).doubts == (conflict,)


def test_a_bare_review_date_may_be_the_last_review() -> None:
    bare = claim("next-review", "Review date: May 2026", "2026-05-01", "2026-05-31", "month")
    doubt = "“Review date: May 2026” does not say whether it is the last review or the next."
    stated = Dates((bare,), None, bare, conflicts=(doubt,))
    assert by_own_review(stated, TODAY).doubts == (doubt,)
    assert yearly(stated).doubts == (doubt,)


def test_a_review_announced_for_long_after_means_it_was_updated_in_between() -> None:
    written = claim("issued", "Issued January 2018", "2018-01-01", "2018-01-31", "month")
    ahead = claim("next-review", "Review date: August 2025", "2025-08-01", "2025-08-31", "month")
    age = plan(dates(written, next_review=ahead))
    assert age.state == "overdue"
    assert "in between" in age.doubts[0]
