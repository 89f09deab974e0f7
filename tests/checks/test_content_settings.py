"""Settings: what stands in a list of duties, a definition or praise answers no item.

Each text is in another school's words; what a person does by name, number or day still counts.
"""

from __future__ import annotations

import pytest

from checks.content import read_items
from tests.checks.content_samples import document


def status(item: str, heading: str, text: str) -> str:
    return read_items(document(f"# SEN Information Report\n\n## {heading}\n\n{text}\n"))[
        item
    ].status


_DUTIES = [
    (
        "complaints",
        "Who's who",
        "The headteacher leads the school and makes sure that complaints are dealt with.",
    ),
    (
        "complaints",
        "7.1 The Governing Body",
        "- ensuring that there is an accessible complaints procedure",
    ),
    (
        "complaints",
        "Our people",
        "| Role | Responsible for |\n|---|---|\n| Council | Holding leaders to account; ensuring "
        "that policies, including those for complaints and admissions, are followed |",
    ),
    (
        "equipment-facilities",
        "Which staff will support my child?",
        "The headteacher runs the school, including the budget, the training of staff, equipment "
        "and buildings, and SEND.",
    ),
    (
        "evaluating-effectiveness",
        "4.2 The SEN governor",
        "The SEN governor keeps an eye, for the governing board, on how good and how effective SEN "
        "provision is, and reports back to the full board.",
    ),
    (
        "evaluating-effectiveness",
        "Key people",
        "The Inclusion Manager oversees provision and has oversight of the impact that "
        "interventions have across the school.",
    ),
    (
        "involving-other-bodies",
        "4.1 The SENCO",
        "They will:\n\n- Be the point of contact for external agencies, especially the local "
        "authority and its support services\n- Liaise with health and social care professionals",
    ),
    (
        "involving-other-bodies",
        "People who work with your child",
        "Our SENDCo liaises with outside agencies, makes sure the register is kept, and is in "
        "charge of referrals to health services.",
    ),
    (
        "looked-after-sen",
        "6.5 The SENDCo",
        "The duties of the SENDCo are to:\n\n- liaise with the designated teacher where a looked "
        "after pupil has SEN\n- keep the register up to date",
    ),
    (
        "reviewing-progress",
        "Class teachers",
        "Each class teacher is responsible for:\n\n- Reviewing, with the SENCO, how each pupil has "
        "progressed and what should change\n- Planning support with teaching assistants",
    ),
    (
        "staff-expertise-training",
        "Who does what?",
        "The principal must see that staff are trained, and the head of school oversees the "
        "professional development of staff.",
    ),
    (
        "involving-other-bodies",
        "Special Educational Needs Coordinator",
        "She works closely with the headteacher, parents and outside agencies, and oversees the "
        "annual review process.",
    ),
    (
        "evaluating-effectiveness",
        "Leadership and governance",
        "Governors monitor the quality and impact of SEND provision and challenge the school.",
    ),
    (
        "staff-expertise-training",
        "Coordinating and managing provision",
        "- Contributing to the professional development of staff\n- Updating the school's register",
    ),
    (
        "teaching-approach",
        "Class Teacher",
        "It is the responsibility of the class teacher to deliver quality first teaching.",
    ),
    (
        "transition-adulthood",
        "The team around your child",
        "The Inclusion Lead makes sure that transition to the next school is planned and leads on "
        "links with other providers.",
    ),
]


@pytest.mark.parametrize(("item", "heading", "text"), _DUTIES)
def test_what_a_role_is_for_is_not_what_is_done(item: str, heading: str, text: str) -> None:
    assert status(item, heading, text) != "covered"


_DONE = [
    (
        "consulting-parents",
        "Who's who",
        "Mrs Ash, our SENCO, meets parents of children on the register each half term to agree "
        "targets and to hear what they think of the support.",
    ),
    (
        "staff-expertise-training",
        "Our team: training and expertise of staff",
        "Mr Costello holds a Level 7 diploma in specific learning difficulties, two teaching "
        "assistants are trained in ELSA, and the speech therapist trains staff each term.",
    ),
    (
        "transition-adulthood",
        "Next steps",
        "The middle school's SENCO comes to the February meeting, children have at least three "
        "visits, and take a photograph book home for the summer.",
    ),
]


@pytest.mark.parametrize(("item", "heading", "text"), _DONE)
def test_what_a_named_person_does_counts_under_any_heading(
    item: str, heading: str, text: str
) -> None:
    assert status(item, heading, text) == "covered"


_LAW = [
    (
        "less-favourable-treatment",
        "Other information",
        "The Equality Act says that schools must not discriminate against disabled children and "
        "must make reasonable adjustments for them.",
    ),
    (
        "less-favourable-treatment",
        "Reasonable adjustments",
        "The Equality Act 2010 obliges schools to make reasonable adjustments wherever a disabled "
        "pupil would be at a substantial disadvantage beside one who is not disabled.",
    ),
    (
        "less-favourable-treatment",
        "A few words that we use",
        "- Reasonable adjustments - changes that a school has to make so that disabled pupils are "
        "not at a disadvantage.",
    ),
    (
        "involving-other-bodies",
        "Working with others",
        "The Code of Practice says that where a pupil continues to make less than expected "
        "progress schools should consider involving specialists from outside agencies.",
    ),
    (
        "kinds-of-sen",
        "Background",
        "The Code of Practice groups needs under four broad headings:\n\n- Communication and "
        "interaction\n- Cognition and learning\n- Social, emotional and mental health\n"
        "- Sensory and physical needs",
    ),
    (
        "kinds-of-sen",
        "Kinds of SEND",
        "The Code of Practice describes four broad areas of need and support:\n\n"
        "| Area | Includes | Code |\n|---|---|---|\n"
        "| Communication and interaction | Autism, speech and language | 6.28 |\n"
        "| Cognition and learning | Moderate learning difficulties, dyslexia | 6.30 |\n"
        "| Social, emotional and mental health | ADHD, anxiety | 6.32 |\n"
        "| Sensory and physical | Hearing or vision impairment | 6.34 |",
    ),
    (
        "involving-other-bodies",
        "Words you may hear",
        "| Word | Meaning |\n|---|---|\n| CAMHS | Child and Adolescent Mental Health Service |\n"
        "| SaLT | Speech and Language Therapy, from the NHS |\n| EP | Educational Psychologist |",
    ),
    (
        "emotional-social-support",
        "What do these words mean?",
        "- Key person is the member of staff with special responsibility for your child\n"
        "- ELSA is an emotional literacy support assistant who helps children with feelings",
    ),
]


def test_a_school_that_provides_for_the_codes_areas_says_which_needs_it_meets() -> None:
    text = (
        "We provide for the four broad areas of need that the Code of Practice describes:\n\n"
        "- Communication and interaction, for example autism\n- Cognition and learning, for "
        "example dyslexia\n- Social, emotional and mental health\n- Sensory and physical needs"
    )
    assert status("kinds-of-sen", "Which needs do we provide for?", text) == "covered"


@pytest.mark.parametrize(("item", "heading", "text"), _LAW)
def test_what_the_law_and_a_glossary_say_is_no_answer(item: str, heading: str, text: str) -> None:
    assert status(item, heading, text) != "covered"


_PRAISE = [
    (
        "evaluating-effectiveness",
        "How do you know whether what you do is working?",
        "We were delighted with our Ofsted report, which judged the school to be good in all "
        "areas. The inspectors noted the warm relationships and said that behaviour was "
        "exemplary. We are proud of everything our children achieve!",
    ),
    (
        "transition-adulthood",
        "Ready for what comes next",
        "Our Careers Programme has achieved all eight Gatsby Benchmarks and is a source of great "
        "pride. Last year our Sixth Formers went to Russell Group universities.",
    ),
    (
        "consulting-young-people",
        "How will my child's voice be heard?",
        "Pupil voice is very important to us. The School Council has two members from each class.",
    ),
    (
        "involving-other-bodies",
        "Working with others",
        "Good communication between professionals and families is vital. The school recognises "
        "the importance of multi-agency working.",
    ),
    (
        "consulting-parents",
        "Partnership with parents and carers",
        "Good communication between home and school is the bedrock of inclusion, and no child can "
        "thrive without it. Parents are the experts on their own children.",
    ),
    (
        "inclusion-in-activities",
        "Clubs and trips",
        "All children are welcome at our clubs. Please see the newsletter for this term's list "
        "and remember that all pupils are expected to wear school uniform on visits.",
    ),
]


@pytest.mark.parametrize(("item", "heading", "text"), _PRAISE)
def test_praise_and_what_everybody_gets_are_no_answer(item: str, heading: str, text: str) -> None:
    assert status(item, heading, text) != "covered"


_TEMPLATE = [
    (
        "staff-expertise-training",
        "What specialist expertise is there?",
        "Include specialist staff of your own with their qualifications, and services from health "
        "and social care.",
    ),
    (
        "support-services-contacts",
        "About this form",
        "Schools are asked to complete every box, to write in plain English and to put the "
        "finished return on their own website by 30 September each year.",
    ),
]


_AIMS = [
    (
        "consulting-young-people",
        "Introduction",
        "We aim:\n\n- to take account of the wishes and feelings of the child in every decision\n"
        "- to work with other professionals where this will help",
    ),
    (
        "reviewing-progress",
        "Welcome",
        "The aims of the Federation are:\n\n- To ensure that the progress of pupils with SEND is "
        "regularly reviewed with parents\n- To evaluate what we do",
    ),
]


@pytest.mark.parametrize(("item", "heading", "text"), _AIMS)
def test_a_list_of_aims_is_no_answer_whatever_it_stands_under(
    item: str, heading: str, text: str
) -> None:
    assert status(item, heading, text) != "covered"


@pytest.mark.parametrize(("item", "heading", "text"), _TEMPLATE)
def test_what_a_council_asks_of_schools_is_no_answer(item: str, heading: str, text: str) -> None:
    assert status(item, heading, text) != "covered"


_FILLER = "\n\n".join(
    f"## {name}\n\n" + " ".join("The garden has a pond and a hedge of thorn." for _ in range(30))
    for name in ("Our garden", "Our hall", "Our field", "Our shed")
)


def _in_a_long_report(heading: str, text: str, item: str) -> str:
    body = f"# SEN Information Report\n\n## {heading}\n\n{text}\n\n{_FILLER}\n"
    return read_items(document(body))[item].status


_IN_PASSING = (
    "The SENCO and the designated teacher compare the results of pupils with SEN who are looked "
    "after with all others every term."
)


def test_a_word_in_passing_under_another_question_is_half_an_answer_in_a_long_report() -> None:
    item, other = "looked-after-sen", "How do we check that our provision works?"
    assert status(item, other, _IN_PASSING) == "covered"
    assert _in_a_long_report(other, _IN_PASSING, item) == "partial"
    assert _in_a_long_report("Children who are looked after", _IN_PASSING, item) == "covered"


def test_a_long_report_tells_of_help_under_the_question_on_wellbeing() -> None:
    text = (
        "Lego Therapy and a Nurture Group run three times a week for pupils who need help beyond "
        "their class, each led by a trained teaching assistant."
    )
    wellbeing = "What support is there for emotional and social development?"
    assert _in_a_long_report(wellbeing, text, "additional-learning-support") == "covered"


def test_light_words_do_not_add_up_to_an_answer_in_a_long_report() -> None:
    item = "consulting-young-people"
    text = (
        "Pupil voice is very important to us. The School Council has two members from each class. "
        "Children with SEN are encouraged to give their views."
    )
    assert _in_a_long_report("How will my child's voice be heard?", text, item) == "partial"
    more = text + (
        " Before each review a pupil with SEN fills in a one page sheet with a teaching assistant "
        "that says what helps, what does not and what they would like next."
    )
    assert _in_a_long_report("How will my child's voice be heard?", more, item) == "covered"


_BARE = [
    (
        "consulting-young-people",
        "How will my child's voice be heard?",
        "Children with SEND are encouraged to give their views and we make every effort to listen.",
    ),
    (
        "consulting-parents",
        "Partnership with parents",
        "Parents are always welcome to make contact should they have a question.",
    ),
    (
        "additional-learning-support",
        "What happens next?",
        "This may be in a small group or it may be one to one.",
    ),
    (
        "equipment-facilities",
        "How is the budget shared out?",
        "The head teacher decides on the deployment of resources in consultation with governors.",
    ),
]


@pytest.mark.parametrize(("item", "heading", "text"), _BARE)
def test_encouragement_and_may_be_are_half_an_answer(item: str, heading: str, text: str) -> None:
    assert status(item, heading, text) != "covered"


def test_a_heading_that_is_a_persons_name_makes_no_list_of_duties() -> None:
    text = (
        "The teaching assistants have had training in dyslexia, autism and speech and language, "
        "and the SENCO holds the National Award."
    )
    body = f"# SEN Information Report\n\n## Mrs K Ash, SENCO\n\n{text}\n"
    found = read_items(document(body))["staff-expertise-training"]
    assert found.parts["expertise"] == "covered"


def test_a_long_report_tells_of_outside_bodies_wherever_help_is() -> None:
    text = (
        "The occupational therapist visits each term to assess pupils and writes a programme that "
        "staff follow, and the hearing impairment service advises on seating."
    )
    heading = "What adaptations are made to the curriculum and the environment?"
    assert _in_a_long_report(heading, text, "involving-other-bodies") == "covered"
