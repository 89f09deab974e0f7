"""What stands in a file of hints: the entries of an item, of its parts and of a setting."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Level = Literal["answers", "settles", "helps", "beneath", "touches", "mentions"]
LEVELS: tuple[Level, ...] = (
    "answers",
    "settles",
    "helps",
    "beneath",
    "touches",
    "mentions",
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartHints(_Strict):
    """What answers one part of an item; see `docs/decisions/002-reading-the-items.md`.

    `answers` inform by themselves, `settles` do so under a matching heading only, `helps` in
    part, `beneath` in part and only under a matching heading, `touches` hardly, `mentions`
    name the thing and no more. `topic` are the words that a section about it is full of.

    `enough` is the weight from which the part is covered; `apart` that weight where no heading
    asks for it (if more: an arrangement told in passing is half an answer); `alone` the weight
    it needs when the item's other part is missing; `substance` the words that the telling
    sentences must have together. `carries` says that a sentence is read with the one before it
    in the paragraph, or with all of them.
    """

    topic: str = ""
    answers: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    beneath: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    enough: float = 2.0
    apart: float = 0.0
    alone: float = 0.0
    substance: int = 14
    carries: Literal["", "sentence", "paragraph"] = ""


class ItemHints(PartHints):
    """The hints of one item.

    `law` is the law's own wording, which many documents use as headings. `headings` ask for
    the item; `near` ones are met by its sections and others, so that text beneath them says
    nothing by itself. `heading_suffices` says whether a few plain sentences under a heading
    that asks for the item answer it whatever their words; `foreign` are words of headings
    under which nothing counts for it.

    `aims`, `pointers` and `definitions` say how the item takes sentences of those kinds;
    `needs` are words without which it is partial at most, `brief` that few words may be enough
    (a name and a number), `completes` that words of its heading may stand in for words of the
    sentence.
    """

    id: str
    law: str
    headings: tuple[str, ...]
    near: tuple[str, ...] = ()
    heading_suffices: bool
    aims: Literal["mention", "drop", "count"] = "mention"
    pointers: Literal["mention", "count"] = "mention"
    definitions: Literal["mention", "drop"] = "drop"
    needs: str = ""
    foreign: str = ""
    completes: bool = True
    brief: bool = False
    parts: dict[str, PartHints] = Field(default_factory=dict)

    @property
    def own_parts(self) -> dict[str, PartHints]:
        """The parts by name; the item itself as "" where it has none."""
        return dict(self.parts) or {"": self}

    def part(self, name: str) -> PartHints:
        """The hints of a part; the item's own where it has none ("")."""
        return self.parts.get(name, self)


class ContextHints(_Strict):
    """A setting in which words count for less: `weight` is what is left of theirs.

    With `drop` they are not even a mention; with `spreads` a sentence that opens a list
    passes the setting on to the list. With `yields` a heading that plainly asks for an item
    does not make it: "Who trains our staff" is no list of duties. `unless` are words of a
    statement that keep it out of the setting which stands above it: who does what by name, on
    which day and how often is told as a fact, in a list of duties too.
    """

    weight: float
    drop: bool = False
    spreads: bool = False
    yields: bool = False
    unless: str = ""
    sentences: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
