"""Absurd text costs about as much more as it is longer: judging has no limit of time to stop it."""

from __future__ import annotations

import time

import pytest

from checks.content_marks import marks_of
from checks.policy import policy_elements
from checks.series import _NUMBER
from extractors.model import Block, Dates, Document, Passage

LONG = 24_000
MOST = 1.0
"""Seconds, of which a reader that works in proportion needs a twentieth."""


@pytest.mark.parametrize("unit", ["a-", "a.", "1.1", "Aa-", "a@", "_", "1"])
def test_a_long_line_is_searched_for_contacts_in_proportion(unit: str) -> None:
    text = f"Write to jo@example.org or see www.example.org {unit * (LONG // len(unit))}"
    document = Document("0" * 64, "html", "", (Passage("Contact", 1, (Block(text),)),))
    started = time.process_time()
    marks_of(document)
    policy_elements(document, Dates())
    assert time.process_time() - started < MOST


@pytest.mark.parametrize("unit", ["-", ", ", "(", "1 of ", "part "])
def test_a_long_title_is_numbered_in_proportion(unit: str) -> None:
    started = time.process_time()
    _NUMBER.search(unit * (LONG // len(unit)) + "x")
    assert time.process_time() - started < MOST


def test_the_addresses_of_a_contact_are_found() -> None:
    text = "Write to jo.sample@send.example.org or see send.local-offer.example.gov.uk/find?x=1."
    document = Document("0" * 64, "html", "", (Passage("Contact", 1, (Block(text),)),))
    (marks,) = marks_of(document).own.values()
    found = [text[mark.start : mark.end] for mark in marks]
    assert found == ["jo.sample@send.example", "send.local-offer.example.gov.uk/find?x=1."]
