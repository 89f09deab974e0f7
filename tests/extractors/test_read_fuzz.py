"""Whatever the bytes, `read_document` answers: mutated files of every format."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.model import Document
from extractors.read import read_document
from tests.extractors.readers_samples import (
    report_docx,
    report_odt,
    report_pdf,
    slides_pptx,
    table_pdf,
)

_HTML = b"""<html lang=en><body><h1>SEND</h1><table><tr><td>a<td>b</table><details><summary>Q?
</summary>A</details><a data-cfemail='00'>x</a><ul><li>one<li>two</ul></body></html>"""
_RTF = rb"{\rtf1\ansi{\fonttbl\f0 Arial;}{\b Heading}\par Some text \u8211? more.\par}"


@functools.cache
def seeds() -> tuple[bytes, ...]:
    return (
        report_pdf(pages=1),
        table_pdf([["Who?", "Us"], ["How?", "So"]], (40, 60)),
        report_docx(),
        report_odt(),
        slides_pptx(),
        _HTML,
        _RTF,
    )


@given(
    which=st.integers(0, 6),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)), max_size=8
    ),
    end=st.floats(0, 1),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_files_never_raise(
    which: int, cuts: list[tuple[float, int, bytes]], end: float
) -> None:
    body = bytearray(seeds()[which])
    for place, length, put in cuts:
        at = int(place * len(body))
        body[at : at + length] = put
    if end < 0.3:
        del body[int(end * 3 * len(body)) :]
    check(read_document(bytes(body)))


@given(st.text(alphabet="<>/abdhilprtu1 \"='&;#!-", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_markup_is_read(markup: str) -> None:
    check(read_document(f"<html>{markup}".encode()))


def check(document: Document) -> None:
    """What every Document promises."""
    assert document.problem is not None or document.sha256
    for passage in document.passages:
        assert bool(passage.heading) == bool(passage.level)
        for block in passage.blocks:
            assert block.text == " ".join(block.text.split()) != ""


@pytest.mark.parametrize("name", ["report.pdf", "report.doc", "report.html", "report.zip"])
def test_a_wrong_name_changes_nothing(name: str) -> None:
    right = read_document(report_pdf(pages=1))
    assert read_document(report_pdf(pages=1), filename=name).text == right.text
