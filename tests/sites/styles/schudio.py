"""In the manner of Schudio: files on the vendor's host under the school's short name."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication, symbolic
from ..outline import Page
from .base import Style
from .identifiers import slug


class Schudio(Style):
    """`files.<vendor>/<school>/files/documents/<name>.pdf`; links look like buttons."""

    name = "schudio"
    accordion = "details"

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/our-school/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        name = quote(publication.name.replace("-", "_"))
        path = f"/{slug(self.school)}/files/documents/{name}{publication.ending}"
        return symbolic("schudio-files", path)

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<div class="btn-holder"><a class="btn btn-primary" href="{escape(href)}">'
            f"<strong>{escape(publication.label)}</strong></a></div>"
        )
