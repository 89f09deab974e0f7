"""Lines of one column joined to paragraphs, list items and candidates for headings."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.hyphens import joined
from extractors.pdf_lines import NO_COLOUR, Line
from extractors.segment import bullet, clean, lettered

_SENTENCE_END = re.compile(r"[.!?:;]['\"’”)]*$")
_DOTS = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|…{2,}\s*\d{0,3}$")
_LABEL = re.compile(r"^(?:[A-Z][\w’'/&.-]*\s){0,1}(?:[\w’'/&().-]+\s){0,4}[\w’'/&().-]+\s?:\s\S")
_WORD_START = re.compile(r"[a-z]{2}[a-z’',;]* [a-z]")
_TITLE_SIZE = 17.0
"""Points from which type is a cover's."""

_APART = 1.4
"""Distance between baselines, in type sizes, beyond which two bold lines are two headings."""

_UNFINISHED = re.compile(
    r"(?:[,;:&/–-]|\b(?:a|an|and|at|by|for|from|in|of|on|or|our|the|their|to|with|your|&))\s*$",
    re.I,
)
_COUNTED = re.compile(r"^\d{1,2}[.)]\s")
_NEW_START = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+[A-Z]|Q\s?\d|[A-Z][A-Za-z ]{2,30}:\s)")


@dataclass(slots=True, eq=False)
class Paragraph:
    """Some lines that belong together, with the look of the first of them."""

    text: str
    item: bool
    size: float
    bold: bool
    italic: bool
    colour: int
    label: bool
    page: int
    lines: int
    x0: float
    above: float
    """White space above in type sizes; 9 at the top of a column."""
    aside: bool = False
    """Whether it runs up a margin or across a diagram."""
    cell: str = ""
    """`question` and `answer` in a two-column table of these, `cell` elsewhere in a table."""


def contents_line(text: str) -> bool:
    """Whether it is a line of a table of contents, with its dots."""
    dotted = "...." in text or ". . ." in text or "……" in text
    return dotted and _DOTS.search(text) is not None


def paragraphs(lines: Sequence[Line], cell: str = "") -> list[Paragraph]:
    """Join the lines of one column, given from top to bottom, on one page."""
    if not lines:
        return []
    right = max(line.x1 for line in lines)
    pitch = _pitch(lines)
    done: list[Paragraph] = []
    group: list[Line] = [lines[0]]
    above = 9.0
    for before, line in pairwise(lines):
        step = before.base - line.base
        if _goes_on(group, before, line, step, pitch, right):
            group.append(line)
            continue
        done.append(_paragraph(group, above, cell))
        above = max(step - line.size, 0.0) / line.size if step > 0 else 9.0
        group = [line]
    done.append(_paragraph(group, above, cell))
    return done


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line, in type sizes."""
    steps = [
        (a.base - b.base) / b.size
        for a, b in pairwise(lines)
        if 0.9 * b.size < a.base - b.base < 2.2 * b.size and a.size == b.size
    ]
    return statistics.median_low(steps) if steps else 1.25


def _goes_on(
    group: list[Line], before: Line, line: Line, step: float, pitch: float, right: float
) -> bool:
    """Whether `line` carries on the paragraph that ends with `before`."""
    if line.glued:
        return True
    if contents_line(before.text):
        return False
    size = line.size
    if abs(step) < 0.5 * size:
        return line.x0 >= before.x0
    if not 0 < step < (min(pitch, 1.9) + 0.3) * max(size, before.size):
        return False
    if _WORD_START.match(line.text):  # spares most lines the questions below
        return not _looks_apart(group[0], before, line) and not (
            _ended(before, line, right) and _SENTENCE_END.search(before.text)
        )
    if bullet(line.text) is not None or _looks_apart(group[0], before, line):
        return False
    if _two_headings(before, line, right):
        return False
    first = group[0]
    hanging = bullet(first.text) is not None or lettered(first.text)
    if hanging and line.x0 < first.x0 + 0.2 * size and _SENTENCE_END.search(before.text):
        return False
    if lettered(line.text) and not (lettered(first.text) and line.x0 > first.x0 + size):
        return False
    if _LABEL.match(line.text) and _LABEL.match(before.text) and before.text[-1] not in ",;-–":
        return False
    if _COUNTED.match(line.text) and _COUNTED.match(group[0].text):
        return False
    if _NEW_START.match(line.text) and _ended(before, line, right):
        return False
    return not (_ended(before, line, right) and _SENTENCE_END.search(before.text))


def _two_headings(before: Line, line: Line, right: float) -> bool:
    """Whether two bold lines are a heading each, as where a template was left empty: more
    space between them than lines of one heading have, and ample room left on the first.
    Titles in large type break where they please."""
    return (
        before.bold
        and line.bold
        and line.size < _TITLE_SIZE
        and before.base - line.base > _APART * line.size
        and abs(before.x0 - line.x0) < 0.5 * line.size
        and (line.text[0].isupper() or line.text[0].isdigit())
        and right - before.x1 > max(0.3 * (right - before.x0), 8 * line.size)
        and not _UNFINISHED.search(before.text)
    )


def _ended(before: Line, line: Line, right: float) -> bool:
    """Whether `before` stopped although the next line's first word had room on it."""
    word = line.text.split(" ", 1)[0]
    return right - before.x1 > (len(word) + 1.5) * 0.55 * line.size


def _looks_apart(first: Line, before: Line, line: Line) -> bool:
    if abs(before.size - line.size) > 0.08 * line.size + 0.2:
        return True
    if before.bold != line.bold:
        # Bold words within a paragraph may fill a line's end; a heading is bold throughout.
        return not (before.label or line.label) or first.bold != line.bold
    return (
        before.bold
        and before.colour != line.colour
        and NO_COLOUR not in (before.colour, line.colour)
    )


def _paragraph(group: list[Line], above: float, cell: str) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text = joined(text, line.text, glued=line.glued)
    stripped = bullet(text)
    first = group[0]
    return Paragraph(
        text=clean(text if stripped is None else stripped),
        item=stripped is not None or lettered(text),
        size=first.size,
        bold=all(line.bold for line in group),
        italic=first.italic,
        colour=first.colour,
        label=first.label,
        page=first.page,
        lines=len(group),
        x0=first.x0,
        above=above,
        aside=first.aside,
        cell=cell,
    )
