"""Files shown inside the page: object, embed and iframe, without a link to click."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication
from ..outline import Page
from .base import Style
from .identifiers import number


class Embedded(Style):
    """PDFs are shown in the page by turns with `object`, `embed` and `iframe`."""

    name = "embedded"
    accordion = "details"

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.slug}.php"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/uploads/{quote(publication.name)}{publication.ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        if publication.ending != ".pdf":
            return super().document_item(publication, href)
        target, label = escape(href), escape(publication.label)
        shapes = (
            f'<object data="{target}" type="application/pdf" width="100%" height="800"></object>',
            f'<embed src="{target}" type="application/pdf" width="100%" height="800">',
            f'<iframe src="{target}" title="{label}" width="100%" height="800"></iframe>',
        )
        chosen = shapes[int(number(self.school, publication, 3)) % len(shapes)]
        return f"<li><h3>{label}</h3>{chosen}</li>"
