"""Quotations: the telling sentence, or the telling part of a long one, letter for letter.

A quotation begins where its sentence begins wherever it can: words from the middle may say
the opposite of the whole ("no child is ... without ..."). It is short enough to be found on
the page at a glance.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[A-Za-z0-9]")
_BREAK = re.compile(r"[|•▪●\uf0b7\uf0a7\t]")
_NUMBER = re.compile(r"\(?\d{1,2}[a-z]?[.)]")
_CLAUSE_END = (",", ";", ":", "–", "—", "-", ")")
MOST_WORDS = 14
MOST_WITH_NEGATION = 45
_LONG_WORD = 30
_NEGATES = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|unable|without|stopped|ceased|\w+n[’']t)\b",
    re.IGNORECASE,
)


def quotation(text: str, start: int, end: int, focus: tuple[int, int]) -> str:
    """At most `MOST_WORDS` of `text[start:end]` that hold the characters in `focus`.

    `start` and `end` bound the sentence, `focus` is the stretch that tells most (offsets into
    `text`). The words stand together and never run across a cell or a bullet; the number of a
    numbered line is left out: it may be the page's own.
    """
    words = _words(text, start, end)
    if not words:
        return ""
    if len(words) > 1 and _NUMBER.fullmatch(text, *words[0]):
        del words[0]
    first = next((i for i, word in enumerate(words) if word[1] > focus[0]), 0)
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i][0] < focus[1]), first)
    begin = 0 if last < MOST_WORDS else _clause_start(text, words, first, last)
    most = MOST_WORDS
    if begin and _NEGATES.search(text, words[0][0], words[begin][0]):
        # Words after a "not" say the opposite of the sentence: it is quoted from its beginning.
        begin, most = 0, min(last + 1, MOST_WITH_NEGATION)
    words = words[begin : begin + most]
    return _within_one_cell(text[words[0][0] : words[-1][1]])


def _clause_start(text: str, words: list[tuple[int, int]], first: int, last: int) -> int:
    """The first word of the clause that holds the focus, if it is near enough."""
    earliest = max(0, last - MOST_WORDS + 1)
    for index in range(first, earliest, -1):
        if text[slice(*words[index - 1])].endswith(_CLAUSE_END):
            return index
    return min(first, earliest) if earliest <= first else first


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words stand; the stretch ends before a long address with hyphens.

    Long addresses run over line ends, where a page's hyphens come and go with the reader; half
    an address would be a wrong one. One that begins the stretch is taken whole.
    """
    words: list[tuple[int, int]] = []
    for found in _WORD.finditer(text, start, end):
        word = found[0]
        if len(word) > _LONG_WORD and "-" in word:
            return words or [found.span()]
        if _LETTERS.search(word) or not _BREAK.search(word):
            words.append(found.span())
    return words


def _within_one_cell(words: str) -> str:
    """The longest piece between cell borders and bullets."""
    return max((piece.strip() for piece in _BREAK.split(words)), key=len)
