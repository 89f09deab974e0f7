"""The tables of docs/accuracy.md: Markdown made from judgements, prose left as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tests.gold import second_set
from tests.gold.halves import half
from tests.gold.score import Figure, Judgement, by, figures, kappa, share
from tests.gold.source import sources

_SECTION = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_GROUP_FIGURES = ("kind", "document date", "next review", "SENCO named", "SENCO contact")


def tables(
    first: Sequence[Judgement],
    other: Sequence[Judgement],
    long: Sequence[Judgement],
    fronts: Sequence[Judgement],
    shared: Mapping[str, float] | None,
) -> dict[str, str]:
    """Each table by its name: of our four sets, and of the shared if measured."""
    labelled = [source for source in sources() if not source.is_negative]
    files = [document for document in second_set.documents() if not document.is_negative]
    made = {
        "totals": totals(first),
        "forms": grouped(first, "Form", {one.id: one.form for one in labelled}),
        "phases": grouped(first, "Phase", {one.id: one.options["phase"] for one in labelled}),
        "items": items(first),
        "confusions": confusions(first),
        "second_totals": totals(other),
        "second_forms": grouped(other, "Form", {one.id: one.form for one in files}),
        "second_schools": grouped(other, "Schools", {one.id: one.schools for one in files}),
        "second_items": items(other),
        "second_confusions": confusions(other),
        "long_totals": totals(long),
        "long_items": items(long),
        "long_confusions": confusions(long),
        "fronts_totals": totals(fronts),
    }
    return {**made, "shared": shared_table(shared)} if shared else made


def filled(page: str, made: Mapping[str, str]) -> str:
    """The page with each section replaced for which there is a table."""

    def section(found: re.Match[str]) -> str:
        table = made.get(found[2])
        return f"{found[1]}{table}\n{found[3]}" if table else found[0]

    return _SECTION.sub(section, page)


def totals(made: Sequence[Judgement]) -> str:
    """Every figure for the whole set and for each half."""
    halves = by(made, lambda one: half(one.document))
    whole, tune, held = figures(made), figures(halves["tune"]), figures(halves["held"])
    rows = [
        [name, _with_count(figure), _value(tune.get(name)), _value(held.get(name))]
        for name, figure in whole.items()
    ]
    return _table(["Figure", "All", "Tune half", "Held half"], rows)


def grouped(made: Iterable[Judgement], title: str, groups: Mapping[str, str]) -> str:
    """The main figures for each group of labelled documents; `groups` by a document's id."""
    kept = [one for one in made if one.document in groups]
    rows = []
    for name, group in sorted(by(kept, lambda one: groups[one.document]).items()):
        found = figures(group)
        rows.append(
            [
                name,
                str(len({one.document for one in group})),
                *(_value(found.get(figure)) for figure in _GROUP_FIGURES),
                _value(found["item status"]),
                _value(found["item kappa"]),
            ]
        )
    return _table([title, "Documents", *_GROUP_FIGURES, "item status", "item kappa"], rows)


def items(made: Iterable[Judgement]) -> str:
    """Agreement, kappa and the two dangerous errors for each item."""
    rows = []
    statuses = [one for one in made if one.figure == "item status"]
    for item, group in by(statuses, lambda one: one.subject).items():
        pairs = [(one.want, one.got) for one in group]
        seen = Counter(pairs)
        rows.append(
            [
                item,
                _with_count(share(group)),
                f"{kappa(pairs):.2f}",
                str(seen["covered", "absent"]),
                str(seen["absent", "covered"]),
            ]
        )
    head = ["Item", "Agreement", "Kappa", "Covered, called absent", "Absent, called covered"]
    return _table(head, rows)


def confusions(made: Iterable[Judgement]) -> str:
    """Which statuses are taken for which, and the items on which it happens most."""
    wrong = [one for one in made if one.figure == "item status" and not one.good]
    groups = by(wrong, lambda one: f"{one.want} > {one.got}")
    rows = []
    for name, group in sorted(groups.items(), key=lambda entry: -len(entry[1])):
        worst = Counter(one.subject for one in group).most_common(3)
        often = ", ".join(f"{item} ({count})" for item, count in worst)
        rows.append([name, str(len(group)), often])
    return _table(["Label > reader", "Times", "Most often"], rows)


def shared_table(values: Mapping[str, float]) -> str:
    """The figures of the shared script, under its own names."""
    return _table(["Figure", "Value"], [[name, f"{value:.3f}"] for name, value in values.items()])


def errors(made: Iterable[Judgement]) -> list[str]:
    """What is wrong in the tune halves, a line each, by figure and subject."""
    wrong = [one for one in made if not one.good and half(one.document) == "tune"]
    return [
        f"{one.figure}: {one.document} {one.subject} want {one.want} got {one.got} {one.quote!r}"
        for one in sorted(wrong, key=lambda one: (one.figure, one.subject, one.document))
        if one.figure in ("item status", "policy elements") or one.subject == ""
    ]


def _value(figure: Figure | None) -> str:
    return f"{figure.value:.3f}" if figure else "-"


def _with_count(figure: Figure) -> str:
    return f"{figure.value:.3f} ({figure.right} of {figure.of})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
