"""What an authority's page says itself: without links, and without what the law says of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.denial import denies
from extractors.model import Block, Passage, Reading

LEAST_UNDER_A_HEADING = 30
"""Characters: a heading with less beneath it is a signpost, not something that is said."""

_OF_FAMILIES = re.compile(
    r"\b(?:SEND?|local offer|special|disab|child|young p|pupil|student|parent|carer|famil|"
    r"school|colleges?|nurser|EHC)",
    re.IGNORECASE,
)
_OF_THE_WEBSITE = re.compile(
    r"\baccessibility (?:statement|of this (?:web)?site)|\bcookies?\b|\bprivacy\b|"
    r"\bterms (?:and|of)\b",
    re.IGNORECASE,
)
_MUST = (
    r"(?:must|shall|should|needs? to|(?:has|have) to|(?:is|are) (?:legally |also )?required to|"
    r"(?:has|have) (?:a |an )?(?:statutory |legal )?dut(?:y|ies) to)"
)
_OTHER_BUSINESS = re.compile(
    r"\b(?:bins?|recycling|waste|refuse|parking|council tax|planning|licen[cs]|elections?)\b",
    re.IGNORECASE,
)
_THE_LAW = r"(?:local offers?|code of practice|regulations|the (?:law|act)|families act)"
_THE_COUNCIL = r"(?:local authorit(?:y|ies)|councils?|we|government)"
_WHAT_THE_LAW_SAYS = re.compile(
    rf"(?:\b{_THE_LAW}|^it)\b[^.;:]{{0,60}}?\b(?:{_MUST}|says?|requires?|places?)\b"
    rf"|\b{_THE_COUNCIL}\b[^.;:]{{0,40}}?\b{_MUST}\b[^.;:]{{0,30}}?\b(?:publish|set out)\b"
    rf"|\b{_THE_COUNCIL}\b[^.;:]{{0,40}}?\b{_MUST}\b[^.;]*?\blocal offer\b"
    r"|\blocal offer\b[^.;:]{0,40}?\b(?:is not (?:just|simply|only)|has (?:two|2)\b)"
    r"|\b(?:two|2) (?:key |main )?purposes\b|\b(?:key|main) purposes? (?:is|are) to\b",
    re.IGNORECASE,
)
_TABLE_OF_CONTENTS = re.compile(
    r"\b(?:local offer|website|directory|section)\b[^.;:]{0,40}?"
    r"\b(?:includes?|provides?|covers?|contains?|gives?|(?:has|have) information|help you)\b"
    r"[^.;]{0,60}:\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def prose_of(reading: Reading) -> Reading:
    """Give the reading with nothing left but what the page itself says of help for families.

    Tiles, menus and result lists name every topic of a Local Offer on its front page, and many
    portals tell what the law wants in one: neither shows that anything stands behind it. Left
    out are lines that are nothing but a link, bare headings, sentences and lists on what a Local
    Offer must hold, sentences that say that there is none, and pages about the website or about
    other business of the council.
    """
    document = reading.document
    links = {_folded(link.text) for link in document.links}
    passages = tuple(_kept(passage, links) for passage in document.passages)
    if not _is_for_families(document.title, document.passages):
        passages = ()
    return replace(reading, document=replace(document, passages=passages, title="", furniture=()))


def without_headings(reading: Reading) -> Reading:
    """Give the reading with its text alone: a sentence shows more than the heading above it."""
    document = reading.document
    passages = tuple(replace(passage, heading="") for passage in document.passages)
    return replace(reading, document=replace(document, passages=passages))


def _is_for_families(title: str, passages: tuple[Passage, ...]) -> bool:
    top = next((passage.heading for passage in passages if passage.heading), "")
    if _OF_THE_WEBSITE.search(f"{title} | {top}"):
        return False
    texts = [f"{passage.heading} {passage.text}" for passage in passages]
    return any(map(_OF_FAMILIES.search, texts)) or not any(map(_OTHER_BUSINESS.search, texts))


def _kept(passage: Passage, links: set[str]) -> Passage:
    blocks = tuple(_said(block for block in passage.blocks if _folded(block.text) not in links))
    enough = sum(len(block.text) for block in blocks) >= LEAST_UNDER_A_HEADING
    heading = passage.heading if enough and _folded(passage.heading) not in links else ""
    return replace(passage, heading=heading, blocks=blocks)


def _said(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without what is no statement; with a line that opens a list, its list goes."""
    in_list = False
    for block in blocks:
        if in_list and block.kind == "item":
            continue
        in_list = _opens_a_list(block.text)
        text = " ".join(s for s in _SENTENCE.split(block.text) if not _is_no_statement(s))
        if text and not in_list:
            yield replace(block, text=text)


def _opens_a_list(text: str) -> bool:
    if not text.rstrip().endswith(":"):
        return False
    last = _SENTENCE.split(text)[-1]
    return bool(_TABLE_OF_CONTENTS.search(last) or _WHAT_THE_LAW_SAYS.search(last))


def _is_no_statement(sentence: str) -> bool:
    return bool(_WHAT_THE_LAW_SAYS.search(sentence)) or denies(sentence, sentence)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
