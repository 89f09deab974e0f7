"""Gold documents as they are kept: light Markdown with a few options at the top.

A line is a block: `#` to `####` a heading, `- `, `* ` or `1. ` a list item, `| a | b |` a
table row, `<<<page>>>` a page break, anything else a paragraph. Inside a line, `**bold**`,
`*italic*`, `[text](address)` and `{{cf:name@host}}` (an e-mail address that a web page
hides from robots, in the way that a well-known service does it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent

Form = Literal["pdf", "docx", "html", "odt"]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Para:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `head` says whether the first row is a header."""

    rows: tuple[tuple[str, ...], ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page, where the form has pages."""


Block = Heading | Para | Items | Table | Break


@dataclass(frozen=True, slots=True)
class Source:
    """One gold document: its options and its blocks in order."""

    id: str
    options: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def form(self) -> Form:
        value = self.options["form"]
        if value not in ("pdf", "docx", "html", "odt"):
            raise ValueError(f"{self.id}: no such form: {value}")
        return value  # type: ignore[return-value]  # narrowed by the test above

    @property
    def is_negative(self) -> bool:
        return self.id.startswith("n")


_BULLET = re.compile(r"^\s*[-*] +(?=\S)")
_NUMBER = re.compile(r"^\s*\d+\. +(?=\S)")
_RULE = re.compile(r"^\|[\s|:-]+\|$")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_HIDDEN = re.compile(r"\{\{cf:([^}]+)\}\}")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?!\s)([^*]+?)\*(?![\w*])")


def load(path: Path) -> Source:
    """The document in a file; raises `ValueError` without options at the top."""
    _, options, body = path.read_text(encoding="utf-8").split("---\n", 2)
    pairs = (line.split(":", 1) for line in options.splitlines() if line.strip())
    return Source(
        id=path.stem,
        options={key.strip(): value.strip() for key, value in pairs},
        blocks=tuple(_blocks(body)),
    )


def sources() -> list[Source]:
    """The labelled documents and the negatives, in the order of their ids."""
    paths = [*(HERE / "documents").glob("*.md"), *(HERE / "negatives").glob("*.md")]
    return [load(path) for path in sorted(paths, key=lambda path: path.stem)]


def spoken(text: str) -> str:
    """A line as a reader sees it: no marks, links as their text, addresses unhidden."""
    text = _HIDDEN.sub(r"\1", _LINK.sub(r"\1", text))
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", text))


def lines(source: Source) -> list[str]:
    """Every line that stands in the document, header and footer last."""
    found: list[str] = []
    for block in source.blocks:
        match block:
            case Heading(text=text) | Para(text=text):
                found.append(spoken(text))
            case Items(texts=texts):
                found.extend(spoken(text) for text in texts)
            case Table(rows=rows):
                found.extend(" ".join(spoken(cell) for cell in row if cell) for row in rows)
            case Break():
                pass
    return found + [source.options[key] for key in ("header", "footer") if key in source.options]


def bare_html(text: str, link: str = '<a href="{url}">{text}</a>') -> str:
    """A line as HTML: marks as tags, links by the pattern given, addresses hidden."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _LINK.sub(lambda found: link.format(text=found[1], url=found[2]), text)
    return _EMPHASIS.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", text))


def hidden(text: str, pattern: str) -> str:
    """The text with each hidden address put through `pattern` (`{code}` and `{plain}`)."""
    return _HIDDEN.sub(lambda found: pattern.format(code=_code(found[1]), plain=found[1]), text)


def _code(address: str) -> str:
    key = 0x5A
    return f"{key:02x}" + "".join(f"{byte ^ key:02x}" for byte in address.encode())


def _blocks(body: str) -> list[Block]:
    kept = [line.rstrip() for line in body.splitlines() if line.strip()]
    return [block for kind, group in groupby(kept, key=_kind) for block in _made(kind, [*group])]


def _kind(line: str) -> str:
    if line == "<<<page>>>":
        return "break"
    if line.startswith("|"):
        return "table"
    if line.startswith("#"):
        return "heading"
    if _BULLET.match(line):
        return "bullet"
    return "number" if _NUMBER.match(line) else "para"


def _made(kind: str, group: list[str]) -> list[Block]:
    match kind:
        case "break":
            return [Break() for _ in group]
        case "table":
            return [_table(group)]
        case "heading":
            return [Heading(line.lstrip("#").strip(), _level(line)) for line in group]
        case "bullet":
            return [Items(tuple(_BULLET.sub("", line) for line in group))]
        case "number":
            return [Items(tuple(_NUMBER.sub("", line) for line in group), numbered=True)]
        case _:
            return [Para(line) for line in group]


def _level(line: str) -> int:
    return len(line) - len(line.lstrip("#"))


def _table(group: list[str]) -> Table:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in group
        if not _RULE.match(line)
    ]
    head = len(group) > 1 and bool(_RULE.match(group[1])) and any(rows[0])
    return Table(tuple(row for row in rows if any(row)), head)
