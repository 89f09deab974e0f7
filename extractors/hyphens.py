"""Words and addresses that a line's end broke, put together again where that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterable

BROKEN = "\ufffe"
"""Stands in a text for a hyphen at a line's end until it is known what it was for."""

_HYPHENS = frozenset("-\u2010")
_LONGEST_ADDRESS = 300

_PLACE = re.compile(rf"([\w’'-]*){BROKEN}\s*([\w’'-]*)")
_MARKS = ".,;:!?()[]/\"'“”‘’–•"
_SUSPENDED = frozenset(("and", "or", "to", "nor", "und"))
_WEB = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]*@[\w.-]*$|^[\w.+-]+@$")
_DOMAIN_END = re.compile(r"[a-z0-9-]*\.?(?:uk|com|org|net|gov|sch|ac|co|info)\b", re.IGNORECASE)
_PREFIXES = frozenset(
    ("self", "non", "co", "pre", "post", "well", "long", "short", "multi", "cross", "part", "full")
)
"""What keeps its hyphen before nearly any word."""


def ends_broken(before: str, after: str) -> bool:
    """Whether a line ends with a hyphen within a word that the next line carries on."""
    return (
        len(before) > 1
        and before[-1] in _HYPHENS
        and before[-2].isalpha()
        and after[:1].islower()
        and not _WEB.search(before)
        and "@" not in before.rpartition(" ")[2]
    )


def same_address(before: str, after: str) -> bool:
    """Whether a line ends in the middle of a web or e-mail address that the next carries on."""
    last = before.rpartition(" ")[2]
    first = after.partition(" ")[0]
    if not first or (not first[0].islower() and first[0] not in "/?&=#_%.-0123456789"):
        return False
    if _WEB.search(last):
        return (
            last[-1] in "/-_=?&%#"
            or (first[0] in "/?&=#_%" and len(first) > 1)
            or (last[-1] == "." and _DOMAIN_END.match(first) is not None)
        )
    if "@" in last and _MAIL.search(last):
        return last[-1] in "@.-_" and _DOMAIN_END.search(first) is not None
    return first[0] == "@" and _DOMAIN_END.search(first) is not None


def joined(before: str, after: str, *, glued: bool = False) -> str:
    """Two lines of a paragraph as one text; a broken word is marked for `mended`.

    `glued` says that the file itself tells that the second line carries on a broken word.
    """
    if before[-1:] in _HYPHENS and ends_broken(before, after):
        return before[:-1] + BROKEN + after
    if glued:
        return before + after
    end = before[-_LONGEST_ADDRESS:]
    addressed = "@" in end or "www." in end or "://" in end or after[:1] == "@"
    return before + after if addressed and same_address(end, after) else f"{before} {after}"


def words(texts: Iterable[str]) -> frozenset[str]:
    """The whole words of a document, in small letters, as evidence for `mended`."""
    # Most words come often: each is looked at once.
    tokens = set("\n".join(texts).lower().split())
    return frozenset(token.strip(_MARKS) for token in tokens if BROKEN not in token)


def mended(text: str, known: frozenset[str]) -> str:
    """A text without marks of broken words: each is joined, or keeps its hyphen.

    It is joined where the document uses the joined word elsewhere, or where neither half
    is a word of its own there; otherwise (`well-being`, `pre- and post-`) the hyphen stays.
    """
    if BROKEN not in text:
        return text
    while found := _PLACE.search(text):
        text = text[: found.start()] + _whole(found[1], found[2], known) + text[found.end() :]
    return text


def _whole(left: str, right: str, known: frozenset[str]) -> str:
    if right.lower() in _SUSPENDED:
        return f"{left}- {right}"
    half, rest = left.lower(), right.lower()
    if not left.isalpha() or not right.isalpha():
        return f"{left}-{right}"
    if f"{half}-{rest}" in known or half in _PREFIXES:
        return f"{left}-{right}"
    if half + rest in known:
        return left + right
    unknown = half not in known and rest not in known
    return left + right if unknown and len(half) > 1 and len(rest) > 1 else f"{left}-{right}"
