"""Items answered in the shapes that documents have: lists, steps, the law's words, notices."""

from __future__ import annotations

import pytest

from checks.content import read_items
from tests.checks.content_samples import document


def status(item: str, body: str) -> str:
    return read_items(document(body))[item].status


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (
            "additional-learning-support",
            "Additional support for learning that is available to pupils with special "
            "educational needs includes daily reading with an adult, precision teaching, "
            "a small maths group and touch-typing.",
        ),
        (
            "consulting-parents",
            "The arrangements for consulting parents of children with special educational needs "
            "are three review meetings a year, a termly phone call and a survey each June.",
        ),
    ],
)
def test_a_sentence_that_begins_in_the_laws_words_and_goes_on_answers(item: str, text: str) -> None:
    assert status(item, f"# SEN Information Report\n\n{text}\n") == "covered"


@pytest.mark.parametrize(
    ("item", "heading", "things"),
    [
        ("additional-learning-support", "Extra help on offer", "Precision teaching, Lego therapy"),
        ("kinds-of-sen", "Needs we meet", "Autism, Dyslexia"),
    ],
)
def test_three_things_of_a_list_are_enough_and_two_are_not(
    item: str, heading: str, things: str
) -> None:
    two = "".join(f"- {thing}\n" for thing in things.split(", "))
    third = "- Handwriting club\n" if "support" in item else "- ADHD\n- Hearing impairment\n"
    assert status(item, f"# SEN Information Report\n\n## {heading}\n\n{two}") == "partial"
    assert status(item, f"# SEN Information Report\n\n## {heading}\n\n{two}{third}") == "covered"


def test_numbered_steps_of_a_complaint_are_not_headings() -> None:
    steps = (
        "1. Informal: talk to the phase SENCO\n\n"
        "2. Formal: fill in the form and the head replies within 15 school days\n\n"
        "3. Panel: three governors hear you and write to you\n"
    )
    body = f"# SEN policy\n\n## Unhappy with the provision?\n\n{steps}"
    assert status("complaints", body) == "covered"


@pytest.mark.parametrize(
    ("item", "heading", "text"),
    [
        (
            "additional-learning-support",
            "Learning support assistants",
            "We are currently recruiting two assistants; the closing date is noon on Friday.",
        ),
        (
            "inclusion-in-activities",
            "Residential",
            "Year 6 leave at nine; the kit list and payment schedule are attached.",
        ),
        (
            "equipment-facilities",
            "School equipment",
            "Your child needs a book bag, a water bottle and a PE kit with a name in it.",
        ),
        (
            "identification-assessment",
            "Identification",
            "Photo identification must be shown by all visitors, who wear a lanyard.",
        ),
        (
            "evaluating-effectiveness",
            "Evaluating effectiveness",
            "This section is under construction and will be completed by the end of term.",
        ),
    ],
)
def test_what_is_announced_to_everybody_answers_nothing(item: str, heading: str, text: str) -> None:
    body = f"# SEN Information Report\n\n## {heading}\n\n{text}\n"
    assert status(item, body) == "absent"
