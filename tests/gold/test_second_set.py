"""The second gold set: labels that point at words which stand there, and a half kept blind.

Failures in the tune half name the document; in the held half they are only counted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .score import STATUSES, WATCHED, squeezed
from .second_set import Document, documents, evidence_of, texts

DOCUMENTS = documents()
TUNE = [one for one in DOCUMENTS if one.id.startswith("tune/")]
HELD = [one for one in DOCUMENTS if one.id.startswith("held/")]
ITEMS = 25
ELEMENTS = 9
NUMBER = re.compile(r"(?<![\d.-])0[1-9](?:[ -]?\d){8,9}(?!\d)")
FICTION = re.compile(r"01632960\d{3}|08081570\d{3}")
"""Telephone numbers that the regulator keeps for fiction, without spaces."""


def mistakes(document: Document) -> list[str]:
    """What is wrong with a document or its label, a sentence each."""
    text = " ".join(texts(document))
    numbers = [re.sub(r"\D", "", number) for number in NUMBER.findall(text)]
    found = [f"{one} may be somebody's" for one in numbers if not FICTION.fullmatch(one)]
    if document.is_negative:
        return found
    label, words = document.label(), squeezed(text)
    return [
        *found,
        *_items(label, document),
        *_dates(label, words),
        *_others(label, words),
    ]


def _items(label: dict[str, Any], document: Document) -> Iterator[str]:
    if len(label["items"]) != ITEMS or len(label["policy_elements"]) != ELEMENTS:
        yield "items or elements are missing"
    shown = evidence_of(document)
    for item, entry in label["items"].items():
        if not {entry["status"], entry.get("or", "absent")} <= set(STATUSES):
            yield f"{item}: no such status"
        if (entry["quote"] is None) != (entry["status"] == "absent"):
            yield f"{item}: a quotation where nothing stands, or none where something does"
        elif entry["quote"] and not shown.shows(entry["quote"], entry["page"]):
            yield f"{item}: the quotation does not stand there"
        if entry["quote"] and len(entry["quote"].split()) > 12:
            yield f"{item}: a long quotation"
    for element, entry in label["policy_elements"].items():
        if not {entry["status"], entry.get("or", "absent")} <= {"present", "absent"}:
            yield f"{element}: no such status"


def _dates(label: dict[str, Any], words: str) -> Iterator[str]:
    singles = [span for span in (label["document_date"], label["next_review"]) if span]
    for span in [*singles, *label["dates"]]:
        if dt.date.fromisoformat(span["start"]) > dt.date.fromisoformat(span["end"]):
            yield "a span that ends before it begins"
    claimed = {(date["start"], date["end"]) for date in label["dates"]}
    if any((span["start"], span["end"]) not in claimed for span in singles):
        yield "a date of the document that is not among its dates"
    if any(squeezed(date["as_written"]) not in words for date in label["dates"]):
        yield "a date that does not stand there"


def _others(label: dict[str, Any], words: str) -> Iterator[str]:
    for name in ("title", "school"):
        if squeezed(label[name]) not in words:
            yield f"the {name} does not stand there"
    if label["kind"] not in WATCHED:
        yield "of none of the watched kinds"
    if label["senco"]["contact"] != bool(label["senco"]["contact_kinds"]):
        yield "a contact without means, or means without a contact"


@pytest.mark.parametrize("document", TUNE, ids=lambda document: document.id)
def test_a_document_of_the_tune_half_and_its_label_agree(document: Document) -> None:
    assert mistakes(document) == []


def test_documents_and_labels_of_the_held_half_agree() -> None:
    count = sum(len(mistakes(document)) for document in HELD)
    assert count == 0, "which they are is for the set's authors to see"


def test_each_half_is_whole_and_lies_in_its_folder() -> None:
    for half, odd in ((TUNE, 1), (HELD, 0)):
        assert sum(not one.is_negative for one in half) == 46
        assert sum(one.is_negative for one in half) == 8
        assert all(int(one.path.stem[-2:]) % 2 == odd for one in half)
        for document in half:
            assert document.path.with_suffix(".json").exists() != document.is_negative


def test_every_status_is_common_enough_that_laziness_does_not_pay() -> None:
    labels = [one.label() for one in DOCUMENTS if not one.is_negative]
    statuses = [item["status"] for label in labels for item in label["items"].values()]
    assert min(statuses.count(status) for status in STATUSES) >= len(statuses) / 7


def test_a_mistake_in_a_file_or_a_label_is_found(tmp_path: Path) -> None:
    (good, *_) = (one for one in TUNE if one.path.name == "p101.html")
    page = good.path.read_text("utf-8").replace("01632 960", "01632 970")
    label = good.path.with_suffix(".json").read_text("utf-8").replace("dyslexia", "dyspraxia")
    bad = tmp_path / "p101.html"
    bad.write_text(page, "utf-8")
    bad.with_suffix(".json").write_text(label, "utf-8")
    found = mistakes(Document(bad))
    assert any(one.startswith("01632970") for one in found)
    assert "kinds-of-sen: the quotation does not stand there" in found
