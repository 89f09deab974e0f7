"""What is read out of each body, once per body and run.

A trust puts one document on the websites of all its schools; its items are read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from checks.content import HINTS_VERSION, read_items
from checks.model import ElementReading, Evidence, ItemReading, SeenDocument
from checks.policy import policy_elements
from extractors.model import Document, Reading

KEPT = 256
"""How many bodies are held at a time, at some 200 kB each with their text."""

Items = Callable[[Reading], dict[str, ItemReading]]
Elements = Callable[[Reading], tuple[ElementReading, ...]]


def _items(reading: Reading) -> dict[str, ItemReading]:
    return read_items(reading.document, contacts=reading.contacts, kind=reading.kind)


def _elements(reading: Reading) -> tuple[ElementReading, ...]:
    return policy_elements(reading.document, reading.dates)


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading or block: as it stands with white space folded, in small letters, and where."""

    text: str
    lowered: str
    heading: str
    page: int | None


@dataclass
class Body:
    """One body's reading with what the checks find in it, each worked out when first asked."""

    reading: Reading
    read_items: Items
    read_elements: Elements

    @cached_property
    def items(self) -> dict[str, ItemReading]:
        """What the body says on each item."""
        return self.read_items(self.reading)

    @cached_property
    def elements(self) -> dict[str, ElementReading]:
        """Which parts of a policy it has."""
        return {element.element: element for element in self.read_elements(self.reading)}

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every piece of text that can be quoted, headings and furniture included."""
        return tuple(_pieces(self.reading.document))

    @cached_property
    def quotable(self) -> str:
        """The pieces that can be quoted, one a line."""
        return "\n".join(piece.text for piece in self.pieces)

    @cached_property
    def lowered(self) -> str:
        """`quotable` in small letters, for a first look whether a phrase occurs at all."""
        return "\n".join(piece.lowered for piece in self.pieces)

    def holds(self, quotation: str) -> bool:
        """Whether `quotation` stands letter for letter within one piece of the body."""
        folded = _folded(quotation)
        return bool(folded) and folded in self.quotable

    def locate(self, quotation: str) -> tuple[str, int | None]:
        """Heading and page of the first piece that holds `quotation`; ("", None) if none."""
        folded = _folded(quotation)
        for piece in self.pieces:
            if folded in piece.text:
                return piece.heading, piece.page
        return "", None

    @cached_property
    def opening(self) -> str:
        """Words that show what the document is: its title where it stands there, else the first."""
        title = _folded(self.reading.document.title)
        if title and self.holds(title):
            return title[:200]
        for piece in self.pieces:
            words = piece.text.split()
            if len(words) >= 2:
                return " ".join(words[:15])
        return ""


def _pieces(document: Document) -> Iterator[Piece]:
    for passage in document.passages:
        if passage.heading:
            yield _piece(passage.heading, passage.heading, passage.page)
        for block in passage.blocks:
            yield _piece(block.text, passage.heading, block.page)
    for block in document.furniture:
        yield _piece(block.text, "", block.page)
    if document.title:
        yield _piece(document.title, "", None)


def _piece(text: str, heading: str, page: int | None) -> Piece:
    folded = _folded(text)
    return Piece(folded, folded.lower(), heading, page)


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
    _held: dict[str, Body] = field(default_factory=dict)

    def of(self, seen: SeenDocument) -> Body:
        """The body of a document as found at a school."""
        return self.of_reading(seen.reading)

    def of_reading(self, reading: Reading) -> Body:
        """The body of a reading."""
        key = reading.document.sha256
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
