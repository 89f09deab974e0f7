"""Reading order of a page: running text, columns, and tables row by row.

Ruling lines decide where there are any. Without them, white space does: a gutter that no
line crosses parts two columns of text, or, where the lines left and right of it stand on
the same level or were drawn in turns, the rows of a table without borders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.pdf_lines import Line
from extractors.pdf_rules import Rule, Rules

_SLACK = 2.0
"""How far, in points, a border may stop short of the line it would meet."""

_GUTTER = 0.9
"""Narrowest gutter, in type sizes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its filled cells from left to right."""

    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines of one column, from top to bottom."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand directly under each other; `edges` are the columns' left sides."""

    rows: tuple[Row, ...]
    edges: tuple[int, ...]


Region = Flow | Table


@dataclass(frozen=True, slots=True)
class _Cell:
    left: float
    right: float
    top: float
    bottom: float
    lines: tuple[Line, ...]


def arrange(lines: Sequence[Line], rules: Rules) -> list[Region]:
    """Put a page's lines in reading order; `rules` are the page's ruling lines."""
    if runs_down(lines):
        return [Flow(tuple(lines))] if lines else []
    aside = [line for line in lines if line.aside]
    if aside:
        level = [line for line in lines if not line.aside]
        return [*arrange(level, rules), *(Flow((line,)) for line in aside)]
    lines = merge_marks(lines)
    if not side_by_side(lines):
        return [Flow(tuple(down(lines)))] if lines else []
    cells, loose = _ruled_cells(lines, rules)
    if not cells:
        return _by_gutters(list(lines))
    regions: list[Region] = []
    for run_cells, run_lines in _runs(cells, loose):
        regions.extend(_table(run_cells) if run_cells else _by_gutters(run_lines))
    return regions


def runs_down(lines: Sequence[Line]) -> bool:
    """Whether the file draws the lines one below the other: then nothing needs ordering."""
    return all(a.base - b.base > 0.6 * b.size and not b.aside for a, b in pairwise(lines))


def down(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; those on one level from left to right."""
    ordered = sorted(lines, key=lambda line: -line.base)
    done: list[Line] = []
    level: list[Line] = []
    for line in ordered:
        if level and level[0].base - line.base > 0.35 * max(line.size, level[0].size):
            done.extend(sorted(level, key=lambda one: one.x0))
            level = []
        level.append(line)
    done.extend(sorted(level, key=lambda one: one.x0))
    return done


def side_by_side(lines: Sequence[Line]) -> bool:
    """Whether any two lines stand next to each other with a gap between them."""
    ordered = sorted(lines, key=lambda line: -line.base)
    for index, line in enumerate(ordered):
        for other in ordered[index + 1 : index + 6]:
            if line.base - other.base > 0.6 * line.size:
                break
            gap = max(other.x0 - line.x1, line.x0 - other.x1)
            if gap > _GUTTER * min(line.size, other.size):
                return True
    return False


def merge_marks(lines: Sequence[Line]) -> list[Line]:
    """Put bullets and numbers that were drawn apart before the text on their level."""
    done: list[Line] = []
    for line in lines:
        mark = done[-1] if done else None
        if (
            mark
            and len(mark.text) <= 4
            and (len(mark.text) == 1 or not mark.text.isalpha())
            and not mark.text.isdigit()
            and abs(mark.base - line.base) < 0.3 * line.size
            and -0.5 * line.size < line.x0 - mark.x1 < 5 * line.size
        ):
            done[-1] = replace(line, text=f"{mark.text} {line.text}", x0=mark.x0)
        else:
            done.append(line)
    return done


def is_grid(lines: Sequence[Line], rules: Rules) -> bool:
    """Whether borders part most of a page's lines into the cells of a table."""
    cells, loose = _ruled_cells(merge_marks(lines), rules)
    paired = sum(any(_beside(a, b) or _beside(b, a) for b in cells) for a in cells)
    return len(cells) >= 4 and paired * 4 >= 3 * len(cells) and len(loose) < len(lines) / 2


def _ruled_cells(lines: Sequence[Line], rules: Rules) -> tuple[list[_Cell], list[Line]]:
    """Lines by the cell that borders enclose them in, and the lines outside any table."""
    if not rules.vertical:
        return [], list(lines)
    boxes: defaultdict[tuple[float, float, float, float], list[Line]] = defaultdict(list)
    loose: list[Line] = []
    for line in lines:
        box = _enclosing(line, rules)
        if box:
            boxes[box].append(line)
        else:
            loose.append(line)
    cells = [_Cell(*box, tuple(down(group))) for box, group in boxes.items()]
    real = [cell for cell in cells if not _is_frame(cell, cells)]
    loose.extend(line for cell in cells if cell not in real for line in cell.lines)
    if not any(_beside(a, b) for a in real for b in real):
        return [], list(lines)
    return real, loose


def _enclosing(line: Line, rules: Rules) -> tuple[float, float, float, float] | None:
    x, y = (line.x0 + line.x1) / 2, line.base + 0.3 * line.size
    left = max((r.at for r in rules.vertical if r.at <= x and _spans(r, y)), default=None)
    right = min((r.at for r in rules.vertical if r.at > x and _spans(r, y)), default=None)
    if left is None or right is None:
        return None
    top = min((r.at for r in rules.horizontal if r.at > y and _spans(r, x)), default=1e6)
    bottom = max((r.at for r in rules.horizontal if r.at <= y and _spans(r, x)), default=-1e6)
    return left, right, top, bottom


def _spans(rule: Rule, at: float) -> bool:
    return rule.start - _SLACK <= at <= rule.end + _SLACK


def _is_frame(cell: _Cell, cells: Sequence[_Cell]) -> bool:
    """A box around other cells: a page border, or a frame that holds a table."""
    return any(
        other is not cell
        and cell.left <= other.left + _SLACK
        and cell.right >= other.right - _SLACK
        and cell.top >= other.top - _SLACK
        and cell.bottom <= other.bottom + _SLACK
        for other in cells
    )


def _beside(a: _Cell, b: _Cell) -> bool:
    return a.right <= b.left + _SLACK and min(a.top, b.top) - max(a.bottom, b.bottom) > _SLACK


def _runs(
    cells: Sequence[_Cell], loose: Sequence[Line]
) -> Iterator[tuple[list[_Cell], list[Line]]]:
    """Runs of cells and of lines outside them, from the page's top to its foot."""
    place = {id(line): index for index, line in enumerate(loose)}
    entries: list[tuple[float, _Cell | Line]] = [
        *((-min(cell.top, cell.lines[0].top), cell) for cell in cells),
        *((-line.top, line) for line in loose),
    ]
    run_cells: list[_Cell] = []
    run_lines: list[Line] = []
    for _, each in sorted(entries, key=lambda entry: entry[0]):
        if isinstance(each, Line):
            if run_cells:
                yield run_cells, []
                run_cells = []
            run_lines.append(each)
        else:
            if run_lines:
                yield [], sorted(run_lines, key=lambda line: place[id(line)])
                run_lines = []
            run_cells.append(each)
    yield run_cells, sorted(run_lines, key=lambda line: place[id(line)])


def _table(cells: list[_Cell]) -> list[Region]:
    rows = _rows(cells)
    if all(len(row.cells) == 1 for row in rows):
        return [region for row in rows for region in _by_gutters(list(row.cells[0]))]
    edges = tuple(sorted({round(cell.left) for cell in cells}))
    return [Table(tuple(rows), edges)]


def _rows(cells: Sequence[_Cell]) -> list[Row]:
    """Cells by the level they begin on: one that spans several rows opens the first."""
    rows: list[list[_Cell]] = []
    for cell in sorted(cells, key=lambda cell: -cell.top):
        if not rows or rows[-1][0].top - cell.top > 2 * _SLACK:
            rows.append([])
        rows[-1].append(cell)
    return [
        Row(tuple(cell.lines for cell in sorted(row, key=lambda cell: cell.left))) for row in rows
    ]


def _by_gutters(lines: list[Line], depth: int = 0) -> list[Region]:
    """Order lines that no borders enclose."""
    if not lines:
        return []
    if depth > 6 or not side_by_side(lines):
        return [Flow(tuple(down(lines)))]
    gutter = _gutter(lines)
    if gutter is not None:
        left = [line for line in lines if line.x1 <= gutter]
        right = [line for line in lines if line.x0 >= gutter]
        rows = _open_rows(lines, gutter)
        if rows:
            edges = (round(min(line.x0 for line in left)), round(gutter))
            return [Table(tuple(rows), edges)]
        return [*_by_gutters(left, depth + 1), *_by_gutters(right, depth + 1)]
    regions: list[Region] = []
    plain: list[Line] = []
    for band in _bands(lines):
        if side_by_side(band):
            regions.extend([Flow(tuple(plain))] if plain else [])
            plain = []
            regions.extend(
                [_levels(band)] if len(band) == len(lines) else _by_gutters(band, depth + 1)
            )
        else:
            plain.extend(down(band))
    return [*regions, Flow(tuple(plain))] if plain else regions


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the widest stretch that no line crosses, None where there is none."""
    spans = sorted((line.x0, line.x1, line.size) for line in lines)
    best, place = 0.0, None
    reach = spans[0][1]
    for x0, x1, size in spans[1:]:
        if x0 - reach > max(best, _GUTTER * size):
            best, place = x0 - reach, (x0 + reach) / 2
        reach = max(reach, x1)
    return place


def _open_rows(lines: Sequence[Line], gutter: float) -> list[Row] | None:
    """The rows of a table without borders, or None where the two sides are columns of text.

    Columns of text are drawn one after the other, or fill their width; a table's cells are
    drawn in turns, or stand level with white space after them.
    """
    turns: list[tuple[bool, list[Line]]] = []
    for line in lines:
        right = line.x0 >= gutter
        if not turns or turns[-1][0] != right:
            turns.append((right, []))
        turns[-1][1].append(line)
    left = [line for line in lines if line.x1 <= gutter]
    others = [line for line in lines if line.x0 >= gutter]
    running = _fills(left, gutter) and len(left) > 4
    if running and (len(turns) <= 2 or _fills(others, None)):
        return None
    if len(turns) <= 2 and not _level_with(left, others):
        return None
    if len(turns) > 3 and all(_descends(part) for _, part in turns):
        drawn = _drawn_rows(turns)
        if drawn:
            return drawn
    table = _levels(list(lines))
    return list(table.rows) if isinstance(table, Table) else None


def _drawn_rows(turns: Sequence[tuple[bool, list[Line]]]) -> list[Row] | None:
    rows: list[Row] = []
    pending: list[Line] | None = None
    for right, part in turns:
        if not right:
            if pending:
                rows.append(Row((tuple(pending),)))
            pending = part
        elif pending is None:
            rows.append(Row((tuple(part),)))
        elif pending[0].base < part[-1].bottom or part[0].base < pending[-1].bottom:
            return None
        else:
            rows.append(Row((tuple(pending), tuple(part))))
            pending = None
    if pending:
        rows.append(Row((tuple(pending),)))
    tops = [max(cell[0].base for cell in row.cells) for row in rows]
    return rows if all(a > b for a, b in pairwise(tops)) else None


def _descends(lines: Sequence[Line]) -> bool:
    return all(a.base >= b.base - 0.3 * b.size for a, b in pairwise(lines))


def _fills(lines: Sequence[Line], limit: float | None) -> bool:
    """Whether most lines run to the column's end, as running text does."""
    if not lines:
        return False
    end = max(line.x1 for line in lines)
    start = min(line.x0 for line in lines)
    width = max(end - start, 1.0)
    full = sum(line.x1 > end - 0.2 * width for line in lines)
    return full * 2 > len(lines) and (limit is None or width > 8 * lines[0].size)


def _level_with(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether nearly every line on the shorter side has one on its level across."""
    fewer, more = sorted((left, right), key=len)
    level = sum(
        any(abs(line.base - other.base) < 0.3 * line.size for other in more) for line in fewer
    )
    return bool(fewer) and level >= 0.8 * len(fewer)


def _levels(lines: list[Line]) -> Region:
    """One row a level: the last resort, and the right one for lists set with tabs."""
    rows: list[Row] = []
    level: list[Line] = []
    for line in down(lines):
        if level and abs(level[0].base - line.base) > 0.35 * line.size:
            rows.append(Row(tuple((one,) for one in level)))
            level = []
        level.append(line)
    rows.append(Row(tuple((one,) for one in level)))
    if all(len(row.cells) == 1 for row in rows):
        return Flow(tuple(line for row in rows for line in row.cells[0]))
    return Table(tuple(rows), (round(min(line.x0 for line in lines)),))


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Stretches of the page with and without columns, from top to bottom.

    The likeliest gutter is the place that lies in most of the gaps between neighbours; a
    line that crosses it belongs to no column.
    """
    ordered = down(lines)
    place = {id(line): index for index, line in enumerate(lines)}
    gaps = [
        (a.x1, b.x0)
        for a, b in pairwise(ordered)
        if abs(a.base - b.base) < 0.6 * a.size and b.x0 - a.x1 > _GUTTER * a.size
    ]
    middles = [(x0 + x1) / 2 for x0, x1 in gaps]
    gutter = max(middles, key=lambda x: sum(x0 < x < x1 for x0, x1 in gaps), default=0.0)
    bands: list[list[Line]] = []
    last: bool | None = None
    paired = False
    for index, line in enumerate(ordered):
        crosses = line.x0 < gutter < line.x1
        if not crosses and not paired:
            # A short line above the columns belongs to the text before them.
            near = ordered[max(index - 1, 0) : index + 2]
            paired = any(abs(o.base - line.base) < 0.6 * line.size for o in near if o is not line)
        kind = paired and not crosses
        paired = kind
        if kind != last:
            bands.append([])
            last = kind
        bands[-1].append(line)
    # Within a band the order of drawing is kept: it tells rows from columns.
    return [sorted(band, key=lambda line: place[id(line)]) for band in bands]
