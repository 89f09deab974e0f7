"""Tables to pieces: a two-column table of questions and answers becomes passages."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from extractors.segment import Piece

Cell = Sequence[Piece]

_LONG_ROW = 45
"""Words up to which a row is one block; a longer one gives a block a paragraph."""


def table_pieces(rows: Sequence[Sequence[Cell]], level: int = 6) -> list[Piece]:
    """A table's cells as pieces, in reading order.

    Where the left column asks (or names) and the right one answers at length, each left
    cell becomes a heading of `level`. Other rows become `row` blocks, their cells joined by
    a space, or a block a paragraph where a row is long.
    """
    filled = [[cell for cell in row if _words(cell)] for row in rows]
    filled = [row for row in filled if row]
    if is_question_table(
        [(_text(row[0]), " ".join(map(_text, row[1:]))) for row in filled if len(row) > 1],
        columns=max((len(row) for row in filled), default=0),
    ):
        return [piece for row in filled for piece in _question_row(row, level)]
    return [piece for row in filled for piece in _plain_row(row)]


def is_question_table(pairs: Sequence[tuple[str, str]], columns: int = 2) -> bool:
    """Whether (left, right) pairs of a table are headings with the text under them."""
    if not pairs or not 2 <= columns <= 4:
        return False
    asks = sum(left.rstrip().endswith("?") for left, _ in pairs)
    left_words = statistics.median(len(left.split()) for left, _ in pairs)
    right_words = statistics.median(len(right.split()) for _, right in pairs)
    if asks * 2 >= len(pairs) and right_words > left_words:
        return len(pairs) > 1 or right_words > 12
    return (
        columns == 2
        and len(pairs) > 1
        and left_words <= 16
        and right_words >= max(25, 2.5 * left_words)
    )


def _question_row(row: Sequence[Cell], level: int) -> list[Piece]:
    if len(row) == 1:
        if len(row[0]) == 1 and _words(row[0]) <= 14:
            return [Piece("heading", row[0][0].text, row[0][0].page, max(level - 1, 1))]
        return list(row[0])
    question = Piece("heading", _text(row[0]), row[0][0].page, level)
    return [question, *(_as_block(piece) for cell in row[1:] for piece in cell)]


def _plain_row(row: Sequence[Cell]) -> list[Piece]:
    if len(row) == 1 and len(row[0]) > 1:
        return [_as_block(piece) for piece in row[0]]
    if sum(map(_words, row)) <= _LONG_ROW:
        return [Piece("row", " ".join(map(_text, row)), row[0][0].page)]
    return [Piece("row", piece.text, piece.page) for cell in row for piece in cell]


def _as_block(piece: Piece) -> Piece:
    return Piece("text", piece.text, piece.page) if piece.kind == "heading" else piece


def _text(cell: Cell) -> str:
    return " ".join(piece.text for piece in cell if piece.text)


def _words(cell: Cell) -> int:
    return sum(len(piece.text.split()) for piece in cell)
