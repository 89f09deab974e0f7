"""DNN, as large trusts use it: `/Portals/0/...`, capitals and blanks, size after the link."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication
from ..outline import Page
from .base import Style
from .calendar import add_calendar
from .identifiers import token


class Dnn(Style):
    """`/Portals/0/adam/Files/<22 characters>/Url/SEND%20REPORT.pdf`; `SEND REPORT [pdf 312KB]`."""

    name = "dnn"
    generator = '<meta id="MetaGenerator" name="GENERATOR" content="DotNetNuke">'

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        title = quote(page.title.replace(" ", "-").replace("/", "-"))
        section = self.outline.sections.get(page.section, "Other").replace(" ", "-")
        return f"/{section}/{title}"

    def file_address(self, publication: Publication) -> str:
        name = quote(publication.name.replace("-", " ").upper())
        folder = token(self.school, publication)
        return self.at(
            f"/Portals/0/adam/Files/{folder}/Url/{name}{publication.ending}?ver=2026-09-02"
        )

    def document_item(self, publication: Publication, href: str) -> str:
        ending = publication.ending.removeprefix(".") or "html"
        return (
            f'<div class="adam-file"><a href="{escape(href)}">'
            f"{escape(publication.label)}</a> [{ending} 312KB]</div>"
        )

    def footer(self) -> str:
        month = f"/Events?month={self.today:%Y-%m}"
        return f'<aside><a href="{month}">What is on</a></aside>{super().footer()}'

    def extras(self) -> None:
        add_calendar(self, "/Events")
