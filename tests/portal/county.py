"""A small published database, made through the store's own functions. All of it is fictional."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlite_utils

from checks import requirements as law_data
from checks.model import Evidence, Finding, SearchRecord, Verdict
from checks.requirements import Law, Requirement
from checks.words import KIND_NAMES
from crawler.archive import Archive, Exchange
from crawler.model import CaptureRecord, VisitRecord
from crawler.register import AuthorityRow, Register, SchoolRow
from extractors.model import (
    Block,
    Contact,
    DateClaim,
    Dates,
    Document,
    KindReading,
    Language,
    Passage,
    Reading,
)
from sendwatch.store import (
    captures,
    changes,
    documents,
    editions,
    findings,
    publish,
    replies,
    requirements,
    runs,
    schools,
)
from sendwatch.store.db import insert, open_database
from sendwatch.transitions import Said
from tests.portal import nights

TODAY = dt.date(2026, 11, 23)
LA = "999"
OTHER_LA = "998"

GOOD = 900001
OVERDUE = 900002
UNDATED = 900003
MISSING = 900004
DOWN = 900005
SPECIAL = 900006
HOSTILE = 900007
ELSEWHERE = 900008
DUE_SOON = 900009
CLOSED = 900010
NO_WEBSITE = 900011

SCRIPT = '<script>alert("x")</script>'
SENCO = "Mrs Ada Sample"

BODIES: dict[str, bytes] = {}
"""The bytes of each document made so far, by SHA-256."""


@dataclass
class Case:
    """One school: its register row, and what is said of it."""

    row: SchoolRow
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    document: Reading | None = None
    cause: str | None = None
    url: str = ""


def school(urn: int, name: str, **values: object) -> SchoolRow:
    row = SchoolRow(
        urn=urn,
        name=name,
        la_code=LA,
        la_name="Sampleshire",
        type_code=1,
        type_name="Community school",
        phase_code=2,
        phase_name="Primary",
        low_age=4,
        high_age=11,
        town="Exampleton",
        postcode="ZZ1 1AA",
        easting=400_000 + urn % 4 * 3_000,
        northing=300_000 + urn % 3 * 2_500,
        telephone="01632 960100",
        website_raw=f"school{urn}.example.org",
        website=f"http://school{urn}.example.org",
    )
    return replace(row, **values)  # type: ignore[arg-type]  # values are the test's own


def reading(urn: int, date: dt.date | None, *, title: str = "", extra: str = "") -> Reading:
    """A report with a sentence for every content requirement, under that one's title."""
    law = law_data.load()
    passages = [
        Passage(
            entry.title,
            2,
            (Block(f"At our school {entry.title.lower()}: we tell families {extra}.", 2),),
            2,
        )
        for entry in law.report_items(TODAY)
        if entry.id != "senco-contact"
    ]
    contact = f"Our SENCO is {SENCO}; write to ada.sample@school.example.org or call 01632 960101."
    passages.append(Passage("Who to talk to", 2, (Block(contact, 3),), 3))
    claims = []
    if date:
        claims.append(DateClaim("updated", f"Updated {date:%B %Y}", date, date, "month", 1))
    first = claims[0] if claims else None
    content = f"{urn} {date} {title}".encode()
    BODIES[hashlib.sha256(content).hexdigest()] = content
    return Reading(
        Document(
            sha256=hashlib.sha256(content).hexdigest(),
            format="pdf",
            title=title or "SEN Information Report",
            passages=(Passage(title or "SEN Information Report", 1, (), 1), *passages),
            pages=4,
            furniture=(Block(first.as_written, 1),) if first else (),
            reader="pdf/1",
        ),
        KindReading("sen-information-report", confidence=0.95, reasons=("its title says so",)),
        Dates(tuple(claims), first),
        (Contact("senco", SENCO, ("email", "phone"), "ada.sample@school.example.org", page=3),),
        Language(1200, 80, 58.0, 13.4, "Flesch-Kincaid grade plus five"),
        school="Example School",
    )


def cases() -> list[Case]:
    recent, old = dt.date(2026, 9, 1), dt.date(2024, 9, 1)
    everything: Verdict = "met"
    good = Case(school(GOOD, "Alder Example Primary School"), {"*": everything})
    good.document = reading(GOOD, recent)
    overdue = Case(school(OVERDUE, "Birch Example Primary School", town="Sampleford"))
    overdue.document = reading(OVERDUE, old)
    overdue.verdicts = {
        "*": "met",
        "report-current": "overdue",
        "consulting-parents": "not found",
        "complaints": "not found",
        "equipment-facilities": "partly",
        "staff-expertise-training": "needs review",
    }
    undated = Case(school(UNDATED, "Cedar Example Infant School"))
    undated.document = reading(UNDATED, None)
    undated.verdicts = {
        "*": "met",
        "report-current": "undated",
        "report-dated": "not found",
        "senco-contact": "partly",
    }
    missing = Case(school(MISSING, "Damson Example Academy", type_code=34, phase_name="Secondary"))
    missing.row = replace(missing.row, type_name="Academy converter", trust_name="Example Trust")
    missing.verdicts = {"*": "not found"}
    down = Case(school(DOWN, "Elm Example Junior School"), {"*": "could not check"}, cause="dns")
    special = Case(school(SPECIAL, "Fir Example Special School", type_code=7, phase_name="None"))
    special.row = replace(special.row, type_name="Community special school for pupils of all ages")
    special.document = reading(SPECIAL, recent)
    special.verdicts = {
        "*": "met",
        "identification-assessment": "not applicable",
        "senco-contact": "not applicable",
    }
    hostile = Case(school(HOSTILE, f"Hazel {SCRIPT} School", town="<b>Bold</b>", postcode='"><i>'))
    hostile.document = reading(HOSTILE, recent, title=f"Report {SCRIPT}", extra=SCRIPT)
    hostile.verdicts = {"*": "met"}
    hostile.url = "javascript:alert(1)"
    elsewhere = Case(school(ELSEWHERE, "Ivy Example Primary School", la_code=OTHER_LA))
    elsewhere.row = replace(elsewhere.row, la_name="Exampleford", town="Exampleford")
    elsewhere.document = reading(ELSEWHERE, recent)
    elsewhere.verdicts = {"*": "met"}
    soon = Case(school(DUE_SOON, "Juniper Example Nursery School", type_code=15))
    soon.document = reading(DUE_SOON, dt.date(2025, 12, 1))
    soon.verdicts = {"*": "met"}
    closed = Case(school(CLOSED, "Kale Example School (closed)", open=False, status_name="Closed"))
    nowhere = Case(school(NO_WEBSITE, "Larch Example School", website=None))
    nowhere.row = replace(nowhere.row, easting=None, northing=None)
    nowhere.verdicts, nowhere.cause = {"*": "could not check"}, "not in register"
    return [
        good,
        overdue,
        undated,
        missing,
        down,
        special,
        hostile,
        elsewhere,
        soon,
        closed,
        nowhere,
    ]


def build(path: Path, *, archive: Path) -> sqlite_utils.Database:
    """Make the county's database at `path` and publish it."""
    db = open_database(path)
    law = law_data.load()
    requirements.save(db, law)
    all_cases = cases()
    schools.import_register(
        db,
        Register(
            [case.row for case in all_cases],
            [AuthorityRow(LA, "Sampleshire"), AuthorityRow(OTHER_LA, "Exampleford")],
            [],
        ),
    )
    crawl = runs.start(db, "crawl")
    captures.ingest(db, crawl, _crawled(all_cases, archive / "crawl.jsonl"))
    for case in all_cases:
        if case.document:
            documents.save(db, case.document, "1")
    check = runs.start(db, "check")
    for case in all_cases:
        if case.row.open:
            save(db, check, case, law)
    runs.finish(db, check, "done", {})
    with db.atomic():
        _answer(db, check)
    publish.publish(db)
    nights.tell(db)
    return db


def _answer(db: sqlite_utils.Database, run: str) -> None:
    """What changed at two schools, and what they say to it."""
    for urn, kind, said in (
        (OVERDUE, "complaints", Said("requirement lost", "met", "not found", "2026-11-20")),
        (HOSTILE, None, Said("site unreachable", "", SCRIPT, "2026-11-22")),
        (GOOD, None, Said("document renewed", "", "", "2026-11-22")),
    ):
        about = "sen-information-report" if urn == GOOD else ""
        changes.say(
            db,
            run,
            "2026-11-22",
            urn,
            said,
            cause="site",
            document_kind=about,
            requirement=kind,
            detail=f"{SCRIPT}\x08" if urn == HOSTILE else "",
            same_text=0.5 if urn == GOOD else None,
        )
    older = reading(HOSTILE, dt.date(2025, 9, 1), title="Report of the year before")
    newer = next(case.document for case in cases() if case.row.urn == HOSTILE)
    assert newer is not None
    insert(
        db, "bodies", ("sha256", "first_seen"), [(older.document.sha256, "2025-09-02T00:00:00Z")]
    )
    documents.save(db, older, "1")
    url = f"http://school{HOSTILE}.example.org/send/report.pdf"
    editions.note(db, HOSTILE, "sen-information-report", older.document.sha256, url, "2025-09-02")
    editions.note(db, HOSTILE, "sen-information-report", newer.document.sha256, url, "2026-11-22")
    unsaid = Said("requirement met", "", "met", "2026-11-22")
    changes.say(db, run, "2026-11-22", GOOD, unsaid, cause="re-reading", requirement="complaints")
    replies.add(db, OVERDUE, "The new report is with our governors.", received_on=TODAY)
    replies.add(
        db, OVERDUE, "It stands on page 4.", received_on=TODAY, requirement="consulting-parents"
    )
    replies.add(db, HOSTILE, f"{SCRIPT} ]]> =1+1", received_on=TODAY)


def save(db: sqlite_utils.Database, run: str, case: Case, law: Law) -> None:
    """Keep one school's findings."""
    search = SearchRecord(12, 3, 1, (("http://x.example.org/old", "not-found"),), 28, case.cause)
    found = [_finding(case, entry, search) for entry in law.in_force(TODAY)]
    findings.save(db, run, found, today=TODAY, law_date=TODAY)


def _crawled(all_cases: Sequence[Case], path: Path) -> Path:
    lines = []
    warc = Archive(path.with_name("crawl.warc.gz"), "tests")
    for case in all_cases:
        if not case.row.website:
            continue
        when = "2026-11-22T22:00:00+00:00"
        if case.document:
            url = case.url or f"{case.row.website}/send/report.pdf"
            record = CaptureRecord(
                urn=case.row.urn,
                sequence=1,
                url=url,
                final_url=url,
                fetched_at=when,
                outcome="ok",
                content_type="application/pdf",
                sha256=case.document.document.sha256,
                size=20_000,
                found_on=f"{case.row.website}/send",
                score=9,
                warc_file=warc.path.name,
                warc_offset=warc.write_exchange(
                    Exchange(
                        url,
                        when,
                        200,
                        "OK",
                        [],
                        [("Content-Type", "text/html; charset=utf-7")],
                        BODIES[case.document.document.sha256],
                    )
                ),
            )
            lines.append(record.model_dump_json())
        visit = VisitRecord(
            urn=case.row.urn,
            started_at=when,
            finished_at=when,
            outcome=case.cause or "done",
            pages=12,
            documents=3,
        )
        lines.append(visit.model_dump_json())
    warc.close()
    path.write_text("\n".join(lines) + "\n")
    return path


def _finding(case: Case, entry: Requirement, search: SearchRecord) -> Finding:
    verdict = case.verdicts.get(entry.id, case.verdicts["*"])
    made = Finding(
        case.row.urn,
        entry.id,
        verdict,
        _reason(verdict, case),
        confidence=0.9,
        rule_version="law-1",
        reader_version="pdf/1",
        search=search,
    )
    if verdict == "could not check":
        made = replace(made, cause=case.cause or "")
    if verdict == "not found" and case.document is None:
        made = replace(made, cause=_nothing_to_read(entry))
    if case.document and verdict in ("met", "partly", "overdue", "needs review"):
        made = replace(made, evidence=(_evidence(case, entry),))
    if entry.id == "report-current" and case.document and case.document.dates.document_date:
        due = case.document.dates.document_date.end + dt.timedelta(days=396)
        late = (TODAY - due).days
        made = replace(made, due=due, days_overdue=late if late > 0 else None, clock="document")
    return made


def _nothing_to_read(entry: Requirement) -> str:
    return "" if entry.check.type == "existence" else f"no {KIND_NAMES[entry.about]}"


def _reason(verdict: Verdict, case: Case) -> str:
    return {
        "met": "The report says this plainly.",
        "partly": "The report mentions this, but does not say how.",
        "not found": "We read the whole report and did not find this.",
        "overdue": "The report is more than a year old by its own date.",
        "undated": "The report shows no date.",
        "could not check": f"The website could not be searched ({case.cause}).",
        "needs review": f"{SENCO} may be meant; a person has to look.",
        "not applicable": "Special schools do not owe this.",
    }[verdict]


def _evidence(case: Case, entry: Requirement) -> Evidence:
    assert case.document is not None
    document, kind = case.document.document, case.document.kind.kind
    url = case.url or f"{case.row.website}/send/report.pdf"
    if entry.id == "senco-contact":
        quotation = f"Our SENCO is {SENCO}; write to ada.sample@school.example.org"
        return Evidence(
            url, document.sha256, quotation, 3, "Who to talk to", case.document.kind.kind
        )
    for passage in document.passages:
        if passage.heading == entry.title:
            text = passage.blocks[0].text
            return Evidence(url, document.sha256, text, 2, passage.heading, kind)
    return Evidence(url, document.sha256, document.title, 1, "", kind)
