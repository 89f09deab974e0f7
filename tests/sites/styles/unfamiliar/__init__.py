"""Websites of which the crawler's rules were not written; by name in `UNFAMILIAR`."""

from __future__ import annotations

from ..base import Style
from .later import Alphabet, Codes, FooterOnly, Years
from .links import BaseHref, ImageMap, Scripted, SitesEmbed, TextOnly
from .lists import NewsPosts, PagedLibrary, TableRows, TrustShelf
from .wordings import Border, Compliance, OnePage, OurOffer

UNFAMILIAR: tuple[type[Style], ...] = (
    Compliance,
    Border,
    OurOffer,
    OnePage,
    TableRows,
    NewsPosts,
    PagedLibrary,
    TrustShelf,
    ImageMap,
    Scripted,
    BaseHref,
    TextOnly,
    SitesEmbed,
    Alphabet,
    Codes,
    Years,
    FooterOnly,
)

__all__ = ["UNFAMILIAR"]
