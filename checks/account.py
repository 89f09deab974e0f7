"""Whether a report tells what was done, and whether it is a text of its own.

The law asks for information on how the policy was put into practice. A report that only
says what the school means to do, or repeats the policy, is not much of an account.
"""

from __future__ import annotations

import re

from checks.bodies import Body
from checks.first_look import Guarded, Pieces, Words, first_match, guarded, likely
from checks.mentions import around, sentences

_PUPILS = r"(?:pupils|children|students|learners|young people)"
_NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)(?<!section )\d{1,4}"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)"
)


def _signal(*texts: str) -> Guarded:
    return guarded(*texts, flags=re.IGNORECASE)


SIGNALS: dict[str, Guarded] = {
    "year": _signal(
        r"\b(?:this|last|the (?:past|previous|last)|during the|over the (?:past|last))"
        r" (?:school |academic )?(?:year|twelve months|term)\b[^.]{0,120}"
        r"\b(?:was|were|had|have|has|we \w+ed|attended|received|held|took|ran|worked)\b",
        r"\b(?:was|were|had|have|has|attended|received|held|took|ran)\b[^.]{0,120}"
        r"\b(?:this|last|during the|over the) (?:past |school |academic )?(?:year|term)\b",
        r"\bin (?:20\d\d[-–/ ]{1,3}(?:20)?\d\d)\b[^.]{0,80}\b(?:was|were|had|have|has)\b",
    ),
    "numbers": _signal(
        r"\b\d{1,2}(?:\.\d+)? ?(?:%|per ?cent)",
        rf"\b{_NUMBER} (?:of (?:our|the|these) )?{_PUPILS}\b(?! and families)",
        rf"\b{_PUPILS}[^.]{{0,40}}\b(?:register|EHC ?Ps?|EHC plans?|SEN support)\b"
        r"[^.]{0,20}: ?\d",
    ),
    "outcomes": _signal(
        rf"\b{_PUPILS}\b[^.]{{0,100}}\b(?:made (?:\w+ ){{0,2}}progress|achieved|attained|met"
        r" (?:\w+ )?(?:target|outcome|expect)|improved|reached|moved (?:on|off)|gained)",
        r"\b(?:showed|shows|saw|led to|resulted in)\b[^.]{0,60}\b(?:progress|improve|impact)",
    ),
    "changes": _signal(
        r"\b(?:we|the school|staff|leaders) (?:have |has |also )*(?:introduced|changed|increased"
        r"|reorgani[sz]ed|started|replaced|extended|appointed|employed|invested|bought|set up"
        r"|opened|redesigned)\b",
        r"\bas a result(?: of (?:this|the|our))?,? we\b",
        r"\b(?:new|changes) (?:for|since|in) (?:this|last) (?:year|term)\b",
    ),
}
"""What an account of a year has; each is looked for once in the report."""

_FIRST_LOOK = Words(tuple(SIGNALS.values()))

_NOT_TOLD = re.compile(
    r"\b(?:when|if|unless|where|will|would|may|might|should|must|in order|so that|aims?)\b",
    re.IGNORECASE,
)
"""A sentence with one of these says what is meant to be rather than what was."""

ENOUGH = 3
"""So many of the four signals make an account; one or two make part of one."""


def account_signals(body: Body) -> dict[str, str]:
    """For each signal that the report shows, the sentence that shows it."""
    pieces = _FIRST_LOOK.look([lowered for _, lowered in body.lines])
    told = {name: _told(signal, body, pieces) for name, signal in SIGNALS.items()}
    return {name: quotation for name, quotation in told.items() if quotation}


def _told(signal: Guarded, body: Body, pieces: Pieces) -> str:
    """The first sentence that shows a signal and tells what was; "" where there is none."""
    for number, ways in pieces.worth_trying(signal):
        for sentence in sentences(body.lines[number][0]):
            match = first_match(likely(ways, sentence.lower()), sentence)
            if match is not None and _NOT_TOLD.search(sentence) is None:
                return around(sentence, match.start())
    return ""


def shared_text(report: Body, policy: Body) -> tuple[float, str, str]:
    """The share of the report's paragraphs that stand in the policy word for word.

    Also the first paragraph that does stand there and the first that does not ("" where
    there is none), to show. Paragraphs under eight words are not counted.
    """
    ours = _paragraphs(report)
    theirs = set(_paragraphs(policy))
    same = [text for text in ours if text in theirs]
    own = [text for text in ours if text not in theirs]
    share = len(same) / len(ours) if ours else 0.0
    first_same = ours[same[0]] if same else ""
    return share, first_same, ours[own[0]] if own else ""


def _paragraphs(body: Body) -> dict[str, str]:
    """Paragraphs long enough to compare: as compared, and as they stand."""
    return {lowered: text for text, lowered in body.paragraphs}
