"""Lines of a PDF page with place and look, straight from PDFium.

One call per line and a few per run of text, never one per character: that keeps reading
with styles nearly as fast as reading bare text. Only a line that looks as if it held two
cells or two baselines is taken apart character by character.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

LINE_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at a line's end, joining the two lines."""

_WIDE_GAP = 1.6
"""A gap of so many type sizes within a line separates two cells or columns."""

_BASELINE_STEP = 0.55
"""A change of baseline by so many type sizes starts another line."""

_HEAVY = (b"bold", b"black", b"heavy")
_FORCE_BOLD = 1 << 18
"""The font flag by which a PDF asks for its letters to be thickened."""

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
    """PDFium's text of one page, asked with as few calls as will do."""

    def __init__(self, page: pdfium.PdfPage, number: int, fonts: Fonts) -> None:
        self.number = number
        self._fonts = fonts
        self._textpage = page.get_textpage()
        self._raw = self._textpage.raw
        self._a, self._b, self._c, self._d = (ctypes.c_double() for _ in range(4))
        self._matrix = pdfium_c.FS_MATRIX()
        self._font = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._rgba = [ctypes.c_uint() for _ in range(4)]

    def close(self) -> None:
        """Give the page's text back to PDFium."""
        self._textpage.close()

    def beneath(self, left: float, bottom: float, right: float, top: float) -> str:
        """The text within a box, as under a link."""
        return str(
            self._textpage.get_text_bounded(left, bottom, right, top, errors="replace")
        )

    def lines(self) -> list[Line]:
        """The page's lines in the order in which the file draws them."""
        text = self._textpage.get_text_range(errors="replace")
        straight = len(text) == self._textpage.count_chars()
        wide = max(text, default="") > "\uffff"
        found: list[Line] = []
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
            found.extend(self._split(raw, start))
        return found

    def _split(self, raw: str, start: int) -> list[Line]:
        """One line as PDFium cut it, parted at broken words, gaps and changes of baseline."""
        lines: list[Line] = []
        parts = raw.split(LINE_HYPHEN) if LINE_HYPHEN in raw else [raw]
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
        rects = self._rects(start, count)
        if not rects:
            return []
        stripped = text.strip()
        begin = start + len(text) - len(text.lstrip())
        size = self._size(begin)
        x0, high, x1, low = rects[0]
        torn = False
        for left, top, right, bottom in rects[1:]:
            torn = torn or left - x1 > _WIDE_GAP * size or left < x0 - size
            x1, high, low = max(x1, right), max(high, top), min(low, bottom)
        if (
            torn
            or high - low > 1.75 * size
            or x1 - x0 > _LOOSE_LETTERS * size * max(len(stripped), 3)
        ):
            return self._take_apart(text, start)
        return [self._line(stripped, begin, x0, x1, size, self._matrix.f)]

    def _rects(self, start: int, count: int) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of each run of text in the range."""
        boxes = []
        for index in range(pdfium_c.FPDFText_CountRects(self._raw, start, count)):
            pdfium_c.FPDFText_GetRect(
                self._raw, index, self._a, self._b, self._c, self._d
            )
            boxes.append((self._a.value, self._b.value, self._c.value, self._d.value))
        return boxes

    def _take_apart(self, text: str, start: int) -> list[Line]:
        """Walk along the characters and cut where the next stands far off."""
        lines: list[Line] = []
        begin, right, base, size = -1, 0.0, 0.0, 0.0
        left = 0.0
        for offset, letter in enumerate(text):
            if letter.isspace():
                continue
            at = start + offset
            pdfium_c.FPDFText_GetCharBox(
                self._raw, at, self._a, self._b, self._c, self._d
            )
            x0, x1 = self._a.value, self._b.value
            pdfium_c.FPDFText_GetCharOrigin(self._raw, at, self._a, self._b)
            here = self._b.value
            if begin >= 0 and (
                x0 - right > _WIDE_GAP * size
                or x0 < right - 3 * size
                or abs(here - base) > _BASELINE_STEP * size
            ):
                lines.append(
                    self._cut(text, start, begin, offset, (left, right, size, base))
                )
                begin = -1
            if begin < 0:
                begin, base, left, size = offset, here, x0, self._size(at)
                right = x1
            right = max(right, x1)
        if begin >= 0:
            lines.append(
                self._cut(text, start, begin, len(text), (left, right, size, base))
            )
        return _rejoin_bullets(lines)

    def _cut(
        self,
        text: str,
        start: int,
        begin: int,
        end: int,
        box: tuple[float, float, float, float],
    ) -> Line:
        return self._line(text[begin:end].strip(), start + begin, *box)

    def _line(
        self, text: str, at: int, x0: float, x1: float, size: float, base: float
    ) -> Line:
        last = at + len(text) - 1
        first_bold, first_italic = self._style(at)
        bold, italic = first_bold, first_italic
        if first_bold or first_italic or not text[0].isalnum():
            bold, italic = self._style(last)
        pdfium_c.FPDFText_GetFillColor(self._raw, last, *self._rgba)
        red, green, blue, _ = (part.value for part in self._rgba)
        return Line(
            text=text,
            x0=x0,
            x1=x1,
            base=base,
            size=size,
            bold=bold,
            italic=italic and first_italic,
            colour=red << 16 | green << 8 | blue,
            page=self.number,
            label=first_bold and not bold,
        )

    def _style(self, at: int) -> tuple[bool, bool]:
        pdfium_c.FPDFText_GetFontInfo(self._raw, at, self._font, 128, self._flags)
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
        size = pdfium_c.FPDFText_GetFontSize(self._raw, at)
        if pdfium_c.FPDFText_GetMatrix(self._raw, at, self._matrix):
            scale = (self._matrix.c**2 + self._matrix.d**2) ** 0.5
            size *= scale or 1.0
        return round(size, 1) if size >= 1 else 1.0


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
            joined[-1] = replace(line, text=f"{before.text} {line.text}", x0=before.x0)
        else:
            joined.append(line)
    return joined
