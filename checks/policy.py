"""Which parts of a SEN policy a document has, each with the words that show it.

The nine parts come from the comparison of documents that the project rests on; their basis
is `expected`, never statutory, and they are read in every document, whatever its kind: a
report or an accessibility plan may carry its date of adoption, too. A heading alone shows
nothing; the words beneath it are what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from checks.first_look import Guarded
from checks.model import ElementReading, ItemReading
from checks.policy_signature import all_blocks, signature
from checks.policy_text import (
    LONGEST_LABEL,
    Text,
    as_compared,
    labelled,
    of_block,
    sentences_of,
    shown,
)
from checks.policy_words import PolicyWords, words
from extractors import kinds
from extractors.model import Block, DateClaim, Dates, Document, Kind

ELEMENTS = (
    "policy-status",
    "policy-purpose",
    "policy-consultation",
    "policy-cross-references",
    "policy-roles",
    "policy-monitoring",
    "policy-date-established",
    "policy-review-date",
    "policy-signature",
)

MONITORING = "policy-monitoring"

_TRUSTED = 0.5
"""Below this an item may rest on a sentence that denies it, and shows no part of a policy."""

FEWEST_UNDER_A_HEADING = 8
"""Words that must stand under "Aims" before the heading counts for anything."""

FEWEST_NAMED = 2
"""Words that must stand under "Related policies"."""

FEWEST_PEOPLE = 3
"""Different people whose duties, told in turn, are an account of roles."""


def policy_elements(
    document: Document, dates: Dates, kind: Kind | None = None
) -> tuple[ElementReading, ...]:
    """The nine parts in the order of `ELEMENTS`, present or not.

    `dates` are the document's own date claims. `kind` saves working it out again. Every
    quotation stands in one block of the document letter for letter. A document that could
    not be read has all parts absent with a note that says so.
    """
    if document.problem is not None:
        note = f"could not be read: {document.problem}"
        return tuple(ElementReading(element, False, note=note) for element in ELEMENTS)
    show = words(kind or kinds.classify(document).kind)
    blocks = [block for passage in document.passages for block in passage.blocks]
    sentences = [(one, as_compared(one), block.page) for block in blocks for one in of_block(block)]
    labels: dict[int, str] = {}
    for label, value in labelled(blocks, show.labels):
        labels[len(blocks)] = f"{label} "
        blocks.append(value)
        sentences.append((value.text, f"{label} {as_compared(value.text)}", value.page))
    found = show.first_look.look([plain for _, plain, _ in sentences])
    text = Text(document, tuple(blocks), show, labels, sentences, found)
    return (
        _first("policy-status", text, show.status),
        _purpose(text),
        _consultation(text),
        _cross_references(text),
        _roles(text),
        _monitoring(text),
        _established(document, dates, show),
        _review_date(document, dates),
        signature(document, show),
    )


_Test = Callable[[str], object]


def _first(element: str, text: Text, pattern: Guarded, test: _Test | None = None) -> ElementReading:
    """The first sentence that the pattern matches and that passes `test`."""
    for sentence, plain, page in text.matches(pattern):
        if test is None or test(plain):
            return shown(element, sentence, page)
    return ElementReading(element, False)


def _under_heading(
    element: str,
    document: Document,
    heading: re.Pattern[str],
    test: _Test | None = None,
    fewest: int = FEWEST_UNDER_A_HEADING,
) -> ElementReading | None:
    """The first passage under such a heading (or under its sub-headings) that has words."""
    titles = {title for passage in document.passages for title in (passage.heading, *passage.trail)}
    asked = {title for title in titles if title and heading.search(_bare(title))}
    for passage in document.passages if asked else ():
        if asked.isdisjoint((passage.heading, *passage.trail)):
            continue
        if sum(len(block.text.split()) for block in passage.blocks) < fewest:
            continue
        for block in passage.blocks:
            text = sentences_of(block.text)[0]
            if test is None or test(as_compared(block.text)):
                return shown(element, text, block.page, f"under “{passage.heading}”")
    return None


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    return re.sub(r"^[\W\d]+(?:[a-z]\)\s*)?|[\W]+$", "", as_compared(heading))


def _purpose(text: Text) -> ElementReading:
    element = "policy-purpose"
    said = _first(element, text, text.show.purpose)
    if said.present:
        return said
    return _under_heading(element, text.document, text.show.purpose_headings) or said


def _consultation(text: Text) -> ElementReading:
    element, show = "policy-consultation", text.show
    said = _first(element, text, show.consultation)
    if said.present:
        return said
    for headings, shows in (
        (show.consultation_headings, show.consultation_section),
        (show.consultation_asked_headings, show.consultation_asked),
        (show.consultation_people_headings, show.people),
    ):
        if section := _under_heading(element, text.document, headings, shows.search):
            return section
    return said


def _cross_references(text: Text) -> ElementReading:
    show = text.show

    def names_another(plain: str) -> bool:
        found = (match.group() for match in show.cross_reference.finditer(plain))
        return any(show.itself is None or not show.itself.search(name) for name in found)

    element = "policy-cross-references"
    said = _first(element, text, show.cross_references, names_another)
    if said.present:
        return said
    headings = show.cross_references_headings
    section = _under_heading(element, text.document, headings, fewest=FEWEST_NAMED)
    return section or _named_document(element, text) or said


def _named_document(element: str, text: Text) -> ElementReading | None:
    """Another policy by a name of its own in capitals, whatever it is about."""
    show = text.show
    for block in text.blocks:
        if "olic" not in block.text:
            continue
        for found in show.named.finditer(block.text):
            name = found.group()
            if show.itself is None or not show.itself.search(as_compared(name)):
                return shown(element, name, block.page)
    return None


def _roles(text: Text) -> ElementReading:
    element, show = "policy-roles", text.show
    section = _under_heading(element, text.document, show.roles_headings)
    if section:
        return section
    said = _first(element, text, show.roles)
    if said.present:
        return replace(said, note="no section of its own")
    people = show.roles_people.search
    section = _under_heading(element, text.document, show.roles_people_headings, people)
    return section or _several_duties(element, text) or said


def _several_duties(element: str, text: Text) -> ElementReading | None:
    """The first of several people who are told one after the other, each with what they do."""
    first: Block | None = None
    who = set()
    for number, block in enumerate(text.blocks):
        if len(block.text) < LONGEST_LABEL and number not in text.labels:
            continue
        found = text.show.duty.match(text.whole(number))
        if found is not None:
            who.add(found.group("who"))
            first = first or block
    if first is None or len(who) < FEWEST_PEOPLE:
        return None
    return shown(element, sentences_of(first.text)[0], first.page, "several people in turn")


def _monitoring(text: Text) -> ElementReading:
    element, show = "policy-monitoring", text.show

    def of_the_provision(plain: str) -> bool:
        return not show.monitoring_not.search(plain)

    said = _first(element, text, show.monitoring, of_the_provision)
    if said.present:
        return said
    for headings, shows in (
        (show.monitoring_headings, show.monitoring_section),
        (show.monitoring_watch_headings, show.monitoring_watch),
    ):
        if section := _under_heading(element, text.document, headings, shows.search):
            return section
    return said


def shown_by_item(element: ElementReading, items: Mapping[str, ItemReading]) -> ElementReading:
    """The monitoring of a document whose item on evaluating the provision is covered.

    How a school evaluates its provision is the same information; its wording for the item is
    looked for with many more words than the part of a policy has of its own.
    """
    item = items.get("evaluating-effectiveness")
    if item is None or item.status != "covered" or item.quotation is None:
        return element
    if item.confidence < _TRUSTED:
        return element
    return replace(
        element,
        present=True,
        quotation=item.quotation,
        page=item.page,
        note="as for the item on evaluating the provision",
    )


def _established(document: Document, dates: Dates, show: PolicyWords) -> ElementReading:
    """An adoption, approval or first issue; when it was last updated is another matter."""
    for claim in dates.claims:
        label = claim.as_written.lower()
        dated = claim.role in ("issued", "updated", "reviewed") and show.established.search(label)
        if claim.role == "approved" or dated:
            return _dated("policy-date-established", document, claim)
    return ElementReading("policy-date-established", False)


def _review_date(document: Document, dates: Dates) -> ElementReading:
    claims = [claim for claim in dates.claims if claim.role == "next-review"]
    if dates.next_review is not None:
        return _dated("policy-review-date", document, dates.next_review)
    if claims:
        return _dated("policy-review-date", document, claims[0])
    note = ""
    if dates.interval:
        note = f"a review every {dates.interval} months is stated, without a date"
    return ElementReading("policy-review-date", False, note=note)


def _dated(element: str, document: Document, claim: DateClaim) -> ElementReading:
    page = claim.page if claim.page is not None else _page_of(document, claim.as_written)
    return ElementReading(element, True, claim.as_written, page)


def _page_of(document: Document, text: str) -> int | None:
    return next((block.page for block in all_blocks(document) if text in block.text), None)
