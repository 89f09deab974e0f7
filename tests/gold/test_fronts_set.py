"""The fronts: labels of the right shape, nobody's address or number, and two equal halves."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from .fronts_set import DATES, SENCO, Front, fronts
from .source import lines
from .test_second_set import FICTION, NUMBER

FRONTS = fronts()
TUNE = [one for one in FRONTS if one.half == "tune"]
HELD = [one for one in FRONTS if one.half == "held"]
KINDS = {"sen-information-report", "sen-policy", "accessibility-plan", "local-offer", "other"}
HOST = re.compile(r"(?:https?://|www\.|@)([\w.-]+)")


def mistakes(front: Front) -> list[str]:
    """What is wrong with a document or its label, a phrase each."""
    source, label = front.source(), front.label()
    text = " ".join([*lines(source), front.path.read_text("utf-8")])
    numbers = [re.sub(r"\D", "", number) for number in NUMBER.findall(text)]
    found = [f"{one} may be somebody's" for one in numbers if not FICTION.fullmatch(one)]
    hosts = {host.rstrip(".").lower() for host in HOST.findall(text)}
    found += [f"{one} may be somebody's" for one in hosts if not one.endswith("example.org")]
    if label["id"] != front.path.stem or label["kind"] not in KINDS:
        found.append("another id, or no such kind")
    spans = [label[key] for key in DATES] + [label.get(f"{key}_or") for key in DATES]
    for one in spans:
        if isinstance(one, dict) and not _in_order(one["start"], one["end"]):
            found.append(f"{one} ends before it starts")
    found += [
        f"{key} is neither true nor false" for key in SENCO if label[key] not in (True, False)
    ]
    return found


def _in_order(start: str, end: str) -> bool:
    return dt.date.fromisoformat(start) <= dt.date.fromisoformat(end)


@pytest.mark.parametrize("front", TUNE, ids=lambda front: front.id)
def test_a_front_of_the_tune_half_and_its_label_are_sound(front: Front) -> None:
    assert mistakes(front) == []


def test_fronts_and_labels_of_the_held_half_are_sound() -> None:
    assert sum(len(mistakes(front)) for front in HELD) == 0


def test_both_halves_are_equal_and_of_both_authors() -> None:
    assert len(TUNE) == len(HELD) == 50
    assert {one.path.stem[0] for one in TUNE} == {one.path.stem[0] for one in HELD}
    for half in (TUNE, HELD):
        assert {one.label()["kind"] for one in half} == KINDS
        assert {one.source().form for one in half} == {"pdf", "docx", "html"}
