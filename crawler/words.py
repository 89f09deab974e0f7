"""The crawler's word lists, out of `words.yml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled patterns. `hubs` pairs each with how surely it names a place to look."""

    hubs: tuple[tuple[re.Pattern[str], float], ...]
    useless: re.Pattern[str]
    other_documents: re.Pattern[str]
    one_paper: re.Pattern[str]
    old: re.Pattern[str]
    little: frozenset[str]


@cache
def words() -> Words:
    """Load the lists; raises when `words.yml` is not as its comments say."""
    lists = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return Words(
        tuple((_pattern(text), float(score)) for text, score in lists["hubs"]),
        _pattern(lists["useless"]),
        _pattern(lists["other_documents"]),
        _pattern(lists["one_paper"]),
        _pattern(lists["old"]),
        frozenset(lists["little"].split()),
    )


def _pattern(text: str) -> re.Pattern[str]:
    """Compile one pattern; a line that was folded before a `|` leaves no blank there."""
    return re.compile(re.sub(r" \|", "|", text.strip()), re.I)
