"""Hostile bytes for the readers, steered by which lines of code they reach.

    pip install -e '.[fuzz]'
    python -m benchmarks.fuzz {pdf,html,rtf,docx,odt,pptx,text,words} [--seconds 120] [--keep DIR]

Ends with an error at the first input that raises, that breaks what every document promises, or
that takes longer than `SLOWEST` seconds; the input is then in the folder given by `--keep`, and
belongs into `tests/extractors/test_read_fuzz.py`. `words` leaves the formats out and gives the
recognisers of dates, contacts and kinds lines made of the words that they look for. It is not
part of the tests: what it looks for takes minutes, and what it finds is kept there.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris  # type: ignore[import-not-found, unused-ignore]  # only in the extra "fuzz"

with atheris.instrument_imports(include=["extractors"]):
    from extractors.model import Block, Document, Passage
    from extractors.read import read, recognise

SLOWEST = 10
LONGEST = 6_000

_TOKENS = """SENCO|SENDCo|SEND Governor|Mrs Sample|Mr A. Pattern|J.|Dr|senco@example.org
01632 960123|ext 214|is|by|:|-|(|)|;|,|.|?|school office|Reviewed|Next review|Date|Approved by
governors|to be reviewed|Version 1.2|September|Autumn Term|2025|2025-26|'25|1|31/12/25|02/2024
every year|until|from|SEN Information Report|Accessibility Plan|Policy|this policy|our report|the
of|and|Who is|Name|Role|Equality Act 2010|Headteacher|Inclusion Lead|assess, plan, do, review
Local Offer|parents|complaints|www.example.org|I am the|held by|in consultation with|Signed|Chair"""
TOKENS = tuple(token for line in _TOKENS.splitlines() for token in line.split("|"))

_DOCX = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
_PPTX = (
    '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{}</p:sld>'
)
_PACKED = {
    "docx": ("word/document.xml", _DOCX, "<w:p><w:r><w:t>Review: May 2025</w:t></w:r></w:p>"),
    "odt": ("content.xml", _ODT, '<text:h text:outline-level="1">SEND</text:h><text:p>a</text:p>'),
    "pptx": ("ppt/slides/slide1.xml", _PPTX, "<a:p><a:r><a:t>SEND</a:t></a:r></a:p>"),
}
_MIMETYPES = {"odt": b"application/vnd.oasis.opendocument.text"}


def packed(form: str, inner: bytes) -> bytes:
    """A file of a zipped format with these bytes as the body of its main part."""
    name, shell, _ = _PACKED[form]
    before, after = shell.split("{}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if form in _MIMETYPES:
            archive.writestr("mimetype", _MIMETYPES[form])
        else:
            archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, before.encode() + inner + after.encode())
    return out.getvalue()


def words(data: bytes) -> None:
    """The recognisers on lines of the words that they look for; 0 ends a line."""
    lines = [
        " ".join(TOKENS[byte % len(TOKENS)] for byte in line) for line in data.split(b"\0") if line
    ]
    blocks = tuple(Block(line, 1, "row" if len(line) % 3 == 0 else "text") for line in lines)
    document = Document("0" * 64, "pdf", "", (Passage("SEND", 1, blocks, 1),), 1)
    reading = recognise(document)
    for written in (claim.as_written for claim in reading.dates.claims):
        assert any(written in line for line in (*lines, "SEND")), written
    for contact in reading.contacts:
        assert any(contact.as_written in line for line in (*lines, "SEND")), contact


def whole(body: bytes) -> None:
    """A file from its bytes to what is recognised in it, and what every document promises."""
    document = read(body).document
    for passage in document.passages:
        assert bool(passage.heading) == bool(passage.level), passage
        for block in passage.blocks:
            assert block.text == " ".join(block.text.split()) != "", block


TARGETS: dict[str, Callable[[bytes], None]] = {
    "pdf": whole,
    "html": lambda data: whole(b"<html>" + data),
    "rtf": lambda data: whole(rb"{\rtf1\ansi " + data),
    "text": whole,
    "words": words,
    **{form: lambda data, form=form: whole(packed(form, data)) for form in _PACKED},  # type: ignore[misc]
}


def seeds(form: str) -> list[bytes]:
    """Small sound inputs to begin with."""
    if form == "pdf":
        from tests.extractors.readers_samples import report_pdf, table_pdf

        return [report_pdf(pages=1), table_pdf([["Who?", "Us"], ["How?", "So"]], (40, 60))]
    if form in _PACKED:
        return [_PACKED[form][2].encode()]
    html = b"<h1>SEND</h1><table><tr><td>a<td>b</table><a data-cfemail='00'>x</a><ul><li>y</ul>"
    rtf = rb"{\fonttbl\f0 Arial;}{\b Heading}\par Text \u8211? more.\trowd a\cell b\cell\row}"
    plain = "SEND REPORT\n\nWho is the SENCO?\nMrs Sample\nReviewed: May 2025".encode("utf-16")
    return {"html": [html], "rtf": [rtf], "text": [plain], "words": [bytes(range(40))]}[form]


def main() -> None:
    """Fuzz one form until the time is up; libFuzzer's exit code is ours."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("form", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{options.form}-"))
    for number, seed in enumerate(seeds(options.form)):
        (corpus / str(number)).write_bytes(seed)
    limits = [
        f"-max_total_time={options.seconds}",
        f"-timeout={SLOWEST}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={options.keep}/{options.form}-",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *limits, str(corpus)], TARGETS[options.form])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
