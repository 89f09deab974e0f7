"""Reading the 25 items: sample documents, the known traps, quotations and speed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.content import HINTS_VERSION, may_cover, read_items
from checks.content_hints import ITEMS
from checks.evidence import MOST_WITH_NEGATION, quotation
from checks.model import ItemReading
from checks.settings import CheckSettings
from extractors.model import Block, Contact, Document, KindReading, Link, Passage
from tests.checks.content_samples import Sample, document, samples

SAMPLES = samples()


def read(body: str, *links: Link) -> dict[str, ItemReading]:
    found = document(body)
    return read_items(
        Document(
            found.sha256, found.format, found.title, found.passages, pages=found.pages, links=links
        )
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_samples_read_as_an_officer_would(sample: Sample) -> None:
    readings = read_items(sample.document, kind=sample.kind)
    assert {name: readings[name].status for name in sample.expected} == sample.expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_covered_item_is_passed_over_in_a_short_look(sample: Sample) -> None:
    looked_at = read_items(sample.document, kind=sample.kind)
    passed_over = {name for name in ITEMS if not may_cover(looked_at, name)}
    readings = read_items(sample.document, kind=sample.kind)
    assert passed_over
    assert "covered" not in {readings[name].status for name in passed_over}
    assert dict(looked_at) == dict(readings)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_quotation_stands_in_one_block_on_its_page(sample: Sample) -> None:
    blocks = [block for passage in sample.document.passages for block in passage.blocks]
    for reading in read_items(sample.document, kind=sample.kind).values():
        if reading.status == "absent":
            assert reading.quotation is None
        else:
            assert reading.quotation
            assert len(reading.quotation.split()) <= MOST_WITH_NEGATION
            assert any(
                reading.quotation in block.text and reading.page == block.page for block in blocks
            )


def test_all_25_items_are_read_even_from_nothing() -> None:
    readings = read_items(Document("0" * 64, "text", "", ()))
    assert tuple(readings) == ITEMS
    assert {reading.status for reading in readings.values()} == {"absent"}


def test_hints_version_is_a_short_hash() -> None:
    assert len(HINTS_VERSION) == 12
    assert int(HINTS_VERSION, 16) >= 0


# The known traps


def test_a_heading_with_nothing_beneath_shows_nothing() -> None:
    readings = read("# Report\n\n## How are parents involved?\n\n## Transition\n")
    assert readings["consulting-parents"].status == "absent"
    assert readings["transition-adulthood"].status == "absent"


def test_reasonable_adjustments_in_passing_are_half_an_answer() -> None:
    readings = read(
        "# Report\n\n## Support\n\nThe school makes reasonable adjustments for its pupils.\n"
    )
    assert readings["less-favourable-treatment"].status == "partial"


def test_a_step_taken_answers_less_favourable_treatment() -> None:
    readings = read(
        "# Report\n\n## Fairness\n\nSo that disabled pupils are not discriminated against, all "
        "staff have training each year and every policy is checked for its effect on them.\n"
    )
    assert readings["less-favourable-treatment"].status == "covered"


def test_a_pointer_to_the_complaints_policy_is_half_an_answer() -> None:
    readings = read("# Report\n\n## Complaints\n\nPlease see our complaints policy.\n")
    assert readings["complaints"].status == "partial"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Sampleshire's Local Offer lists services for families.", "partial"),
        ("The Local Offer is at https://www.sampleshire.gov.uk/local-offer.", "covered"),
        ("Our school's Local Offer is printed below for your use at home.", "absent"),
    ],
)
def test_local_offer_needs_the_authoritys_address(words: str, status: str) -> None:
    assert read(f"# Report\n\n## Where to look\n\n{words}\n")["local-offer-link"].status == status


def test_a_link_behind_the_words_is_an_address() -> None:
    body = "# Report\n\n## Where to look\n\nRead about the Sampleshire Local Offer today.\n"
    link = Link("Sampleshire Local Offer", "https://www.sampleshire.gov.uk/send")
    assert read(body)["local-offer-link"].status == "partial"
    assert read(body, link)["local-offer-link"].status == "covered"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Parents may contact Sampleshire SENDIASS or IPSEA.", "partial"),
        ("Parents may ring Sampleshire SENDIASS on 01632 960001.", "covered"),
    ],
)
def test_support_services_need_a_way_to_reach_them(words: str, status: str) -> None:
    readings = read(f"# Report\n\n## Advice\n\n{words}\n")
    assert readings["support-services-contacts"].status == status


def test_ramps_are_access_and_not_a_learning_environment() -> None:
    readings = read(
        "# Report\n\n## Access\n\nWork is adapted for each child by the class teacher. There is "
        "a ramp at the door, a disabled toilet and a lift to the first floor.\n"
    )
    adapting = readings["adapting-curriculum-environment"]
    assert adapting.status == "partial"
    assert adapting.parts == {"curriculum": "covered", "environment": "absent"}
    assert readings["access-facilities"].status == "covered"


def test_what_equipment_exists_is_not_how_it_is_secured() -> None:
    listed = read("# Report\n\n## Facilities\n\nWe have writing slopes and ear defenders.\n")
    bought = read(
        "# Report\n\n## Facilities\n\nWriting slopes and ear defenders are bought from the SEN "
        "budget, and larger items are borrowed from the sensory service.\n"
    )
    assert listed["equipment-facilities"].status == "partial"
    assert bought["equipment-facilities"].status == "covered"


def test_reviewing_targets_is_not_evaluating_provision() -> None:
    readings = read(
        "# Report\n\n## Reviews\n\nThe previous targets are reviewed each term so that parents "
        "can see the impact of the intervention.\n"
    )
    assert readings["evaluating-effectiveness"].status == "partial"
    assert readings["reviewing-progress"].status == "covered"


def test_the_laws_definition_is_not_a_kind_provided_for() -> None:
    readings = read(
        "# Policy\n\n## Introduction\n\nThe Code of Practice identifies four broad areas of need:"
        " communication and interaction, cognition and learning, social, emotional and mental "
        "health, sensory and physical.\n"
    )
    assert readings["kinds-of-sen"].status == "partial"


def test_a_template_prompt_is_not_an_answer() -> None:
    readings = read(
        "# Report\n\n## How are pupils with SEN taught?\n\n[insert your school's approach to "
        "teaching pupils with SEN here]\n\nDescribe how lessons are adapted for pupils.\n"
    )
    assert readings["teaching-approach"].status == "absent"


def test_a_sentence_of_no_known_words_counts_under_the_right_heading() -> None:
    text = (
        "Saplings meet under the oak on Fridays with Mr Example and bake together. Whoever "
        "wishes may bring a friend along, and nobody needs to ask beforehand or to say why "
        "they would like to come; the kettle is on from nine and the door stays open until "
        "the bell rings for lunch."
    )
    asked = read(f"# Report\n\n## Emotional and social development\n\n{text}\n")
    other = read(f"# Report\n\n## Fridays\n\n{text}\n")
    assert asked["emotional-social-support"].status == "covered"
    assert other["emotional-social-support"].status == "absent"


# The SENCO, the plan


@pytest.mark.parametrize(
    ("contact", "status"),
    [
        (
            Contact("SENCO", "Ms A Sample", ("email",), page=2, as_written="SENCO: Ms A Sample"),
            "covered",
        ),
        (Contact("SENCO", "Ms A Sample", (), page=2, as_written="SENCO: Ms A Sample"), "partial"),
        (Contact("SENCO", None, ("phone",), page=2, as_written="SENCO 01632 960002"), "partial"),
    ],
)
def test_senco_needs_name_and_contact(contact: Contact, status: str) -> None:
    body = Passage("Who", 1, (Block(contact.as_written, 2),), 2)
    reading = read_items(Document("0" * 64, "pdf", "", (body,)), contacts=(contact,))[
        "senco-contact"
    ]
    assert reading.status == status
    assert reading.quotation == contact.as_written
    assert (reading.page, reading.heading) == (2, "Who")


def test_a_name_and_a_means_of_contact_may_stand_apart() -> None:
    contacts = (
        Contact("SENCO", "Ms A Sample", (), as_written="Ms A Sample"),
        Contact("SENCO", None, ("email",), as_written="senco@school.example.org"),
    )
    reading = read_items(document("# Report\n"), contacts=contacts)["senco-contact"]
    assert reading.status == "covered"


def test_the_plan_itself_covers_the_plan() -> None:
    body = document("# Access for all\n\n## Next steps\n\nA second ramp is fitted by 2027.\n")
    plan = KindReading("accessibility-plan", confidence=1.0)
    assert read_items(body, kind=plan)["accessibility-plan"].status == "covered"
    assert read_items(body)["accessibility-plan"].status != "covered"


# Documents about something else

_OF_ALL_PUPILS = (
    "# Behaviour Policy\n\n## Working with families\n\n"
    "Parents are invited to a meeting each term about their child's conduct and agree the targets "
    "on the report card with the head of year.\n\n"
    + "Rewards are given in assembly. Sanctions are recorded on the day by the teacher.\n\n"
    * 20
)
_OF_SOME = (
    "## Pupils with SEN\n\n"
    "Families are invited to a meeting each term to agree the targets on the support plan.\n"
)
_OTHER = KindReading("other", confidence=1.0)


def test_a_policy_about_all_pupils_shows_nothing_of_those_with_sen() -> None:
    assert (
        read_items(document(_OF_ALL_PUPILS), kind=_OTHER)["consulting-parents"].status == "absent"
    )
    report = KindReading("sen-information-report", confidence=1.0)
    body = document(
        _OF_ALL_PUPILS.replace("Behaviour Policy", "SEND and Inclusion").replace(
            "Rewards", "Pupils with SEN sit on the council. Rewards"
        )
    )
    assert read_items(body, kind=report)["consulting-parents"].status == "covered"


def test_a_passage_on_sen_in_another_policy_counts() -> None:
    reading = read_items(document(_OF_ALL_PUPILS + _OF_SOME), kind=_OTHER)["consulting-parents"]
    assert reading.status == "covered"
    assert reading.heading == "Pupils with SEN"


def test_in_a_long_passage_only_the_paragraphs_on_sen_count() -> None:
    padding = "The school day begins at nine and registers close at a quarter past.\n\n" * 20
    body = document(
        f"# Attendance Policy\n\n## Meetings\n\n{_OF_ALL_PUPILS[40:260]}\n\n{padding}"
        "A disabled pupil may arrive later.\n"
    )
    assert read_items(body, kind=_OTHER)["consulting-parents"].status == "absent"


# Confidence


def test_confidence_is_lower_near_the_threshold() -> None:
    thin = read(
        "# Report\n\n## General\n\nTargets on the support plan are reviewed with parents and "
        "the pupil each term.\n"
    )["reviewing-progress"]
    full = next(sample for sample in SAMPLES if sample.name == "special-school-report")
    sure = read_items(full.document)["reviewing-progress"]
    assert thin.status == sure.status == "covered"
    assert thin.confidence < sure.confidence


def test_an_absence_is_doubted_where_a_section_speaks_of_the_thing() -> None:
    near = read(
        "# Report\n\n## Notes\n\nBuses stop by the college and by the old nursery on the hill.\n"
    )["transition-adulthood"]
    far = read("# Report\n\n## Notes\n\nThe office opens at eight and shuts at four.\n")[
        "transition-adulthood"
    ]
    assert near.status == far.status == "absent"
    assert near.confidence < CheckSettings().review_below <= far.confidence


# Words that say less than they seem to


def test_an_instruction_in_brackets_is_no_answer() -> None:
    text = "# Report\n\n## Clubs and trips\n\n[School to explain how all pupils can join clubs.]"
    assert read(f"{text}\n")["inclusion-in-activities"].status != "covered"
    told = " We take a helper to each club so that pupils with SEND can join in whatever they like."
    assert read(f"{text}{told}\n")["inclusion-in-activities"].status == "covered"


@pytest.mark.parametrize(
    ("item", "heading", "text"),
    [
        ("complaints", "Complaints", "Complaints are handled in line with our complaints policy."),
        ("inclusion-in-activities", "Clubs", "Every club and every trip is open to all pupils."),
        ("consulting-parents", "Parents", "Parents are valued partners in all that we do here."),
        (
            "involving-other-bodies",
            "Agencies",
            "We can call on CAMHS, the school nurse and speech therapy.",
        ),
        ("equipment-facilities", "Resources", "Specialist equipment is bought when needed."),
    ],
)
def test_one_bare_assertion_is_half_an_answer(item: str, heading: str, text: str) -> None:
    assert read(f"# Report\n\n## {heading}\n\n{text}\n")[item].status == "partial"


def test_information_for_families_is_no_consultation_of_them() -> None:
    reading = read(
        "# Report\n\n## Information for families\n\nThe school stands by the river and has two "
        "yards, a hall, a field and a hut, in which the older classes keep their coats and boots.\n"
    )["consulting-parents"]
    assert reading.status == "absent"


# What comes from outside

_WORDS = st.sampled_from(
    (
        *("parents", "pupils", "SEN", "the", "school", "provides", "support", "reviewed", "termly"),
        *("www.example.org", "01632", "960003", "complaint", "ramp", "Local", "Offer", "bullying"),
        *(
            "must",
            "include",
            "•",
            "|",
            "?",
            ":",
            ";",
            "…",
            "é",
            "ﬁ",
            "\uf0b7",
            "[insert",
            "8.",
            "SENDIASS",
        ),
    )
)
_BLOCKS = st.builds(
    Block,
    st.lists(st.one_of(_WORDS, st.text(max_size=8)), max_size=25).map(" ".join),
    st.one_of(st.none(), st.integers(1, 9)),
    st.sampled_from(("text", "item", "row")),
)
_PASSAGES = st.builds(
    Passage,
    st.sampled_from(("", "Transition", "Complaints", "Aims", "How accessible is the school?")),
    st.integers(0, 6),
    st.lists(_BLOCKS, max_size=5).map(tuple),
)


@given(st.lists(_PASSAGES, max_size=4).map(tuple))
@settings(max_examples=150, deadline=None)
def test_any_document_is_read_and_quoted_truly(passages: tuple[Passage, ...]) -> None:
    readings = read_items(Document("0" * 64, "html", "", passages))
    blocks = [block for passage in passages for block in passage.blocks]
    for reading in readings.values():
        assert 0.0 <= reading.confidence <= 1.0
        if reading.status != "absent":
            assert reading.quotation is not None
            assert any(
                reading.quotation in block.text and reading.page == block.page for block in blocks
            )


def test_a_long_document_is_read_quickly() -> None:
    blocks = tuple(
        block
        for sample in SAMPLES
        for passage in sample.document.passages
        for block in passage.blocks
    )
    body = Document("0" * 64, "text", "", (Passage("SEND", 1, blocks, 1),))
    read_items(body)
    took = []
    for _ in range(5):
        start = time.process_time()
        read_items(body)
        took.append(time.process_time() - start)
    per_30_000 = min(took) * 30_000 / len(body.text)
    assert per_30_000 < 0.030  # three to four times what it takes on a quiet machine


def test_a_quotation_never_drops_the_no_that_it_begins_with() -> None:
    text = "No child is placed on the SEN register without a conversation with home."
    start = text.index("placed on the SEN register")
    assert quotation(text, 0, len(text), (start, start + 26)) == text


def test_a_long_sentence_is_quoted_from_the_clause_that_tells() -> None:
    text = (
        "Although the building is old and much of it stands on two floors that were joined in the "
        "seventies, a lift and three ramps let every pupil who uses a wheelchair reach each room."
    )
    start = text.index("lift and three ramps")
    found = quotation(text, 0, len(text), (start, start + 20))
    assert found.startswith("a lift and three ramps")
    assert found in text


def test_a_line_of_the_list_is_quoted_and_not_the_words_that_open_it() -> None:
    found = read(
        "## Emotional support\n\n"
        "Children who find feelings or friendships hard are supported in several ways:\n"
        "- ELSA sessions\n- Form tutors and a pastoral team\n- Social skills groups\n"
    )["emotional-social-support"]
    assert found.quotation == "Form tutors and a pastoral team"


# Settings that say nothing of the school


@pytest.mark.parametrize(
    ("body", "item"),
    [
        (
            "## Document control\n\n- 1.1 Lego therapy and precision teaching added to the list\n"
            "- 1.2 New one to one reading groups described\n",
            "additional-learning-support",
        ),
        (
            "## Teaching assistants\n\nWe have [x] teaching assistants who run small groups every "
            "day for [number] minutes in reading and number.\n",
            "additional-learning-support",
        ),
        (
            "## Reviews\n\nDelete as applicable: Each pupil's targets are reviewed with parents in "
            "October, February and June.\n",
            "reviewing-progress",
        ),
    ],
)
def test_version_tables_and_templates_are_never_evidence(body: str, item: str) -> None:
    assert read(f"# Report\n\n{body}")[item].status == "absent"


def test_being_asked_about_the_policy_is_not_being_consulted_about_a_child() -> None:
    readings = read(
        "# Policy\n\n## Introduction\n\nThis policy was drawn up with parents and the pupil "
        "council, who met twice, gave their views and commented on the draft each time.\n"
    )
    assert readings["consulting-parents"].status == "partial"
    assert readings["consulting-young-people"].status == "partial"


def test_four_headings_named_after_areas_of_need_say_which_needs_are_met() -> None:
    readings = read(
        "# Report\n\n## Communication and interaction\n\nSigning and a talk group.\n\n"
        "## Cognition and learning\n\nPaired reading at noon.\n\n## SEMH\n\nA counsellor calls.\n"
    )
    assert readings["kinds-of-sen"].status == "covered"


def test_an_item_that_may_be_there_in_other_words_is_not_surely_absent() -> None:
    body = "# Report\n\n## Tuesdays\n\nOver lunch we chat with whoever comes about college.\n"
    body += "It is about what one might like to do one day, and once one is leaving.\n"
    hinted = read(body)["transition-adulthood"]
    nothing = read("# Report\n\n## Tuesdays\n\nSoup is served at noon.\n")["transition-adulthood"]
    assert hinted.status == nothing.status == "absent"
    assert hinted.confidence < 0.5 < nothing.confidence


def test_a_forum_run_by_parents_is_support_for_them_and_no_consultation() -> None:
    forum = "The parent carer forum (www.sampleshire-parents.example.org) is run by parents."
    found = read(f"# Report\n## Support for parents\n{forum}\n")
    assert found["consulting-parents"].status != "covered"
    assert found["support-services-contacts"].status == "covered"
