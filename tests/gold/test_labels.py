"""The gold set itself: labels that point at words which stand where they say."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pytest

from .render import rendered
from .source import Source, lines, sources

LABELS = Path(__file__).parent / "labels"
SOURCES = sources()
LABELLED = [source for source in SOURCES if not source.is_negative]
ITEMS = 25
ELEMENTS = 9


def label(source: Source) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((LABELS / f"{source.id}.json").read_text("utf-8"))
    return found


def squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9£%]+", "", text.lower())


def by_id(source: Source) -> str:
    return source.id


def test_documents_and_labels_belong_together() -> None:
    assert {path.stem for path in LABELS.glob("*.json")} == {source.id for source in LABELLED}
    assert len(LABELLED) >= 40
    assert len(SOURCES) - len(LABELLED) >= 12


@pytest.mark.parametrize("source", LABELLED, ids=by_id)
def test_quotations_stand_in_the_document(source: Source) -> None:
    text = squeezed(" ".join(lines(source)))
    found = label(source)
    for item, entry in found["items"].items():
        assert (entry["quote"] is None) == (entry["status"] == "absent"), item
        if entry["quote"]:
            assert squeezed(entry["quote"]) in text, item
            assert len(entry["quote"].split()) <= 12, item
    for date in found["dates"]:
        assert squeezed(date["as_written"]) in text
    assert squeezed(found["title"]) in text


@pytest.mark.parametrize("source", [s for s in LABELLED if s.form == "pdf"], ids=by_id)
def test_pages_are_those_of_the_file(source: Source) -> None:
    with pdfium.PdfDocument(io.BytesIO(rendered(source))) as document:
        pages = [squeezed(page.get_textpage().get_text_range()) for page in document]
    for item, entry in label(source)["items"].items():
        if entry["status"] != "absent":
            opening = squeezed(" ".join(entry["quote"].split()[:4]))
            assert opening in pages[entry["page"] - 1], item


@pytest.mark.parametrize("source", LABELLED, ids=by_id)
def test_labels_are_complete_and_their_dates_hold_together(source: Source) -> None:
    found = label(source)
    assert len(found["items"]) == ITEMS
    assert len(found["policy_elements"]) == ELEMENTS
    spans = [found["document_date"], found["next_review"], *found["dates"]]
    for span in filter(None, spans):
        assert dt.date.fromisoformat(span["start"]) <= dt.date.fromisoformat(span["end"])
    claimed = {(date["start"], date["end"]) for date in found["dates"]}
    for single in filter(None, (found["document_date"], found["next_review"])):
        assert (single["start"], single["end"]) in claimed
    assert found["senco"]["contact"] == bool(found["senco"]["contact_kinds"])


@pytest.mark.parametrize("source", SOURCES, ids=by_id)
def test_files_are_the_same_bytes_each_time(source: Source) -> None:
    assert rendered(source) == rendered(source)


def test_every_status_is_common_enough_that_laziness_does_not_pay() -> None:
    statuses = [item["status"] for s in LABELLED for item in label(s)["items"].values()]
    for status in ("covered", "partial", "absent"):
        assert statuses.count(status) >= len(statuses) / 4
