"""The school's name as a document gives it."""

from __future__ import annotations

import re
from collections import Counter

from extractors.model import Document

_END = (
    r"(?:School|Academy|College|Nursery|Federation|SCHOOL|ACADEMY|COLLEGE|NURSERY|FEDERATION)"
    r"(?:\s+(?:and|&|AND)\s+(?:[A-Z][\w’'-]+\s+){0,2}"
    r"(?:Nursery|College|Sixth Form|Children[’']s Centre|NURSERY|COLLEGE|SIXTH FORM)"
    r"(?:\s+(?:College|School|Centre))?)?"
)
_WORD = (
    r"(?!(?:School|Academy|College)\s+(?:and|&|with)\b)"
    r"(?:[A-Z][\w’'.-]*|\([A-Z][\w.]*\)|of|the|and|on|in|with|by|upon|le|&)"
)
_NAME = re.compile(rf"\b(?:{_WORD}\s+){{1,8}}{_END}\b")
_ANY_END = re.compile(r"school|academy|college|nursery|federation", re.IGNORECASE)

_LEADING = re.compile(
    r"^(?:(?:a|about|accessibility|all|and|annual|approved|as|at|attending|body|both|by|contact"
    r"|disabilit(?:y|ies)|each|educational|equality|every|for|from|governing|guidance|head"
    r"|headteacher|here|if|in|inclusion|information|is|joining|leaving|local|name|needs?"
    r"|objectives|of|offer|on|our|plan|polic(?:y|ies)|report|reviewed|school|send?|send?co"
    r"|special|teacher|the|this|to|updated|we|welcome|when|while|with|within"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r")\s+)+",
    re.IGNORECASE,
)

_GENERIC = """a after all and another any attend before boarding breakfast c.e ce childcare
    church community comprehensive controlled day each every feeder first form free governor
    governors grammar high home hospital in independent infant infants junior juniors lead local
    lower main mainstream maintained middle modern multi new next nursery of our own partner place
    pre pre-school preschool previous primary pupil secondary senior sixth special specialist state
    summer sunday teaching technical the their this trust upper village virtual whole your"""
_KINDS_OF_SCHOOL = frozenset(_GENERIC.split())
"""Words that say what kind of school is meant; a name has at least one other."""

_SENTENCE_WORDS = """attending cannot child children learners needs not parents plan policy
    pupils report service statement students supporting who"""
_NEVER_IN_A_NAME = frozenset(_SENTENCE_WORDS.split())
"""Words of a sentence that only looks like a name."""

OPENING_BONUS = 5
"""A name in the title, the opening or a running header counts as so many mentions."""

_OPENING_LINES = 12


def school_name(document: Document) -> str:
    """The school whose document it is, as it stands there; "" where none is named.

    The name most often given, with a bonus for standing at the top; other schools that a
    text mentions (feeder schools, partners) are named less often.
    """
    lines = document.text.split("\n")
    top = [document.title, *lines[:_OPENING_LINES], *(block.text for block in document.furniture)]
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for bonus, group in ((OPENING_BONUS, top), (1, lines)):
        for line in group:
            for name in _names(line):
                key = " ".join(name.casefold().replace("’", "'").split())
                counts[key] += bonus
                if key not in written or written[key].isupper():
                    written[key] = name
    if not counts:
        return ""
    best = max(counts, key=lambda key: counts[key])
    longer = (key for key in counts if key.startswith(f"{best} and ") and counts[key] > 1)
    return written[max(longer, key=lambda key: counts[key], default=best)]


def _names(line: str) -> list[str]:
    if not _ANY_END.search(line):
        return []
    found = (_LEADING.sub("", match.group()) for match in _NAME.finditer(line))
    return [name for name in found if _is_name(name)]


def _is_name(name: str) -> bool:
    words = name.lower().replace("’", "'").split()
    if _NEVER_IN_A_NAME.intersection(words):
        return False
    return len(words) > 1 and any(word not in _KINDS_OF_SCHOOL for word in words[:-1])
