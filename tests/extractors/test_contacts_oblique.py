"""SENCOs introduced in sentences, questions and fields instead of by a label.

They are from two sets of statements written before the rules were looked at;
`docs/accuracy.md` says how many were right at first sight.
"""

from __future__ import annotations

import pytest

from extractors.contacts import read_contacts
from extractors.model import Block, Contact, Document, Passage


def read(*lines: str, heading: str = "") -> tuple[Contact, ...]:
    blocks = tuple(Block(line, 1) for line in lines)
    return read_contacts(Document("0" * 64, "pdf", "", (Passage(heading, 1, blocks, 1),), 1))


@pytest.mark.parametrize(
    "line",
    [
        "The SENCO works with the head. Her name is on the door.",
        "The SENCO meets the psychologist each term. Her name is Dr Una Pattern.",
        "The Headteacher's PA is Mrs Flora Sample; the SENCO can be contacted through her.",
    ],
)
def test_another_persons_name_is_not_the_sencos(line: str) -> None:
    assert not any(contact.name for contact in read(line))


@pytest.mark.parametrize(
    ("lines", "name", "kinds"),
    [
        (["In our school the role of SENCO is carried out by Mrs Wyn Sample."],
         "Mrs Wyn Sample", ()),
        (["The SENCO role is held by Miss Zara Sample (BA, QTS)."], "Miss Zara Sample", ()),
        (["Meet our SENDCo! Hello, my name is Mrs Clemmie Sample and I am the SENDCo."],
         "Mrs Clemmie Sample", ()),
        (["My name is Toby Sample and I am the Inclusion Leader here. You can email me at "
          "tsample@example.org"], "Toby Sample", ("email",)),
        (["I am the SENCO as well as the head: Mrs J. Sample. Ring 01632 960101."],
         "Mrs J. Sample", ("phone",)),
        (["Q: Who is the SENDCo? A: Mrs D Sample. Q: How do I contact her? A: Phone "
          "01632 960058."], "Mrs D Sample", ("phone",)),
        (["SENCO name: B Catterall. Contact number: 01632 960018."], "B Catterall", ("phone",)),
        (["Name: Mrs Ottoline Sample", "Role: SENDCo", "Email: osample@example.org"],
         "Mrs Ottoline Sample", ("email",)),
        (["SENDCo - Mrs E Brightwell - ext 214"], "Mrs E Brightwell", ("phone",)),
        (["The school has appointed Mrs Dido Sample as its SENCO."], "Mrs Dido Sample", ()),
        (["Our SENDCo team: Mrs Dido Carr and Miss Io Wade"], "Mrs Dido Carr", ()),
        (["Inclusion team leader: Mrs D Carr"], "Mrs D Carr", ()),
        (["Lead professional for SEND: Miss Gwen Sample"], "Miss Gwen Sample", ()),
        (["Mrs D Carr is responsible for co-ordinating SEND provision. Her number is "
          "01632 960065."], "Mrs D Carr", ("phone",)),
        (["The coordinator for special educational needs is Mrs D Carr"], "Mrs D Carr", ()),
        (["S.E.N.D. Co-ordinator: Mrs Smythe"], "Mrs Smythe", ()),
        (["SENDCo’s: Mrs Smythe and Mrs Wells"], "Mrs Smythe", ()),
        (["SENCO-Mrs Smythe"], "Mrs Smythe", ()),
        (["SENCO Mrs J.Smythe"], "Mrs J.Smythe", ()),
        (["Headteacher: Mr Ted Lunn SENCO: Mrs D Carr SEND Governor: Mrs P Ham "
          "School: 01632 960064"], "Mrs D Carr", ("phone",)),
        (["The department is led by Dr M. Sample, Head of Learning, who carries the "
          "responsibilities of a SENCO. Mrs Pattern (Prep) is an assistant head."],
         "Dr M. Sample", ()),
        (["SEND at the school is overseen by Mrs Tamsin Sample, whom you reach on 01632 960111."],
         "Mrs Tamsin Sample", ("phone",)),
        (["Our SENCO is shared between two schools. His name is Bo Sample (01632 960201)."],
         "Bo Sample", ("phone",)),
        (["The post of SENCO is formally held by the Deputy Head, Gwen Sample-Ash."],
         "Gwen Sample-Ash", ()),
        (["The person with responsibility for co-ordinating SEN provision at the academy is "
          "Ms Philippa Sample."], "Ms Philippa Sample", ()),
        (["Jemima Tidy has been the SENCO at our nursery for ten years."], "Jemima Tidy", ()),
        (["You can reach our SENCO by phone (01632 960123), Mrs Ida Sample, who rings back."],
         "Mrs Ida Sample", ("phone",)),
        (["SENCO, Years 7 to 13 Mr Kwabena Sample ks@example.org"],
         "Mr Kwabena Sample", ("email",)),
        (["If you need our SENCO, ask for Mrs Sample."], "Mrs Sample", ()),
        (["Who is the SENCO?", "That is Miss Fay Sample. Ring 01632 960144."],
         "Miss Fay Sample", ("phone",)),
    ],
)  # fmt: skip
def test_the_senco_is_introduced(lines: list[str], name: str, kinds: tuple[str, ...]) -> None:
    found = read(*lines)
    assert (found[0].name, found[0].kinds) == (name, kinds)


def test_a_first_name_of_two_letters_under_the_heading_is_a_name() -> None:
    (found,) = read(
        "Al Sample, al.sample@example.org / 01632 960999. His door is next to the coffee machine.",
        heading="SENCO",
    )
    assert (found.name, found.kinds) == ("Al Sample", ("phone", "email"))


@pytest.mark.parametrize(
    "line",
    [
        "SENCO to train staff by July",
        "Action: SENCO and Mrs Toft to review",
        "Governors: Mrs Alma Toft (SEND), Mr Ivo Crane (Finance)",
        "The secondary school's SENCO visits in June",
        "Complaints should be sent to the Chair of Governors, 01632 960074",
        "The SENCO will ring parents if there is a concern and keep a record of the call",
    ],
)
def test_nobody_is_named(line: str) -> None:
    assert read(line) == ()
