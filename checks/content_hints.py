"""The evidence hints: what shows that a document answers an item, as data.

One YAML file per item stands in `checks/hints`; `_words.yml` holds the words they share and
`_contexts.yml` the settings in which words count for less. How a
pattern is written is said in `checks.content_patterns`.
"""

from __future__ import annotations

import functools
import hashlib
import operator
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from checks.content_entries import LEVELS, ContextHints, ItemHints, Level
from checks.content_patterns import HintsError, Lexicon, Pattern

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

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe one in C, several times as fast, where PyYAML comes with it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it shows: an item's part at a level, or (part "") its heading.

    A heading that is only near to an item has the level `helps`.
    """

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
    """Rules filed under the rarest of their bits, lowest first; `anchors` are all these bits."""

    anchors: int
    rules: dict[int, tuple[tuple[int, _Filed], ...]]

    def likely(self, mask: int) -> Iterator[_Filed]:
        """The rules whose words are all among these bits."""
        rest = mask & self.anchors
        while rest:
            bit = rest & -rest
            rest ^= bit
            for needed, rule in self.rules[bit]:
                if mask & needed == needed:
                    yield rule


@dataclass(frozen=True, slots=True, eq=False)
class Hints:
    """Everything compiled; `sentence_rules` are each item's own, in the order of `ITEMS`.

    `topics` are the lane of each part's topic, by item number and part, from 1 on; a word's
    topics are a one in the lane of each (`TOPIC_BITS` wide), so that to add is to count.
    `any_mark` are the bits of all `marks`; `spared` those words that keep a statement out of a
    setting above it, by the setting's number; `kin` each item's kin (`_kin.yml`).
    Equal to itself only, so that what is read of a sentence can be kept by its hints.
    """

    items: dict[str, ItemHints]
    contexts: dict[str, ContextHints]
    context_names: tuple[str, ...]
    automaton: Any
    marks: dict[str, int]
    any_mark: int
    sentence_rules: tuple[tuple[Rule, ...], ...]
    heading_rules: Index[Rule]
    sentence_contexts: Index[ContextRule]
    heading_contexts: Index[ContextRule]
    needs: dict[str, int]
    foreign: dict[str, int]
    spared: dict[int, int]
    kin: tuple[frozenset[int], ...]
    carried: int
    area: int
    sen: int
    topics: dict[tuple[int, str], int]


@functools.cache
def load_hints() -> Hints:
    """The hints that come with the package, validated and compiled once a process."""
    return compile_hints(_folder())


def hints_version(folder: Traversable | None = None) -> str:
    """A short hash of all hints: the version of the rules behind every reading.

    The package's own come with the weights of words.
    """
    digest = hashlib.sha256()
    if folder is None:
        digest.update((resources.files("checks") / "likeness.json").read_bytes())
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
    lexicon = Lexicon(_lists(folder))
    items = _items(folder)
    contexts = {
        name: _validated(ContextHints, entry, "_contexts.yml", name)
        for name, entry in _mapping(folder / "_contexts.yml").items()
    }
    sentence_rules: list[list[Rule]] = []
    heading_rules: list[Rule] = []
    for number, name in enumerate(ITEMS):
        with _named(f"{name}.yml"):
            rules, headings = _rules(lexicon, number, items[name])
        sentence_rules.append(rules)
        heading_rules += headings
    with _named("_contexts.yml"):
        on_sentences = _context_rules(lexicon, contexts, "sentences")
        on_headings = _context_rules(lexicon, contexts, "headings")
        needs = {name: lexicon.union(item.needs) for name, item in items.items() if item.needs}
        foreign = {n: lexicon.union(item.foreign) for n, item in items.items() if item.foreign}
        spared = {
            number: lexicon.union(context.unless)
            for number, context in enumerate(contexts.values())
            if context.unless
        }
        area = lexicon.union("@areas")
        sen = lexicon.union("@sen_itself")
        topics = _topics(lexicon, items)
        lists = (0, *dict.fromkeys(topics.values()))
    return Hints(
        items=items,
        contexts=contexts,
        context_names=tuple(contexts),
        automaton=lexicon.automaton(lists),
        marks=lexicon.marks,
        any_mark=functools.reduce(operator.or_, lexicon.marks.values()),
        sentence_rules=tuple(_rarest_first(rules, lexicon) for rules in sentence_rules),
        heading_rules=_filed(heading_rules, lexicon),
        sentence_contexts=_filed(on_sentences, lexicon),
        heading_contexts=_filed(on_headings, lexicon),
        needs=needs,
        foreign=foreign,
        spared=spared,
        kin=_kin(folder),
        carried=_carried(sentence_rules, items),
        area=area,
        sen=sen,
        topics={part: lists.index(bit) for part, bit in topics.items()},
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
        found = yaml.load(path.read_text("utf-8"), Loader=_LOADER)
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


def _rules(lexicon: Lexicon, number: int, item: ItemHints) -> tuple[list[Rule], list[Rule]]:
    rules = [
        Rule(lexicon.pattern(source), number, part, level)
        for part, hints in item.own_parts.items()
        for level in LEVELS
        for source in getattr(hints, level)
    ]
    headings = [Rule(lexicon.pattern(source), number, "", "answers") for source in item.headings]
    headings += [Rule(lexicon.pattern(source), number, "", "helps") for source in item.near]
    return rules, headings


def _carried(rules: list[list[Rule]], items: dict[str, ItemHints]) -> int:
    """The bits that the sentence before may lend."""
    every = (rule for own in rules for rule in own)
    masks = (rule.pattern.mask for rule in every if items[ITEMS[rule.item]].part(rule.part).carries)
    return functools.reduce(operator.or_, masks, 0)


def _kin(folder: Traversable) -> tuple[frozenset[int], ...]:
    """By item, those under whose headings it is told as well as under its own."""
    groups = _mapping(folder / "_kin.yml")
    wrong = [name for group in groups.values() for name in group if name not in ITEMS]
    if wrong:
        raise HintsError(f"_kin.yml: {wrong[0]!r} is no item")
    anywhere = groups.pop("anywhere", [])
    kin = {item: {item, *anywhere} for item in ITEMS} | {item: set(ITEMS) for item in anywhere}
    for group in groups.values():
        for item in group:
            kin[item].update(group)
    return tuple(frozenset(map(ITEMS.index, kin[item])) for item in ITEMS)


def _topics(lexicon: Lexicon, items: dict[str, ItemHints]) -> dict[tuple[int, str], int]:
    """The list of each part's topic, by item number and part."""
    return {
        (number, part): lexicon.union(hints.topic)
        for number, name in enumerate(ITEMS)
        for part, hints in items[name].own_parts.items()
        if hints.topic
    }


def _context_rules(
    lexicon: Lexicon, contexts: dict[str, ContextHints], place: str
) -> list[ContextRule]:
    return [
        ContextRule(lexicon.pattern(source), number)
        for number, context in enumerate(contexts.values())
        for source in getattr(context, place)
    ]


def _filed(rules: list[_Filed], lexicon: Lexicon) -> Index[_Filed]:
    filed: dict[int, list[tuple[int, _Filed]]] = {}
    anchors = 0
    for rule in rules:
        bit = lexicon.rarest(rule.pattern.mask)
        anchors |= bit
        filed.setdefault(bit, []).append((rule.pattern.mask, rule))
    return Index(anchors, {bit: tuple(filed[bit]) for bit in sorted(filed)})


def _rarest_first(rules: list[Rule], lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules in the order of their rarest bits, lowest first."""
    return tuple(sorted(rules, key=lambda rule: lexicon.rarest(rule.pattern.mask)))
