"""What a person reads in the terminal: one inspected file, one run's summary."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from checks.methodology import FORCES
from checks.model import Finding, SchoolFacts
from checks.requirements import Law
from checks.verdicts import judged_as
from checks.words import joined
from extractors.model import DateClaim

if TYPE_CHECKING:
    from sendwatch.inspect import Inspection
    from sendwatch.store.schools import ImportSummary

KIND_NAMES = {
    "sen-information-report": "SEN Information Report",
    "sen-policy": "SEN policy",
    "accessibility-plan": "accessibility plan",
    "local-offer": "Local Offer",
    "inclusion-strategy": "inclusion strategy",
    "equality-information": "equality information",
    "complaints-procedure": "complaints procedure",
    "other": "none of the documents that Sendwatch checks",
}

VERDICT_ORDER = (
    "not found",
    "overdue",
    "undated",
    "partly",
    "needs review",
    "could not check",
    "met",
    "not applicable",
)
"""What needs a person first comes first."""

HELP = {
    "empty": "there is nothing in the file",
    "damaged": "the file is damaged, or is not what its name says",
    "encrypted": "the file is protected by a password",
    "unknown format": "it is no kind of file that Sendwatch reads",
}
"""Problems whose names alone tell a school too little."""


def inspection_lines(inspection: Inspection, law: Law) -> Iterator[str]:
    """One inspected file as plain lines: what it is, its dates, its SENCO, each requirement."""
    reading = inspection.reading
    document = reading.document
    yield f"{inspection.path}"
    if document.problem:
        told = HELP.get(document.problem)
        yield f"  Could not check: {document.problem}{f' ({told})' if told else ''}."
        return
    also = "".join(f", also a {KIND_NAMES[kind]}" for kind in reading.kind.also)
    yield f"  Kind         {KIND_NAMES[reading.kind.kind]}{also}"
    yield f"  Title        {document.title or '(none)'}"
    yield f"  Dated        {_date(reading.dates.document_date)}"
    yield f"  Next review  {_date(reading.dates.next_review)}"
    for conflict in reading.dates.conflicts:
        yield f"  Dates clash  {conflict}"
    yield f"  SENCO        {_senco(inspection)}"
    if reading.language and reading.language.reading_age:
        language = reading.language
        yield f"  Reading age  about {language.reading_age:.0f} ({language.formula})"
    if inspection.school is not None:
        yield f"  Asked of it  what {_owing(inspection.school)} owes"
    yield ""
    if reading.kind.kind == "other" and inspection.findings:
        names = joined([KIND_NAMES[kind] for kind in judged_as(reading)])
        yield f"  Not recognised as one of them; judged as {names}."
        yield "  If it is another document, nothing below speaks against it."
        yield ""
    if not inspection.findings:
        yield "  No requirement on such a document was in force on the day asked for."
    yield from findings_lines(inspection.findings, law)


def _owing(school: SchoolFacts) -> str:
    """The school of an inspection in words, for no name of it is known."""
    ages = "" if school.low_age is None else f", pupils aged {school.low_age} to {school.high_age},"
    return f"a school of the type “{school.type_name}”{ages}"


def findings_lines(findings: Sequence[Finding], law: Law) -> Iterator[str]:
    """The findings grouped by verdict, the law's own first, each with where to look."""
    forces = list(FORCES)
    by_force = sorted(findings, key=lambda each: forces.index(law.get(each.requirement).basis))
    for verdict in VERDICT_ORDER:
        rows = [finding for finding in by_force if finding.verdict == verdict]
        if not rows:
            continue
        yield f"  {verdict.upper()} ({len(rows)})"
        for finding in rows:
            yield from _finding_lines(finding, law)
        yield ""


def _finding_lines(finding: Finding, law: Law) -> Iterator[str]:
    requirement = law.get(finding.requirement)
    yield f"    {requirement.title} [{finding.requirement}, {requirement.basis}]"
    if finding.verdict in ("met", "partly", "overdue") and finding.evidence:
        evidence = finding.evidence[0]
        where = f"page {evidence.page}" if evidence.page else "text"
        heading = f", under “{evidence.heading}”" if evidence.heading else ""
        yield from _wrapped(f"{where}{heading}: “{evidence.quotation}”")
    if finding.verdict != "met":
        yield from _wrapped(finding.reason)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 96, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _date(claim: DateClaim | None) -> str:
    if claim is None:
        return "no date found"
    if claim.start == claim.end:
        span = f"{claim.start:%-d %B %Y}"
    else:
        span = f"{claim.start:%-d %B %Y} to {claim.end:%-d %B %Y}"
    page = f", page {claim.page}" if claim.page else ""
    return f"{span} ({claim.role}: “{claim.as_written}”{page})"


def _senco(inspection: Inspection) -> str:
    found = [contact for contact in inspection.reading.contacts if contact.role == "senco"]
    if not found:
        return "not named, no contact details"
    first = found[0]
    kinds = ", ".join(sorted({kind for contact in found for kind in contact.kinds}))
    return f"{first.name or 'not named'}; contact: {kinds or 'none given'}"


def summary_lines(summary: Mapping[str, object]) -> Iterator[str]:
    """A run in numbers: a line a figure, and a block a table of figures."""
    for title, value in summary.items():
        if isinstance(value, Mapping):
            yield f"{title}:"
            width = max((len(str(name)) for name in value), default=0)
            for name, number in value.items():
                yield f"  {name:<{width}}  {number:>8,}"
        else:
            yield f"{title}: {value:,}" if isinstance(value, int) else f"{title}: {value}"


def register_lines(summary: ImportSummary) -> Iterator[str]:
    """What an import of the register did."""
    yield f"Schools in the file: {summary.schools:,} ({summary.new:,} new)"
    yield f"Authorities: {summary.authorities:,}"
    yield (
        f"To be crawled: {summary.to_crawl:,}; without a usable website: "
        f"{summary.no_website:,}; closed: {summary.closed:,}"
    )


def school_lines(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """One line a school: URN, authority, name, and where it will be visited or why not."""
    for row in rows:
        where = row["website"] or f"({row['website_note'] or 'no website'})"
        yield f"{row['urn']}  {row['la_code'] or '---':>3}  {row['name']}  {where}"
    yield f"{len(rows):,} schools"
