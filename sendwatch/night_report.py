"""What a night came to: for a person as Markdown, for a machine as JSON, and a health file."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from checks.words import count
from sendwatch.errors import ATTENTION, DONE


@dataclass
class NightReport:
    """One night in numbers. `publication` is yes, held back, or anyway with its reason.

    `failures` are faults of ours or of a set-up, `alarms` what held the publication back;
    `sent` and `undelivered` name subscriptions, which are nobody's business but the operator's.
    `unreached` counts the schools whose visit failed by the name of what stopped it
    (crawler/outcomes.py). Times are ISO 8601 in UTC; `seconds` is how long each stage took.
    """

    run: str
    night: str
    started_at: str
    finished_at: str = ""
    due: dict[str, int] = field(default_factory=dict)
    stages: dict[str, dict[str, int]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)
    publication: str = ""
    unreached: dict[str, int] = field(default_factory=dict)
    left_undone: int = 0
    sent: list[str] = field(default_factory=list)
    undelivered: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    database_bytes: int = 0
    archive_bytes: int = 0

    @property
    def exit_code(self) -> int:
        """0 done, 1 when somebody should look at something."""
        return ATTENTION if self.attention() else DONE

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return {**asdict(self), "exit_code": self.exit_code}

    def attention(self) -> list[str]:
        """What somebody should look at, one sentence each."""
        held = (f"publication held back: {alarm}" for alarm in self.alarms)
        return [*held, *self.failures, *self.undelivered]

    def for_everybody(self) -> NightReport:
        """The report as the site shows it: that subscribers were told, and not which."""
        told, failed = len(self.sent), len(self.undelivered)
        return replace(
            self,
            sent=[f"{count(told, 'message')} to subscribers"] if told else [],
            undelivered=[f"{count(failed, 'message')} could not be delivered"] if failed else [],
        )


def markdown(report: NightReport) -> str:
    """The report for a person."""
    lines = [f"# Night of {report.night}", ""]
    verdict = "needs attention" if report.exit_code else "done"
    lines += [f"Run `{report.run}`, {verdict}. Published: {report.publication or 'no'}.", ""]
    lines += _table("Due", report.due) + _table("Changes", report.changes)
    lines += _table("Not reached", report.unreached)
    for name, counts in report.stages.items():
        lines += _table(f"{name.capitalize()} ({report.seconds.get(name, 0):.0f} s)", counts)
    if report.left_undone:
        lines += [f"{report.left_undone} schools were left for another night: time was up.", ""]
    lines += _list("Needs attention", report.attention()) + _list("Told", report.sent)
    return "\n".join(lines)


def write_health(path: Path, facts: Mapping[str, object]) -> None:
    """Put the health file in the place of the one before, in one step."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(dict(facts), file, indent=1, default=str)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def health_path(db: Path) -> Path:
    """The health file lies beside the database."""
    return db.with_name(f"{db.name}.health.json")


def health_of(report: NightReport) -> dict[str, object]:
    """What a monitor needs to know of a night."""
    return {
        "status": "attention" if report.exit_code else "ok",
        "exit_code": report.exit_code,
        "night": report.night,
        "run": report.run,
        "finished_at": report.finished_at,
        "publication": report.publication,
        "attention": report.attention(),
    }


def now() -> str:
    """The present moment in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _table(title: str, counts: Mapping[str, int]) -> list[str]:
    if not counts:
        return []
    rows = [f"| {name} | {number:,} |" for name, number in counts.items()]
    return [f"## {title}", "", "| what | how many |", "|---|---:|", *rows, ""]


def _list(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *(f"- {line}" for line in lines), ""] if lines else []
