"""Whether a document names the school on whose website it stands.

A document made for another school (a template filled in elsewhere, a copy from a sister
school) must not be held for this one's. Names differ harmlessly in many ways, so only a
plain contradiction counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GENERIC = frozenset(
    """
    a an and the of at in for with our upon under by on next ltd
    school schools primary junior infant infants nursery academy academies college high
    secondary middle first upper lower grammar comprehensive community foundation voluntary
    aided controlled special free church england c e ce cofe coe rc roman catholic anglican
    methodist va vc maintained centre center unit education educational learning sixth form
    early years pre boys girls boy girl and upper sch site campus
    """.split()  # noqa: SIM905 - a list of words reads better as words
)

_COMMON = frozenset(
    """
    st saint saints holy all our lady mary marys john johns peter peters paul pauls james
    joseph josephs anne annes andrew andrews thomas michael michaels george georges luke
    mark matthew cross family trinity sacred heart souls park green hill road street lane
    north south east west new old great little
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that so many schools share that sharing them proves little."""

_GROUP_OF_SCHOOLS = re.compile(
    r"\b(trust|federation|mat|academies|partnership|diocese|diocesan|council|authority"
    r"|alliance|collaborative|group|schools)\b",
    re.IGNORECASE,
)

_PHASES = (
    frozenset({"primary", "infant", "infants", "junior", "nursery", "first"}),
    frozenset({"secondary", "high", "upper", "grammar", "comprehensive", "college"}),
)


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    flat = name.lower().replace("'", "").replace("’", "").replace("&", " and ")
    return tuple(re.findall(r"[a-z0-9]+", flat))


def names_another_school(in_document: str, school: str) -> bool:
    """Whether the name in a document contradicts the school's name in the register.

    False where either name is missing, is only generic words, is a trust's or a
    federation's, or is the other one's initials: doubt is for the school.
    """
    theirs, ours = _words(in_document), _words(school)
    if not theirs or not ours or _GROUP_OF_SCHOOLS.search(in_document):
        return False
    if _phases_differ(theirs, ours):
        return True
    left, right = set(theirs) - _GENERIC, set(ours) - _GENERIC
    if not left or not right or left <= right or right <= left:
        return False
    if _initials(ours) in theirs or _initials(theirs) in ours:
        return False
    shared = left & right
    if shared - _COMMON:
        return False
    if _run_together(theirs, ours):
        return False
    return bool(left - right) and bool(right - left)


def _phases_differ(theirs: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Whether one is plainly a primary and the other plainly a secondary school."""
    for one, other in (_PHASES, _PHASES[::-1]):
        if one & set(theirs) and other & set(ours) and not (other & set(theirs) or one & set(ours)):
            return True
    return False


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in {"the", "of", "and"})


def _run_together(theirs: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Whether the names are the same but for spaces, as in "Wood End" and "Woodend"."""
    left = "".join(word for word in theirs if word not in _GENERIC)
    right = "".join(word for word in ours if word not in _GENERIC)
    return left in right or right in left
