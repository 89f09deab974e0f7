"""A PDF viewer around every file: the link leads to a page that names the file in its query."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication, Resource
from ..outline import Page
from .base import Style, page_answer


class ViewerWrapper(Style):
    """`/pdfjs/web/viewer.html?file=%2Fmedia%2Fx.pdf`; the page itself shows nothing."""

    name = "viewer"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}" if page.section else f"/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/media/documents/{quote(publication.name)}{publication.ending}")

    def href(self, publication: Publication) -> str:
        path = super().href(publication)
        if publication.ending != ".pdf":
            return path
        return f"/pdfjs/web/viewer.html?file={quote(path, safe='')}"

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<li><a class="pdf-popup" href="{escape(href)}">{escape(publication.label)}</a></li>'
        )

    def extras(self) -> None:
        shell = (
            "<!DOCTYPE html><html><head><title>PDF.js viewer</title>"
            '<script src="../build/pdf.js"></script></head><body><div id="viewer"></div>'
            "</body></html>"
        )
        self.put("/pdfjs/web/viewer.html", Resource(page_answer(shell)))
