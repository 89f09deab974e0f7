"""Whether a document is signed: a name in the sign-off, not a line left blank."""

from __future__ import annotations

from collections.abc import Iterator

from checks.model import ElementReading
from checks.policy_text import LONGEST_ROW, clip, shown
from checks.policy_words import PolicyWords
from extractors.model import Block, Document

_MAY_BE_SIGNED = (
    "sign",
    "Sign",
    "SIGN",
    *["pproved", "dopted", "atified", "greed", "uthorised"],
    "Date",
    "Yours",
)


def all_blocks(document: Document) -> Iterator[Block]:
    """Every block in its order, headings and furniture (headers, footers) included."""
    for passage in document.passages:
        if passage.heading:
            yield Block(passage.heading, passage.page)
        yield from passage.blocks
    yield from document.furniture


def signature(document: Document, show: PolicyWords) -> ElementReading:
    """A name that signs; a line left blank is none, and the note says that it is there.

    A signature that is a picture cannot be read: that, too, looks like a blank line.
    """
    element = "policy-signature"
    blank: Block | None = None
    label = False
    blocks = list(all_blocks(document))
    everything = "\n".join(block.text for block in blocks)
    signs = [word for word in _MAY_BE_SIGNED if word in everything]
    for block in blocks if signs else ():
        if label and (name := _leading_name(block.text, show)):
            return shown(element, block.text, block.page, f"name: {name}")
        label = False
        if not any(word in block.text for word in signs):
            continue
        if name := _signed_by(block.text, show):
            return shown(element, _around(block.text, name), block.page, f"name: {name}")
        label = show.signature_label.search(block.text) is not None
        if blank is None and show.signature_line.search(block.text):
            blank = block
    if blank is None:
        return ElementReading(element, False)
    note = "a signature line without a readable name: blank, or signed as a picture"
    return ElementReading(element, False, clip(blank.text), blank.page, note)


def _signed_by(text: str, show: PolicyWords) -> str:
    for pattern in show.signed:
        for found in pattern.finditer(text):
            name = _name_alone(found.group("name"), show)
            if name:
                return name
    return ""


def _leading_name(text: str, show: PolicyWords) -> str:
    """The name with which the few words after "Signed:" begin."""
    found = show.name.search(text) if len(text) <= LONGEST_ROW else None
    return _name_alone(found.group("name"), show) if found else ""


def _name_alone(words: str, show: PolicyWords) -> str:
    """The name at the beginning of capitalised words: an office often follows without a comma."""
    office = show.not_a_name.search(words)
    name = words[: office.start()].strip() if office else words.strip()
    return name if len(name.replace(".", " ").split()) >= 2 else ""


def _around(text: str, name: str) -> str:
    """The words from shortly before the name."""
    start = max(0, text.index(name) - 60)
    return text[text.rfind(" ", 0, start) + 1 if start else 0 :]
