"""The hints as data: what is wrong is named, and every line can be met."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from pathlib import Path

import pytest

from checks.content_hints import ITEMS, compile_hints, hints_version, load_hints
from checks.content_patterns import HintsError, Lexicon
from checks.content_sentences import bits_in, holds, normalise

HINTS = Path(__file__).resolve().parents[2] / "checks" / "hints"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HINTS, tmp_path / "hints"))


def test_there_is_one_file_for_every_item() -> None:
    files = {path.stem for path in HINTS.glob("[!_]*.yml")}
    assert files == set(ITEMS)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "complaints.yml",
            "heading_suffices: false",
            "heading_suffices: perhaps",
            "heading_suffices",
        ),
        ("complaints.yml", "id: complaints", "id: moaning", "moaning"),
        ("complaints.yml", "answers:", "anwsers:", "anwsers"),
        ("transition-adulthood.yml", "@move_steps", "@move_stops", "move_stops"),
        ("local-offer-link.yml", "- <offer>", "- Local-Offer", "Local-Offer"),
        ("_contexts.yml", "weight: 0.4", "weight: light", "weight"),
        ("_kin.yml", "[evaluating-effectiveness,", "[evaluating-effect,", "evaluating-effect"),
        ("_words.yml", "pupils: [pupil*,", "pupils: {pupil*,", "_words.yml"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(HintsError) as error:
        compile_hints(folder)
    assert file in str(error.value)
    assert said in str(error.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "complaints.yml").unlink()
    with pytest.raises(HintsError, match=r"complaints\.yml"):
        compile_hints(folder)


def test_the_version_follows_the_hints(folder: Path) -> None:
    before = hints_version(folder)
    assert before == hints_version(HINTS)
    path = folder / "complaints.yml"
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert hints_version(folder) != before


def test_no_pattern_forbids_what_it_asks_for() -> None:
    hints = load_hints()
    on_headings = [rule for filed in hints.heading_rules.rules.values() for _, rule in filed]
    for rule in (*itertools.chain(*hints.sentence_rules), *on_headings):
        assert not rule.pattern.mask & rule.pattern.forbidden, rule.pattern.source


@pytest.mark.parametrize(
    ("pattern", "text", "met"),
    [
        ("@pets + run*", "The dogs were running.", True),
        ("@pets + run*", "The dogs slept.", False),
        ("@pets + run*", "The dogmatist runs.", False),
        ("2 of @pets", "A cat and a dog.", True),
        ("2 of @pets", "A guinea pig.", False),
        ("cat|dog + not guinea pig", "The dog met a guinea-pig.", False),
        ("cat|dog + not guinea pig", "The dog met a pig.", True),
        ("guinea pig", "GUINEA-PIG!", True),
        ("dog + words>=4", "A dog sleeps.", False),
        ("dog + words>=4", "A dog sleeps here.", True),
    ],
)
def test_what_a_pattern_means(pattern: str, text: str, met: bool) -> None:
    lexicon = Lexicon({"pets": ["cat", "dog", "dogs", "guinea pig", "pig"]})
    compiled = lexicon.pattern(pattern)
    own = dataclasses.replace(load_hints(), automaton=lexicon.automaton())
    norm = normalise(text)
    assert holds(compiled, norm, bits_in(norm, own), norm.count(" ") - 1, own) is met
