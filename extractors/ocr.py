"""Scanned pages read by tesseract, where that is installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
from PIL import Image

from extractors.limits_table import MAX_OCR_PAGES, OCR_PAGE_SECONDS
from extractors.ocr_words import Lines, as_text, read_table, vocabulary
from extractors.plain import plain_pieces
from extractors.segment import Piece

_DOTS_PER_INCH = 250
"""At 200 narrow spaces between words are lost more often; 300 takes longer for no gain."""

_LARGEST_SIDE = 3500
"""Pixels: a poster's page is shrunk to this before it is read."""


def engine() -> str | None:
    """The path of tesseract, None where it is not installed."""
    return shutil.which("tesseract")


def read_scans(pdf: pdfium.PdfDocument) -> tuple[list[Piece], int]:
    """Recognise the text of a scanned PDF, up to `MAX_OCR_PAGES` pages.

    Gives the pieces and the number of pages read. A page that fails or takes too long is
    passed over. Tesseract runs in one thread: on a busy machine its own threads make it
    ten times slower.
    """
    tesseract = engine()
    count = min(len(pdf), MAX_OCR_PAGES) if tesseract else 0
    pages: list[Lines] = []
    for index in range(count):
        page = pdf[index]
        picture = _picture(page)
        page.close()
        pages.append(read_table(_recognise(str(tesseract), picture), picture))
    known = vocabulary(pages)
    return [
        piece
        for number, lines in enumerate(pages, 1)
        for piece in plain_pieces(as_text(lines, known), number, wrapped=True)
    ], count


def _picture(page: pdfium.PdfPage) -> Image.Image:
    scale = min(_DOTS_PER_INCH / 72, _LARGEST_SIDE / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    picture: Image.Image = bitmap.to_pil().convert("L")
    bitmap.close()
    return picture


def _recognise(tesseract: str, picture: Image.Image) -> str:
    """What tesseract says of a picture, as a table of words; "" where it fails."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    try:
        done = subprocess.run(
            [tesseract, "stdin", "stdout", "-l", "eng", "tsv"],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=OCR_PAGE_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
