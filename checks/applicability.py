"""What a school owes, from the register's facts alone.

The rules are data (`owed_by` of each requirement, groups in `checks/law/groups.yml`). A
register that is silent, or contradicts itself, decides nothing: a requirement is then
neither owed nor not owed, and no finding may be held against the school.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from checks.model import SchoolFacts
from checks.requirements import Ages, Law, Requirement, load
from checks.words import in_words

END_OF_COMPULSORY_AGE = 16
"""A school whose oldest pupils are older than this has young people in the law's sense."""

_SIXTEEN_PLUS_PHASE = 6
_YOUNG_PHASES = frozenset({1, 2, 3})
"""GIAS PhaseOfEducation: nursery, primary, middle deemed primary."""

Cause = Literal["", "not owed", "type unknown", "ages unknown", "hospital unclear"]


@dataclass(frozen=True, slots=True)
class Applies:
    """Whether a school owes a requirement, and why, in a sentence for a reader.

    `decided` is False where the register does not settle it; `applies` is then False too.
    `voluntary` is True where the school may do it all the same: what it does is read and
    said to be voluntary.
    """

    applies: bool
    reason: str
    voluntary: bool = False
    decided: bool = True
    cause: Cause = ""

    def __bool__(self) -> bool:
        return self.applies


def applies(
    requirement: Requirement, school: SchoolFacts, today: dt.date, *, law: Law | None = None
) -> Applies:
    """Whether `school` owes `requirement` on `today`.

    `law` names the groups of schools (default: the law that comes with us). A requirement
    that is not in force on `today` applies to nobody.
    """
    if not requirement.in_force.holds(today):
        return Applies(False, f"Not in force on {in_words(today)}.", cause="not owed")
    groups = law or load()
    group, doubt = _group_of(school, groups)
    if group is None:
        return Applies(False, doubt, decided=False, cause="type unknown")
    if group == "SP" and _may_be_hospital(school):
        return Applies(
            False,
            "The school's name speaks of a hospital, and special schools in hospitals are"
            " exempt; the register does not say whether this is one.",
            voluntary=True,
            decided=False,
            cause="hospital unclear",
        )
    if group not in requirement.owed_by.groups:
        return _not_owed(requirement, school, group, groups)
    return _by_age(requirement, school, group)


def group_of(school: SchoolFacts, law: Law | None = None) -> str | None:
    """The group of `groups.yml` that the school belongs to, None where undecided."""
    return _group_of(school, law or load())[0]


def _group_of(school: SchoolFacts, law: Law) -> tuple[str | None, str]:
    by_name = law.group_of_type_name(school.type_name)
    by_code = None if school.type_code is None else law.group_of_code(school.type_code)
    if school.type_code is None and by_name is None:
        return None, "The register does not say what type of school this is."
    if school.type_code is not None and by_code is None:
        return None, f"The register's type code {school.type_code} is not known to us."
    if by_code and by_name and by_code != by_name:
        return None, (
            f"The register contradicts itself: type code {school.type_code} is not"
            f" “{school.type_name}”."
        )
    group = by_code or by_name
    return ("HS" if group == "SP" and school.hospital else group), ""


def _may_be_hospital(school: SchoolFacts) -> bool:
    return not school.hospital and re.search(r"\bhospitals?\b", school.name, re.I) is not None


def _not_owed(requirement: Requirement, school: SchoolFacts, group: str, law: Law) -> Applies:
    kind = law.groups[group]
    if group in requirement.owed_by.exempt:
        return Applies(False, requirement.owed_by.exempt[group], voluntary=True, cause="not owed")
    if kind.outside and requirement.basis != "grant-condition":
        return Applies(False, kind.outside, voluntary=True, cause="not owed")
    owed = " and ".join(law.groups[name].title for name in requirement.owed_by.groups)
    reason = f"Asked of {owed}; this school is one of the {kind.title}."
    return Applies(False, reason, voluntary=True, cause="not owed")


def _by_age(requirement: Requirement, school: SchoolFacts, group: str) -> Applies:
    owed = requirement.owed_by
    if owed.pupils_over_16 is not None:
        older = pupils_over_16(school, special=group == "SP")
        if older is None:
            return Applies(
                False,
                "The register does not settle whether the school has pupils over compulsory"
                " school age, which decides this one.",
                decided=False,
                cause="ages unknown",
            )
        if older != owed.pupils_over_16:
            return Applies(False, _age_reason(older), voluntary=True, cause="not owed")
    if owed.ages is not None:
        inside = _overlaps(school, owed.ages)
        if inside is None:
            reason = "The register does not give the ages of the pupils, which decide this one."
            return Applies(False, reason, decided=False, cause="ages unknown")
        if not inside:
            reason = (
                f"Asked of schools with pupils aged {owed.ages.low} to {owed.ages.high};"
                f" this school's are {school.low_age} to {school.high_age}."
            )
            return Applies(False, reason, voluntary=True, cause="not owed")
    return Applies(True, "The school's type and ages make it owe this.")


def _age_reason(older: bool) -> str:
    if older:
        return "The school has pupils over 16, for whom the law itself asks this."
    return (
        "It is about pupils over compulsory school age, and this school has none; asking"
        " younger pupils is good practice and looked at apart."
    )


def pupils_over_16(school: SchoolFacts, *, special: bool = False) -> bool | None:
    """Whether the school has pupils over compulsory school age; None where undecided.

    Mainstream schools have an official sixth form or none, and where that and the ages
    contradict each other nothing is decided. Special schools have older pupils without an
    official sixth form, so there the ages alone decide.
    """
    by_age = None if school.high_age is None else school.high_age > END_OF_COMPULSORY_AGE
    if special:
        return by_age
    if by_age is not None and school.sixth_form is not None and by_age != school.sixth_form:
        return None
    if by_age is not None:
        return by_age
    if school.sixth_form is not None:
        return school.sixth_form
    if school.phase_code == _SIXTEEN_PLUS_PHASE:
        return True
    return False if school.phase_code in _YOUNG_PHASES else None


def _overlaps(school: SchoolFacts, ages: Ages) -> bool | None:
    """Whether any pupil is within the ages. A statutory high age is the last birthday."""
    if school.low_age is None or school.high_age is None:
        return None
    return school.low_age < ages.high and school.high_age > ages.low
