"""A document's text as statements: sentences with their heading, list opening and setting.

Pure: a `Document` in, statements out. Offsets point into the block's own text, so that a
quotation can be cut from it letter for letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks.content_headings import (
    NUMBERED,
    Heading,
    as_heading,
    may_be_a_heading,
    read_heading,
    spreading,
)
from checks.content_hints import Hints
from checks.content_marks import Marks, marks_of
from checks.content_sentences import (
    NO_CONTEXT,
    Sentences,
    sentences_by,
    sentences_in,
    with_marks,
)
from extractors.model import Block, Document, Passage


@dataclass(slots=True)
class Statement:
    """One sentence or list item.

    `start` and `end` are its place in `block.text`; `norm` its normalised text, `mask` the bits
    of the words of the hints in it, `topics` what those of a topic are about; `opening` the
    bits of the sentence that opens its list, `before` those of the sentence before it in the
    paragraph, `paragraph` those of all before it there; `contexts` the settings that make it
    count for less.
    """

    block: Block
    start: int
    end: int
    heading: Heading
    norm: str
    words: int
    mask: int
    topics: int
    opening: int = 0
    before: int = 0
    paragraph: int = 0
    contexts: frozenset[int] = NO_CONTEXT
    question: bool = False

    @property
    def text(self) -> str:
        """The statement as it stands."""
        return self.block.text[self.start : self.end]


def statements_of(document: Document, hints: Hints) -> list[Statement]:
    """The document's statements in reading order, each with its bits and settings."""
    marks = marks_of(document)
    sentences = sentences_by(hints)
    found: list[Statement] = []
    known: dict[str, Heading] = {}
    for number, passage in enumerate(document.passages):
        heading = _heading_of(passage, known, hints, title=number == 0)
        found += _in_passage(passage, heading, hints, marks, sentences)
    return found


def _heading_of(
    passage: Passage, known: dict[str, Heading], hints: Hints, *, title: bool
) -> Heading:
    """The passage's heading; one that asks for nothing stands for the heading above it.

    The title of the whole document sets no context and is not inherited: a policy "and
    objectives" is not all aims.
    """
    own = read_heading(passage.heading, hints, page=passage.page)
    if title:
        return Heading(own.text, own.page, own.mask, own.items, near=own.near)
    above = known.get(passage.trail[-1]) if passage.trail else None
    if above is not None:
        own = own.beneath(above, hints)
    if passage.heading:
        known[passage.heading] = own
    return own


def _in_passage(
    passage: Passage, heading: Heading, hints: Hints, marks: Marks, known: Sentences
) -> list[Statement]:
    found: list[Statement] = []
    opener: Statement | None = None
    opened: Iterable[int] = NO_CONTEXT
    above = heading
    for number, block in enumerate(passage.blocks):
        whole, listed = block.text, block.kind == "item"
        if not listed:
            opener = None
            opened = opened if block.kind == "row" else NO_CONTEXT
        marked = marks.by(block)
        before = paragraph = 0
        places = sentences_in(whole)
        for place, (start, end) in enumerate(places):
            text = whole[start:end]
            if place == 0 or may_be_a_heading(text):
                last = place + 1 == len(places)
                after = (_beneath(passage, number) if last else "") or whole[end:]
                line = as_heading(text, block, place, after, hints, listed=opener is not None)
                if line is not None and not (opener and opened):
                    opener, opened = None, NO_CONTEXT
                    above = line if line.sure or NUMBERED.match(text) else above
                    heading = line.beneath(above, hints)
                    continue
            said = known[text]
            if said is None:
                continue
            if marked:
                said = with_marks(said, marks.near(block, start, end), hints)
            norm, words, mask, topics, contexts, question = said
            if heading.contexts:
                contexts = contexts.union(_not_spared(heading.contexts, mask, hints))
            opening = 0
            if opener is not None:
                opening = opener.mask & ~hints.any_mark
            if opened:
                contexts = contexts.union(_not_spared(opened, mask, hints))
            # By place: to name the fields takes a third as long again, a million times a night.
            found.append(
                Statement(
                    block,
                    start,
                    end,
                    heading,
                    norm,
                    words,
                    mask,
                    topics,
                    opening,
                    before,
                    paragraph,
                    contexts,
                    question,
                )
            )
            before = mask
            paragraph |= mask
        if not listed and found and whole.rstrip().endswith((":", ":-", "–", "-")):
            opener = found[-1]
            opened = spreading(opener.contexts, hints)
    return found


def _not_spared(above: Iterable[int], mask: int, hints: Hints) -> Iterable[int]:
    """Those of the settings above a statement that its own words do not keep it out of."""
    return [one for one in above if not mask & hints.spared.get(one, 0)]


def _beneath(passage: Passage, number: int) -> str:
    """The text of the block after this one."""
    following = passage.blocks[number + 1 : number + 2]
    return following[0].text if following else ""
