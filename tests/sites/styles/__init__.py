"""The registry of website styles. A new style is one file here and one line in `_STYLES`."""

from __future__ import annotations

import datetime as dt

from ..model import School
from ..wording import PageWords
from .base import Style
from .e4education import E4Education
from .primarysite import PrimarySite
from .static import StaticSite
from .wordpress import WordPress

_STYLES: tuple[type[Style], ...] = (
    WordPress,
    E4Education,
    PrimarySite,
    StaticSite,
)
STYLES = {style.name: style for style in _STYLES}
STYLE_NAMES = tuple(STYLES)


def build_site(school: School, today: dt.date, words: PageWords) -> Style:
    """Build a school's website in its style: its hosts' resources and where papers stand."""
    return STYLES[school.style](school, today, words).build()


__all__ = ["STYLES", "STYLE_NAMES", "Style", "build_site"]
