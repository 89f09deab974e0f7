"""Reading the 25 items: for each, whether a document covers it, with page and quotation.

The method and its figures stand in `docs/decisions/002-reading-the-items.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from checks.content_about import about_sen
from checks.content_entries import ItemHints, PartHints
from checks.content_hints import ITEMS, Hints, hints_version, load_hints
from checks.content_judge import Judged, Tally, judge, may_be_enough, reconsidered, tallies
from checks.content_likeness import Likeness, Likenesses
from checks.content_sentences import WORD, places_in
from checks.content_shown import Filed, Shown, file
from checks.content_text import Statement, statements_of
from checks.content_topics import Trace, traces_of
from checks.denial import denies
from checks.evidence import quotation
from checks.model import ItemReading, Status
from extractors.model import Block, Contact, Document, KindReading

HINTS_VERSION = hints_version()
"""The version of the hints behind every reading; it serves as the rule version."""

DENIED = 0.2
"""How far a reading is trusted whose sentence says that there is none: a person looks."""

OPEN = 16
"""How many documents' statements are held: those of one school, with the pages that its report
links to. Held longer, they would make the collector's rounds the dearest part of a check."""

SURE = 0.8
"""From here on the patterns are believed whatever the other words are."""
ABOUT, UNLIKE = 0.4, -0.6
"""How much a passage is about an item that is not called absent, and how little it reads like
an answer that is not called one: where the halves that may be looked at gain most, and the
real documents lose nothing."""
DOUBTED, THIN = 0.45, 0.55

_PLAN = "accessibility-plan"
_SENCO = "senco-contact"


def read_items(
    document: Document,
    *,
    contacts: tuple[Contact, ...] = (),
    kind: KindReading | None = None,
) -> Mapping[str, ItemReading]:
    """What the document says on each of the 25 items, by item id.

    An item is read when it is first asked for; the text is cut into statements for the first of
    them, and kept so until `OPEN` other documents have been cut.
    `contacts` are the SENCO contacts read from the same document: they alone decide
    `senco-contact`. `kind` tells whether the document is the accessibility plan itself, and
    whether it is about SEN at all: where it is not, only what names SEN or disability counts.
    Quotations stand letter for letter in one block (or heading) of the document. Pure; never
    raises for what a document says.
    """
    return _Items(document, contacts, kind)


@dataclass(frozen=True, eq=False, slots=True)
class _Source:
    """A document to be cut; equal to itself only, so that what is cut can be kept by it."""

    document: Document
    kind: KindReading | None


@dataclass
class _Cut:
    """A document's statements, filed by what they may show."""

    filed: Filed
    hints: Hints

    @cached_property
    def likenesses(self) -> Likenesses:
        """How much of the document reads like an answer to an item."""
        return Likenesses(self.filed.statements, self.hints)

    @cached_property
    def traces(self) -> dict[int, Trace]:
        """By topic, the section that is most about it."""
        return traces_of(self.filed.statements, self.hints)


@lru_cache(maxsize=OPEN)
def _cut(source: _Source) -> _Cut:
    hints = load_hints()
    statements = statements_of(source.document, hints)
    if source.kind is not None:
        statements = about_sen(statements, source.document, source.kind, hints)
    return _Cut(file(statements, hints), hints)


class _ByPatterns(NamedTuple):
    """What the patterns found of an item, its parts judged by that, and the most it can be."""

    found: dict[str, Tally]
    judged: dict[str, Judged]
    most: Status


def may_cover(items: Mapping[str, ItemReading], name: str) -> bool:
    """Whether an item of a document may be covered: at less cost than to read it.

    Of readings that were not made here, it is not known before.
    """
    return items.may_cover(name) if isinstance(items, _Items) else True


class _Items(Mapping[str, ItemReading]):
    """The readings of one document, each worked out when first asked for."""

    def __init__(
        self, document: Document, contacts: tuple[Contact, ...], kind: KindReading | None
    ) -> None:
        self._document = document
        self._contacts = contacts
        self._is_plan = _is_plan(document, kind)
        self._hints = load_hints()
        self._source = _Source(document, kind)
        self._read: dict[str, ItemReading] = {}
        self._by_patterns: dict[str, _ByPatterns] = {}

    def __getitem__(self, name: str) -> ItemReading:
        if name not in self._read:
            self._read[name] = self._doubted(self._item(name))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(ITEMS)

    def __len__(self) -> int:
        return len(ITEMS)

    @cached_property
    def _text(self) -> str:
        """All blocks, one a line: their own white space is folded."""
        passages = self._document.passages
        return "\n".join(block.text for passage in passages for block in passage.blocks)

    def _item(self, name: str) -> ItemReading:
        if name == _SENCO:
            return _senco(self._document, self._contacts)
        reading = self._judged(self._hints.items[name])
        return _the_plan_itself(self._document, reading) if self._is_plan_for(name) else reading

    def _is_plan_for(self, name: str) -> bool:
        return name == _PLAN and self._is_plan

    def may_cover(self, name: str) -> bool:
        """Whether an item may come out as covered, by what the patterns found alone.

        Nothing else makes an answer of a part that they did not find, or hardly.
        """
        if name in self._read or name == _SENCO or self._is_plan_for(name):
            return self[name].status == "covered"
        return all(map(may_be_enough, self._found(self._hints.items[name]).judged.values()))

    def _found(self, item: ItemHints) -> _ByPatterns:
        """What the patterns found of an item, and each part judged by that."""
        if item.id not in self._by_patterns:
            number, filed = ITEMS.index(item.id), _cut(self._source).filed
            needed = self._hints.needs.get(item.id, 0)
            said = filed.said | _asked_in(filed, number)
            most: Status = "covered" if said & needed == needed else "partial"
            found = tallies(filed, number, self._hints)
            judged = {
                part: judge(found.get(part), own, heading_suffices=item.heading_suffices, most=most)
                for part, own in item.own_parts.items()
            }
            self._by_patterns[item.id] = _ByPatterns(found, judged, most)
        return self._by_patterns[item.id]

    def _judged(self, item: ItemHints) -> ItemReading:
        """One item's reading: its parts judged, put together, and quoted from the heaviest."""
        number, text = ITEMS.index(item.id), _cut(self._source)
        found, by_patterns, most = self._found(item)
        judged, parts = dict(by_patterns), item.own_parts
        for part, one in judged.items():
            topic = self._hints.topics.get((number, part), 0)
            if topic and one.status != "covered" and most == "covered":
                judged[part] = reconsidered(one, text.traces.get(topic))
        read = _put_together(item, parts, judged, found.get(next(iter(parts))))
        if read.status == "absent":
            traced = (text.traces.get(self._hints.topics.get((number, p), 0)) for p in parts)
            under = [one.statement.heading for one in traced if one is not None]
            return _missed(read, text.likenesses.about(number, under))
        telling = [one for tally in found.values() for one in tally.shown if one.weight]
        by_headings = any(one.pattern is None for one in telling)
        if read.status == "covered" and read.confidence < SURE and not by_headings:
            under = [one.statement.heading for one in telling]
            return read if text.likenesses.answers(number, under, UNLIKE) else _thin(read)
        return read

    def _doubted(self, item: ItemReading) -> ItemReading:
        """The reading, hardly trusted where the sentence that it rests on denies."""
        if item.status == "absent" or not item.quotation:
            return item
        at = self._text.find(item.quotation)
        end = self._text.find("\n", at)
        block = self._text[self._text.rfind("\n", 0, at) + 1 : end if end >= 0 else None]
        if at < 0 or not denies(block, item.quotation):
            return item
        note = "the sentence may say that there is none"
        return replace(item, confidence=min(item.confidence, DENIED), note=note)


def _missed(read: ItemReading, like: Likeness | None) -> ItemReading:
    """What the patterns missed, as an uncertain half where a passage is plainly about it."""
    if like is None or like.about <= ABOUT:
        return read
    return ItemReading(
        read.requirement,
        "partial",
        _quote(like.statement, None),
        like.statement.block.page,
        like.statement.heading.text,
        DOUBTED,
        read.parts,
        "a passage seems to be about it",
    )


def _thin(read: ItemReading) -> ItemReading:
    """What the patterns found with little to spare, as half of it."""
    parts: dict[str, Status] = dict.fromkeys(read.parts, "partial")
    note = "told in the words of a mention"
    return replace(read, status="partial", confidence=THIN, parts=parts, note=note)


def _asked_in(filed: Filed, number: int) -> int:
    """The bits of the headings that plainly ask for an item."""
    asked = 0
    for one in filed.beneath.get(number, ()):
        asked |= filed.statements[one].heading.mask
    return asked


def _put_together(
    item: ItemHints, parts: dict[str, PartHints], judged: dict[str, Judged], tally: Tally | None
) -> ItemReading:
    """One reading of all parts; `tally` is the first part's."""
    status, confidence = _together(judged, parts)
    if status == "absent":
        return ItemReading(item.id, "absent", confidence=confidence, note=_note(judged))
    best = max(judged.values(), key=lambda one: one.weight)
    quoted = best.best or next((one.best for one in judged.values() if one.best), None)
    statement = quoted.statement if quoted else tally.beneath if tally else None
    if statement is None:
        return ItemReading(item.id, "absent", confidence=0.5, note=_note(judged))
    return ItemReading(
        requirement=item.id,
        status=status,
        quotation=_quote(statement, quoted),
        page=statement.block.page,
        heading=statement.heading.text,
        confidence=confidence,
        parts={part: one.status for part, one in judged.items()} if item.parts else {},
        note="" if status == "covered" else _note(judged),
    )


def _together(judged: dict[str, Judged], parts: dict[str, PartHints]) -> tuple[Status, float]:
    """One status of all parts: all covered is covered, none found is absent, else partial."""
    if len(judged) == 1:
        only = next(iter(judged.values()))
        return only.status, only.confidence
    if all(one.status == "covered" for one in judged.values()):
        return "covered", min(one.confidence for one in judged.values())
    kept = [
        one
        for name, one in judged.items()
        if one.status != "absent" and _stands_alone(name, judged, parts)
    ]
    if not kept:
        return "absent", min(0.7, min(one.confidence for one in judged.values()))
    return "partial", min(one.confidence for one in judged.values())


def _stands_alone(name: str, judged: dict[str, Judged], parts: dict[str, PartHints]) -> bool:
    others = [one for other, one in judged.items() if other != name]
    alone = all(one.status == "absent" for one in others)
    return not alone or judged[name].weight >= parts[name].alone


def _note(judged: dict[str, Judged]) -> str:
    if len(judged) == 1:
        return next(iter(judged.values())).note
    return "; ".join(f"{name}: {one.status}" for name, one in judged.items())


def _quote(statement: Statement, shown: Shown | None) -> str:
    """The most telling words of a statement."""
    text, start, end = statement.block.text, statement.start, statement.end
    if shown is None or shown.pattern is None:
        return quotation(text, start, end, (start, start))
    mask = shown.pattern.mask
    words = places_in(statement.norm, load_hints())
    places = [(last - length + 1, last) for last, (bits, length, _) in words if bits & mask]
    if not places:
        return quotation(text, start, end, (start, start))
    before = statement.norm[: min(first for first, _ in places) + 1].count(" ") - 1
    length = statement.norm[: max(last for _, last in places)].count(" ") - 1
    return quotation(text, start, end, _characters(text, start, end, before, length))


def _characters(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Where the first to the last of a statement's normalised words stand in the text."""
    spans = [found.span() for found in WORD.finditer(text.lower(), start, end)]
    first = min(max(first, 0), len(spans) - 1)
    last = min(max(last, first), len(spans) - 1)
    return spans[first][0], spans[last][1]


def _senco(document: Document, contacts: tuple[Contact, ...]) -> ItemReading:
    """Decided from the contacts: a name and one means of contact or more."""
    named = [contact for contact in contacts if contact.name]
    reached = [contact for contact in contacts if contact.kinds]
    best = next((contact for contact in named if contact.kinds), None)
    if best is None and not named and not reached:
        return ItemReading(_SENCO, "absent", confidence=0.85, note="no SENCO named or reachable")
    contact = best or (named or reached)[0]
    both = bool(named and reached)
    parts: dict[str, Status] = {
        "name": "covered" if named else "absent",
        "contact": "covered" if reached else "absent",
    }
    return ItemReading(
        requirement=_SENCO,
        status="covered" if both else "partial",
        quotation=contact.as_written,
        page=contact.page,
        heading=_heading_over(document, contact.as_written, contact.page),
        confidence=0.9 if best is not None else 0.7,
        parts=parts,
        note="" if both else "name only" if named else "means of contact without a name",
    )


def _heading_over(document: Document, words: str, page: int | None) -> str:
    for passage in document.passages:
        for block in passage.blocks:
            if block.page == page and words and words in block.text:
                return passage.heading
    return ""


def _is_plan(document: Document, kind: KindReading | None) -> bool:
    if kind is not None:
        return kind.kind == _PLAN or _PLAN in kind.also
    return "accessibility plan" in document.title.lower()


def _the_plan_itself(document: Document, read: ItemReading) -> ItemReading:
    """The plan covers the item whatever it says of itself; it is quoted where it can be."""
    if read.quotation:
        return ItemReading(
            _PLAN, "covered", read.quotation, read.page, read.heading, 0.95, note="the plan itself"
        )
    first = _first_block(document)
    if first is None:
        return read
    text = first.text
    return ItemReading(
        _PLAN,
        "covered",
        quotation(text, 0, len(text), (0, 0)),
        first.page,
        "",
        0.9,
        note="the plan itself",
    )


def _first_block(document: Document) -> Block | None:
    return next((block for passage in document.passages for block in passage.blocks), None)
