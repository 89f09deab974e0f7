"""A second parser for pages that lxml alone loses text of.

lxml gives up below 256 levels (a few hundred `<font>` that nobody closed are enough), at
the second of two pages pasted into one, and at a comment without an end. Beautiful Soup
reads on. It takes fifteen times as long, so it is asked only where text is missing.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_TAG = re.compile(r"<!--.*?-->|<[a-zA-Z/!?][^>]*>", re.DOTALL)

_PROLOG = re.compile(r"^\s*<\?xml[^>]*>")
"""What makes Beautiful Soup warn that this may be XML."""

_ENOUGH = 0.8
"""Share of a page's characters outside tags from which a parser has lost nothing."""

_LONGEST = 2_000_000
"""Characters of a page beyond which a second parser would take too long."""

_FEW = 80
"""Characters that may go astray in any page."""


def with_all_text(text: str, root: HtmlElement) -> HtmlElement:
    """The page as parsed from `text`, or parsed once more where much of the text is missing."""
    if len(text) > _LONGEST:
        return root
    wanted = _ENOUGH * _letters(_TAG.sub("", text)) - _FEW
    best, most = root, _letters_in(root)
    for features in ("lxml", "html.parser"):
        if most >= wanted:
            break
        other = _soup(text, features)
        if other is not None and _letters_in(other) > most:
            best, most = other, _letters_in(other)
    return best


def _soup(text: str, features: str) -> HtmlElement | None:
    # Imported when needed: few pages are so broken, and every worker would pay for it.
    from lxml.html import soupparser

    try:
        root: HtmlElement = soupparser.fromstring(_PROLOG.sub("", text), features=features)
    except (RecursionError, ValueError, AssertionError):
        # Nested by the thousand, or with names that no element can have.
        return None
    return root


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _letters_in(root: HtmlElement) -> int:
    return _letters(str(root.xpath("string()")))
