"""What may be said of an authority's Local Offer: one finding per requirement, with evidence.

Pure, as the checks of schools are: pages in, findings out. Findings carry the authority's code,
not a URN: an authority is no school, and none of the schools' tables, figures or worklists may
count it by mistake.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from statistics import median_low

from checks.authority_law import Groups, OfferLaw, OfferRequirement, Says
from checks.authority_prose import prose_of, without_headings
from checks.bodies import Bodies, Body
from checks.currency import add_months
from checks.local_offer import name_words
from checks.mentions import around, find_mention
from checks.model import Evidence, SearchRecord, SeenDocument, Verdict
from checks.settings import DEFAULT, CheckSettings
from checks.words import joined
from extractors.model import DateClaim
from extractors.read import VERSION

NEEDS_EVIDENCE: frozenset[Verdict] = frozenset({"met", "partly", "overdue"})
MEASURABLE_WORDS = 60
"""A page of fewer words says nothing about a Local Offer's language."""
LEAST_MEASURED = 3
_OFFER = re.compile(
    r"local[ -]?offer|\bsend (?:hub|portal|information hub|information and support)\b", re.I
)
_UPDATING = ("updated", "reviewed", "approved", "issued")


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """What is known of an authority: `address` is its Local Offer, "" where not known."""

    code: str
    name: str
    address: str = ""
    others: tuple[str, ...] = ()
    """Names of the other authorities: a portal that was handed on calls itself by one of them."""


@dataclass(frozen=True, slots=True)
class OfferFinding:
    """One verdict on one requirement for one authority; fields as in `Finding`."""

    la_code: str
    requirement: str
    verdict: Verdict
    reason: str
    cause: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    rule_version: str = ""
    search: SearchRecord | None = None
    due: dt.date | None = None
    days_overdue: int | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """A page, its sentences, and the same with its headings."""

    page: SeenDocument
    text: Body
    whole: Body


@dataclass(frozen=True)
class OfferCase:
    """Everything that is known of one Local Offer on one day.

    `pages` are its prose, without the entries of its directory: an entry tells how one school
    or club does things, not what the authority says.
    """

    authority: AuthorityFacts
    pages: tuple[SeenDocument, ...]
    search: SearchRecord
    today: dt.date
    settings: CheckSettings = DEFAULT
    bodies: Bodies = field(default_factory=Bodies)

    @cached_property
    def prose(self) -> tuple[_Said, ...]:
        """Each page with what it says itself; quotations are checked against the whole page."""
        texts, wholes = Bodies(), Bodies()
        said = []
        for page in self.pages:
            whole = prose_of(page.reading)
            text = texts.of_reading(without_headings(whole))
            said.append(_Said(page, text, wholes.of_reading(whole)))
        return tuple(said)


@dataclass(frozen=True, slots=True)
class _Answer:
    verdict: Verdict
    reason: str
    cause: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    due: dt.date | None = None
    days_overdue: int | None = None


def home_of(pages: Sequence[SeenDocument]) -> SeenDocument | None:
    """The page that is the Local Offer's front: the first that calls itself so."""
    return next((page for page in pages if _names_itself(page)), None)


def rule_version(law: OfferLaw) -> str:
    """The versions of rules and readers that a finding rests on."""
    return f"{law.version}-{VERSION}"


def check_authority(
    authority: AuthorityFacts,
    pages: Sequence[SeenDocument],
    search: SearchRecord,
    law: OfferLaw,
    *,
    today: dt.date,
    settings: CheckSettings = DEFAULT,
    bodies: Bodies | None = None,
) -> list[OfferFinding]:
    """Hold one Local Offer against what is in force on `today`; one finding a requirement.

    `pages` come in the order in which they were fetched, the front page first.
    """
    usable = tuple(page for page in pages if page.reading.document.problem is None)
    case = OfferCase(authority, usable, search, today, settings, bodies or Bodies())
    return [_finding(requirement, case, law) for requirement in law.in_force(today)]


def _finding(requirement: OfferRequirement, case: OfferCase, law: OfferLaw) -> OfferFinding:
    answer = _soften(requirement, _judge(requirement, case), case)
    looked = answer.verdict in ("not found", "could not check", "needs review")
    return OfferFinding(
        la_code=case.authority.code,
        requirement=requirement.id,
        verdict=answer.verdict,
        reason=answer.reason,
        cause=answer.cause,
        evidence=answer.evidence,
        confidence=answer.confidence,
        rule_version=rule_version(law),
        search=case.search if looked else None,
        due=answer.due,
        days_overdue=answer.days_overdue,
    )


def _judge(requirement: OfferRequirement, case: OfferCase) -> _Answer:
    if case.search.cause is not None and not case.pages:
        reason = f"The Local Offer could not be read ({case.search.cause})."
        return _Answer("could not check", reason, case.search.cause)
    home = home_of(case.pages)
    if home is None:
        return _without_offer(requirement)
    if other := _calls_itself(home, case.authority):
        return _of_another(requirement, home, other)
    check = requirement.check
    return _says(check, case) if isinstance(check, Says) else _TESTS[check.test](case)


def _without_offer(requirement: OfferRequirement) -> _Answer:
    """Not finding it is ours to put right first: a person looks before anything is said."""
    if requirement.id == "offer-published":
        reason = "No page that calls itself the Local Offer was found from the known addresses."
        return _Answer("needs review", reason, "local offer not found by us")
    reason = "The Local Offer was not found, so nothing can be said about what is in it."
    return _Answer("could not check", reason, "local offer not found by us")


def _calls_itself(home: SeenDocument, authority: AuthorityFacts) -> str:
    """The other authority whose Local Offer a front page says that it is, "" for none."""
    document = home.reading.document
    text = " ".join([_title(home), *(passage.text for passage in document.passages)])
    if any(re.search(rf"\b{word}\b", text, re.I) for word in name_words(authority.name)):
        return ""
    named = [name for name in authority.others if _called(name).search(_title(home))]
    return max(named, key=len, default="")


@cache
def _called(name: str) -> re.Pattern[str]:
    plain = name.partition(",")[0]
    return re.compile(rf"(?<!\w){re.escape(plain)}(?!\w)", re.IGNORECASE)


def _of_another(requirement: OfferRequirement, home: SeenDocument, other: str) -> _Answer:
    """A portal that moved, or two councils that became one: a person says what holds now."""
    reason = f"The page at {home.url} calls itself the Local Offer of {other}."
    if requirement.id == "offer-published":
        return _Answer("needs review", reason, "another authority")
    return _Answer("could not check", reason, "another authority")


def _soften(requirement: OfferRequirement, answer: _Answer, case: OfferCase) -> _Answer:
    """Turn a judgement that may not stand in public into one for a person."""
    if answer.verdict in NEEDS_EVIDENCE and not answer.evidence:
        return replace(answer, verdict="needs review", cause="evidence not verified")
    if answer.verdict not in ("not found", "undated"):
        return answer
    if not case.search.finished:
        reason = f"Not all of the Local Offer could be read. {answer.reason}"
        return replace(answer, verdict="needs review", reason=reason, cause="not all read")
    if requirement.verified.sure == "R":
        reason = f"The duty itself is not verified against the law's text. {answer.reason}"
        return replace(answer, verdict="needs review", reason=reason, cause="law not verified")
    if answer.confidence < case.settings.review_below:
        return replace(answer, verdict="needs review", cause="not sure")
    return answer


def _says(check: Says, case: OfferCase) -> _Answer:
    prose = case.prose
    if check.subject:
        prose = tuple(p for p in prose if _mention(check.parts[check.subject], p, case.bodies))
    found: dict[str, Evidence] = {}
    for part, alternatives in check.parts.items():
        mentions = (_mention(alternatives, page, case.bodies) for page in prose)
        evidence = next((mention for mention in mentions if mention), None)
        if evidence is not None:
            found[part] = evidence
    missing = [part for part in check.parts if part not in found]
    evidence_of_all = tuple(dict.fromkeys(found.values()))
    if not found:
        reason = f"{len(case.pages)} pages were read and none says so in words that we know."
        return _Answer("not found", reason, confidence=check.silence)
    if missing:
        reason = f"It says this in part. What was not found: {joined(missing)}."
        return _Answer("partly", reason, evidence=evidence_of_all)
    return _Answer("met", "The Local Offer says so.", evidence=evidence_of_all)


def _mention(alternatives: Sequence[Groups], said: _Said, bodies: Bodies) -> Evidence | None:
    """What one page says by one of the alternatives: in a sentence rather than in a heading."""
    for body in (said.text, said.whole):
        for groups in alternatives:
            quotation = find_mention(body, groups)
            if quotation is not None and (evidence := bodies.evidence(said.page, quotation)):
                return evidence[0]
    return None


def _published(case: OfferCase) -> _Answer:
    home = home_of(case.pages)
    if home is None:
        raise ValueError("asked only where there is a front page")
    body = case.bodies.of(home)
    quotation = next((line for line, _ in body.lines if _OFFER.search(line)), body.opening)
    evidence = case.bodies.evidence(home, around(quotation, 0))
    return _Answer("met", f"It stands at {home.url}", evidence=evidence)


def _plain_language(case: OfferCase) -> _Answer:
    measured = [
        (language.reading_ease, number)
        for number, page in enumerate(case.pages)
        if (language := page.reading.language) is not None
        and language.reading_ease is not None
        and language.words >= MEASURABLE_WORDS
    ]
    if len(measured) < LEAST_MEASURED:
        return _Answer(
            "needs review", "Too few pages have enough text to be measured.", "too short"
        )
    ease, number = median_low(measured)
    page = case.pages[number]
    met = ease >= case.settings.ease_met
    reason = (
        f"The middle of {len(measured)} pages has a reading ease of {ease:.0f} of 100;"
        f" plain language from {case.settings.ease_met:.0f}."
    )
    lines = [text for text, _ in case.bodies.of(page).lines if text.count(" ") > 6]
    quotation = around(lines[0], 0) if lines else case.bodies.of(page).opening
    evidence = case.bodies.evidence(page, quotation)
    return _Answer("met" if met else "partly", reason, evidence=evidence)


def _updated(case: OfferCase) -> _Answer:
    dated = [
        (claim.end, number, claim)
        for number, page in enumerate(case.pages)
        if (claim := _newest(page, case.today)) is not None
    ]
    if not dated:
        return _Answer("undated", "None of its pages says when it was brought up to date.")
    day, number, claim = max(dated, key=lambda each: (each[0], -each[1]))
    evidence = case.bodies.evidence(case.pages[number], claim.as_written, claim.page)
    due = add_months(day, 12 + case.settings.grace_months)
    reason = f"The newest date on {len(dated)} dated pages: “{claim.as_written}”."
    if due < case.today:
        late = (case.today - due).days
        return _Answer("overdue", reason, evidence=evidence, due=due, days_overdue=late)
    return _Answer("met", reason, evidence=evidence, due=due)


def _newest(page: SeenDocument, today: dt.date) -> DateClaim | None:
    claims = [c for c in page.reading.dates.claims if c.role in _UPDATING and c.start <= today]
    return max(claims, key=lambda claim: claim.end, default=None)


def _names_itself(page: SeenDocument) -> bool:
    return _OFFER.search(_title(page)) is not None


def _title(page: SeenDocument) -> str:
    """Title and main heading of a page."""
    document = page.reading.document
    first = document.passages[0].heading if document.passages else ""
    top = next((p.heading for p in document.passages if p.level == 1), first)
    return f"{document.title} | {top}"


_TESTS: dict[str, Callable[[OfferCase], _Answer]] = {
    "published": _published,
    "plain-language": _plain_language,
    "updated": _updated,
}
