"""An old hand-made site: .htm files, blanks in links, one long list of policies, no sitemap."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication
from ..outline import Page
from .base import Style

FILLERS = (
    "Anti-Bullying Policy", "Assessment Policy", "Attendance Policy", "Calculation Policy",
    "Charging and Remissions Policy", "Child Protection Policy", "Data Protection Policy",
    "Drugs Education Policy", "Early Years Policy", "E-Safety Policy", "First Aid Policy",
    "Fire Procedures", "Freedom of Information Scheme", "Governors Allowances",
    "Health and Safety Policy", "Home School Agreement", "Homework Policy", "Intimate Care Policy",
    "Lettings Policy", "Lost Child Procedure", "Medicines Policy", "Privacy Notice",
    "PSHE Policy", "Relationships Policy", "Teaching and Learning Policy", "Uniform Policy",
    "Volunteers Policy", "Whistleblowing Policy",
)  # fmt: skip
"""Names of policies that every school has besides."""


class StaticSite(Style):
    """Links with blanks and backslashes, uppercase endings, a Policies page with thirty files."""

    name = "static"
    sitemap = False
    accordion = "plain"
    generator = '<meta name="GENERATOR" content="Microsoft FrontPage 4.0">'

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return "/" + quote(f"{page.title.replace('/', ' ')} {page.key[-2:]}.htm")

    def file_address(self, publication: Publication) -> str:
        name = publication.name.replace("-", " ")
        folder = "Archive" if publication.old else "Policies"
        return self.at("/" + quote(f"docs/{folder}/{name}{publication.ending.upper()}"))

    def href(self, publication: Publication) -> str:
        """The link as typed by hand: blanks are left as they are, one trails behind."""
        name = publication.name.replace("-", " ")
        folder = "Archive" if publication.old else "Policies"
        return f"docs/{folder}/{name}{publication.ending.upper()} "

    def document_item(self, publication: Publication, href: str) -> str:
        return f'<font size="2"><a href="{escape(href)}">{escape(publication.label)}</a></font><br>'

    def documents(self, items: list[str]) -> str:
        return f"<p>{''.join(items)}</p>" if items else ""

    def main(self, page: Page) -> str:
        main = super().main(page)
        if page.key != "policies":
            return main
        others = "".join(f'<a href="docs/Policies/{name}.pdf">{name}</a><br>' for name in FILLERS)
        return f"{main}<p>{others}</p>"

    def menu(self) -> str:
        """A table of links down the side, without sections."""
        rows = "".join(
            f'<tr><td><a href="{escape(self.page_path(page))}">{escape(page.title)}</a></td></tr>'
            for page in self.outline.pages.values()
            if page.listed or page.key == "home"
        )
        return f'<table border="0" width="160">{rows}</table>'
