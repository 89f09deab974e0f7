"""Holds the verdicts of a run against the county's truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One verdict that is neither the expected one nor as good; `got` is None where none came.

    `accusing` is true where the run says of a school that something is missing, undated or
    overdue and the truth says otherwise: the mistakes that cost most.
    """

    urn: int
    requirement: str
    expected: str
    got: str | None
    style: str
    story: tuple[str, ...]

    @property
    def accusing(self) -> bool:
        """Whether the school is blamed for what it did not do."""
        return self.got in _BLAMING and self.expected not in _BLAMING


_BLAMING = ("not found", "overdue", "undated")


def compare(
    truth: Mapping[str, Any], verdicts: Mapping[tuple[int, str], str]
) -> tuple[int, list[Difference]]:
    """Give how many verdicts were looked at, and every one that is wrong.

    `truth` is truth.json as loaded; `verdicts` go by URN and requirement. Requirements of
    which the truth says nothing are not looked at.
    """
    looked_at, wrong = 0, []
    for urn, school in truth["schools"].items():
        for requirement, expected in school["expected"].items():
            looked_at += 1
            got = verdicts.get((int(urn), requirement))
            if got != expected and got not in school["accept"].get(requirement, ()):
                story = tuple(school["story"])
                wrong.append(
                    Difference(int(urn), requirement, expected, got, school["style"], story)
                )
    return looked_at, wrong
