"""The short cut to the labels leaves none out that the whole table would find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.dates_beginnings import beginnings, one_of
from extractors.dates_phrases import PHRASES, compiled, labels_between
from extractors.dates_values import MONTH, TERM, plain

WORDINGS = Path(__file__).parent / "dates"

EVERY_PHRASE = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(
        f"(?P<s{number}>{'|'.join(compiled(phrase) for phrase in phrases)})"
        for number, (_, phrases) in enumerate(PHRASES)
    )
    + rf")(?:(?![a-z])|(?={MONTH}|{TERM}))"
)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("review(?:ed)?", {"revi"}),
        ("(?:the |our )?next due", {"the ", "our ", "next"}),
        (r"re[\s_-]?view", {"re", "revi"}),
        ("(?:is |be )*due", {"is i", "is b", "is d", "be i", "be b", "be d", "due"}),
        (r"(?<=[/|]\s)next(?=\s)", {"next"}),
        ("[12]x|0?[7-9]", {"1x", "2x", "07", "08", "09", "7", "8", "9"}),
        (r"\w+ again", {""}),
        ("(?:ab){2,}", {"abab"}),
        ("(?:old)?", {"old", ""}),
    ],
)
def test_the_letters_with_which_a_match_begins(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern, most=4) == expected


def test_the_longest_word_that_stands_at_a_place() -> None:
    words = {"re", "revi", "rene", "v.", "due"}
    pattern = re.compile(one_of(words))
    found = {
        text: match[0]
        for text in ("review", "reader", "v. 2", "dues")
        if (match := pattern.match(text))
    }
    assert found == {"review": "revi", "reader": "re", "v. 2": "v.", "dues": "due"}
    assert not any(pattern.match(text) for text in ("vx2", "r", "ue", ""))


def test_no_label_is_lost_by_looking_at_first_letters() -> None:
    files = sorted(WORDINGS.glob("*.txt"))
    lines = [plain(line) for file in files for line in file.read_text("utf-8").splitlines()]
    whole = [
        [(int(match.lastgroup[1:]), match.span()) for match in EVERY_PHRASE.finditer(line)]
        for line in lines
    ]
    senses = [sense for sense, _ in PHRASES]
    found = [
        [
            (senses.index(label.sense), (label.at, label.to))
            for label in labels_between(line, 0, len(line))
        ]
        for line in lines
    ]
    assert sum(map(len, whole)) > 400
    assert found == whole
