"""Short documents that plainly say what they are, and pages that only list documents."""

from __future__ import annotations

from extractors import kinds
from extractors.html import read_html
from extractors.model import Block, Document, Passage


def file_of(title: str, *blocks: str) -> Document:
    passage = Passage(title, 1, tuple(Block(text, page=1) for text in blocks), page=1)
    return Document(sha256="0" * 64, format="pdf", title=title, passages=(passage,), pages=1)


def test_a_policy_of_one_page_that_describes_no_provision_is_a_policy() -> None:
    document = file_of(
        "SEN Policy",
        "Adopted by the governing board 10 March 2026. Next review March 2027.",
        "This policy is recommended, not required by law. It was written by the SENCO with a "
        "group of teachers, parents of pupils with SEN and two governors, and a draft was "
        "discussed with the whole staff before it was adopted by the governing board.",
        "The purpose of this policy is to set out who is responsible for pupils with SEN, and "
        "to raise what we expect of them.",
        "The headteacher works with the SENCO and the governors on the direction of SEN. The "
        "SENCO runs the policy from day to day. Teachers plan for every pupil in their class. "
        "Governors appoint a link governor for SEN and see how the policy works each summer.",
        "This policy should be read with our policies on behaviour, safeguarding and equality. "
        "Records about pupils with SEN are kept in a locked cabinet.",
    )
    assert kinds.classify(document).kind == "sen-policy"


def test_a_page_that_lists_policies_is_none_of_them() -> None:
    names = [
        "Complaints Policy",
        "SEND Policy",
        "Accessibility Plan",
        "Equality Objectives",
        "Behaviour Policy",
        "Admissions Policy",
        "Charging and Remissions Policy",
        "Anti-Bullying Policy",
        "Attendance Policy",
        "Uniform Policy",
        "Safeguarding and Child Protection Policy",
        "Supporting Pupils with Medical Conditions Policy",
    ]
    items = "".join(f'<li><a href="/files/{n}.pdf">{name}</a></li>' for n, name in enumerate(names))
    page = (
        "<html><body><main><h1>Policies</h1><p>Our policies can be read here. Ask the office for "
        f"a paper copy of any of them.</p><ul>{items * 4}</ul></main></body></html>"
    )
    document = read_html(page.encode(), url="http://school.example.org/policies")
    assert kinds.classify(document).kind == "other"


def web(body: str) -> Document:
    page = f"<html><head><title>Our pages</title></head><body>{body}</body></html>"
    return read_html(page.encode(), url="http://school.example.org/page")


def test_a_page_laid_out_in_a_table_is_read_below_its_menu() -> None:
    lines = [
        "Example Ferry Infant School",
        "Special Needs Information",
        "Our SENCO is Miss Dot Larkspur. She meets parents of pupils with special needs each term.",
        "We find out what a child needs by watching, testing and talking with families.",
        "Teachers change their lessons, and small groups run every day for reading and number.",
        "Plans are reviewed in autumn, spring and summer, and pupils say what helps them.",
        "All staff are trained in autism. The educational psychologist and the speech therapist "
        "visit. Pupils with special needs join every trip and club.",
        "If you are unhappy please speak to Miss Larkspur and then to the headteacher. "
        "The Local Offer is on the county's website. Moving to junior school is planned in May.",
    ]
    menu = '<a href="home.htm">Home</a><br><a href="dates.htm">Term dates</a>'
    cells = "".join(f"<font size=4>{line}</font><br>" for line in lines)
    document = web(f"<table><tr><td>{menu}</td><td>{cells}</td></tr></table>")
    assert kinds.classify(document).kind == "sen-information-report"


def test_a_footer_does_not_name_the_document() -> None:
    sections = "".join(
        f"<h2>{heading}</h2><p>{text}</p>"
        for heading, text in [
            ("Who we teach", "Children with autism, with dyslexia and with a hearing loss."),
            ("How needs are noticed", "Teachers tell the SENCO, who watches and assesses."),
            ("Small groups", "Reading, number and talking groups run each day for SEND."),
            ("Trips and clubs", "Everybody comes; we plan extra adults for pupils with SEND."),
            ("Feeling safe", "A mentor and a quiet room help children with SEND to be calm."),
            ("Home and school", "Families meet the teacher three times a year to review plans."),
            ("Staff training", "All staff have been trained in speech and language needs."),
            ("If you are not happy", "Please speak to the teacher first, then to the head."),
        ]
    )
    footer = "<footer><p>Website by Example Works. Privacy. Safeguarding. Cookies.</p></footer>"
    document = web(
        "<ul><li><a href='/1'>Admissions</a></li><li><a href='/2'>Curriculum</a></li></ul>"
        f"<main><h1>SEND at Example Fold</h1><p>Welcome. We are glad that you came here to "
        f"read about special educational needs at our school.</p>{sections}</main>{footer}"
    )
    assert kinds.classify(document).kind == "sen-information-report"


ASPECTS = (
    "<h2>Who comes here</h2><p>Every pupil has an education, health and care plan for severe "
    "learning difficulties. Classes have eight pupils, a teacher and three assistants.</p>"
    "<h2>How we check progress</h2><p>Teachers review each pupil's outcomes with parents every "
    "term, and evidence is kept in a learning journal at school and at home.</p>"
    "<h2>Working with families</h2><p>Families can ring the family worker. There are family days "
    "and home-school books, and annual reviews are held at a time that suits parents.</p>"
    "<h2>Feeling safe and happy</h2><p>A counsellor and a pastoral team look after pupils' "
    "emotional wellbeing, and pupils tell us their views with symbols in the school council.</p>"
    "<h2>Moving on</h2><p>From Year 9 we plan for adulthood with colleges and social care, and "
    "every leaver makes several visits with somebody whom they know well.</p>"
)


def test_a_special_schools_short_page_is_its_report() -> None:
    document = web(f"<h1>SEND at Sample Special School</h1>{ASPECTS}")
    assert kinds.classify(document).kind == "sen-information-report"


def test_the_first_sentence_may_say_that_it_is_the_report() -> None:
    said = "Our SEN report to families, written by the headteacher for all who want to know more."
    elsewhere = "Our SEN report to families is on the page for policies: please see the link below."
    told, pointed = (
        kinds.classify(web(f"<h1>Something extra</h1><p>{sentence}</p>{ASPECTS}"))
        for sentence in (said, elsewhere)
    )
    assert told.kind == "sen-information-report"
    assert pointed.kind == "other"


def test_a_policy_may_speak_of_learning_difficulties_instead_of_sen() -> None:
    document = file_of(
        "Learning Support Policy",
        "This policy applies to the whole college and explains how support is organised. The "
        "purpose of this policy is to tell parents and staff what they can expect.",
        "Pupils have a learning difficulty if they find it much harder to learn than others.",
        "The head of the department answers to the governors for the working of this policy. "
        "Screening identifies pupils who may need help, and a specialist teacher assesses them.",
        "Lessons are differentiated. Some pupils have one-to-one lessons with a specialist.",
        "Progress is reviewed each term, and parents are consulted before a plan is changed. Each "
        "plan starts from the views of the pupil. Teachers are trained every January.",
        "Where parents are dissatisfied they may use the complaints procedure. Pupils moving from "
        "the prep school have a handover meeting, and the educational psychologist may be asked. "
        "This policy is reviewed each year by the senior team, who also look at its effectiveness.",
    )
    assert kinds.classify(document).kind == "sen-policy"


def test_a_plan_to_improve_access_is_the_accessibility_plan() -> None:
    document = file_of(
        "Plan to improve access",
        "Schools are required under the Equality Act 2010 to have an accessibility plan, to "
        "increase the extent to which disabled pupils can take part in the curriculum, to improve "
        "the physical environment and to improve the availability of written information.",
        "Target: a ramp at the main door. Person responsible: site manager. Timescale: one year. "
        "Target: large print letters. Person responsible: office. Timescale: at once.",
    )
    assert kinds.classify(document).kind == "accessibility-plan"
