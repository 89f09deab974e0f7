"""Lines of a PDF page with place and look, straight from PDFium.

One call per line and a few per run of text, never one per character: that keeps reading
with styles nearly as fast as reading bare text. Only a line that looks as if it held two
cells or two baselines is taken apart character by character.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

LINE_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at a line's end, joining the two lines."""

WIDE_GAP = 1.6
"""A gap of so many type sizes within a line separates two cells or columns."""

CELL_GAP = 0.6
"""Narrowest gap, in type sizes, between the words of two cells with a border between."""

_BASELINE_STEP = 0.55
"""A change of baseline by so many type sizes starts another line."""

_get_matrix = pdfium_c.FPDFText_GetMatrix
_count_rects = pdfium_c.FPDFText_CountRects
_get_rect = pdfium_c.FPDFText_GetRect
_get_size = pdfium_c.FPDFText_GetFontSize
_get_font = pdfium_c.FPDFText_GetFontInfo
"""Asked for every line: bound once, a look-up in the module costs as much as some of them."""

_HEAVY = (b"bold", b"black", b"heavy")
_FORCE_BOLD = 1 << 18
"""The font flag by which a PDF asks for its letters to be thickened."""

NO_COLOUR = -1
"""The colour of a line that is too long to be a heading, and was not asked."""

_SHORT = 70

_ASLANT = 9
"""The turn of a line that runs along neither side of the page."""

_SPACE = 0.075
"""A gap between two letters' advances, in heights of a line, that must be a space."""

_LONGEST_WORD = 20
_LONG_WORD = re.compile(rf"(?<![\w@./:-])[A-Za-z’]{{{_LONGEST_WORD},}}(?![\w@/:-])")
_INNER_CAPITAL = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{3,}\b")

_LOOSE_LETTERS = 0.66
"""Mean width of a letter, in type sizes, above which a line surely holds a gap."""


@dataclass(slots=True, eq=False)
class Line:
    """A stretch of text on one baseline; the page's units, with y growing upwards."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    colour: int
    page: int
    glued: bool = False
    """Whether it carries on a word that the line before broke with a hyphen."""
    label: bool = False
    """Whether it starts in bold and ends plain, as `SENCO: ...` does."""
    aside: bool = False
    """Whether it runs otherwise than the page's text, as up a margin."""
    at: int = -1
    """Its first character's place in PDFium's text; -1 where that is not one stretch."""

    @property
    def top(self) -> float:
        """Where the capitals end, near enough."""
        return self.base + 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where the descenders end, near enough."""
        return self.base - 0.22 * self.size


Fonts = dict[tuple[bytes, int], tuple[bool, bool]]
"""Whether a font, by name and flags, is bold and italic: asked once a document."""


class PageText:
    """PDFium's text of one page, asked with as few calls as will do.

    `respace` sets spaces by the gaps between letters, for files that leave them out and
    whose gaps PDFium takes for kerning; it costs a call a letter.
    """

    def __init__(
        self, page: pdfium.PdfPage, number: int, fonts: Fonts, *, respace: bool = False
    ) -> None:
        self.number = number
        self.turn = 0
        """How the page's text runs, in quarter turns against the clock."""
        self._fonts = fonts
        self._respace = respace
        width, height = page.get_size()
        on_side = page.get_rotation() in (90, 270)
        self._width: float = height if on_side else width
        self._height: float = width if on_side else height
        self._textpage = page.get_textpage()
        self._raw = self._textpage.raw
        self._a, self._b, self._c, self._d = (ctypes.c_double() for _ in range(4))
        self._matrix = pdfium_c.FS_MATRIX()
        self._box = pdfium_c.FS_RECTF()
        self._font = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._rgba = [ctypes.c_uint() for _ in range(4)]

    @property
    def height(self) -> float:
        """The page's height as its text runs."""
        return self._width if self.turn % 2 else self._height

    def close(self) -> None:
        """Give the page's text back to PDFium."""
        self._textpage.close()

    def beneath(self, left: float, bottom: float, right: float, top: float) -> str:
        """The text within a box, as under a link."""
        return str(self._textpage.get_text_bounded(left, bottom, right, top, errors="replace"))

    def lines(self) -> list[Line]:
        """The page's lines in the order in which the file draws them.

        On a page turned on its side the lines are given as one would turn it to read; lines
        that run otherwise than most (in the margin, in a diagram) come last, as `aside`.
        """
        text = self._textpage.get_text_range(errors="replace")
        straight = len(text) == self._textpage.count_chars()
        wide = max(text, default="") > "\uffff"
        level: list[Line] = []
        by_turn: dict[int, list[Line]] = {0: level}
        place = 0
        for raw in text.split("\r\n"):
            units = len(raw) + (sum(c > "\uffff" for c in raw) if wide else 0)
            start = place
            place += units + 2
            if not raw or raw.isspace():
                continue
            if not straight:
                start = pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._raw, start)
                if start < 0:
                    continue
            line = self._ordinary(raw, start)
            if line is not None:
                level.append(line)
                continue
            found = self._split(raw, start)
            by_turn.setdefault(self.turn, []).extend(found)
        if not level:
            by_turn.pop(0)
        return self._mostly(by_turn)

    def _mostly(self, by_turn: dict[int, list[Line]]) -> list[Line]:
        """Settle how the page runs, and set lines that run otherwise aside."""
        level = [turn for turn in by_turn if turn != _ASLANT]
        self.turn = max(
            level, key=lambda turn: sum(len(line.text) for line in by_turn[turn]), default=0
        )
        lines = by_turn.pop(self.turn, [])
        lines.extend(replace(line, aside=True) for rest in by_turn.values() for line in rest)
        return lines

    def _find_turn(self, at: int) -> None:
        """Note which way the line at a character runs."""
        self.turn = 0
        if not pdfium_c.FPDFText_GetMatrix(self._raw, at, self._matrix):
            return
        along, up = self._matrix.a, self._matrix.b
        if abs(up) <= 0.02 * abs(along):
            self.turn = 0 if along >= 0 else 2
        elif abs(along) <= 0.02 * abs(up):
            self.turn = 1 if up > 0 else 3
        else:
            self.turn = _ASLANT

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 1:
            return y, self._width - x
        if self.turn == 2:
            return self._width - x, self._height - y
        return self._height - y, x

    def _ordinary(self, raw: str, start: int) -> Line | None:
        """A level line in one stretch, as most are: what `_split` would give, in fewer steps.

        None where the line is anything else.
        """
        if self._respace or LINE_HYPHEN in raw:
            return None
        page, matrix = self._raw, self._matrix
        text = raw.strip()
        begin = start + raw.index(text[0])
        if not _get_matrix(page, begin, matrix) or matrix.b or matrix.a <= 0 or matrix.c:
            return None
        if _count_rects(page, start, len(raw)) != 1:
            return None
        left, top, right, bottom = self._a, self._b, self._c, self._d
        _get_rect(page, 0, left, top, right, bottom)
        x0, x1 = left.value, right.value
        size = _get_size(page, begin) * (abs(matrix.d) or 1.0)
        size = round(size, 1) if size >= 1 else 1.0
        if top.value - bottom.value > 1.75 * size or x1 - x0 > _LOOSE_LETTERS * size * max(
            len(text), 3
        ):
            return None
        return self._line(text, begin, x0, x1, size, matrix.f)

    def _split(self, raw: str, start: int) -> list[Line]:
        """One line as PDFium cut it, parted at broken words, gaps and changes of baseline."""
        if LINE_HYPHEN not in raw:
            return self._measure(raw, start, len(raw))
        lines: list[Line] = []
        parts = raw.split(LINE_HYPHEN)
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            shown = part if last else part + "-"
            if part.strip():
                made = self._measure(shown, start, len(part) if last else len(part) + 1)
                if index and made:
                    made[0] = replace(made[0], glued=True)
                lines.extend(made)
            start += len(part) + 1
        return lines

    def _measure(self, text: str, start: int, count: int) -> list[Line]:
        stripped = text.strip()
        begin = start + len(text) - len(text.lstrip())
        self._find_turn(begin)
        rects = self._rects(start, count)
        if not rects:
            return []
        size = self._scaled(begin)
        x0, high, x1, low = rects[0]
        torn = False
        for left, top, right, bottom in rects[1:]:
            torn = torn or left - x1 > WIDE_GAP * size or left < x0 - size
            x1, high, low = max(x1, right), max(high, top), min(low, bottom)
        base = self._matrix.f if not self.turn else self._turned_base()
        if self.turn != _ASLANT and (
            torn
            or high - low > 1.75 * size
            or x1 - x0 > _LOOSE_LETTERS * size * max(len(stripped), 3)
        ):
            return self._take_apart(text, start)
        return [self._line(stripped, begin, x0, x1, size, base)]

    def _turned_base(self) -> float:
        return self._turned(self._matrix.e, self._matrix.f)[1]

    def _rects(self, start: int, count: int) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of each run of text in the range."""
        boxes = []
        for index in range(pdfium_c.FPDFText_CountRects(self._raw, start, count)):
            pdfium_c.FPDFText_GetRect(self._raw, index, self._a, self._b, self._c, self._d)
            boxes.append((self._a.value, self._b.value, self._c.value, self._d.value))
        return [self._turned_box(*box) for box in boxes] if self.turn else boxes

    def _turned_box(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        if self.turn == _ASLANT:
            return left, top, right, bottom
        (xa, ya), (xb, yb) = self._turned(left, top), self._turned(right, bottom)
        return min(xa, xb), max(ya, yb), max(xa, xb), min(ya, yb)

    def _take_apart(self, text: str, start: int) -> list[Line]:
        """Walk along the characters and cut where the next stands far off."""
        lines: list[Line] = []
        begin, left, right, base, size = -1, 0.0, 0.0, 0.0, 0.0
        for offset, letter in enumerate(text):
            if letter.isspace():
                continue
            x0, x1, here = self._letter(start + offset)
            if begin >= 0 and (
                x0 - right > WIDE_GAP * size
                or x0 < right - 3 * size
                or abs(here - base) > _BASELINE_STEP * size
            ):
                part = text[begin:offset].strip()
                lines.append(self._line(part, start + begin, left, right, size, base))
                begin = -1
            if begin < 0:
                begin, base, left, right = offset, here, x0, x1
                size = self._size(start + offset)
            right = max(right, x1)
        if begin >= 0:
            part = text[begin:].strip()
            lines.append(self._line(part, start + begin, left, right, size, base))
        return _rejoin_bullets(lines)

    def parted(self, line: Line, borders: Sequence[float]) -> list[Line]:
        """A line cut where a border, given by its x, passes through a gap between words.

        Cells that stand close together come from PDFium as one line: only the border shows
        that a word left of it and a word right of it belong to two cells.
        """
        if line.at < 0 or self._respace or self.turn:
            return [line]
        parts: list[Line] = []
        begin, left, right = 0, line.x0, line.x0
        gap = CELL_GAP * line.size
        for offset, letter in enumerate(line.text):
            if letter.isspace():
                continue
            x0, x1, _ = self._letter(line.at + offset)
            if x0 - right >= gap and any(right - 1 <= border <= x0 + 1 for border in borders):
                part = line.text[begin:offset].strip()
                parts.append(self._line(part, line.at + begin, left, right, line.size, line.base))
                begin, left = offset, x0
            right = max(right, x1)
        if not parts:
            return [line]
        parts[0] = replace(parts[0], glued=line.glued)
        part = line.text[begin:]
        parts.append(self._line(part, line.at + begin, left, right, line.size, line.base))
        return parts

    def _letter(self, at: int) -> tuple[float, float, float]:
        """Left, right and baseline of one character."""
        pdfium_c.FPDFText_GetCharBox(self._raw, at, self._a, self._b, self._c, self._d)
        left, right = self._a.value, self._b.value
        if self.turn:
            box = self._turned_box(left, self._d.value, right, self._c.value)
            left, right = box[0], box[2]
        pdfium_c.FPDFText_GetCharOrigin(self._raw, at, self._a, self._b)
        x, y = self._a.value, self._b.value
        return left, right, self._turned(x, y)[1] if self.turn else y

    def _line(self, text: str, at: int, x0: float, x1: float, size: float, base: float) -> Line:
        last = at + len(text) - 1
        first_bold, first_italic = self._style(at)
        bold, italic = first_bold, first_italic
        if first_bold or first_italic or not text[0].isalnum():
            bold, italic = self._style(last)
        return Line(
            self._respaced(text, at) if self._respace else text,
            x0,
            x1,
            base,
            size,
            bold,
            italic and first_italic,
            self._colour(last) if len(text) <= _SHORT else NO_COLOUR,
            self.number,
            label=first_bold and not bold,
            at=at,
        )

    def _colour(self, at: int) -> int:
        red, green, blue, alpha = self._rgba
        pdfium_c.FPDFText_GetFillColor(self._raw, at, red, green, blue, alpha)
        return red.value << 16 | green.value << 8 | blue.value

    def _respaced(self, text: str, at: int) -> str:
        """The text with a space wherever two letters' advances leave a gap."""
        if self.turn:
            return text
        parts = [text[0]]
        right = None
        for offset, letter in enumerate(text):
            pdfium_c.FPDFText_GetLooseCharBox(self._raw, at + offset, self._box)
            if offset:
                size = max(self._box.top - self._box.bottom, 1.0)
                apart = right is not None and self._box.left - right > _SPACE * size
                if apart and not letter.isspace() and not parts[-1].isspace():
                    parts.append(" ")
                parts.append(letter)
            right = None if letter.isspace() else self._box.right
        return "".join(parts)

    def _style(self, at: int) -> tuple[bool, bool]:
        _get_font(self._raw, at, self._font, 128, self._flags)
        key = (self._font.value, self._flags.value)
        known = self._fonts.get(key)
        if known is None:
            name = key[0].lower()
            heavy = any(word in name for word in _HEAVY) or bool(key[1] & _FORCE_BOLD)
            heavy = heavy or pdfium_c.FPDFText_GetFontWeight(self._raw, at) >= 600
            known = self._fonts[key] = (heavy, b"italic" in name or b"oblique" in name)
        return known

    def _size(self, at: int) -> float:
        """The size as drawn: the font's nominal size times the text matrix' height."""
        pdfium_c.FPDFText_GetMatrix(self._raw, at, self._matrix)
        return self._scaled(at)

    def _scaled(self, at: int) -> float:
        """The same for the character whose matrix was asked last."""
        size = pdfium_c.FPDFText_GetFontSize(self._raw, at)
        scale = (self._matrix.c**2 + self._matrix.d**2) ** 0.5
        size *= scale or 1.0
        return round(size, 1) if size >= 1 else 1.0


def lacks_spaces(texts: Iterable[str]) -> bool:
    """Whether words run together: letters in a row that no word has, or capitals within."""
    long = odd = 0
    for text in texts:
        # Few words are long or mixed enough to be worth the two questions.
        for token in [word for word in text.split() if len(word) > 6 and not word.islower()]:
            odd += len(_INNER_CAPITAL.findall(token))
        for token in [word for word in text.split() if len(word) >= _LONGEST_WORD]:
            for word in _LONG_WORD.findall(token):
                long += 1 + (len(word) > 27) + (len(word) > 40)
        if long > 2 or odd > 12:
            return True
    return False


def _rejoin_bullets(lines: list[Line]) -> list[Line]:
    """Put a bullet or number that stands apart back before its own text."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and len(before.text) <= 3
            and not before.text.isalpha()
            and abs(before.base - line.base) < _BASELINE_STEP * line.size
            and 0 <= line.x0 - before.x1 < 5 * line.size
        ):
            joined[-1] = replace(line, text=f"{before.text} {line.text}", x0=before.x0, at=-1)
        else:
            joined.append(line)
    return joined
