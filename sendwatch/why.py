"""The whole story of one school's search, as lines for a terminal.

What was asked for, in which order and why; what came; which document counts and why; how the
search ended. Nothing is fetched and nothing written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from sqlite_utils import Database

from checks.choose import Choice, choose
from checks.model import Finding
from checks.words import KIND_NAMES, begin, count, in_words, shortened
from crawler import outcomes
from crawler.frontier import WANTED
from crawler.urls import key_of, site_of
from sendwatch.store import documents, findings
from sendwatch.store.captures import WITH_BODY
from sendwatch.store.story import Fetch, Story, Visit, load
from sendwatch.watch import PATIENCE

NEVER_ASKED = ("budget", "trap", "robots")
"""Outcomes of addresses that were left alone, so that nothing came and nothing could."""

_HOUSEKEEPING = ("robots.txt", "sitemap")
_REACHES = {"full": "full search", "known": "a look at what was known"}
_NAMES = {str(kind): name for kind, name in KIND_NAMES.items()}


def tell(db: Database, urn: int, today: dt.date) -> Iterator[str]:
    """Tell a school's story out of the database; StoreError for an unknown URN."""
    story = load(db, urn, patience=PATIENCE)
    seen = documents.of_school(db, urn, patience=PATIENCE)
    choice = choose(seen, today, school=story.school)
    yield from lines(story, choice, findings.of_school(db, urn))


def lines(story: Story, choice: Choice, checked: Sequence[Finding]) -> Iterator[str]:
    """Tell the story: school, visits, fetches, what was left alone, and what counts."""
    yield from _who(story)
    numbers = _numbers(story.fetches)
    for visit in story.visits:
        yield ""
        yield from _visit(visit)
        fetches = [each for each in story.fetches if each.last_run_id == visit.run_id]
        yield from _fetched(fetches, numbers, story.school.website)
        yield from _left_alone(fetches, numbers, story.school.website)
    if story.visits:
        yield ""
        yield from (_numbered(line, story, numbers) for line in _counts(choice))
    published = [each for each in checked if each.requirement.endswith("-published")]
    if published:
        yield ""
        yield "What the checks made of it:"
        yield from (f"  {each.requirement}: {each.verdict}. {each.reason}" for each in published)


def _who(story: Story) -> Iterator[str]:
    school = story.school
    yield ", ".join(filter(None, (school.name, f"URN {school.urn}", school.la_name)))
    if school.website:
        yield f"Website: {school.website}"
    else:
        said = f" (it says “{story.website_raw}”)" if story.website_raw else ""
        yield f"The register gives no website that can be opened{said}."
    if story.website_note:
        yield begin(story.website_note)
    if school.website and not story.visits:
        yield "It has not been visited yet: `sendwatch crawl --urn` does that."


def _visit(visit: Visit) -> Iterator[str]:
    night = in_words(dt.date.fromisoformat(visit.night))
    yield f"{night}, {_REACHES.get(visit.reach, visit.reach)}: {_ending(visit)}"
    brought = ", ".join(
        (
            count(visit.pages, "page"),
            count(visit.documents, "document"),
            count(visit.sitemaps, "sitemap"),
        )
    )
    yield (
        f"{count(visit.requests, 'request')} brought {brought} ({_size(visit.transferred)}); "
        f"{count(visit.budget_left, 'more page')} would have been allowed."
    )


def _ending(visit: Visit) -> str:
    if visit.outcome == outcomes.DONE:
        return f"ended with {visit.stopped_because}."
    return f"could not be searched, {outcomes.explain(visit.outcome)} ({visit.stopped_because})."


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def _numbers(fetches: Sequence[Fetch]) -> dict[str, int]:
    """Number the addresses in the order in which they were asked for."""
    numbers: dict[str, int] = {}
    asked = (each for each in fetches if each.outcome not in NEVER_ASKED)
    for number, each in enumerate(asked, start=1):
        numbers.setdefault(key_of(each.final_url), number)
        numbers[key_of(each.url)] = number
    return numbers


def _fetched(fetches: Sequence[Fetch], numbers: Mapping[str, int], website: str) -> Iterator[str]:
    for each in fetches:
        if each.outcome in NEVER_ASKED:
            continue
        number = f"{numbers[key_of(each.url)]:3}."
        address = _address(each.url, website)
        if each.why in _HOUSEKEEPING:
            yield f"{number}        {address} -> {_came(each)}"
            continue
        yield f"{number}  {each.score:4.2f}  {address}"
        moved = key_of(each.final_url) != key_of(each.url)
        to = f", from {_address(each.final_url, website)}" if moved else ""
        yield f"            {_reason(each, numbers, website)} -> {_came(each)}{to}"


def _address(url: str, website: str) -> str:
    """The address without its site where that is the school's own, as people read it."""
    parts = urlsplit(url)
    shown = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path) or "/"
    own = site_of(url) == site_of(website)
    return _cut(shown if own else f"{parts.scheme}://{parts.netloc}{shown}")


def _cut(text: str, longest: int = 100) -> str:
    half = longest // 2
    return text if len(text) <= longest else f"{text[:half]}…{text[-half + 1 :]}"


def _reason(each: Fetch, numbers: Mapping[str, int], website: str) -> str:
    said = shortened(each.anchor, 60)
    words = [each.why]
    if said and said not in each.why and each.found_on:
        words.append(f"link “{said}”")
    if each.found_on:
        number = numbers.get(key_of(each.found_on))
        words.append(f"on {number or _address(each.found_on, website)}")
    return ", ".join(filter(None, words))


def _came(each: Fetch) -> str:
    outcome = outcomes.OUTCOMES.get(each.outcome)
    label = outcome.label if outcome else each.outcome
    if each.outcome not in WITH_BODY:
        return f"{label} ({shortened(each.detail, 100)})" if each.detail else label
    if each.problem:
        return f"{label}, {_size(each.size)}, cannot be read: {each.problem}"
    if each.kind in ("", "other"):
        return f"{label}, {_size(each.size)}"
    return (
        f"{label}, {_size(each.size)}, recognised as {_NAMES.get(each.kind, each.kind)}"
        f" ({100 * each.confidence:.0f} % sure)"
    )


def _left_alone(
    fetches: Sequence[Fetch], numbers: Mapping[str, int], website: str
) -> Iterator[str]:
    left = [each for each in fetches if each.outcome in NEVER_ASKED]
    if left:
        yield "Left alone:"
    for each in left:
        reason = _reason(each, numbers, website)
        yield f"      {each.score:4.2f}  {_address(each.url, website)} -> {_came(each)}; {reason}"


def _numbered(line: str, story: Story, numbers: Mapping[str, int]) -> str:
    """Give a line with each address in it shortened and followed by its number above."""
    for each in sorted(story.fetches, key=lambda fetch: -len(fetch.final_url)):
        if each.final_url in line:
            number = numbers.get(key_of(each.final_url))
            address = _address(each.final_url, story.school.website)
            return line.replace(each.final_url, f"{address} ({number})" if number else address)
    return line


def _counts(choice: Choice) -> Iterator[str]:
    """Which document counts for each kind, which were passed over, and what is missing."""
    yield "Which document counts, and why:"
    yield from (f"  {begin(line) if line[0] != ' ' else line}" for line in choice.why())
    for kind, thin in choice.thin.items():
        if kind in WANTED and kind not in choice.chosen:
            for seen in thin:
                yield (
                    f"  {begin(KIND_NAMES[kind])}: {seen.url} is called so, but its text has too"
                    " little of one."
                )
    for kind in WANTED:
        if kind not in choice.chosen and kind not in choice.unreadable:
            yield f"  {begin(KIND_NAMES[kind])}: none was recognised among what was read."
