"""Absurd text costs about as much more as it is longer: no reader works itself to death on it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from extractors.contacts import read_contacts
from extractors.dates import read_dates
from extractors.model import Block, Document, Passage

SHORT = 1_500
LONGER = 16
MOST = 3
"""So many times more than in proportion is let pass: a quadratic reader needs sixteen times."""
LEAST = 0.2
"""Seconds below which nothing is compared: a reader that is done is done."""


def line(text: str) -> Document:
    return Document("0" * 64, "html", "", (Passage("SEN Information Report", 1, (Block(text),)),))


def cost(read: Callable[[Document], object], document: Document) -> float:
    started = time.process_time()
    read(document)
    return time.process_time() - started


@pytest.mark.parametrize("read", [read_contacts, read_dates])
@pytest.mark.parametrize(
    "unit",
    [
        "SENCO ",
        "SENCO Inclusion Manager ",
        "Mrs Alex Example Jo Sample ",
        "_",
        "a",
        "Signed: ",
        "jo.sample@example.org ",
        "Reviewed: May 2024 ",
    ],
)
def test_a_long_line_is_read_in_proportion(read: Callable[[Document], object], unit: str) -> None:
    short = line("Signed: " + unit * (SHORT // len(unit)))
    long = line("Signed: " + unit * (SHORT * LONGER // len(unit)))
    least = min(cost(read, short) for _ in range(3))
    assert min(cost(read, long) for _ in range(3)) < max(LEAST, least * LONGER * MOST)
