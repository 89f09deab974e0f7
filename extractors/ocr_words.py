"""Words that an OCR engine ran together, taken apart where the picture shows a gap.

Tesseract loses a space here and there in type with narrow ones (`knowif`, `froma`), at any
resolution. The picture still shows it: within the word stands a gap nearly as wide as the
spaces around it. A word is parted there only if both halves are words of the document.
"""

from __future__ import annotations

import csv
import io
import re
import statistics
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from PIL import Image

_WORD_LEVEL = "5"
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_EDGES = re.compile(r"^\W+|\W+$")

_COMMON_WORDS = """
a all also am an and any are as at be been but by can do for from had has have he her him his how
i if in into is it its may me more most my no not of on or our out she should so some than that
the their them then there these they this to up us was we were what when which who why will with
you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that a document may use once only, and loses its spaces around most often."""

_LIKE_A_SPACE = 0.55
"""A gap within a word, as a share of its line's usual space, that may be a lost space."""

_FAINT = 10
"""Shades of grey by which a column with any ink differs from the paper."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as recognised; `gaps` are its wide gaps, as the share of its ink before each."""

    text: str
    gaps: tuple[float, ...] = ()


Lines = list[list[Word]]
"""Words by line; an empty line stands between two paragraphs."""


@dataclass(frozen=True, slots=True)
class _Box:
    paragraph: tuple[str, str]
    line: str
    left: int
    top: int
    width: int
    height: int
    text: str

    @property
    def right(self) -> int:
        return self.left + self.width


def read_table(table: str, picture: Image.Image) -> Lines:
    """The lines in tesseract's TSV output about a picture (8 bits of grey)."""
    lines: Lines = []
    for _, paragraph in groupby(_boxes(table), key=lambda box: box.paragraph):
        if lines:
            lines.append([])
        for _, line in groupby(paragraph, key=lambda box: box.line):
            boxes = list(line)
            spaces = [b.left - a.right for a, b in pairwise(boxes) if b.left > a.right]
            space = statistics.median(spaces) if len(spaces) > 1 else 0.0
            lines.append([Word(box.text, _gaps(box, space, picture)) for box in boxes])
    return lines


def as_text(lines: Lines, known: Collection[str]) -> str:
    """The lines as text, words parted at a gap where both halves are `known` words."""
    return "\n".join(" ".join(_apart(word, known) for word in line) for line in lines)


def vocabulary(pages: Sequence[Lines]) -> frozenset[str]:
    """The words of a document, in small letters, besides those that show a gap."""
    plain = (word.text for lines in pages for line in lines for word in line if not word.gaps)
    return frozenset(_EDGES.sub("", text).lower() for text in plain) | _COMMON


def _boxes(table: str) -> Iterator[_Box]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        if row["level"] == _WORD_LEVEL and (row["text"] or "").strip():
            yield _Box(
                paragraph=(row["block_num"], row["par_num"]),
                line=row["line_num"],
                left=int(row["left"]),
                top=int(row["top"]),
                width=int(row["width"]),
                height=int(row["height"]),
                text=row["text"],
            )


def _gaps(box: _Box, space: float, picture: Image.Image) -> tuple[float, ...]:
    """The wide gaps in a word: for each, the share of the word's strokes left of it."""
    if not space or not _LETTERS.search(box.text):
        return ()
    crop = picture.crop((box.left, box.top, box.right, box.top + box.height))
    columns = crop.resize((max(box.width, 1), 1), Image.Resampling.BOX).tobytes()
    paper = max(columns)
    runs = [
        (inked, sum(1 for _ in run))
        for inked, run in groupby(columns, key=lambda shade: shade < paper - _FAINT)
    ]
    strokes = sum(inked for inked, _ in runs)
    before = 0
    found = []
    for inked, width in runs:
        before += inked
        if not inked and 0 < before < strokes and width >= _LIKE_A_SPACE * space:
            found.append(before / strokes)
    return tuple(found)


def _apart(word: Word, known: Collection[str]) -> str:
    text = word.text
    if len(word.gaps) != 1 or _EDGES.sub("", text).lower() in known:
        return text
    guess = word.gaps[0] * len(text)
    places = sorted(range(1, len(text)), key=lambda place: abs(place - guess))
    for place in places[:3]:
        halves = text[:place], text[place:]
        if all(_EDGES.sub("", half).lower() in known for half in halves):
            return " ".join(halves)
    return text
