"""Websites written once the crawler had been mended on the other unfamiliar ones."""

from __future__ import annotations

from html import escape
from typing import ClassVar
from urllib.parse import quote

from ...model import Publication, Resource
from ...outline import Page, linked_from
from ..base import page_answer
from ..identifiers import hexadecimal, number
from ..static import FILLERS
from .base import Unfamiliar, Words, words_of


class Alphabet(Unfamiliar):
    """Policies by letter: three pages of which each is called only by its letters."""

    name = "alphabet"
    sitemap = False
    sections: ClassVar[Words] = {"key-information": "The Office", "learning": "In Class"}
    titles: ClassVar[Words] = {
        "send": "Supporting Every Learner",
        "policies": "Policies A to Z",
        "archive": "Out of use",
    }
    shelves = ("A-F", "G-M", "N-Z")

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/o/{words_of(page.title)}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/o/f/{hexadecimal(self.school, publication, 24)}{publication.ending}")

    def main(self, page: Page) -> str:
        if page.key != "policies":
            return super().main(page)
        letters = " ".join(
            f'<a href="/o/p/{n}">{shelf}</a>' for n, shelf in enumerate(self.shelves)
        )
        archive = escape(self.page_path(self.outline.pages["archive"]))
        return f'{page.body}<p>{letters}</p><p><a href="{archive}">Out of use</a></p>'

    def extras(self) -> None:
        page = self.outline.pages["policies"]
        entries = [(it.label, self.link_to(it)) for it in linked_from(page, self.school)]
        entries += [(name, f"/o/f/{n}.pdf") for n, name in enumerate(FILLERS)]
        for n, shelf in enumerate(self.shelves):
            first, last = shelf.split("-")
            items = "".join(
                f'<li><a href="{escape(href)}">{escape(label)}</a></li>'
                for label, href in sorted(entries)
                if first <= label.removeprefix("Our ")[0].upper() <= last
            )
            html = self.document(Page("p", shelf, "", ""), f"<ul>{items}</ul>")
            self.put(f"/o/p/{n}", Resource(page_answer(html)))


class Codes(Unfamiliar):
    """Every document has a number, and the number is the link; its name stands behind it."""

    name = "codes"
    sections: ClassVar[Words] = {"key-information": "Corporate", "parents": "Home"}
    titles: ClassVar[Words] = {
        "send": "Individual Needs",
        "policies": "Document register",
        "archive": "Withdrawn documents",
    }
    labels: ClassVar[Words] = {"plan": "Accessibility plan {years}"}

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{words_of(page.title)}.aspx"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/getdoc.ashx?ref={number(self.school, publication, 6)}")

    def document_item(self, publication: Publication, href: str) -> str:
        code = number(self.school, publication, 3)
        return (
            f'<tr><td><a href="{escape(href)}">POL-{code}</a></td>'
            f"<td>{escape(publication.label)}</td><td>v2.{code[0]}</td></tr>"
        )

    def documents(self, items: list[str]) -> str:
        return f"<table>{''.join(items)}</table>" if items else ""


class Years(Unfamiliar):
    """A list of terms: the name of a document, and below it only years as links."""

    name = "years"
    titles: ClassVar[Words] = {
        "send": "Extra Help and Support",
        "policies": "What we publish",
        "archive": "Earlier",
    }
    sections: ClassVar[Words] = {"key-information": "Public Information"}

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.section or 'x'}/{words_of(page.title)}/"

    def file_address(self, publication: Publication) -> str:
        name = f"doc{number(self.school, publication, 5)}{publication.ending}"
        return self.at(f"/content/uploads/{quote(name)}")

    def document_item(self, publication: Publication, href: str) -> str:
        dates = [date.end.year for date in publication.paper.dates if date.role != "next-review"]
        words = max(dates, default="Current")
        return (
            f"<dt><strong>{escape(publication.label)}</strong></dt>"
            f'<dd><a href="{escape(href)}">{words}</a></dd>'
        )

    def documents(self, items: list[str]) -> str:
        return f"<dl>{''.join(items)}</dl>" if items else ""


class FooterOnly(Unfamiliar):
    """Glossy, for visitors: what the law wants is behind one small word in the footer."""

    name = "footer-only"
    sitemap = False
    unlisted = ("send", "policies", "equality", "accessibility")
    titles: ClassVar[Words] = {
        "send": "Extra support",
        "policies": "Legal and policies",
        "archive": "Before",
    }
    labels: ClassVar[Words] = {
        "report": "How we meet special educational needs: report {years}",
        "policy": "Special educational needs: our policy",
        "plan": "Making our buildings and lessons accessible: plan {years}",
    }

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/p/{list(self.outline.pages).index(page.key)}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/hubfs/{hexadecimal(self.school, publication, 12)}{publication.ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f'<div class="card"><p>{escape(publication.label)}</p>'
            f'<a class="button" href="{escape(href)}">Read the document</a></div>'
        )

    def documents(self, items: list[str]) -> str:
        return "".join(items)

    def main(self, page: Page) -> str:
        main = super().main(page)
        if page.key != "policies":
            return main
        others = "".join(
            f'<li><a href="{self.page_path(self.outline.pages[key])}">'
            f"{escape(self.outline.pages[key].title)}</a></li>"
            for key in ("send", "equality")
        )
        return f"{main}<ul>{others}</ul>"

    def footer(self) -> str:
        legal = self.page_path(self.outline.pages["policies"])
        return f'{super().footer()}<footer><a href="{legal}">Legal</a></footer>'
