"""The long gold set: sources in tests/gold/long, a label beside each, halved by the folder."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .halves import HALVES
from .reading import evidence_of, read_files
from .render import write
from .score import Judgement, Label, judge
from .second_set import TODAY
from .source import Source, load

HERE = Path(__file__).parent / "long"


@dataclass(frozen=True, slots=True)
class Document:
    """One source of the set, with the label beside it."""

    path: Path

    @property
    def id(self) -> str:
        """Half and name, as `tune/la1`: judgements say by it to which half they belong."""
        return f"{self.path.parent.name}/{self.path.stem}"

    def source(self) -> Source:
        """The document itself."""
        return load(self.path)

    def label(self) -> Label:
        """Its label, under the id that names the half."""
        found = json.loads(self.path.with_suffix(".json").read_text("utf-8"))
        return {**found, "id": self.id}

    def written(self, folder: Path) -> Path:
        """The file of it in `folder`, in the form in which the school would publish it."""
        return write(folder, self.source())


def documents() -> list[Document]:
    """Every document of both halves in the order of their ids."""
    return [Document(path) for half in HALVES for path in sorted((HERE / half).glob("*.md"))]


def judgements(kept: Sequence[Document]) -> list[Judgement]:
    """Every judgement on the documents, each of which is read once."""
    with tempfile.TemporaryDirectory() as folder:
        readings = read_files([one.written(Path(folder)) for one in kept], TODAY)
    return [
        judgement
        for document, reading in zip(kept, readings, strict=True)
        for judgement in judge(document.label(), reading, evidence_of(document.source()))
    ]
