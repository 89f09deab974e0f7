from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.model import ElementReading, ItemReading
from checks.policy import ELEMENTS, MONITORING, policy_elements, shown_by_item
from extractors.model import Block, DateClaim, Dates, Document, Kind, Passage
from tests.checks.policy_wordings import ABSENT, PRESENT
from tests.extractors.samples import KINDS, document, sample
from tests.shared_material import SHARED, needs_shared

NO_DATES = Dates()
FILLER = "The school has two halls and a field."


def read(
    text: str, element: str, *, kind: Kind = "sen-policy", dates: Dates = NO_DATES
) -> ElementReading:
    found = {each.element: each for each in policy_elements(document(text), dates, kind)}
    return found[element]


def shown(text: str, element: str, kind: Kind = "sen-policy") -> bool:
    reading = read(f"# Title\n{FILLER}\n{text}", element, kind=kind)
    assert not reading.present or (reading.quotation and reading.quotation in text)
    return reading.present


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sen-policy", "This is a statutory policy."),
        ("sen-policy", "This policy is recommended by the Department but not required by law."),
        ("sen-policy", "Status: Statutory"),
        ("sen-policy", "All schools must have a SEN policy."),
        ("sen-policy", "This policy complies with the statutory requirement laid out in the Code."),
        ("sen-information-report", "Governing bodies must publish information on their websites."),
        ("sen-information-report", "Our SEN information report is a legal requirement."),
        ("accessibility-plan", "Schools are required by law to have an accessibility plan."),
        ("accessibility-plan", "This plan meets the requirements of Schedule 10 of the Act."),
        ("accessibility-plan", "By law every school must draw up an accessibility plan."),
    ],
)
def test_status_is_shown_where_the_document_says_that_it_is_required(kind: Kind, text: str) -> None:
    assert shown(text, "policy-status", kind)


@pytest.mark.parametrize(
    "text",
    [
        "This policy is based on the statutory Code of Practice and the Equality Act 2010.",
        "The local authority is required to publish a Local Offer.",
        "Our accessibility plan (statutory) is on the website.",
        "By law the governors publish each year how this is put into practice.",
        "Pupils are expected to be kind.",
        "Teachers must have high expectations.",
    ],
)
def test_laws_cited_and_duties_of_others_are_no_status_of_a_policy(text: str) -> None:
    assert not shown(text, "policy-status")


@pytest.mark.parametrize(
    "text",
    [
        "The purpose of this policy is to make sure that needs are met.",
        "This policy sets out how we support pupils with SEND.",
        "This document explains what parents can expect of us.",
        "This information report has been written for parents and carers.",
        "This booklet will answer the questions that parents ask most.",
        "## Aims\nTo give every pupil with SEN a full part in the life of the school.",
        "## 1. Aims and objectives\nWe want pupils to do well, to be heard and to enjoy school.",
        "## Statement of intent\nWe provide for every child whatever the need, now and later.",
        "## Rationale\nEvery teacher is a teacher of every child who has SEND.",
    ],
)
def test_purpose_is_shown_by_a_sentence_or_a_section(text: str) -> None:
    reading = read(f"# Title\n{FILLER}\n{text}", "policy-purpose")
    assert reading.present
    assert reading.quotation and reading.quotation in text


@pytest.mark.parametrize(
    "text",
    [
        "## Aims",
        "Our school aims to be a happy place where all succeed.",
        "Our behaviour policy sets out how we reward pupils.",
        "An EHC plan sets out the support that a child must have.",
        "Our open door policy gives parents a chance to talk.",
        "Our Local Offer for children with SEND is below.",
    ],
)
def test_the_schools_own_aims_are_not_the_documents_purpose(text: str) -> None:
    assert not shown(text, "policy-purpose")


@pytest.mark.parametrize(
    "text",
    [
        "This policy was developed in consultation with parents, staff and governors.",
        "This SEN policy has been written by the SENCO with the help of the parent forum.",
        "Our information report was co-produced with families.",
        "Parents were asked for their views on the draft policy in March.",
        "The governors consulted parents on this policy in spring.",
        "Pupils, parents and staff were involved in the review of this policy.",
        "These questions were devised together with parents.",
        "A group of parents helped us to write this report.",
        "A working party of parents contributed to the development of this policy.",
        "## Consultation\nWe asked parents through the newsletter and staff at a meeting.",
    ],
)
def test_consultation_on_the_document_is_shown(text: str) -> None:
    assert shown(text, "policy-consultation")


@pytest.mark.parametrize(
    "text",
    [
        "The support plan is written in consultation with parents and the pupil.",
        "Individual healthcare plans are drawn up with parents and the school nurse.",
        "We consult parents about their child every term.",
        "## Consulting pupils with SEN\nPupils are asked for their views before each review.",
        "Parents are involved in setting targets.",
        "Our behaviour policy was written together with pupils.",
        "The plan is reviewed in consultation with the family.",
    ],
)
def test_talking_to_parents_about_their_child_is_no_consultation_on_a_policy(text: str) -> None:
    assert not shown(text, "policy-consultation")


@pytest.mark.parametrize(
    "text",
    [
        "See also our behaviour policy.",
        "This should be read with the anti-bullying and safeguarding policies.",
        "The accessibility plan is on our website.",
        "Details stand in the SEN information report.",
        "There is a policy on giving medicines in school.",
        "- Supporting pupils with medical conditions policy",
        "- Equality information and objectives",
    ],
)
def test_another_document_by_name_is_a_cross_reference(text: str) -> None:
    assert read(f"# T\n{FILLER}\n{text}", "policy-cross-references").present


@pytest.mark.parametrize(
    "text",
    [
        "The SEND policy is reviewed each year.",
        "This policy is for all.",
        "The local authority publishes a Local Offer.",
        "The school improvement plan has three priorities.",
        "Every pupil has a support plan.",
    ],
)
def test_the_document_itself_and_plans_for_pupils_are_no_cross_reference(text: str) -> None:
    assert not shown(text, "policy-cross-references")


@pytest.mark.parametrize(
    "text",
    [
        "The headteacher has overall responsibility for provision.",
        "The SENCO is responsible for the day-to-day operation of the policy.",
        "It is the responsibility of all staff to know the policy.",
        "The governing body oversees provision for pupils with SEN.",
        "## Roles and responsibilities\nThe SEN governor meets the SENCO each term.",
        "The key person is responsible for the child's learning journal.",
        "## Who does what\nHeadteacher works with the SENCO on provision. The SENCO "
        "runs the policy from day to day. Teachers plan for every pupil in the class.",
    ],
)
def test_who_does_what_is_shown(text: str) -> None:
    assert shown(text, "policy-roles")


@pytest.mark.parametrize(
    "text",
    [
        "The SENCO is Ms J Placeholder.",
        "Teachers plan lessons for everybody.",
        "Pupils learn to take responsibility.",
    ],
)
def test_a_name_or_a_task_alone_is_no_role(text: str) -> None:
    assert not shown(text, "policy-roles")


@pytest.mark.parametrize(
    "text",
    [
        "The impact of interventions is reviewed every six weeks.",
        "Governors evaluate the success of this policy each summer.",
        "We measure the effectiveness of our provision by asking parents and looking at progress.",
        "The SENCO monitors the quality of provision through lesson visits.",
        "## Monitoring arrangements\nThis policy will be reviewed by the SENCO every year.",
        "The committee monitors the accessibility plan.",
        "The governing body receives a yearly report on provision.",
    ],
)
def test_evaluating_the_provision_or_the_policy_is_shown(text: str) -> None:
    assert shown(text, "policy-monitoring")


@pytest.mark.parametrize(
    "text",
    [
        "Progress is reviewed at parents' evening.",
        "Last term's targets are reviewed and parents can see the impact of the support.",
        "## How effective is our provision?\nWe use the cycle: assess, plan, do, review.",
        "An EHC plan is reviewed every year.",
    ],
)
def test_reviewing_one_pupils_targets_is_no_evaluation(text: str) -> None:
    assert not shown(text, "policy-monitoring")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Signed: J. Placeholder (Chair of Governors)", "J. Placeholder"),
        ("Signed: Jo Specimen Chair of Governors Date: 13 May 2026", "Jo Specimen"),
        ("Signed: Mrs Sample Headteacher", "Mrs Sample"),
        ("Signed by Mrs A Sample, Headteacher", "Mrs A Sample"),
        ("| Signed (Chair of Governors): Jo Specimen | Date: May 2025 |", "Jo Specimen"),
        ("This was adopted in June and signed by Jo Sample, chair.", "Jo Sample"),
        ("Approved by Pat Example (Chair of the Local Governing Body)", "Pat Example"),
        ("Signature ............ Mr T Template", "Mr T Template"),
        ("Signed on behalf of the Governing Body: Dr C Specimen", "Dr C Specimen"),
    ],
)
def test_a_typed_name_in_the_sign_off_counts(text: str, name: str) -> None:
    reading = read(f"# T\n{FILLER}\n{text}", "policy-signature")
    assert reading.present
    assert name in reading.note
    assert reading.quotation and reading.quotation in text


@pytest.mark.parametrize(
    "text",
    [
        "Signed: ______________________ Chair of Governors Date: __________",
        "Signed ................................",
        "Signature:",
        "| Signed (Chair of Governors) | | Date | |",
        "Signed: Chair of Governors",
    ],
)
def test_a_blank_line_is_no_signature_and_the_note_says_that_it_is_there(text: str) -> None:
    reading = read(f"# T\n{FILLER}\n{text}", "policy-signature")
    assert not reading.present
    assert "blank" in reading.note


@pytest.mark.parametrize(
    "text",
    [
        "A signed Health Plan is kept in the office.",
        "Written by Mrs A Sample in conjunction with Mr B Sample.",
        "Chair of Governors: Pat Example",
        "Approved by: Full Governing Board",
        "Approved by the Local Governing Body (Chair to sign)",
        "All staff learn Makaton; several signed Christmas Carols with pupils.",
    ],
)
def test_names_and_approvals_without_a_signature_are_none(text: str) -> None:
    reading = read(f"# T\n{FILLER}\n{text}", "policy-signature")
    assert (reading.present, reading.note) == (False, "")


@pytest.mark.parametrize(
    ("element", "kind", "text"),
    [(element, *row) for element, rows in PRESENT.items() for row in rows],
)
def test_other_ways_of_saying_it_are_found(element: str, kind: Kind, text: str) -> None:
    assert read(f"# Title\n{FILLER}\n{text}", element, kind=kind).present


@pytest.mark.parametrize(
    ("element", "kind", "text"),
    [(element, *row) for element, rows in ABSENT.items() for row in rows],
)
def test_sentences_that_only_sound_like_it_are_not(element: str, kind: Kind, text: str) -> None:
    assert not read(f"# Title\n{FILLER}\n{text}", element, kind=kind).present


def claim(role: str, words: str) -> DateClaim:
    day = dt.date(2025, 5, 1)
    return DateClaim(role, words, day, dt.date(2025, 5, 31), "month")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "words", "established"),
    [
        ("approved", "Approved: May 2025", True),
        ("approved", "Date of adoption: May 2025", True),
        ("issued", "Issue date: May 2025", True),
        ("issued", "Implementation date: May 2025", True),
        ("issued", "Shared with governors: May 2025", False),
        ("updated", "Last updated May 2025", False),
        ("reviewed", "Reviewed May 2025", False),
        ("academic-year", "2025-26", False),
    ],
)
def test_the_date_of_adoption_is_told_from_the_date_of_an_update(
    role: str, words: str, established: bool
) -> None:
    dates = Dates(claims=(claim(role, words),))
    reading = read(f"# Policy\n{words}", "policy-date-established", dates=dates)
    assert reading.present is established
    assert reading.quotation == (words if established else None)


def test_a_review_date_counts_and_a_cycle_without_a_date_does_not() -> None:
    ahead = claim("next-review", "Next review: May 2026")
    with_date = read("# P\nNext review: May 2026", "policy-review-date", dates=Dates((ahead,)))
    assert with_date.present
    cycle = read("# P\nReviewed annually.", "policy-review-date", dates=Dates(interval=12))
    assert not cycle.present
    assert "12 months" in cycle.note


def test_all_nine_parts_come_in_order_and_a_scanned_file_says_so() -> None:
    scan = Document("0" * 64, "pdf", "", (), problem="scanned image")
    readings = policy_elements(scan, NO_DATES)
    assert tuple(each.element for each in readings) == ELEMENTS
    assert all("scanned image" in each.note and not each.present for each in readings)


def test_the_page_is_the_one_where_the_words_stand() -> None:
    blocks = (Block("First page.", 1), Block("See our behaviour policy.", 4))
    text = Document("0" * 64, "pdf", "", (Passage("SEN Policy", 1, blocks, 1),))
    found = {each.element: each for each in policy_elements(text, NO_DATES)}
    assert found["policy-cross-references"].page == 4


@pytest.mark.parametrize(
    ("name", "absent"),
    [
        ("policy-trust-wide", {"policy-status", "policy-consultation", "policy-signature"}),
        ("policy-additional-needs-preschool", {"policy-status", "policy-consultation"}),
        ("policy-learning-support", {"policy-status", "policy-consultation", "policy-signature"}),
        ("plan-in-disability-scheme", {"policy-roles", "policy-signature"}),
    ],
)
def test_whole_documents_have_the_parts_that_they_have(name: str, absent: set[str]) -> None:
    dated = {"policy-date-established", "policy-review-date"}
    readings = policy_elements(sample(KINDS / f"{name}.md")[1], NO_DATES)
    missing = {each.element for each in readings if not each.present} - dated
    assert absent <= missing
    assert not missing - absent - {"policy-cross-references", "policy-monitoring", "policy-status"}


@settings(max_examples=60)
@given(st.lists(st.text(max_size=120), max_size=8))
def test_every_quotation_stands_in_the_document_letter_for_letter(lines: list[str]) -> None:
    signed = "Signed: Jo Sample, see our behaviour policy, for which teachers are responsible."
    blocks = tuple(Block(line) for line in [*lines, signed, *lines])
    text = Document("0" * 64, "html", "", (Passage("", 0, blocks),))
    for reading in policy_elements(text, NO_DATES, "sen-policy"):
        if reading.present:
            assert any(reading.quotation in block.text for block in blocks if reading.quotation)


PARTS = {
    "status": "policy-status",
    "purpose": "policy-purpose",
    "consultation": "policy-consultation",
    "cross-references": "policy-cross-references",
    "roles-responsibilities": "policy-roles",
    "monitoring-evaluation": "policy-monitoring",
    "date-established": "policy-date-established",
    "date-for-review": "policy-review-date",
    "signature": "policy-signature",
}


@needs_shared
def test_real_documents_agree_with_their_labels() -> None:
    from extractors.dates import read_dates
    from extractors.pdf import read_pdf

    wrong, total = [], 0
    for row in json.loads((SHARED / "gold" / "documents.json").read_text()):
        label = json.loads((SHARED / "gold" / "labels" / f"{row['id']}.json").read_text())
        text = read_pdf((SHARED / "gold" / row["file"]).read_bytes())
        found = {each.element: each.present for each in policy_elements(text, read_dates(text))}
        for part, want in label["policy_elements"].items():
            total += 1
            answer = "present" if found[PARTS[part]] else "absent"
            if answer not in (want["status"], want.get("or")):
                wrong.append((row["id"], part, answer))
    assert len(wrong) <= 0.05 * total, wrong


def test_an_item_that_is_hardly_trusted_shows_no_monitoring() -> None:
    absent = ElementReading(MONITORING, present=False)
    said = ItemReading(
        "evaluating-effectiveness", "covered", "the quality of our provision", confidence=0.8
    )
    assert shown_by_item(absent, {said.requirement: said}).present
    doubted = replace(said, confidence=0.2)
    assert not shown_by_item(absent, {said.requirement: doubted}).present
