"""How documents are made, and the checks with a function of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

from checks.absence import not_there, unfetched
from checks.account import ENOUGH, SIGNALS, account_signals, shared_text
from checks.choose import Chosen
from checks.judge_items import no_document
from checks.judge_links import judge_alive, judge_right
from checks.mentions import around, find_mention, find_pattern
from checks.model import Evidence, SeenDocument
from checks.names import names_another_school
from checks.outcome import Case, Outcome, where
from checks.requirements import Mention, Requirement, Special, Test
from checks.words import KIND_NAMES, begin, joined

_SITE_DOCUMENTS = 60
"""So many of a school's pages are looked through for a sentence that may stand anywhere."""

_PERSON = re.compile(
    r"\b(?:[Ss]peak|[Tt]alk|[Cc]ontact|[Ss]ee|[Ee]-?mail|[Rr]ing|[Cc]all|[Aa]sk(?: for)?)\b"
    r"[^.]{0,60}\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Sister|Father|Rev)\.? [A-Z][\w'’-]+"
)
_TITLES = ("mr", "miss", "ms", "mx", "dr", "sister", "father", "rev")
_POLICY = re.compile(
    r"\b(?:SEND?|SEN ?& ?D|special educational needs(?: and disabilit(?:y|ies))?|inclusion"
    r"|additional needs|learning support)(?: \(\w+\))? policy\b"
    r"|\bpolicy (?:for|on) (?:SEND?|special educational needs|inclusion)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|\d{5}|\b(?:Mr|Mrs|Miss|Ms|Mx|Dr)\b")
"""Paragraphs with people's details are not used to show what the language is like."""

_WEAK_SILENCE = 0.6
"""How far not finding a person or a date in the many ways they are put is trusted."""


def judge_mention(requirement: Requirement, check: Mention, case: Case) -> Outcome:
    """Whether a sentence says it, in the document or where else it may stand."""
    chosen = case.chosen(requirement)
    for seen in _places(check, chosen, case):
        quotation = find_mention(case.bodies.of(seen), check.groups)
        if quotation is not None:
            place = _place(seen, chosen, case)
            reason = f"{place} says so."
            return Outcome("met", reason, evidence=case.bodies.evidence(seen, quotation))
    if chosen is None:
        return no_document(requirement, case)
    reason = "No sentence that says so was recognised."
    if check.silence < case.settings.review_below:
        # A review queue in which every school stands helps nobody.
        unjudged = f"{reason} It is said in so many ways that we do not report it as missing."
        return Outcome("not applicable", unjudged, "silence not judged")
    return Outcome("not found", reason, confidence=check.silence)


def _places(check: Mention, chosen: Chosen | None, case: Case) -> list[SeenDocument]:
    places = [chosen.document] if chosen is not None else []
    if "linked" in check.may_stand:
        places += case.linked
    if "site" in check.may_stand:
        places += [
            seen
            for seen in case.choice.usable[:_SITE_DOCUMENTS]
            if not names_another_school(seen.reading.school, case.school.name)
        ]
    return list({seen.reading.document.sha256: seen for seen in places}.values())


def _place(seen: SeenDocument, chosen: Chosen | None, case: Case) -> str:
    if (chosen is not None and seen is chosen.document) or seen in case.linked:
        return begin(where(seen, chosen))
    return begin(_on_the_website(seen))


def _on_the_website(seen: SeenDocument) -> str:
    kind = seen.reading.kind.kind
    return "a page of the website" if kind == "other" else f"the {KIND_NAMES[kind]} on the website"


def judge_test(requirement: Requirement, check: Special, case: Case) -> Outcome:
    """Hand the requirement to the function that its entry names."""
    if check.test == "senco-website":
        return _senco_on_website(case)
    chosen = case.chosen(requirement)
    if chosen is None:
        return no_document(requirement, case)
    return _TESTS[check.test](chosen, case)


def _plain_language(chosen: Chosen, case: Case) -> Outcome:
    language = chosen.document.reading.language
    if language is None or language.reading_ease is None:
        return Outcome("needs review", "The text is too short to be measured.", "too short")
    age = f", reading age {language.reading_age:.0f}" if language.reading_age is not None else ""
    met = language.reading_ease >= case.settings.ease_met
    reason = (
        f"Reading ease {language.reading_ease:.0f} of 100{age} ({language.formula});"
        f" plain language from {case.settings.ease_met:.0f}."
    )
    sentence = _sentence(chosen.document, case, longest=not met)
    evidence = case.bodies.evidence(chosen.document, sentence)
    return Outcome("met" if met else "partly", reason, evidence=evidence)


def _sentence(seen: SeenDocument, case: Case, *, longest: bool) -> str:
    """A paragraph to show the language by: the first whole one, or the longest."""
    body = case.bodies.of(seen)
    pieces = [text for text, _ in body.paragraphs]
    if longest:
        pieces.sort(key=len, reverse=True)
    shown = next((text for text in pieces if not _CONTACT.search(text)), body.opening)
    return around(shown, 0)


_ACCESS_NAMES = {
    "has-bookmarks": "bookmarks to find one's way by",
    "has-headings": "headings that are marked as headings",
    "has-language": "the language that it is written in",
    "has-text": "text instead of pictures of text",
    "has-title": "a title in the file's properties",
    "heading-order": "headings in their order",
    "images-described": "descriptions of its pictures",
    "link-texts": "links that say where they lead",
    "tagged": "tags for screen readers",
}
"""What a school would have to add, for each fact that a file may lack."""


def _machine_readable(chosen: Chosen, case: Case) -> Outcome:
    document = chosen.document.reading.document
    evidence = _opening(chosen, case)
    if "ocr" in document.reader:
        reason = "The pages are pictures; their text could only be had by recognition."
        return Outcome("partly", reason, evidence=evidence)
    facts = chosen.document.reading.access
    missing = [_ACCESS_NAMES.get(fact.name, fact.name) for fact in facts if fact.ok is False]
    also = f" Still to be mended: {joined(missing)}." if missing else ""
    return Outcome("met", f"The text can be read by machines.{also}", evidence=evidence)


def _dated(chosen: Chosen, case: Case) -> Outcome:
    dates = chosen.document.reading.dates
    claim = dates.document_date or dates.next_review or next(iter(dates.claims), None)
    if claim is None:
        reason = f"No date was found in the {KIND_NAMES[chosen.kind]}."
        return Outcome("not found", reason, confidence=_WEAK_SILENCE)
    evidence = case.bodies.evidence(chosen.document, claim.as_written, claim.page)
    return Outcome("met", f"It says “{claim.as_written}”.", evidence=evidence)


def _account(chosen: Chosen, case: Case) -> Outcome:
    found = account_signals(case.bodies.of(chosen.document))
    missing = [name for name in SIGNALS if name not in found]
    evidence: tuple[Evidence, ...] = ()
    for quotation in found.values():
        evidence += case.bodies.evidence(chosen.document, quotation)
    if not found:
        reason = "Nothing told of what was done, of numbers, of outcomes or of changes."
        return Outcome("not found", reason, confidence=_WEAK_SILENCE)
    reason = f"It tells of: {joined(list(found))}."
    if missing:
        reason += f" Not found: {joined(missing)}."
    return Outcome("met" if len(found) >= ENOUGH else "partly", reason, evidence=evidence)


def _own_text(chosen: Chosen, case: Case) -> Outcome:
    policy = case.choice.of("sen-policy")
    if policy is None:
        reason = "There is no policy whose text it could repeat."
        return Outcome("not applicable", reason, "no SEN policy")
    if policy.document is chosen.document:
        reason = "Policy and report are one document, which is allowed."
        return Outcome("not applicable", reason, "combined document")
    share, same, own = shared_text(case.bodies.of(chosen.document), case.bodies.of(policy.document))
    repeated = share >= case.settings.same_text
    quotation = around((same if repeated else own) or case.bodies.of(chosen.document).opening, 0)
    reason = (
        f"{share:.0%} of its paragraphs stand in the policy word for word"
        f" (threshold {case.settings.same_text:.0%})."
    )
    evidence = case.bodies.evidence(chosen.document, quotation)
    return Outcome("partly" if repeated else "met", reason, evidence=evidence)


def _named_contacts(chosen: Chosen, case: Case) -> Outcome:
    for contact in chosen.document.reading.contacts:
        if contact.name and contact.as_written:
            evidence = case.bodies.evidence(chosen.document, contact.as_written, contact.page)
            return Outcome("met", "It names the SENCO.", evidence=evidence)
    quotation = find_pattern(case.bodies.of(chosen.document), _PERSON, _TITLES)
    if quotation is None:
        reason = "Nobody was recognised who is named as the person to turn to."
        return Outcome("not found", reason, confidence=_WEAK_SILENCE)
    evidence = case.bodies.evidence(chosen.document, quotation)
    return Outcome("met", "It names a person to turn to.", evidence=evidence)


def _policy_info(chosen: Chosen, case: Case) -> Outcome:
    policy = case.choice.of("sen-policy")
    body = case.bodies.of(chosen.document)
    quotation = find_pattern(body, _POLICY, ("policy",))
    if policy is not None and policy.document is chosen.document:
        quotation = quotation or (body.opening if "policy" in body.opening.lower() else None)
        if quotation is None:
            reason = "It was read as policy and report in one, and no sentence says so."
            return Outcome("needs review", reason, "combined document")
        evidence = case.bodies.evidence(chosen.document, quotation)
        return Outcome("met", "Policy and report are one document.", evidence=evidence)
    if quotation is not None:
        evidence = case.bodies.evidence(chosen.document, quotation)
        return Outcome("met", "The report speaks of the SEN policy.", evidence=evidence)
    if policy is not None:
        reason = "The policy stands on the website; the report does not mention it."
        return Outcome("partly", reason, evidence=_opening(policy, case))
    return Outcome(
        "not found", "The report does not mention a SEN policy.", confidence=_WEAK_SILENCE
    )


def _senco_on_website(case: Case) -> Outcome:
    """The best statement of the SENCO on any page or document of the website."""
    half: Outcome | None = None
    for seen in case.choice.usable:
        if names_another_school(seen.reading.school, case.school.name):
            continue
        for contact in seen.reading.contacts:
            evidence = case.bodies.evidence(seen, contact.as_written, contact.page)
            if not evidence:
                continue
            place = _on_the_website(seen)
            if contact.name and contact.kinds:
                ways = joined(list(contact.kinds))
                return Outcome("met", f"Named with {ways}: {place}.", evidence=evidence)
            said = "named without a way of contact" if contact.name else "to be reached, not named"
            half = half or Outcome("partly", f"The SENCO is {said}: {place}.", evidence=evidence)
    if half is not None:
        return _whole_if_read(half, case)
    outcome = not_there(case, "other")
    if outcome.verdict == "not found":
        return Outcome("not found", f"No page names the SENCO. {outcome.reason}")
    return outcome


def _whole_if_read(half: Outcome, case: Case) -> Outcome:
    """Half an answer counts where the other half had a chance to be read."""
    newer = unfetched(case, "other") or unfetched(case, "sen-information-report")
    cause = case.search.cause or (newer[1] if newer else "")
    if not cause:
        return half
    reason = f"{half.reason} Not everything could be read ({cause})."
    return Outcome("could not check", reason, cause, half.evidence)


def _opening(chosen: Chosen, case: Case) -> tuple[Evidence, ...]:
    return case.bodies.evidence(chosen.document, case.bodies.of(chosen.document).opening)


LINKS: dict[Test, Callable[[Chosen, Case], Outcome]] = {
    "local-offer-alive": judge_alive,
    "local-offer-right": judge_right,
}
"""Tests on where links lead, which only a visit tells."""

_TESTS: dict[Test, Callable[[Chosen, Case], Outcome]] = {
    "plain-language": _plain_language,
    "machine-readable": _machine_readable,
    "dated": _dated,
    "account": _account,
    "own-text": _own_text,
    "named-contacts": _named_contacts,
    "policy-info": _policy_info,
    **LINKS,
}
