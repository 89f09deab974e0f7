"""False friends: sentences that have the words of an item and do not answer it."""

from __future__ import annotations

import pytest

from checks.content import read_items
from tests.checks.content_samples import passages, under

_PASSAGES = passages("false-friends")


@pytest.mark.parametrize(("item", "said", "heading", "text"), _PASSAGES.values(), ids=_PASSAGES)
def test_only_an_answer_is_taken_for_one(item: str, said: str, heading: str, text: str) -> None:
    read = read_items(under(heading, text))
    assert (read[item].status == "covered") is (said == "answers")
