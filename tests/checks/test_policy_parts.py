"""The parts of a policy in wordings of every sort, with as many near misses."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
import yaml

from checks.policy import policy_elements
from extractors.model import Block, Dates, Document, Kind, Passage

WORDINGS = yaml.safe_load((Path(__file__).parent / "data" / "policy-parts.yml").read_text("utf-8"))
KINDS = {"report": "sen-information-report", "plan": "accessibility-plan"}
FILLER = "The school has two halls and a field."


def made(text: str) -> Document:
    """A document of a line of filler and then these lines."""
    passages = [Passage("", 0, (Block(FILLER),))]
    for line in text.splitlines():
        if line.startswith("## "):
            passages.append(Passage(line[3:], 2, ()))
            continue
        block = Block(line.removeprefix("> ").removeprefix("- "), kind=_kind(line))
        last = passages.pop()
        passages.append(Passage(last.heading, last.level, (*last.blocks, block)))
    return Document("0" * 64, "html", "", tuple(passages))


def _kind(line: str) -> str:
    return {"> ": "row", "- ": "item"}.get(line[:2], "text")


def parts_shown(line: str, element: str) -> bool:
    """Whether a line of the table shows the part; what it quotes must stand in one block."""
    first, _, rest = line.partition(" | ")
    kind, text = (first, rest) if rest and " " not in first else ("sen-policy", line)
    document = made(text)
    readings = policy_elements(document, Dates(), cast(Kind, KINDS.get(kind, kind)))
    found = next(each for each in readings if each.element == element)
    blocks = [block.text for passage in document.passages for block in passage.blocks]
    assert not found.present or any(found.quotation in block for block in blocks)
    return found.present


@pytest.mark.parametrize(
    ("element", "line"), [(name, line) for name, two in WORDINGS.items() for line in two["shown"]]
)
def test_a_part_is_found_in_many_wordings(element: str, line: str) -> None:
    assert parts_shown(line, element)


@pytest.mark.parametrize(
    ("element", "line"), [(name, line) for name, two in WORDINGS.items() for line in two["near"]]
)
def test_what_sounds_like_the_part_is_not_it(element: str, line: str) -> None:
    assert not parts_shown(line, element)
