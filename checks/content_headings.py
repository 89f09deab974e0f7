"""What a heading asks for, and which lines stand as headings although a reader took them for text.

Pure: a line in, a `Heading` out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from checks.content_hints import ITEMS, Hints
from checks.content_sentences import KEPT, NO_CONTEXT, WORD, bits_in, normalise, rules_met
from extractors.model import Block

_LAW_START = (
    r"\W*(?:[a-k]\)|\d{1,2}[.)])?\s*(?:information|in relation to|the arrangements|any arrangements"
    r"|arrangements|the contact details|the name|how the|the school['’]s|additional support"
    r"|activities that|support that|the kinds|the steps|steps taken|the facilities|facilities"
    r"|where the)\b"
)
_LIKE_THE_LAWS = re.compile(_LAW_START, re.I)
may_be_a_heading = re.compile(rf"\d|{_LAW_START}", re.I).match
"""Whether `as_heading` may find one in a sentence that does not begin its paragraph."""
NUMBERED = re.compile(r"\d{1,2}[a-z]?[.)]\s+[A-Z]")
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
_SENCO = ITEMS.index("senco-contact")


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
    contexts: frozenset[int] = NO_CONTEXT
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
        met = rules_met(hints.heading_rules, norm, mask, words, hints)
        items = {rule.item for rule in met if rule.level == "answers"}
        near = {rule.item for rule in met} - items
    contexts = {
        rule.context for rule in rules_met(hints.heading_contexts, norm, mask, words, hints)
    }
    if items - {_SENCO}:
        contexts = {one for one in contexts if not hints.contexts[hints.context_names[one]].yields}
    asked = frozenset(items | near)
    return Heading(text, None, mask, asked, frozenset(contexts), near=frozenset(near))


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
    return _LEAST_LAW_WORDS <= words <= _LAW_WORDS and _LIKE_THE_LAWS.match(text) is not None


def as_heading(
    text: str, block: Block, place: int, beneath: str, hints: Hints, *, listed: bool
) -> Heading | None:
    """The heading that this line stands as, where a reader took it for text.

    A question or a numbered line at the start of a paragraph; a short line without a full
    stop, with real text after it, that asks for an item; the law's own wording. `listed`
    says that the line stands in an opened list, where a number is only a number.
    """
    words = text.count(" ") + 1
    first = place == 0 and block.kind == "text"
    numbered = NUMBERED.match(text) is not None and text[-1] not in ".;,"
    numbered = numbered and not (words >= _STEP_WORDS and NUMBERED.match(beneath))
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


def spreading(contexts: Iterable[int], hints: Hints) -> set[int]:
    """Those settings that pass on to what stands below."""
    return {one for one in contexts if hints.contexts[hints.context_names[one]].spreads}
