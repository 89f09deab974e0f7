"""Files in a shared drive: single links with a viewer page, and a folder shown in an iframe.

The viewer page names the download, and the folder lists its entries as the real ones do
(`div.flip-entry`); files arrive as `application/octet-stream` with a Content-Disposition.
"""

from __future__ import annotations

from html import escape

from ..model import Publication, Resource, symbolic
from ..outline import Page, linked_from
from .base import Style, as_attachment, page_answer
from .identifiers import slug, token


class DriveLinks(Style):
    """A Google-Sites-like website; each document is a link to a drive's viewer page."""

    name = "drive-links"
    accordion = "plain"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}" if page.section else f"/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        return symbolic("drive", f"/uc?export=download&id={token(self.school, publication, 33)}")

    def file_resource(self, publication: Publication) -> Resource:
        return as_attachment(super().file_resource(publication), publication)

    def href(self, publication: Publication) -> str:
        code = token(self.school, publication, 33)
        return symbolic("drive", f"/file/d/{code}/view?usp=sharing")

    def extras(self) -> None:
        for publication in self.school.publications:
            if publication.form != "page":
                self.put_at(self.href(publication), self._viewer(publication))

    def _viewer(self, publication: Publication) -> Resource:
        name = escape(publication.name + publication.ending)
        target = escape(self.file_address(publication))
        return Resource(
            page_answer(
                f"<!DOCTYPE html><html><head><title>{name} - Drive</title>"
                f'<meta property="og:title" content="{name}"></head><body>'
                f'<div class="viewer" data-id="{token(self.school, publication, 33)}"></div>'
                f'<a id="uc-download-link" href="{target}">Download</a></body></html>'
            )
        )


class DriveFolder(DriveLinks):
    """Documents are in a folder that a page shows in an iframe; the page itself links none."""

    name = "drive-folder"

    def documents(self, items: list[str]) -> str:
        return ""

    def main(self, page: Page) -> str:
        published = linked_from(page, self.school)
        files = [item for item in published if item.form != "page"]
        pages = [item for item in published if item.form == "page"]
        links = "".join(self.document_item(item, self.link_to(item)) for item in pages)
        if not files:
            return super().main(page) + links
        frame = f'<iframe src="{escape(self._folder(page))}#list" width="100%"></iframe>'
        return f"{super().main(page)}{links}{frame}"

    def extras(self) -> None:
        super().extras()
        for page in self.outline.pages.values():
            files = [item for item in linked_from(page, self.school) if item.form != "page"]
            if files:
                self.put_at(self._folder(page), self._listing(files))

    def _folder(self, page: Page) -> str:
        return symbolic("drive", f"/embeddedfolderview?id=1{slug(self.school)}{page.key}")

    def _listing(self, files: list[Publication]) -> Resource:
        entries = "".join(
            f'<div class="flip-entry" id="entry-{token(self.school, item)}"><div class='
            f'"flip-entry-info"><a href="{escape(self.link_to(item))}" target="_blank">'
            f'<div class="flip-entry-title">{escape(item.label)}{item.ending}</div></a></div></div>'
            for item in files
        )
        return Resource(
            page_answer(
                "<!DOCTYPE html><html><head><title>Folder</title></head><body>"
                f'<div class="flip-list">{entries}</div></body></html>'
            )
        )
