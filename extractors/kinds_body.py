"""What a text is about, in figures: the half of the evidence on its kind that no title gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.kinds_table import fold, table
from extractors.kinds_title import anchor_kinds
from extractors.model import Document

INDEX_SHARE = 0.5
"""From this share of linked words a web page is a list of documents, not a document."""

LONGEST_READ = 120_000
"""Characters: a text's kind shows long before."""

LONGEST_LABEL = 12
"""Words of a short block or question that introduces what follows it."""

LONGEST_GLUED_LABEL = 5
"""Words at the start of a table row or numbered paragraph that may be its label."""

_WORDS = re.compile(r"\w[\w'-]*")
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+")
_OWN_POLICY = re.compile(r"\b(?:this|the) (?:\w+ ){0,2}policy\b")
_OWN_REPORT = re.compile(r"\b(?:this|our) (?:\w+ ){0,4}(?:report|offer|page)\b")
_SEPARATE_REPORT = re.compile(
    r"(?:see|refer to|in|read|details of|with|found (?:in|on)|our|the|school'?s) "
    r"(?:\w+ ){0,4}(?:send? |special educational needs (?:\w+ ){0,2})information report"
)


@dataclass(frozen=True, slots=True)
class Body:
    """What a text is about, in figures.

    `topics` are those that its words take up anywhere, `aspects` those that its headings,
    questions and row labels announce.
    """

    words: int
    sen_per_thousand: float
    topics: frozenset[str]
    aspects: frozenset[str]
    marks: dict[str, int]
    calls_itself_policy: bool
    names_separate_report: bool
    links_to_report: bool
    links_to_plan: bool
    is_file: bool
    """A file was written to be a document; a web page may only introduce one."""
    is_index: bool
    """Most of its words are links to other documents."""


def body_of(document: Document) -> Body:
    """The figures of a document's text."""
    rules = table()
    text = fold(document.text[:LONGEST_READ])
    words = len(_WORDS.findall(text))
    sen = sum(1 for _ in rules.subject.finditer(text))
    return Body(
        words=words,
        sen_per_thousand=1000 * sen / max(words, 1),
        topics=topics_in(text),
        aspects=_aspects(document),
        marks={
            name: sum(1 for pattern in patterns if pattern.search(text))
            for name, patterns in rules.marks.items()
        },
        calls_itself_policy=_calls_itself_policy(text),
        names_separate_report=_SEPARATE_REPORT.search(text) is not None,
        links_to_report=any(
            anchor_kinds(link.text).get("sen-information-report", 0) >= 0.8
            for link in document.links
        ),
        links_to_plan=any(
            anchor_kinds(link.text).get("accessibility-plan", 0) >= 0.8 for link in document.links
        ),
        is_file=document.format != "html",
        is_index=document.format == "html" and _linked_words(document) > INDEX_SHARE * words,
    )


def topics_in(text: str) -> frozenset[str]:
    """The topics that folded text takes up; a cheap look comes before each costly pattern."""
    rules = table()
    return frozenset(
        name
        for name, pattern in rules.topics.items()
        if any(word in text for word in rules.first_look.get(name, ("",))) and pattern.search(text)
    )


def _linked_words(document: Document) -> int:
    """How many words the links inside the text have; an address written out counts as none."""
    return sum(len(_WORDS.findall(link.text)) for link in document.links if "//" not in link.text)


def _calls_itself_policy(text: str) -> bool:
    policy = len(_OWN_POLICY.findall(text))
    return policy >= 3 and policy > 2 * len(_OWN_REPORT.findall(text))


def _aspects(document: Document) -> frozenset[str]:
    labels = {_NUMBERED.sub("", fold(label), count=1) for label in _labels(document)}
    return frozenset(
        name
        for name, pattern in table().aspects.items()
        if any(pattern.search(label) for label in labels)
    )


def _labels(document: Document) -> Iterator[str]:
    """Headings that have text beneath them, and the labels that stand within blocks."""
    linked = {" ".join(link.text.split()) for link in document.links}
    for passage in document.passages:
        if passage.heading and passage.blocks:
            yield passage.heading
        for number, block in enumerate(passage.blocks):
            if block.text in linked or block.kind == "item":
                continue
            words = block.text.split()
            if block.kind == "row" or _NUMBERED.match(block.text):
                yield " ".join(words[: LONGEST_GLUED_LABEL + 1])
            elif len(words) <= LONGEST_LABEL and number + 1 < len(passage.blocks):
                yield block.text
