"""Sentences that say that there is none: "we do not yet have a process for ...".

Such a sentence speaks about what the law asks, and may even be honest information; whether it
answers the law is for a person to say. A green tick beside it could not be defended.
"""

from __future__ import annotations

import re

_NO_DENIAL = (
    r"(?!\s*(?:\w+ly )?(?:only|just|simply|discriminat|tolerat|charg|expect|want|wish|believe|"
    r"assum|wait|hesitat|treat|exclud|accept|rely|label|see |think|underestimat|always|need|"
    r"necessarily|have to|permit|allow|use exclusion|make (?:\w+ )?(?:progress|assumptions)|"
    r"mean|feel|leave|lose|miss|let ))"
)
_SCHOOL = (
    r"(?:we|our (?:school|nursery|academy|college)|the (?:school|nursery|academy|college)|"
    r"this (?:school|nursery|academy|college)|(?:the )?(?:staff|governors))"
)
_DENIES = re.compile(
    rf"\b{_SCHOOL}\s+(?:(?!who\b|that\b|which\b)\w+ ){{0,2}}?"
    rf"(?:(?:do|does|did|have|has|had|can|could|are|is|were|was) not|\w+n[’']t|cannot){_NO_DENIAL}"
    r"|\bthere (?:is|are|was|were) (?:currently |at present |as yet )?(?:no|not (?:yet )?an?y?)\b"
    r"(?! (?:limit|need|reason|charge|cost|doubt|one |single|expectation|difference|set ))"
    r"|\bnone of (?:our|the) (?:staff|teachers|assistants)\b"
    r"|\b(?:we|the school) (?:have|has) (?:stopped|ceased|no longer)\b"
    r"|\b(?:parents|carers|families|pupils|children|students)(?: \w+){0,5}?"
    r" (?:have|has|are|were|was)(?: not|n[’']t) (?:yet )?(?:been )?"
    r"(?:consult|involv|ask|invit|admit|able to join)"
    r"|\bpost is (?:currently |now )?vacant\b|\b(?:our|the) (?:last|former|previous) senco\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:but|however|instead|although|though)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def denies(text: str, quotation: str) -> bool:
    """Whether the sentence of `text` in which `quotation` stands says that there is none.

    Only what a school says of itself counts; what pupils do not do ("is not making progress")
    is no denial, and neither is what nobody should do ("we do not discriminate").
    """
    at = text.find(quotation)
    if at < 0:
        return False
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    stop = min((end for end in ends if end >= at + len(quotation.rstrip(".!?"))), default=len(text))
    found = _DENIES.search(text, start, stop)
    # "We have no unit, but we have included ..." goes on to say what there is.
    return found is not None and not _GOES_ON.search(text, found.end(), stop)
