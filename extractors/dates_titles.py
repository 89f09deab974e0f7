"""Dates that no label explains: in titles, on covers, in footers, under the last line.

Here too stand the shape of a `Claim` and where a sentence begins, which `dates_claims` shares.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from extractors.dates_labels import DOCUMENT_NOUNS, FOREIGN, OTHERS, TITLE_NOUN, TO_BE
from extractors.dates_lines import Line
from extractors.dates_phrases import Sense
from extractors.dates_values import Value, join, spans_years
from extractors.model import Precision


@dataclass(frozen=True, slots=True)
class Claim:
    """A date with the sense its words give it, between two positions of its line's text.

    `strength` is 3 with a label, 2 in a title, 1 for a bare date. `scheduled` marks a list of
    reviews to come ("Interim review dates: ..."), `interim` a review before the full or last one.
    """

    sense: Sense
    start: dt.date
    end: dt.date
    precision: Precision
    at: int
    to: int
    strength: int
    scheduled: bool = False
    interim: bool = False


_SENTENCE_END = re.compile(
    r"[.!?](?<!\bmr.)(?<!\bmrs.)(?<!\bms.)(?<!\bdr.)(?<!\brev.)(?<!\bno.)(?<!\b[a-z].)\s+"
    r"(?=[a-z]{2,})"
)
_MONTH_STOP = re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$")
_RANGE = re.compile(r"\s*(?:-|\bto\b|\buntil\b)\s*")
_NOT_BEFORE_WEAK = re.compile(
    r"\b(?:years?|ages?|aged|pages?|pp?|years? groups?|ks|questions?)\s*$"
)
VERB = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|should|must|sets|may|can|we|you|shows?|see|links?|read|"
    r"click|download|describes|explains|replaces|superseded?s?|during|since|last|next|previous)\b"
)
_THIS_IS = re.compile(r"\s*(?:this is|here is|welcome to|below is|thank you for reading) ")
_DONE = re.compile(r"\b(?!related|based|advanced|integrated)[a-z]{3,}ed\b")
_SENTENCE = re.compile(
    r"\b(?!related|based|advanced|integrated|combined|federated|unified|amended|revised|updated|"
    r"reviewed|published|shared|united|sacred|blessed|red|need)[a-z]{3,}ed (?!needs?\b)"
)
"""What was done before the title's words: "The trust commissioned a review of SEND in"."""
_NUMBERED = re.compile(r"\b(?:page|of|issue|number|no|volume|vol|edition|\d{1,3})\b")
_NOT_YET = re.compile(r"\b(?:awaiting|pending|to be|will be)\b")
_SCHOOL = re.compile(
    r"\b(?:School|Academy|College|Nursery|Federation|Trust|Centre|Infants?|Juniors?)\b"
)
"""Under the title stands whose it is and for when: "Sample Infant School 2022-23"."""
_MODEL = re.compile(
    r"\b(?:(?:based|modelled|draws|drawing) (?:up)?on|follow(?:s|ing)|adapted from|taken from|"
    r"with thanks to|model (?:plan|policy|report|document)|template|exemplar)\b"
)
"""Whose paper was copied: the date beside it is that paper's."""
_ENTRY = re.compile(r"\s+(?:entry|intake|starters?|admissions?)\b")
"""After a date: it is the day on which pupils start."""
_TALKS = re.compile(
    rf"\b(?!(?:of|and|the|for|at|in|to|an?|{'|'.join(DOCUMENT_NOUNS)}|educational|needs|special|"
    r"disabilit(?:y|ies)|school|academic|year|annual|inclusion|accessibility)\b)[a-z]{3,}"
)
"""Words before a date that no title has: a cell of an action plan."""
_NAME = re.compile(
    r"(?:(?:Mrs?|Ms|Miss|Dr)\.?\s+(?:[A-Z]\.?\s?){0,3}|(?:[A-Z]\.?\s?){1,3})[A-Z][\w'’-]+"
)
_AUTHOR = re.compile(
    r"\b(?:sen?d?co|head\s?teacher|principal|chair|governors?|"
    r"(?:inclusion|send?) (?:manager|lead|leader))\b"
)


def boundary(text: str, before: int) -> int:
    """Where the sentence or table cell that holds a position begins."""
    at = text.rfind("|", 0, before) + 1
    # Two letters more, because a sentence ends only where another begins.
    for match in _SENTENCE_END.finditer(text, at, before + 2):
        if match.end() <= before and not _MONTH_STOP.search(text, 0, match.start()):
            at = match.end()
    return at


def unlabelled(
    line: Line,
    left: list[Value],
    values: list[Value],
    own: frozenset[str],
    claims: list[Claim],
    *,
    titled: bool,
) -> list[Claim]:
    """Dates in titles, and dates that stand alone where a document dates itself, or beside the
    labelled `claims` of the line only.
    """
    left = joined(line.plain, left)
    if _MODEL.search(line.plain):
        return []
    titles = [claim for value in left if (claim := _in_title(line, value, own))]
    if titles:
        listed = re.search(r"[,;|]", line.plain[titles[0].to : titles[-1].to])
        return [] if listed else titles  # "Behaviour Policy 2023, SEN Policy 2024": others
    if len(values) > 2:
        return []
    return [claim for value in left if (claim := _bare(line, value, claims, titled=titled))]


def joined(text: str, values: list[Value]) -> list[Value]:
    """The dates, with the two ends of a span made one."""
    found: list[Value] = []
    for value in values:
        if found and _RANGE.fullmatch(text, found[-1].to, value.at):
            span = join(found[-1], value)
            if span:
                found[-1] = span
                continue
        found.append(value)
    return found


def _in_title(line: Line, value: Value, own: frozenset[str]) -> Claim | None:
    """The claim of a date in a title: "SEND Information Report for Example School 2024-25"."""
    if not (line.titular or line.place == "furniture"):
        return None
    start = boundary(line.plain, value.at)
    before, after = line.plain[start : value.at], line.plain[value.to :]
    opening = _THIS_IS.match(before)
    start, before = (start + opening.end(), before[opening.end() :]) if opening else (start, before)
    nouns = list(TITLE_NOUN.finditer(before))
    if nouns:
        between = before[nouns[-1].end() :]
        if FOREIGN.search(before) or VERB.search(before) or len(before.split()) > 16:
            return None
        goes_on = after.rstrip().endswith(".") and after.strip(" .)")
        if _SENTENCE.search(before) or (goes_on and not _heads(line, start, value.to)):
            return None
        if OTHERS.intersection(re.findall(r"[a-z]+", before)) - own:
            return None
        if (
            len(between.split()) > 8
            or re.search(r"\bon\s*$", between)
            or _DONE.search(between)
            or _NOT_BEFORE_WEAK.search(before)
        ):
            return None
        if VERB.match(after.lstrip()) or _ENTRY.match(after) or FOREIGN.match(after.lstrip(" (")):
            return None
        if line.place != "furniture" and line.words > 24:
            return None
        if line.place == "row" and _TALKS.search(line.text, start, value.at):
            return None
        return _untold(value, start, value.to, 2)
    noun = TITLE_NOUN.search(after)
    if not noun or (value.weak and not spans_years(value)):
        return None
    heading = after[: noun.end()]
    if before.strip(" ([|-") or FOREIGN.search(after) or VERB.search(after) or line.words > 14:
        return None
    return _untold(value, value.at, value.to + len(heading), 2)


def _heads(line: Line, start: int, end: int) -> bool:
    """Whether the words up to `end` head what follows: a title that ran into the first sentence."""
    return start == 0 and line.text[end:].lstrip()[:1].isupper()


def _bare(line: Line, value: Value, claims: list[Claim], *, titled: bool) -> Claim | None:
    """The claim of a date without label or title: on the cover, in a footer, at the end."""
    if not (line.titular or line.last or line.place == "furniture"):
        return None
    rest = line.plain[: value.at] + " " + line.plain[value.to :]
    others = line.plain[: value.at] + " " * (value.to - value.at) + line.plain[value.to :]
    for claim in claims:
        others = others[: claim.at] + " " * (claim.to - claim.at) + others[claim.to :]
    alone = not re.search(r"[a-z0-9]", _NUMBERED.sub("", others))
    if value.weak or line.place == "row" or FOREIGN.search(others):
        return None
    if TO_BE.search(line.plain, 0, value.at) or _NOT_YET.search(others):
        return None
    dated = value.precision in ("day", "month", "term")
    if alone and titled and line.titular:
        return _untold(value, value.at, value.to, 1)
    if alone and dated and (line.place == "furniture" or line.last):
        return _untold(value, value.at, value.to, 1)
    told = VERB.search(rest) or _DONE.search(rest)
    before = line.text[: value.at]
    of_a_school = titled and line.titular and not line.plain[value.to :].strip(" .)")
    if of_a_school and _SCHOOL.search(before) and not _TALKS.search(before):
        return _untold(value, value.at, value.to, 1)
    named = line.last and _NAME.fullmatch(before.strip(" ,-–"))
    signed = named or (line.words <= 8 and _AUTHOR.search(rest) and not told)
    ends = not line.plain[value.to :].strip(" .)")
    if signed and ends and dated and (line.titular or line.last or line.place == "furniture"):
        return _untold(value, 0, value.to, 1)
    return None


def _untold(value: Value, at: int, to: int, strength: int) -> Claim:
    """A claim without a label: years are the time that a document is for, days its issue."""
    sense: Sense = "period" if value.precision in ("academic-year", "range", "year") else "issued"
    return Claim(sense, value.start, value.end, value.precision, at, to, strength)
