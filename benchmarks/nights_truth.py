"""What is to be told of the sample county's nights, and how what was told compares with it.

What a change brings is worked out from the county's truth, not from the program: a loss is to
be told on the night after (it has to be confirmed), a gain on its own night.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sendwatch.store.changes import Change as Told
from tests.sites import County
from tests.sites.model import School
from tests.sites.nights import Change
from tests.sites.truth import date_of, expectations

_KINDS = {"report": "sen-information-report", "plan": "accessibility-plan", "policy": "sen-policy"}
_RANKS = {"met": 3, "partly": 2, "undated": 1, "overdue": 1, "not found": 0}
_SITE = "site unreachable", "site reachable again"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is to be told: of which school, what, on which night (0 the first)."""

    urn: int
    kind: str
    about: str
    night: int
    why: str


def due_of(change: Change, school: School) -> Iterator[Due]:
    """What one change is to be told as, apart from what it does to requirements.

    Where an old edition is left on the website it takes the place of the one that is gone.
    """
    old = any(item.old for item in school.publications) and change.key == "report"
    published = school.publication(change.key) if change.key in _KINDS else None
    undated = published is not None and date_of(published) is None
    gone = "earlier edition again" if old else "document vanished"

    def due(kind: str, night: int, about: str = "") -> Due:
        return Due(change.urn, kind, about, night, change.what)

    night, paper = change.night, _KINDS.get(change.key, "")
    match change.what:
        case "new-edition":
            yield due("document renewed", night, paper)
        case "appeared":
            yield due("document appeared", night, paper)
        case "vanished":
            yield due(gone, night + 1, paper)
        case "reappears":
            yield due(gone, night + 1, paper)
            yield due("document appeared", night + 5, paper)
        case "down":
            yield due("site unreachable", night + 1)
            yield due("site reachable again", night + 2)
        case "robots":
            yield due("site unreachable", night + 1)
        case "date-moved":
            yield due("date moved, text unchanged", night, paper)
        case "text-changed":
            under = "no date" if undated else "date unchanged"
            yield due(f"text changed, {under}", night, paper)
        case "item-lost":
            # One item of many is more or less than 2 % of a report's words.
            yield due("document amended", night, paper)
        case "moved":
            yield due("document moved", night + 1, paper)
        case "blink" | "closed" | "renumbered" | "merged":
            pass


Verdicts = dict[tuple[int, str], set[str]]


def _verdicts(county: County) -> Verdicts:
    """What each requirement's verdict may be at each open school tonight, where that is sure."""
    allowed: Verdicts = {}
    for school in county.schools:
        expected, accept = expectations(school, county.day)
        for name, verdict in expected.items():
            allowed[school.urn, name] = {verdict, *accept.get(name, [])}
    return allowed


def hold_against_truth(county: County, told: Iterable[Told], nights: int) -> int:
    """Print how what was told compares with what was to be told; return how much is wrong."""
    truths = [_verdicts(county.at(night)) for night in range(nights)]
    first = county.day
    news = [change for change in told if change.cause == "site"]
    again = [change for change in told if change.cause != "site"]
    dues = [
        due
        for change in county.changes
        for due in due_of(change, county.school(change.urn))
        if due.night < nights
    ]
    whole = [change for change in news if not change.requirement]
    wrong = _documents(dues, whole, first)
    wrong += _requirements(county, truths, [c for c in news if c.requirement], first)
    if again:
        print(f"Told as a re-reading although the versions stayed: {len(again)}")
    return wrong + len(again)


def _night(change: Told, first: dt.date) -> int:
    return (dt.date.fromisoformat(change.night) - first).days


def _documents(dues: Sequence[Due], told: Sequence[Told], first: dt.date) -> int:
    """Documents and websites: each once, on its night, and nothing else."""
    left = defaultdict[tuple[int, str, str], list[int]](list)
    lost = {due.urn for due in dues if due.why == "item-lost"}
    for change in told:
        about = "" if change.kind in _SITE else change.document_kind
        short = change.urn in lost and change.kind.startswith("text changed, ")
        kind = "document amended" if short else change.kind
        left[change.urn, kind, about].append(_night(change, first))
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for due in dues:
        nights = left[due.urn, due.kind, due.about]
        if due.night in nights:
            nights.remove(due.night)
            tally[due.why]["right"] += 1
            continue
        tally[due.why]["wrong"] += 1
        near = f"told on {nights}" if nights else "not told"
        wrong.append(f"{due.why} at {due.urn}: {due.kind} due on night {due.night}, {near}")
    print(f"Documents and websites: {sum(t['right'] for t in tally.values())} of {len(dues)} told"
          " once, on the right night")  # fmt: skip
    for why, counts in sorted(tally.items()):
        print(f"    {why}: {counts['right']} of {counts.total()}")
    invented = [
        f"{kind} {about} at {urn} on night {night}"
        for (urn, kind, about), nights in left.items()
        for night in nights
    ]
    print(f"Told and not scheduled: {len(invented)}")
    for line in [*wrong, *invented]:
        print(f"    {line}")
    return len(wrong) + len(invented)


def _requirements(
    county: County, truths: Sequence[Verdicts], told: Sequence[Told], first: dt.date
) -> int:
    """Requirements: what the truth decides, what follows from a new text, what is invented."""
    near = _nights_near(county)
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    seen: set[tuple[int, str, int]] = set()
    for change in told:
        night, name = _night(change, first), change.requirement or ""
        since = (dt.date.fromisoformat(change.since) - first).days
        key = change.urn, name
        line = f"{change.kind}: {name} at {change.urn} on night {night}"
        line += f" ({change.before} -> {change.after})"
        before = truths[max(0, since - 1)].get(key)
        after = truths[since].get(key)
        if (*key, night) in seen:
            tally["twice"] += 1
            wrong.append(f"twice: {line}")
        elif after is not None and before is not None and after != before:
            right = change.after in after and change.before in before
            tally["right" if right else "wrong"] += 1
            wrong += [] if right else [f"other than the truth: {line}"]
        elif since in near[change.urn]:
            # The words are new: what the truth leaves open may read otherwise now.
            known = after is not None and change.after not in after
            tally["against the truth" if known else "follows from a new text"] += 1
            wrong += [f"against the truth: {line}"] if known else []
        else:
            tally["invented"] += 1
            wrong.append(f"invented: {line}")
        seen.add((*key, night))
    missed = list(_missed(truths, seen, near))
    print(f"Requirements: {dict(tally)}, missed {len(missed)}")
    for line in [*wrong, *missed]:
        print(f"    {line}")
    return len(wrong) + len(missed)


def _nights_near(county: County) -> dict[int, set[int]]:
    near = defaultdict[int, set[int]](set)
    for change in county.changes:
        for urn in (change.urn, change.into):
            if urn is not None:
                near[urn] |= {change.night, change.night + 1}
                near[urn] |= {change.until} if change.until else set()
    return near


def _missed(
    truths: Sequence[Verdicts], seen: set[tuple[int, str, int]], near: dict[int, set[int]]
) -> Iterator[str]:
    """Verdicts that certainly became others, and of which nothing was told in time."""
    for night in range(1, len(truths) - 1):
        for (urn, name), after in truths[night].items():
            before = truths[night - 1].get((urn, name))
            if before is None or before & after or not _sayable(before, after):
                continue
            if name.endswith("-published") or _whole_document(truths, urn, name, night):
                continue
            if not {(urn, name, night), (urn, name, night + 1)} & seen:
                cause = "scheduled" if night in near[urn] else "the calendar"
                yield f"missed ({cause}): {name} at {urn} on night {night}, {before} -> {after}"


def _sayable(before: set[str], after: set[str]) -> bool:
    return before <= set(_RANKS) and after <= set(_RANKS)


def _whole_document(truths: Sequence[Verdicts], urn: int, name: str, night: int) -> bool:
    """Whether the document itself came or went, which is one change and not thirty."""
    for paper in ("report", "policy", "plan"):
        key = urn, f"{paper}-published"
        came = truths[night].get(key) != truths[night - 1].get(key)
        if came and (name.startswith(f"{paper}-") or paper == "report"):
            return True
    return False
