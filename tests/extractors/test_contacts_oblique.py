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
