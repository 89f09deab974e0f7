"""Quotations: a few telling words, cut letter for letter from one block.

Short on purpose: a quotation of ten words mostly stands on one line of the page, so that it is
found there by any other reader too, columns and tables included.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[A-Za-z0-9]")
_BREAK = re.compile(r"[|•▪●\uf0b7\uf0a7\t]")
MOST_WORDS = 10
_BEFORE = 0
_LONG_WORD = 30


def quotation(text: str, start: int, end: int, focus: tuple[int, int]) -> str:
    """Up to ten words of `text[start:end]` around the characters in `focus`.

    `start` and `end` bound the sentence, `focus` is the stretch that tells most (offsets into
    `text`). The words stand together and never run across a cell or a bullet.
    """
    words = _words(text, start, end)
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


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words stand; a long address ends the stretch at its first hyphen.

    Long addresses run over line ends, where a page's hyphens come and go with the reader.
    """
    words: list[tuple[int, int]] = []
    for found in _WORD.finditer(text, start, end):
        word = found[0]
        if len(word) > _LONG_WORD and "-" in word:
            return [*words, (found.start(), found.start() + word.index("-"))]
        if _LETTERS.search(word) or not _BREAK.search(word):
            words.append(found.span())
    return words


def _within_one_cell(words: str) -> str:
    """The longest piece between cell borders and bullets."""
    return max((piece.strip() for piece in _BREAK.split(words)), key=len)
