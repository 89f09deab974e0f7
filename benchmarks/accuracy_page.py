"""The tables of docs/accuracy.md: Markdown made from judgements, prose left as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.gold.halves import half
from tests.gold.score import Figure, Judgement, by, figures, kappa, share
from tests.gold.source import Source, sources

_SECTION = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_GROUP_FIGURES = ("kind", "document date", "next review", "SENCO named", "SENCO contact")


def filled(page: str, made: Sequence[Judgement], shared: Mapping[str, float] | None) -> str:
    """The page with each made section replaced; the shared one only if it was measured."""
    tables: dict[str, str] = {
        "totals": totals(made),
        "forms": grouped(made, "Form", lambda source: source.form),
        "phases": grouped(made, "Phase", lambda source: source.options["phase"]),
        "items": items(made),
        "confusions": confusions(made),
    }
    if shared:
        tables["shared"] = shared_table(shared)

    def section(found: re.Match[str]) -> str:
        table = tables.get(found[2])
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


def grouped(made: Iterable[Judgement], title: str, key: Callable[[Source], str]) -> str:
    """The main figures for each group of labelled documents."""
    groups = {source.id: key(source) for source in sources() if not source.is_negative}
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
    """What is wrong in the tune half, a line each, by figure and subject."""
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
