"""A document's text as statements: sentences with their heading, list opening and setting.

Pure: a `Document` in, statements out. Offsets point into the block's own text, so that a
quotation can be cut from it letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from checks.content_hints import ITEMS, ContextRule, Hints, Index, Rule
from checks.content_marks import Marks, marks_of
from checks.content_patterns import Pattern
from extractors.model import Block, Document, Passage

WORD = re.compile(r"[a-z0-9]+")
_SENTENCE_END = re.compile(r"[.!?;]([\"'”’)\]]*\s+)(?=[\"'“‘(]*[A-Z])")
_BULLET = re.compile(r"[•▪●\uf0b7\uf0a7]")
_SENTENCE_OR_BULLET = re.compile(
    r"((?<=[.!?;])[\"'”’)\]]*\s+(?=[\"'“‘(]*[A-Z])|\s+[•▪●\uf0b7\uf0a7]\s+)"
)
_SHORTENED = re.compile(
    r"\b(?:e\.?g|i\.?e|etc|Mr|Mrs|Ms|Miss|Dr|St|No|Tel|approx)\.$|\b[A-Z]\.$|^\W*\d{1,2}[a-z]?\.$"
)
_PLACEHOLDER = re.compile(
    r"\.{4,}|…{2,}|_{4,}|[\[<](?:insert|add|enter|name|school|your|date|x+\b|n\]|no\.?\]|number|delete|amend|\.\.)"
    r"|\[[^\]]{0,40}\bto (?:describe|add|insert|explain|complete|list|state)\b|\bxxx+",
    re.I,
)
_PROMPT = re.compile(
    r"(?:describe|explain (?:how|what)|outline|insert|list (?:the|any|all)|state (?:how|the|what)"
    r"|detail (?:how|the)|give details|include details|set out (?:how|what|the)"
    r"|please (?:describe|insert|add|explain|list|complete|provide details))\b",
    re.I,
)
_ASKS = re.compile(
    r"\W*(?:how|what|who|whom|where|when|why|which|is|are|do|does|did|has|have|can|could|may|should"
    r"|will|would)\b",
    re.I,
)
_LAW_START = re.compile(
    r"\W*(?:[a-k]\)|\d{1,2}[.)])?\s*(?:information|in relation to|the arrangements|any arrangements"
    r"|arrangements|the contact details|the name|how the|the school['’]s|additional support"
    r"|activities that|support that|the kinds|the steps|steps taken|the facilities|facilities"
    r"|where the)\b",
    re.I,
)
_NUMBERED = re.compile(r"\d{1,2}[a-z]?[.)]\s+[A-Z]")
_LIKE_THE_LAW = 84
_IN_THE_LAWS_LIST = 72
_HEADING_WORDS = 14
_QUESTION_WORDS = 30
_LAW_WORDS = 48
_LEAST_LAW_WORDS = 5
_STEM = 5
_STEP_WORDS = 5
_MORE_THAN_THE_LAW = 6
_TEXT_BENEATH = 40
_TAIL = 8

_WORDS_ONLY = bytes(c if chr(c).isascii() and chr(c).isalnum() else ord(" ") for c in range(256))
_STATEMENTS = 512
"""Those of a document or so: several patterns count words in the same one."""

_NO_CONTEXT: frozenset[int] = frozenset()
"""Shared by all: an empty set for each sentence is work, and more of it for the collector."""

KEPT = 15_000
"""How many sentences (up to twice as many) and headings are remembered, some 20 MB: schools share
templates, a school's documents share sentences, last year's edition is mostly this year's."""

_Filed = TypeVar("_Filed", Rule, ContextRule)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or a line that stands as one: its words' bits, and what it asks for.

    `items` are the items' numbers in `ITEMS`, `near` those of them whose sections it may or
    may not head, `contexts` the settings that it makes;
    `inherited` says that the items are asked for by the heading above it, and `own` are then
    the bits of its own words.
    """

    text: str
    page: int | None = None
    mask: int = 0
    items: frozenset[int] = frozenset()
    contexts: frozenset[int] = _NO_CONTEXT
    inherited: bool = False
    own: int = 0
    near: frozenset[int] = frozenset()

    @property
    def sure(self) -> frozenset[int]:
        """The items that it plainly asks for."""
        return self.items - self.near

    def beneath(self, above: Heading, hints: Hints) -> Heading:
        """This heading with what it takes from the one above it, where it asks for nothing."""
        if self.sure or (not above.items and not above.contexts):
            return self
        spread = frozenset(spreading(above.contexts, hints))
        return Heading(
            self.text,
            self.page,
            self.mask | above.mask,
            above.items | self.items,
            self.contexts | spread,
            inherited=True,
            own=self.mask,
            near=(above.near | self.near) - above.sure,
        )


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
    topics: tuple[int, ...]
    opening: int = 0
    before: int = 0
    paragraph: int = 0
    contexts: frozenset[int] = _NO_CONTEXT
    question: bool = False

    @property
    def text(self) -> str:
        """The statement as it stands."""
        return self.block.text[self.start : self.end]


_Sentence = tuple[str, int, int, tuple[int, ...], frozenset[int], bool]
"""What a sentence shows by its own words, wherever it stands: norm, words, mask, topics, contexts
and question as in `Statement`. Plain, since there are many and naming them takes a while."""


def normalise(text: str) -> str:
    """Lower-case words with one space between, before and after: the form that is searched."""
    return f" {' '.join(_spelled(text).split())} "


def _spelled(text: str) -> str:
    """The text with a space for all that is not of a word (`WORD`), mostly of the same length."""
    if "1:1" in text:
        text = text.replace("1:1", "one one")
    return text.lower().encode("ascii", "replace").translate(_WORDS_ONLY).decode("ascii")


Places = list[tuple[int, tuple[int, int, int]]]
"""The words found in a text: the last character of each, with (bits, length, topics)."""


@lru_cache(maxsize=_STATEMENTS)
def places_in(norm: str, hints: Hints) -> Places:
    """Where the words of all lists stand in a normalised text; not to be changed."""
    return list(hints.automaton.iter(norm))


def bits_in(norm: str, hints: Hints) -> int:
    """The bits of all words in a normalised text."""
    mask = 0
    for _, (bits, _, _) in hints.automaton.iter(norm):
        mask |= bits
    return mask


def counted(places: Places, bit: int) -> int:
    """How many words of a list stand in a text, overlapping ones taken as one."""
    count, reached = 0, -1
    spans = [(end - length, end) for end, (bits, length, _) in places if bits & bit]
    for start, end in sorted(spans):
        if start + 1 >= reached:
            count += 1
            reached = end
    return count


def holds(pattern: Pattern, norm: str, mask: int, words: int, hints: Hints) -> bool:
    """Whether a normalised text with these bits and so many words meets a pattern."""
    return pattern.met(mask, words) and has_counts(pattern, norm, hints)


def has_counts(pattern: Pattern, norm: str, hints: Hints) -> bool:
    """Whether a normalised text has as many words of each list as a pattern asks for."""
    if not pattern.counts:
        return True
    places = places_in(norm, hints)
    return all(counted(places, bit) >= count for bit, count in pattern.counts)


def statements_of(document: Document, hints: Hints) -> list[Statement]:
    """The document's statements in reading order, each with its bits and settings."""
    marks = marks_of(document)
    read = _reader(hints)
    found: list[Statement] = []
    known: dict[str, Heading] = {}
    for number, passage in enumerate(document.passages):
        heading = _heading_of(passage, known, hints, title=number == 0)
        found += _in_passage(passage, heading, hints, marks, read)
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


def read_heading(text: str, hints: Hints, *, page: int | None = None) -> Heading:
    """What a heading asks for and which settings it makes."""
    if not text:
        return Heading("")
    own = _asks_for(text, hints)
    return Heading(text, page, own.mask, own.items, own.contexts, near=own.near)


@lru_cache(maxsize=KEPT)
def _asks_for(text: str, hints: Hints) -> Heading:
    """What a heading asks for by its own words, on no page."""
    norm = normalise(text)
    mask = bits_in(norm, hints)
    words = norm.count(" ") - 1
    items = asked_by_the_law(text, hints) if _begins_like_the_law(text, words) else set()
    near: set[int] = set()
    if not items:
        met = _met(hints.heading_rules, norm, mask, words, hints)
        items = {rule.item for rule in met if rule.level == "answers"}
        near = {rule.item for rule in met} - items
    contexts = {rule.context for rule in _met(hints.heading_contexts, norm, mask, words, hints)}
    asked = frozenset(items | near)
    return Heading(text, None, mask, asked, frozenset(contexts), near=frozenset(near))


def _met(rules: Index[_Filed], norm: str, mask: int, words: int, hints: Hints) -> list[_Filed]:
    if not mask & rules.anchors:
        return []
    return [r for r in rules.likely(mask) if holds(r.pattern, norm, mask, words, hints)]


def named_in_the_laws_list(text: str, hints: Hints) -> set[int]:
    """The item that a line of the law's own list names, in whatever words of the Code."""
    return asked_by_the_law(text, hints, cutoff=_IN_THE_LAWS_LIST)


def asked_by_the_law(text: str, hints: Hints, *, cutoff: int = _LIKE_THE_LAW) -> set[int]:
    """The item whose wording in the law this line repeats, if any."""
    choices = {number: hints.items[name].law for number, name in enumerate(ITEMS)}
    best = process.extractOne(
        text.lower(), choices, scorer=fuzz.token_set_ratio, score_cutoff=cutoff
    )
    return {best[2]} if best else set()


def _begins_like_the_law(text: str, words: int) -> bool:
    return _LEAST_LAW_WORDS <= words <= _LAW_WORDS and _LAW_START.match(text) is not None


def _in_passage(
    passage: Passage, heading: Heading, hints: Hints, marks: Marks, read: _Reader
) -> list[Statement]:
    found: list[Statement] = []
    opener: Statement | None = None
    above = heading
    for number, block in enumerate(passage.blocks):
        following = passage.blocks[number + 1] if number + 1 < len(passage.blocks) else None
        if block.kind != "item":
            opener = None
        marked = marks.by(block)
        before = paragraph = 0
        sentences = _sentences(block.text)
        said = read.all_of(block.text, sentences)
        for place, ((start, end), own) in enumerate(zip(sentences, said, strict=True)):
            text = block.text[start:end]
            if place == 0 or _may_be_a_heading(text):
                beneath = following.text if place + 1 == len(sentences) and following else ""
                after = beneath or block.text[end:]
                line = _as_heading(text, block, place, after, hints, listed=opener is not None)
                if line is not None and not (opener and spreading(opener.contexts, hints)):
                    opener = None
                    above = line if line.sure or _NUMBERED.match(text) else above
                    heading = line.beneath(above, hints)
                    continue
            if own is None:
                continue
            if marked:
                own = _with_marks(own, marks.near(block, start, end), hints)
            norm, words, mask, topics, contexts, question = own
            if heading.contexts:
                contexts = contexts | heading.contexts
            statement = Statement(
                block,
                start,
                end,
                heading,
                norm,
                words,
                mask,
                topics,
                0,
                before,
                paragraph,
                contexts,
                question,
            )
            if block.kind == "item" and opener is not None:
                _open(statement, opener, hints)
            before = mask
            paragraph |= mask
            found.append(statement)
        if block.kind != "item" and found and block.text.rstrip().endswith((":", ":-", "–", "-")):
            opener = found[-1]
    return found


def _may_be_a_heading(text: str) -> bool:
    """Whether `_as_heading` may be true of a sentence that does not begin its paragraph."""
    return text[0].isdigit() or _LAW_START.match(text) is not None


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a block stands, without the space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    bulleted = not text.isascii() and _BULLET.search(text)
    for gap in (_SENTENCE_OR_BULLET if bulleted else _SENTENCE_END).finditer(text):
        end, following = gap.span(1)
        if _is_shortened(text, start, end):
            continue
        if end > start:
            found.append((start, end))
        start = following
    if start < len(text):
        found.append((start, len(text)))
    return found


def _is_shortened(text: str, start: int, end: int) -> bool:
    """Whether a full stop at the end is that of an abbreviation or of a number."""
    last = text[end - 5 : end - 1]
    # A word of four small letters is none; it is most of them, and looked for at less cost.
    if end - start > 5 and last.isalpha() and last.islower() and last != "prox":
        return False
    return _SHORTENED.search(text[max(start, end - _TAIL) : end]) is not None


def _as_heading(
    text: str, block: Block, place: int, beneath: str, hints: Hints, *, listed: bool
) -> Heading | None:
    """The heading that this line stands as, where a reader took it for text.

    A question or a numbered line at the start of a paragraph; a short line without a full
    stop, with real text after it, that asks for an item; the law's own wording. `listed`
    says that the line stands in an opened list, where a number is only a number.
    """
    words = text.count(" ") + 1
    first = place == 0 and block.kind == "text"
    numbered = _NUMBERED.match(text) is not None and text[-1] not in ".;,"
    numbered = numbered and not (words >= _STEP_WORDS and _NUMBERED.match(beneath))
    if numbered and (first or not listed) and words <= _QUESTION_WORDS:
        return read_heading(text, hints, page=block.page)
    if text.endswith("?") and place == 0 and block.kind != "item" and words <= _QUESTION_WORDS:
        return read_heading(text, hints, page=block.page)
    named = asked_by_the_law(text, hints) if _begins_like_the_law(text, words) else set()
    if named and _only_names(text, named, hints):
        return read_heading(text, hints, page=block.page)
    short = words <= _HEADING_WORDS and text[-1].isalnum() and text[0].isupper()
    if short and first and len(beneath) >= _TEXT_BENEATH:
        line = read_heading(text, hints, page=block.page)
        return line if line.sure and len(text) == len(block.text) else None
    return None


def _only_names(text: str, items: set[int], hints: Hints) -> bool:
    """Whether a line in the law's words names one of these items and says no more of it."""
    said = {word[:_STEM] for word in WORD.findall(text.lower())}
    return any(
        len(said - {word[:_STEM] for word in WORD.findall(hints.items[ITEMS[item]].law.lower())})
        <= _MORE_THAN_THE_LAW
        for item in items
    )


class _Reader:
    """Reads sentences by these hints, and remembers the last `KEPT` of them, or up to twice.

    A sentence is what it says by itself; None for a placeholder, a prompt or a dotted line.
    """

    def __init__(self, hints: Hints) -> None:
        self._hints = hints
        self._new: dict[str, _Sentence | None] = {}
        self._old: dict[str, _Sentence | None] = {}

    def all_of(self, text: str, places: Sequence[tuple[int, int]]) -> list[_Sentence | None]:
        """What each of a block's sentences says; `places` are where they stand in its text."""
        spelled = _spelled(text)
        as_long = len(spelled) == len(text)
        found: list[_Sentence | None] = []
        for start, end in places:
            sentence = text[start:end]
            if sentence in self._new:
                own = self._new[sentence]
            elif sentence in self._old:
                own = self._new[sentence] = self._old[sentence]
            else:
                words = spelled[start:end] if as_long else _spelled(sentence)
                own = self._new[sentence] = self._read(sentence, words.split())
            found.append(own)
        if len(self._new) >= KEPT:
            self._old, self._new = self._new, {}
        return found

    def _read(self, text: str, words: list[str]) -> _Sentence | None:
        norm = f" {' '.join(words)} "
        if not words or _PROMPT.match(text) or _is_placeholder(text, norm):
            return None
        mask, topics = 0, []
        for _, (bits, _, topic) in self._hints.automaton.iter(norm):
            mask |= bits
            if topic:
                topics.append(topic)
        contexts = _NO_CONTEXT
        if mask & self._hints.sentence_contexts.anchors:
            contexts = _contexts_of(norm, len(words), mask, self._hints)
        question = text[-1] == "?" and _ASKS.match(text) is not None
        return norm, len(words), mask, tuple(topics), contexts, question


@lru_cache(maxsize=2)
def _reader(hints: Hints) -> _Reader:
    return _Reader(hints)


def _with_marks(own: _Sentence, near: Iterable[str], hints: Hints) -> _Sentence:
    """The sentence with the means of contact that stand in it or near it."""
    norm, words, mask, topics, contexts, question = own
    for mark in near:
        mask |= hints.marks[mark]
    if mask != own[2]:
        contexts = _contexts_of(norm, words, mask, hints)
    return norm, words, mask, topics, contexts, question


def _contexts_of(norm: str, words: int, mask: int, hints: Hints) -> frozenset[int]:
    met = _met(hints.sentence_contexts, norm, mask, words, hints)
    return frozenset([rule.context for rule in met]) if met else _NO_CONTEXT


def _is_placeholder(text: str, norm: str) -> bool:
    """Whether it is left to be filled in; what it cannot be without is looked for first."""
    brackets = "[" in text or "<" in text
    dotted = "...." in text or "……" in text or "____" in text
    return (brackets or dotted or " xxx" in norm) and _PLACEHOLDER.search(text) is not None


def _open(statement: Statement, opener: Statement, hints: Hints) -> None:
    """Hand a list's opening down to its item: its words, and the settings that spread."""
    statement.opening = opener.mask & ~_contact_marks(hints)
    statement.contexts = statement.contexts | spreading(opener.contexts, hints)


def spreading(contexts: Iterable[int], hints: Hints) -> set[int]:
    """Those settings that pass on to what stands below."""
    return {one for one in contexts if hints.contexts[hints.context_names[one]].spreads}


def _contact_marks(hints: Hints) -> int:
    marks = 0
    for bit in hints.marks.values():
        marks |= bit
    return marks
