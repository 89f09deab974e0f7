"""The table of `kinds.yml`, compiled: what tells the kinds of document apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from extractors.model import Kind

KINDS: tuple[Kind, ...] = (
    "sen-information-report",
    "sen-policy",
    "accessibility-plan",
    "local-offer",
    "inclusion-strategy",
    "equality-information",
    "complaints-procedure",
)


@dataclass(frozen=True, slots=True)
class Promise:
    """Words that name a kind, and how surely (0 to 1)."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Table:
    """Everything that `kinds.yml` says; patterns want folded text (see `fold`)."""

    titles: Mapping[Kind, tuple[Promise, ...]]
    not_the_kind: Mapping[Kind, re.Pattern[str]]
    other_titles: re.Pattern[str]
    topics: Mapping[str, re.Pattern[str]]
    first_look: Mapping[str, tuple[str, ...]]
    aspects: Mapping[str, re.Pattern[str]]
    mentions: tuple[Promise, ...]
    marks: Mapping[str, tuple[re.Pattern[str], ...]]
    subject: re.Pattern[str]
    friendly: re.Pattern[str]
    letters: Mapping[Kind, tuple[str, ...]]


_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "(": None, ")": None}
)
_SPACES = re.compile(r"\s+")
_STOPS = re.compile(r"\bs\.? ?e\.? ?n\.?( ?d)?\b\.?")


def fold(text: str) -> str:
    """Text as the table's patterns expect it: lower case, plain signs, single blanks."""
    plain = text.translate(_PLAIN).replace("&", " and ").lower()
    plain = plain.replace("sen/d", "send").replace("sen d ", "send ")
    plain = _SPACES.sub(" ", plain).strip()
    return _STOPS.sub(_unstopped, plain) if "s.e" in plain else plain


def _unstopped(found: re.Match[str]) -> str:
    return "send" if found.group(1) else "sen"


@lru_cache(maxsize=1)
def table() -> Table:
    """The compiled table; read once."""
    raw = cast(
        dict[str, Any], yaml.safe_load(files("extractors").joinpath("kinds.yml").read_text("utf-8"))
    )
    words: dict[str, str] = raw["words"]

    def pattern(text: str) -> re.Pattern[str]:
        # Every way to write it begins with one of two letters: looking for them first is cheap.
        filled = text.replace("{sen}", rf"\b(?=[as]){words['sen']}\b")
        return re.compile(filled)

    def any_of(texts: list[str]) -> re.Pattern[str]:
        return pattern("|".join(f"(?:{text})" for text in texts))

    return Table(
        titles={
            kind: tuple(
                Promise(pattern(text), float(weight)) for text, weight in raw["titles"][kind]
            )
            for kind in KINDS
        },
        not_the_kind={kind: any_of(texts) for kind, texts in raw["not_the_kind"].items()},
        other_titles=re.compile(rf"\b(?:{'|'.join(raw['other_titles'])})"),
        topics={name: pattern(text) for name, text in raw["topics"].items()},
        first_look={name: tuple(words) for name, words in raw["first_look"].items()},
        aspects={name: pattern(text) for name, text in raw["aspects"].items()},
        marks={
            name: tuple(pattern(text) for text in texts) for name, texts in raw["marks"].items()
        },
        subject=pattern(words["subject"]),
        mentions=tuple(Promise(pattern(text), float(weight)) for text, weight in raw["mentions"]),
        friendly=pattern(raw["friendly"]),
        letters={kind: tuple(raw["letters"][kind]) for kind in KINDS},
    )
