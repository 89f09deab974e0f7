"""From statements to a status: whether what each of them shows is enough."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field, replace

from checks.content_entries import PartHints
from checks.content_hints import ITEMS, Hints
from checks.content_sentences import bits_in
from checks.content_shown import WEIGHTS, Filed, Shown, share_of, shown_of
from checks.content_text import Statement
from checks.content_topics import Trace
from checks.model import Status

_LIST = 3
_LISTED = 3
_KINDS = ITEMS.index("kinds-of-sen")
_MOST_AREAS = 3
_AREA = 0.7
_AREA_ROW = 0.3
_LABEL_WORDS = 5
_PLAIN = 0.9
_HARDLY_ANY = 2
_PROSE_WORDS = 2
_SO_SO = 0.55
_UNSURE = 0.45
_NAMED_ONCE = 0.75
_FULL = 14
_IN_PASSING = 20
_LEAST_APART = 18
_FEW_WORDS = 12
_SOME_WORDS = 17
_MANY_WORDS = 22
_ELSEWHERE = 0.25
"""What a statement weighs outside the section that says most of the item."""
_ALL_LIGHT = 0.5
"""The most that the light statements of a long document weigh together."""
_QUOTED = 10
"""As many words say enough to be quoted; of two sentences as long, the shorter one is."""


@dataclass(slots=True)
class Tally:
    """What was found for one part of an item.

    `words_beneath` counts plain prose under a heading that asks for the item,
    `any_words_beneath` all text there; `beneath` is the first of it, prose where there
    is any. `long` says that the document is.
    """

    shown: list[Shown] = field(default_factory=list)
    words_beneath: int = 0
    any_words_beneath: int = 0
    beneath: Statement | None = None
    prose_beneath: bool = False
    long: bool = False

    @property
    def weight(self) -> float:
        """What the section that tells most weighs, and a share of what all others do.

        Words in passing here and there are no answer, however many: the longer a document, the
        more of them it has. What headings show (areas of need) counts together. Aims, duties
        and praise add little to a long one, however many there are.
        """
        sections: dict[int, float] = {}
        light = 0.0
        for shown in self.shown:
            if self.long and shown.light:
                light += shown.weight
                continue
            section = id(shown.statement.heading) if shown.pattern else 0
            sections[section] = sections.get(section, 0.0) + shown.weight
        most = max(sections.values(), default=0.0)
        return most + _ELSEWHERE * (sum(sections.values()) - most) + min(light, _ALL_LIGHT)

    @property
    def substance(self) -> int:
        """How many words there are to it; three things of a list or more say more than so many."""
        telling = [shown.statement for shown in self.shown if shown.weight]
        listed = sum(1 for statement in telling if statement.block.kind == "item")
        more = _LISTED * listed if listed >= _LIST else 0
        return max(sum(statement.words for statement in telling) + more, self.words_beneath)


@dataclass(frozen=True, slots=True)
class Judged:
    """A part's status, how sure it is, and the statement to be quoted."""

    status: Status
    confidence: float
    best: Shown | None
    weight: float
    note: str = ""


def tallies(filed: Filed, item: int, hints: Hints) -> dict[str, Tally]:
    """Everything that the statements show of an item, by part ("" where it has none)."""
    found: dict[str, Tally] = {}
    shown = shown_of(filed, item, hints)
    for number in filed.named.get(item, ()):
        for part in tuple(hints.items[ITEMS[item]].parts) or ("",):
            shown.append((number, part, Shown(filed.statements[number], 0.0, None, 0.0)))
    for _, part, one in sorted(shown, key=operator.itemgetter(0)):
        found.setdefault(part, Tally()).shown.append(one)
    for number in filed.beneath.get(item, ()):
        _count_beneath(filed.statements[number], item, found, hints)
    if item == _KINDS:
        areas = _areas_of_need(filed.statements, hints)
        if len(areas) >= _MOST_AREAS:
            found.setdefault("", Tally()).shown.extend(areas)
    for tally in found.values():
        tally.long = filed.long
    return found


def _areas_of_need(statements: list[Statement], hints: Hints) -> list[Shown]:
    """What stands under headings, or in rows, named after areas of need, one for each.

    A school that says area by area what it does has said which needs it provides for.
    """
    first: dict[str, Shown] = {}
    item = hints.items[ITEMS[_KINDS]]
    for statement in statements:
        heading = statement.heading
        own = heading.own if heading.inherited else heading.mask
        first_of_a_row = statement.start == 0 and statement.block.kind == "row"
        if not first_of_a_row and not own & hints.area:
            continue
        name = heading.text if own & hints.area else ""
        if first_of_a_row:
            start = " ".join(statement.norm.split()[:_LABEL_WORDS])
            row = bits_in(f" {start} ", hints) & hints.area
            name = start if row else name
        share = share_of(statement, item, hints) if name and name not in first else None
        if share:
            weight = share * (_AREA_ROW if name != heading.text else _AREA)
            first[name] = Shown(statement, weight, None, weight)
    return list(first.values())


def _count_beneath(statement: Statement, item: int, found: dict[str, Tally], hints: Hints) -> None:
    """Count the plain text under a heading that asks for the item."""
    share = share_of(statement, hints.items[ITEMS[item]], hints)
    if share is None:
        return
    prose = _is_prose(statement)
    for part in tuple(hints.items[ITEMS[item]].parts) or ("",):
        tally = found.setdefault(part, Tally())
        if tally.beneath is None or (prose and not tally.prose_beneath):
            tally.beneath, tally.prose_beneath = statement, prose
        if not statement.heading.inherited:
            tally.any_words_beneath += statement.words
        if prose and share >= _PLAIN:
            tally.words_beneath += statement.words


def _is_prose(statement: Statement) -> bool:
    """Whether it is a sentence or list item at all, and not a name or a postal address."""
    if statement.block.kind == "item":
        return True
    small = 0
    for word in statement.text.split():
        small += word[0].islower()
        if small == _PROSE_WORDS:
            return True
    return False


def judge(tally: Tally | None, part: PartHints, *, heading_suffices: bool, most: Status) -> Judged:
    """The status of one part. `most` caps it (an item whose key word is missing)."""
    if tally is None or not (tally.shown or tally.any_words_beneath):
        return Judged("absent", 0.9, None, 0.0, "nothing found")
    weight = tally.weight + _heading_bonus(tally, heading_suffices)
    best = max(tally.shown, key=_telling, default=None)
    passing = not tally.words_beneath and tally.substance < _IN_PASSING
    enough = max(part.enough, part.apart) if passing else part.enough
    least = part.substance if tally.words_beneath or part.substance < _FULL else _LEAST_APART
    substantial = tally.substance >= least
    if weight >= enough and most == "covered" and substantial:
        return Judged("covered", _sure(weight, enough), best, weight)
    if best is None and tally.any_words_beneath < _HARDLY_ANY:
        return Judged("absent", 0.6, None, weight, "a heading with next to nothing beneath")
    confidence = 0.8 if weight < part.enough / 2 else 0.55
    return Judged("partial", confidence, best, weight, _why_partial(tally, weight))


def may_be_enough(judged: Judged) -> bool:
    """Whether a part is covered or, once `reconsidered`, may be."""
    hopeful = judged.status == "partial" and judged.weight >= WEIGHTS["helps"]
    return hopeful or judged.status == "covered"


def reconsidered(judged: Judged, about: Trace | None) -> Judged:
    """The same in the light of the section that is most about the part, where there is one.

    A section plainly about it turns something said into enough, and nothing recognised into
    an uncertain half; one that may be about it makes "absent" uncertain.
    """
    if about is None or judged.status == "covered":
        return judged
    if about.dense and may_be_enough(judged):
        return replace(judged, status="covered", confidence=_SO_SO)
    if judged.status == "partial":
        return judged
    if about.dense:
        shown = Shown(about.statement, 0.0, None, 0.0)
        return Judged("partial", _UNSURE, shown, judged.weight, "a section seems to be about it")
    return replace(judged, confidence=_UNSURE if about.likely else _NAMED_ONCE)


def _telling(shown: Shown) -> tuple[float, int, int, int]:
    """What makes a statement the one to be quoted: its weight, then how much it had to say to
    meet its pattern, then that it is a sentence, then brevity.

    Words that only open a list ("Staff are trained by:") promise what they do not say: they
    count half, so that a line of the list is quoted where one tells.
    """
    words = shown.statement.words
    asked = shown.pattern.mask.bit_count() if shown.pattern else 0
    full = shown.full / 2 if shown.statement.text.endswith(":") else shown.full
    return full, asked, min(words, _QUOTED), -words


def _heading_bonus(tally: Tally, heading_suffices: bool) -> float:
    """What plain text under the right heading adds, where the heading may carry it.

    In a long document text is plentiful: there it is half an answer by itself.
    """
    if not heading_suffices or tally.words_beneath < _FEW_WORDS:
        return 0.0
    if tally.words_beneath < _SOME_WORDS:
        return 0.5
    if tally.long:
        return 1.0
    return 2.0 if tally.words_beneath >= _MANY_WORDS else 1.5


def _sure(weight: float, enough: float) -> float:
    """0.6 at the threshold, 0.95 at twice the threshold and above."""
    return round(min(0.95, 0.6 + 0.35 * (weight - enough) / enough), 2)


def _why_partial(tally: Tally, weight: float) -> str:
    if weight:
        return "little is said"
    return "mentioned only" if tally.shown else "text under the heading does not answer it"
