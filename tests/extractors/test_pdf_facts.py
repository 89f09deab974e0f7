"""What a PDF says of itself: title from either place, figures with and without a text."""

from __future__ import annotations

import zlib

import pytest

from extractors.pdf_facts import described
from extractors.pdf_figures import figures


def packed(objects: dict[int, bytes]) -> bytes:
    """Objects in a packed stream, as Word and Acrobat write tags."""
    index, content = b"", b""
    for number, text in objects.items():
        index += b"%d %d " % (number, len(content))
        content += text
    stream = zlib.compress(index + content)
    head = b"9 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
        len(objects),
        len(index),
        len(stream),
    )
    return b"%PDF-1.5\n" + head + b"stream\n" + stream + b"\nendstream endobj\n"


TOLD = b"<</S/Figure/Alt(A ramp at the door)/P 2 0 R>>"
SILENT = b"<</S/Figure/P 2 0 R/A<</O/Layout/BBox[1 2 3 4]>>>>"


@pytest.mark.parametrize(
    ("objects", "found"),
    [
        ({4: TOLD, 5: SILENT, 6: b"<</S/P/P 2 0 R>>"}, (2, 1)),
        ({4: SILENT.replace(b"/P 2", b"/Alt()/P 2")}, (1, 1)),
        ({4: TOLD.replace(b"(A ramp at the door)", b"<FEFF00410042>")}, (1, 0)),
        ({4: TOLD.replace(b"(A ramp at the door)", b"<FEFF>")}, (1, 1)),
        ({4: SILENT.replace(b"Figure", b"Picture"), 7: b"<</Picture/Figure/Plan/P>>"}, (1, 1)),
        ({6: b"<</S/P>>"}, (0, 0)),
    ],
)
def test_figures_in_packed_tags(objects: dict[int, bytes], found: tuple[int, int]) -> None:
    assert figures(packed(objects)) == found


def test_figures_in_tags_that_stand_in_the_file_as_they_are() -> None:
    body = b"%PDF-1.4\n4 0 obj\n" + SILENT + b"\nendobj\n5 0 obj\n" + TOLD + b"\nendobj\n"
    assert figures(body) == (2, 1)


def test_a_figure_that_was_given_a_text_when_the_file_was_saved_again_has_one() -> None:
    assert figures(packed({4: SILENT}) + packed({4: TOLD})) == (1, 0)


@pytest.mark.parametrize(
    "body", [b"", b"/ObjStm", b"9 0 obj /First 5 /ObjStm>>stream\nxx", b"/Figure"]
)
def test_broken_tags_are_no_figures(body: bytes) -> None:
    assert figures(body) == (0, 0)


def test_dates_of_the_file_are_iso_dates() -> None:
    found = described({"CreationDate": "D:20250901", "ModDate": "yesterday", "Trapped": "no"})
    assert found == {"created": "2025-09-01", "modified": "yesterday"}
