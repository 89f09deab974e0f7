"""The readers stay as right as they have been: floors.yml says how right that is."""

from __future__ import annotations

import pytest

from benchmarks import accuracy
from tests.shared_material import needs_shared

from .score import figures


@pytest.fixture(scope="module")
def made() -> accuracy.Made:
    return accuracy.own()


def test_no_figure_of_our_gold_sets_is_below_its_floor(made: accuracy.Made) -> None:
    assert accuracy.below(accuracy.own_values(made)) == []


def test_every_part_of_a_reading_was_judged(made: accuracy.Made) -> None:
    for judgements, documents, negatives in (
        (made.first, 40, 12),
        (made.second, 90, 16),
        (made.long, 34, 0),
    ):
        counted = {name: figure.of for name, figure in figures(judgements).items()}
        assert counted["kind"] >= documents
        assert counted.get("negatives left alone", 0) >= negatives
        assert counted["item status"] == counted["kind"] * 25
    counted = {name: figure.of for name, figure in figures(made.fronts).items()}
    assert counted["kind"] == counted["document date"] == counted["next review"] == 100
    assert counted["SENCO named"] == counted["SENCO contact"] >= 70


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


def test_every_set_that_is_scored_has_floors(made: accuracy.Made) -> None:
    pinned = {floor.set for floor in accuracy.floors()}
    assert pinned == {*accuracy.own_values(made), "shared"}
