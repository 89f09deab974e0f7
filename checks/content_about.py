"""Whether a document is about special educational needs, and if not, which passages are.

A general policy (behaviour, complaints, attendance) says much in the words of the items and
speaks of every pupil: "parents are invited to a meeting" consults nobody about SEN. In such
a document only what itself speaks of SEN or disability may show an item.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.content_headings import read_heading
from checks.content_hints import Hints
from checks.content_text import Statement
from extractors.model import Document, Kind, KindReading, Passage

_SEN_KINDS: frozenset[Kind] = frozenset(
    {
        "sen-information-report",
        "sen-policy",
        "accessibility-plan",
        "local-offer",
        "inclusion-strategy",
    }
)
_NAMED = 0.03
_UNNAMED = 0.12
_FEW = 60
_SHORT = 100


def about_sen(
    statements: list[Statement], document: Document, kind: KindReading, hints: Hints
) -> list[Statement]:
    """The statements that may show an item: all of them where the document is about SEN.

    It is where one statement in eight names SEN or disability; in a document whose kind or
    title says so, one in thirty is enough, and a short one needs
    none: what it is about goes without saying there.
    """
    named = kind.kind in _SEN_KINDS or any(one in _SEN_KINDS for one in kind.also)
    named = named or bool(read_heading(document.title, hints).mask & hints.sen)
    speaking = sum(1 for statement in statements if statement.mask & hints.sen)
    if named and len(statements) < _FEW:
        return statements
    if speaking >= len(statements) * (_NAMED if named else _UNNAMED):
        return statements
    spoken = {id(one.block) for one in statements if one.mask & hints.sen}
    kept: set[int] = set()
    for passage in document.passages:
        headings = {passage.heading, *passage.trail} - {
            document.title,
            document.passages[0].heading,
        }
        if any(read_heading(text, hints).mask & hints.sen for text in headings):
            kept.update(map(id, passage.blocks))
        else:
            kept.update(_speaking(passage, spoken))
    return [statement for statement in statements if id(statement.block) in kept]


def _speaking(passage: Passage, spoken: set[int]) -> Iterator[int]:
    """The blocks of a passage that count: all of a short one that speaks of SEN anywhere.

    In a long one only the paragraphs that do so, each with the list beneath it.
    """
    if sum(block.text.count(" ") for block in passage.blocks) <= _SHORT:
        if any(id(block) in spoken for block in passage.blocks):
            yield from map(id, passage.blocks)
        return
    opened = False
    for block in passage.blocks:
        speaks = id(block) in spoken
        if block.kind != "item":
            opened = speaks
        if speaks or (opened and block.kind == "item"):
            yield id(block)
