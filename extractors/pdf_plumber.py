"""pdfplumber, for what PDFium cannot open, cannot spell, or cannot see the borders of.

It works in Python and takes 40 to 100 milliseconds a page, forty times as long as the
reader it stands in for. So it is asked for few pages, by name, and within limits: tables
whose borders lie inside a drawing of their own, where PDFium lists none, and whole files
that PDFium gives up on. What it finds comes back as the same lines and borders, and takes
the same way from there.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractors.limits_table import MAX_PLUMBED_PAGES, PLUMBER_SECONDS
from extractors.pdf_lines import CELL_GAP, NO_COLOUR, WIDE_GAP, Line
from extractors.pdf_rules import Rule, Rules, joined

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

Word = Mapping[str, Any]

_WORD_GAP = 0.15
"""Gap between two letters, in type sizes, that parts two words."""

_SHORTEST = 8.0
"""Length of a border in points; a shorter line is the edge of a box around something."""

_NO_LETTER = "(cid:"
"""What pdfminer puts where a font does not say which letter a glyph is."""


@dataclass(frozen=True, slots=True)
class PlumbedPage:
    """One page: its lines in the order of drawing, its height in points, its borders."""

    lines: tuple[Line, ...]
    height: float
    rules: Rules


@dataclass(frozen=True, slots=True)
class PlumbedFile:
    """A whole file: its first pages, how many it has, and what it says of itself."""

    pages: tuple[PlumbedPage, ...]
    count: int
    metadata: dict[str, str]


def reread(body: bytes, numbers: Sequence[int]) -> dict[int, PlumbedPage]:
    """Some pages of a file, by their number from 0; those that fail are left out.

    Reads no more than `MAX_PLUMBED_PAGES` pages, and begins none after `PLUMBER_SECONDS`.
    """
    with _opened(body) as pdf:
        return dict(_in_time(pdf, numbers)) if pdf is not None else {}


def rescue(body: bytes) -> PlumbedFile | None:
    """A file that PDFium cannot open or cannot spell; None where pdfplumber cannot either."""
    with _opened(body) as pdf:
        if pdf is None:
            return None
        count = len(pdf.pages)
        pages = tuple(page for _, page in _in_time(pdf, range(count)))
        metadata = {
            str(key): value for key, value in pdf.metadata.items() if isinstance(value, str)
        }
    if not any(page.lines for page in pages):
        return None
    return PlumbedFile(pages, count, metadata)


@contextmanager
def _opened(body: bytes) -> Iterator[PDF | None]:
    # Imported when needed: few files need it, and every worker would pay for it.
    import pdfplumber

    # A broken file makes pdfminer complain line by line of what is known already.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        pdf = pdfplumber.open(io.BytesIO(body))
        _ = pdf.pages
    except Exception:
        # What pdfminer raises over broken bytes is any of a dozen classes of its own and
        # of Python's; all say the same: it cannot read this either.
        yield None
        return
    try:
        yield pdf
    finally:
        pdf.close()


def _in_time(pdf: PDF, numbers: Sequence[int]) -> Iterator[tuple[int, PlumbedPage]]:
    started = time.monotonic()
    for number in numbers[:MAX_PLUMBED_PAGES]:
        if time.monotonic() - started > PLUMBER_SECONDS:
            return
        page = pdf.pages[number]
        try:
            yield number, _plumbed(page, number + 1)
        except Exception:  # as above: one page of broken bytes does not lose the others
            continue
        finally:
            page.close()


def _plumbed(page: Page, number: int) -> PlumbedPage:
    rules = _rules(page)
    words = page.extract_words(
        x_tolerance_ratio=_WORD_GAP,
        use_text_flow=True,
        extra_attrs=["fontname", "size"],
        expand_ligatures=True,
    )
    height = float(page.height)
    lines = tuple(
        _line(group, number, height)
        for group in _groups(words, rules, height)
        if not any(_NO_LETTER in word["text"] for word in group)
    )
    return PlumbedPage(lines, height, rules)


def _rules(page: Page) -> Rules:
    """The page's borders: straight lines, and the sides of boxes."""
    height = float(page.height)
    upright: list[Rule] = []
    level: list[Rule] = []
    for edge in page.edges:
        if edge["orientation"] == "v":
            upright.append(Rule(edge["x0"], height - edge["bottom"], height - edge["top"]))
        else:
            level.append(Rule(height - edge["top"], edge["x0"], edge["x1"]))
    return Rules(tuple(joined(upright, _SHORTEST)), tuple(joined(level, _SHORTEST)))


def _groups(words: Sequence[Word], rules: Rules, height: float) -> Iterator[list[Word]]:
    """Words that follow each other on one baseline and within one cell."""
    group: list[Word] = []
    for word in words:
        if group and not _follows(group[-1], word, rules, height):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _follows(before: Word, word: Word, rules: Rules, height: float) -> bool:
    size = max(float(before["size"]), 1.0)
    gap = word["x0"] - before["x1"]
    if abs(_base(word, height) - _base(before, height)) > 0.4 * size:
        return False
    if word["upright"] != before["upright"] or not -0.5 * size < gap < WIDE_GAP * size:
        return False
    y = _base(word, height) + 0.3 * size
    return gap < CELL_GAP * size or not any(
        rule.crosses(before["x1"] - 1, word["x0"] + 1, y) for rule in rules.vertical
    )


def _base(word: Word, height: float) -> float:
    """The baseline from the page's foot: a font's box ends a descender below it."""
    return float(height - word["bottom"] + 0.22 * word["size"])


def _line(group: Sequence[Word], number: int, height: float) -> Line:
    first, last = group[0], group[-1]
    text = first["text"]
    for before, word in pairwise(group):
        # A change of type within a word makes two of it.
        apart = word["x0"] - before["x1"] > _WORD_GAP * first["size"]
        text += f" {word['text']}" if apart else word["text"]
    bold = _is_bold(first)
    return Line(
        text=text,
        x0=float(first["x0"]),
        x1=float(last["x1"]),
        base=_base(first, height),
        size=round(float(first["size"]), 1),
        bold=bold and _is_bold(last),
        italic="italic" in first["fontname"].lower() or "oblique" in first["fontname"].lower(),
        colour=NO_COLOUR,
        page=number,
        label=bold and not _is_bold(last),
        aside=not first["upright"],
    )


def _is_bold(word: Word) -> bool:
    name = str(word["fontname"]).lower()
    return any(heavy in name for heavy in ("bold", "black", "heavy"))
