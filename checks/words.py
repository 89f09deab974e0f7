"""Small pieces of plain English that reasons are made of."""

from __future__ import annotations

import datetime as dt

from extractors.model import Kind

KIND_NAMES: dict[Kind, str] = {
    "sen-information-report": "report",
    "sen-policy": "SEN policy",
    "accessibility-plan": "accessibility plan",
    "local-offer": "local offer",
    "inclusion-strategy": "inclusion strategy",
    "equality-information": "equality information",
    "complaints-procedure": "complaints procedure",
    "other": "page",
}
"""What a reader calls each kind of document, after "the" or "a"."""


def in_words(day: dt.date) -> str:
    """A day as people write it, such as 3 September 2026."""
    return f"{day.day} {day:%B %Y}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `count(2, "page")` is "2 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def begin(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def shortened(text: str, longest: int = 80) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `longest`."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,.;:?") + " …"


def joined(words: list[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
