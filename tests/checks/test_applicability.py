"""What each kind of school owes, for every type code of the register."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.applicability import applies, group_of, pupils_over_16
from checks.model import SchoolFacts
from checks.requirements import load
from tests.checks.verdict_samples import PRIMARY, SECONDARY, SPECIAL, TODAY

LAW = load()
OWES_23 = "mainstream and nursery: all items"
OWES_21 = "special: all but paragraphs 2 and 4"
OUTSIDE = "outside section 69"

TYPES = {
    1: OWES_23,
    2: OWES_23,
    3: OWES_23,
    5: OWES_23,
    6: OUTSIDE,
    7: OWES_21,
    8: OUTSIDE,
    10: OUTSIDE,
    11: OUTSIDE,
    12: OWES_21,
    14: OUTSIDE,
    15: OWES_23,
    18: OUTSIDE,
    24: OUTSIDE,
    25: OUTSIDE,
    26: OUTSIDE,
    27: OUTSIDE,
    28: OWES_23,
    29: OUTSIDE,
    30: OUTSIDE,
    31: OUTSIDE,
    32: OUTSIDE,
    33: OWES_21,
    34: OWES_23,
    35: OWES_23,
    36: OWES_21,
    37: OUTSIDE,
    38: OUTSIDE,
    39: OUTSIDE,
    40: OWES_23,
    41: OWES_23,
    42: OUTSIDE,
    43: OUTSIDE,
    44: OWES_21,
    45: OUTSIDE,
    46: OUTSIDE,
    47: OUTSIDE,
    48: OUTSIDE,
    49: OUTSIDE,
    56: OUTSIDE,
    57: OUTSIDE,
}


def school(code: int | None, **facts: object) -> SchoolFacts:
    base = SchoolFacts(urn=900010, name="Example School", type_code=code, low_age=3, high_age=18)
    return replace(base, **{"sixth_form": True, **facts})


def owed(facts: SchoolFacts) -> set[str]:
    return {r.id for r in LAW.statutory_items(TODAY) if applies(r, facts, TODAY)}


@pytest.mark.parametrize(("code", "owes"), TYPES.items())
def test_every_type_code(code: int, owes: str) -> None:
    every = {r.id for r in LAW.statutory_items(TODAY)}
    expected = {
        OWES_23: every,
        OWES_21: every - {"identification-assessment", "senco-contact"},
        OUTSIDE: set(),
    }[owes]
    assert owed(school(code)) == expected


def test_the_table_above_and_the_groups_name_the_same_codes() -> None:
    codes = {code for group in LAW.groups.values() for code in group.codes}
    assert codes == set(TYPES)


@pytest.mark.parametrize("code", [c for c, owes in TYPES.items() if owes == OUTSIDE])
def test_outside_comes_with_a_reason_and_a_report_is_voluntary(code: int) -> None:
    answer = applies(LAW.get("complaints"), school(code), TODAY)
    assert not answer.applies
    assert answer.decided
    assert answer.voluntary
    assert answer.reason.endswith(".")


@pytest.mark.parametrize(
    "facts",
    [
        school(None),
        school(99),
        school(4),
        school(7, type_name="Other independent school"),
        school(None, type_name="A school of some kind"),
    ],
    ids=["no type", "unknown code", "retired code", "code against name", "unknown name"],
)
def test_a_register_that_decides_nothing_is_not_held_against_a_school(facts: SchoolFacts) -> None:
    for requirement in LAW.in_force(TODAY):
        answer = applies(requirement, facts, TODAY)
        assert not answer.applies
        assert not answer.decided
    assert group_of(facts) is None


def test_the_name_of_a_type_decides_where_there_is_no_code() -> None:
    assert len(owed(school(None, type_name="Academy converter"))) == 23
    assert owed(school(None, type_name="Pupil referral unit")) == set()


def test_a_name_of_another_edition_of_the_register_does_not_contradict_the_code() -> None:
    assert len(owed(school(34, type_name="Academy - Converter Mainstream"))) == 23


@pytest.mark.parametrize("code", [8, 10, 14, 42])
def test_the_reason_about_a_plan_is_not_the_law_on_reports(code: int) -> None:
    for name in ("plan-published", "plan-current", "plan-own-review"):
        answer = applies(LAW.get(name), school(code), TODAY)
        assert not answer.applies
        assert "Equality Act" in answer.reason
        assert "69" not in answer.reason


def test_special_schools_in_hospitals_are_exempt() -> None:
    assert owed(school(7, hospital=True)) == set()
    answer = applies(LAW.get("complaints"), school(33, hospital=True), TODAY)
    assert answer.decided
    assert "regulation 51" in answer.reason


def test_a_special_school_named_after_a_hospital_is_for_a_person() -> None:
    answer = applies(LAW.get("complaints"), school(7, name="Example Hospital School"), TODAY)
    assert not answer.decided
    assert applies(LAW.get("complaints"), school(1, name="Hospital Road Primary School"), TODAY)


@pytest.mark.parametrize(
    ("facts", "older"),
    [
        (PRIMARY, False),
        (SECONDARY, True),
        (SPECIAL, True),
        (replace(SECONDARY, high_age=16, sixth_form=False), False),
        (replace(SECONDARY, high_age=18, sixth_form=False), None),
        (replace(SECONDARY, high_age=None, sixth_form=None, phase_code=4), None),
        (replace(PRIMARY, high_age=None, sixth_form=None), False),
        (replace(SECONDARY, high_age=None, sixth_form=True), True),
        (replace(SPECIAL, high_age=16), False),
    ],
)
def test_paragraph_8_asks_for_pupils_over_16(facts: SchoolFacts, older: bool | None) -> None:
    statutory = applies(LAW.get("consulting-young-people"), facts, TODAY)
    expected = applies(LAW.get("pupil-voice"), facts, TODAY)
    if older is None:
        assert not statutory.decided
        assert not expected.decided
    else:
        assert (statutory.applies, expected.applies) == (older, not older)


def test_pupils_over_16_is_not_guessed() -> None:
    assert pupils_over_16(school(1, low_age=None, high_age=None, sixth_form=None)) is None


def test_scores_of_schools_have_their_own_denominators() -> None:
    assert len(owed(PRIMARY)) == 22
    assert len(owed(SECONDARY)) == 23
    assert len(owed(SPECIAL)) == 21
    assert len(owed(replace(SPECIAL, high_age=11))) == 20


@pytest.mark.parametrize(
    ("facts", "owes"),
    [
        (PRIMARY, True),
        (SECONDARY, True),
        (SPECIAL, False),
        (school(15, low_age=2, high_age=5), False),
        (school(42), False),
        (school(45, low_age=16, high_age=19), False),
        (replace(PRIMARY, low_age=3, high_age=7), True),
        (replace(SECONDARY, low_age=16, high_age=19), False),
    ],
)
def test_the_inclusion_strategy_is_asked_of_mainstream_5_to_16(
    facts: SchoolFacts, owes: bool
) -> None:
    assert bool(applies(LAW.get("inclusion-strategy"), facts, TODAY)) is owes


def test_what_is_not_in_force_applies_to_nobody() -> None:
    assert not applies(LAW.get("draft-01-kinds"), PRIMARY, TODAY)
