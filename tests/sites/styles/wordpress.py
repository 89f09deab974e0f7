"""WordPress: pretty paths, uploads by year and month, accordions, a sitemap index."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication, Resource
from ..outline import Page
from .base import Style, page_answer, sitemap_maker
from .calendar import add_calendar


class WordPress(Style):
    """Menus three deep, `/wp-content/uploads/2025/09/x.pdf`, documents in accordions."""

    name = "wordpress"
    hides_addresses = True
    generator = '<meta name="generator" content="WordPress 6.8">'

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        if page.section == "news":
            return f"/{self.today.year}/{page.key.replace('news-', 'story-')}/"
        return f"/{page.section}/{page.slug}/" if page.section else f"/{page.slug}/"

    def file_address(self, publication: Publication) -> str:
        day = publication.modified
        name = quote(publication.name)
        return self.at(f"/wp-content/uploads/{day:%Y}/{day:%m}/{name}{publication.ending}")

    def href(self, publication: Publication) -> str:
        return self.file_address(publication)

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<p class="wp-block-file"><a href="{escape(href)}">{escape(publication.label)}</a>'
            f'<a href="{escape(href)}" class="wp-block-file__button" download>Download</a></p>'
        )

    def documents(self, items: list[str]) -> str:
        if not items:
            return ""
        return (
            '<div class="et_pb_toggle et_pb_toggle_close"><h5 class="et_pb_toggle_title">'
            f'Documents</h5><div class="et_pb_toggle_content">{"".join(items)}</div></div>'
        )

    def footer(self) -> str:
        month = f"/events/?month={self.today:%Y-%m}"
        return f'<aside><a href="{month}">Calendar</a></aside>{super().footer()}'

    def robots_and_sitemap(self) -> None:
        pages = [self.at(self.page_path(page)) for page in self.outline.pages.values()
                 if page.section != "news"]  # fmt: skip
        posts = [self.at(self.page_path(page)) for page in self.outline.pages.values()
                 if page.section == "news"]  # fmt: skip
        index = (
            '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<sitemap><loc>{self.at('/page-sitemap.xml')}</loc></sitemap>"
            f"<sitemap><loc>{self.at('/post-sitemap.xml')}</loc></sitemap></sitemapindex>"
        )
        super().robots_and_sitemap()
        self.put("/sitemap.xml", Resource(page_answer(index)))
        self.put("/page-sitemap.xml", Resource(sitemap_maker(pages)))
        self.put("/post-sitemap.xml", Resource(sitemap_maker(posts)))

    def extras(self) -> None:
        add_calendar(self, "/events/")
