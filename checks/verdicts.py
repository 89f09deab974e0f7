"""One finding per school and requirement, each able to stand in public.

A check answers what the documents show. This module then asks what may be said of it:
whether the school owes it, whether the register decides that, whether the document is
surely the right one, whether the judgement is sure enough, and whether the quotation
stands in the document letter for letter. Each of these can only soften a verdict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from checks.applicability import Applies, applies
from checks.bodies import Bodies
from checks.choose import Chosen, choose, kinds_called
from checks.judge_documents import judge_currency, judge_existence, judge_own_review
from checks.judge_form import LINKS, judge_mention, judge_test
from checks.judge_items import judge_contents, judge_policy_element
from checks.model import Finding, SchoolFacts, SearchRecord, SeenDocument, Verdict
from checks.outcome import Case, Outcome
from checks.requirements import (
    Contents,
    Currency,
    Existence,
    Law,
    Mention,
    OwnReview,
    PolicyElement,
    Requirement,
    Special,
)
from checks.settings import DEFAULT, CheckSettings
from extractors.model import Kind, Reading

NEEDS_EVIDENCE: frozenset[Verdict] = frozenset({"met", "partly", "overdue"})
OF_ITS_OWN_ACCORD = " What it publishes of its own accord: "
"""Between why a school does not owe it and what it does all the same."""

_JUDGEMENTS: frozenset[Verdict] = frozenset({"met", "partly", "not found", "overdue", "undated"})
_MEASURED: frozenset[Verdict] = frozenset({"met", "partly", "not found"})
"""Verdicts that rest on a reader's confidence; dates do not."""

_READ = (Contents, PolicyElement)
"""Checks whose answer hangs on the hints as well."""

_ALONE: tuple[Kind, ...] = ("sen-information-report", "sen-policy", "accessibility-plan")
"""Kinds that a title alone can give a document that is looked at by itself."""

_ANY_SCHOOL = SchoolFacts(urn=0, name="")
_ASSUMED = Applies(True, "Taken as owed: which school it is for was not said.")


def check_school(
    school: SchoolFacts,
    documents: Sequence[SeenDocument],
    search: SearchRecord,
    law: Law,
    *,
    today: dt.date,
    law_date: dt.date | None = None,
    settings: CheckSettings = DEFAULT,
    bodies: Bodies | None = None,
) -> list[Finding]:
    """Hold one school's documents against the law: one finding per requirement in force.

    `search` says what was searched, for what was not found. `law_date` is the day whose
    law is asked (default `today`); `today` is the day on which documents are old or not.
    `bodies` carries what was read of each body from school to school.
    """
    case = Case(
        school=school,
        choice=choose(documents, today, school=school, settings=settings),
        search=search,
        today=today,
        settings=settings,
        bodies=bodies or Bodies(),
    )
    day = law_date or today
    return [
        _finding(requirement, applies(requirement, school, day, law=law), case, law)
        for requirement in law.in_force(day)
    ]


def check_document(
    reading: Reading,
    law: Law,
    today: dt.date,
    school: SchoolFacts | None = None,
    *,
    settings: CheckSettings = DEFAULT,
    law_date: dt.date | None = None,
    bodies: Bodies | None = None,
    url: str = "",
) -> list[Finding]:
    """Hold one document against the requirements that are about its kind.

    A document of no kind that we know is read as `judged_as` says. Without a `school`,
    everything is taken as owed. The document itself is not asked to be found on
    a website, and its links are not opened, so requirements on these are left out.
    """
    kinds: set[Kind] = {reading.kind.kind, *reading.kind.also}
    if kinds <= {"other", "local-offer"}:
        main, *also = judged_as(reading)
        kinds = {main, *also}
        kind = replace(reading.kind, kind=main, also=tuple(also), confidence=1.0)
        reading = replace(reading, kind=kind)
    facts = school or _ANY_SCHOOL
    seen = SeenDocument(reading, url)
    case = Case(
        school=facts,
        choice=choose([seen], today, school=school, settings=replace(settings, kind_floor=0.0)),
        search=SearchRecord(documents_read=1),
        today=today,
        settings=settings,
        bodies=bodies or Bodies(),
    )
    day = law_date or today
    return [
        _finding(
            requirement,
            applies(requirement, school, day, law=law) if school else _ASSUMED,
            case,
            law,
        )
        for requirement in law.in_force(day)
        if requirement.about in kinds and not _wants_a_website(requirement)
    ]


def _wants_a_website(requirement: Requirement) -> bool:
    """Whether it cannot be told from the document alone: that it is published, where links lead."""
    check = requirement.check
    return isinstance(check, Existence) or (isinstance(check, Special) and check.test in LINKS)


def judged_as(reading: Reading) -> tuple[Kind, ...]:
    """The kinds as which a single document is judged, the main one first.

    One that was not recognised, too short for it perhaps, is what its title says in so many
    words; a school's own offer is a report; of the rest nobody knows, so they are held against
    what is asked of a report and of a policy.
    """
    if reading.kind.kind not in ("other", "local-offer"):
        return (reading.kind.kind, *reading.kind.also)
    called = kinds_called(reading.document)
    if found := tuple(kind for kind in _ALONE if kind in called):
        return found
    if reading.kind.kind == "local-offer":
        return ("sen-information-report",)
    return ("sen-information-report", "sen-policy")


def _judge(requirement: Requirement, case: Case) -> Outcome:
    check = requirement.check
    match check:
        case Contents():
            return judge_contents(requirement, check, case)
        case PolicyElement():
            return judge_policy_element(requirement, check, case)
        case Existence():
            return judge_existence(requirement, check, case)
        case Currency():
            return judge_currency(requirement, check, case)
        case OwnReview():
            return judge_own_review(requirement, case)
        case Mention():
            return judge_mention(requirement, check, case)
        case Special():
            return judge_test(requirement, check, case)
        case _:
            assert_never(check)


def _finding(requirement: Requirement, owed: Applies, case: Case, law: Law) -> Finding:
    chosen = case.chosen(requirement)
    if not owed and owed.decided and chosen is None:
        return _not_owed(requirement, owed, None, case, law)
    outcome = _soften(_judge(requirement, case), chosen, case.settings)
    if not owed and owed.decided:
        return _not_owed(requirement, owed, outcome, case, law)
    if not owed and outcome.verdict in _JUDGEMENTS:
        outcome = replace(
            outcome,
            verdict="needs review",
            reason=f"{owed.reason} {outcome.unjudged}",
            cause=owed.cause,
            due=None,
            days_overdue=None,
        )
    return _write(requirement, outcome, case, law)


def _soften(outcome: Outcome, chosen: Chosen | None, settings: CheckSettings) -> Outcome:
    """Turn a judgement that may not stand in public into one for a person."""
    if outcome.verdict not in _JUDGEMENTS:
        return outcome
    if outcome.verdict in NEEDS_EVIDENCE and not outcome.evidence:
        return _review(outcome, "Its words could not be found again.", "evidence not verified")
    if chosen is not None and chosen.doubt:
        return _review(outcome, chosen.doubt, "document in doubt")
    if outcome.verdict in _MEASURED and outcome.confidence < settings.review_below:
        return _review(
            outcome,
            "Not sure enough to say; a person has to look.",
            "not sure",
        )
    return outcome


def _review(outcome: Outcome, why: str, cause: str) -> Outcome:
    return replace(
        outcome,
        verdict="needs review",
        reason=f"{why} {outcome.unjudged}",
        cause=cause,
        due=None,
        days_overdue=None,
    )


def _not_owed(
    requirement: Requirement, owed: Applies, outcome: Outcome | None, case: Case, law: Law
) -> Finding:
    """`not applicable`; what the school publishes of its own accord is shown all the same."""
    if outcome is None or not owed.voluntary:
        plain = Outcome("not applicable", owed.reason, owed.cause)
        return _write(requirement, plain, case, law)
    reason = owed.reason
    if outcome.verdict in NEEDS_EVIDENCE:
        reason += f"{OF_ITS_OWN_ACCORD}{outcome.unjudged}"
    # Nothing falls due for a school that does not owe it.
    shown = replace(
        outcome,
        verdict="not applicable",
        reason=reason,
        cause=owed.cause,
        due=None,
        days_overdue=None,
    )
    return replace(_write(requirement, shown, case, law), voluntary=True)


def _write(requirement: Requirement, outcome: Outcome, case: Case, law: Law) -> Finding:
    chosen = case.chosen(requirement)
    reader = outcome.reader_version
    if not reader and chosen is not None:
        reader = chosen.document.reading.document.reader
    rule = f"{law.version}+{case.bodies.version}" if _reads_items(requirement) else law.version
    return Finding(
        urn=case.school.urn,
        requirement=requirement.id,
        verdict=outcome.verdict,
        reason=outcome.reason,
        cause=outcome.cause,
        evidence=outcome.evidence,
        confidence=outcome.confidence,
        rule_version=rule,
        reader_version=reader,
        search=case.search if outcome.verdict in ("not found", "could not check") else None,
        due=outcome.due,
        days_overdue=outcome.days_overdue,
        clock=outcome.clock,
    )


def _reads_items(requirement: Requirement) -> bool:
    return isinstance(requirement.check, _READ)
