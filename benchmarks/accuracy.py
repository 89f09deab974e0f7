"""How right the readers are, on documents that people labelled.

Usage: python -m benchmarks.accuracy [--write] [--check] [--errors]

Scores our own gold sets (tests/gold, its folders second, long, fronts and sentences) and, where
the shared real documents are at hand, theirs with the script that came with them, through
`sendwatch inspect --json`.
Prints the figures; `--write` puts them into docs/accuracy.md, `--check` ends with 1 where one is
below its floor in floors.yml, `--errors` lists what is wrong in the halves that may be looked at.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks import accuracy_page
from tests.gold import fronts_set, long_set, second_set, sentence_set
from tests.gold.halves import half
from tests.gold.reading import judgements
from tests.gold.score import Judgement, figures
from tests.gold.source import sources
from tests.shared_material import SHARED

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "accuracy.md"
INSPECT = (sys.executable, "-c", "from sendwatch.cli import main; main()", "inspect", "--json")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure of a set (a top key of floors.yml) may be, and why."""

    set: str
    figure: str
    least: float
    reason: str


def floors(path: Path = HERE / "floors.yml") -> list[Floor]:
    """The pinned floors; raises `ValueError` for one without a reason."""
    found = []
    for name, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for figure, entry in entries.items():
            if not entry.get("reason"):
                raise ValueError(f"the floor of {figure} ({name}) has no reason")
            found.append(Floor(name, figure, float(entry["least"]), entry["reason"]))
    return found


@dataclass(frozen=True, slots=True)
class Made:
    """Every judgement on our gold sets of documents, and the figures of the held passages."""

    first: list[Judgement]
    second: list[Judgement]
    long: list[Judgement]
    fronts: list[Judgement]
    sentences: dict[str, float]


def own() -> Made:
    """Read and judge our own gold sets and the passages."""
    return Made(
        judgements(sources()),
        second_set.judgements(second_set.documents()),
        long_set.judgements(long_set.documents()),
        fronts_set.judgements(fronts_set.fronts()),
        sentence_set.score(sentence_set.passages(sentence_set.HELD)).figures(),
    )


def own_values(made: Made) -> dict[str, dict[str, float]]:
    """The figures of our own sets by name: all documents of each, its held half, and passages."""
    groups = {
        "ours": made.first,
        "held": _held(made.first),
        "second": made.second,
        "second held": _held(made.second),
        "long": made.long,
        "long held": _held(made.long),
        "fronts": made.fronts,
        "fronts held": _held(made.fronts),
    }
    values = {
        name: {figure: found.value for figure, found in figures(group).items()}
        for name, group in groups.items()
    }
    return {**values, "sentences held": made.sentences}


def _held(made: Iterable[Judgement]) -> list[Judgement]:
    return [one for one in made if half(one.document) == "held"]


def shared_values(folder: Path = SHARED) -> dict[str, float] | None:
    """The figures that the shared script gives, or None where the documents are not here.

    Raises `RuntimeError` with the script's own words where it fails.
    """
    script = folder / "gold" / "score.py"
    if not script.is_file():
        return None
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "figures.json"
        done = subprocess.run(
            [sys.executable, str(script), "--command", shlex.join(INSPECT), "--json", str(out)],
            cwd=HERE.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip() or done.stdout.strip())
        found: dict[str, Any] = json.loads(out.read_text())
    found.pop("documents_per_second", None)
    return found


def below(values: Mapping[str, Mapping[str, float]]) -> list[str]:
    """One sentence for each figure under its floor; sets that were not measured are left out.

    A floor for a figure that a measured set does not have is a mistake and says so.
    """
    found = []
    for floor in floors():
        if floor.set not in values:
            continue
        value = values[floor.set].get(floor.figure)
        if value is None:
            found.append(f"{floor.set}: there is no figure called {floor.figure}")
        elif value < floor.least:
            found.append(f"{floor.set}: {floor.figure} is {value:.3f}, the floor {floor.least}")
    return found


def main() -> int:
    """Measure, print, and write or check as asked; the exit code."""
    options = _options()
    made = own()
    shared = shared_values()
    tables = accuracy_page.tables(made.first, made.second, made.long, made.fronts, shared)
    text = accuracy_page.filled(PAGE.read_text(encoding="utf-8"), tables)
    for name in ("totals", "second_totals", "long_totals", "fronts_totals", "shared"):
        if name in tables:
            print(f"{tables[name]}\n")
    if options.errors:
        kept = [*made.first, *made.second, *made.long, *made.fronts]
        print("\n".join(accuracy_page.errors(kept)))
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    fallen = below({**own_values(made), **({"shared": shared} if shared else {})})
    if options.check and fallen:
        print("\n" + "\n".join(fallen), file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    parser.add_argument("--errors", action="store_true", help="list errors of the tune halves")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
