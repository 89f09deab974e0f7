"""Scans: the engine's words become passages with pages; without one, a named problem."""

from __future__ import annotations

import io
import re
import shutil
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr_words import as_text, read_table, vocabulary
from extractors.pdf import read_pdf
from tests.extractors.readers_samples import scanned_pdf

_TEXT = (
    "How do we know if a child needs more help? Teachers look at how each pupil is getting on, "
    "and talk with the family about what they see at home. Advice comes from a teaching team "
    "that meets every week. We write down what we will try, for how long, and how we shall know "
    "that it has worked. A speech therapist visits on Tuesdays. Our hall has a ramp, and there "
    "is a quiet room for anybody who wants to sit down for a while at lunch or after school. "
)


def picture_pdf(skew: float) -> bytes:
    """A page of text as an office scanner leaves it: a picture, a little askew."""
    page = Image.new("L", (1240, 900), 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(26)
    for number, line in enumerate(textwrap.wrap(_TEXT, 70)):
        draw.text((110, 110 + number * 40), line, fill=20, font=font)
    target = io.BytesIO()
    turned = page.rotate(skew, fillcolor=250, resample=Image.Resampling.BICUBIC)
    turned.save(target, "PDF", resolution=150)
    return target.getvalue()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
@pytest.mark.parametrize("skew", [0.0, 0.6, -1.5])
def test_the_real_engine_reads_a_scan_word_by_word(skew: float) -> None:
    document = read_pdf(picture_pdf(skew))
    assert document.problem is None
    assert document.reader == "pdf+ocr/1"
    wanted, found = (
        Counter(re.findall(r"[a-z]+", text.lower())) for text in (_TEXT, document.text)
    )
    lost = wanted - found
    assert lost.total() <= 0.025 * wanted.total(), lost


_ENGINE = r"""#!/bin/sh
cat > /dev/null
[ "$OMP_THREAD_LIMIT" = 1 ] || exit 1
awk -v OFS='\t' 'BEGIN { print "level", "block_num", "par_num", "line_num", "left", "top", "width",
"height", "text" } { for (n = 1; n <= NF; n++) print 5, 1, NR == 1, NR, 9, 9, 9, 9, $n }' <<END
WHO IS THE SENCO?
Our SENCO is Sam Sample. You can reach her by telephone on any day of
the week, or write to her at the school, and she will answer within two days.
END
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for tesseract: the same call, the same sort of answer."""
    program = tmp_path / "tesseract"
    program.write_text(_ENGINE)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return program


@pytest.mark.usefixtures("engine")
def test_a_scan_is_read_with_its_pages() -> None:
    document = read_pdf(scanned_pdf(2))
    assert document.problem is None
    assert document.reader == "pdf+ocr/1"
    assert [(p.heading, p.page) for p in document.passages] == [
        ("WHO IS THE SENCO?", 1),
        ("WHO IS THE SENCO?", 2),
    ]
    assert (
        document.passages[0]
        .blocks[0]
        .text.endswith(
            "any day of the week, or write to her at "
            "the school, and she will answer within two days."
        )
    )


def test_an_engine_that_finds_nothing_leaves_it_a_scan(engine: Path) -> None:
    engine.write_text("#!/bin/sh\ncat > /dev/null\n")
    assert read_pdf(scanned_pdf(1)).problem == "scanned image"


def narrow(words: list[tuple[str, int]]) -> Image.Image:
    """A line of letters as black bars: each word's letters, and the gap after it."""
    picture = Image.new("L", (900, 60), 250)
    draw = ImageDraw.Draw(picture)
    x = 20
    for word, gap in words:
        for _ in word:
            draw.rectangle((x, 20, x + 6, 40), fill=10)
            x += 10
        x += gap
    return picture


def table(*words: tuple[str, int, int]) -> str:
    """What tesseract says of one line: each word with its left side and width."""
    head = "level page_num block_num par_num line_num word_num left top width height conf text"
    rows = [
        f"5 1 1 1 1 {n} {left} 18 {width} 24 90 {text}"
        for n, (text, left, width) in enumerate(words, 1)
    ]
    return "\n".join("\t".join(row.split()) for row in [head, *rows])


@pytest.mark.parametrize(
    ("gap", "text"),
    [(9, "we know if he knows it"), (0, "we knowif he knows it")],
)
def test_words_run_together_are_parted_only_where_the_picture_shows_a_gap(
    gap: int, text: str
) -> None:
    picture = narrow([("we", 8), ("know", gap), ("if", 8), ("he", 8), ("knows", 8), ("it", 8)])
    at = 20 + 20 + 8
    seen = [("we", 20, 18), ("knowif", at, 58 + gap)]
    x = at + 60 + gap + 8
    for word in ("he", "knows", "it"):
        seen.append((word, x, 10 * len(word) - 2))
        x += 10 * len(word) + 8
    lines = read_table(table(*seen), picture)
    assert as_text(lines, vocabulary([lines]) | {"know"}) == text


def test_a_gap_within_one_word_does_not_part_it() -> None:
    picture = narrow([("we", 8), ("ro", 9), ("om", 8), ("is", 8), ("he", 8)])
    seen = table(("we", 20, 18), ("room", 48, 47), ("is", 105, 18), ("he", 133, 18))
    lines = read_table(seen, picture)
    assert lines[0][1].gaps
    assert as_text(lines, vocabulary([lines])) == "we room is he"
