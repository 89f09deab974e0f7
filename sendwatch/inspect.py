"""Read and check single files without any database: what a school uses before it publishes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.bodies import Bodies
from checks.model import ElementReading, Finding, ItemReading, SchoolFacts
from checks.requirements import Law
from checks.verdicts import check_document
from checks.words import joined
from extractors.limits import Hints, ReaderPool
from extractors.model import Contact, DateClaim, Reading
from sendwatch import report
from sendwatch.errors import WrongUseError

LABEL_NAMES = {
    "policy-roles": "roles-responsibilities",
    "policy-monitoring": "monitoring-evaluation",
    "policy-review-date": "date-for-review",
}
"""Policy elements whose name in a label differs from the requirement's id without `policy-`."""


@dataclasses.dataclass(frozen=True)
class Inspection:
    """One file, read and checked."""

    path: Path
    reading: Reading
    items: Mapping[str, ItemReading]
    elements: Mapping[str, ElementReading]
    findings: tuple[Finding, ...]
    school: SchoolFacts | None = None


def school_of(law: Law, type_: str | None, ages: str | None) -> SchoolFacts | None:
    """The kind of school that documents are held against; None where nothing was said.

    `type_` is GIAS TypeOfEstablishment, its name in any case or its code, `ages` the statutory
    low and high age as `4-11`. Raises `WrongUseError` for what is neither.
    """
    if type_ is None:
        if ages is not None:
            raise WrongUseError("--ages says too little alone: give the school's --type as well")
        return None
    code, name = _type_of(law, type_)
    low, high = (None, None) if ages is None else _ages(ages)
    return SchoolFacts(0, "", type_code=code, type_name=name, low_age=low, high_age=high)


def _type_of(law: Law, said: str) -> tuple[int, str]:
    known = {code: name for group in law.groups.values() for code, name in group.codes.items()}
    wanted = said.strip().casefold()
    for code, name in known.items():
        if wanted in (str(code), name.casefold()):
            return code, name
    group = law.groups.get(said.strip().upper())
    near = list(group.codes.values()) if group else []
    near += difflib.get_close_matches(said, known.values(), n=3, cutoff=0.4)
    meant = f" Near it: {joined([f'“{name}”' for name in near])}." if near else ""
    raise WrongUseError(
        f"the register has no type of school called “{said}”.{meant}"
        " The name stands on the school's page at get-information-schools.service.gov.uk."
    )


def _ages(said: str) -> tuple[int, int]:
    match = re.fullmatch(r"\s*(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})\s*", said)
    if match is None or int(match[1]) > int(match[2]):
        raise WrongUseError(f"“{said}” are no ages; say the youngest and the oldest, like 4-11")
    return int(match[1]), int(match[2])


def inspect_files(
    paths: Sequence[Path],
    law: Law,
    today: dt.date,
    *,
    school: SchoolFacts | None = None,
    law_date: dt.date | None,
    workers: int,
) -> Iterator[Inspection]:
    """Read and check each file, in the order given; a broken file gives a named problem.

    Without a `school` every requirement is taken as owed.
    """
    with ReaderPool(min(workers, len(paths))) as pool:
        bodies = ((path, path.read_bytes(), Hints(filename=path.name)) for path in paths)
        for path, reading in pool.imap(bodies):
            read = Bodies()
            body = read.of_reading(reading)
            found = check_document(reading, law, today, school, law_date=law_date, bodies=read)
            yield Inspection(path, reading, body.items, body.elements, tuple(found), school)


def shown(
    paths: Sequence[Path],
    law: Law,
    today: dt.date,
    *,
    school: SchoolFacts | None = None,
    law_date: dt.date | None = None,
    as_json: bool,
    workers: int,
) -> Iterator[tuple[str, bool]]:
    """Each file as text for a person or one JSON object, and whether it could not be read."""
    for found in inspect_files(
        paths, law, today, school=school, law_date=law_date, workers=workers
    ):
        if as_json:
            text = json.dumps(as_label(found), ensure_ascii=False)
        else:
            text = "\n".join(report.inspection_lines(found, law))
        yield text, found.reading.document.problem is not None


def as_label(inspection: Inspection) -> dict[str, Any]:
    """The inspection as one JSON object with the keys of a label, and a few more after them."""
    reading = inspection.reading
    document = reading.document
    return {
        "id": inspection.path.stem,
        "kind": reading.kind.kind,
        "also": list(reading.kind.also),
        "title": document.title,
        "school": reading.school,
        "dates": [_claim(claim) for claim in reading.dates.claims],
        "document_date": _span(reading.dates.document_date),
        "next_review": _span(reading.dates.next_review),
        "senco": _senco(reading.contacts),
        "items": {item: _item(found) for item, found in inspection.items.items()},
        "policy_elements": {
            _element_name(name): _element(one) for name, one in inspection.elements.items()
        },
        "legible": document.problem is None,
        "notes": f"could not check: {document.problem}" if document.problem else "",
        "file": str(inspection.path),
        "sha256": document.sha256 or hashlib.sha256(inspection.path.read_bytes()).hexdigest(),
        "pages": document.pages,
        "reader": document.reader,
        "kind_reasons": list(reading.kind.reasons),
        "kind_confidence": reading.kind.confidence,
        "date_conflicts": list(reading.dates.conflicts),
        "review_interval_months": reading.dates.interval,
        "language": dataclasses.asdict(reading.language) if reading.language else None,
        "access": [dataclasses.asdict(fact) for fact in reading.access],
        "findings": [_finding(finding) for finding in inspection.findings],
    }


def _claim(claim: DateClaim) -> dict[str, Any]:
    row = dataclasses.asdict(claim)
    return {**row, "start": claim.start.isoformat(), "end": claim.end.isoformat()}


def _span(claim: DateClaim | None) -> dict[str, str] | None:
    return {"start": claim.start.isoformat(), "end": claim.end.isoformat()} if claim else None


def _senco(contacts: Sequence[Contact]) -> dict[str, Any]:
    found = [contact for contact in contacts if contact.role == "senco"]
    kinds = sorted({kind for contact in found for kind in contact.kinds})
    named = any(contact.name for contact in found)
    return {
        "named": named,
        "contact": bool(kinds),
        "contact_kinds": kinds,
        "page": found[0].page if found else None,
    }


def _item(item: ItemReading) -> dict[str, Any]:
    return {
        "status": item.status,
        "page": item.page,
        "quote": item.quotation,
        "note": item.note,
        "heading": item.heading,
        "confidence": round(item.confidence, 3),
    }


def _element_name(element: str) -> str:
    return LABEL_NAMES.get(element, element.removeprefix("policy-"))


def _element(element: ElementReading) -> dict[str, Any]:
    return {
        "status": "present" if element.present else "absent",
        "page": element.page,
        "quote": element.quotation,
        "note": element.note,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    evidence = finding.evidence[0] if finding.evidence else None
    return {
        "requirement": finding.requirement,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "cause": finding.cause,
        "page": evidence.page if evidence else None,
        "heading": evidence.heading if evidence else "",
        "quotation": evidence.quotation if evidence else None,
        "confidence": round(finding.confidence, 3),
        "rule_version": finding.rule_version,
        "due": finding.due.isoformat() if finding.due else None,
    }
