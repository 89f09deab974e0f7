"""What the dates of one line say: labels paired with dates, titles, bare dates.

A `Claim` still has the sense that its words give it; `dates` compares the claims of the whole
document and settles what a bare "Review date" means.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.dates_labels import (
    AGENT,
    BECAUSE,
    CONNECTORS,
    FOREIGN,
    INTERIM,
    LABEL,
    LEAD_WORDS,
    OWN_WORDS,
    PAPERS,
    SCHEDULE_LABEL,
    SELF,
    STOPS_GAP,
    TO_BE,
    WITH_WHOM,
    Sense,
    sense_of,
)
from extractors.dates_lines import Line
from extractors.dates_titles import VERB, Claim, boundary, joined, unlabelled
from extractors.dates_values import Value, spans_years, values_in

LONGEST_GAP_WORDS = 12
MOST_DATES = 60
"""A line with more dates than this is a table of something else, run together."""
FURTHEST_LABEL = 240
"""Letters before a line's first date in which labels are looked for."""
LONGEST_OBJECT = 40
"""Letters after "we shall revisit" in which the document is named."""
LONGEST_NAMES = 18
"""Words of a school's name and address on a cover."""
LONGEST_LINE_WORDS = 12
"""Outside the places for sign-offs a label counts in a line no longer than this."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label between two positions of a text made plain."""

    sense: Sense
    at: int
    to: int
    text: str


_IN_NAMES = frozenset(
    {"of", "and", "the", "for", "with", "in", "on", "upon", "le", "de", "by", "at"}
)
_STANDS_FOR_IT = re.compile(
    r"\s*(?:and )?(?:this (?:one|year's|edition|version)|it|they|these|which)"
    r"(?: (?:was|were|is|are))?\s*"
)
_DETERMINERS = frozenset({"the", "our", "a", "an", "your", "their", "each", "his", "her", "every"})
_LISTED = re.compile(r"\s*(?:,|;|/|&|,?\s*\band\b)\s*")
_NOT_AFTER_WEAK = re.compile(
    r"\s*(?:%|(?:weeks?|days?|months?|years?|hours?|minutes?|pupils|children|staff|times|of|out|"
    r"am|pm|points?|marks?)\b)"
)
_BARE_NUMBER = re.compile(r"\d{1,2}[\s,]")
_DATED = re.compile(
    r"\b(?:reviewed?|approved|adopted|agreed|ratified|updated|amended|revised|issued|published)\b"
    r"[^.;]{0,30}?\d{2}"
)
_NOT_ITSELF = re.compile(r"\b(?:school|academy|trust|website)\s+(?:was|were|is|has|have)\b")
_DASHED = re.compile(r"\s-\s*$|\($")
"""A title that its dates follow: "SEN Policy - Reviewed May 2024"."""
_ROLE_FIELD = re.compile(r"\b(?:role|position|job title)\s*:")
_WE_SHALL = re.compile(
    r"\s*we (?:will|shall|hope to|aim to|plan to|intend to) "
    r"(?:publish|issue|produce|write|share|post)\s*"
)
_PLANS_OF_PUPILS = re.compile(r"annual[\s-]reviews\b")
_VERSION = re.compile(r"(?:version|edition|issued?|revision|draft)")


def claims_in(line: Line, own: frozenset[str], *, titled: bool) -> list[Claim]:
    """The claims that stand whole within one line.

    `own` are the words of the document's title, `titled` whether it has one.
    """
    values = values_in(line.plain)
    if not values or len(values) > MOST_DATES:
        return []
    labels = labels_in(line.plain, values)
    if any(label.sense == "period" for label in labels):
        values = joined(line.plain, values)
    claims, used = _labelled(line, values, labels, own)
    left = [value for value in values if value not in used]
    if left and not line.linked:
        claims.extend(unlabelled(line, left, values, titled=titled))
    return claims


def labels_in(text: str, values: list[Value]) -> list[Label]:
    """The labels that overlap no date."""
    found = []
    nearest = max(0, values[0].at - FURTHEST_LABEL) if values else 0
    for match in LABEL.finditer(text, text.rfind(" ", 0, nearest) + 1):
        inside = any(match.start() < value.to and value.at < match.end() for value in values)
        if not inside:
            found.append(Label(sense_of(match), match.start(), match.end(), match[0]))
    return found


def _labelled(
    line: Line, values: list[Value], labels: list[Label], own: frozenset[str]
) -> tuple[list[Claim], set[Value]]:
    claims: list[Claim] = []
    used: set[Value] = set()
    claimed_to = 0  # the end of the last date that a label took
    previous: tuple[Value, Claim] | None = None
    index = 0
    while index < len(values):
        value = values[index]
        after = values[index - 1].to if index else 0
        before = [label for label in labels if after <= label.at and label.to <= value.at]
        before = _in_clause(line, before, value)
        run = _run(line.plain, before, values, index, labels)
        if run and _heads(line, before, claimed_to, own):
            for label, paired in zip(before, values[index : index + run], strict=True):
                claims.append(_claim(label.sense, paired, paired.at, line, label))
                used.add(paired)
            index += run
            claimed_to, previous = values[index - 1].to, None
            continue
        claim = _governed(line, value, before, claimed_to, own)
        if not claim and not before and previous:
            between = line.plain[previous[0].to : value.at]
            if _LISTED.fullmatch(between) and previous[0].precision == value.precision:
                claim = replace(
                    previous[1],
                    start=value.start,
                    end=value.end,
                    at=value.at,
                    to=value.to,
                    scheduled=previous[1].scheduled,
                )
        if not claim:
            claim = _value_first(line, value, values, labels, claimed_to)
        if claim:
            claims.append(claim)
            used.add(value)
            claimed_to = claim.to
        previous = (value, claim) if claim else None
        index += 1
    return claims, used


def _in_clause(line: Line, before: list[Label], value: Value) -> list[Label]:
    """The labels of the date's own sentence or clause, where one of them says what was done.

    "We publish this every year. Last published: April 2026" has one label, not two.
    """
    if line.place == "row":
        return before
    start = max(boundary(line.plain, value.at), line.plain.rfind(";", 0, value.at))
    near = [label for label in before if label.at >= start]
    return near if any(label.sense not in ("body", "date") for label in near) else before


def _run(
    text: str, before: list[Label], values: list[Value], index: int, labels: list[Label]
) -> int:
    """How many labels in a row are followed by as many dates in a row (two table rows run
    together), 0 where they are not.
    """
    count = len(before)
    if count < 2 or len({label.sense for label in before}) < 2 or index + count > len(values):
        return 0
    gaps = [text[a.to : b.at] for a, b in pairwise(before)]
    if any(not re.fullmatch(r"[\s:|,/-]*", gap) for gap in gaps):
        return 0
    paired = values[index : index + count]
    apart = [text[a.to : b.at] for a, b in pairwise(paired)]
    return count if all(re.fullmatch(r"[\s|,/]*", gap) for gap in apart) else 0


def _governed(
    line: Line, value: Value, before: list[Label], claimed_to: int, own: frozenset[str]
) -> Claim | None:
    """The claim that the nearest label before a date makes, if any does."""
    if not before:
        return None
    strong = [label for label in before if label.sense not in ("body", "date")]
    if not (spans_years(value) or value.precision == "year"):
        # "reviewed at the start of the school year (September 2025)"
        strong = [label for label in strong if label.sense != "period"] or strong
    label = strong[-1] if strong else before[0]
    sense = label.sense
    gap = line.plain[label.to : value.at]
    if not strong:
        bodies = [one for one in before if one.sense == "body"]
        sense = "body" if bodies else "date"
        if bodies and not CONNECTORS.fullmatch(line.plain, before[-1].to, value.at):
            return None
    if sense == "review" and re.fullmatch(r"[\s:]*(?:due\b)?\s*by\b.{0,8}", gap):
        sense = "next-review"
    if sense != "next-review" and (
        _PLANS_OF_PUPILS.match(label.text) or TO_BE.search(line.plain, 0, before[0].at)
    ):
        return None
    if not _fits(gap, value, sense, line.plain[value.to :]):
        return None
    plainly = line.control and _names_itself(line.plain, label, value, sense)
    if not plainly and not (
        _heads(line, before, claimed_to, own) and _placed(line, sense, label, own)
    ):
        return None
    return _claim(sense, value, label.at, line, label)


def _names_itself(text: str, label: Label, value: Value, sense: Sense) -> bool:
    """Whether a label says that it is a date ("Publish date 20 January 2020"), so that it holds
    even in the midst of other fields run together.
    """
    if sense in ("date", "body", "period") or not re.search(r"\bdate", label.text):
        return False
    close = len(text[label.to : value.at].strip(" :-|")) == 0
    return close and not FOREIGN.search(" ".join(text[: label.at].split()[-4:]))


def _fits(gap: str, value: Value, sense: Sense, after: str) -> bool:
    """Whether a label reaches over `gap` to a date that `after` follows."""
    if value.weak and _NOT_AFTER_WEAK.match(after):
        return False
    if value.precision == "year" and FOREIGN.match(after.lstrip(" (")):
        return False
    spanning = spans_years(value) or value.precision == "year"
    if (sense == "period" and not spanning) or (sense in ("body", "date") and spanning):
        return False
    asked = sense == "next-review" and gap.strip() == "?"  # "When is it next due? May 2026"
    if asked or CONNECTORS.fullmatch(gap):
        return True
    if spanning or len(gap.split()) > LONGEST_GAP_WORDS:
        return False
    rest = _ROLE_FIELD.sub(" ", BECAUSE.sub(" ", WITH_WHOM.sub(" ", gap)))
    return bool(AGENT.fullmatch(gap)) and not STOPS_GAP.search(rest) and "?" not in gap


def _heads(line: Line, before: list[Label], claimed_to: int, own: frozenset[str]) -> bool:
    """Whether the first of the labels heads its line, cell or sentence, or the sentence speaks
    of the document itself.
    """
    first = before[0]
    start = max(boundary(line.plain, first.at), claimed_to)
    lead = line.plain[start : first.at]
    if _carried_on(lead, own) or (first.sense == "next-review" and _WE_SHALL.fullmatch(lead)):
        return True
    if line.place == "row" and not _light(line.plain[claimed_to:start]):
        return False
    middle = line.plain[first.to : before[-1].at]
    if ";" in middle:
        return False
    if LEAD_WORDS.fullmatch(lead):
        return not _NOT_ITSELF.search(lead)
    if FOREIGN.search(lead) or FOREIGN.search(middle):
        return False
    if _speaks_of_itself(lead, own):
        return True
    if lead.strip() in ("we", "we have", "we will"):
        if (claimed_to or line.titular) and re.search(r"\bit\b", first.text):
            return True
        return _speaks_of_itself(line.plain[first.at : first.to + LONGEST_OBJECT], own)
    if VERB.search(lead) or (first.sense == "next-review" and _of_another(lead, own)):
        return False
    if line.titular and _only_names(line.text[start : first.at]):
        return True
    if line.words > LONGEST_LINE_WORDS + 6:
        return False
    return len(lead.split()) <= 6 or bool(_DASHED.search(lead))


def _carried_on(lead: str, own: frozenset[str]) -> bool:
    """Whether a clause speaks of the document that the one before it names: "; they will be"."""
    before, semicolon, after = lead.rpartition(";")
    if not semicolon or not _STANDS_FOR_IT.fullmatch(after):
        return False
    return _speaks_of_itself(before, own) or bool(own.intersection(re.findall("[a-z]+", before)))


def _of_another(lead: str, own: frozenset[str]) -> bool:
    """Whether a sentence's subject is some other thing: "the lease", "your child's plan"."""
    words = re.findall(r"[a-z']+", lead)
    named = [word for word in words[1:] if len(word) > 3]
    return bool(words) and words[0] in _DETERMINERS and not own.intersection(named)


def _only_names(text: str) -> bool:
    """Whether a cover's name and place stand before the label: its lines were run together."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    small = [word for word in words if word[0].islower() and word not in _IN_NAMES]
    return 0 < len(words) <= LONGEST_NAMES and not small


def _light(cells: str) -> bool:
    """Whether the cells before a label in a row are short, as in a sign-off table."""
    return len(re.findall(r"[a-z]{2,}", cells)) <= 6


def _speaks_of_itself(lead: str, own: frozenset[str]) -> bool:
    """Whether a sentence's opening names this document, and not another of the school's."""
    for match in SELF.finditer(lead):
        if match[0].startswith("this"):
            return True
        words = re.findall(r"[a-z/]+", match["words"])
        strangers = [
            word for word in words if own and word not in own and not OWN_WORDS.fullmatch(word)
        ]
        if not strangers and (match["noun"] in own or not own & PAPERS):
            return True
    return False


def _placed(line: Line, sense: Sense, label: Label, own: frozenset[str]) -> bool:
    """Whether a label of this sense is believed in this place of the document."""
    if len(_DATED.findall(line.plain)) >= 2 and len(line.plain) < 300:
        return True  # "Adopted April 2010 Reviewed April 2011": a list of sign-offs
    if line.control:
        return sense != "period" or line.titular or line.place == "furniture"
    lead = line.plain[: label.at]
    if _speaks_of_itself(lead, own):
        return True
    if sense in ("issued", "period") and not re.search(r"governors|governing|trustees", label.text):
        return False
    return line.words <= LONGEST_LINE_WORDS and line.place != "row"


def _value_first(
    line: Line, value: Value, values: list[Value], labels: list[Label], claimed_to: int
) -> Claim | None:
    """The claim of a date that its label follows: "January 2022 version"."""
    label = next((one for one in labels if one.at >= value.to), None)
    if not label or label.sense in ("body", "date", "period", "review") or not line.control:
        return None
    if line.words > LONGEST_LINE_WORDS or line.place == "item":
        return None
    gap, rest = line.plain[value.to : label.at], line.plain[label.to :]
    later = [one for one in values if one.at >= label.to]
    if later and len(line.plain[label.to : later[0].at].split()) <= LONGEST_GAP_WORDS:
        return None
    start = max(boundary(line.plain, value.at), claimed_to)
    lead = line.plain[start : value.at]
    if "." in gap or not LEAD_WORDS.fullmatch(gap) or not LEAD_WORDS.fullmatch(lead):
        return None
    if value.weak or FOREIGN.search(rest):
        return None
    claim = _claim(label.sense, value, value.at, line, label)
    return replace(claim, to=label.to)


def _claim(sense: Sense, value: Value, at: int, line: Line, label: Label) -> Claim:
    """A labelled claim. "Version 3 September 2024" is version 3, not the third of the month."""
    start, end, precision = value.start, value.end, value.precision
    numbered = precision == "day" and _BARE_NUMBER.match(line.plain, value.at)
    if numbered and _VERSION.fullmatch(label.text) and line.plain[label.to : value.at].isspace():
        start, precision = start.replace(day=1), "month"
        end = (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    if sense in ("body", "date"):
        sense = "approved" if sense == "body" else "issued"
    around = line.plain[max(0, at - 12) : value.at]
    return Claim(
        sense,
        start,
        end,
        precision,
        min(at, label.at) if label.to <= value.at else at,
        value.to,
        3,
        scheduled=sense == "review" and bool(SCHEDULE_LABEL.search(label.text)),
        interim=bool(INTERIM.search(around)),
    )
