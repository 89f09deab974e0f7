"""Text without styles to pieces: headings are told by their wording and their place."""

from __future__ import annotations

import re

from extractors.hyphens import joined, mended, words
from extractors.segment import Piece, bullet, clean, lettered

_QUESTION = re.compile(
    r"^(?:what|how|who|when|where|which|why|is|are|will|do|does|can)\b", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?:;]['\"’”)]*$")
_CONTACT = re.compile(r"@|\d{5}|www\.|://")
_FULL_LINE = 55
"""Characters from which a line was broken by a margin rather than by its writer."""


def plain_pieces(text: str, page: int | None = None, *, wrapped: bool = False) -> list[Piece]:
    """Headings, items and paragraphs of plain text.

    `wrapped` says that long lines were broken at a margin, as OCR gives them, and are to
    be joined again; otherwise every line is a paragraph.
    """
    lines = [clean(line) for line in text.replace("\f", "\n").splitlines()]
    if wrapped:
        lines = _unwrapped(lines)
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        if not line:
            continue
        stripped = bullet(line)
        alone = index == 0 or not lines[index - 1] or pieces[-1].kind == "heading"
        if stripped is not None or lettered(line):
            pieces.append(Piece("item", stripped or line, page))
        elif alone and _is_heading(line, next(filter(None, lines[index + 1 :]), "")):
            pieces.append(Piece("heading", line, page, 2 if line.isupper() else 3))
        else:
            pieces.append(Piece("text", line, page))
    return pieces


def _unwrapped(lines: list[str]) -> list[str]:
    done: list[str] = []
    for line in lines:
        goes_on = (
            done
            and line
            and len(done[-1]) >= _FULL_LINE
            and bullet(line) is None
            and not (_ENDED.search(done[-1]) and line[0].isupper())
        )
        if goes_on:
            done[-1] = joined(done[-1], line)
        else:
            done.append(line)
    known = words(done)
    return [mended(line, known) for line in done]


def _is_heading(line: str, after: str) -> bool:
    """Whether a line that stands alone is a heading of the text that comes `after` it."""
    words = len(line.split())
    if words > 20 or line[-1] in ".,;:" or not line[0].isalnum() or _CONTACT.search(line):
        return False
    if line.endswith("?") and _QUESTION.match(line.lstrip("0123456789.) ")):
        return True
    if line.isupper() and len(line) > 3:
        return True
    return words <= 9 and line[0].isupper() and (bullet(after) is not None or len(after) > 90)
