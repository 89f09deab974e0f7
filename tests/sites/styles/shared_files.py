"""Files behind share links of document stores: a landing page first, the file one step on."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

from ..model import Publication, Resource, symbolic
from ..outline import Page
from .base import Style, as_attachment, page_answer, redirect
from .identifiers import token


class SharedFiles(Style):
    """What the share links have in common; a subclass says where they lead."""

    accordion = "plain"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}" if page.section else f"/{page.slug}"

    def file_resource(self, publication: Publication) -> Resource:
        return as_attachment(super().file_resource(publication), publication)

    def extras(self) -> None:
        for publication in self.school.publications:
            if publication.form != "page":
                self.share(publication)

    def share(self, publication: Publication) -> None:
        """Serve what stands between the link and the file."""
        self.put_at(self.href(publication), self.landing(publication))

    def landing(self, publication: Publication) -> Resource:
        """Give the page that a share link leads to."""
        name = escape(publication.name + publication.ending)
        target = escape(self.file_address(publication))
        return Resource(
            page_answer(
                f"<!DOCTYPE html><html><head><title>{name}</title></head><body>"
                f'<h1>{name}</h1><a href="/login">Sign in</a> <a href="{target}">Download</a>'
                "</body></html>"
            )
        )


class DropboxLinks(SharedFiles):
    """In the manner of Dropbox: `/scl/fi/<id>/<name>.pdf?...&dl=0` is a page, `dl=1` the file."""

    name = "dropbox-links"

    def _address(self, publication: Publication, download: int) -> str:
        code = token(self.school, publication, 21)
        file = f"{quote(publication.name)}{publication.ending}"
        return symbolic("dropbox", f"/scl/fi/{code}/{file}?rlkey={code[:8]}&dl={download}")

    def file_address(self, publication: Publication) -> str:
        return self._address(publication, 1)

    def href(self, publication: Publication) -> str:
        return self._address(publication, 0)


class OneDriveLinks(SharedFiles):
    """In the manner of OneDrive: a short link, a viewer, and the file's address in its data."""

    name = "onedrive-links"

    def file_address(self, publication: Publication) -> str:
        code = token(self.school, publication, 24)
        return symbolic("onedrive", f"/download?resid={code}&authkey={code[:6]}")

    def href(self, publication: Publication) -> str:
        return symbolic("onedrive", f"/b/s!{token(self.school, publication, 24)}")

    def share(self, publication: Publication) -> None:
        viewer = symbolic("onedrive", f"/view?resid={token(self.school, publication, 24)}")
        self.put_at(self.href(publication), redirect(viewer, 302))
        self.put_at(viewer, self.landing(publication))

    def landing(self, publication: Publication) -> Resource:
        name = publication.name + publication.ending
        data = json.dumps({"item": {"name": name, "downloadUrl": self.file_address(publication)}})
        return Resource(
            page_answer(
                f"<!DOCTYPE html><html><head><title>{escape(name)}</title></head><body>"
                f'<div class="viewer"></div><script type="application/json">{data}</script>'
                "</body></html>"
            )
        )


class DocsExport(SharedFiles):
    """In the manner of Google Docs: the editor's page has a link that exports a PDF."""

    name = "docs-export"

    def file_address(self, publication: Publication) -> str:
        code = token(self.school, publication, 40)
        return symbolic("docs", f"/document/d/{code}/export?format=pdf")

    def href(self, publication: Publication) -> str:
        code = token(self.school, publication, 40)
        return symbolic("docs", f"/document/d/{code}/edit?usp=sharing")

    def landing(self, publication: Publication) -> Resource:
        label = escape(publication.label)
        target = escape(self.file_address(publication))
        return Resource(
            page_answer(
                f"<!DOCTYPE html><html><head><title>{label} - Docs</title></head><body>"
                f'<div role="menubar"><a href="{target}">Download as PDF</a></div></body></html>'
            )
        )
