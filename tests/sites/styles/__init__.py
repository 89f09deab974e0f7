"""The registry of website styles. A new style is one file here and one line in `_STYLES`.

The order decides which styles a small county has: schools take them in turn.
"""

from __future__ import annotations

import datetime as dt

from ..model import School
from ..wording import PageWords
from .app import App
from .attachments import Attachments
from .base import Style
from .broken_links import BrokenLinks
from .county_web import CountyWeb
from .dnn import Dnn
from .download_asp import DownloadAsp
from .drive import DriveFolder, DriveLinks
from .e4education import E4Education
from .elsewhere import Sway, TrustPage
from .embedded import Embedded
from .finalsite import Finalsite
from .frames import Frames
from .jotter import Jotter
from .jotter_ids import JotterIds
from .numeric import NumericAssets
from .primarysite import PrimarySite
from .schoolzine import Schoolzine
from .schudio import Schudio
from .script_redirect import ScriptRedirect
from .shared_files import DocsExport, DropboxLinks, OneDriveLinks
from .static import StaticSite
from .tiles import Tiles
from .trust_policies import TrustPolicies
from .unfamiliar import UNFAMILIAR
from .viewer import ViewerWrapper
from .weebly import Weebly
from .wix import Wix
from .wordpress import WordPress

_STYLES: tuple[type[Style], ...] = (
    WordPress,
    E4Education,
    PrimarySite,
    StaticSite,
    Jotter,
    Schudio,
    Finalsite,
    Schoolzine,
    Dnn,
    Weebly,
    Wix,
    DriveLinks,
    DriveFolder,
    NumericAssets,
    DownloadAsp,
    ViewerWrapper,
    Embedded,
    Frames,
    TrustPolicies,
    Attachments,
    BrokenLinks,
    ScriptRedirect,
    CountyWeb,
    Tiles,
    JotterIds,
    DropboxLinks,
    OneDriveLinks,
    DocsExport,
    TrustPage,
)
_DRAWN: tuple[type[Style], ...] = (App, Sway)
STYLES = {style.name: style for style in (*_STYLES, *_DRAWN, *UNFAMILIAR)}
"""By name, with those that a county has only when it is asked for them: pages that need a
browser, and websites that nobody had in mind when the crawler was written."""
STYLE_NAMES = tuple(style.name for style in _STYLES)
"""The styles of a county, in turn; `School.style` is one of them."""
UNFAMILIAR_NAMES = tuple(style.name for style in UNFAMILIAR)
"""Websites written after the crawler, to see what it makes of something new."""


def build_site(school: School, today: dt.date, words: PageWords) -> Style:
    """Build a school's website in its style: its hosts' resources and where papers stand."""
    return STYLES[school.style](school, today, words).build()


__all__ = ["STYLES", "STYLE_NAMES", "UNFAMILIAR_NAMES", "Style", "build_site"]
