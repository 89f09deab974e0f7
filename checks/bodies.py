"""What is read out of each body, once per body and run.

A trust puts one document on the websites of all its schools; its items are read once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from checks.content import HINTS_VERSION, read_items
from checks.model import ElementReading, Evidence, ItemReading, SeenDocument
from checks.policy import MONITORING, policy_elements, shown_by_item
from extractors.model import Document, Kind, Reading

KEPT = 256
"""How many bodies are held at a time, at some 200 kB each with their text."""

_LEAST_SPACES = 7

Items = Callable[[Reading], Mapping[str, ItemReading]]
Elements = Callable[[Reading], tuple[ElementReading, ...]]


def _items(reading: Reading) -> Mapping[str, ItemReading]:
    return read_items(reading.document, contacts=reading.contacts, kind=reading.kind)


def _elements(reading: Reading) -> tuple[ElementReading, ...]:
    return policy_elements(reading.document, reading.dates, reading.kind.kind)


@dataclass
class Body:
    """One body's reading with what the checks find in it, each worked out when first asked."""

    reading: Reading
    read_items: Items
    read_elements: Elements

    @cached_property
    def items(self) -> Mapping[str, ItemReading]:
        """What the body says on each item, as far as it is asked for."""
        return self.read_items(self.reading)

    @cached_property
    def elements(self) -> dict[str, ElementReading]:
        """Which parts of a policy it has."""
        found = {element.element: element for element in self.read_elements(self.reading)}
        monitoring = found.get(MONITORING)
        if monitoring is not None and not monitoring.present:
            found[MONITORING] = shown_by_item(monitoring, self.items)
        return found

    @cached_property
    def quotable(self) -> str:
        """Every piece of text that can be quoted, one a line, headings and furniture too."""
        return "\n".join(_texts(self.reading.document))

    @cached_property
    def lowered(self) -> str:
        """`quotable` in small letters, for a first look whether a phrase occurs at all."""
        return self.quotable.lower()

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The pieces of `quotable`, each as it stands and in small letters."""
        pairs = zip(self.quotable.split("\n"), self.lowered.split("\n"), strict=True)
        return list(pairs)

    @cached_property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Those of `lines` with eight words or more: what can be read by itself."""
        return [line for line in self.lines if line[0].count(" ") >= _LEAST_SPACES]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins in `lowered`."""
        return [0, *accumulate(len(lowered) + 1 for _, lowered in self.lines)]

    def lines_with(self, words: Sequence[str]) -> list[str]:
        """The pieces that hold any of `words` (in small letters), in order, as they stand."""
        found: set[int] = set()
        for word in words:
            position = self.lowered.find(word)
            while position >= 0:
                number = bisect_right(self._starts, position) - 1
                found.add(number)
                position = self.lowered.find(word, self._starts[number + 1])
        return [self.lines[number][0] for number in sorted(found)]

    def holds(self, quotation: str) -> bool:
        """Whether `quotation` stands letter for letter within one piece of the body."""
        folded = _folded(quotation)
        return bool(folded) and folded in self.quotable

    @cached_property
    def _headings(self) -> list[str]:
        """The headings with their white space folded, as a quotation has them."""
        return [_folded(passage.heading) for passage in self.reading.document.passages]

    def locate(self, quotation: str) -> tuple[str, int | None]:
        """Heading and page of the first piece that holds `quotation`; ("", None) if none."""
        folded = _folded(quotation)
        document = self.reading.document
        for passage, heading in zip(document.passages, self._headings, strict=True):
            if folded in heading:
                return passage.heading, passage.page
            for block in passage.blocks:
                if folded in block.text:
                    return passage.heading, block.page
        return "", next((b.page for b in document.furniture if folded in b.text), None)

    @cached_property
    def opening(self) -> str:
        """Words that show what the document is: its title where it stands there, else the first."""
        title = _folded(self.reading.document.title)
        if title and self.holds(title):
            return title[:200]
        for line, _ in self.lines:
            words = line.split()
            if len(words) >= 2:
                return " ".join(words[:15])
        return ""


def _texts(document: Document) -> Iterator[str]:
    """The pieces that can be quoted; blocks come with their white space folded."""
    for passage in document.passages:
        if passage.heading:
            yield _folded(passage.heading)
        for block in passage.blocks:
            yield block.text
    for block in document.furniture:
        yield block.text
    if document.title:
        yield _folded(document.title)


def _folded(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Bodies:
    """The bodies of a run, each read once; the least recently used is forgotten at `KEPT`.

    `items` and `elements` are the readers; tests and benchmarks may give others.
    """

    items: Items = _items
    elements: Elements = _elements
    version: str = HINTS_VERSION
    _held: dict[tuple[str, Kind], Body] = field(default_factory=dict)

    def of(self, seen: SeenDocument) -> Body:
        """The body of a document as found at a school."""
        return self.of_reading(seen.reading)

    def of_reading(self, reading: Reading) -> Body:
        """The body of a reading; one that is taken for another kind is read again."""
        key = reading.document.sha256, reading.kind.kind
        body = self._held.pop(key, None)
        if body is None:
            body = Body(reading, self.items, self.elements)
        self._held[key] = body
        if len(self._held) > KEPT:
            del self._held[next(iter(self._held))]
        return body

    def evidence(
        self, seen: SeenDocument, quotation: str, page: int | None = None, heading: str = ""
    ) -> tuple[Evidence, ...]:
        """The evidence for a quotation, empty where it does not stand in the body.

        Page and heading are looked up in the body where they are not given.
        """
        if seen.parts:
            # The joined document counts its parts as pages; the web pages have none.
            pieces = (self.evidence(part, quotation, None, heading) for part in seen.parts)
            return next((found for found in pieces if found), ())
        body = self.of(seen)
        if not body.holds(quotation):
            return ()
        if page is None and not heading:
            heading, page = body.locate(quotation)
        return (
            Evidence(
                url=seen.url,
                sha256=seen.reading.document.sha256,
                quotation=_folded(quotation),
                page=page,
                heading=heading,
                document_kind=seen.reading.kind.kind,
            ),
        )
