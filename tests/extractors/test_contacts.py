"""The SENCO in the wordings of school documents; every name and number is made up.

`FRESH` was written after the patterns: at first 38 of 42 names, 13 of 13 means and all who are
somebody else were right.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.contacts import read_contacts
from extractors.model import Block, BlockKind, Contact, Document, Link, Passage
from extractors.read import read_document


def document(text: str, kind: BlockKind = "text", links: tuple[Link, ...] = ()) -> Document:
    """A document with one block a line; a line that begins with # is a heading."""
    passages: list[Passage] = []
    heading, blocks = "", []
    for line in text.splitlines():
        if line.startswith("# "):
            passages.append(Passage(heading, 2 if heading else 0, tuple(blocks), 1))
            heading, blocks = line[2:], []
        else:
            blocks.append(Block(line, 1, kind))
    passages.append(Passage(heading, 2 if heading else 0, tuple(blocks), 1))
    return Document("", "pdf", "", tuple(passages), links=links)


def senco(text: str, kind: BlockKind = "text") -> Contact:
    contacts = read_contacts(document(text, kind))
    assert contacts, "no SENCO was recognised"
    return contacts[0]


# The wordings of the field, as they stand on school websites.
WORDINGS = [
    ("SENCO: Mrs Sample", "Mrs Sample"),
    ("SEND Coordinator: Mr A Sample", "Mr A Sample"),
    ("SEND Co-ordinator: Jane Sample", "Jane Sample"),
    ("Our SENCO is - Miss Example", "Miss Example"),
    ("The Special Educational Needs Coordinator (SENCo) is Mrs B. Sample", "Mrs B. Sample"),
    ("At our school, the SENDCO is Dr Example", "Dr Example"),
    ("SENCo (Special Education Needs Coordinator): Mrs Sample", "Mrs Sample"),
    ("Special Educational Needs and Disability Co-ordinator – Ms Sample", "Ms Sample"),
    ("Inclusion Manager: Mrs Sample", "Mrs Sample"),
    ("As the Assistant Headteacher for Inclusion, Mrs Sample leads our provision.", "Mrs Sample"),
    ("Head of Learning Support (SENDCo): Mr Sample", "Mr Sample"),
    ("Mrs Sample (NASENCO award) is our SENCO", "Mrs Sample"),
    ("SENDCo: Mrs Sample – c/o the school office", "Mrs Sample"),
    ("Acting SENCO: Mr Sample", "Mr Sample"),
    ("Interim SENCO (maternity cover): Miss Example", "Miss Example"),
    ("Executive SENCO: Mrs Example", "Mrs Example"),
    ("Director of Inclusion: Mrs Example", "Mrs Example"),
    ("Deputy Head and SENCO: Mrs Sample", "Mrs Sample"),
    ("SENDCo & DSL: Mrs Sample", "Mrs Sample"),
    ("ALNCo: Mr Sample", "Mr Sample"),
    ("The Headteacher, Mrs Sample, is also the SENCO.", "Mrs Sample"),
    ("Headteacher: Mrs Sample\nThe Headteacher is also the SENCO.", "Mrs Sample"),
    ("# SENDCo\nMrs Sample", "Mrs Sample"),
    ("# Who is the SENCO?\nMrs Sample leads on SEND.", "Mrs Sample"),
]


@pytest.mark.parametrize(("text", "name"), WORDINGS, ids=[text for text, _ in WORDINGS])
def test_wording_of_the_field(text: str, name: str) -> None:
    assert senco(text).name == name


FRESH = [
    ("Mrs N. Okonkwo-Smith is the school’s SENDCo.", "Mrs N. Okonkwo-Smith"),
    ("Our SENDCO, Mr Seán O’Brien, can be reached by telephone.", "Mr Seán O’Brien"),
    ("The SENCO at Example Primary School is Ms Zoë D’Souza.", "Ms Zoë D’Souza"),
    ("Name of SENCO: Mrs P van der Berg", "Mrs P van der Berg"),
    ("SENCO - Fatima al-Sample", "Fatima al-Sample"),
    ("Inclusion Lead & SENDCO: Priya Example", "Priya Example"),
    ("Miss Chloe Sample – Assistant Headteacher and SENDCo", "Miss Chloe Sample"),
    ("Mr Sample, Deputy Head (Inclusion) and SENCo", "Mr Sample"),
    ("Mrs Sample has been our SENCO since September 2019.", "Mrs Sample"),
    ("The school's SENCo is called Mx Robin Example.", "Mx Robin Example"),
    ("SENCo and Designated Safeguarding Lead: Mrs T Sample", "Mrs T Sample"),
    ("SENCO / Inclusion Leader: Mrs Sample", "Mrs Sample"),
    ("Contact: Mrs Sample (SENCO)", "Mrs Sample"),
    ("The SENCo (Mrs Sample) will meet you.", "Mrs Sample"),
    ("If you have concerns please speak to Mrs Sample, our SENCO.", "Mrs Sample"),
    ("Mrs Sample is the Special Educational Needs and Disabilities Coordinator.", "Mrs Sample"),
    ("SENDCO: MRS J SAMPLE", "MRS J SAMPLE"),
    ("SENDCo Name: Rev Sample", "Rev Sample"),
    ("Additional Needs Manager – Mrs Sample", "Mrs Sample"),
    ("Head of Inclusion: Dr. Amara Example", "Dr. Amara Example"),
    ("SEND Lead: Tom Example", "Tom Example"),
    ("Learning Support Manager: Mrs Example", "Mrs Example"),
    ("Director of SEND: Miss Example", "Miss Example"),
    ("Assistant Principal – SEND: Mr Example", "Mr Example"),
    ("Mrs A Sample and Mrs B Other are our SENCOs.", "Mrs B Other"),
    ("Headteacher: Mr Other | SENCO: Mrs Sample | SEND Governor: Mrs Third", "Mrs Sample"),
    ("Mr Other – Headteacher, Mrs Sample – SENCO, Mrs Third – Chair of Governors", "Mrs Sample"),
    ("Mr Other Headteacher Mrs Sample SENCO", "Mrs Sample"),
    ("SEND Governor: Mrs Third SENCO: Mrs Sample", "Mrs Sample"),
    ("The SEND governor is Mrs Third. The SENCO is Mrs Sample.", "Mrs Sample"),
    ("SENCO\nMrs Sample\nHeadteacher\nMr Other", "Mrs Sample"),
    ("Mr Other\nHeadteacher\nMrs Sample\nSENCO", "Mrs Sample"),
    ("Headteacher | SENCO\nMr Other | Mrs Sample", "Mrs Sample"),
    ("Role\nName\nSENCO\nMrs Sample", "Mrs Sample"),
    ("The SENCO is responsible for provision. Her name is Mrs Sample.", "Mrs Sample"),
    ("The Special Educational Needs Co-ordinator at the school is Mrs Sample", "Mrs Sample"),
    ("Mrs Sample holds the role of SENCO and Inclusion Lead.", "Mrs Sample"),
    ("Mrs Sample took over as SENDCo in 2023.", "Mrs Sample"),
    ("Our Inclusion Team is led by Mrs Sample (SENDCo).", "Mrs Sample"),
    ("This report was written by Mrs Sample, SENCO, and Mrs Third, SEND Governor.", "Mrs Sample"),
    ("The name of our SENDCo is Mrs Sample.", "Mrs Sample"),
    ("You can contact our SENDCo Mrs Sample on 01632 960123.", "Mrs Sample"),
]


@pytest.mark.parametrize(("text", "name"), FRESH, ids=[text[:50] for text, _ in FRESH])
def test_fresh_wording(text: str, name: str | None) -> None:
    names = {contact.name for contact in read_contacts(document(text))}
    assert name in names or (name is None and not names - {None})


MEANS = [
    ("SENCO: Mrs Sample 01632 960123 senco@example.org", {"phone", "email"}),
    ("SENCO: Mrs Sample\nTel: 01632 960 123\nEmail: asample@example.org", {"phone", "email"}),
    ("Our SENCO is Mrs Sample. She can be contacted via the school office.", {"via-office"}),
    (
        "Our SENCO is Mrs Sample. She can be contacted via the school office.\n"
        "School office: 01632 960123",
        {"via-office", "phone"},
    ),
    ("SENCO: Mrs Sample – please use the contact form on our website.", {"form"}),
    ("SENCO: Mrs Sample\nExample School, Example Lane, Sampleton ZZ1 1ZZ", {"address"}),
    ("SENCO: Mrs Sample\nOther text.\nEmail: send@example.org", {"email"}),
    ("Mrs Sample is our SENCO. Email admin@example.org FAO Mrs Sample.", {"email"}),
    (
        "Mr Other – Headteacher\nMrs Sample – SENCO\nAll of these people can be contacted on "
        "01632 960123 or office@example.org",
        {"phone", "email"},
    ),
    ("SENCO: Mrs Sample\nSEND Governor: Mrs Third\nEmail: third@example.org", set()),
    ("SENCO: Mrs Sample\nHeadteacher: Mr Other, 01632 960555", set()),
    ("SENCO: Mrs Sample\nSENDIASS: 01632 960777, sendiass@example.org", set()),
    ("SENCO: Mrs Sample. Sampleshire Local Authority: send@sampleshire.gov.uk", set()),
]


@pytest.mark.parametrize(("text", "kinds"), MEANS, ids=[text[:60] for text, _ in MEANS])
def test_means_of_contact(text: str, kinds: set[str]) -> None:
    assert set(senco(text).kinds) == kinds


NOBODY = [
    "SEND link governor: Mrs Third",
    "The SEND Governor is Mr Third.",
    "Inclusion Governor – Mrs Third",
    "SEN HLTA: Mrs Third",
    "Assistant SENCO: Mrs Third",
    "Designated Safeguarding Lead: Mrs Third",
    "Your child's class teacher, Mrs Third, will talk with you.",
    "The SENCO works with Mrs Third, our Educational Psychologist.",
    "The SENDCo meets with our Educational Psychologist, Anna Third, each term.",
    "Mrs Third provides admin support to the SENDCO and class teachers.",
    "Mrs Third and the SENCO will write the plan.",
    "The SENCO holds the National Award for SEN Co-ordination from Example University.",
    "The SENCO follows the Code of Practice.",
    "SENCO Special Educational Needs Policy",
    "The Headteacher, Mr Third, and the SENCO agree the budget.",
    "SENCO\nTraining Budget\nAutumn Term",
    "Speak to the SENCO at Example Secondary School.",
    "The area SENCO, Mrs Third, visits the nursery.",
]


@pytest.mark.parametrize("text", NOBODY, ids=[text[:50] for text in NOBODY])
def test_somebody_else_is_not_the_senco(text: str) -> None:
    assert [contact.name for contact in read_contacts(document(text)) if contact.name] == []


SECOND = [
    (
        "# Special Educational Needs Co-ordinator\n"
        "Name: Mrs J Sample\n"
        "Email: jsample@example.org\n"
        "Telephone: 01632 960123",
        "Mrs J Sample",
        {"email", "phone"},
    ),
    (
        "# Meet the team\n"
        "Mrs Jane Sample\n"
        "SENDCo\n"
        "jsample@example.org\n"
        "Mr Tom Example\n"
        "Headteacher\n"
        "head@example.org",
        "Mrs Jane Sample",
        {"email"},
    ),
    (
        "Our SENDCo is Mrs Sample and she can be contacted on 01632 960123 or by emailing"
        " senco@example.org.",
        "Mrs Sample",
        {"email", "phone"},
    ),
    (
        "The person responsible for overseeing the provision for children with SEND is "
        "Mrs Sample (SENDCO).",
        "Mrs Sample",
        set(),
    ),
    (
        "The SENDCo is Miss A. Sample who is a qualified teacher and holds the NASENCo award.",
        "Miss A. Sample",
        set(),
    ),
    (
        "Mrs Sample\nSpecial Educational Needs Coordinator (SENCo)\n01632 960123",
        "Mrs Sample",
        {"phone"},
    ),
    (
        "SENCO (Special Educational Needs Co-ordinator) – Mrs Sample, contact via school "
        "office 01632 960123",
        "Mrs Sample",
        {"phone", "via-office"},
    ),
    (
        "Who are the best people to talk to?\n"
        "The class teacher\n"
        "The SENCo – Mrs Sample\n"
        "She is responsible for coordinating support.\n"
        "The Headteacher – Mr Example\n"
        "The SEN Governor – Mrs Third",
        "Mrs Sample",
        set(),
    ),
    (
        "SENCo: Helen Sample (helen.sample@example.org)",
        "Helen Sample",
        {"email"},
    ),
    (
        "SENDCo Mrs Sample Ext 214 Tel 01632 960123",
        "Mrs Sample",
        {"phone"},
    ),
    (
        "Headteacher: Mrs A Example\n"
        "SEN Governor: Mr B Third\n"
        "SENDCo: Ms C Sample\n"
        "Contact number: 01632 960123",
        "Ms C Sample",
        {"phone"},
    ),
    (
        "Mr David Sample-Jones (Assistant Headteacher/SENDCo)",
        "Mr David Sample-Jones",
        set(),
    ),
    (
        "Miss Ng is our SENCO.",
        "Miss Ng",
        set(),
    ),
    (
        "SENCO: Mrs Ó Súilleabháin",
        "Mrs Ó Súilleabháin",
        set(),
    ),
    (
        "SENDCo: Ms María José García López",
        "Ms María José García López",
        set(),
    ),
    (
        "Our Inclusion Leader (SENCo) is Yusuf Al-Hassan.",
        "Yusuf Al-Hassan",
        set(),
    ),
    (
        "Mrs Sample (SENDCo): send@example.org",
        "Mrs Sample",
        {"email"},
    ),
    (
        "The school SENCO, Mrs Sample, can be contacted through the School Office.\n"
        "Tel: 01632 960123",
        "Mrs Sample",
        {"phone", "via-office"},
    ),
    (
        "To contact the SENDCO please email Mrs Sample at office@example.org",
        "Mrs Sample",
        {"email"},
    ),
    (
        "SEN Team: Mrs Sample (SENCO), Mrs Other (HLTA), Mr Third (ELSA)",
        "Mrs Sample",
        set(),
    ),
    (
        "Trust SENCO: Mrs Sample",
        "Mrs Sample",
        set(),
    ),
    (
        "Lead for SEND and Inclusion - Mrs Sample",
        "Mrs Sample",
        set(),
    ),
    (
        "Assistant Headteacher and Special Educational Needs and Disabilities Co-"
        "ordinator: Mrs P. Sample",
        "Mrs P. Sample",
        set(),
    ),
    (
        "Pastoral and SEND Manager: Mr Sample",
        "Mr Sample",
        set(),
    ),
    (
        "SENCO - Mrs Sample\nDeputy SENCO - Mrs Other",
        "Mrs Sample",
        set(),
    ),
    (
        "Mrs L. Sample, our Special Educational Needs Coordinator (SENCO), is available "
        "on Tuesdays; call the school on 01632 960123.",
        "Mrs L. Sample",
        {"phone", "via-office"},
    ),
    (
        "The SENCO is the Headteacher, Mrs Sample.",
        "Mrs Sample",
        set(),
    ),
    (
        "Special Educational Needs Coordinator\n(SENCO)\nMrs Sample",
        "Mrs Sample",
        set(),
    ),
    (
        "# How do I contact the SENDCo?\nYou can contact Mrs Sample by telephone on 01632 960123.",
        "Mrs Sample",
        {"phone"},
    ),
    (
        "SENCo Mrs R Sample | Email rsample@example.org | Phone 01632 960123",
        "Mrs R Sample",
        {"email", "phone"},
    ),
]
"""A second list, with the means. The first score: 25 of 30, and 10 of 11 of `NOBODY_EITHER`."""

NOBODY_EITHER = [
    "The SENCO will liaise with Mrs Third at Social Care.",
    "SENCO: to be appointed",
    "SENCO: vacant",
    "SENDCO – see staff list",
    "The SENDCo Award was completed by Mrs Third.",
    "Mrs Third, Speech and Language Therapist, supports the SENCO.",
    "SENCo Class Teachers Headteacher",
    "The SENCO reports to Mr Third, Headteacher.",
    "Chair of Governors: Mr Third. The SENCO attends meetings.",
    "Mr Third (Headteacher) and the SENCO meet termly.",
    "SENCO\nJane Austen Primary School\nSample Lane",
]


@pytest.mark.parametrize(("text", "name", "kinds"), SECOND, ids=[row[0][:50] for row in SECOND])
def test_second_list(text: str, name: str, kinds: set[str]) -> None:
    contact = senco(text)
    assert (contact.name, set(contact.kinds)) == (name, kinds)


@pytest.mark.parametrize("text", NOBODY_EITHER)
def test_nobody_is_named(text: str) -> None:
    assert [contact.name for contact in read_contacts(document(text)) if contact.name] == []


def test_several_sencos_are_all_named() -> None:
    contacts = read_contacts(document("SENCOs: Mrs Sample (EYFS/KS1), Mr Example (KS2)"))
    assert [contact.name for contact in contacts] == ["Mrs Sample", "Mr Example"]


def test_two_sencos_before_their_role() -> None:
    contacts = read_contacts(document("Mrs Sample and Mr Example are our SENCOs."))
    assert [contact.name for contact in contacts] == ["Mrs Sample", "Mr Example"]


def test_somebody_named_after_the_senco_is_no_second_senco() -> None:
    contacts = read_contacts(document("SENCO: Mrs Sample, Mrs Third (SEND governor)"))
    assert [contact.name for contact in contacts] == ["Mrs Sample"]


def test_row_of_roles_over_a_row_of_names_and_numbers() -> None:
    text = "Headteacher SENCO\nMr Other Mrs Sample\n01632 960111 01632 960222"
    assert senco(text, "row").phone == "01632 960222"


@pytest.mark.parametrize(
    "rows",
    [
        "Headteacher Tom Another\nSENDCo Jane Sample\nSEND Governor Mrs Third",
        "SENDCo Jane Sample jsample@example.org",
        "Jane Sample SENDCo 01632 960123",
    ],
)
def test_rows_of_people_without_titles(rows: str) -> None:
    assert senco(rows, "row").name == "Jane Sample"


def test_two_capitalised_words_beside_the_senco_in_an_action_plan_are_nobody() -> None:
    rows = "Ramp Headteacher Site Budget\nSigns SENCO Coloured Overlays\nPaint SENCO Yellow Edges"
    assert read_contacts(document(rows, "row")) == ()


def test_unnamed_senco_with_a_number() -> None:
    contact = senco("The SENCo can be contacted through the school office on 01632 960123.")
    assert (contact.name, set(contact.kinds)) == (None, {"phone", "via-office"})
    assert contact.phone == "01632 960123"


def test_senco_is_preferred_to_the_inclusion_manager() -> None:
    text = "Inclusion Manager: Mrs Other\nSENCO: Mrs Sample"
    assert [contact.name for contact in read_contacts(document(text))] == ["Mrs Sample"]


def test_own_address_comes_before_the_office() -> None:
    contact = senco("SENCO: Mrs Sample office@example.org\nasample@example.org")
    assert contact.email == "asample@example.org"


def test_address_behind_a_link() -> None:
    link = Link("Email our SENCO", "mailto:senco@example.org?subject=SEND")
    (contact,) = read_contacts(document("SENCO: Mrs Sample", links=(link,)))
    assert (contact.email, contact.kinds) == ("senco@example.org", ("email",))


def test_table_read_row_by_row() -> None:
    cells = (
        "Headteacher\nSpecial Educational Needs Co-ordinator (SENCO)\nChair of Governors\nName\n"
        "Mr Other\nMrs K Sample\nMr Third\nContact number\n01632 960111\n01632 960222\n01632 960333"
    )
    contact = senco(cells, "row")
    assert (contact.name, contact.phone) == ("Mrs K Sample", "01632 960222")


@pytest.mark.parametrize("text", [text for text, _ in [*WORDINGS, *FRESH, *MEANS]])
def test_quotation_stands_in_one_line(text: str) -> None:
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    for contact in read_contacts(document(text)):
        assert contact.as_written and any(contact.as_written in line for line in lines)


ROLES = ["SENCO", "SENDCo", "SENCo", "Inclusion Manager", "SEND Co-ordinator", "ALNCo", "SEND Lead"]
TITLES = ["Mrs", "Mr", "Miss", "Ms", "Mx", "Dr", "Mrs."]
GIVEN = ["", "A ", "J. ", "Anne ", "Chukwuemeka ", "Siân ", "M. J. "]
FAMILY = [
    "Sample",
    "O’Brien",
    "D'Souza",
    "Okonkwo-Smith",
    "van der Berg",
    "McSample",
    "Łukasik",
    "Ng",
]
PATTERNS = [
    "{role}: {name}",
    "{name} – {role}",
    "{name} ({role})",
    "Our {role} is {name}.",
    "The {role} is {name}, who works on Tuesdays.",
    "{name} is the school's {role}.",
    "{role}\n{name}",
    "# {role}\n{name}\nTel: 01632 960123",
    "Headteacher: Mr Another\n{role}: {name}\nSEND Governor: Mrs Third",
    "Please speak to {name}, our {role}, if you are worried.",
]


@given(
    st.sampled_from(PATTERNS),
    st.sampled_from(ROLES),
    st.sampled_from(TITLES),
    st.sampled_from(GIVEN),
    st.sampled_from(FAMILY),
)
def test_any_name_in_any_pattern(
    pattern: str, role: str, title: str, given_name: str, family: str
) -> None:
    name = f"{title} {given_name}{family}"
    contacts = read_contacts(document(pattern.format(role=role, name=name)))
    assert [contact.name for contact in contacts] == [name]


@given(st.text(max_size=200), st.sampled_from(ROLES), st.text(max_size=200))
def test_any_text_is_read_and_quoted_letter_for_letter(before: str, role: str, after: str) -> None:
    text = f"{before} {role} {after}"
    for contact in read_contacts(document(text)):
        assert any(contact.as_written in line for line in text.splitlines())


@pytest.mark.parametrize("words", ["SENCO Mrs Sample ", "SENCO ", "Mrs Sample ", "A'", "a@", "0 "])
def test_one_endless_line_costs_little(words: str) -> None:
    endless = document(words * (20_000 // len(words)))
    begin = time.process_time()
    read_contacts(endless)
    assert time.process_time() - begin < 5


def test_encoded_address_of_a_web_page() -> None:
    """The page hides the address as a well-known network does; the SENCO must not lose it."""
    hidden = bytes([0x5A, *(0x5A ^ ord(letter) for letter in "senco@example.org")]).hex()
    page = (
        "<html><body><main><h1>SEND</h1><p>Our SENCO is Mrs Sample.</p><p>Email: <a "
        f'href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{hidden}">'
        "[email&#160;protected]</a></p></main></body></html>"
    )
    (contact,) = read_contacts(read_document(page.encode(), url="https://www.example.org/send"))
    assert (contact.name, contact.email) == ("Mrs Sample", "senco@example.org")
