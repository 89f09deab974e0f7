"""Scanned pages read by tesseract, where that is installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from extractors.limits_table import MAX_OCR_PAGES, OCR_PAGE_SECONDS
from extractors.plain import plain_pieces
from extractors.segment import Piece

_DOTS_PER_INCH = 200
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
    pieces: list[Piece] = []
    pages = min(len(pdf), MAX_OCR_PAGES) if tesseract else 0
    for index in range(pages):
        page = pdf[index]
        text = _recognise(str(tesseract), _picture(page))
        page.close()
        pieces.extend(plain_pieces(text, index + 1, wrapped=True))
    return pieces, pages


def _picture(page: pdfium.PdfPage) -> bytes:
    scale = min(_DOTS_PER_INCH / 72, _LARGEST_SIDE / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    buffer = io.BytesIO()
    bitmap.to_pil().save(buffer, "PNG")
    bitmap.close()
    return buffer.getvalue()


def _recognise(tesseract: str, picture: bytes) -> str:
    try:
        done = subprocess.run(
            [tesseract, "stdin", "stdout", "-l", "eng"],
            input=picture,
            capture_output=True,
            timeout=OCR_PAGE_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
