"""Parts of a policy in other words: who saw the draft, a table's "Statutory: yes", who judges it.

Of 22 wordings written before the rules were mended 18 were missed then; 2 still are (a bare
"Statutory? No", and a plan's words in a policy). The heads of tables came afterwards.
"""

from __future__ import annotations

import pytest

from checks.policy import policy_elements
from extractors.model import Block, Dates, Document, Passage

SHOWN = [
    ("policy-consultation", "Parents on our forum commented on a draft of this policy."),
    (
        "policy-consultation",
        "This policy was sent to every parent for comment before it was adopted.",
    ),
    ("policy-consultation", "It was written with teachers, pupils and two parents."),
    ("policy-consultation", "It was drafted by the SENCO and discussed by the student council."),
    (
        "policy-consultation",
        "A draft was shared with families in May and changed after they replied.",
    ),
    (
        "policy-consultation",
        "Pupils and parents saw two drafts of this report and asked for shorter words.",
    ),
    ("policy-consultation", "We wrote this policy with the parents' group."),
    ("policy-status", "Statutory: Yes"),
    ("policy-status", "Status Statutory"),
    ("policy-status", "Statutory No (recommended)"),
    ("policy-status", "Policy type: recommended"),
    ("policy-status", "We are required by law to publish the report part."),
    ("policy-status", "This plan has been made as required by Schedule 10 of the Equality Act."),
    ("policy-status", "Status: non-statutory"),
    (
        "policy-monitoring",
        "The committee looks at progress with this policy each term and reports to the board.",
    ),
    (
        "policy-monitoring",
        "Governors judge the policy each year by progress, attendance and complaints.",
    ),
    (
        "policy-monitoring",
        "The inclusion board meets each term to judge the measures and stop what does not work.",
    ),
    ("policy-monitoring", "Data on interventions is reported to governors each July."),
    ("policy-monitoring", "The SENCO presents to governors a report on impact every summer."),
    ("policy-monitoring", "Progress against our objectives is published each year."),
    ("policy-roles", "Target Action Who By when Success looks like"),
    ("policy-roles", "Aim | Task | Lead | Deadline"),
]
NOT_SHOWN = [
    ("policy-consultation", "Parents commented on the food at the fair."),
    ("policy-consultation", "The newsletter is sent to all parents each week."),
    ("policy-consultation", "It was built with help from parents."),
    ("policy-consultation", "Reports are sent to all parents in July."),
    ("policy-consultation", "Parents are consulted about their child's plan."),
    ("policy-status", "Pupils are required to wear a uniform."),
    ("policy-status", "The statutory age of admission is five."),
    ("policy-status", "Statutory assessment is requested by the SENCO."),
    ("policy-status", "Staff are required by the head to attend."),
    ("policy-monitoring", "Teachers look at each pupil's plan every term with parents."),
    ("policy-monitoring", "Parents look at the progress of their child each term."),
    ("policy-monitoring", "The committee looks at the menu each term."),
    ("policy-monitoring", "Attendance is checked each day."),
    ("policy-roles", "The target for this year is to read more books."),
]


def present(element: str, text: str) -> bool:
    blocks = (Block("The school has two halls.", 1), Block(text, 1))
    document = Document("0" * 64, "pdf", "", (Passage("SEND Policy", 1, blocks, 1),), 1)
    found = {one.element: one for one in policy_elements(document, Dates(), "sen-policy")}
    assert not found[element].present or found[element].quotation in text
    return found[element].present


@pytest.mark.parametrize(("element", "text"), SHOWN)
def test_a_part_is_found_in_other_words(element: str, text: str) -> None:
    assert present(element, text)


@pytest.mark.parametrize(("element", "text"), NOT_SHOWN)
def test_what_only_looks_like_it_is_not_the_part(element: str, text: str) -> None:
    assert not present(element, text)
