"""Which paragraphs of a PDF are headings, judged by look and wording, and of what level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from extractors.model import BlockKind
from extractors.pdf_flow import Paragraph, contents_line
from extractors.pdf_lines import NO_COLOUR
from extractors.segment import Piece, lettered

T = TypeVar("T")

_QUESTION = re.compile(
    r"^(?:(?:Q|Question)?\s?\d{0,2}[.):]?\s*)?(?:what|how|who|whom|when|where|which|why|is|are|"
    r"will|do|does|can|could|should|if)\b.{8,}\?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:section\s+|part\s+)?(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s+\S", re.I)
_LETTERS = re.compile(r"[^\W\d_]")
_NOT_HEADING = re.compile(
    r"https?://|www\.|\S@\S|^\S+/\S*$|^(?:page\s+\d|\d[\d\s.,/%£-]*$|[^\w]*$|(?:tel|e-?mail|phone)\b)",
    re.I,
)
_ADDRESSES = re.compile(
    r"\b(?:we|our|us|you|your|please|note|must|n\.?b|is|are|was|were|has|have|can|may)\b",
    re.I,
)
"""Words of a sentence that tells or asks something, bold for emphasis."""

_LONGEST = 22
"""Words in the longest heading."""

_LONGEST_ASKED = 40
"""Words in the longest question or clause of the law that serves as one."""


class Look:
    """What the document's running text looks like, and the ladder of its heading styles."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        sizes: Counter[float] = Counter()
        bold: Counter[bool] = Counter()
        colours: Counter[int] = Counter()
        for each in paragraphs:
            weight = len(each.text)
            sizes[each.size] += weight
            if not each.label:
                bold[each.bold] += weight
                colours[each.colour] += weight if each.colour != NO_COLOUR else 0
        self.size = _commonest(sizes, 11.0)
        self.bold = bold[True] > 0.6 * sum(bold.values())
        self.colour = _commonest(colours, 0)

    def is_heading(
        self, each: Paragraph, before: Paragraph | None, after: Paragraph | None
    ) -> bool:
        """Whether a paragraph is a heading; `before` and `after` are its neighbours."""
        text = each.text
        if each.lines > 4 or not text or not self._could_be(each):
            return False
        words = text.split()
        if len(words) > _LONGEST_ASKED:
            return False
        if contents_line(text) or _NOT_HEADING.search(text):
            return False
        asks = text[-1] == "?" and _QUESTION.match(text) is not None
        stands_out = each.bold and not self.bold
        if stands_out and self._titles_what_follows(each, before, after):
            return True
        if len(words) > _LONGEST and not asks:
            return False
        letters = _LETTERS.findall(text)
        if len(letters) < 3 or (text[-1] in ".,;" and not asks):
            return False
        if each.size >= 1.14 * self.size and not letters[0].islower():
            return len(words) <= 16 or each.size >= 1.3 * self.size or asks
        if each.size < 0.9 * self.size and not (each.bold and asks):
            return False
        if each.item and not (each.bold and asks):
            return False
        if stands_out:
            return text[-1] != ":" or len(words) <= 12
        if _capitals(letters) and len(letters) >= 4 and len(words) <= 14:
            return each.above > 0.3 or self._coloured(each)
        if asks and each.lines <= 3:
            return each.above > 0.3 and (after is None or not _QUESTION.match(after.text))
        if self._coloured(each) and each.above > 0.3 and len(words) <= 12 and text[0].isupper():
            return after is None or not self._coloured(after)
        return False

    def _coloured(self, each: Paragraph) -> bool:
        return each.colour not in (self.colour, NO_COLOUR)

    def _could_be(self, each: Paragraph) -> bool:
        """Whether anything at all sets it apart: spares most paragraphs the closer look."""
        return (
            each.bold
            or each.size > self.size
            or each.text[-1] == "?"
            or each.text.isupper()
            or self._coloured(each)
        )

    def _titles_what_follows(
        self, each: Paragraph, before: Paragraph | None, after: Paragraph | None
    ) -> bool:
        """A bold clause alone between plain text, as where the law's own list makes the
        headings: `(c) the school's approach to teaching ...;`."""
        if after is None or after.bold or (before is not None and before.bold):
            return False
        if not each.text[0].isalnum() and not lettered(each.text):
            return False
        if lettered(each.text):
            return True
        sentence = each.text[-1] == "."
        return not (sentence and (_ADDRESSES.search(each.text) or ". " in each.text)) and (
            each.text[-1] not in ",;"
        )

    def rank(self, each: Paragraph) -> tuple[float, int, int]:
        """The smaller, the higher in the ladder of headings."""
        size = round(each.size * 2 / self.size, 0) if each.size > 1.1 * self.size else 2.0
        return (-size, -int(each.text.isupper()), -int(each.bold))


def _commonest(counts: Counter[T], otherwise: T) -> T:
    return counts.most_common(1)[0][0] if counts else otherwise


def _capitals(letters: Sequence[str]) -> bool:
    return bool(letters) and all(letter.isupper() for letter in letters)


def pieces(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Tell headings from text in a whole document's paragraphs, in reading order."""
    look = Look(paragraphs)
    heads: list[bool] = []
    for index, each in enumerate(paragraphs):
        if each.aside:
            heads.append(False)
            continue
        if each.cell:
            heads.append(each.cell == "question")
            continue
        before = paragraphs[index - 1] if index else None
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        heads.append(look.is_heading(each, before, after))
    ladder = sorted(
        {
            look.rank(p)
            for p, is_head in zip(paragraphs, heads, strict=True)
            if is_head and not p.cell
        }
    )
    levels = {rank: min(index + 1, 5) for index, rank in enumerate(ladder)}
    return [
        Piece("heading", each.text, each.page, _level(each, look, levels))
        if is_head
        else Piece(_block_kind(each), each.text, each.page)
        for each, is_head in zip(paragraphs, heads, strict=True)
    ]


def _block_kind(each: Paragraph) -> BlockKind:
    if each.cell == "cell":
        return "row"
    return "item" if each.item else "text"


def _level(each: Paragraph, look: Look, levels: dict[tuple[float, int, int], int]) -> int:
    if each.cell == "question":
        return 6
    level = levels.get(look.rank(each), 5)
    numbered = _NUMBERED.match(each.text)
    if numbered and "." in numbered[1]:
        level = min(level + numbered[1].count("."), 5)
    return level
