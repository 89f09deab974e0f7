"""The SENCO in the wordings of school documents; every name and number is made up.

`FRESH` was written after the patterns: at first 38 of 42 names, 13 of 13 means and all who are
somebody else were right.
"""

from __future__ import annotations

import pytest

from extractors.contacts import read_contacts
from extractors.model import Block, BlockKind, Contact, Document, Link, Passage


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
    ("The SENCO is responsible for provision. Her name is Mrs Sample.", None),
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
