"""How readings compare with labels: the same figures for any set of labelled documents.

A `Judgement` is one statement of a reading held against one statement of a label; figures
are shares of judgements that are right. Nothing here knows how readings are made.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WATCHED = ("sen-information-report", "sen-policy", "accessibility-plan", "local-offer")
"""The kinds for which a document of another kind must not be taken."""

STATUSES = ("absent", "partial", "covered")

Label = Mapping[str, Any]
"""A label, or a reading in a label's shape: the keys of tests/gold/README.md."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`want` and `got` are what label and reading say; `subject` the item or element."""

    figure: str
    document: str
    good: bool
    subject: str = ""
    want: str = ""
    got: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one document, all of them and page by page where it has pages."""

    words: str
    pages: tuple[str, ...] = ()

    def shows(self, quote: str, page: int | None) -> bool:
        """Whether the quotation stands there, letters and digits compared."""
        wanted = squeezed(quote)
        if not wanted or wanted not in self.words:
            return False
        if not self.pages:
            return True
        return page is not None and 0 < page <= len(self.pages) and wanted in self.pages[page - 1]


def squeezed(text: str) -> str:
    """Letters and digits only, in lower case, so that line ends and bullets do not count."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def judge(label: Label, reading: Label, evidence: Evidence) -> list[Judgement]:
    """Every judgement on one labelled document."""
    return [
        *_kind(label, reading),
        *_dates(label, reading),
        *_senco(label, reading),
        *_items(label, reading, evidence),
        *_elements(label, reading),
    ]


def judge_negative(document: str, reading: Label) -> Judgement:
    """Whether a document that is none of the watched kinds was left alone."""
    kind = reading["kind"]
    return Judgement("negatives left alone", document, kind not in WATCHED, want="other", got=kind)


def _kind(label: Label, reading: Label) -> Iterable[Judgement]:
    accepted = [label["kind"], *label["also"]]
    got = reading["kind"]
    yield Judgement("kind", label["id"], got in accepted, want=" or ".join(accepted), got=got)


def _dates(label: Label, reading: Label) -> Iterable[Judgement]:
    for key in ("document_date", "next_review"):
        want, got = _span(label[key]), _span(reading.get(key))
        name = key.replace("_", " ")
        yield Judgement(name, label["id"], want == got, want=want, got=got)
        yield Judgement(f"{name}, near", label["id"], _near(want, got), want=want, got=got)


def _span(value: Mapping[str, str] | None) -> str:
    return f"{value['start']}/{value['end']}" if value else "none"


def _near(want: str, got: str) -> bool:
    """Whether two spans overlap or start within 31 days of each other."""
    if "none" in (want, got):
        return want == got
    (a, b), (c, d) = (map(dt.date.fromisoformat, span.split("/")) for span in (want, got))
    return (a <= d and c <= b) or abs((a - c).days) <= 31


def _senco(label: Label, reading: Label) -> Iterable[Judgement]:
    for part in ("named", "contact"):
        want, got = label["senco"][part], reading["senco"][part]
        yield Judgement(f"SENCO {part}", label["id"], want == got, want=str(want), got=str(got))


def _items(label: Label, reading: Label, evidence: Evidence) -> Iterable[Judgement]:
    for item, entry in label["items"].items():
        found = reading["items"].get(item, {"status": "absent"})
        got = found["status"]
        accepted = {entry["status"], entry.get("or", entry["status"])}
        want = min(accepted, key=lambda status: _distance(status, got))
        said = {"subject": item, "want": want, "got": got, "quote": found.get("quote") or ""}
        yield Judgement("item status", label["id"], got == want, **said)
        if got == "absent":
            yield Judgement("absent, not covered", label["id"], want != "covered", **said)
        else:
            there = evidence.shows(said["quote"], found.get("page"))
            yield Judgement("evidence there", label["id"], there, **said)
        if accepted == {"absent"}:
            yield Judgement("absent caught", label["id"], got == "absent", **said)


def _distance(left: str, right: str) -> int:
    return abs(STATUSES.index(left) - STATUSES.index(right))


def _elements(label: Label, reading: Label) -> Iterable[Judgement]:
    for element, entry in label["policy_elements"].items():
        got = reading["policy_elements"].get(element, {"status": "absent"})["status"]
        good = got in (entry["status"], entry.get("or"))
        yield Judgement(
            "policy elements", label["id"], good, subject=element, want=entry["status"], got=got
        )


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa with quadratic weights over absent, partial and covered.

    1 is agreement throughout, 0 what chance would give; without pairs, or where chance
    alone explains everything, 1.
    """
    levels = [(STATUSES.index(want), STATUSES.index(got)) for want, got in pairs]
    left, right = Counter(a for a, _ in levels), Counter(b for _, b in levels)
    chance = sum(left[a] * right[b] * (a - b) ** 2 for a in left for b in right)
    seen = sum((a - b) ** 2 for a, b in levels) * len(levels)
    return 1 - seen / chance if chance else 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, with what it was counted on."""

    value: float
    right: int
    of: int


def figures(judgements: Iterable[Judgement]) -> dict[str, Figure]:
    """Each figure by name, item kappa included."""
    grouped = by(judgements, lambda judgement: judgement.figure)
    found = {name: share(group) for name, group in grouped.items()}
    pairs = [(one.want, one.got) for one in grouped.get("item status", [])]
    if pairs:
        found["item kappa"] = Figure(kappa(pairs), found["item status"].right, len(pairs))
    return found


def share(judgements: Sequence[Judgement]) -> Figure:
    """The share that is right; 1 of none."""
    right = sum(one.good for one in judgements)
    return Figure(right / len(judgements) if judgements else 1.0, right, len(judgements))


def by(
    judgements: Iterable[Judgement], key: Callable[[Judgement], str]
) -> dict[str, list[Judgement]]:
    """Judgements grouped, in the order in which the groups appear."""
    grouped: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        grouped[key(judgement)].append(judgement)
    return dict(grouped)
