"""Which parts of a SEN policy a document has, each with the words that show it.

The nine parts come from the comparison of documents that the project rests on; their basis
is `expected`, never statutory, and they are read in every document, whatever its kind: a
report or an accessibility plan may carry its date of adoption, too. A heading alone shows
nothing; the words beneath it are what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from checks.first_look import Guarded, Pieces
from checks.model import ElementReading, ItemReading
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

LONGEST_QUOTATION = 30
"""Words."""

FEWEST_UNDER_A_HEADING = 8
"""Words that must stand under "Aims" before the heading counts for anything."""

LONGEST_ROW = 200
"""Characters of a table's row that is also read as one sentence."""

LONGEST_LABEL = 40
"""Characters of a cell that may be no more than a label."""

FEWEST_NAMED = 2
"""Words that must stand under "Related policies"."""

FEWEST_PEOPLE = 3
"""Different people whose duties, told in turn, are an account of roles."""

_MAY_BE_SIGNED = (
    "sign",
    "Sign",
    "SIGN",
    *["pproved", "dopted", "atified", "greed", "uthorised"],
    "Date",
    "Yours",
)
_BULLET = re.compile(r"[•●▪]")
_SENTENCE_OR_BULLET = re.compile(r"(?<=[.!?;])\s+(?=[\"'‘“(]?[A-Z0-9•])|\s+[•●▪]\s+")
_SENTENCE_END = re.compile(r"[.!?;](\s+)(?=[\"'‘“(]?[A-Z0-9])")
"""The same where there is no bullet, at a third of the cost: it begins with a sign."""
_PLAIN = (("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("‐", "-"), ("‑", "-"))


_Sentence = tuple[str, str, int | None]
"""As it stands, as compared, and its page."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's blocks, what the patterns are, and where these are worth trying."""

    document: Document
    blocks: tuple[Block, ...]
    show: PolicyWords
    labels: Mapping[int, str]
    """What stands in the cell before, by the number of the block."""

    sentences: Sequence[_Sentence]
    found: Pieces
    """In which of the sentences the words of the patterns stand."""

    def whole(self, number: int) -> str:
        """A block as compared, with the label before it where it has one."""
        return self.labels.get(number, "") + _plain(self.blocks[number].text)

    def matches(self, pattern: Guarded) -> Iterator[_Sentence]:
        """Sentences that match."""
        for number, ways in self.found.worth_trying(pattern):
            plain = self.sentences[number][1]
            if any(one.search(plain) for one in {way.pattern for way in ways}):
                yield self.sentences[number]


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
    sentences = [(one, _plain(one), block.page) for block in blocks for one in _of_block(block)]
    labels: dict[int, str] = {}
    for label, value in _labelled(blocks, show.labels):
        labels[len(blocks)] = f"{label} "
        blocks.append(value)
        sentences.append((value.text, f"{label} {_plain(value.text)}", value.page))
    found = show.first_look.look([plain for _, plain, _ in sentences])
    text = _Text(document, tuple(blocks), show, labels, sentences, found)
    return (
        _first("policy-status", text, show.status),
        _purpose(text),
        _consultation(text),
        _cross_references(text),
        _roles(text),
        _monitoring(text),
        _established(document, dates, show),
        _review_date(document, dates),
        _signature(document, show),
    )


_Test = Callable[[str], object]


def _first(
    element: str, text: _Text, pattern: Guarded, test: _Test | None = None
) -> ElementReading:
    """The first sentence that the pattern matches and that passes `test`."""
    for sentence, plain, page in text.matches(pattern):
        if test is None or test(plain):
            return _present(element, sentence, page)
    return ElementReading(element, False)


def _present(element: str, text: str, page: int | None, note: str = "") -> ElementReading:
    return ElementReading(element, True, _clip(text), page, note)


def _clip(text: str) -> str:
    """The first words of a long sentence; still letter for letter in its block."""
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return text[: ends[LONGEST_QUOTATION - 1]] if len(ends) > LONGEST_QUOTATION else text.strip()


def _sentences(text: str) -> list[str]:
    if _BULLET.search(text):
        return _SENTENCE_OR_BULLET.split(text)
    found, start = [], 0
    for gap in _SENTENCE_END.finditer(text):
        end, following = gap.span(1)
        found.append(text[start:end])
        start = following
    found.append(text[start:])
    return found


def _of_block(block: Block) -> list[str]:
    """Its sentences; the row of a table, which may hold "Statutory? Yes", also as a whole."""
    texts = _sentences(block.text)
    if block.kind == "row" and len(texts) > 1 and len(block.text) <= LONGEST_ROW:
        return [*texts, block.text]
    return texts


def _labelled(blocks: Sequence[Block], labels: tuple[str, ...]) -> list[tuple[str, Block]]:
    """Cells that hold only a label, as compared, each with the cell that follows it."""
    found = []
    for cell, following in pairwise(blocks):
        if cell.kind != "row" or following.kind != "row" or len(cell.text) > LONGEST_LABEL:
            continue
        plain = _plain(cell.text)
        if plain.startswith(labels):
            found.append((plain, following))
    return found


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
            text = _sentences(block.text)[0]
            if test is None or test(_plain(block.text)):
                return _present(element, text, block.page, f"under “{passage.heading}”")
    return None


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    return re.sub(r"^[\W\d]+(?:[a-z]\)\s*)?|[\W]+$", "", _plain(heading))


def _plain(text: str) -> str:
    if not text.isascii():
        for sign, plain in _PLAIN:  # several times as fast as `translate`
            text = text.replace(sign, plain)
    return text.replace("&", "and").lower()


def _purpose(text: _Text) -> ElementReading:
    element = "policy-purpose"
    said = _first(element, text, text.show.purpose)
    if said.present:
        return said
    return _under_heading(element, text.document, text.show.purpose_headings) or said


def _consultation(text: _Text) -> ElementReading:
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


def _cross_references(text: _Text) -> ElementReading:
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


def _named_document(element: str, text: _Text) -> ElementReading | None:
    """Another policy by a name of its own in capitals, whatever it is about."""
    show = text.show
    for block in text.blocks:
        if "olic" not in block.text:
            continue
        for found in show.named.finditer(block.text):
            name = found.group()
            if show.itself is None or not show.itself.search(_plain(name)):
                return _present(element, name, block.page)
    return None


def _roles(text: _Text) -> ElementReading:
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


def _several_duties(element: str, text: _Text) -> ElementReading | None:
    """The first of several people who are told one after the other, each with what they do."""
    first: Block | None = None
    who = set()
    for number, block in enumerate(text.blocks):
        if len(block.text) < LONGEST_LABEL and number not in text.labels:
            continue
        found = text.show.duty.search(text.whole(number))
        if found is not None:
            who.add(found.group("who"))
            first = first or block
    if first is None or len(who) < FEWEST_PEOPLE:
        return None
    return _present(element, _sentences(first.text)[0], first.page, "several people in turn")


def _monitoring(text: _Text) -> ElementReading:
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
    return next((block.page for block in _blocks(document) if text in block.text), None)


def _blocks(document: Document) -> Iterator[Block]:
    for passage in document.passages:
        if passage.heading:
            yield Block(passage.heading, passage.page)
        yield from passage.blocks
    yield from document.furniture


def _signature(document: Document, show: PolicyWords) -> ElementReading:
    """A name that signs; a line left blank is none, and the note says that it is there.

    A signature that is a picture cannot be read: that, too, looks like a blank line.
    """
    element = "policy-signature"
    blank: Block | None = None
    label = False
    blocks = list(_blocks(document))
    everything = "\n".join(block.text for block in blocks)
    signs = [word for word in _MAY_BE_SIGNED if word in everything]
    for block in blocks if signs else ():
        if label and (name := _leading_name(block.text, show)):
            return _present(element, block.text, block.page, f"name: {name}")
        label = False
        if not any(word in block.text for word in signs):
            continue
        if name := _signed_by(block.text, show):
            return _present(element, _around(block.text, name), block.page, f"name: {name}")
        label = show.signature_label.search(block.text) is not None
        if blank is None and show.signature_line.search(block.text):
            blank = block
    if blank is None:
        return ElementReading(element, False)
    note = "a signature line without a readable name: blank, or signed as a picture"
    return ElementReading(element, False, _clip(blank.text), blank.page, note)


def _signed_by(text: str, show: PolicyWords) -> str:
    for pattern in show.signed:
        for found in pattern.finditer(text):
            name = _name_alone(found.group("name"), show)
            if name:
                return name
    return ""


def _leading_name(text: str, show: PolicyWords) -> str:
    """The name with which the few words after "Signed:" begin."""
    found = show.name.search(text) if len(text) <= LONGEST_ROW else None
    return _name_alone(found.group("name"), show) if found else ""


def _name_alone(words: str, show: PolicyWords) -> str:
    """The name at the beginning of capitalised words: an office often follows without a comma."""
    office = show.not_a_name.search(words)
    name = words[: office.start()].strip() if office else words.strip()
    return name if len(name.replace(".", " ").split()) >= 2 else ""


def _around(text: str, name: str) -> str:
    """The words from shortly before the name."""
    start = max(0, text.index(name) - 60)
    return text[text.rfind(" ", 0, start) + 1 if start else 0 :]
