"""Cells of Datasette's tables that lead to the site's own pages, and addresses cut short."""

from __future__ import annotations

import re

from markupsafe import Markup

from portal.words import web_address

SHA256 = re.compile("[0-9a-f]{64}")
NAME = re.compile("[a-z0-9-]{1,80}")

SHOWN = ("school_documents", "latest_findings", "editions", None)
"""Tables (None: a ready-made question) whose documents are published."""

LONG = 60
"""Characters of an address that are shown whole."""


def linked(value: object, column: str, table: str | None) -> Markup | None:
    """A link for a URN, a requirement, a document's hash or an address of the web.

    None leaves the cell as Datasette writes it.
    """
    if column == "urn" and isinstance(value, int):
        return Markup('<a href="/school/{0}">{0}</a>').format(value)
    if not isinstance(value, str):
        return None
    if column == "requirement" and table != "offer_findings" and NAME.fullmatch(value):
        return Markup('<a href="/requirement/{0}">{0}</a>').format(value)
    if column == "sha256" and table in SHOWN and SHA256.fullmatch(value):
        return Markup('<a href="/document/{}">{}…</a>').format(value, value[:12])
    if len(value) > LONG and web_address(value):
        short = f"{value[: LONG // 2]}…{value[-LONG // 2 :]}"
        return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(value, short)
    return None
