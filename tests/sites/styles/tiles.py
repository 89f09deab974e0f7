"""Menus of pictures: the link's words stand in an image's alternative text or in a title."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication, Resource
from ..outline import Page
from .base import Style, page_answer


class Tiles(Style):
    """Pages one level deeper than elsewhere: a section's page shows tiles for its pages."""

    name = "tiles"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section or 'more'}/all/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/site/uploads/{quote(publication.name)}{publication.ending}")

    def menu(self) -> str:
        """Only the sections stand in the menu."""
        links = "".join(
            f'<a href="/{key}"><img src="/assets/{key}.png" alt="{escape(title)}"></a>'
            for key, title in self.outline.sections.items()
        )
        return f'<nav aria-label="Main"><a href="/">Home</a>{links}</nav>'

    def document_item(self, publication: Publication, href: str) -> str:
        label = escape(publication.label)
        return (
            f'<a class="tile" href="{escape(href)}" title="{label}">'
            f'<img src="/assets/pdf.png" alt="{label}"></a>'
        )

    def documents(self, items: list[str]) -> str:
        return f'<div class="tiles">{"".join(items)}</div>' if items else ""

    def extras(self) -> None:
        for key, title in self.outline.sections.items():
            page = Page(f"section-{key}", title, key, "", listed=False)
            tiles = "".join(
                f'<a class="tile" href="{escape(self.page_path(entry))}"><img '
                f'src="/assets/{entry.slug}.png" alt="{escape(entry.title)}"></a>'
                for entry in self.outline.within(key)
            )
            self.put(f"/{key}", Resource(page_answer(self.document(page, tiles))))
