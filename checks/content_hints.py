"""The evidence hints: what shows that a document answers an item, as data.

One YAML file per item stands in `checks/hints`; `_words.yml` holds the words they share and
`_contexts.yml` the settings in which words count for less. A pattern is a line such as

    @parents + invit*|consult* + not complain* + words>=8

and is met by a sentence in which every part is found, in any order: `@name` is one of the
words of that list, `a|b` one of these, `2 of @name` two different ones, `word*` any word that
begins so, `not ...` none of these, `<contact>`, `<url>` and `<offer>` a means of contact, an
address on the web and an address of a Local Offer in or right after the sentence, and
`words>=8` a length.

All words of all patterns are looked for at once (Aho-Corasick), each with the bit of its list;
a pattern is then a mask, so that judging a sentence costs a few comparisons.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Generic, Literal, TypeVar

import ahocorasick  # type: ignore[import-not-found]  # a C module without stubs
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

ITEMS = (
    "kinds-of-sen",
    "identification-assessment",
    "evaluating-effectiveness",
    "reviewing-progress",
    "teaching-approach",
    "adapting-curriculum-environment",
    "additional-learning-support",
    "inclusion-in-activities",
    "emotional-social-support",
    "senco-contact",
    "staff-expertise-training",
    "equipment-facilities",
    "consulting-parents",
    "consulting-young-people",
    "complaints",
    "involving-other-bodies",
    "support-services-contacts",
    "transition-adulthood",
    "local-offer-link",
    "admission-disabled",
    "less-favourable-treatment",
    "access-facilities",
    "accessibility-plan",
    "looked-after-sen",
    "bullying-and-voice",
)
"""The 23 statutory items and the two of guidance, in the order of the law."""

Level = Literal["answers", "helps", "beneath", "touches", "mentions"]
LEVELS: tuple[Level, ...] = ("answers", "helps", "beneath", "touches", "mentions")
MARKS = ("<url>", "<contact>", "<offer>")


class HintsError(ValueError):
    """A hints file is wrong; the message names the file and the entry."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartHints(_Strict):
    """What answers one part of an item; see `docs/decisions/002-reading-the-items.md`.

    `answers` inform by themselves, `helps` in part, `beneath` only under a matching heading,
    `touches` hardly, `mentions` name the thing and no more. `enough` is the weight from which
    the part is covered, `alone` the weight it needs when the item's other part is missing,
    `substance` the words that the telling sentences must have together.
    """

    answers: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    beneath: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    enough: float = 2.0
    alone: float = 0.0
    substance: int = 14


class ItemHints(PartHints):
    """The hints of one item.

    `law` is the law's own wording, which many documents use as headings.
    `heading_suffices` says whether a few plain sentences under a heading that asks for the
    item answer it whatever their words. `aims`, `pointers` and `definitions` say how the item
    takes sentences of those kinds; `needs` are words without which it is partial at most, `carries` says that a
    sentence is read with the one before it in the paragraph ("It is overseen by ...").
    """

    id: str
    law: str
    headings: tuple[str, ...]
    heading_suffices: bool
    aims: Literal["mention", "drop"] = "mention"
    pointers: Literal["mention", "count"] = "mention"
    definitions: Literal["mention", "drop"] = "drop"
    needs: str = ""
    carries: bool = False
    parts: dict[str, PartHints] = Field(default_factory=dict)


class ContextHints(_Strict):
    """A setting in which words count for less: `weight` is what is left of theirs.

    With `drop` they are not even a mention; with `spreads` a sentence that opens a list
    passes the setting on to the list.
    """

    weight: float
    drop: bool = False
    spreads: bool = False
    sentences: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern: bits that must be there, may not be there, and counts."""

    mask: int
    forbidden: int
    counts: tuple[tuple[int, int], ...]
    words: int
    source: str

    def met(self, mask: int, words: int) -> bool:
        """Whether a sentence with these bits and so many words meets it, counts apart."""
        return mask & self.mask == self.mask and not mask & self.forbidden and words >= self.words


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it shows: an item's part at a level, or (part "") its heading."""

    pattern: Pattern
    item: int
    part: str
    level: Level


@dataclass(frozen=True, slots=True)
class ContextRule:
    """A pattern and the context that it sets."""

    pattern: Pattern
    context: int


_Filed = TypeVar("_Filed", Rule, ContextRule)


@dataclass(frozen=True, slots=True)
class Index(Generic[_Filed]):
    """Rules filed under the rarest of their bits; `anchors` are all these bits."""

    anchors: int
    rules: dict[int, tuple[_Filed, ...]]

    def likely(self, mask: int) -> Iterator[_Filed]:
        """The rules that a text with these bits may meet."""
        for bit in bits_of(mask & self.anchors):
            yield from self.rules[bit]


@dataclass(frozen=True, slots=True)
class Hints:
    """Everything compiled."""

    items: dict[str, ItemHints]
    contexts: dict[str, ContextHints]
    context_names: tuple[str, ...]
    automaton: Any
    marks: dict[str, int]
    sentence_rules: Index[Rule]
    heading_rules: Index[Rule]
    sentence_contexts: Index[ContextRule]
    heading_contexts: Index[ContextRule]
    needs: dict[str, int]


class _Lexicon:
    """Gives every list of words a bit and gathers the words for the automaton."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self.lists = lists
        self.bits: dict[str, int] = {}
        self.literals: dict[str, int] = {}
        self.marks = {mark: self._new(mark) for mark in MARKS}
        self._common: dict[int, int] = {}

    def _new(self, name: str) -> int:
        bit = 1 << len(self.bits)
        self.bits[name] = bit
        return bit

    def group(self, name: str, words: Iterable[str]) -> int:
        """The bit of a list of words, made on first use."""
        if name in self.bits:
            return self.bits[name]
        bit = self._new(name)
        for word in words:
            if not _LITERAL.fullmatch(word):
                raise HintsError(f"{word!r} is not lower-case words, with or without a last *")
            literal = f" {word[:-1]}" if word.endswith("*") else f" {word} "
            self.literals[literal] = self.literals.get(literal, 0) | bit
        return bit

    def atom(self, text: str) -> int:
        """The bits that any of an atom's words sets; one bit per list it names."""
        if text in MARKS:
            return self.marks[text]
        names = [part.strip() for part in text.split("|")]
        words = [name for name in names if not name.startswith("@")]
        bits = self.group("|".join(words), words) if words else 0
        for name in names:
            if name.startswith("@"):
                bits |= self._listed(name[1:])
        return bits

    def _listed(self, name: str) -> int:
        if name not in self.lists:
            raise HintsError(f"no list of words is called {name!r}")
        return self.group(f"@{name}", self.lists[name])

    def union(self, text: str) -> int:
        """One bit for an atom that may name several lists."""
        bits = self.atom(text)
        if bits & (bits - 1) == 0:
            return bits
        words: list[str] = []
        for name in (part.strip() for part in text.split("|")):
            words += self.lists[name[1:]] if name.startswith("@") else [name]
        return self.group(text, words)

    def pattern(self, source: str) -> Pattern:
        """Compile one pattern."""
        mask = forbidden = words = 0
        counts: list[tuple[int, int]] = []
        for atom in (part.strip() for part in source.split(" + ")):
            negated, count, rest = _parts_of(atom)
            if rest.startswith("words>="):
                words = int(rest.removeprefix("words>="))
            elif negated:
                forbidden |= self.atom(rest)
            else:
                bit = self.union(rest)
                mask |= bit
                if count > 1:
                    counts.append((bit, count))
        if not mask:
            raise HintsError(f"the pattern {source!r} has nothing to look for")
        return Pattern(mask, forbidden, tuple(counts), words, source)

    def rarest(self, mask: int) -> int:
        """The bit of a mask that fewest sentences will have.

        A word counts as the commoner the more lists it stands in.
        """
        return min(bits_of(mask), key=lambda bit: self._commonness(bit))

    def _commonness(self, bit: int) -> int:
        if bit not in self._common:
            self._common[bit] = sum(
                bits.bit_count() for bits in self.literals.values() if bits & bit
            )
        return self._common[bit]


_LITERAL = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*\*?")
_ATOM = re.compile(r"(?P<not>not )?(?:(?P<count>\d) of )?(?P<rest>.+)")


def _parts_of(atom: str) -> tuple[bool, int, str]:
    found = _ATOM.fullmatch(atom)
    if found is None:
        raise HintsError(f"an empty part in a pattern: {atom!r}")
    return bool(found["not"]), int(found["count"] or 1), found["rest"]


def bits_of(mask: int) -> Iterator[int]:
    """The single bits of a mask, lowest first."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


@functools.cache
def load_hints() -> Hints:
    """The hints that come with the package, validated and compiled once a process."""
    return compile_hints(_folder())


def hints_version(folder: Traversable | None = None) -> str:
    """A short hash of all hints: the version of the rules behind every reading."""
    digest = hashlib.sha256()
    for path in sorted(_files(folder or _folder()), key=lambda path: path.name):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _folder() -> Traversable:
    return resources.files("checks") / "hints"


def _files(folder: Traversable) -> Iterator[Traversable]:
    return (path for path in folder.iterdir() if path.name.endswith(".yml"))


def compile_hints(folder: Traversable) -> Hints:
    """Read, validate and compile a folder of hints; `HintsError` names what is wrong."""
    lexicon = _Lexicon(_lists(folder))
    items = _items(folder)
    contexts = {
        name: _validated(ContextHints, entry, "_contexts.yml", name)
        for name, entry in _mapping(folder / "_contexts.yml").items()
    }
    sentence_rules: list[Rule] = []
    heading_rules: list[Rule] = []
    for number, name in enumerate(ITEMS):
        with _named(f"{name}.yml"):
            rules, headings = _rules(lexicon, number, items[name])
        sentence_rules += rules
        heading_rules += headings
    with _named("_contexts.yml"):
        on_sentences = _context_rules(lexicon, contexts, "sentences")
        on_headings = _context_rules(lexicon, contexts, "headings")
        needs = {name: lexicon.union(item.needs) for name, item in items.items() if item.needs}
    return Hints(
        items=items,
        contexts=contexts,
        context_names=tuple(contexts),
        automaton=_automaton(lexicon.literals),
        marks=lexicon.marks,
        sentence_rules=_filed(sentence_rules, lexicon),
        heading_rules=_filed(heading_rules, lexicon),
        sentence_contexts=_filed(on_sentences, lexicon),
        heading_contexts=_filed(on_headings, lexicon),
        needs=needs,
    )


class _named:  # noqa: N801 - reads as a statement
    """Puts a file's name before what is wrong in it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, HintsError):
            raise HintsError(f"{self.name}: {error}") from error


def _mapping(path: Traversable) -> dict[str, Any]:
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise HintsError(f"{path.name}: {error}") from error
    if not isinstance(found, dict):
        raise HintsError(f"{path.name}: not a mapping")
    return found


def _lists(folder: Traversable) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, words in _mapping(folder / "_words.yml").items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise HintsError(f"_words.yml: {name}: not a list of words")
        lists[name] = words
    return lists


def _items(folder: Traversable) -> dict[str, ItemHints]:
    items: dict[str, ItemHints] = {}
    for name in ITEMS:
        entry = _mapping(folder / f"{name}.yml")
        items[name] = _validated(ItemHints, entry, f"{name}.yml", name)
        if items[name].id != name:
            raise HintsError(f"{name}.yml: id: {items[name].id!r} is not the file's name")
    return items


_Model = TypeVar("_Model", bound=BaseModel)


def _validated(model: type[_Model], entry: Any, file: str, name: str) -> _Model:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise HintsError(f"{file}: {name}: {place}: {first['msg']}") from error


def _rules(lexicon: _Lexicon, number: int, item: ItemHints) -> tuple[list[Rule], list[Rule]]:
    parts: dict[str, PartHints] = dict(item.parts) or {"": item}
    rules = [
        Rule(lexicon.pattern(source), number, part, level)
        for part, hints in parts.items()
        for level in LEVELS
        for source in getattr(hints, level)
    ]
    headings = [Rule(lexicon.pattern(source), number, "", "answers") for source in item.headings]
    return rules, headings


def _context_rules(
    lexicon: _Lexicon, contexts: dict[str, ContextHints], place: str
) -> list[ContextRule]:
    return [
        ContextRule(lexicon.pattern(source), number)
        for number, context in enumerate(contexts.values())
        for source in getattr(context, place)
    ]


def _filed(rules: list[_Filed], lexicon: _Lexicon) -> Index[_Filed]:
    filed: dict[int, list[_Filed]] = {}
    anchors = 0
    for rule in rules:
        bit = lexicon.rarest(rule.pattern.mask)
        anchors |= bit
        filed.setdefault(bit, []).append(rule)
    return Index(anchors, {bit: tuple(found) for bit, found in filed.items()})


def _automaton(literals: dict[str, int]) -> Any:
    automaton = ahocorasick.Automaton()
    for literal, mask in literals.items():
        automaton.add_word(literal, (mask, len(literal)))
    automaton.make_automaton()
    return automaton
