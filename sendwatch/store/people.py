"""Members of staff stay out of what the public reads: names and e-mail addresses veiled."""

from __future__ import annotations

import re
from collections.abc import Iterable

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
TITLE = r"(?:Mr|Mrs|Miss|Ms|Mx|Dr|Rev|Revd|Prof|Professor|Sir|Dame|Sister|Father)\b\.?"
NAME = "[name]"
ADDRESS = "[e-mail address]"


def veil(text: str, names: Iterable[str]) -> str:
    """`text` with each of `names`, however it is written, and every e-mail address veiled.

    "Mrs Jane Sample" is also recognised as "Jane Sample", "Mrs Sample" and "Mrs J Sample".
    """
    if "@" in text:
        text = EMAIL.sub(ADDRESS, text)
    for name in names:
        if pattern := _pattern(name):
            text = pattern.sub(NAME, text)
    return text


def _pattern(name: str) -> re.Pattern[str] | None:
    bare = re.sub(rf"^\s*{TITLE}\s*", "", name, flags=re.IGNORECASE).split()
    if not bare or len(bare[-1]) < 2:
        return None
    surname = re.escape(bare[-1])
    titled = rf"{TITLE}\s+(?:[^\W\d_][\w'’.-]*\s+){{0,3}}?{surname}"
    choices = [titled]
    if len(bare) > 1:
        choices.append(r"\s+".join(re.escape(part) for part in bare))
    return re.compile(rf"\b(?:{'|'.join(choices)})\b", re.IGNORECASE)
