"""In the manner of Weebly: flat pages, uploads under digits cut by slashes, double endings."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication
from ..outline import Page
from .base import Style
from .identifiers import number


class Weebly(Style):
    """`/uploads/1/2/3/4/12345678/<name>.docx.pdf`; the link is a picture and a separate word."""

    name = "weebly"
    accordion = "plain"

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.slug}.html"

    def file_address(self, publication: Publication) -> str:
        code = number(self.school, publication, 8)
        name = quote(publication.name.lower().replace("-", "_"))
        ending = ".docx.pdf" if publication.ending == ".pdf" else publication.ending
        return self.at(f"/uploads/{'/'.join(code[:4])}/{code}/{name}{ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        target = escape(href)
        return (
            f'<div><a href="{target}"><img src="/assets/file.png" alt=""></a>'
            f"<div><b>{escape(publication.label)}</b><br>"
            f'<a href="{target}" style="font-weight:bold">Download File</a></div></div>'
        )
