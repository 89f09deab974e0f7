"""Ruling lines of a PDF page: the borders that tables are drawn with."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

_THIN = 3.0
"""A path so narrow (in points) is a line, however it was drawn."""

_JOIN = 2.5
"""Pieces of one border may stand this far apart."""

_MANY_OBJECTS = 6000
"""A page with more objects is a drawing; its lines are no table."""

_MANY_SEGMENTS = 200

_FEW_OBJECTS = 4
"""A table has at least so many lines and boxes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float

    def crosses(self, start: float, end: float, at: float) -> bool:
        """Whether it runs through the stretch from `start` to `end` that lies at `at`."""
        return start < self.at < end and self.start <= at <= self.end


@dataclass(frozen=True, slots=True)
class Rules:
    """A page's vertical and horizontal lines."""

    vertical: tuple[Rule, ...]
    horizontal: tuple[Rule, ...]


def read_rules(page: pdfium.PdfPage) -> Rules:
    """All straight lines on a page that are long enough to border a cell."""
    raw = page.raw
    count = pdfium_c.FPDFPage_CountObjects(raw)
    upright: list[Rule] = []
    level: list[Rule] = []
    edges = [ctypes.c_float() for _ in range(4)]
    if count <= _MANY_OBJECTS:
        for index in range(count):
            item = pdfium_c.FPDFPage_GetObject(raw, index)
            if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_PATH:
                for left, bottom, right, top in _straight_parts(item, edges):
                    if right - left < _THIN <= top - bottom:
                        upright.append(Rule((left + right) / 2, bottom, top))
                    elif top - bottom < _THIN <= right - left:
                        level.append(Rule((bottom + top) / 2, left, right))
    return Rules(tuple(joined(upright, 8.0)), tuple(joined(level, 8.0)))


def hides_drawings(page: pdfium.PdfPage) -> bool:
    """Whether drawings lie within the page's drawings, where `read_rules` does not look.

    Some printer drivers put all that a page shows into one such form.
    """
    raw = page.raw
    for index in range(min(pdfium_c.FPDFPage_CountObjects(raw), _MANY_SEGMENTS)):
        item = pdfium_c.FPDFPage_GetObject(raw, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_FORM:
            continue
        inside = pdfium_c.FPDFFormObj_CountObjects(item)
        if _FEW_OBJECTS <= inside <= _MANY_OBJECTS:
            kinds = (
                pdfium_c.FPDFPageObj_GetType(pdfium_c.FPDFFormObj_GetObject(item, place))
                for place in range(inside)
            )
            if sum(kind == pdfium_c.FPDF_PAGEOBJ_PATH for kind in kinds) >= _FEW_OBJECTS:
                return True
    return False


def _straight_parts(
    item: ctypes.c_void_p, edges: Sequence[ctypes.c_float]
) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right, top of a thin path, or of the sides of a stroked larger one.

    `edges` are four numbers to write to, so that not each of many paths makes its own.
    """
    if not pdfium_c.FPDFPageObj_GetBounds(item, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    if right - left < _THIN or top - bottom < _THIN:
        yield left, bottom, right, top
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)
    segments = pdfium_c.FPDFPath_CountSegments(item)
    if not stroke.value or not 2 <= segments <= _MANY_SEGMENTS:
        return
    yield from _stroked_sides(item, segments)


def _stroked_sides(
    item: ctypes.c_void_p, segments: int
) -> Iterator[tuple[float, float, float, float]]:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for index in range(segments):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            before = first = here
            continue
        if before is not None:
            yield _box(before, here)
        if first is not None and pdfium_c.FPDFPathSegment_GetClose(segment):
            yield _box(here, first)
        before = here


def _box(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def joined(rules: list[Rule], shortest: float) -> list[Rule]:
    """Pieces of one line put together; what is then shorter than `shortest` is dropped."""
    tracks: defaultdict[int, list[Rule]] = defaultdict(list)
    last = -1e9
    track = 0
    for rule in sorted(rules, key=lambda rule: rule.at):
        if rule.at - last > 1.2:
            track += 1
        last = rule.at
        tracks[track].append(rule)
    done: list[Rule] = []
    for pieces in tracks.values():
        pieces.sort(key=lambda rule: rule.start)
        at, start, end = pieces[0].at, pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start <= end + _JOIN:
                end = max(end, piece.end)
                continue
            done.append(Rule(at, start, end))
            at, start, end = piece.at, piece.start, piece.end
        done.append(Rule(at, start, end))
    return [rule for rule in done if rule.end - rule.start >= shortest]
