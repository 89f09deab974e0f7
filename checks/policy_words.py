"""The table of `policy.yml`, compiled: what shows each part of a SEN policy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from extractors.model import Kind


@dataclass(frozen=True, slots=True)
class Guarded:
    """A costly pattern behind a cheap look: one word of every list must stand in the text."""

    pattern: re.Pattern[str]
    lists: tuple[tuple[str, ...], ...]

    def may_match(self, text: str) -> bool:
        """Whether the words without which the pattern cannot match are there."""
        for some in self.lists:  # plain loops: this runs for every sentence of every document
            for word in some:
                if word in text:
                    break
            else:
                return False
        return True

    def search(self, text: str) -> re.Match[str] | None:
        """The pattern's first match in `text`, as `re` finds it."""
        return self.pattern.search(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The pattern's matches in `text`, as `re` finds them."""
        return self.pattern.finditer(text) if self.may_match(text) else iter(())


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns for one kind of document, which decides what "this plan" means."""

    status: Guarded
    purpose: Guarded
    purpose_headings: re.Pattern[str]
    consultation: Guarded
    consultation_headings: re.Pattern[str]
    consultation_section: re.Pattern[str]
    cross_references: Guarded
    itself: re.Pattern[str] | None
    roles: Guarded
    roles_headings: re.Pattern[str]
    monitoring: Guarded
    monitoring_not: re.Pattern[str]
    monitoring_headings: re.Pattern[str]
    monitoring_section: re.Pattern[str]
    established: re.Pattern[str]
    signature_line: re.Pattern[str]
    signed: tuple[re.Pattern[str], ...]
    not_a_name: re.Pattern[str]


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = files("checks").joinpath("policy.yml").read_text("utf-8")
    return cast(dict[str, Any], yaml.safe_load(text))


@lru_cache(maxsize=8)
def words(kind: Kind) -> Words:
    """The compiled patterns for a document of this kind."""
    table = _table()
    parts: dict[str, str] = {
        **table["words"],
        "own": table["own"].get(kind, table["own"]["other"]),
        "name": table["name"],
    }
    if kind == "accessibility-plan":
        parts["paper"] = parts.pop("plan").replace("{paper}", parts["paper"])

    def pattern(entry: str | list[str]) -> re.Pattern[str]:
        texts = [entry] if isinstance(entry, str) else entry
        return re.compile(_filled("|".join(f"(?:{text})" for text in texts), parts))

    def guarded(name: str) -> Guarded:
        lists = table["first_look"][name]
        return Guarded(pattern(table[name]), tuple(tuple(some) for some in lists))

    itself: Mapping[Kind, str] = table["itself"]
    return Words(
        status=guarded("status"),
        purpose=guarded("purpose"),
        purpose_headings=pattern(table["purpose_headings"]),
        consultation=guarded("consultation"),
        consultation_headings=pattern(table["consultation_headings"]),
        consultation_section=pattern(table["consultation_section"]),
        cross_references=guarded("cross_references"),
        itself=pattern(itself[kind]) if kind in itself else None,
        roles=guarded("roles"),
        roles_headings=pattern(table["roles_headings"]),
        monitoring=guarded("monitoring"),
        monitoring_not=pattern(table["monitoring_not"]),
        monitoring_headings=pattern(table["monitoring_headings"]),
        monitoring_section=pattern(table["monitoring_section"]),
        established=pattern(table["established"]),
        signature_line=pattern(table["signature_line"]),
        signed=tuple(pattern(text) for text in table["signed"]),
        not_a_name=pattern(table["not_a_name"]),
    )


def _filled(text: str, parts: Mapping[str, str]) -> str:
    """Put the named parts in, parts of parts included."""
    while found := re.search(r"\{([a-z]+)\}", text):
        text = text.replace(found.group(), parts[found.group(1)])
    return text
