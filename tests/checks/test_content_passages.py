"""Passages in the ways schools write them, each read as an officer would."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checks.content import read_items
from tests.checks.content_samples import document

_FILES = sorted((Path(__file__).parent / "data").glob("passages*.yml"))
_PASSAGES = [
    pytest.param(item, status, heading, text, id=f"{file.stem}-{item}-{status}-{number}")
    for file in _FILES
    for item, statuses in yaml.safe_load(file.read_text("utf-8")).items()
    for status, passages in statuses.items()
    for number, (heading, text) in enumerate(passages)
]


@pytest.mark.parametrize(("item", "status", "heading", "text"), _PASSAGES)
def test_a_passage_reads_as_an_officer_would(
    item: str, status: str, heading: str, text: str
) -> None:
    read = read_items(document(f"# SEN Information Report\n\n## {heading}\n\n{text}\n"))
    assert read[item].status == status
