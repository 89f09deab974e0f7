"""In the manner of Schoolzine: `/_file/media/<n>/<name>.pdf` on two hosts."""

from __future__ import annotations

from urllib.parse import quote

from ..model import Publication, symbolic
from ..outline import Page
from .base import Style
from .identifiers import number


class Schoolzine(Style):
    """Half of the files are on the school's own host, half on the vendor's."""

    name = "schoolzine"
    sitemap = False

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}.html" if page.section else f"/{page.slug}.html"

    def file_address(self, publication: Publication) -> str:
        code = number(self.school, publication, 4)
        path = f"/_file/media/{code}/{quote(publication.name.lower())}{publication.ending}"
        own = int(code) % 2 == 0
        return self.at(path) if own else symbolic("schoolzine-media", path)
