"""The bytes decide what a body is; names and headers only where bytes cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Format
from extractors.sniff import sniff
from tests.extractors.readers_samples import plain_zip, report_docx, report_odt, slides_pptx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("body", "filename", "content_type", "expected"),
    [
        (b"%PDF-1.7\n", "report.docx", "text/html", "pdf"),
        (b"\n\n  junk %PDF-1.4", "", "", "pdf"),
        (report_docx(), "report.pdf", "application/pdf", "docx"),
        (report_odt(), "", "", "odt"),
        (slides_pptx(), "", "", "pptx"),
        (plain_zip({"photo.jpg": b"x"}), "report.docx", "", "unknown"),
        (rb"{\rtf1 hello}", "report.doc", "application/msword", "rtf"),
        (OLE + "WordDocument".encode("utf-16-le"), "", "", "doc"),
        (b"<!DOCTYPE html><p>Gone</p>", "report.pdf", "application/pdf", "html"),
        (b"<p>Part of a page</p>", "", "text/html", "html"),
        (b"Our policy\n", "policy.txt", "", "text"),
        (b"\x00\x01\x02\x03" * 40, "", "application/octet-stream", "unknown"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00\x01" * 60, "report.jpg", "", "unknown"),
    ],
)
def test_format(body: bytes, filename: str, content_type: str, expected: Format) -> None:
    assert sniff(body, filename=filename, content_type=content_type) == expected


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_have_an_answer(body: bytes, name: str) -> None:
    sniff(body, url=f"https://example.org/{name}", filename=name)
