"""Passages in the ways schools write them, each read as an officer would."""

from __future__ import annotations

import pytest

from checks.content import read_items
from tests.checks.content_samples import passages, under

_PASSAGES = passages("passages")


@pytest.mark.parametrize(("item", "status", "heading", "text"), _PASSAGES.values(), ids=_PASSAGES)
def test_a_passage_reads_as_an_officer_would(
    item: str, status: str, heading: str, text: str
) -> None:
    assert read_items(under(heading, text))[item].status == status
