"""SENCOs named in other words: joint roles, initials, duties instead of titles.

Of 18 wordings written before the rules were mended 11 were wrong, and 2 of 7 near ones.
"""

from __future__ import annotations

import pytest

from extractors.contacts import read_contacts
from extractors.model import Block, Contact, Document, Passage


def read(*lines: str, kind: str = "text") -> tuple[Contact, ...]:
    blocks = tuple(Block(line, 1, "row" if kind == "row" else "text") for line in lines)
    return read_contacts(Document("0" * 64, "pdf", "", (Passage("People", 2, blocks, 1),), 1))


@pytest.mark.parametrize(
    ("lines", "name", "reached"),
    [
        (["SENCO and attendance lead: Amir Kestrel, a.kestrel@example.org"], "Amir Kestrel", True),
        (["SENDCo and Designated Teacher - Olwen Pryce, 01632 960111"], "Olwen Pryce", True),
        (["SENCO / Deputy Head: Ffion Marsh (senco@example.org)"], "Ffion Marsh", True),
        (["SENCO & EAL Coordinator: Tomasz Wren – t.wren@example.org"], "Tomasz Wren", True),
        (["Assistant Head and SENCO: Kiran Dell, kdell@example.org"], "Kiran Dell", True),
        (["Inclusion Leader - P. Okonjo"], "P. Okonjo", False),
        (["SENCO: R. Tarrant"], "R. Tarrant", False),
        (["SENDCo – J.M. Holloway, tel 01632 960222"], "J.M. Holloway", True),
        (["Inclusion Manager: Mr. D. Frost", "Telephone 01632 960333"], "Mr. D. Frost", True),
        (["Inclusion Leader: S. Vane", "Our staff are kind.", "School office 01632 960112"],
         "S. Vane", True),
        (["The Deputy Headteacher, Mrs Odile Crane, leads on special educational needs. "
          "Ring 01632 960377."], "Mrs Odile Crane", True),
        (["Our lead for SEN is Miss Beth Arran, assistant headteacher. Please telephone "
          "01632 960388."], "Miss Beth Arran", True),
        (["The headteacher, Mrs Ida Penrose, is responsible for SEN in our nursery and can be "
          "reached on 01632 960399."], "Mrs Ida Penrose", True),
        (["SENCO details", "Marta Kovač", "m.kovac@example.org"], "Marta Kovač", True),
    ],
)  # fmt: skip
def test_the_senco_is_named_in_other_words(lines: list[str], name: str, reached: bool) -> None:
    (found,) = read(*lines)
    assert found.name == name
    assert bool(found.kinds) is reached


@pytest.mark.parametrize(
    "line",
    ["SENCo. T: 01632 960344", "SENDCo. Tel 01632 960355", "SENCO (Mon-Wed) t. 01632 960366"],
)
def test_a_senco_without_a_name_may_have_a_number(line: str) -> None:
    (found,) = read(line)
    assert found.name is None
    assert found.kinds == ("phone",)


def test_an_address_may_hold_the_given_name() -> None:
    (found,) = read("SENCO | Lewis Ogden | lewis@example.org", kind="row")
    assert (found.name, found.email) == ("Lewis Ogden", "lewis@example.org")


@pytest.mark.parametrize(
    "lines",
    [
        ["SEN governor: Helen Plum"],
        ["SEND link trustee - P. Okonjo"],
        ["SENCO's room: B. Block"],
        ["The SENCO and the Headteacher: Mr L. Yew meet each week."],
        ["The governing body is responsible for SEN. Ring the chair on 01632 960113."],
    ],
)
def test_others_are_not_taken_for_the_senco(lines: list[str]) -> None:
    assert not any(contact.name for contact in read(*lines))


def test_a_leader_beside_a_named_senco_is_not_the_senco() -> None:
    found = read("Our SENCO is Mrs Ada Larch.", "Mr T. Birch, Vice Principal (Inclusion), chairs.")
    assert [contact.name for contact in found] == ["Mrs Ada Larch"]


def test_a_helpline_is_not_the_sencos_number() -> None:
    (found,) = read("SENCO: R. Tarrant", "We are glad to talk.", "Family helpline: 01632 960114")
    assert found.kinds == ()
