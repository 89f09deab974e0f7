"""A run is measured fairly: as-good verdicts count, wrong blame is told apart."""

from __future__ import annotations

from typing import Any

from tests.sites import compare

TRUTH: dict[str, Any] = {
    "schools": {
        "900001": {
            "style": "static",
            "story": {},
            "expected": {
                "plan-published": "met",
                "complaints": "not found",
                "report-current": "overdue",
            },
            "accept": {"complaints": ["partly"]},
        }
    }
}


def test_expected_and_accepted_verdicts_are_right() -> None:
    verdicts = {
        (900001, "plan-published"): "met",
        (900001, "complaints"): "partly",
        (900001, "report-current"): "overdue",
        (900001, "something-else"): "met",
    }
    assert compare(TRUTH, verdicts) == (3, [])


def test_blame_without_ground_is_told_from_other_mistakes() -> None:
    verdicts = {
        (900001, "plan-published"): "not found",
        (900001, "complaints"): "met",
    }
    looked_at, wrong = compare(TRUTH, verdicts)
    assert looked_at == 3
    assert {(entry.requirement, entry.got): entry.accusing for entry in wrong} == {
        ("plan-published", "not found"): True,
        ("complaints", "met"): False,
        ("report-current", None): False,
    }
