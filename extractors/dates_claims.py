"""What the dates of one line say: labels paired with dates, titles, bare dates.

A `Claim` still has the sense that its words give it; `dates` compares the claims of the whole
document and settles what a bare "Review date" means.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

from extractors.dates_labels import (
    AGENT,
    AHEAD,
    BECAUSE,
    CONNECTORS,
    DOCUMENT_NOUNS,
    FOREIGN,
    INTERIM,
    LEAD_WORDS,
    OTHER_THINGS,
    OTHERS,
    SCHEDULE_LABEL,
    STOPS_GAP,
    TO_BE,
    WITH_WHOM,
)
from extractors.dates_lines import Line
from extractors.dates_phrases import Label, Sense, labels_between
from extractors.dates_subject import LONGEST_LINE_WORDS, heads, placed
from extractors.dates_titles import Claim, boundary, joined, unlabelled
from extractors.dates_values import Value, spans_years, values_in

LONGEST_GAP_WORDS = 12
MOST_DATES = 60
"""A line with more dates than this is a table of something else, run together."""
FURTHEST_LABEL = 240
"""Letters before a line's first date, and after its last, in which labels are looked for."""
SHORTEST_LABEL = 3
"""Words of a label that is not in the table but stands before the next review."""
FURTHEST_REVIEW = 6 * 366
"""Days after it was last dealt with in which a document is reviewed again."""


_LISTED = re.compile(r"\s*(?:,|;|/|&|,?\s*\band\b)\s*")
_NOT_AFTER_WEAK = re.compile(
    r"\s*(?:%|(?:weeks?|days?|months?|years?|hours?|minutes?|pupils|children|staff|times|of|out|"
    r"am|pm|points?|marks?)\b)"
)
_BARE_NUMBER = re.compile(r"\d{1,2}[\s,]")
_ASKED = re.compile(r"\s*\?\s*(?:a(?:nswer)?\s*[.:)-])?\s*(?:in|on)?\s*")
"""Between a question and its date: "When is it next due? May 2026"."""
_OF_A_THING = re.compile(
    r"\s+of (?:the |our |this |its )?(?P<what>[a-z ]{3,40}?)\s*(?:[:(-]|\bin\b|$)"
)
"""After "review": of what."""
_DOCUMENT = re.compile(rf"\b(?:{'|'.join(DOCUMENT_NOUNS)}|send?)\b")
_TO_DO = re.compile(r"\s+(?:to|that)\s+(?:a|an|the|[a-z]{3,})\s+[a-z]")
"""After "agreed in March 2025": what was agreed on was something to do."""
_ROLE_FIELD = re.compile(r"\b(?:role|position|job title)\s*:")
_PLANS_OF_PUPILS = re.compile(r"annual[\s-]reviews\b")
_VERSION = re.compile(r"(?:version|edition|issued?|revision|draft)")


def claims_in(line: Line, own: frozenset[str], *, titled: bool) -> list[Claim]:
    """The claims that stand whole within one line.

    `own` are the words of the document's title, `titled` whether it has one.
    """
    values = values_in(line.plain)
    if not values or len(values) > MOST_DATES or line.linked:
        return []
    labels = labels_in(line.plain, values)
    if any(label.sense == "period" for label in labels):
        values = joined(line.plain, values)
    claims, used = _labelled(line, values, labels, own)
    for found in (_ahead(line, values, claims), _behind(line, values, claims)):
        if found:
            claims.append(found[0])
            used.add(found[1])
    left = [value for value in values if value not in used]
    if left:
        claims.extend(unlabelled(line, left, values, own, claims, titled=titled))
    return claims


def labels_in(text: str, values: list[Value]) -> list[Label]:
    """The labels that overlap no date."""
    nearest = max(0, values[0].at - FURTHEST_LABEL) if values else 0
    furthest = text.find(" ", values[-1].to + FURTHEST_LABEL) if values else -1
    end = furthest if furthest >= 0 else len(text)
    return [
        label
        for label in labels_between(text, text.rfind(" ", 0, nearest) + 1, end)
        if not any(label.at < value.to and value.at < label.to for value in values)
    ]


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
        if run and heads(line, before, claimed_to, own):
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


def _ahead(line: Line, values: list[Value], claims: list[Claim]) -> tuple[Claim, Value] | None:
    """The next review in other words, beside a clause that says when the document was last dealt
    with: "Taken to governors in October 2025. Comes round again in October 2026."
    """
    done = [c for c in claims if c.strength == 3 and c.sense in ("approved", "updated", "issued")]
    done += [c for c in claims if c.strength == 3 and c.sense in ("reviewed", "review")]
    if not line.control or not done or any(c.sense == "next-review" for c in claims):
        return None
    last = max(done, key=lambda claim: claim.to)
    for value in values:
        start = max(boundary(line.plain, value.at), last.to)
        start = max(start, line.plain.rfind(";", start, value.at) + 1)
        clause = line.plain[start : value.at]
        if value.at < last.to or spans_years(value) or value.precision == "year":
            continue
        near = value.start <= last.end + dt.timedelta(days=FURTHEST_REVIEW)
        if value.start <= last.end or not near or len(clause.split()) > LONGEST_GAP_WORDS:
            continue
        strange = FOREIGN.search(clause) or OTHER_THINGS.search(clause)
        if AHEAD.search(clause) and not strange and not OTHERS & set(clause.split()):
            claim = Claim(
                "next-review", value.start, value.end, value.precision, start, value.to, 3
            )
            return claim, value
    return None


def _behind(line: Line, values: list[Value], claims: list[Claim]) -> tuple[Claim, Value] | None:
    """The document's own date after an unknown label, right before its next review:
    "Made: May 2025 | Next review: May 2026".
    """
    reviews = [c for c in claims if c.sense in ("next-review", "review")]
    if not line.control or len(claims) != 1 or not reviews or len(values) != 2:
        return None
    value, review = values[0], reviews[0]
    label = line.plain[: value.at]
    if value.to > review.at or value.start >= review.start or spans_years(value):
        return None
    short = 0 < len(label.split()) <= SHORTEST_LABEL and label.rstrip().endswith((":", "|", "-"))
    if (
        not short
        or FOREIGN.search(label)
        or OTHER_THINGS.search(label)
        or value.precision == "year"
    ):
        return None
    return Claim("issued", value.start, value.end, value.precision, 0, value.to, 3), value


def _in_clause(line: Line, before: list[Label], value: Value) -> list[Label]:
    """The labels of the date's own sentence or clause, where one of them says what was done.

    "We publish this every year. Last published: April 2026" has one label, not two.
    """
    if not before or line.place == "row":
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
        heads(line, before, claimed_to, own) and placed(line, sense, label, own)
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
    if sense == "approved" and _TO_DO.match(after):
        return False
    thing = _OF_A_THING.match(gap)
    if thing and sense in ("review", "reviewed") and not _DOCUMENT.search(thing["what"]):
        return False
    spanning = spans_years(value) or value.precision == "year"
    if (sense == "period" and not spanning) or (sense in ("body", "date") and spanning):
        return False
    asked = sense not in ("body", "date") and _ASKED.fullmatch(gap)
    if asked or CONNECTORS.fullmatch(gap):
        return True
    if spanning or len(gap.split()) > LONGEST_GAP_WORDS:
        return False
    rest = _ROLE_FIELD.sub(" ", BECAUSE.sub(" ", WITH_WHOM.sub(" ", gap)))
    return bool(AGENT.fullmatch(gap)) and not STOPS_GAP.search(rest) and "?" not in gap


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
    if later and any(label.to <= one.at and one.to <= later[0].at for one in labels):
        later = []  # it has a label of its own
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
