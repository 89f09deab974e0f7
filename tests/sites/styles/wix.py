"""In the manner of Wix: pages full of script data, files as `/ugd/<hash>.pdf` on another host."""

from __future__ import annotations

import json
from html import escape

from ..model import Publication, symbolic
from ..outline import Page
from .base import Style
from .identifiers import hexadecimal, slug


class Wix(Style):
    """Anchors are there, drowned in script data; a menu entry is a `div` in a link."""

    name = "wix"
    accordion = "plain"
    generator = '<meta name="generator" content="Wix.com Website Builder">'

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.slug}-1"

    def file_address(self, publication: Publication) -> str:
        digest = hexadecimal(self.school, publication)
        path = f"/{slug(self.school)}/ugd/{digest[:6]}_{digest}{publication.ending}"
        return symbolic("wix-static", path)

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<div class="comp-{hexadecimal(self.school, publication, 8)}"><a '
            f'data-testid="linkElement" href="{escape(href)}" target="_blank" rel="noopener">'
            f'<span class="label">{escape(publication.label)}</span></a></div>'
        )

    def footer(self) -> str:
        pages = [{"title": page.title, "pageUriSEO": page.slug, "component": f"c{n}" * 20}
                 for n, page in enumerate(self.outline.pages.values())]  # fmt: skip
        data = json.dumps({"siteFeatures": ["router", "menu"] * 40, "pages": pages})
        script = f'<script type="application/json" id="wix-warmup-data">{data}</script>'
        return super().footer() + script
