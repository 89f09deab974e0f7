"""Several web pages that make one document, such as a report with a page for each question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from extractors.model import Block, Document, Link, Passage

READER = "joined/1"


def join(documents: Sequence[Document]) -> Document:
    """One document of several without pages, in the order given.

    Each part counts as a page: a block's `page` is the part it stands in, from 1, so that
    a quotation still leads to the one address where it can be found. A part's title is a
    heading of level 1, what it repeats of an earlier part (a side panel, the same part
    twice) is left out, and a part with a problem is passed over. The name (`sha256`) is
    made of the parts' names. Title and properties are those of the first usable part.

    Raises ValueError where no document is given, or one has pages of its own.
    """
    if not documents:
        raise ValueError("nothing to join")
    if any(document.pages is not None for document in documents):
        raise ValueError("a document with pages of its own cannot be a part of another")
    first = next((each for each in documents if each.problem is None), documents[0])
    passages: list[Passage] = []
    seen: set[tuple[str, str]] = set()
    furniture: dict[str, Block] = {}
    links: dict[Link, None] = {}
    for number, document in enumerate(documents, 1):
        if document.problem is not None:
            continue
        for passage in _titled(document):
            words = (passage.heading, passage.text)
            if words not in seen:
                seen.add(words)
                passages.append(_on_page(passage, number))
        for block in document.furniture:
            furniture.setdefault(block.text, replace(block, page=number))
        for link in document.links:
            links.setdefault(replace(link, page=number), None)
    return replace(
        first,
        sha256=hashlib.sha256("".join(each.sha256 for each in documents).encode()).hexdigest(),
        passages=tuple(passages),
        pages=len(documents),
        furniture=tuple(furniture.values()),
        links=tuple(links),
        reader=READER,
    )


def _titled(document: Document) -> tuple[Passage, ...]:
    """A part's passages, its title as their first heading."""
    title = document.title
    if not title or any(passage.heading == title for passage in document.passages):
        return document.passages
    opening = document.passages[:1]
    if opening and not opening[0].heading:
        return (replace(opening[0], heading=title, level=1), *document.passages[1:])
    return (Passage(title, 1, ()), *document.passages)


def _on_page(passage: Passage, number: int) -> Passage:
    blocks = tuple(replace(block, page=number) for block in passage.blocks)
    return replace(passage, blocks=blocks, page=number)
