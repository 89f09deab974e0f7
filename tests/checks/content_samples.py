"""Fictional documents with the statuses a careful officer would give them.

The files stand in `data/`: a front matter that says what is expected, then the document in a
little Markdown (`#` headings, `-` items, `|` table rows, blank lines between paragraphs). A
row of two cells becomes a heading and its answer, as the readers do it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extractors.model import Block, Document, KindReading, Passage

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Sample:
    name: str
    held_out: bool
    document: Document
    kind: KindReading
    expected: dict[str, str]


def samples() -> list[Sample]:
    return [_sample(path) for path in sorted(FOLDER.glob("*.md"))]


def passages(name: str) -> dict[str, tuple[str, str, str, str]]:
    """Each passage of the files `data/NAME*.yml` by an id: item, what it is filed under, heading,
    text.
    """
    return {
        f"{file.stem}-{item}-{said}-{number}": (item, said, heading, text)
        for file in sorted(FOLDER.glob(f"{name}*.yml"))
        for item, kinds in yaml.safe_load(file.read_text("utf-8")).items()
        for said, kept in kinds.items()
        for number, (heading, text) in enumerate(kept)
    }


def under(heading: str, text: str) -> Document:
    """A report of one passage under its heading."""
    return document(f"# SEN Information Report\n\n## {heading}\n\n{text}\n")


def _sample(path: Path) -> Sample:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    about: dict[str, Any] = yaml.safe_load(front)
    return Sample(
        name=path.stem,
        held_out=about["held_out"],
        document=document(body),
        kind=KindReading(about["kind"], confidence=1.0),
        expected=about["expect"],
    )


def document(body: str) -> Document:
    """A document of one page from a little Markdown."""
    passages: list[Passage] = []
    heading, level, blocks = "", 0, list[Block]()
    title = section = ""

    def close() -> None:
        if heading or blocks:
            above = [title, section] if level > 2 else [title]
            trail = tuple(one for one in above if one and one != heading)
            passages.append(Passage(heading, level, tuple(blocks), 1, trail))
        blocks.clear()

    for line in filter(None, map(str.strip, body.splitlines())):
        if found := re.match(r"(#+) (.+)", line):
            close()
            heading, level = found[2], len(found[1])
            title = title or heading
            section = heading if level > 1 else ""
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if set("".join(cells)) <= set("- "):
                continue
            if len(cells) == 2:
                close()
                heading, level = cells[0], 3
                blocks.append(Block(cells[1], 1))
            else:
                blocks.append(Block(" ".join(cells), 1, "row"))
        elif line.startswith("- "):
            blocks.append(Block(line[2:], 1, "item"))
        else:
            blocks.append(Block(line.strip("*"), 1))
    close()
    return Document("0" * 64, "text", title, tuple(passages), pages=1)
