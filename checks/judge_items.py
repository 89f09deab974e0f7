"""Whether the report says what it must: the items, and the parts of a policy.

An item can be met in the report, in a combined document, on another page that the report
links to, or on the trust's site; the reason says which. What stands in the school's other
documents only, to which the report does not lead, counts in part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.absence import not_there
from checks.choose import Chosen
from checks.content import may_cover
from checks.local_offer import doubt_of_link
from checks.mentions import sentence_with
from checks.model import Evidence, ItemReading, SeenDocument, Status
from checks.outcome import Case, Outcome, where
from checks.requirements import Contents, PolicyElement, Requirement
from checks.words import KIND_NAMES, begin, joined, shortened
from extractors.model import Kind

_ELSEWHERE: tuple[Kind, ...] = ("sen-policy", "local-offer")
"""Documents of the school in which an item may stand although the report is silent."""

_IN_THE_PLAN = frozenset({"accessibility-plan", "access-facilities", "less-favourable-treatment"})
"""Items for which the accessibility plan is such a document too."""

_SILENCE = 0.7
"""How far not finding a part of a policy is trusted: its reader gives no figure."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said on one item, and where. `seen` is None where nobody says anything."""

    status: Status
    reading: ItemReading | None
    seen: SeenDocument | None
    sentence: str


def no_document(requirement: Requirement, case: Case) -> Outcome:
    """The verdict on what a document says, where there is no such document to read.

    One missing document is one accusation, made by the requirement that it exists; all
    the others say that there was nothing to read.
    """
    outcome = not_there(case, requirement.about)
    if outcome.verdict != "not found":
        return outcome
    name = KIND_NAMES[requirement.about]
    reason = f"No {name} was found, so nothing on this was found."
    return Outcome("not found", reason, f"no {name}")


def judge_contents(requirement: Requirement, check: Contents, case: Case) -> Outcome:
    """Whether the chosen document says what the requirement asks for."""
    chosen = case.chosen(requirement)
    if chosen is None:
        return no_document(requirement, case)
    said = [_said(item, check, chosen, case) for item in check.items]
    statuses = {each.status for each in said}
    reason = " ".join(each.sentence for each in said)
    evidence = _evidence(said, case)
    outcome = Outcome(
        "met" if statuses == {"covered"} else "not found" if statuses == {"absent"} else "partly",
        reason,
        evidence=evidence,
        confidence=min((each.reading.confidence for each in said if each.reading), default=0.5),
    )
    if "local-offer-link" in check.items and outcome.verdict == "met":
        return _with_link_doubt(outcome, chosen, case)
    return outcome


def _said(item: str, check: Contents, chosen: Chosen, case: Case) -> _Said:
    own = case.bodies.of(chosen.document).items.get(item)
    status = own.status if own is not None else "absent"
    if own is not None and check.either_part and "covered" in own.parts.values():
        status = "covered"
    if own is not None and status == "covered":
        return _Said(status, own, chosen.document, _tells(where(chosen.document, chosen), own))
    if "linked" in check.may_stand:
        for seen in case.linked:
            reading = _covered_in(item, seen, case)
            if reading is not None:
                return _Said("covered", reading, seen, _tells(where(seen, chosen), reading))
    if own is not None and status == "partial":
        return _Said(status, own, chosen.document, _in_part(where(chosen.document, chosen), own))
    if check.may_stand:
        plan: tuple[Kind, ...] = ("accessibility-plan",) if item in _IN_THE_PLAN else ()
        for kind in (*plan, *_ELSEWHERE):
            other = case.choice.of(kind)
            if other is None or other.document is chosen.document or other.doubt:
                continue
            reading = _covered_in(item, other.document, case)
            if reading is not None:
                sentence = (
                    f"The report does not say; the school's {KIND_NAMES[kind]} does, and the"
                    " report does not link to it."
                )
                return _Said("partial", reading, other.document, sentence)
    return _Said(
        "absent", own, None, "The report was read to its end and nothing on this was found."
    )


def _covered_in(item: str, seen: SeenDocument, case: Case) -> ItemReading | None:
    items = case.bodies.of(seen).items
    reading = items.get(item) if may_cover(items, item) else None
    if reading is None or reading.status != "covered":
        return None
    return reading if reading.confidence >= case.settings.review_below else None


def _tells(place: str, reading: ItemReading) -> str:
    return f"{begin(place)} says it{_spot(reading)}."


def _in_part(place: str, reading: ItemReading) -> str:
    missing = [name for name, status in reading.parts.items() if status == "absent"]
    half = f" What is missing: {joined(missing)}." if missing else ""
    note = f" ({reading.note.rstrip('.')})" if reading.note else ""
    return f"{begin(place)} says it in part{_spot(reading)}{note}.{half}"


def _spot(reading: ItemReading) -> str:
    spot = f" under “{shortened(reading.heading)}”" if reading.heading else ""
    return spot + (f" on page {reading.page}" if reading.page else "")


def _evidence(said: Sequence[_Said], case: Case) -> tuple[Evidence, ...]:
    found: tuple[Evidence, ...] = ()
    for each in said:
        if each.seen is not None and each.reading is not None and each.reading.quotation:
            reading = each.reading
            sentence = sentence_with(
                case.bodies.of(each.seen), reading.quotation or "", reading.page
            )
            found += case.bodies.evidence(each.seen, sentence, reading.page, reading.heading)
    return found


def _with_link_doubt(outcome: Outcome, chosen: Chosen, case: Case) -> Outcome:
    """A Local Offer that is dead counts in part; another authority's is for a person."""
    doubt = doubt_of_link(case.bodies.of(chosen.document), case.school, case.search)
    if doubt is None:
        return outcome
    return Outcome(
        "partly" if doubt.dead else "needs review",
        f"{outcome.reason} {doubt.sentence}",
        cause=doubt.cause,
        evidence=outcome.evidence,
        confidence=outcome.confidence,
    )


def judge_policy_element(requirement: Requirement, check: PolicyElement, case: Case) -> Outcome:
    """Whether the chosen policy has one of the nine parts of a policy."""
    chosen = case.chosen(requirement)
    if chosen is None:
        return no_document(requirement, case)
    element = case.bodies.of(chosen.document).elements.get(check.element)
    place = where(chosen.document, chosen)
    note = f" ({element.note.rstrip('.')})" if element is not None and element.note else ""
    if element is None or not element.present:
        reason = f"{begin(place)} was read to its end and this was not found{note}."
        return Outcome("not found", reason, confidence=_SILENCE)
    sentence = sentence_with(case.bodies.of(chosen.document), element.quotation or "", element.page)
    evidence = case.bodies.evidence(chosen.document, sentence, element.page)
    return Outcome("met", f"{begin(place)} has it{note}.", evidence=evidence)
