"""A run that moved too far is noticed, and an ordinary night is not."""

from __future__ import annotations

import pytest

from checks.assertions import NOT_CHECKED, REPORT_FOUND, compare, shares_of
from checks.model import Finding, Verdict
from checks.settings import RunSettings


def run(
    found: int, failed: int = 0, schools: int = 100, area: str = "999"
) -> list[tuple[str, Finding]]:
    """So many schools of which `found` have a report and `failed` could not be checked."""
    verdicts: list[Verdict] = ["met"] * found + ["could not check"] * failed
    verdicts += ["not found"] * (schools - len(verdicts))
    return [
        (area, Finding(900000 + n, "report-published", verdict, ""))
        for n, verdict in enumerate(verdicts)
    ]


def alarms(
    before: list[tuple[str, Finding]], now: list[tuple[str, Finding]]
) -> set[tuple[str, str]]:
    found = compare(shares_of("one", before), shares_of("two", now))
    return {(alarm.area, alarm.measure) for alarm in found}


def test_reports_that_vanish_in_one_night_hold_the_run_back() -> None:
    found = compare(shares_of("one", run(80)), shares_of("two", run(60)))
    by_measure = {(alarm.area, alarm.measure): alarm.message for alarm in found}
    assert by_measure["999", REPORT_FOUND] == (
        "Report found in authority 999: 80 % (80 of 100) in the last run, 60 % (60 of 100) now."
    )
    assert ("all", REPORT_FOUND) in by_measure


@pytest.mark.parametrize(("found", "failed"), [(70, 0), (80, 9), (95, 0)])
def test_an_ordinary_night_passes(found: int, failed: int) -> None:
    assert alarms(run(80), run(found, failed)) == set()


def test_sites_that_cannot_be_reached_hold_the_run_back() -> None:
    assert ("999", NOT_CHECKED) in alarms(run(80), run(80, failed=15))


def test_schools_that_are_gone_hold_the_run_back() -> None:
    assert ("999", "schools") in alarms(run(80), run(60, schools=75))
    assert alarms(run(80), run(72, schools=90)) == set()


def test_an_authority_that_is_gone_altogether_is_noticed() -> None:
    both = run(80) + run(80, area="998")
    assert ("998", "schools") in alarms(both, run(80))


def test_a_few_schools_prove_nothing() -> None:
    assert alarms(run(10, schools=12), run(2, schools=12)) == set()


def test_a_requirement_that_jumps_everywhere_is_noticed() -> None:
    def items(met: int) -> list[tuple[str, Finding]]:
        verdicts: list[Verdict] = ["met"] * met + ["partly"] * (100 - met)
        return [("999", Finding(n, "complaints", v, "")) for n, v in enumerate(verdicts)]

    assert ("all", "complaints") in alarms(items(40), items(65))
    assert alarms(items(40), items(55)) == set()


def test_what_is_not_owed_is_not_in_the_denominator() -> None:
    not_owed = [("999", Finding(1, "complaints", "not applicable", ""))]
    owed = [("999", Finding(2, "complaints", "met", ""))]
    assert shares_of("one", not_owed + owed).shares["999", "complaints"].of == 1


def test_the_first_run_is_compared_with_nothing() -> None:
    assert compare(None, shares_of("one", run(5))) == []


def test_limits_are_settings() -> None:
    before, now = shares_of("one", run(80)), shares_of("two", run(76))
    assert compare(before, now, RunSettings(fall_points=3)) != []
