"""Which parts of a SEN policy a document has, each with the words that show it.

The nine parts come from the comparison of documents that the project rests on; their basis
is `expected`, never statutory, and they are read in every document, whatever its kind: a
report or an accessibility plan may carry its date of adoption, too. A heading alone shows
nothing; the words beneath it are what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from checks.model import ElementReading
from checks.policy_words import Words, words
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

LONGEST_QUOTATION = 30
"""Words."""

FEWEST_UNDER_A_HEADING = 8
"""Words that must stand under "Aims" before the heading counts for anything."""

_MAY_BE_SIGNED = re.compile(
    r"[Ss]ign|SIGN|[Aa]pproved|[Aa]dopted|[Rr]atified|[Aa]greed|[Aa]uthorised"
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[\"'‘“(]?[A-Z0-9•])|\s+[•●▪]\s+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, where it stands, and its words in plain lower case."""

    text: str
    plain: str
    page: int | None
    heading: str


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
    sentences = tuple(_sentences(document))
    return (
        _first("policy-status", sentences, show.status.search),
        _purpose(document, sentences, show),
        _consultation(document, sentences, show),
        _cross_references(sentences, show),
        _roles(document, sentences, show),
        _monitoring(document, sentences, show),
        _established(document, dates, show),
        _review_date(document, dates),
        _signature(document, show),
    )


def _sentences(document: Document) -> Iterator[Sentence]:
    for passage in document.passages:
        for block in passage.blocks:
            plain = _plain(block.text)
            texts = _SENTENCE_END.split(block.text)
            for text in texts:
                alone = plain if len(texts) == 1 else _plain(text)
                yield Sentence(text, alone, block.page, passage.heading)


_Test = Callable[[str], object]


def _first(element: str, sentences: tuple[Sentence, ...], test: _Test) -> ElementReading:
    for sentence in sentences:
        if test(sentence.plain):
            return _present(element, sentence.text, sentence.page)
    return ElementReading(element, False)


def _present(element: str, text: str, page: int | None, note: str = "") -> ElementReading:
    return ElementReading(element, True, _clip(text), page, note)


def _clip(text: str) -> str:
    """The first words of a long sentence; still letter for letter in its block."""
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return text[: ends[LONGEST_QUOTATION - 1]] if len(ends) > LONGEST_QUOTATION else text.strip()


def _under_heading(
    element: str, document: Document, heading: re.Pattern[str], test: _Test | None = None
) -> ElementReading | None:
    """The first passage under such a heading (or under its sub-headings) that has words."""
    for passage in document.passages:
        titles = (passage.heading, *passage.trail)
        if not any(heading.search(_bare(title)) for title in titles if title):
            continue
        if sum(len(block.text.split()) for block in passage.blocks) < FEWEST_UNDER_A_HEADING:
            continue
        for block in passage.blocks:
            text = _SENTENCE_END.split(block.text)[0]
            if test is None or test(_plain(block.text)):
                return _present(element, text, block.page, f"under “{passage.heading}”")
    return None


def _bare(heading: str) -> str:
    return re.sub(r"^[\W\d]+(?:[a-z]\)\s*)?|[\W]+$", "", _plain(heading))


def _plain(text: str) -> str:
    return text.translate(_PLAIN).replace("&", "and").lower()


def _purpose(document: Document, sentences: tuple[Sentence, ...], show: Words) -> ElementReading:
    element = "policy-purpose"
    said = _first(element, sentences, show.purpose.search)
    if said.present:
        return said
    return _under_heading(element, document, show.purpose_headings) or said


def _consultation(
    document: Document, sentences: tuple[Sentence, ...], show: Words
) -> ElementReading:
    element = "policy-consultation"
    said = _first(element, sentences, show.consultation.search)
    if said.present:
        return said
    section = show.consultation_section.search
    return _under_heading(element, document, show.consultation_headings, section) or said


def _cross_references(sentences: tuple[Sentence, ...], show: Words) -> ElementReading:
    def names_another(plain: str) -> bool:
        found = (match.group() for match in show.cross_references.finditer(plain))
        return any(show.itself is None or not show.itself.search(name) for name in found)

    return _first("policy-cross-references", sentences, names_another)


def _roles(document: Document, sentences: tuple[Sentence, ...], show: Words) -> ElementReading:
    element = "policy-roles"
    section = _under_heading(element, document, show.roles_headings)
    if section:
        return section
    said = _first(element, sentences, show.roles.search)
    return replace(said, note="no section of its own") if said.present else said


def _monitoring(document: Document, sentences: tuple[Sentence, ...], show: Words) -> ElementReading:
    element = "policy-monitoring"

    def of_the_provision(plain: str) -> bool:
        return bool(show.monitoring.search(plain)) and not show.monitoring_not.search(plain)

    said = _first(element, sentences, of_the_provision)
    if said.present:
        return said
    section = show.monitoring_section.search
    return _under_heading(element, document, show.monitoring_headings, section) or said


def _established(document: Document, dates: Dates, show: Words) -> ElementReading:
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
    return next((block.page for block in _blocks(document) if text in block.text), None)


def _blocks(document: Document) -> Iterator[Block]:
    for passage in document.passages:
        if passage.heading:
            yield Block(passage.heading, passage.page)
        yield from passage.blocks
    yield from document.furniture


def _signature(document: Document, show: Words) -> ElementReading:
    """A name that signs; a line left blank is none, and the note says that it is there.

    A signature that is a picture cannot be read: that, too, looks like a blank line.
    """
    element = "policy-signature"
    blank: Block | None = None
    for block in _blocks(document):
        if not _MAY_BE_SIGNED.search(block.text):
            continue
        if name := _signed_by(block.text, show):
            return _present(element, _around(block.text, name), block.page, f"name: {name}")
        if blank is None and show.signature_line.search(block.text):
            blank = block
    if blank is None:
        return ElementReading(element, False)
    note = "a signature line without a readable name: blank, or signed as a picture"
    return ElementReading(element, False, _clip(blank.text), blank.page, note)


def _signed_by(text: str, show: Words) -> str:
    for pattern in show.signed:
        for found in pattern.finditer(text):
            name = _name_alone(found.group("name"), show)
            if name:
                return name
    return ""


def _name_alone(words: str, show: Words) -> str:
    """The name at the beginning of capitalised words: an office often follows without a comma."""
    office = show.not_a_name.search(words)
    name = words[: office.start()].strip() if office else words.strip()
    return name if len(name.split()) >= 2 else ""


def _around(text: str, name: str) -> str:
    """The words from shortly before the name."""
    start = max(0, text.index(name) - 60)
    return text[text.rfind(" ", 0, start) + 1 if start else 0 :]
