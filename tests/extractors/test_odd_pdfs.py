"""Broken, encrypted, rotated and odd PDFs from other projects' tests: all are survived."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from extractors.limits import Hints, ReaderPool

_SHARED = Path(
    os.environ.get("SENDWATCH_SHARED", Path(__file__).resolve().parents[2].parent / "shared")
)
_ODD = sorted((_SHARED / "odd-pdfs").glob("*.pdf"))
_SECONDS = 60
"""The slowest takes some 13 s on an idle machine: the limit is against hanging, not slowness."""


@pytest.mark.skipif(not _ODD, reason="no folder odd-pdfs: set SENDWATCH_SHARED")
def test_every_odd_pdf_gives_text_or_a_named_problem_in_time() -> None:
    with ReaderPool(2, seconds=_SECONDS) as pool:
        bodies = ((path.name, path.read_bytes(), Hints(filename=path.name)) for path in _ODD)
        last = time.monotonic()
        for name, reading in pool.imap(bodies):
            took, last = time.monotonic() - last, time.monotonic()
            assert took < _SECONDS, name
            document = reading.document
            assert document.problem not in ("too slow", "too large"), name
            assert "error" not in document.properties, (name, document.properties["error"])
            assert document.problem is not None or document.text.strip(), name
