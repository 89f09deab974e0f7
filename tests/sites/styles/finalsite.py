"""In the manner of Finalsite: resources on another host, panels that open on a click."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication, symbolic
from ..outline import Page
from .base import Style
from .identifiers import slug, token


class Finalsite(Style):
    """`resources.<vendor>/images/v<time>/<client>/<hash>/<name>.pdf`."""

    name = "finalsite"
    hides_addresses = True
    packed_sitemap = True

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}" if page.section else f"/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        stamp = 1_600_000_000 + publication.modified.toordinal()
        digest = token(self.school, publication, 20).lower()
        name = quote(publication.name)
        path = f"/images/v{stamp}/{slug(self.school)}/{digest}/{name}{publication.ending}"
        return symbolic("finalsite-resources", path)

    def document_item(self, publication: Publication, href: str) -> str:
        label = escape(publication.label)
        return (
            f'<li><a data-file-name="{escape(publication.name)}{publication.ending}" '
            f'data-resource-uuid="{token(self.school, publication)}" href="{escape(href)}" '
            f'target="_blank">{label} <span class="fsStyleSROnly">(opens in new window/tab)</span>'
            "</a></li>"
        )
