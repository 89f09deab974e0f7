"""In the manner of School Jotter: the page is an app, documents stand only in its JSON."""

from __future__ import annotations

import json

from ..model import Publication, symbolic
from ..outline import Page, linked_from
from .base import Style
from .identifiers import number, slug


class Jotter(Style):
    """Names and ids of documents are data in a script; files at `<cdn>/<tenant>/<id>/<id>.pdf`."""

    name = "jotter"
    accordion = "plain"

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        code = number(self.school, publication, 7)
        return symbolic("jotter-cdn", f"/{slug(self.school)}/{code}/{code}{publication.ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        """Links to pages are in the HTML; files are left to the script."""
        return super().document_item(publication, href) if publication.form == "page" else ""

    def main(self, page: Page) -> str:
        files = [item for item in linked_from(page, self.school) if item.form != "page"]
        if not files:
            return super().main(page)
        data = {
            "widget": "documents",
            "tenant": slug(self.school),
            "cdn": symbolic("jotter-cdn", ""),
            "items": [self.entry(item) for item in files],
        }
        return (
            f'{super().main(page)}<div class="jotter-app" data-widget="documents"></div>'
            f'<script type="application/json" id="widget-data">{json.dumps(data)}</script>'
            '<script src="/assets/jotter-app.js" defer></script>'
        )

    def entry(self, publication: Publication) -> dict[str, str]:
        """Give what the app's data says of one file."""
        return {
            "id": number(self.school, publication, 7),
            "name": publication.label,
            "ext": publication.ending.removeprefix("."),
            "url": self.link_to(publication),
        }
