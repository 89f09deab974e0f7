"""ODT, RTF, PPTX, plain text, and DOC where LibreOffice is not there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from extractors.legacy import read_doc, read_odt, read_pptx, read_rtf, read_text
from extractors.limits import ReaderPool
from tests.extractors.readers_samples import ANSWER, report_docx, report_odt, slides_pptx
from tests.shared_material import SHARED, needs_shared

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")


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


def test_rtf_with_letters_written_as_numbers() -> None:
    odd = rb"{\rtf1\ansi SEND \u99999999999? report \u-10179?\u-8704? for \u8217?us}"
    text = read_rtf(odd).text
    assert text == "SEND ? report \U0001f600 for \u2019us"
    assert text.encode()  # no half of a letter is left


def test_plain_text_takes_questions_and_capitals_as_headings() -> None:
    document = read_text(b"SEN POLICY\n\nWe include everybody.\n\nHow do we help?\n- With time\n")
    assert [passage.heading for passage in document.passages] == ["SEN POLICY", "How do we help?"]
    assert document.passages[1].blocks[0].kind == "item"


def test_doc_without_libreoffice_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_doc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").problem == "needs LibreOffice"


@needs_office
def test_doc_is_read_by_way_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(report_docx())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run(
        [str(_OFFICE), profile, *convert, str(tmp_path / "report.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = read_doc((tmp_path / "report.doc").read_bytes())
    assert document.problem is None
    assert document.format == "doc"
    passages = {passage.heading: passage.text for passage in document.passages}
    assert passages["How do we identify needs?"] == f"{ANSWER}\nBy talking with families"
    assert passages["Working with parents"] == "We meet every term."
    assert [block.text for block in document.furniture] == ["Reviewed May 2025"]


@needs_office
def test_bytes_that_libreoffice_cannot_read_are_damaged() -> None:
    assert read_doc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 4000).problem is not None


@needs_office
@needs_shared
def test_real_files_of_the_old_format_are_read_in_a_worker() -> None:
    paths = sorted((SHARED / "gold" / "negatives").glob("*.doc"))
    assert paths
    with ReaderPool(1) as pool:
        for path in paths:
            document = pool.read(path.read_bytes(), filename=path.name).document
            assert document.problem is None, path.name
            assert len(document.text.split()) > 200, path.name
