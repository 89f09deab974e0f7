"""When a change at a school is said: once, and a loss only when a later night confirms it.

Pure: what was last said and what is seen tonight in, what to say out. What could not be seen
tonight is left out by the caller, and then neither confirms nor clears anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from checks.model import Finding

Cause = Literal["site", "re-reading"]

APPEARED = "document appeared"
RENEWED = "document renewed"
AMENDED = "document amended"
VANISHED = "document vanished"
EARLIER = "earlier edition again"
MOVED = "document moved"
MET = "requirement met"
PARTLY = "requirement partly met"
LOST = "requirement lost"
OVERDUE = "went overdue"
UNREACHABLE = "site unreachable"
REACHABLE = "site reachable again"

NONE = "none"
"""The state of a kind of document of which a school has none."""

RANKS: Mapping[str, int] = {"met": 3, "partly": 2, "undated": 1, "overdue": 1, "not found": 0}
"""Verdicts that say something of the school, the better ones higher."""


@dataclass(frozen=True, slots=True)
class State:
    """What was last said of one subject at a school.

    `since` and `waiting_since` are nights (ISO dates); `waiting` is a loss seen once.
    """

    state: str
    since: str
    waiting: str = ""
    waiting_since: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A change that is to be said tonight; `since` is the night on which it was first seen."""

    kind: str
    before: str
    after: str
    since: str


def step(
    last: State | None, seen: str, night: str, *, kind: str, loss: bool
) -> tuple[State, Said | None]:
    """What to remember of one subject, and what to say of it tonight.

    `kind` names the change from `last` to `seen`; a `loss` waits for a later night. The first
    that is seen of a school is no change.
    """
    if last is None:
        return State(seen, night), None
    if seen == last.state:
        return replace(last, waiting="", waiting_since=""), None
    if not loss:
        since = last.waiting_since if last.waiting == seen else night
        return State(seen, since), Said(kind, last.state, seen, since)
    if last.waiting and last.waiting_since < night:
        since = last.waiting_since
        return State(seen, since), Said(kind, last.state, seen, since)
    return replace(last, waiting=seen, waiting_since=last.waiting_since or night), None


def verdicts(findings: Iterable[Finding]) -> dict[str, str]:
    """The verdicts that say something of the school tonight, by requirement.

    What could not be checked, and what a person should look at first, is left out; so is
    what is missing only because the whole document is: that is one change, not thirty.
    """
    return {
        finding.requirement: finding.verdict
        for finding in findings
        if finding.verdict in RANKS
        and not (finding.verdict == "not found" and finding.cause.startswith("no "))
    }


def document(kind: str) -> str:
    """The subject of a kind of document, apart from a requirement of the same name."""
    return f"document {kind}"


def of_verdict(before: str, after: str, *, same_document: bool) -> tuple[str, bool]:
    """The name of the change from one verdict to another, and whether it has to be confirmed.

    A document that nobody touched and that is overdue today has been overtaken by the
    calendar, which needs no confirmation.
    """
    if after == "overdue":
        return OVERDUE, not same_document
    if RANKS[after] > RANKS[before]:
        return (MET if after == "met" else PARTLY), False
    return LOST, True
