"""No words lost: each real PDF against poppler's pdftotext, which nobody here wrote."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from extractors.pdf import read_pdf

_SHARED = Path(
    os.environ.get("SENDWATCH_SHARED", Path(__file__).resolve().parents[2].parent / "shared")
)
_PDFS = sorted((_SHARED / "gold" / "documents").glob("*.pdf"))

pytestmark = pytest.mark.skipif(
    not _PDFS or shutil.which("pdftotext") is None,
    reason="needs the shared documents (SENDWATCH_SHARED) and pdftotext",
)


def words(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKD", text).lower()
    # Page numbers are furniture, kept once; a lone digit says nothing of words lost.
    return Counter(word for word in re.findall(r"[a-z0-9]+", plain) if not word.isdigit())


@pytest.mark.parametrize("path", _PDFS, ids=lambda path: path.name[:12])
def test_word_recall(path: Path) -> None:
    shown = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    document = read_pdf(path.read_bytes())
    furniture = words(" ".join(block.text for block in document.furniture))
    ours = words(document.text) + furniture
    wanted = words(shown)
    # A footer stands on every page and is kept once.
    lost = {word: n for word, n in (wanted - ours).items() if word not in furniture}
    recall = 1 - sum(lost.values()) / wanted.total()
    assert recall >= 0.99, lost
