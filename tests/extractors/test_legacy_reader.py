"""ODT, RTF, PPTX, plain text, and DOC where LibreOffice is not there."""

from __future__ import annotations

import pytest

from extractors.legacy import read_doc, read_odt, read_pptx, read_rtf, read_text
from tests.extractors.readers_samples import report_odt, slides_pptx


def test_odt() -> None:
    document = read_odt(report_odt())
    (passage,) = document.passages
    assert passage.heading == "Accessibility plan"
    assert [(block.kind, block.text) for block in passage.blocks] == [
        ("text", "Agreed in May 2025."),
        ("item", "A ramp at the main door"),
        ("row", "Lead Site manager"),
        ("text", "The plan"),
    ]
    assert document.links[0].url == "https://example.org/plan"


def test_pptx_has_a_heading_and_a_page_for_each_slide() -> None:
    document = read_pptx(slides_pptx())
    (passage,) = document.passages
    assert (passage.heading, passage.page) == ("Support at our school", 1)
    assert passage.blocks[0].text == "A nurture group every morning"
    assert document.pages == 1


def test_rtf() -> None:
    body = (
        rb"{\rtf1\ansi\deff0 {\b Who is the SENCO?}\par Sam Sample caf\'e9 \'96 01632 960123\par}"
    )
    document = read_rtf(body)
    assert document.passages[0].heading == "Who is the SENCO?"
    assert document.passages[0].blocks[0].text == "Sam Sample café – 01632 960123"


def test_plain_text_takes_questions_and_capitals_as_headings() -> None:
    document = read_text(b"SEN POLICY\n\nWe include everybody.\n\nHow do we help?\n- With time\n")
    assert [passage.heading for passage in document.passages] == ["SEN POLICY", "How do we help?"]
    assert document.passages[1].blocks[0].kind == "item"


def test_doc_without_libreoffice_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_doc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").problem == "needs LibreOffice"
