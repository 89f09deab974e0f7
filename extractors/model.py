"""What a reader gives back: one shape for every format.

A `Document` is the text of one body as it stands, cut into passages; a `Reading` adds
what was recognised in it (kind, dates, contacts, language, access). Both are plain,
immutable data: no reader keeps state, opens a network connection or touches a database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "sen-information-report",
    "sen-policy",
    "accessibility-plan",
    "local-offer",
    "inclusion-strategy",
    "equality-information",
    "complaints-procedure",
    "other",
]

Format = Literal["html", "pdf", "docx", "doc", "odt", "rtf", "pptx", "text", "unknown"]

BlockKind = Literal["text", "item", "row"]

Role = Literal[
    "updated", "approved", "reviewed", "next-review", "academic-year", "period", "issued"
]

Precision = Literal["day", "month", "term", "year", "academic-year", "range"]

Problem = Literal[
    "scanned image",
    "encrypted",
    "damaged",
    "empty",
    "too large",
    "too slow",
    "no text layer",
    "unknown format",
    "needs LibreOffice",
    "script-only",
]
"""Why a body could not be read; it ends as `could not check`, never as `not found`."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or table row.

    `text` is the text as read with every run of white space folded to one space. `page` is
    1-based, and None where the format has no pages (HTML, DOCX). A block never spans two
    pages: a paragraph broken by a page end is two blocks, so a quotation has one page.
    """

    text: str
    page: int | None = None
    kind: BlockKind = "text"


@dataclass(frozen=True, slots=True)
class Passage:
    """The text that stands under one heading.

    `heading` is "" for text before the first heading, `level` 1 to 6 (0 without heading),
    `trail` the headings above it from the outside in, `page` the heading's own page.
    """

    heading: str
    level: int
    blocks: tuple[Block, ...]
    page: int | None = None
    trail: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The blocks' text, one block a line."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a document: its text as it stands and its absolute address."""

    text: str
    url: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one body.

    `sha256` names the body. `furniture` holds repeated headers and footers, taken out of
    the passages and kept because dates stand there. `properties` are what the file says of
    itself (title, author, created, modified, language, tagged, producer, images,
    images_without_alternative_text, bookmarks, ...), as strings; weak evidence by design.
    `problem` is None when the text is usable.
    """

    sha256: str
    format: Format
    title: str
    passages: tuple[Passage, ...]
    pages: int | None = None
    furniture: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    problem: Problem | None = None
    reader: str = ""
    """Name and version of the reader, such as `pdf/1` (or `pdf+ocr/1`)."""

    @property
    def text(self) -> str:
        """All text in reading order, headings included, one block or heading a line."""
        parts: list[str] = []
        for passage in self.passages:
            if passage.heading:
                parts.append(passage.heading)
            parts.extend(block.text for block in passage.blocks)
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One date that a document states about itself.

    `start` and `end` are the first and last day that it can mean (a month is its first to
    its last day; an academic year 1 September to 31 August; terms: autumn September to
    December, spring January to April, summer May to August). `as_written` stands in the
    document letter for letter, label included.
    """

    role: Role
    as_written: str
    start: dt.date
    end: dt.date
    precision: Precision
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """All date claims, and what follows from them.

    `document_date` is the best single statement of when this version was last brought up
    to date, `next_review` the next review by its own words; `interval` a review cycle
    stated without a date, in months ("reviewed annually" is 12); `conflicts` says in one
    sentence each where two claims contradict each other.
    """

    claims: tuple[DateClaim, ...] = ()
    document_date: DateClaim | None = None
    next_review: DateClaim | None = None
    interval: int | None = None
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """The SENCO as a document names them: the name and each means of contact apart.

    `kinds` holds any of phone, email, form, via-office, address. `as_written` is the
    quotation that shows the name (or the means of contact, where there is no name).
    """

    role: str
    name: str | None
    kinds: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None
    page: int | None = None
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """How easy a text is to read. `reading_age` is in years; `formula` says which one."""

    words: int
    sentences: int
    reading_ease: float | None
    reading_age: float | None
    formula: str
    words_per_sentence: float | None = None
    unexplained_acronyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessFact:
    """One fact about how accessible the file is, such as `tagged` or `has-title`."""

    name: str
    ok: bool | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class KindReading:
    """What kind of document it is, what else it plainly serves as, and why."""

    kind: Kind
    also: tuple[Kind, ...] = ()
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the extractors say about one body."""

    document: Document
    kind: KindReading
    dates: Dates
    contacts: tuple[Contact, ...]
    language: Language | None = None
    access: tuple[AccessFact, ...] = ()
    school: str = ""
    """The school's name as it stands in the document, "" where none was recognised."""
