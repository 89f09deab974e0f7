"""A council's shared school websites: one system for all, names with a time stamp behind."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication
from ..outline import Page
from .base import Style
from .identifiers import slug


class CountyWeb(Style):
    """`/county/primary/<school>/arenas/websitecontent/web/<name>_<time stamp>.pdf`."""

    name = "county-web"
    crawl_delay = 1
    sitemap = False
    accordion = "details"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/web/{page.slug}/{400 + list(self.outline.pages).index(page.key)}"

    def file_address(self, publication: Publication) -> str:
        stamp = f"{publication.modified:%Y%m%d}091530"
        folder = f"/county/{self.school.phase}/{slug(self.school)}/arenas/websitecontent/web"
        name = quote(publication.name.lower().replace("-", ""))
        return self.at(f"{folder}/{name}_{stamp}{publication.ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<p>Please <a href="{escape(href)}">click here</a> to read our '
            f"{escape(publication.label)}.</p>"
        )

    def documents(self, items: list[str]) -> str:
        return "".join(items)
