"""The fronts: beginnings and ends of documents, labelled with kind, dates and SENCO only."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .halves import Half
from .reading import read_files
from .render import write
from .score import WATCHED, Judgement
from .second_set import TODAY
from .source import Source, load

HERE = Path(__file__).parent / "fronts"
DATES = ("document_date", "next_review")
SENCO = ("named", "contact")


@dataclass(frozen=True, slots=True)
class Front:
    """One source of the set, with its label."""

    path: Path

    @property
    def half(self) -> Half:
        """Odd numbers may be looked at, of even ones only totals."""
        return "tune" if int(self.path.stem[1:]) % 2 else "held"

    @property
    def id(self) -> str:
        """Half and name, as `tune/f01`: judgements say by it to which half they belong."""
        return f"{self.half}/{self.path.stem}"

    def source(self) -> Source:
        """The document itself; a web page without a title has its running header for one."""
        source = load(self.path)
        source.options.setdefault("title", source.options.get("header", "A school"))
        return source

    def label(self) -> dict[str, Any]:
        """Its label: kind, two dates, SENCO, and under `..._or` a second right answer."""
        path = HERE / "labels" / f"{self.path.stem}.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found

    def written(self, folder: Path) -> Path:
        """The file of it in `folder`, in the form in which the school would publish it."""
        return write(folder, self.source())


def fronts() -> list[Front]:
    """Every document of both halves in the order of their names."""
    return [Front(path) for path in sorted((HERE / "documents").glob("*.md"))]


def judgements(kept: Sequence[Front]) -> list[Judgement]:
    """Every judgement on the fronts, each of which is read once."""
    with tempfile.TemporaryDirectory() as folder:
        readings = read_files([front.written(Path(folder)) for front in kept], TODAY)
    return [
        judgement
        for front, reading in zip(kept, readings, strict=True)
        for judgement in _judged(front.id, front.label(), reading)
    ]


def _judged(identity: str, label: dict[str, Any], reading: dict[str, Any]) -> Iterator[Judgement]:
    kinds = {label["kind"], label.get("kind_or") or label["kind"]}
    got = reading["kind"] if reading["kind"] in WATCHED else "other"
    yield _judgement("kind", identity, kinds, got)
    for key in DATES:
        accepted = {_span(label[key])}
        if label.get(f"{key}_or") is not None:
            accepted.add(_span(label[f"{key}_or"]))
        yield _judgement(key.replace("_", " "), identity, accepted, _span(reading.get(key)))
    if label["kind"] == "other":
        return
    for key in SENCO:
        answers = {label[key], label.get(f"{key}_or", label[key])} - {None}
        got = str(bool(reading["senco"][key]))
        yield _judgement(f"SENCO {key}", identity, {str(bool(one)) for one in answers}, got)


def _judgement(figure: str, identity: str, accepted: set[str], got: str) -> Judgement:
    want = " or ".join(sorted(accepted))
    return Judgement(figure, identity, got in accepted, want=want, got=got)


def _span(value: object) -> str:
    """A span as written in a label or a reading, "none" for none (in a label also "null")."""
    return f"{value['start']}/{value['end']}" if isinstance(value, dict) else "none"
