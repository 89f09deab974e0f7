"""Scans: the engine's words become passages with pages; without one, a named problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pdf import read_pdf
from tests.extractors.readers_samples import scanned_pdf

_ENGINE = """#!/bin/sh
cat > /dev/null
[ "$OMP_THREAD_LIMIT" = 1 ] || exit 1
echo "WHO IS THE SENCO?"
echo
echo "Our SENCO is Sam Sample. You can reach her by telephone on any day of"
echo "the week, or write to her at the school, and she will answer within two days."
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for tesseract: the same call, the same sort of answer."""
    program = tmp_path / "tesseract"
    program.write_text(_ENGINE)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return program


@pytest.mark.usefixtures("engine")
def test_a_scan_is_read_with_its_pages() -> None:
    document = read_pdf(scanned_pdf(2))
    assert document.problem is None
    assert document.reader == "pdf+ocr/1"
    assert [(p.heading, p.page) for p in document.passages] == [
        ("WHO IS THE SENCO?", 1),
        ("WHO IS THE SENCO?", 2),
    ]
    assert (
        document.passages[0]
        .blocks[0]
        .text.endswith(
            "any day of the week, or write to her at "
            "the school, and she will answer within two days."
        )
    )


def test_an_engine_that_finds_nothing_leaves_it_a_scan(engine: Path) -> None:
    engine.write_text("#!/bin/sh\ncat > /dev/null\n")
    assert read_pdf(scanned_pdf(1)).problem == "scanned image"
