"""All words of a passage beside the patterns: what they doubt, and what they may not do."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from benchmarks.likeness import learn, stems_to_learn
from checks.content import DOUBTED, read_items
from checks.content_hints import ITEMS, load_hints
from checks.content_likeness import STEM, Likenesses
from checks.content_text import statements_of
from tests.checks.content_samples import document
from tests.gold.sentence_set import TUNE, everyday, passages

WEIGHTS = Path(__file__).parents[2] / "checks" / "likeness.json"
PARENTS = "# Report\n\n## Thursdays\n\n"
PARENTS += (
    "Families sit with the teacher over tea, hear how the term went and say what they want.\n"
)


def about(body: str, item: str) -> float:
    statements = statements_of(document(body), load_hints())
    found = Likenesses(statements, load_hints())
    like = found.about(ITEMS.index(item), [one.heading for one in statements])
    assert like is not None
    return like.about


def test_a_passage_is_more_about_its_item_than_about_another() -> None:
    ramps = (
        "# Report\n\n## Getting in\n\nRamps, a lift and a wide toilet with rails for wheelchairs.\n"
    )
    assert about(ramps, "access-facilities") > 0 > about(ramps, "complaints")
    assert about(PARENTS, "consulting-parents") > about(PARENTS, "access-facilities")


def test_nothing_is_about_anything_in_an_empty_document() -> None:
    found = Likenesses([], load_hints())
    assert found.about(0, []) is None
    assert not found.answers(0, [], -9.0)


def test_it_never_makes_an_answer_and_says_how_unsure_it_is() -> None:
    for one in passages(TUNE)[::40]:
        for reading in read_items(document(f"# Report\n\n{one.text}\n")).values():
            if reading.note == "a passage seems to be about it":
                assert (reading.status, reading.confidence) == ("partial", DOUBTED)
                assert reading.quotation


def test_the_file_has_a_row_of_all_lanes_for_each_stem() -> None:
    found = json.loads(WEIGHTS.read_text("utf-8"))
    lanes = 2 * len(ITEMS)
    assert len(found["start"]) == lanes
    assert all(len(base64.b64decode(row)) == lanes for row in found["stems"].values())


def test_the_stems_are_those_of_the_passages_and_nobodys_name() -> None:
    stems = stems_to_learn([*passages(TUNE), *everyday()])
    assert set(json.loads(WEIGHTS.read_text("utf-8"))["stems"]) == set(stems)
    assert all(len(stem) <= STEM for stem in stems)
    assert "larksp" not in stems


def test_learning_tells_two_kinds_of_rows_apart() -> None:
    rows = [[0, 2], [0, 3], [1, 2], [1, 3]]
    weights = learn(rows, [True, True, False, False], 4)
    assert weights[0] > 0 > weights[1]
    assert abs(weights[2]) < weights[0]
