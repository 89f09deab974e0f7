"""What may be said when a document was not found: as little as the search allows.

"Not found" needs a search that could have found it. A site that could not be reached, a
file that could not be read or a link that failed makes it `could not check`.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from checks.choose import kinds_by_words
from checks.model import SearchRecord
from checks.outcome import Case, Outcome
from checks.words import KIND_NAMES, count
from extractors.model import Kind

DEAD_LINKS = frozenset({"http-404", "gone", "soft-404"})
"""Outcomes by which the site itself says that there is nothing at an address."""


def not_there(case: Case, kind: Kind) -> Outcome:
    """The verdict on a kind of document of which none could be read."""
    name = KIND_NAMES[kind]
    blocked = case.choice.unreadable.get(kind, ())
    if blocked:
        problem = blocked[0].reading.document.problem or "damaged"
        return Outcome(
            "could not check",
            f"A file that may be the {name} could not be read ({problem}): {blocked[0].url}",
            cause=problem,
            reader_version=blocked[0].reading.document.reader,
        )
    outcome = _by_search(case, kind, name)
    thin = case.choice.thin.get(kind, ())
    if thin and outcome.verdict == "not found":
        body = case.bodies.of(thin[0])
        return Outcome(
            "needs review",
            f"{thin[0].url} is called a {name}, and there is too little in it to be sure.",
            cause="little in it",
            evidence=case.bodies.evidence(thin[0], body.opening),
            reader_version=thin[0].reading.document.reader,
        )
    return outcome


def _by_search(case: Case, kind: Kind, name: str) -> Outcome:
    search = case.search
    if search.cause:
        return Outcome(
            "could not check", f"The website could not be searched ({search.cause}).", search.cause
        )
    if not search.pages_read and not search.documents_read:
        return Outcome("could not check", "No page of the website was read.", "not searched")
    missed = unfetched(case, kind)
    if missed is not None:
        url, why = missed
        place = url in search.places
        what = f"A page where the {name} may stand" if place else f"What may be the {name}"
        return Outcome("could not check", f"{what} could not be fetched ({why}): {url}", why)
    if not search.finished:
        return Outcome(
            "could not check",
            f"The search was not finished; {searched(search)}.",
            "search not finished",
        )
    failed = [url for url, why in _failed(search, kind) if why in DEAD_LINKS]
    dead = f" A link that may have led to it is dead: {failed[0]}" if failed else ""
    return Outcome("not found", f"No {name} was found; {searched(search)}.{dead}")


def unfetched(case: Case, kind: Kind) -> tuple[str, str] | None:
    """An address that may hold a document of the kind, or another one, and could not be fetched.

    With the outcome's name; None where there is none. What was read there on an earlier night
    is known, and what the site itself says is gone holds nothing.
    """
    known = {seen.url for seen in case.choice.usable}
    for url, why in _failed(case.search, kind):
        if why not in DEAD_LINKS and url not in known:
            return url, why
    return None


def _failed(search: SearchRecord, kind: Kind) -> list[tuple[str, str]]:
    """What failed and may be of the kind by its words, or is a place where any kind may stand."""
    said = dict(search.promises)
    return [
        (url, why)
        for url, why in search.failures
        if url in search.places
        or kind in (*kinds_by_words(_tail(url)), *kinds_by_words(said.get(url, "")))
    ]


def searched(search: SearchRecord) -> str:
    """The search record in words, such as "12 pages and 3 documents were read"."""
    documents = count(search.documents_read, "document")
    text = f"{count(search.pages_read, 'page')} and {documents} were read"
    if search.failures:
        text += f", {count(len(search.failures), 'address was', 'addresses were')} not read"
    if search.budget_left == 0:
        text += ", and the number of pages that we read of one website was used up"
    return text


def _tail(url: str) -> str:
    """The last two steps of an address, where its name says what it is."""
    return unquote(" ".join(urlsplit(url).path.strip("/").split("/")[-2:]))
