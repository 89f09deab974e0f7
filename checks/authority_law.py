"""What local authorities owe in their Local Offers: `checks/law/local-offer.yml`, validated.

Kept apart from the schools' law: an authority has no type of school, no ages and no documents
of a kind, and a school must never be told that it owes what its authority owes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from checks.model import Basis
from checks.requirements import LAW, InForce, LawError, Verified
from checks.yaml_lines import DataFileError, Lined, read_lined

FILE = LAW / "local-offer.yml"

Groups = tuple[tuple[str, ...], ...]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Says(_Data):
    """Pages of the Local Offer say it: each part by one of several alternatives.

    An alternative is a list of groups; one sentence has to hold a phrase of every group.
    `silence` (0 to 1) is how far finding nothing can be trusted. `subject` names the part without
    which the others say nothing: they count on a page that speaks of it, and on no other.
    """

    type: Literal["says"]
    parts: dict[str, tuple[Groups, ...]] = Field(min_length=1)
    subject: str = ""
    silence: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _has_its_subject(self) -> Says:
        if self.subject and self.subject not in self.parts:
            raise ValueError(f"`subject` is none of the parts: {self.subject}")
        return self


class OfferTest(_Data):
    """A check with a function of its own."""

    type: Literal["test"]
    test: Literal["published", "plain-language", "updated"]


OfferCheck = Annotated[Says | OfferTest, Field(discriminator="type")]


class OfferRequirement(_Data):
    """One thing that an authority owes. The fields mean what they mean for schools."""

    id: str = Field(pattern=r"^offer-[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=5, max_length=90)
    plain: str = Field(min_length=20, max_length=260)
    meaning: str = Field(min_length=20)
    citation: str = Field(min_length=5)
    url: str = Field(pattern=r"^https://")
    basis: Basis
    in_force: InForce
    verified: Verified
    check: OfferCheck
    what_counts: str = Field(min_length=10)
    what_does_not: str = Field(min_length=10)

    @property
    def is_must(self) -> bool:
        """Whether the law itself asks for it."""
        return self.basis == "statutory"


class OfferLaw(_Data):
    """All requirements on authorities. `version` changes whenever the file does."""

    requirements: tuple[OfferRequirement, ...]
    version: str

    def in_force(self, day: dt.date) -> tuple[OfferRequirement, ...]:
        """The requirements in force on `day`, in the file's order."""
        return tuple(r for r in self.requirements if r.in_force.holds(day))


def load(path: Path = FILE) -> OfferLaw:
    """Read and validate the file.

    Raises `LawError`, one line a fault, each naming the file, the line and the entry.
    """
    return _load(path)


@cache
def _load(path: Path) -> OfferLaw:
    try:
        lined = read_lined(path)
    except DataFileError as error:
        raise LawError(str(error)) from error
    value = lined.value if isinstance(lined.value, dict) else {}
    section: Any = value.get("authority")
    if not isinstance(section, dict) or not isinstance(section.get("requirements"), list):
        raise LawError(f"{path}: line 1: must hold `authority` with a list of `requirements`")
    found = _requirements(path, lined, section)
    twice = {entry.id for entry in found if [e.id for e in found].count(entry.id) > 1}
    if twice:
        raise LawError(f"{path}: {sorted(twice)[0]}: there are two requirements of this id")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return OfferLaw(requirements=tuple(found), version=digest[:12])


def _requirements(path: Path, lined: Lined, section: dict[str, Any]) -> list[OfferRequirement]:
    defaults = section.get("defaults") or {}
    found: list[OfferRequirement] = []
    faults: list[str] = []
    for number, entry in enumerate(section["requirements"]):
        where = ("authority", "requirements", number)
        if not isinstance(entry, dict):
            faults.append(f"{path}: line {lined.line(where)}: an entry must be a mapping")
            continue
        try:
            found.append(OfferRequirement.model_validate({**defaults, **entry}))
        except ValidationError as error:
            name = entry.get("id", f"entry {number + 1}")
            for fault in error.errors():
                # pydantic names the kind of check within the path; the file does not.
                path_in_file = [s for s in fault["loc"] if s not in ("says", "test")]
                field = ".".join(str(step) for step in path_in_file)
                line = lined.line([*where, *path_in_file])
                faults.append(f"{path}: line {line}: {name}: {field}: {fault['msg']}")
    if faults:
        raise LawError("\n".join(faults))
    return found
