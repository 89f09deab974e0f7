"""Quotations: a few telling words, cut letter for letter from one block."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[A-Za-z0-9]")
_BREAK = re.compile(r"[|•▪●\uf0b7\uf0a7\t]")
MOST_WORDS = 12
_BEFORE = 3


def quotation(text: str, start: int, end: int, focus: tuple[int, int]) -> str:
    """Up to twelve words of `text[start:end]` around the characters in `focus`.

    `start` and `end` bound the sentence, `focus` is the stretch that tells most (offsets into
    `text`). The words stand together and never run across a cell or a bullet.
    """
    words = [
        (found.start(), found.end())
        for found in _WORD.finditer(text, start, end)
        if _LETTERS.search(found[0]) or not _BREAK.search(found[0])
    ]
    if not words:
        return ""
    first = next((i for i, word in enumerate(words) if word[1] > focus[0]), 0)
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i][0] < focus[1]), first)
    if len(words) > MOST_WORDS:
        begin = max(0, min(first - _BEFORE, len(words) - MOST_WORDS))
        if last - begin >= MOST_WORDS:
            begin = first
        words = words[begin : begin + MOST_WORDS]
    return _within_one_cell(text[words[0][0] : words[-1][1]])


def _within_one_cell(words: str) -> str:
    """The longest piece between cell borders and bullets."""
    return max((piece.strip() for piece in _BREAK.split(words)), key=len)
