"""Labelled passages, each by itself: what they say, and what the readers make of them."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from checks.content import read_items
from checks.content_hints import ITEMS
from extractors.read import read

HERE = Path(__file__).parent / "sentences"
PASSAGES = Path(__file__).parents[1] / "checks" / "data"
TUNE = ("primary", "secondary")
"""The files that may be learnt from and looked into."""
HELD = ("held",)
"""The file of which only totals are looked at."""

Label = Literal["covered", "partial", "none"]


@dataclass(frozen=True, slots=True)
class Sentences:
    """One passage: what it answers, and what else it says, in whole (`also`) or in half."""

    item: str | None
    status: Label
    heading: str | None
    text: str
    also: frozenset[str]
    half: frozenset[str]

    @property
    def others(self) -> frozenset[str]:
        """All items that it says something on, besides its own."""
        return self.also | self.half

    def page(self) -> bytes:
        """The passage as a web page of its own."""
        head = f"<h2>{html.escape(self.heading)}</h2>" if self.heading else ""
        body = "".join(_elements(self.text))
        title = "SEN Information Report"
        return (
            f"<html><head><title>{title}</title></head>"
            f"<body><main><h1>{title}</h1>{head}{body}</main></body></html>"
        ).encode()


def passages(names: Sequence[str]) -> list[Sentences]:
    """The passages of these files, in their order."""
    return [_passage(line) for name in names for line in _lines(name)]


def everyday() -> list[Sentences]:
    """Our own earlier passages (tests/checks/data), which are tests as well."""
    label: dict[str, Label] = {"covered": "covered", "partial": "partial", "absent": "none"}
    return [
        Sentences(item, label[status], heading, text, frozenset(), frozenset())
        for file in sorted(PASSAGES.glob("passages*.yml"))
        for item, statuses in yaml.safe_load(file.read_text("utf-8")).items()
        for status, kept in statuses.items()
        for heading, text in kept
    ]


def _lines(name: str) -> Iterator[str]:
    yield from filter(str.strip, (HERE / f"{name}.jsonl").read_text("utf-8").splitlines())


def _passage(line: str) -> Sentences:
    row = json.loads(line)
    also = row.get("also", [])
    return Sentences(
        row["item"],
        row["status"],
        row["heading"],
        row["text"],
        frozenset(name for name in also if ":" not in name),
        frozenset(name.split(":")[0] for name in also if ":" in name),
    )


def _elements(text: str) -> Iterator[str]:
    """Lines as paragraphs, those with a dash as a list, those with a bar as rows of a table."""
    kind, held = "", list[str]()
    for line in [*filter(None, map(str.strip, text.split("\n"))), ""]:
        now = "ul" if line.startswith("- ") else "table" if " | " in line else ""
        if now != kind and held:
            yield f"<{kind}>{''.join(held)}</{kind}>"
            held = []
        kind = now
        if now == "ul":
            held.append(f"<li>{html.escape(line[2:])}</li>")
        elif now == "table":
            cells = (f"<td>{html.escape(cell.strip())}</td>" for cell in line.split(" | "))
            held.append(f"<tr>{''.join(cells)}</tr>")
        elif line:
            yield f"<p>{html.escape(line)}</p>"


@dataclass(frozen=True, slots=True)
class Score:
    """How a file's passages are read: by (label, status), and what was found beside labels."""

    read: Counter[tuple[str, str]]
    lent: int
    passages: int

    def share(self, label: str | None = None) -> float:
        """Of the passages with a label (or of all), how many are read as it says."""
        kept = {pair: n for pair, n in self.read.items() if label in {None, pair[0]}}
        return sum(n for pair, n in kept.items() if pair[0] == pair[1]) / sum(kept.values())

    def figures(self) -> dict[str, float]:
        """The figures by name, each the better the higher."""
        return {
            "read right": self.share(),
            "covered read as covered": self.share("covered"),
            "covered not called absent": 1 - self.read["covered", "absent"] / self._of("covered"),
            "partial read as partial": self.share("partial"),
            "none read as absent": self.share("absent"),
            "no other item covered": 1 - self.lent / (self.passages * (len(ITEMS) - 1)),
        }

    def _of(self, label: str) -> int:
        return sum(n for pair, n in self.read.items() if pair[0] == label)


def score(kept: Sequence[Sentences]) -> Score:
    """Read each passage and hold it against its label; those of no item count as lent only."""
    found: Counter[tuple[str, str]] = Counter()
    lent = 0
    for one in kept:
        reading = read(one.page())
        items = read_items(reading.document, contacts=reading.contacts, kind=reading.kind)
        if one.item is not None:
            label = "absent" if one.status == "none" else one.status
            found[label, items[one.item].status] += 1
        others = (name for name in ITEMS if name != one.item and name not in one.others)
        lent += sum(1 for name in others if items[name].status == "covered")
    return Score(found, lent, len(kept))
