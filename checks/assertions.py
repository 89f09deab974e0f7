"""Whether a run's results moved too far since the last one to be published unseen.

A change on ten schools' websites is news; a change on a hundred in one night is most
likely a fault of ours, a vendor's block or a network that was down. Pure: the caller holds
the publication back and records who published anyway, and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from checks.model import Finding, Verdict
from checks.settings import RUN_DEFAULT, RunSettings
from checks.words import count

EVERYWHERE = "all"
"""The area that holds every school."""

REPORT_FOUND = "report found"
NOT_CHECKED = "could not be checked"

_REPORT = "report-published"
_THERE: frozenset[Verdict] = frozenset({"met", "partly", "needs review"})


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many schools, in one area, by one measure."""

    schools: int
    of: int

    @property
    def points(self) -> float:
        """The share in per cent; 0 of none."""
        return 100 * self.schools / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class RunShares:
    """A run's shares by area (an authority's code, or `EVERYWHERE`) and measure.

    A measure is `REPORT_FOUND`, `NOT_CHECKED` or a requirement's id, whose share is that
    of the schools owing it which meet it. `schools` counts the schools of each area.
    """

    run: str
    shares: dict[tuple[str, str], Share] = field(default_factory=dict)
    schools: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One share that moved too far; `message` says what moved, in one sentence."""

    area: str
    measure: str
    before: Share
    now: Share
    message: str


def shares_of(run: str, findings: Iterable[tuple[str, Finding]]) -> RunShares:
    """Count a run's findings, each given with the code of its school's authority."""
    schools: dict[str, set[int]] = {}
    hits: Counter[tuple[str, str]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    for authority, finding in findings:
        for area in (authority, EVERYWHERE):
            schools.setdefault(area, set()).add(finding.urn)
            for measure, hit in _measures(finding):
                totals[area, measure] += 1
                hits[area, measure] += hit
    shares = {key: Share(hits[key], total) for key, total in totals.items()}
    return RunShares(run, shares, {area: len(urns) for area, urns in schools.items()})


def _measures(finding: Finding) -> list[tuple[str, bool]]:
    """What a finding counts for, and whether it counts as a hit."""
    if finding.verdict == "not applicable":
        return []
    found = [(finding.requirement, finding.verdict == "met")]
    if finding.requirement == _REPORT:
        found.append((REPORT_FOUND, finding.verdict in _THERE))
        found.append((NOT_CHECKED, finding.verdict == "could not check"))
    return found


def compare(
    previous: RunShares | None, current: RunShares, settings: RunSettings = RUN_DEFAULT
) -> list[Alarm]:
    """What moved too far from the previous run to this one, the whole area first.

    No alarms where there is no previous run. An area or measure that is new is not
    compared; one that is gone is.
    """
    if previous is None:
        return []
    alarms = [*_schools_lost(previous, current, settings)]
    for (area, measure), before in previous.shares.items():
        now = current.shares.get((area, measure), Share(0, 0))
        if min(before.of, now.of) < settings.smallest:
            continue
        moved = now.points - before.points
        if _too_far(area, measure, moved, settings):
            alarms.append(Alarm(area, measure, before, now, _message(area, measure, before, now)))
    return sorted(alarms, key=lambda alarm: (alarm.area != EVERYWHERE, alarm.area, alarm.measure))


def _too_far(area: str, measure: str, moved: float, settings: RunSettings) -> bool:
    if measure == REPORT_FOUND:
        return moved < -settings.fall_points
    if measure == NOT_CHECKED:
        return moved > settings.rise_points
    # One authority's schools may well renew a document together; all of England's do not.
    return area == EVERYWHERE and abs(moved) > settings.requirement_points


def _message(area: str, measure: str, before: Share, now: Share) -> str:
    place = "all schools" if area == EVERYWHERE else f"authority {area}"
    what = measure if measure in (REPORT_FOUND, NOT_CHECKED) else f"{measure} met"
    return (
        f"{what[0].upper()}{what[1:]} in {place}: {before.points:.0f} % ({before.schools} of"
        f" {before.of}) in the last run, {now.points:.0f} % ({now.schools} of {now.of}) now."
    )


def _schools_lost(
    previous: RunShares, current: RunShares, settings: RunSettings
) -> Iterable[Alarm]:
    for area, before in previous.schools.items():
        now = current.schools.get(area, 0)
        if before < settings.smallest or now >= before * (1 - settings.schools_lost):
            continue
        place = "all" if area == EVERYWHERE else f"authority {area}"
        message = (
            f"Schools checked in {place}: {before:,} in the last run, {count(now, 'school')} now."
        )
        yield Alarm(area, "schools", Share(before, before), Share(now, before), message)
