"""In the manner of e4education: pages by number in the query, files under hexadecimal names."""

from __future__ import annotations

import hashlib
from html import escape
from urllib.parse import quote_plus

from ..model import Publication
from ..outline import Page
from .base import Style


class E4Education(Style):
    """`/page/?title=SEND&pid=21`; files at `/_site/data/files/<folder>/<32 hex>.pdf`."""

    name = "e4education"
    sitemap = False
    accordion = "plain"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        number = 7 + list(self.outline.pages).index(page.key)
        return f"/page/?title={quote_plus(page.title)}&pid={number}"

    def file_address(self, publication: Publication) -> str:
        digest = hashlib.md5(publication.name.encode(), usedforsecurity=False).hexdigest()
        folder = {"report": "send", "policy": "policies", "plan": "policies"}.get(
            publication.key, "documents"
        )
        return self.at(f"/_site/data/files/{folder}/{digest.upper()}{publication.ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        kind = publication.ending.removeprefix(".").upper() or "Page"
        return (
            f'<tr><td><a href="{escape(href)}" target="_blank" title="Opens in a new window">'
            f"{escape(publication.label)}</a></td><td>{kind}</td></tr>"
        )

    def documents(self, items: list[str]) -> str:
        return f'<table class="files">{"".join(items)}</table>' if items else ""

    def extras(self) -> None:
        self.own.query_keys = ("pid",)
