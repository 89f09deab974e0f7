"""Wordings that name the SENCO, or give a means of contact, or do neither, from a table of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.contacts import read_contacts
from extractors.model import Block, Document, Link, Passage

TABLE = Path(__file__).with_name("contacts_wordings.txt")
CASES = [
    line
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FILLER = Block("We help children in many ways and work with their families every day of the week.")


def document(text: str) -> Document:
    passages: list[Passage] = []
    links: list[Link] = []
    heading, blocks = "SEN Information Report", [Block("Example Primary School"), FILLER]
    for written in text.split("\\n"):
        for shown, url in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", written):
            links.append(Link(shown, url))
        line = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", written).replace("**", "").strip()
        if line.startswith("# "):
            passages.append(Passage(heading, 1, tuple(blocks)))
            heading, blocks = line[2:], []
        elif line.startswith("|"):
            cells = (cell.strip() for cell in line.strip("|").split("|"))
            blocks.append(Block(" ".join(cell for cell in cells if cell), None, "row"))
        elif line.startswith("- "):
            blocks.append(Block(line[2:], None, "item"))
        else:
            blocks.append(Block(line))
    passages.append(Passage(heading, 1, (*blocks, FILLER)))
    passages.append(Passage("How we help", 2, (FILLER, FILLER)))
    return Document("0" * 64, "docx", "", tuple(passages), links=tuple(links))


@pytest.mark.parametrize("case", CASES)
def test_who_the_senco_is_and_how_to_reach_them(case: str) -> None:
    wanted, text = case.split(" || ", 1)
    contacts = read_contacts(document(text))
    named = any(contact.name for contact in contacts)
    reached = any(contact.kinds for contact in contacts)
    assert f"{'NY'[named]} {'NY'[reached]}" == wanted
