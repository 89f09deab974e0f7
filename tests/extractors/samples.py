"""Documents written as Markdown, for tests that need a `Document` and no file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from extractors.model import Block, BlockKind, Document, Link, Passage

KINDS = Path(__file__).parent / "kinds"


def document(markdown: str, *, title: str = "", links: tuple[Link, ...] = ()) -> Document:
    """A document from `# headings`, paragraphs, `- items` and `| rows |`, one a line."""
    passages: list[Passage] = []
    heading, level = "", 0
    blocks: list[Block] = []
    for line in [*markdown.strip().splitlines(), "# "]:
        if line.startswith("#"):
            if heading or blocks:
                passages.append(Passage(heading, level, tuple(blocks)))
            marks, _, heading = line.partition(" ")
            level, blocks = len(marks), []
        elif line.strip():
            blocks.append(_block(line.strip()))
    return Document(
        sha256="0" * 64,
        format="html",
        title=title,
        passages=tuple(passages),
        links=links,
        reader="test/1",
    )


def _block(line: str) -> Block:
    kind: BlockKind = "item" if line.startswith("- ") else "row" if line[0] == "|" else "text"
    return Block(line.removeprefix("- "), kind=kind)


def sample(path: Path) -> tuple[dict[str, Any], Document]:
    """What a sample in `kinds/` should be read as, and the document."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    wanted: dict[str, Any] = yaml.safe_load(head)
    return wanted, document(body, title=wanted.get("title", ""))
