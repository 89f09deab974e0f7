"""The words of the sample county: YAML under data/sample/wording, checked when read.

A text is plain words with three marks: a blank line ends a paragraph, `- ` begins a bullet,
`| a | b |` is a table row. `{school}` and the like are filled in by `fill`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from .model import Block, Bullets, Para, Table

STATUTORY_ITEMS = (
    "kinds-of-sen",
    "identification-assessment",
    "evaluating-effectiveness",
    "reviewing-progress",
    "teaching-approach",
    "adapting-curriculum-environment",
    "additional-learning-support",
    "inclusion-in-activities",
    "emotional-social-support",
    "senco-contact",
    "staff-expertise-training",
    "equipment-facilities",
    "consulting-parents",
    "consulting-young-people",
    "complaints",
    "involving-other-bodies",
    "support-services-contacts",
    "transition-adulthood",
    "local-offer-link",
    "admission-disabled",
    "less-favourable-treatment",
    "access-facilities",
    "accessibility-plan",
)
"""The 23 items of Schedule 1 and section 69(3)(b), in the law's order."""

GUIDANCE_ITEMS = ("looked-after-sen", "bullying-and-voice")

_FILES = ("report", "policy", "plan", "dates", "staff", "names", "decoys", "pages")
_FIELD = re.compile(r"\{([a-z_]+)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)


class Variant(_Strict):
    """One wording. `phases` where it fits ("for" in the file; empty is everywhere)."""

    text: str
    also: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    part: str = ""

    def fits(self, phase: str) -> bool:
        """Whether a school of this phase could have written it."""
        return not self.phases or phase in self.phases


class Item(_Strict):
    """The wordings of one item: headings by manner, texts by how far they answer it."""

    headings: dict[str, tuple[str, ...]]
    covered: tuple[Variant, ...]
    partial: tuple[Variant, ...] = ()


class Part(_Strict):
    """A part of a policy or plan: headings to choose from and texts."""

    headings: tuple[str, ...]
    texts: tuple[Variant, ...]


class ReportWords(_Strict):
    """What surrounds the items of a report."""

    titles: dict[str, tuple[str, ...]]
    combined_titles: tuple[str, ...]
    opening_headings: tuple[str, ...]
    openings: tuple[Variant, ...]
    closing_headings: tuple[str, ...]
    closings: tuple[Variant, ...]
    law_list_headings: tuple[str, ...]
    law_list: str
    updated_notes: tuple[str, ...]


class PolicyWords(_Strict):
    """The parts of a SEN policy in their order."""

    titles: tuple[str, ...]
    elements: dict[str, Part]


class PlanWords(_Strict):
    """The parts of an accessibility plan."""

    titles: tuple[str, ...]
    opening_headings: tuple[str, ...]
    openings: tuple[Variant, ...]
    audit_headings: tuple[str, ...]
    audits: tuple[Variant, ...]
    strands: dict[str, Part]
    monitoring_headings: tuple[str, ...]
    monitorings: tuple[Variant, ...]
    links_headings: tuple[str, ...]
    links: str
    background: tuple[Part, ...]


class DateLine(_Strict):
    """A date line, table or title: what the first date says, and how a next review is put."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    says: str
    precision: str
    next: str = ""


class DateWords(_Strict):
    """All manners of stating a date."""

    lines: tuple[DateLine, ...]
    tables: tuple[DateLine, ...]
    titles: tuple[DateLine, ...]
    signatures: dict[str, tuple[str, ...]]


class StaffWords(_Strict):
    """Names, titles and labels of people."""

    senco_roles: tuple[str, ...]
    mailboxes: tuple[str, ...]
    titles: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


class NameWords(_Strict):
    """Names of schools and places."""

    places: tuple[str, ...]
    towns: tuple[str, ...]
    saints: tuple[str, ...]
    postcodes: tuple[str, ...]


class Decoy(_Strict):
    """A document that is none of the three: (heading, text) pairs."""

    kind: str
    titles: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]


class PageWords(_Strict):
    """The ordinary pages of a website: (key, title, words) by section of the menu."""

    sections: dict[str, str]
    pages: dict[str, tuple[tuple[str, str, str], ...]]
    send_titles: tuple[str, ...]
    news: tuple[str, ...]


class Words(_Strict):
    """Everything that the generator can say."""

    items: dict[str, Item]
    report: ReportWords
    policy: PolicyWords
    plan: PlanWords
    dates: DateWords
    staff: StaffWords
    names: NameWords
    decoys: dict[str, Decoy]
    pages: PageWords


@cache
def load(data: Path) -> Words:
    """Read and check all wording below `data` (the sample folder).

    Raises FileNotFoundError where it is not there and pydantic's ValidationError where a
    file does not keep to the shape.
    """
    folder = data / "wording"
    items: dict[str, Any] = {}
    for path in sorted((folder / "items").glob("*.yml")):
        items |= _read(path)
    single = {name: _read(folder / f"{name}.yml") for name in _FILES}
    return Words.model_validate({"items": _rename(items)} | _rename(single))


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _rename(value: Any) -> Any:
    """Call the files' `for` (a word of Python's) `phases`, at every depth."""
    if isinstance(value, dict):
        return {"phases" if key == "for" else key: _rename(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rename(inner) for inner in value]
    return value


def fill(text: str, fields: dict[str, str]) -> str:
    """Put values in place of `{name}`; an unknown name is a fault of the wording (KeyError)."""
    return _FIELD.sub(lambda match: fields[match[1]], text)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Cut a text with marks into blocks; see the module's docstring."""
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        blocks.extend(_chunk_blocks(lines))
    return tuple(blocks)


def _chunk_blocks(lines: list[str]) -> list[Block]:
    words = [line for line in lines if not line.startswith(("- ", "|"))]
    bullets = tuple(line[2:] for line in lines if line.startswith("- "))
    rows = tuple(
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in lines
        if line.startswith("|")
    )
    blocks: list[Block] = []
    if words:
        blocks.append(Para(" ".join(words)))
    if bullets:
        blocks.append(Bullets(bullets))
    if rows:
        blocks.append(Table(rows))
    return blocks
