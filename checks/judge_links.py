"""Whether a report's link to the Local Offer works, and where it leads: two facts, kept apart."""

from __future__ import annotations

from urllib.parse import urlsplit

from checks.bodies import Body
from checks.choose import Chosen
from checks.local_offer import DEAD, fits_authority, offer_links
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
    failed = {_key(url): outcome for url, outcome in case.search.failures}
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
    for url, words, ended in alive:
        if _is_authoritys(ended, case):
            evidence = _evidence(chosen, case, words)
            reason = f"It leads to {ended}{_moved(url, ended)}."
            return Outcome("met", reason, evidence=evidence)
    url, words, ended = alive[0]
    evidence = _evidence(chosen, case, words)
    authority = case.school.la_name or "the school's authority"
    reason = f"It leads to {ended}, which is not known as the Local Offer of {authority}."
    return Outcome("needs review", reason, "another site", evidence=evidence)


def _is_authoritys(ended: str, case: Case) -> bool:
    known = _site(case.school.local_offer)
    return (bool(known) and _site(ended) == known) or fits_authority(ended, case.school.la_name)


def _moved(url: str, ended: str) -> str:
    return "" if _site(url) == _site(ended) else f" (redirected from {url} to {ended})"


def _evidence(chosen: Chosen, case: Case, words: str) -> tuple[Evidence, ...]:
    body: Body = case.bodies.of(chosen.document)
    return case.bodies.evidence(chosen.document, words if body.holds(words) else body.opening)


def _site(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _key(url: str) -> str:
    """An address without what does not tell two pages apart."""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
