"""Files without type and ending: octet-stream, named in Content-Disposition only."""

from __future__ import annotations

from html import escape

from ..model import Publication, Resource
from ..outline import Page
from .base import Style, as_attachment
from .identifiers import number


class Attachments(Style):
    """`/attachments/download/<n>`; the words of the link are in the row, not in the link."""

    name = "attachments"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/pages/{page.section or 'other'}/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/attachments/download/{number(self.school, publication, 6)}")

    def file_resource(self, publication: Publication) -> Resource:
        return as_attachment(super().file_resource(publication), publication)

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<tr><th scope="row">{escape(publication.label)}</th>'
            f'<td><a href="{escape(href)}">Click here</a></td></tr>'
        )

    def documents(self, items: list[str]) -> str:
        return f"<table>{''.join(items)}</table>" if items else ""
