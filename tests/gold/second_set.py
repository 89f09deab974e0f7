"""The second gold set: whole files in tests/gold/second, halved by the folder they lie in."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from .halves import HALVES
from .reading import read_files
from .score import Evidence, Judgement, judge, judge_negative, squeezed

HERE = Path(__file__).parent / "second"
TODAY = dt.date(2026, 11, 27)
"""The day on which the documents were written: a label does not change with the calendar."""

FORMS = ("html", "pdf", "docx")
SCHOOLS = {
    "p": "primary, nursery or trust",
    "s": "secondary, special or PRU",
}
"""For which schools each author wrote, by the first letter of an id."""

_PARAGRAPH_END = re.compile(r"</w:p>|<w:br/>|<w:tab/>")
_TAG = re.compile(r"<[^>]+>")
_OUTSIDE = re.compile(r'Target="([^"]+)" TargetMode="External"')
_WORD_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the set, with the label beside it unless it is a negative."""

    path: Path

    @property
    def id(self) -> str:
        """Half and name, as `tune/p101`: judgements say by it to which half they belong."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def form(self) -> str:
        return self.path.suffix[1:]

    @property
    def schools(self) -> str:
        """Which schools its author wrote for."""
        return SCHOOLS[self.path.stem.removeprefix("n-")[0]]

    @property
    def is_negative(self) -> bool:
        return self.path.stem.startswith("n-")

    def label(self) -> dict[str, Any]:
        """Its label, under the id that names the half."""
        found: dict[str, Any] = json.loads(self.path.with_suffix(".json").read_text("utf-8"))
        return {**found, "id": self.id}


def documents() -> list[Document]:
    """Every document of both halves in the order of their ids, then every negative."""
    found = [
        Document(path)
        for half in HALVES
        for path in sorted((HERE / half).iterdir())
        if path.suffix[1:] in FORMS
    ]
    return sorted(found, key=lambda document: document.is_negative)


def judgements(kept: Sequence[Document]) -> list[Judgement]:
    """Every judgement on the documents, each of which is read once."""
    found: list[Judgement] = []
    readings = read_files([document.path for document in kept], TODAY)
    for document, reading in zip(kept, readings, strict=True):
        if document.is_negative:
            found.append(judge_negative(document.id, reading))
        else:
            found.extend(judge(document.label(), reading, evidence_of(document)))
    return found


def evidence_of(document: Document) -> Evidence:
    """What stands in the file, page by page where it has pages."""
    pages = tuple(squeezed(page) for page in texts(document))
    return Evidence("".join(pages), pages if document.form == "pdf" else ())


def texts(document: Document) -> list[str]:
    """The words of each page of the file, by other means than the readers' own.

    A web page and a Word file are one page. The addresses behind their links count as words: a
    reader may show them, and who follows the link sees them.
    """
    match document.form:
        case "pdf":
            with pdfium.PdfDocument(document.path) as opened:
                return [page.get_textpage().get_text_range() for page in opened]
        case "docx":
            return [_word(document.path)]
        case _:
            return [_page(document.path)]


def _page(path: Path) -> str:
    """The text of a web page's body, with where its links lead."""
    body = lxml.html.document_fromstring(path.read_bytes()).body
    for unseen in body.xpath(".//script | .//style | .//comment()"):
        unseen.drop_tree()
    return " ".join([body.text_content(), *body.xpath(".//a/@href")])


def _word(path: Path) -> str:
    """The text of a Word file, its headers and footers, with where its links lead."""
    with zipfile.ZipFile(path) as parts:
        names = sorted(name for name in parts.namelist() if _WORD_PARTS.fullmatch(name))
        found = [_PARAGRAPH_END.sub(" ", parts.read(name).decode()) for name in names]
        links = parts.read("word/_rels/document.xml.rels").decode()
    return " ".join(
        html.unescape(_TAG.sub("", text)) for text in [*found, *_OUTSIDE.findall(links)]
    )
