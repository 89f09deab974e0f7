"""What an authority's page says itself, without the words that only lead somewhere else."""

from __future__ import annotations

from dataclasses import replace

from extractors.model import Passage, Reading

LEAST_UNDER_A_HEADING = 30
"""Characters: a heading with less beneath it is a signpost, not something that is said."""


def prose_of(reading: Reading) -> Reading:
    """Give the reading without lines that are nothing but a link, and without bare headings.

    Tiles, menus and result lists name every topic of a Local Offer on its front page; that a
    topic is named in a link does not show that anything stands behind it.
    """
    document = reading.document
    links = {_folded(link.text) for link in document.links}
    passages = tuple(_kept(passage, links) for passage in document.passages)
    return replace(reading, document=replace(document, passages=passages, title="", furniture=()))


def _kept(passage: Passage, links: set[str]) -> Passage:
    blocks = tuple(block for block in passage.blocks if _folded(block.text) not in links)
    enough = sum(len(block.text) for block in blocks) >= LEAST_UNDER_A_HEADING
    heading = passage.heading if enough and _folded(passage.heading) not in links else ""
    return replace(passage, heading=heading, blocks=blocks)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
