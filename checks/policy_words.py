"""The table of `policy.yml`, compiled: what shows each part of a SEN policy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from checks.first_look import Guarded, Words, guarded
from extractors.model import Kind


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """The patterns for one kind of document, which decides what "this plan" means."""

    status: Guarded
    purpose: Guarded
    purpose_headings: re.Pattern[str]
    consultation: Guarded
    consultation_headings: re.Pattern[str]
    consultation_section: re.Pattern[str]
    consultation_asked_headings: re.Pattern[str]
    consultation_asked: re.Pattern[str]
    consultation_people_headings: re.Pattern[str]
    people: re.Pattern[str]
    cross_references: Guarded
    cross_reference: re.Pattern[str]
    cross_references_headings: re.Pattern[str]
    named: re.Pattern[str]
    itself: re.Pattern[str] | None
    roles: Guarded
    roles_headings: re.Pattern[str]
    roles_people_headings: re.Pattern[str]
    roles_people: re.Pattern[str]
    duty: re.Pattern[str]
    monitoring: Guarded
    monitoring_not: re.Pattern[str]
    monitoring_headings: re.Pattern[str]
    monitoring_section: re.Pattern[str]
    monitoring_watch_headings: re.Pattern[str]
    monitoring_watch: re.Pattern[str]
    established: re.Pattern[str]
    signature_line: re.Pattern[str]
    signature_label: re.Pattern[str]
    signed: tuple[re.Pattern[str], ...]
    not_a_name: re.Pattern[str]
    name: re.Pattern[str]
    labels: tuple[str, ...]
    first_look: Words
    """The words without which none of the guarded patterns can match."""


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = files("checks").joinpath("policy.yml").read_text("utf-8")
    return cast(dict[str, Any], yaml.safe_load(text))


@lru_cache(maxsize=8)
def words(kind: Kind) -> PolicyWords:
    """The compiled patterns for a document of this kind."""
    table = _table()
    parts: dict[str, str] = {
        **table["words"],
        "own": table["own"].get(kind, table["own"]["other"]),
        "name": table["name"],
        "office": table["office"],
    }
    if kind == "accessibility-plan":
        parts["paper"] = parts.pop("plan").replace("{paper}", parts["paper"])

    def pattern(entry: str | list[str]) -> re.Pattern[str]:
        texts = [entry] if isinstance(entry, str) else entry
        return re.compile(_filled("|".join(f"(?:{text})" for text in texts), parts))

    def behind_a_look(name: str) -> Guarded:
        texts = [table[name]] if isinstance(table[name], str) else table[name]
        return guarded(*(_filled(text, parts) for text in texts))

    looked_for = ("status", "purpose", "consultation", "cross_references", "roles", "monitoring")
    behind = {name: behind_a_look(name) for name in looked_for}
    itself: Mapping[Kind, str] = table["itself"]
    return PolicyWords(
        **behind,
        purpose_headings=pattern(table["purpose_headings"]),
        consultation_headings=pattern(table["consultation_headings"]),
        consultation_section=pattern(table["consultation_section"]),
        consultation_asked_headings=pattern(table["consultation_asked_headings"]),
        consultation_asked=pattern(table["consultation_asked"]),
        consultation_people_headings=pattern(table["consultation_people_headings"]),
        people=pattern(r"\b{people}\b"),
        cross_reference=pattern(table["cross_references"]),
        cross_references_headings=pattern(table["cross_references_headings"]),
        named=pattern(table["named"]),
        itself=pattern(itself[kind]) if kind in itself else None,
        roles_headings=pattern(table["roles_headings"]),
        roles_people_headings=pattern(table["roles_people_headings"]),
        roles_people=pattern(table["roles_people"]),
        duty=pattern(table["duty"]),
        monitoring_not=pattern(table["monitoring_not"]),
        monitoring_headings=pattern(table["monitoring_headings"]),
        monitoring_section=pattern(table["monitoring_section"]),
        monitoring_watch_headings=pattern(table["monitoring_watch_headings"]),
        monitoring_watch=pattern(table["monitoring_watch"]),
        established=pattern(table["established"]),
        signature_line=pattern(table["signature_line"]),
        signature_label=pattern(table["signature_label"]),
        signed=tuple(pattern(text) for text in table["signed"]),
        not_a_name=pattern(table["not_a_name"]),
        name=pattern(r"^\W*(?P<name>{name})"),
        labels=tuple(table["labels"]),
        first_look=Words(tuple(behind.values())),
    )


def _filled(text: str, parts: Mapping[str, str]) -> str:
    """Put the named parts in, parts of parts included."""
    while found := re.search(r"\{([a-z]+)\}", text):
        text = text.replace(found.group(), parts[found.group(1)])
    return text
