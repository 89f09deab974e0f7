"""DOCX: headings by style and by look, question tables, furniture, hostile containers."""

from __future__ import annotations

import zipfile

import pytest

from extractors import zipped
from extractors.docx import read_docx
from tests.extractors.readers_samples import ANSWER, plain_zip, report_docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_headings_by_style_by_look_and_from_a_question_table() -> None:
    document = read_docx(report_docx())
    passages = {p.heading: [block.text for block in p.blocks] for p in document.passages}
    assert passages["How do we identify needs?"] == [ANSWER, "By talking with families"]
    assert passages["Working with parents"] == ["We meet every term."]
    assert passages["What equipment is there?"] == [ANSWER]
    assert document.title == "SEN Information Report"


def test_list_items_footer_and_properties() -> None:
    document = read_docx(report_docx())
    kinds = {block.text: block.kind for p in document.passages for block in p.blocks}
    assert kinds["By talking with families"] == "item"
    assert [block.text for block in document.furniture] == ["Reviewed May 2025"]
    assert document.properties["title"] == "SEN Information Report"
    assert document.properties["heading_styles"] == "yes"


def test_struck_out_text_is_not_read_and_inserted_text_is() -> None:
    body = (
        f"<w:document {_W}><w:body><w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new words</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    assert read_docx(plain_zip({"word/document.xml": body.encode()})).text == "new words"


def test_a_zip_bomb_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_UNPACKED", 1_000_000)
    bomb = plain_zip({"word/document.xml": b"\0" * 2_000_000})
    assert len(bomb) < 10_000
    assert read_docx(bomb).problem == "too large"


def test_an_xml_bomb_is_refused() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><w:document {_W}>&a9;</w:document>'
    assert read_docx(plain_zip({"word/document.xml": body.encode()})).problem == "damaged"


@pytest.mark.parametrize("pack", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_cut_file_is_damaged(pack: int) -> None:
    body = plain_zip({"word/document.xml": b"<w:document/>" * 50}, pack=pack)
    assert read_docx(body[:-40]).problem == "damaged"
