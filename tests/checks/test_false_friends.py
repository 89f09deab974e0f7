"""False friends: sentences that have the words of an item and do not answer it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checks.content import read_items
from tests.checks.content_samples import document

_FILES = sorted((Path(__file__).parent / "data").glob("false-friends*.yml"))
_PASSAGES = [
    pytest.param(item, said, heading, text, id=f"{file.stem}-{item}-{said}-{number}")
    for file in _FILES
    for item, kinds in yaml.safe_load(file.read_text("utf-8")).items()
    for said, passages in kinds.items()
    for number, (heading, text) in enumerate(passages)
]


@pytest.mark.parametrize(("item", "said", "heading", "text"), _PASSAGES)
def test_only_an_answer_is_taken_for_one(item: str, said: str, heading: str, text: str) -> None:
    read = read_items(document(f"# SEN Information Report\n\n## {heading}\n\n{text}\n"))
    assert (read[item].status == "covered") is (said == "answers")
