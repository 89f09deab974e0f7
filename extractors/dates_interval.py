"""How often a document says that it is reviewed, where it gives no date."""

from __future__ import annotations

import re

from extractors.dates_labels import DOCUMENT_NOUNS
from extractors.dates_lines import Line

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = r"(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + ")"
_EVERY: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern), months)
    for pattern, months in (
        (rf"\b{_COUNT}\)?[\s-]*(?:calendar )?years?(?:ly)?\b", 12),
        (rf"\b{_COUNT}\)?[\s-]*(?:calendar )?months?(?:ly)?\b", 1),
        (r"\bevery (?:other|second) year\b|\bbiennial(?:ly)?\b", 24),
        (r"\btriennial(?:ly)?\b", 36),
        (
            r"\bannual(?:ly)?\b|\byearly\b|\b(?:every|each|once an?) (?:academic |school )?year\b"
            r"|\bevery twelve months\b",
            12,
        ),
        (r"\btermly\b|\b(?:every|each|once a) term\b", 4),
        (r"\bhalf[\s-]yearly\b|\btwice (?:a year|yearly)\b", 6),
        (r"\bmonthly\b|\b(?:every|each) month\b", 1),
    )
)
"""How often, as words with the months they mean (or that they count)."""

_CYCLE = re.compile(
    r"\b(?:review (?:cycle|frequency|period|interval|requirements?|schedule|timetable|timescale)|"
    r"frequency of review|cycle of review|status (?:&|and) review cycle|reviewed how often)\b"
    r"[\s:|(-]*(?P<rest>.{0,40})"
)
_NOUN = "|".join(noun for noun in DOCUMENT_NOUNS if noun not in ("provision", "information"))
_SENTENCE = re.compile(
    r"\b(?P<who>this|the|our|it)\b(?P<between>[^.;:]{0,60}?)\b(?:is|be|are)\s+"
    r"(?:\w+\s+){0,3}?(?:reviewed|updated|revised|renewed)\b(?P<rest>[^.;]{0,60})"
)
_HEADING = re.compile(
    r"^(?:policy |to be |is |will be |this policy )*(?:reviewed|updated|review)\b"
    r"[\s:|-]*(?P<rest>.{0,40})"
)
_OTHERS = re.compile(
    r"\b(?:ehc\w*|education,? health|ieps?|individual|targets?|provision maps?|support plans?|"
    r"pupils?|child\w*|progress|passports?|profiles?|behaviour|care plans?|health ?care|risk|"
    r"register|statements? of|objectives|learning plans?|outcomes?|interventions?)\b"
)


def interval_in(lines: list[Line]) -> int | None:
    """The review cycle in months as the document states it of itself, or None.

    A labelled cycle ("Review cycle: annual") is taken before a sentence ("This policy is
    reviewed every three years").
    """
    candidates = [line.plain for line in lines if "review" in line.plain or "updated" in line.plain]
    for text in candidates:
        for match in _CYCLE.finditer(text):
            months = _months(match["rest"])
            if months:
                return months
    for text in candidates:
        months = _sentence(text)
        if months:
            return months
    return None


def _sentence(text: str) -> int | None:
    for match in _SENTENCE.finditer(text):
        subject = match["who"] + match["between"]
        named = re.search(rf"\b(?:{_NOUN})\b", subject)
        if match["who"] == "it" and len(match["between"].split()) <= 1:
            named = re.search(
                rf"\b(?:this|the|our)\b.{{0,40}}\b(?:{_NOUN})\b", text[: match.start()]
            )
            subject = text[max(0, match.start() - 160) : match.start()]
        if named and not _OTHERS.search(subject):
            months = _months(match["rest"])
            if months:
                return months
    heading = _HEADING.match(text)
    if heading and len(text.split()) <= 8 and not _OTHERS.search(text):
        return _months(heading["rest"])
    return None


def _months(text: str) -> int | None:
    """The first interval that a few words name, in months."""
    hits = []
    for pattern, months in _EVERY:
        match = pattern.search(text)
        if match:
            count = match.groupdict().get("n") or "1"
            hits.append((match.start(), (_NUMBERS.get(count) or int(count)) * months))
    first = min(hits, default=None)
    return first[1] if first and 0 < first[1] <= 120 else None
