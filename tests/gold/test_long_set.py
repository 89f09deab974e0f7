"""The long gold set: labels that point at words which stand there, and a half kept blind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import agreement

from . import second_set
from .long_set import Document, documents
from .score import STATUSES
from .source import lines
from .test_second_set import mistakes

DOCUMENTS = documents()
TUNE = [one for one in DOCUMENTS if one.id.startswith("tune/")]
HELD = [one for one in DOCUMENTS if one.id.startswith("held/")]


def wrong(document: Document, folder: Path) -> list[str]:
    """What is wrong with the document as a file, or with its label."""
    path = document.written(folder)
    shutil.copy(document.path.with_suffix(".json"), folder)
    return mistakes(second_set.Document(path))


@pytest.mark.parametrize("document", TUNE, ids=lambda document: document.id)
def test_a_document_of_the_tune_half_and_its_label_agree(
    document: Document, tmp_path: Path
) -> None:
    assert wrong(document, tmp_path) == []


def test_documents_and_labels_of_the_held_half_agree(tmp_path: Path) -> None:
    assert sum(len(wrong(document, tmp_path)) for document in HELD) == 0


def test_each_half_has_documents_of_every_author_and_they_are_long() -> None:
    kept_aside = {"p"}
    authors = {one.path.stem[1] for one in TUNE}
    assert {one.path.stem[1] for one in HELD} == authors | kept_aside
    for document in DOCUMENTS:
        words = sum(len(line.split()) for line in lines(document.source()))
        assert words >= 2_400, document.id


def test_a_label_has_the_first_answers_of_both_its_readers() -> None:
    answers = list(agreement.pairs("long"))
    assert len(answers) == 25 * len(DOCUMENTS)
    for label, second in answers:
        assert set(second) <= set(STATUSES)
        assert second[0] in label


def test_every_status_is_common_enough_that_laziness_does_not_pay() -> None:
    labels = [one.label() for one in DOCUMENTS]
    statuses = [item["status"] for label in labels for item in label["items"].values()]
    assert min(statuses.count(status) for status in STATUSES) >= len(statuses) / 7
