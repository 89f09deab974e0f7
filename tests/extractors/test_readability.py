from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Block, Document, Passage
from extractors.readability import (
    BANDS,
    FEWEST_WORDS,
    THRESHOLDS,
    band,
    language,
    passage_language,
    sentences,
    unexplained_acronyms,
)
from extractors.syllables import syllables
from tests.extractors.samples import document

EASY = "The cat sat on the mat. The dog ran up the hill. We like to play in the sun. " * 8
HARD = (
    "The implementation of differentiated educational provision necessitates collaborative "
    "multi-disciplinary consideration of individual circumstances, notwithstanding operational "
    "and organisational constraints upon the availability of appropriately qualified personnel. "
) * 6


def test_plain_words_read_easier_than_officialese() -> None:
    easy, hard = language(document(EASY)), language(document(HARD))
    assert easy.reading_ease and hard.reading_ease and easy.reading_age and hard.reading_age
    assert easy.reading_ease > 90 and band(easy.reading_ease) == "very easy"
    assert hard.reading_ease < 0 and band(hard.reading_ease) == "very difficult"
    assert easy.reading_age < 8 < 20 < hard.reading_age


def test_the_published_formulas_are_applied() -> None:
    # 120 words in 12 sentences, every word of one syllable.
    text = language(document("We all go out to play in the warm sun. " * 12))
    assert (text.words, text.sentences, text.words_per_sentence) == (120, 12, 10.0)
    assert text.reading_ease == pytest.approx(206.835 - 1.015 * 10 - 84.6, abs=0.06)
    assert text.reading_age == pytest.approx(0.39 * 10 + 11.8 - 15.59 + 5, abs=0.06)
    assert "Flesch" in text.formula


def test_a_list_without_full_stops_is_not_one_sentence() -> None:
    items = "\n".join(f"- help with reading in a group of {n}" for n in ("two", "three") * 10)
    text = language(document(f"# Support\nWe offer:\n{items}"))
    assert text.words_per_sentence and text.words_per_sentence < 12


def test_headings_labels_and_addresses_are_no_sentences() -> None:
    text = document("# How we help\nTel: 01632 960100\noffice@example.org\n## Contact\nThe office")
    assert language(text).sentences == 0


def test_a_paragraph_broken_by_a_page_end_is_one_sentence() -> None:
    blocks = (
        Block("The SENCO meets parents of pupils with", 1),
        Block("a plan three times every year.", 2),
    )
    assert list(sentences(blocks)) == [
        "The SENCO meets parents of pupils with a plan three times every year."
    ]


def test_titles_and_abbreviations_do_not_end_a_sentence() -> None:
    blocks = (Block("Mrs. Sample and Dr. Example help with reading, e.g. phonics, every day."),)
    assert len(list(sentences(blocks))) == 1


def test_too_short_a_text_gets_no_figure() -> None:
    short = language(document("We help every child who needs more help than others."))
    assert short.words < FEWEST_WORDS
    assert short.reading_ease is None and short.reading_age is None


def test_one_passage_can_be_measured_alone() -> None:
    passage = Passage("Aims", 2, (Block(HARD),))
    measured = passage_language(passage)
    assert measured.reading_ease is not None and measured.reading_ease < 30


@pytest.mark.parametrize(
    "text",
    [
        "Speech and Language Therapy (SALT) visits weekly.",
        "SALT (Speech and Language Therapy) visits weekly.",
        "SALT - Speech and Language Therapy",
        "We work with Speech and Language Therapy. SALT comes weekly.",
        "| SALT | Speech and Language Therapy |",
    ],
)
def test_an_acronym_that_is_spelt_out_is_explained(text: str) -> None:
    assert unexplained_acronyms(document(f"SALT is free.\n{text}")) == ()


def test_unexplained_acronyms_come_with_the_most_used_first() -> None:
    text = (
        "The EWO and CAMHS visit. CAMHS writes to you. Pupils with EHCPs meet CAMHS; an EHCP helps."
    )
    assert unexplained_acronyms(document(text)) == ("CAMHS", "EHCP", "EWO")


def test_capitals_for_emphasis_are_no_acronyms() -> None:
    text = "# SEND POLICY\nDATE OF NEXT REVIEW is in May. ALL pupils, all of them, use the UK code."
    assert unexplained_acronyms(document(text)) == ()


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1),
        ("needed", 2),
        ("helped", 1),
        ("provide", 2),
        ("table", 2),
        ("roles", 1),
        ("places", 2),
        ("arrangements", 3),
        ("carefully", 3),
        ("area", 3),
        ("individual", 5),
        ("education", 4),
        ("behaviour", 3),
        ("experience", 4),
        ("co-ordinator", 5),
        ("autism", 3),
        ("GP", 2),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_every_threshold_names_its_source() -> None:
    assert all(each.source and each.unit for each in THRESHOLDS)
    assert [each.least for each in BANDS] == sorted((each.least for each in BANDS), reverse=True)


@given(st.lists(st.text(max_size=300), max_size=10))
def test_any_text_can_be_measured(lines: list[str]) -> None:
    blocks = tuple(Block(line) for line in lines)
    text = Document("0" * 64, "html", "", (Passage("", 0, blocks),))
    found = language(text)
    assert found.words >= 0
    assert (found.reading_ease is None) == (found.words < FEWEST_WORDS)


@pytest.mark.parametrize("sign", ["a", "(", "Example And The Of ", "ABC ", "a@"])
def test_a_hostile_text_is_measured_in_time(sign: str) -> None:
    text = Document("0" * 64, "html", "", (Passage("", 0, (Block(sign * 50_000),)),))
    started = time.process_time()
    language(text)
    assert time.process_time() - started < 5
