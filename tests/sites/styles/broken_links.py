"""Links typed by hand and wrongly: what browsers, or people, still make sense of."""

from __future__ import annotations

from urllib.parse import quote, unquote

from ..model import Publication
from ..outline import Page
from .base import Style
from .identifiers import number


class BrokenLinks(Style):
    """Protocol-relative, `hhttp://`, blanks at the end, backslashes, capitals, needless dots."""

    name = "broken-links"
    accordion = "plain"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/school-info/{page.slug}/" if page.section else f"/{page.slug}/"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/school-polices/{quote(publication.name)}{publication.ending}")

    def href(self, publication: Publication) -> str:
        address = self.file_address(publication)
        path = self.relative(address)
        shapes = (
            address.removeprefix("http:"),
            f"h{address}",
            f"{address} ",
            path.replace("/", "\\"),
            address.replace("http://", "HTTP://", 1),
            f"/school-info/../.{path}",
            f" {unquote(path)}\t",
        )
        return shapes[int(number(self.school, publication, 3)) % len(shapes)]
