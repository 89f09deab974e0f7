"""This year's document against last year's: what is new, gone, reworded or the same.

Sentences are compared, not lines or paragraphs: the same text flows differently from file to
file, and a PDF made anew breaks its lines elsewhere. Dates are left out of the comparison, so
that a text under a new date is still the same text. Pure: two readings in, differences out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz, process

from checks.model import Finding, Verdict
from extractors.model import DateClaim, Reading

Wording = Literal["new", "gone", "reworded", "same"]
Moved = Literal[
    "", "date moved, text unchanged", "text changed, date unchanged", "text changed, no date"
]

UNCHANGED = 0.98
"""Share of the text from which a document counts as the same text: a new signature under a
policy of two thousand words is no new text."""

SAME_PAPER = 0.5
"""Share of the words from which a text without a date is another state of the one before:
nothing shows that it is meant as a new edition."""

REWORDED = 0.6
"""Likeness of two sentences (0 to 1) from which one is the other reworded."""

LONGEST = 4000
"""Sentences of one document that are compared; longer ones are bundles of many documents."""

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[\"“‘'(]?[A-Z0-9•])")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TERM = r"(?:autumn|spring|summer)\s+(?:term\s+)?"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:of\s+)?{_MONTH}\.?,?\s+(?:20)?\d\d\b"
    rf"|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:20)?\d\d\b|\b{_TERM}20\d\d\b"
    r"|\b20\d\d\b(?:\s*[-–/]\s*(?:20)?\d\d\b)?|\b\d\d/\d\d\b"
)
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SentencePair:
    """One sentence of either document with what became of it.

    `before` or `after` is "" where the sentence is new or gone. `likeness` is 0 to 1.
    """

    wording: Wording
    before: str
    after: str
    heading: str = ""
    page_before: int | None = None
    page_after: int | None = None
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Two editions of one document side by side, in the order of the newer one.

    `same_text` is the share of words that stand in both, 0 to 1. `moved` is set when date
    and text did not go together.
    """

    pairs: tuple[SentencePair, ...]
    same_text: float
    date_before: DateClaim | None
    date_after: DateClaim | None
    moved: Moved

    @property
    def changed(self) -> tuple[SentencePair, ...]:
        """What is not the same."""
        return tuple(pair for pair in self.pairs if pair.wording != "same")


@dataclass(frozen=True, slots=True)
class RequirementDifference:
    """What became of one requirement: its verdict, and the sentences that answer it.

    `wording` speaks of the sentences quoted for it: `new` where only the newer edition has
    any, `gone` where only the older has, None where neither has.
    """

    requirement: str
    verdict_before: Verdict | None
    verdict_after: Verdict | None
    wording: Wording | None
    pairs: tuple[SentencePair, ...] = ()


@dataclass(slots=True)
class _Sentence:
    text: str
    key: str
    heading: str
    page: int | None
    partner: int | None = None
    likeness: float = 0.0

    @property
    def words(self) -> int:
        return len(self.key.split())


def compare(before: Reading, after: Reading) -> Difference:
    """Hold two editions against each other; `before` is the older one."""
    old, new = _sentences(before), _sentences(after)
    _match_in_order(old, new)
    _match_moved(old, new)
    _match_reworded(old, new)
    share = _share(old, new)
    dates = before.dates.document_date, after.dates.document_date
    return Difference(
        pairs=tuple(_pairs(old, new)),
        same_text=share,
        date_before=dates[0],
        date_after=dates[1],
        moved=_moved(before, after, share),
    )


def by_requirement(
    difference: Difference, before: Iterable[Finding], after: Iterable[Finding]
) -> list[RequirementDifference]:
    """What became of each requirement, by the sentences that its findings quote."""
    older = {finding.requirement: finding for finding in before}
    newer = {finding.requirement: finding for finding in after}
    return [
        _of_requirement(difference, name, older.get(name), newer.get(name))
        for name in dict.fromkeys((*newer, *older))
    ]


def key_of(text: str) -> str:
    """What two sentences have to share to be the same: the words, without dates."""
    return " ".join(_NOT_WORDS.sub(" ", _DATE.sub(" ", text.casefold())).split())


def _sentences(reading: Reading) -> list[_Sentence]:
    written = sorted(
        {claim.as_written.casefold() for claim in reading.dates.claims}, key=len, reverse=True
    )
    found = []
    for passage in reading.document.passages:
        blocks = [(passage.heading, passage.page)] if passage.heading else []
        blocks += [(block.text, block.page) for block in passage.blocks]
        for text, page in blocks:
            for sentence in _SENTENCE.split(text):
                plain = sentence.casefold()
                for claim in written:
                    plain = plain.replace(claim, " ")
                if key := key_of(plain):
                    found.append(_Sentence(sentence.strip(), key, passage.heading, page))
    return found[:LONGEST]


def _match_in_order(old: list[_Sentence], new: list[_Sentence]) -> None:
    matcher = SequenceMatcher(None, [s.key for s in old], [s.key for s in new], autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            _marry(old, first + step, new, second + step, 1.0)


def _match_moved(old: list[_Sentence], new: list[_Sentence]) -> None:
    """A sentence that stands elsewhere now is the same sentence."""
    free: defaultdict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(old):
        if sentence.partner is None:
            free[sentence.key].append(index)
    for index, sentence in enumerate(new):
        if sentence.partner is None and free[sentence.key]:
            _marry(old, free[sentence.key].pop(0), new, index, 1.0)


def _match_reworded(old: list[_Sentence], new: list[_Sentence]) -> None:
    free = {index: s.key for index, s in enumerate(old) if s.partner is None}
    for index, sentence in enumerate(new):
        if sentence.partner is None and free:
            found = process.extractOne(
                sentence.key, free, scorer=fuzz.ratio, score_cutoff=100 * REWORDED
            )
            if found is not None:
                _, score, partner = found
                del free[partner]
                _marry(old, partner, new, index, score / 100)


def _marry(
    old: list[_Sentence], first: int, new: list[_Sentence], second: int, likeness: float
) -> None:
    old[first].partner, new[second].partner = second, first
    old[first].likeness = new[second].likeness = likeness


def _share(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> float:
    words = sum(sentence.words for sentence in (*old, *new))
    same = sum(sentence.words * sentence.likeness for sentence in (*old, *new))
    return round(same / words, 4) if words else 1.0


def _pairs(old: list[_Sentence], new: list[_Sentence]) -> Iterable[SentencePair]:
    """The newer document in its order, what is gone standing where it stood."""
    told = 0
    for sentence in new:
        if sentence.partner is None:
            yield SentencePair("new", "", sentence.text, sentence.heading, None, sentence.page, 0.0)
            continue
        while told < sentence.partner:
            yield from _gone(old[told])
            told += 1
        told = max(told, sentence.partner + 1)
        was = old[sentence.partner]
        wording: Wording = "same" if was.key == sentence.key else "reworded"
        yield SentencePair(
            wording,
            was.text,
            sentence.text,
            sentence.heading,
            was.page,
            sentence.page,
            round(sentence.likeness, 3),
        )
    for sentence in old[told:]:
        yield from _gone(sentence)


def _gone(sentence: _Sentence) -> Iterable[SentencePair]:
    if sentence.partner is None:
        yield SentencePair("gone", sentence.text, "", sentence.heading, sentence.page, None, 0.0)


def _moved(before: Reading, after: Reading, share: float) -> Moved:
    old, new = before.dates.document_date, after.dates.document_date
    if old is None and new is None and _review(before) == _review(after):
        return "text changed, no date" if SAME_PAPER <= share < UNCHANGED else ""
    if old is None or new is None:
        return ""
    same_date = (old.start, old.end) == (new.start, new.end)
    if not same_date and share >= UNCHANGED:
        return "date moved, text unchanged"
    if same_date and share < UNCHANGED and _review(before) == _review(after):
        return "text changed, date unchanged"
    return ""


def _review(reading: Reading) -> tuple[object, ...]:
    claim = reading.dates.next_review
    return () if claim is None else (claim.start, claim.end)


@dataclass(slots=True)
class _Quoted:
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def _of_requirement(
    difference: Difference, name: str, before: Finding | None, after: Finding | None
) -> RequirementDifference:
    quoted = _Quoted(_quotations(before), _quotations(after))
    pairs = tuple(
        pair
        for pair in difference.pairs
        if _quotes(quoted.before, pair.before) or _quotes(quoted.after, pair.after)
    )
    return RequirementDifference(
        name,
        before.verdict if before else None,
        after.verdict if after else None,
        _wording(pairs),
        pairs,
    )


def _quotations(finding: Finding | None) -> list[str]:
    return [key_of(each.quotation) for each in finding.evidence] if finding else []


def _quotes(quotations: Sequence[str], sentence: str) -> bool:
    key = key_of(sentence)
    # A quotation may be a part of the sentence, or run over several sentences.
    return bool(key) and any(key in quotation or quotation in key for quotation in quotations)


def _wording(pairs: Sequence[SentencePair]) -> Wording | None:
    kinds = {pair.wording for pair in pairs}
    if not kinds:
        return None
    if len(kinds) == 1:
        return kinds.pop()
    return "reworded"
