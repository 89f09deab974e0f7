"""An old ASP site: every file comes from `download.asp`, named only in its header."""

from __future__ import annotations

from html import escape

from ..model import Publication, Resource
from ..outline import Page
from .base import Style, as_attachment
from .identifiers import number


class DownloadAsp(Style):
    """`page.asp?id=12` and `download.asp?file=123&type=pdf`; upper-case tags, no sitemap."""

    name = "download-asp"
    sitemap = False
    accordion = "plain"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/page.asp?id={1 + list(self.outline.pages).index(page.key)}"

    def file_address(self, publication: Publication) -> str:
        kind = publication.ending.removeprefix(".")
        code = number(self.school, publication, 4)
        return self.at(f"/download.asp?file={code}&type={kind}")

    def file_resource(self, publication: Publication) -> Resource:
        return as_attachment(super().file_resource(publication), publication)

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<TR><TD>{escape(publication.label)}</TD><TD><A HREF="{escape(href)}">Download</A>'
            "</TD></TR>"
        )

    def documents(self, items: list[str]) -> str:
        return f"<TABLE>{''.join(items)}</TABLE>" if items else ""
