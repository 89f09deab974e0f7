"""Sentences that hold a phrase of each of several groups, letter for letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from checks.bodies import Body

LONGEST_QUOTATION = 30
"""Words of a quotation: enough to judge by, short enough to read in a table."""

LONGEST_SENTENCE = 45
"""Words of a sentence that is quoted whole."""

_CELL = re.compile(r"\s*[|•▪●\uf0b7\uf0a7\t]\s*")
_LONG_WORD = re.compile(r"[a-z]{4,}")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")

Groups = Sequence[Sequence[str]]


def sentences(text: str) -> list[str]:
    """The sentences of a piece of text, without the space between them."""
    return _SENTENCE.split(text)


def find_mention(body: Body, groups: Groups) -> str | None:
    """The first sentence with a phrase of every group, shortened around the first group's.

    Phrases match at the start of a word, in small and capital letters. None where there is
    no such sentence.
    """
    first = tuple(groups[0])
    lines = [line for line in body.lines_with(_signs(first)) if _any_of(first, line.lower())]
    if not lines or not all(_any_of(group, body.lowered) for group in groups[1:]):
        return None
    patterns = [_pattern(tuple(group)) for group in groups]
    for text in lines:
        for sentence in sentences(text):
            matches = [pattern.search(sentence) for pattern in patterns]
            if all(matches) and matches[0] is not None:
                return around(sentence, matches[0].start())
    return None


def sentence_with(body: Body, quotation: str, page: int | None = None) -> str:
    """The whole sentence that a quotation is taken from, so that a school can be told with it.

    A sentence of more than `LONGEST_SENTENCE` words, one whose ends are not plain, and words
    that stand in several places of the page give the quotation as it is: a sentence from
    elsewhere would send its reader to the wrong place. What is given stands in one cell of
    one piece of the body.
    """
    places = [
        block.text
        for passage in body.reading.document.passages
        for block in passage.blocks
        if block.page == page and quotation in block.text
    ]
    if len(places) != 1 or not quotation:
        return quotation
    for cell in _CELL.split(places[0]):
        for sentence in sentences(cell):
            if quotation in sentence and sentence.count(" ") < LONGEST_SENTENCE:
                return sentence.strip()
    return quotation


def find_pattern(body: Body, pattern: re.Pattern[str], words: Sequence[str]) -> str | None:
    """The first sentence that `pattern` matches, shortened around it; None if there is none.

    `words`, in small letters, are such that every match has one of them in its piece: they
    only make it fast.
    """
    for text in body.lines_with(words):
        for sentence in sentences(text):
            match = pattern.search(sentence)
            if match is not None:
                return around(sentence, match.start())
    return None


def around(sentence: str, position: int) -> str:
    """At most `LONGEST_QUOTATION` whole words of a sentence, those around `position`."""
    words = [match.span() for match in re.finditer(r"\S+", sentence)]
    if len(words) <= LONGEST_QUOTATION:
        return sentence.strip()
    at = max(index for index, (start, _) in enumerate(words) if start <= position or index == 0)
    first = max(0, min(at - LONGEST_QUOTATION // 3, len(words) - LONGEST_QUOTATION))
    return sentence[words[first][0] : words[first + LONGEST_QUOTATION - 1][1]]


def _any_of(phrases: Iterable[str], lowered: str) -> bool:
    return any(phrase in lowered for phrase in phrases)


@lru_cache(maxsize=256)
def _signs(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Few words such that each phrase has one of them: at less cost than all phrases.

    Phrases that share no word with another stand for themselves.
    """
    left, signs = set(phrases), []
    while left:
        shared = Counter(word for phrase in left for word in set(_LONG_WORD.findall(phrase)))
        longest = sorted(shared.items(), key=lambda one: (-len(one[0]), one[0]))
        word, count = max(longest, key=lambda one: one[1], default=("", 0))
        sign = word if count > 1 else min(left)
        signs.append(sign)
        left = {phrase for phrase in left if sign not in phrase}
    return tuple(signs)


@lru_cache(maxsize=256)
def _pattern(group: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, group))})", re.IGNORECASE)
