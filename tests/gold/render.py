"""Gold documents as the files that schools publish: the same bytes on every machine.

`python -m tests.gold.render FOLDER` writes them all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from . import as_docx, as_html, as_pdf
from .source import Form, Source, sources

_RENDERERS: dict[Form, Callable[[Source], bytes]] = {
    "pdf": as_pdf.render,
    "docx": as_docx.render_docx,
    "odt": as_docx.render_odt,
    "html": as_html.render,
}


def rendered(source: Source) -> bytes:
    """The document in the form that its options ask for."""
    return _RENDERERS[source.form](source)


def write(folder: Path, source: Source) -> Path:
    """The file written into `folder`. Its name says nothing of the kind of document."""
    path = folder / f"{source.id}.{source.form}"
    path.write_bytes(rendered(source))
    return path


def write_all(folder: Path, documents: Iterable[Source]) -> dict[str, Path]:
    """The files written into `folder`, by id."""
    folder.mkdir(parents=True, exist_ok=True)
    return {source.id: write(folder, source) for source in documents}


if __name__ == "__main__":
    print("\n".join(map(str, write_all(Path(sys.argv[1]), sources()).values())))
