"""What is quoted: the sentence that tells most, whole, so that a school can be told with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.bodies import Bodies
from checks.content import read_items
from checks.mentions import LONGEST_SENTENCE, sentence_with
from checks.verdicts import check_document
from extractors.model import AccessFact
from tests.checks.content_samples import document
from tests.checks.verdict_samples import LAW, PRIMARY, TODAY, seen

WHOLE = (
    "Where a worry stays, the parents may write to the chair of governors at the school's own"
    " address, who answers every complaint about SEN support within ten school days."
)


def _findings(text: str) -> dict[str, str]:
    reading = seen(text=[text]).reading
    found = check_document(reading, LAW, TODAY, PRIMARY)
    return {each.requirement: each.evidence[0].quotation for each in found if each.evidence}


def test_a_finding_quotes_the_sentence_to_its_end() -> None:
    assert _findings(f"We like to hear from you. {WHOLE} Thank you.")["complaints"] == WHOLE


def test_a_quotation_stays_in_its_cell_of_a_table() -> None:
    body = Bodies().of(seen(text=[f"Complaints | {WHOLE} | Mrs Example"]))
    assert sentence_with(body, "write to the chair of governors", 1) == WHOLE


@pytest.mark.parametrize("quotation", ["", "words that stand nowhere"])
def test_what_stands_nowhere_is_left_as_it_is(quotation: str) -> None:
    assert sentence_with(Bodies().of(seen(text=[WHOLE])), quotation, 1) == quotation


def test_a_sentence_without_an_end_is_not_quoted_whole() -> None:
    endless = "the governors hear complaints " * LONGEST_SENTENCE
    body = Bodies().of(seen(text=[endless]))
    assert sentence_with(body, "governors hear", 1) == "governors hear"


def test_of_two_sentences_that_answer_the_one_that_says_more_is_quoted() -> None:
    text = (
        "# SEN Information Report\n\n## How do you find out that a child needs help?\n\n"
        "Our teachers raise concerns about children. The SENCO then assesses the child with a"
        " standardised reading test and a talk with the parents within three weeks.\n"
    )
    quoted = read_items(document(text))["identification-assessment"]
    assert quoted.quotation is not None
    assert "standardised reading test" in quoted.quotation


def test_the_number_of_a_numbered_line_is_not_quoted() -> None:
    text = (
        "# SEN Information Report\n\n## If you are unhappy\n\n"
        "1. Complaints about SEN go to the headteacher in writing, who replies within ten days.\n"
    )
    quoted = read_items(document(text))["complaints"]
    assert quoted.quotation is not None
    assert quoted.quotation.startswith("Complaints about SEN")


def test_words_that_stand_in_two_places_are_not_widened_to_the_wrong_one() -> None:
    other = "Before that, please talk to the chair of governors."
    body = Bodies().of(seen(text=[other, WHOLE]))
    assert sentence_with(body, "the chair of governors", 1) == "the chair of governors"


def test_what_a_file_lacks_is_said_in_words() -> None:
    facts = (AccessFact("has-title", False), AccessFact("tagged", True))
    reading = replace(seen(text=[WHOLE]).reading, access=facts)
    found = check_document(reading, LAW, TODAY, PRIMARY)
    reason = next(each.reason for each in found if each.requirement == "machine-readable")
    assert "a title in the file's properties" in reason
    assert "has-title" not in reason
