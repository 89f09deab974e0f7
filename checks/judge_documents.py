"""Whether a document is there, and whether it is still good."""

from __future__ import annotations

from dataclasses import replace

from checks.absence import not_there, unfetched
from checks.choose import Chosen
from checks.currency import OWN_REVIEW, Age, by_document_date, by_own_review
from checks.judge_items import no_document
from checks.model import Verdict
from checks.outcome import Case, Outcome
from checks.requirements import Currency, Existence, Requirement
from checks.words import KIND_NAMES, begin, in_words
from extractors.model import Kind

NOT_SEARCHED_FOR: frozenset[Kind] = frozenset({"equality-information"})
"""Kinds that the crawler does not look for: one that is old may have a newer sibling."""

UNFETCHED = "newer one not fetched"
"""The cause where a failed fetch alone keeps us from saying that a document is old."""


def judge_existence(requirement: Requirement, check: Existence, case: Case) -> Outcome:
    """Whether a document of the kind was found."""
    chosen = case.chosen(requirement)
    if chosen is not None:
        return Outcome(
            "met",
            f"{begin(KIND_NAMES[requirement.about])} found. {chosen.reason}",
            evidence=case.bodies.evidence(chosen.document, case.bodies.of(chosen.document).opening),
            confidence=chosen.document.reading.kind.confidence,
        )
    if check.due is not None and case.today <= check.due:
        reason = f"Not due before {in_words(check.due)}; none was found so far."
        return Outcome(
            "not applicable", reason, "not yet due", due=check.due, clock="first due by its terms"
        )
    return not_there(case, requirement.about)


def judge_currency(requirement: Requirement, check: Currency, case: Case) -> Outcome:
    """Whether the chosen document was brought up to date within the interval."""
    chosen = case.chosen(requirement)
    if chosen is None:
        return _none_to_date(requirement, check, case)
    age = by_document_date(
        chosen.document.reading.dates,
        case.today,
        months=check.months,
        period_counts=check.period_counts,
        first_seen=chosen.document.first_seen,
        settings=case.settings,
    )
    outcome = _by_age(age, chosen, case)
    if outcome.verdict == "overdue" and requirement.about in NOT_SEARCHED_FOR:
        reason = f"{outcome.unjudged} A newer one may stand where we do not look."
        return replace(
            outcome,
            verdict="needs review",
            reason=reason,
            cause="not searched for",
            due=None,
            days_overdue=None,
        )
    return outcome


def judge_own_review(requirement: Requirement, case: Case) -> Outcome:
    """Whether the next review that the chosen document announces has passed."""
    chosen = case.chosen(requirement)
    if chosen is None:
        outcome = no_document(requirement, case)
        if outcome.verdict == "could not check":
            return outcome
        return Outcome("not applicable", outcome.reason, outcome.cause)
    age = by_own_review(chosen.document.reading.dates, case.today, case.settings)
    if age.state == "undated":
        return Outcome("not applicable", age.reason, "no next-review date", clock=age.clock)
    return _by_age(age, chosen, case)


def _none_to_date(requirement: Requirement, check: Currency, case: Case) -> Outcome:
    if not check.where_found:
        return no_document(requirement, case)
    name = KIND_NAMES[requirement.about]
    if requirement.about in NOT_SEARCHED_FOR:
        reason = f"Looked at where it is found; {name} is not searched for."
        return Outcome("not applicable", reason, "not searched for")
    return Outcome("not applicable", f"No {name} was found to date.", f"no {name}")


def _by_age(age: Age, chosen: Chosen, case: Case) -> Outcome:
    evidence = (
        case.bodies.evidence(chosen.document, age.claim.as_written, age.claim.page)
        if age.claim is not None
        else ()
    )
    base = Outcome(
        "met",
        age.reason,
        evidence=evidence,
        due=age.due,
        days_overdue=age.days_overdue,
        clock=age.clock,
    )
    if age.doubts:
        return _for_a_person(base, " ".join(age.doubts), "contradicting dates")
    if age.state not in ("overdue", "undated"):
        return base
    if chosen.doubt_if_old:
        return _for_a_person(base, chosen.doubt_if_old, "possibly not the newest")
    newer = unfetched(case, chosen.kind)
    if newer is not None:
        doubt = "What may be a newer one, or lead to it, could not be fetched ({1}): {0}"
        return _for_a_person(base, doubt.format(*newer), UNFETCHED)
    seen = chosen.document.last_seen
    as_of = (
        f" As last seen{f' on {in_words(seen)}' if seen else ''}; the website could not be"
        f" searched since ({case.search.cause})."
        if case.search.cause
        else ""
    )
    verdict: Verdict = "overdue" if age.state == "overdue" else "undated"
    return replace(base, verdict=verdict, reason=age.reason + as_of, shown=_shown(age) + as_of)


def _shown(age: Age) -> str:
    """The date alone: no reader takes it for an accusation, and anybody can look it up."""
    if age.claim is None:
        return age.reason
    what = "next review that it announces" if age.clock == OWN_REVIEW else "date that we read"
    return f"The {what} is “{age.claim.as_written}”."


def _for_a_person(base: Outcome, doubt: str, cause: str) -> Outcome:
    """What may be overdue and may not: the doubt is said in public, the accusation is not."""
    return replace(
        base,
        verdict="needs review",
        reason=f"A person has to look: {doubt[:1].lower()}{doubt[1:]}",
        cause=cause,
        due=None,
        days_overdue=None,
    )
