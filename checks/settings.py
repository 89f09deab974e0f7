"""Every number that a verdict turns on, in one place, so that it can be shown beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Thresholds of the checks. Confidences are 0 to 1, reading ease is Flesch's scale.

    `review_below`: a judgement less sure than this becomes `needs review`.
    `kind_floor`: a document less surely of a kind than this is not taken for it at all.
    `grace_months`: added to every due date before a document is called overdue.
    `due_soon_days`: how long ahead a due date is announced.
    `ease_met`: reading ease from which a text counts as plain language.
    `same_text`: share of the report's paragraphs that stand in the policy from which the
    report counts as the policy's text again.
    `linked_documents`: how many pages that the report links to are read for one school.
    `gone_after_days`: a document not seen for so long counts as taken down.
    `rival_share`: how long, against the chosen document, another one has to be to be
    taken for a possible newer version.
    """

    review_below: float = 0.5
    kind_floor: float = 0.3
    grace_months: int = 1
    due_soon_days: int = 60
    ease_met: float = 50.0
    same_text: float = 0.6
    linked_documents: int = 8
    gone_after_days: int = 45
    rival_share: float = 0.5

    def grace(self) -> str:
        """The grace in words, as shown beside a currency verdict."""
        if self.grace_months == 0:
            return "no grace"
        return f"{self.grace_months} month{'s' if self.grace_months > 1 else ''} of grace"


DEFAULT = CheckSettings()


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Limits beyond which a run's shares have moved too far to be published unseen.

    Points are percentage points; `smallest` is how many schools an area needs, in both
    runs, before its share is compared; `schools_lost` is the share of schools that may
    leave an area from one run to the next.
    """

    fall_points: float = 10.0
    rise_points: float = 10.0
    requirement_points: float = 20.0
    schools_lost: float = 0.2
    smallest: int = 20


RUN_DEFAULT = RunSettings()
