"""With which letters a match of a pattern can begin, read off the pattern itself.

A table of many alternatives is costly to try at every word of a text. Looking a word's first
letters up leaves the few alternatives that can match there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as sre  # type: ignore[attr-defined]  # typeshed has no such module
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Way = tuple[str, bool]
"""The first letters of a match, and whether they are all that is known of it."""

_NOTHING: Way = ("", False)
_ANYTHING: Way = ("", True)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (sre.AT, sre.ASSERT, sre.ASSERT_NOT)


def beginnings(pattern: str, most: int) -> frozenset[str]:
    """Up to `most` letters each: every match of `pattern` begins with one of them.

    "" is among them where a match may begin with anything.
    """
    return frozenset(letters for letters, _ in _in_turn(parser.parse(pattern), most))


def one_of(words: Iterable[str]) -> str:
    """A regular expression for the longest of some words that stands at a place, quick where
    none does.
    """
    tails: dict[str, set[str]] = {}
    for word in words:
        tails.setdefault(word[:1], set()).add(word[1:])
    ends = tails.pop("", None) is not None
    if not tails:
        return ""
    ways = "|".join(re.escape(letter) + one_of(tails[letter]) for letter in sorted(tails))
    return f"(?:{ways})" + ("?" if ends else "")


def _in_turn(items: Iterable[Any], most: int) -> set[Way]:
    ways = {_NOTHING}
    for item in items:
        ways = _followed(ways, _of(item, most), most)
    return ways


def _followed(ways: set[Way], others: set[Way], most: int) -> set[Way]:
    found = {way for way in ways if way[1]}
    for letters, _ in ways - found:
        for more, ends in others:
            both = letters + more
            found.add((both[:most], ends or len(both) >= most))
    return found


def _of(item: Any, most: int) -> set[Way]:
    operation, value = item
    if operation is sre.LITERAL:
        return {(chr(value), False)}
    if operation is sre.IN and all(kind in (sre.LITERAL, sre.RANGE) for kind, _ in value):
        spans = [(of, of) if kind is sre.LITERAL else of for kind, of in value]
        return {(chr(code), False) for low, high in spans for code in range(low, high + 1)}
    if operation in _ZERO_WIDTH:
        return {_NOTHING}
    if operation is sre.SUBPATTERN:
        return _in_turn(value[3], most)
    if operation is sre.BRANCH:
        return set[Way]().union(*(_in_turn(branch, most) for branch in value[1]))
    if operation in _REPEATS:
        return _repeated(*value, most=most)
    return {_ANYTHING}


def _repeated(least: int, times: int, items: Iterable[Any], *, most: int) -> set[Way]:
    once = _in_turn(items, most)
    ways, found = {_NOTHING}, set[Way]()
    for count in range(min(int(times), most) + 1):
        if count >= min(int(least), most):
            found |= ways
        ways = _followed(ways, once, most)
    return found
