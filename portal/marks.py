"""Text with some of its words marked, as pieces that a template escapes one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of text, and what it is marked as ("" for nothing)."""

    text: str
    mark: str = ""


def marked(text: str, quotations: Sequence[tuple[str, str]]) -> list[Piece]:
    """Cut `text` so that every (quotation, mark) found in it becomes a piece of its own.

    Where two quotations overlap, the one that begins first, then the longer one, is shown.
    """
    places = []
    for quotation, mark in quotations:
        start = text.find(quotation) if quotation else -1
        if start >= 0:
            places.append((start, -len(quotation), mark))
    pieces, done = [], 0
    for start, minus_length, mark in sorted(places):
        if start < done:
            continue
        if start > done:
            pieces.append(Piece(text[done:start]))
        done = start - minus_length
        pieces.append(Piece(text[start:done], mark))
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return pieces


def between(text: str, opening: str, closing: str, mark: str = "hit") -> list[Piece]:
    """Cut `text` at the marks that SQLite's `snippet()` put around words."""
    pieces = []
    for number, part in enumerate(text.split(opening)):
        inside, _, outside = part.partition(closing) if number else ("", "", part)
        pieces += [Piece(inside, mark)] if inside else []
        pieces += [Piece(outside)] if outside else []
    return pieces
