"""Readings to rows and back, without loss."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from extractors.model import (
    AccessFact,
    Block,
    Contact,
    DateClaim,
    Dates,
    Document,
    KindReading,
    Language,
    Link,
    Passage,
    Reading,
)

BODY = "body"
FURNITURE = "furniture"

DOCUMENT_COLUMNS = (
    "sha256",
    "version",
    "kind",
    "also",
    "kind_confidence",
    "kind_reasons",
    "title",
    "school_name",
    "format",
    "pages",
    "problem",
    "reader",
    "document_date",
    "next_review",
    "review_interval",
    "conflicts",
    "words",
    "sentences",
    "reading_ease",
    "reading_age",
    "formula",
    "words_per_sentence",
    "unexplained_acronyms",
    "access",
    "properties",
    "links",
)
PASSAGE_COLUMNS = (
    "sha256",
    "position",
    "part",
    "heading",
    "level",
    "trail",
    "page",
    "text",
    "layout",
)
DATE_COLUMNS = (
    "sha256",
    "position",
    "role",
    "as_written",
    "start",
    "end",
    "precision",
    "page",
    "is_claim",
    "is_document_date",
    "is_next_review",
)
CONTACT_COLUMNS = (
    "sha256",
    "position",
    "role",
    "name",
    "kinds",
    "email",
    "phone",
    "page",
    "as_written",
)

Row = tuple[object, ...]


def dump(value: object) -> str:
    """JSON as it is kept in a column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text(value: str) -> str:
    """Text that SQLite can keep: what is no Unicode character becomes a question mark."""
    return value.encode("utf-8", "replace").decode("utf-8")


def document_row(reading: Reading, version: str) -> Row:
    """The row of `documents`."""
    document, dates, language = reading.document, reading.dates, reading.language
    return (
        document.sha256,
        version,
        reading.kind.kind,
        dump(reading.kind.also),
        reading.kind.confidence,
        text(dump(reading.kind.reasons)),
        text(document.title),
        text(reading.school),
        document.format,
        document.pages,
        document.problem,
        document.reader,
        dates.document_date.end.isoformat() if dates.document_date else None,
        dates.next_review.end.isoformat() if dates.next_review else None,
        dates.interval,
        text(dump(dates.conflicts)),
        language.words if language else None,
        language.sentences if language else None,
        language.reading_ease if language else None,
        language.reading_age if language else None,
        language.formula if language else "",
        language.words_per_sentence if language else None,
        text(dump(language.unexplained_acronyms if language else ())),
        text(dump([(fact.name, fact.ok, fact.detail) for fact in reading.access])),
        text(dump(document.properties)),
        text(dump([(link.text, link.url, link.page) for link in document.links])),
    )


def passage_rows(document: Document) -> list[Row]:
    """The rows of `passages`; furniture comes last, as one passage without heading."""
    rows = [
        _passage_row(document.sha256, number, BODY, passage)
        for number, passage in enumerate(document.passages)
    ]
    if document.furniture:
        passage = Passage("", 0, document.furniture)
        rows.append(_passage_row(document.sha256, len(rows), FURNITURE, passage))
    return rows


def date_rows(sha256: str, dates: Dates) -> list[Row]:
    """The rows of `dates`: every claim, and the chosen ones even if they are no claim."""
    claims = list(dates.claims)
    extra = [
        claim for claim in (dates.document_date, dates.next_review) if claim and claim not in claims
    ]
    return [
        (
            sha256,
            number,
            claim.role,
            text(claim.as_written),
            claim.start.isoformat(),
            claim.end.isoformat(),
            claim.precision,
            claim.page,
            number < len(claims),
            claim == dates.document_date,
            claim == dates.next_review,
        )
        for number, claim in enumerate(claims + list(dict.fromkeys(extra)))
    ]


def contact_rows(sha256: str, contacts: Sequence[Contact]) -> list[Row]:
    """The rows of `contacts`."""
    return [
        (
            sha256,
            number,
            contact.role,
            None if contact.name is None else text(contact.name),
            dump(contact.kinds),
            contact.email,
            contact.phone,
            contact.page,
            text(contact.as_written),
        )
        for number, contact in enumerate(contacts)
    ]


def reading(
    document: Mapping[str, Any],
    passages: Iterable[Mapping[str, Any]],
    dates: Iterable[Mapping[str, Any]],
    contacts: Iterable[Mapping[str, Any]],
) -> Reading:
    """The reading that the rows of one body stand for."""
    read = [(row["part"], _passage(row)) for row in passages]
    return Reading(
        document=Document(
            sha256=document["sha256"],
            format=document["format"],
            title=document["title"],
            passages=tuple(passage for part, passage in read if part == BODY),
            pages=document["pages"],
            furniture=tuple(
                block for part, passage in read if part == FURNITURE for block in passage.blocks
            ),
            links=tuple(Link(*link) for link in json.loads(document["links"])),
            properties=json.loads(document["properties"]),
            problem=document["problem"],
            reader=document["reader"],
        ),
        kind=KindReading(
            kind=document["kind"],
            also=tuple(json.loads(document["also"])),
            confidence=document["kind_confidence"],
            reasons=tuple(json.loads(document["kind_reasons"])),
        ),
        dates=_dates(document, list(dates)),
        contacts=tuple(_contact(row) for row in contacts),
        language=_language(document),
        access=tuple(AccessFact(*fact) for fact in json.loads(document["access"])),
        school=document["school_name"],
    )


def _passage_row(sha256: str, position: int, part: str, passage: Passage) -> Row:
    # Block texts hold no line break, so the passage's text can be cut into them again and
    # only each block's page and kind need keeping beside it.
    blocks = [dataclasses.replace(block, text=_one_line(block.text)) for block in passage.blocks]
    return (
        sha256,
        position,
        part,
        text(passage.heading),
        passage.level,
        text(dump(passage.trail)),
        passage.page,
        "\n".join(block.text for block in blocks),
        dump([(block.page, block.kind) for block in blocks]),
    )


def _one_line(value: str) -> str:
    return text(value).replace("\n", " ")


def _passage(row: Mapping[str, Any]) -> Passage:
    layout = json.loads(row["layout"])
    texts = row["text"].split("\n") if layout else []
    return Passage(
        heading=row["heading"],
        level=row["level"],
        blocks=tuple(
            Block(line, page, kind) for line, (page, kind) in zip(texts, layout, strict=True)
        ),
        page=row["page"],
        trail=tuple(json.loads(row["trail"])),
    )


def _dates(document: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Dates:
    claims = [_claim(row) for row in rows]
    chosen = {
        flag: next((claim for row, claim in zip(rows, claims, strict=True) if row[flag]), None)
        for flag in ("is_document_date", "is_next_review")
    }
    return Dates(
        claims=tuple(claim for row, claim in zip(rows, claims, strict=True) if row["is_claim"]),
        document_date=chosen["is_document_date"],
        next_review=chosen["is_next_review"],
        interval=document["review_interval"],
        conflicts=tuple(json.loads(document["conflicts"])),
    )


def _claim(row: Mapping[str, Any]) -> DateClaim:
    return DateClaim(
        role=row["role"],
        as_written=row["as_written"],
        start=dt.date.fromisoformat(row["start"]),
        end=dt.date.fromisoformat(row["end"]),
        precision=row["precision"],
        page=row["page"],
    )


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(
        role=row["role"],
        name=row["name"],
        kinds=tuple(json.loads(row["kinds"])),
        email=row["email"],
        phone=row["phone"],
        page=row["page"],
        as_written=row["as_written"],
    )


def _language(document: Mapping[str, Any]) -> Language | None:
    if document["words"] is None:
        return None
    return Language(
        words=document["words"],
        sentences=document["sentences"],
        reading_ease=cast("float | None", document["reading_ease"]),
        reading_age=cast("float | None", document["reading_age"]),
        formula=document["formula"],
        words_per_sentence=cast("float | None", document["words_per_sentence"]),
        unexplained_acronyms=tuple(json.loads(document["unexplained_acronyms"])),
    )
