"""Whether a copy is set aside by its own words or by where it stands: archives and drafts.

Asked are the link's words, the heading above it, the address, the page on which it stands (its
address and what the link to that page says) and the document's title. Host names are not asked:
a school may be called Old Example.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from checks.model import SeenDocument

_OLD = re.compile(
    r"\b(?:archived?|archives|old(?:er)?|previous(?:ly)?|superseded|expired|historic(?:al)?|history"
    r"|retired|withdrawn|replaced|obsolete|out of date|no longer in (?:use|force)|past years?"
    r"|last years?|(?:earlier|past|former) (?:years?|versions?|editions?|reports?|polic(?:y|ies)"
    r"|plans?|documents?))\b"
)
_TITLE_SAYS_OLD = re.compile(r"\b(?:archived|superseded|withdrawn|obsolete|no longer in force)\b")
_DRAFT = re.compile(r"\bdraft\b(?! (?:bill|children|code|regulations))")


def looks_old(seen: SeenDocument, school: str = "") -> bool:
    """Whether a copy is shown as one that is no longer in force. `school` is its school's name."""
    words = (seen.anchor, seen.near, seen.page, _path(seen.url), _path(seen.found_on))
    return _says_old(" ".join(words), school) or bool(
        _TITLE_SAYS_OLD.search(_flat(seen.reading.document.title))
    )


def is_draft(seen: SeenDocument) -> bool:
    """Whether a copy calls itself a draft, by its link, its address or its title."""
    words = (seen.anchor, _path(seen.url), seen.reading.document.title)
    return _DRAFT.search(_flat(" ".join(words))) is not None


@lru_cache(maxsize=4096)
def _says_old(words: str, school: str) -> bool:
    flat, name = _flat(words), _flat(school)
    for own in _OLD.findall(name):
        # "Old Example Primary School: SEN policy" says nothing about the policy's age.
        flat = re.sub(rf"\b{own}\b", " ", flat)
    return _OLD.search(flat) is not None


def _flat(words: str) -> str:
    return " ".join(re.split(r"[\s_/\-+.,()\[\]]+", words.lower()))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return unquote(f"{parts.path} {parts.query}")
