"""`python -m extractors FILE...`: print what a reader makes of a file, passage by passage."""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.model import Document
from extractors.read import read_document


def show(document: Document) -> str:
    """A document as plain text: headings with `#` and page, blocks with their kind."""
    out = [
        f"{document.format} {document.reader} pages={document.pages} problem={document.problem}",
        f"title: {document.title}",
        *(f"{name}: {value}" for name, value in sorted(document.properties.items())),
    ]
    for passage in document.passages:
        page = f"  [p{passage.page}]" if passage.page else ""
        out.append(f"\n{'#' * max(passage.level, 1)} {passage.heading or '(no heading)'}{page}")
        for block in passage.blocks:
            mark = {"text": " ", "item": "-", "row": "|"}[block.kind]
            out.append(f"  {block.page or '':>3} {mark} {block.text}")
    out.extend(f"furniture {block.page or '':>3}   {block.text}" for block in document.furniture)
    out.extend(f"link {link.page or '':>3}   {link.text} <{link.url}>" for link in document.links)
    return "\n".join(out)


def main(paths: list[str]) -> int:
    """Print each file's reading; 0 when all of them could be read."""
    if not paths:
        print("usage: python -m extractors FILE...", file=sys.stderr)
        return 2
    problems = 0
    for name in paths:
        path = Path(name)
        document = read_document(path.read_bytes(), filename=path.name)
        problems += document.problem is not None
        print(f"== {name}\n{show(document)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
