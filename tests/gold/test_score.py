"""The scorer, on readings whose figures can be counted by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from .reading import evidence_of, label_of
from .score import Evidence, figures, judge, judge_negative, kappa
from .source import Source, sources

SOURCES = {source.id: source for source in sources()}


def perfect(source: Source) -> dict[str, Any]:
    return copy.deepcopy(label_of(source))


def test_a_reading_that_says_what_the_label_says_is_right_throughout() -> None:
    source = SOURCES["g21"]
    label = label_of(source)
    found = figures(judge(label, perfect(source), evidence_of(source)))
    assert {figure.value for figure in found.values()} == {1.0}


def test_calling_everything_absent_gains_no_kappa_and_shows_as_false_accusations() -> None:
    source = SOURCES["g01"]
    reading = perfect(source)
    for entry in reading["items"].values():
        entry.update(status="absent", quote=None, page=None)
    found = figures(judge(label_of(source), reading, evidence_of(source)))
    assert found["item kappa"].value == pytest.approx(0)
    assert found["absent, not covered"].value < 0.3
    assert found["absent caught"].value == 1


def test_a_quotation_must_stand_on_the_page_that_is_named() -> None:
    evidence = Evidence(words="onetwothree", pages=("one", "twothree"))
    assert evidence.shows("Two, three", 2)
    assert not evidence.shows("Two, three", 1)
    assert not evidence.shows("four", 1)
    assert not evidence.shows("", 1)


def test_either_of_two_careful_readings_is_right() -> None:
    source = SOURCES["g03"]
    label = label_of(source)
    reading = perfect(source)
    item = next(name for name, entry in label["items"].items() if "or" in entry)
    reading["items"][item]["status"] = label["items"][item]["or"]
    found = figures(judge(label, reading, evidence_of(source)))
    assert found["item status"].value == 1


def test_a_date_in_the_same_month_is_near_but_not_right() -> None:
    source = SOURCES["g02"]
    reading = perfect(source)
    reading["document_date"] = {"start": "2025-03-14", "end": "2025-03-14"}
    found = figures(judge(label_of(source), reading, evidence_of(source)))
    assert found["document date"].value == 0
    assert found["document date, near"].value == 1


def test_taking_a_behaviour_policy_for_a_sen_policy_is_wrong() -> None:
    assert not judge_negative("n04", {"kind": "sen-policy"}).good
    assert judge_negative("n04", {"kind": "equality-information"}).good


def test_kappa_weighs_an_error_of_two_levels_four_times() -> None:
    right = [("absent", "absent"), ("covered", "covered")] * 5
    one_level = kappa([*right, ("absent", "partial")])
    two_levels = kappa([*right, ("absent", "covered")])
    assert two_levels < one_level < 1
    assert kappa(right) == 1
