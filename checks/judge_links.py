"""Whether a report's link to the Local Offer works, and where it leads: two facts, kept apart."""

from __future__ import annotations

from urllib.parse import urlsplit

from checks.bodies import Body
from checks.choose import Chosen
from checks.local_offer import DEAD, offer_links, site_of, whose
from checks.model import Evidence
from checks.outcome import Case, Outcome

_NO_LINK = Outcome(
    "not applicable",
    "The report gives no address of a Local Offer; whether it names one is another finding.",
    "no link",
)
_NOT_OPENED = "The address was not opened on the last visit."


def judge_alive(chosen: Chosen, case: Case) -> Outcome:
    """Whether an address of the Local Offer in the report answered."""
    links = offer_links(case.bodies.of(chosen.document))
    if not links:
        return _NO_LINK
    opened = {_key(asked): ended for asked, ended in case.search.offers}
    for url, words in links:
        if _key(url) in opened:
            moved = _moved(url, opened[_key(url)])
            evidence = _evidence(chosen, case, words)
            return Outcome("met", f"It answered{moved}.", evidence=evidence)
    failures = (*case.search.failures, *case.search.offers_failed)
    failed = {_key(url): outcome for url, outcome in failures}
    for url, words in links:
        outcome = failed.get(_key(url))
        if outcome in DEAD:
            reason = f"{url} did not answer ({outcome})."
            evidence = _evidence(chosen, case, words)
            return Outcome("not found", reason, "dead link", evidence=evidence)
    for url, _ in links:
        if outcome := failed.get(_key(url)):
            return Outcome("could not check", f"{url} could not be opened ({outcome}).", outcome)
    return Outcome("could not check", _NOT_OPENED, "link not opened")


def judge_right(chosen: Chosen, case: Case) -> Outcome:
    """Whether an address that answered leads to the Local Offer of the school's authority."""
    links = offer_links(case.bodies.of(chosen.document))
    if not links:
        return _NO_LINK
    opened = {_key(asked): ended for asked, ended in case.search.offers}
    alive = [(url, words, opened[_key(url)]) for url, words in links if _key(url) in opened]
    if not alive:
        return Outcome("could not check", "None of its addresses could be opened.", "no live link")
    own = [link for link in alive if whose(link[2], case.school) == "own"]
    for url, words, ended in own:
        if not _is_front_page(ended, case):
            evidence = _evidence(chosen, case, words)
            reason = f"It leads to {ended}{_moved(url, ended)}."
            return Outcome("met", reason, evidence=evidence)
    url, words, ended = (own or alive)[0]
    evidence = _evidence(chosen, case, words)
    authority = case.school.la_name or "the school's authority"
    if own:
        reason = (
            f"It leads to the front page of the authority's website{_moved(url, ended)}, and not"
            f" to its Local Offer: {ended}"
        )
        return Outcome("partly", reason, "front page", evidence=evidence)
    other = whose(ended, case.school)
    if other and other != "another authority":
        reason = f"It leads to {ended}, a site of {other}, and the school belongs to {authority}."
        return Outcome("needs review", reason, "another authority", evidence=evidence)
    reason = f"It leads to {ended}, which is not known as the Local Offer of {authority}."
    return Outcome("needs review", reason, "another site", evidence=evidence)


def _is_front_page(ended: str, case: Case) -> bool:
    """Whether an address is the authority's front page, where the Local Offer stands elsewhere."""
    school = case.school
    if urlsplit(ended).path.strip("/") or urlsplit(ended).query:
        return False
    offer = school.local_offer
    known = bool(offer) and _key(offer) != _key(ended)
    return known and site_of(ended) in (site_of(school.la_website), site_of(offer))


def _moved(url: str, ended: str) -> str:
    return "" if site_of(url) == site_of(ended) else f" (redirected from {url} to {ended})"


def _evidence(chosen: Chosen, case: Case, words: str) -> tuple[Evidence, ...]:
    body: Body = case.bodies.of(chosen.document)
    return case.bodies.evidence(chosen.document, words if body.holds(words) else body.opening)


def _key(url: str) -> str:
    """An address without what does not tell two pages apart."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
