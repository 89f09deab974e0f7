"""Wordings that once lost the SENCO's name: a school's name between, a table of details."""

from __future__ import annotations

import time

import pytest

from extractors.contacts import read_contacts
from extractors.model import Block, BlockKind, Contact, Document, Passage


def senco(kind: BlockKind, *blocks: str) -> Contact | None:
    passage = Passage("Our SENCO", 1, tuple(Block(text, 1, kind) for text in blocks), 1)
    found = read_contacts(Document("0" * 64, "pdf", "", (passage,), 1))
    return found[0] if found else None


def test_a_school_named_like_a_person_may_stand_between() -> None:
    found = senco(
        "text",
        "The special educational needs co-ordinator at North Common Example Primary Academy is "
        "Mrs T Dovecotes, who is a qualified teacher. Appointments can be made through the "
        "school office on 01632 960583.",
    )
    assert found and found.name == "Mrs T Dovecotes"
    assert "phone" in found.kinds


@pytest.mark.parametrize("role", ["SENCo", "Acting SENCO", "SENDCO"])
def test_a_row_above_rows_of_details_names_the_senco(role: str) -> None:
    found = senco(
        "row",
        f"{role} Beth Copperdale",
        "Days in school Monday to Thursday",
        "E-mail senco@example.org",
        "Telephone 01632 960772",
    )
    assert found and found.name == "Beth Copperdale"
    assert set(found.kinds) == {"email", "phone"}


def test_an_event_of_the_senco_is_nobodys_name() -> None:
    found = senco("row", "SENCO Drop In", "Every Monday", "Telephone 01632 960772")
    assert found is None or found.name is None


def test_a_page_without_end_costs_no_more_than_its_length() -> None:
    """Letters without a gap before an @ were once tried from each of their letters."""
    started = time.process_time()
    senco("text", "SENCO " + "a." * 100_000 + "@ " + "b-" * 20_000)
    assert time.process_time() - started < 10
