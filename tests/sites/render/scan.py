"""A PDF that is nothing but pictures of pages, as an office scanner makes it."""

from __future__ import annotations

import io
import textwrap

from PIL import Image, ImageDraw, ImageFont

from ..model import Paper

_LINES_A_PAGE = 46


def scanned_pdf(paper: Paper) -> bytes:
    """Draw a paper's text into pictures (150 dots an inch) and bind them as PDF."""
    lines = [piece for line in paper.text.splitlines() for piece in textwrap.wrap(line, 78)]
    pages = [
        _page(lines[start : start + _LINES_A_PAGE]) for start in range(0, len(lines), _LINES_A_PAGE)
    ]
    target = io.BytesIO()
    pages[0].save(
        target,
        "PDF",
        resolution=150,
        save_all=True,
        append_images=pages[1:],
        creationDate=None,
        modDate=None,
    )
    return target.getvalue()


def _page(lines: list[str]) -> Image.Image:
    page = Image.new("L", (1240, 1754), 252)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(24)
    for number, line in enumerate(lines):
        draw.text((110, 110 + number * 33), line, fill=20, font=font)
    return page.rotate(0.4, fillcolor=252)
