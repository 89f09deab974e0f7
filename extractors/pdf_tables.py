"""Regions of all pages to one run of paragraphs: tables are judged as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.hyphens import BROKEN, joined, mended, words
from extractors.pdf_flow import Paragraph, paragraphs
from extractors.pdf_layout import Flow, Region, Row, Table
from extractors.pdf_lines import Line
from extractors.tables import is_question_table

_LONG_CELL = 90
"""Mean words of a cell from which a table only lays out a page."""


def flow_of(regions: Iterable[Region]) -> list[Paragraph]:
    """Paragraphs in reading order. A table that goes on over a page end is one table."""
    done: list[Paragraph] = []
    rows: list[Row] = []
    edges: tuple[int, ...] = ()
    for region in regions:
        if isinstance(region, Table) and (not rows or _same_columns(edges, region.edges)):
            rows.extend(region.rows)
            edges = edges if len(edges) >= len(region.edges) else region.edges
            continue
        if isinstance(region, Flow) and rows and _goes_on_in(region, rows, edges):
            rows.append(Row((region.lines,)))
            continue
        done.extend(_table_paragraphs(rows))
        rows = list(region.rows) if isinstance(region, Table) else []
        edges = region.edges if isinstance(region, Table) else ()
        if isinstance(region, Flow):
            done.extend(paragraphs(region.lines))
    done.extend(_table_paragraphs(rows))
    return _mended(done)


def _mended(flow: list[Paragraph]) -> list[Paragraph]:
    """The same with words that lines' ends broke put together, as the whole text suggests."""
    if any(BROKEN in each.text for each in flow):
        known = words(each.text for each in flow)
        for each in flow:
            each.text = mended(each.text, known)
    return flow


def _goes_on_in(region: Flow, rows: Sequence[Row], edges: Sequence[int]) -> bool:
    """Whether a page's only column is the last column of the table before the page end."""
    if len(edges) < 2:
        return False
    page = rows[-1].cells[0][0].page
    return region.lines[0].page == page + 1 and all(
        line.x0 >= edges[-1] - 4 for line in region.lines
    )


def _same_columns(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two tables have their columns in the same places, or one a part of them."""
    fewer, more = sorted((a, b), key=len)
    return all(any(abs(x - y) <= 4 for y in more) for x in fewer)


def _table_paragraphs(rows: Sequence[Row]) -> list[Paragraph]:
    if not rows:
        return []
    if _asks_and_answers(rows):
        return [each for row in rows for each in _question_row(row)]
    cells = [cell for row in rows for cell in row.cells]
    words = sum(len(line.text.split()) for cell in cells for line in cell)
    if words > _LONG_CELL * len(cells):
        return [each for cell in cells for each in paragraphs(cell)]
    return [each for row in rows for each in _plain_row(row)]


def _asks_and_answers(rows: Sequence[Row]) -> bool:
    """Whether the left cells are questions or titles of what stands right of them."""
    paired = [row for row in rows if len(row.cells) > 1]
    columns = max(len(row.cells) for row in rows)
    texts = [(_text(row.cells[0]), " ".join(map(_text, row.cells[1:]))) for row in paired]
    if is_question_table(texts, columns):
        return True
    if columns != 2 or len(paired) < 2:
        return False
    bold = sum(_is_bold(row.cells[0]) and not _is_bold(row.cells[1]) for row in paired)
    right = sum(len(answer.split()) for _, answer in texts)
    return bold * 3 >= 2 * len(paired) and right >= 18 * len(paired)


def _question_row(row: Row) -> list[Paragraph]:
    if len(row.cells) == 1:
        return [_answer(each) for each in paragraphs(row.cells[0])]
    parts = _apart(row)
    if len(parts) > 1:
        return [each for part in parts for each in _question_row(part)]
    question = paragraphs(row.cells[0], "question")
    first = question[0]
    whole = replace(first, text=" ".join(each.text for each in question), item=False)
    answers = [each for cell in row.cells[1:] for each in paragraphs(cell, "answer")]
    if len(whole.text.split()) > 45:
        return [
            *question[:1],
            *(replace(each, cell="answer") for each in question[1:]),
            *answers,
        ]
    return [whole, *answers]


def _apart(row: Row) -> list[Row]:
    """A row that holds several questions, each level with its own answer, by question."""
    starts = [
        cell[0].base
        for cell in _questions(row.cells[0])
        if any(abs(line.base - cell[0].base) < 0.5 * line.size for line in row.cells[1])
    ]
    if len(starts) < 2 or starts[0] < row.cells[0][0].base - row.cells[0][0].size:
        return [row]
    bounds = [*starts[1:], -1e9]
    ceiling = 1e9
    parts: list[Row] = []
    for floor in bounds:
        cells = (
            tuple(line for line in cell if floor + 0.5 * line.size < line.base <= ceiling)
            for cell in row.cells
        )
        parts.append(Row(tuple(cell for cell in cells if cell)))
        ceiling = floor + 0.5 * row.cells[0][0].size
    return parts


def _questions(cell: Sequence[Line]) -> list[list[Line]]:
    """A cell's lines by the question they ask, if it asks several with space between."""
    found: list[list[Line]] = [[]]
    for before, line in pairwise((cell[0], *cell)):
        ended = before.text.rstrip().endswith("?")
        if found[-1] and ended and before.base - line.base > 1.6 * line.size:
            found.append([])
        found[-1].append(line)
    return found if all(part[-1].text.rstrip().endswith("?") for part in found) else []


def _answer(each: Paragraph) -> Paragraph:
    """A cell over the whole width: a title between the questions, or more of an answer."""
    short = len(each.text.split()) <= 14 and each.above > 8 and not each.item
    return each if short else replace(each, cell="answer")


def _plain_row(row: Row) -> list[Paragraph]:
    """A row whose cells are one line each is one block; other cells keep their paragraphs."""
    if len(row.cells) > 1 and all(len(cell) == 1 for cell in row.cells):
        line = row.cells[0][0]
        whole = paragraphs([line], "cell")[0]
        return [replace(whole, text=" ".join(_text(cell) for cell in row.cells))]
    if len(row.cells) == 1:
        # One cell over the whole width is a title or running text within the table.
        return paragraphs(row.cells[0])
    return [each for cell in row.cells for each in paragraphs(cell, "cell")]


def _text(cell: Sequence[Line]) -> str:
    text = cell[0].text if cell else ""
    for line in cell[1:]:
        text = joined(text, line.text, glued=line.glued)
    return text


def _is_bold(cell: Sequence[Line]) -> bool:
    return all(line.bold for line in cell)
