"""The readers stay as right as they have been: floors.yml says how right that is."""

from __future__ import annotations

import pytest

from benchmarks import accuracy
from tests.shared_material import needs_shared

from .score import Judgement, figures


@pytest.fixture(scope="module")
def made() -> list[Judgement]:
    return accuracy.own()


def test_no_figure_of_our_gold_set_is_below_its_floor(made: list[Judgement]) -> None:
    assert accuracy.below(accuracy.own_values(made)) == []


def test_every_part_of_a_reading_was_judged(made: list[Judgement]) -> None:
    counted = {name: figure.of for name, figure in figures(made).items()}
    assert counted["kind"] >= 40
    assert counted["negatives left alone"] >= 12
    assert counted["item status"] == counted["kind"] * 25


@needs_shared
def test_no_figure_of_the_shared_documents_is_below_its_floor() -> None:
    values = accuracy.shared_values()
    assert values is not None
    assert accuracy.below({"shared": values}) == []


def test_a_fallen_figure_is_named_with_its_floor() -> None:
    (floor, *_) = [one for one in accuracy.floors() if one.set == "ours"]
    values = {one.figure: 1.0 for one in accuracy.floors() if one.set == "ours"}
    values[floor.figure] = floor.least - 0.1
    (said,) = accuracy.below({"ours": values})
    assert floor.figure in said
    assert str(floor.least) in said
