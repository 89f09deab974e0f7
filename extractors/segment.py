"""From a run of headings and blocks to passages: the last step of every reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extractors.model import Block, BlockKind, Passage

PieceKind = Literal["heading", "text", "item", "row"]

_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u00ad": None,  # soft hyphen: shown only where a line breaks
        "\u200b": None,  # zero-width space
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Glyphs that symbol fonts put where no letter is: bullets, arrows, telephone signs."""

_BULLET = re.compile(
    r"^\s*(?:[•‣◦▪▫●○■□◆◇►▶➢➤➔→✓✔✗❖∙⁃»*·\u2010-\u2015\ue000-\uf8ff-]\s+|[•‣◦▪●○■❖➢►✓✔\ue000-\uf8ff]|o\s+(?=\S))"
)
_NUMBERED = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[a-z]\.|[ivx]{1,5}\.)\s+\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading or a block, as a reader meets it. `level` counts for headings only."""

    kind: PieceKind
    text: str
    page: int | None = None
    level: int = 0


def clean(text: str) -> str:
    """Fold white space, open ligatures, drop characters that nobody can see."""
    if not text.isascii():
        text = _PRIVATE.sub(" ", text.translate(_LIGATURES))
    return " ".join(text.replace("\x00", "").split())


def bullet(text: str) -> str | None:
    """The text after a bullet sign, or None where the line starts with none."""
    found = _BULLET.match(text)
    return text[found.end() :].strip() if found else None


def lettered(text: str) -> bool:
    """Whether the line starts like an item of a lettered or numbered list: `a)`, `(iv)`."""
    return _NUMBERED.match(text) is not None


def passages(pieces: Iterable[Piece]) -> tuple[Passage, ...]:
    """Put blocks under their headings; text before the first heading comes under "".

    Empty pieces are dropped. A heading without text keeps its passage: that a school left
    one bare is something the checks want to know.
    """
    done: list[Passage] = []
    open_headings: list[tuple[int, str]] = []
    heading, level, page = "", 0, None
    blocks: list[Block] = []
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind != "heading":
            blocks.append(Block(piece.text, piece.page, _block_kind(piece.kind)))
            continue
        if heading or blocks:
            done.append(_passage(heading, level, blocks, page, open_headings))
        heading, level, page, blocks = (
            piece.text,
            min(max(piece.level, 1), 6),
            piece.page,
            [],
        )
        open_headings = [above for above in open_headings if above[0] < level]
        open_headings.append((level, heading))
    if heading or blocks:
        done.append(_passage(heading, level, blocks, page, open_headings))
    return tuple(done)


def _block_kind(kind: PieceKind) -> BlockKind:
    return "text" if kind == "heading" else kind


def _passage(
    heading: str,
    level: int,
    blocks: list[Block],
    page: int | None,
    open_headings: list[tuple[int, str]],
) -> Passage:
    trail = tuple(text for _, text in open_headings[:-1])
    return Passage(heading, level, tuple(blocks), page, trail)
