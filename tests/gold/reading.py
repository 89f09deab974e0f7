"""The readers' answers on our own gold set, as judgements."""

from __future__ import annotations

import datetime as dt
import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from checks import requirements
from sendwatch.inspect import as_label, inspect_files

from .render import rendered, write_all
from .score import Evidence, Judgement, judge, judge_negative, squeezed
from .source import HERE, Source, lines

TODAY = dt.date(2026, 11, 23)
"""The day on which the documents were written: a label does not change with the calendar."""


def label_of(source: Source) -> dict[str, Any]:
    """The label of a document that has one."""
    path = HERE / "labels" / f"{source.id}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def readings(documents: Sequence[Source], workers: int = 2) -> list[dict[str, Any]]:
    """What the readers say of each document's file, in a label's shape and in order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = list(write_all(Path(folder), documents).values())
        return read_files(paths, TODAY, workers)


def read_files(paths: Sequence[Path], today: dt.date, workers: int = 2) -> list[dict[str, Any]]:
    """What the readers say of each file on a day, in a label's shape and in order."""
    found = inspect_files(paths, requirements.load(), today, law_date=None, workers=workers)
    return [as_label(inspection) for inspection in found]


def evidence_of(source: Source) -> Evidence:
    """The document's words from its source, and for a PDF each page's as the file has them."""
    words = squeezed(" ".join(lines(source)))
    if source.form != "pdf":
        return Evidence(words)
    with pdfium.PdfDocument(io.BytesIO(rendered(source))) as document:
        pages = tuple(squeezed(page.get_textpage().get_text_range()) for page in document)
    return Evidence(words, pages)


def judgements(documents: Iterable[Source]) -> list[Judgement]:
    """Every judgement on the documents, labelled ones and negatives."""
    kept = list(documents)
    found: list[Judgement] = []
    for source, reading in zip(kept, readings(kept), strict=True):
        if source.is_negative:
            found.append(judge_negative(source.id, reading))
        else:
            found.extend(judge(label_of(source), reading, evidence_of(source)))
    return found
