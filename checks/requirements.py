"""The law as data: every requirement of `checks/law/*.yml`, validated on load.

A file under `checks/law` is a mapping with `requirements` (a list of entries) and, where
many entries share fields, `defaults` for them. `groups.yml` names the kinds of school by
their GIAS codes; what stands under `authority` is read by checks/authority_law.py. The field
descriptions below are the reference for writing an entry.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from checks.model import Basis
from checks.yaml_lines import DataFileError, Lined, read_lined
from extractors.model import Kind

LAW = Path(__file__).parent / "law"

Sure = Literal["V", "S", "2H", "R"]
Place = Literal["linked", "site"]


class LawError(DataFileError):
    """The law's files cannot be used; the message names the file, the entry and the line."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Verified(_Data):
    """When somebody last looked, and how sure that look makes us.

    `V` the primary text was read, `S` a secondary source says so, `2H` a third party
    reports it, `R` from memory only: to be checked against the primary text.
    """

    on: dt.date
    sure: Sure
    note: str = ""


class InForce(_Data):
    """First and last day of the requirement; `to` is None while it has no end."""

    since: dt.date = Field(alias="from")
    to: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the requirement is in force on `day`."""
        return self.since <= day and (self.to is None or day <= self.to)


class Ages(_Data):
    """An age range in years; a school owes where its own range overlaps."""

    low: int
    high: int


class OwedBy(_Data):
    """Which schools owe it: groups of `groups.yml`, narrowed by the pupils' ages.

    `pupils_over_16` True asks it only of schools with pupils over compulsory school age,
    False only of the others, None of all. `exempt` gives the reason for a group that is
    left out on purpose, in a sentence for a reader.
    """

    groups: tuple[str, ...]
    pupils_over_16: bool | None = None
    ages: Ages | None = None
    exempt: dict[str, str] = Field(default_factory=dict)


class Contents(_Data):
    """The document says something on the item(s) that `checks/content.py` reads.

    `either_part`: where the law says "or", one covered part of a two-part item is enough.
    `may_stand`: where else than in the document itself the evidence may stand.
    """

    type: Literal["item"]
    items: tuple[str, ...] = Field(min_length=1)
    either_part: bool = False
    may_stand: tuple[Place, ...] = ()


class PolicyElement(_Data):
    """The document has one of the nine parts of a policy (`checks/policy.py`)."""

    type: Literal["policy-element"]
    element: str


class Existence(_Data):
    """A document of the kind is published. `due` is the last day for the first one."""

    type: Literal["existence"]
    due: dt.date | None = None


class Currency(_Data):
    """The document was brought up to date within so many months.

    With `period_counts`, a stated period of several years runs to its own end.
    `where_found`: a school that has no such document is not told that it is missing.
    """

    type: Literal["currency"]
    months: int = Field(gt=0)
    period_counts: bool = False
    where_found: bool = False


class OwnReview(_Data):
    """The next review that the document itself announces has not passed."""

    type: Literal["own-review"]


class Mention(_Data):
    """One sentence holds a phrase of every group.

    `site`: any page or document of the school's may say it. `silence` (0 to 1) is how far
    finding nothing can be trusted, since people put such things in many ways.
    """

    type: Literal["mention"]
    groups: tuple[tuple[str, ...], ...] = Field(min_length=1)
    may_stand: tuple[Place, ...] = ()
    silence: float = Field(ge=0, le=1)


Test = Literal[
    "plain-language",
    "machine-readable",
    "dated",
    "account",
    "own-text",
    "senco-website",
    "named-contacts",
    "policy-info",
    "local-offer-alive",
    "local-offer-right",
]


class Special(_Data):
    """A check with a function of its own, named by `test`."""

    type: Literal["test"]
    test: Test


Check = Annotated[
    Contents | PolicyElement | Existence | Currency | OwnReview | Mention | Special,
    Field(discriminator="type"),
]


class Requirement(_Data):
    """One thing that the law, guidance or the source document asks for.

    `title` and `plain` are for a parent; `meaning` is the duty in our own words;
    `draft_2014` and `code_2015` name the place in the April 2014 draft and in the final
    Code of Practice that it answers to. `documents` are the kinds it is about, the main
    one first. `what_counts` and `what_does_not` say how it is judged.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=5, max_length=90)
    plain: str = Field(min_length=20, max_length=260)
    meaning: str = Field(min_length=20)
    citation: str = Field(min_length=5)
    url: str = Field(pattern=r"^https://")
    draft_2014: str = ""
    code_2015: str = ""
    basis: Basis
    documents: tuple[Kind, ...] = Field(min_length=1)
    owed_by: OwedBy
    in_force: InForce
    verified: Verified
    check: Check
    what_counts: str = Field(min_length=10)
    what_does_not: str = Field(min_length=10)
    parts: tuple[str, ...] = ()

    @property
    def about(self) -> Kind:
        """The main kind of document that it is about."""
        return self.documents[0]


class Group(_Data):
    """A kind of school: its GIAS codes, and why the report's law leaves it out (or "")."""

    title: str
    codes: dict[int, str]
    outside: str = ""


class LeftOut(_Data):
    """Something that a reader may expect to be checked and is not, with the reason."""

    what: str = Field(min_length=5)
    citation: str = Field(min_length=5)
    why: str = Field(min_length=20)
    verified: Verified


class Law(_Data):
    """All requirements and groups of schools, and what is left out of them.

    `version` changes whenever a file does.
    """

    requirements: tuple[Requirement, ...]
    groups: dict[str, Group]
    left_out: tuple[LeftOut, ...] = ()
    version: str

    @model_validator(mode="after")
    def _one_meaning(self) -> Law:
        seen: set[str] = set()
        for requirement in self.requirements:
            if requirement.id in seen:
                raise ValueError(f"{requirement.id}: there are two requirements of this id")
            seen.add(requirement.id)
            named = {*requirement.owed_by.groups, *requirement.owed_by.exempt}
            if unknown := sorted(named - set(self.groups)):
                raise ValueError(f"{requirement.id}: no such group of schools: {unknown[0]}")
        codes: set[int] = set()
        for key, group in self.groups.items():
            if both := sorted(codes & set(group.codes)):
                raise ValueError(f"{key}: code {both[0]} stands in two groups")
            codes |= set(group.codes)
        return self

    @cached_property
    def _by_id(self) -> dict[str, Requirement]:
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def _by_code(self) -> dict[int, str]:
        return {code: key for key, group in self.groups.items() for code in group.codes}

    @cached_property
    def _by_type_name(self) -> dict[str, str]:
        return {
            name.casefold(): key
            for key, group in self.groups.items()
            for name in group.codes.values()
        }

    def group_of_code(self, code: int) -> str | None:
        """The group that a GIAS type code belongs to, None where we do not know it."""
        return self._by_code.get(code)

    def group_of_type_name(self, name: str) -> str | None:
        """The group that the register's own name of a type belongs to, None where unknown."""
        return self._by_type_name.get(name.strip().casefold())

    def get(self, requirement_id: str) -> Requirement:
        """The requirement of this id; raises `KeyError` with the id where there is none."""
        return self._by_id[requirement_id]

    def in_force(self, day: dt.date) -> tuple[Requirement, ...]:
        """The requirements in force on `day`, in the order of the files."""
        return tuple(r for r in self.requirements if r.in_force.holds(day))

    def statutory_items(self, day: dt.date) -> tuple[Requirement, ...]:
        """The items of which "missing statutory item" may be said by the law of `day`."""
        return tuple(r for r in self.report_items(day) if r.basis == "statutory")

    def report_items(self, day: dt.date) -> tuple[Requirement, ...]:
        """What a report must or should say by the law of `day`: its content items alone."""
        return tuple(
            r
            for r in self.in_force(day)
            if isinstance(r.check, Contents) and r.about == "sen-information-report"
        )


def load(path: Path | None = None) -> Law:
    """Read and validate every YAML file of `path` (default: the law that comes with us).

    Raises `LawError`, one line a fault, each naming the file, the line and the entry.
    """
    return _load_bundled() if path is None else _load(path)


@cache
def _load_bundled() -> Law:
    return _load(LAW)


def _load(folder: Path) -> Law:
    files = sorted(folder.glob("*.yml"))
    if not files:
        raise LawError(f"{folder}: holds no law (no .yml file)")
    digest = hashlib.sha256()
    requirements: list[Requirement] = []
    groups: dict[str, Group] = {}
    left_out: list[LeftOut] = []
    for file in files:
        try:
            lined = read_lined(file)
        except DataFileError as error:
            raise LawError(str(error)) from error
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
        if not isinstance(lined.value, dict):
            raise LawError(f"{file}: line 1: must be a mapping with `requirements` or `groups`")
        _refuse_unknown_keys(lined)
        groups |= _read_groups(lined)
        requirements += _read_requirements(lined)
        left_out += _read_left_out(lined)
    version = digest.hexdigest()[:12]
    try:
        return Law(
            requirements=tuple(requirements),
            groups=groups,
            left_out=tuple(left_out),
            version=version,
        )
    except ValidationError as error:
        raise LawError(f"{folder}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from (
            error
        )


def _refuse_unknown_keys(lined: Lined) -> None:
    for key in lined.value:
        if key not in ("groups", "defaults", "requirements", "authority", "left_out"):
            raise LawError(f"{lined.path}: line {lined.line([key])}: unknown key `{key}`")


def _read_groups(lined: Lined) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for name, value in (lined.value.get("groups") or {}).items():
        try:
            found[name] = Group.model_validate(value)
        except ValidationError as error:
            raise LawError(_faults(lined, ("groups", name), name, error)) from error
    return found


def _read_left_out(lined: Lined) -> list[LeftOut]:
    found: list[LeftOut] = []
    for number, value in enumerate(lined.value.get("left_out") or []):
        try:
            found.append(LeftOut.model_validate(value))
        except ValidationError as error:
            where = ("left_out", number)
            raise LawError(_faults(lined, where, f"entry {number + 1}", error)) from error
    return found


def _read_requirements(lined: Lined) -> list[Requirement]:
    defaults = lined.value.get("defaults") or {}
    entries = lined.value.get("requirements") or []
    found: list[Requirement] = []
    faults: list[str] = []
    for number, entry in enumerate(entries):
        where = ("requirements", number)
        if not isinstance(entry, dict):
            faults.append(f"{lined.path}: line {lined.line(where)}: an entry must be a mapping")
            continue
        name = str(entry.get("id", f"entry {number + 1}"))
        try:
            found.append(Requirement.model_validate({**defaults, **entry}))
        except ValidationError as error:
            faults.append(_faults(lined, where, name, error, defaults))
    if faults:
        raise LawError("\n".join(faults))
    return found


def _faults(
    lined: Lined,
    where: tuple[str | int, ...],
    name: str,
    error: ValidationError,
    defaults: dict[str, Any] | None = None,
) -> str:
    """One line a fault; a fault in a field taken from the defaults points there."""
    lines: list[str] = []
    for fault in error.errors():
        location: tuple[Any, ...] = fault["loc"]
        field = ".".join(str(step) for step in location) or "entry"
        line = lined.line([*where, *location])
        if location and location[0] in (defaults or {}) and line == lined.line(where):
            line = lined.line(["defaults", *location])
        lines.append(f"{lined.path}: line {line}: {name}: {field}: {fault['msg']}")
    return "\n".join(lines)
