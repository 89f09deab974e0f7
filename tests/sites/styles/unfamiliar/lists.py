"""Unfamiliar lists of documents: tables, posts, a library of many pages, a whole trust's."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import ClassVar
from urllib.parse import quote

from ...model import Paper, Para, Publication, Resource, symbolic
from ...outline import Page, linked_from
from ..base import as_attachment, page_answer
from ..identifiers import number, slug
from ..static import FILLERS
from .base import Unfamiliar, Words, words_of


class TableRows(Unfamiliar):
    """A table of documents: the name in one cell, dates and owner between, "View" at the end."""

    name = "table-rows"
    sections: ClassVar[Words] = {
        "key-information": "Governance",
        "about-us": "Academy",
        "parents": "Parents & Carers",
    }
    titles: ClassVar[Words] = {
        "send": "Learning Support",
        "policies": "Key Documents",
        "archive": "Retired documents",
    }
    labels: ClassVar[Words] = {
        "report": "SEN&D Information Report",
        "policy": "Special Educational Needs & Disability",
        "plan": "Accessibility",
    }

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/page/{list(self.outline.pages).index(page.key) + 40}/{words_of(page.title)}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/policy/view/{number(self.school, publication, 4)}")

    def file_resource(self, publication: Publication) -> Resource:
        return as_attachment(super().file_resource(publication), publication)

    def document_item(self, publication: Publication, href: str) -> str:
        return _row(publication.label, href)

    def documents(self, items: list[str]) -> str:
        head = "<tr><th>Document</th><th>Owner</th><th>Type</th><th></th></tr>"
        return f"<table>{head}{''.join(items)}</table>" if items else ""

    def main(self, page: Page) -> str:
        main = super().main(page)
        if page.key != "policies":
            return main
        others = [_row(name, f"/policy/view/{n}") for n, name in enumerate(FILLERS, 100)]
        return main.replace("</table>", "".join(others) + "</table>", 1)


def _row(name: str, href: str) -> str:
    return (
        f"<tr><td>{escape(name)}</td><td>Trustees</td><td>Statutory</td>"
        f'<td><a class="btn" href="{escape(href)}">View</a></td></tr>'
    )


class NewsPosts(Unfamiliar):
    """The page on special needs lists posts; each document hangs on a post of its own."""

    name = "news-posts"
    titles: ClassVar[Words] = {
        "send": "Inclusion Team",
        "policies": "Policies",
        "archive": "Old posts",
    }
    labels: ClassVar[Words] = {
        "report": "SEN info report {years}",
        "policy": "SEND policy",
        "plan": "Accessibility plan",
    }

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        if page.section == "news":
            return f"/{self.today.year}/10/{words_of(page.title)}/"
        return f"/category/{words_of(page.title)}/"

    def file_address(self, publication: Publication) -> str:
        day = publication.modified
        name = f"{number(self.school, publication, 10)}-{quote(publication.name)}"
        return self.at(f"/wp-content/uploads/{day:%Y}/{day:%m}/{name}{publication.ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        post, title = escape(self._post(publication)), escape(_news(publication))
        return (
            f'<article><h2><a href="{post}">{title}</a></h2><p>Posted by the office on '
            f"{publication.modified:%d/%m/%Y}. There is news for families&hellip; "
            f'<a href="{post}">Read more</a></p></article>'
        )

    def documents(self, items: list[str]) -> str:
        return "".join(items)

    def extras(self) -> None:
        for item in self.school.publications:
            if item.form == "page" and f"paper-{item.key}" not in self.outline.pages:
                continue
            page = Page("post", _news(item), "", "", listed=False)
            link = f'<p><a href="{escape(self.link_to(item))}">Click here to download</a></p>'
            html = self.document(page, f"<p>We have brought this up to date.</p>{link}")
            self.put(self._post(item), Resource(page_answer(html)))

    def _post(self, item: Publication) -> str:
        return f"/{item.modified:%Y/%m}/{words_of(_news(item))}-{number(self.school, item, 3)}/"


def _news(item: Publication) -> str:
    return f"{item.label} now on our website"


class PagedLibrary(Unfamiliar):
    """Documents stand in one library, ten to a page, which can be sorted in every way."""

    name = "paged-library"
    sections: ClassVar[Words] = {"key-information": "Information", "parents": "Parents' Area"}
    titles: ClassVar[Words] = {
        "send": "Additional Support",
        "policies": "Document Library",
        "archive": "Archive",
    }
    labels: ClassVar[Words] = {
        "report": "Special Needs Information Report {years}",
        "policy": "Special Needs Policy",
        "plan": "Accessibility Plan {years}",
    }

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.section or 'info'}/{words_of(page.title)}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/media/{number(self.school, publication, 5)}/download")

    def file_resource(self, publication: Publication) -> Resource:
        return as_attachment(super().file_resource(publication), publication)

    def main(self, page: Page) -> str:
        return self._shelf(1, "title") if page.key == "policies" else super().main(page)

    def extras(self) -> None:
        """Every page of the library by every order, as the links within it ask for them."""
        page = self.outline.pages["policies"]
        path = self.page_path(page)
        for order in ("title", "date", "size"):
            for shelf in range(1, self._shelves() + 1):
                html = self.document(page, self._shelf(shelf, order))
                answer = Resource(page_answer(html))
                self.put(f"{path}?page={shelf}&sort={order}", answer)

    def _entries(self) -> list[tuple[str, str]]:
        page = self.outline.pages["policies"]
        own = [(item.label, self.link_to(item)) for item in linked_from(page, self.school)]
        others = [(name, f"/media/{n}/download") for n, name in enumerate(FILLERS, 10)]
        return sorted(own + others)

    def _shelves(self) -> int:
        return -(-len(self._entries()) // 10)

    def _shelf(self, shelf: int, order: str) -> str:
        entries = self._entries()
        if order != "title":
            entries.reverse()
        path = self.page_path(self.outline.pages["policies"])
        items = "".join(
            f'<li><a href="{escape(href)}">{escape(label)}</a></li>'
            for label, href in entries[10 * (shelf - 1) : 10 * shelf]
        )
        sorts = "".join(
            f'<a href="{path}?page=1&amp;sort={key}">{key.title()}</a> '
            for key in ("title", "date", "size")
        )
        pages = "".join(
            f'<a href="{path}?page={n}&amp;sort={order}">{n}</a> '
            for n in range(1, self._shelves() + 1)
        )
        archive = escape(self.page_path(self.outline.pages["archive"]))
        return (
            f'<p>Sort by {sorts}</p><ul>{items}</ul><p class="pager">{pages}</p>'
            f'<p><a href="{archive}">Archive</a></p>'
        )


class TrustShelf(Unfamiliar):
    """The trust's schools share one policies page: the others' papers stand above the own."""

    name = "trust-shelf"
    titles: ClassVar[Words] = {
        "send": "SEND at Our School",
        "policies": "Trust Policies",
        "archive": "Superseded",
    }
    labels: ClassVar[Words] = {
        "report": "SEND report {years}",
        "policy": "SEND policy",
        "plan": "Accessibility plan",
    }
    neighbours = ("Another Example Academy", "Further Example Primary School")

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.section or 'more'}/{words_of(page.title)}"

    def file_address(self, publication: Publication) -> str:
        name = quote(publication.name) + publication.ending
        return symbolic("trust-shelf", f"/uploads/{slug(self.school)}/{name}")

    def main(self, page: Page) -> str:
        if page.key != "policies":
            return super().main(page)
        return f"{self._others()}<h2>{escape(self.school.name)}</h2>{super().main(page)}"

    def _others(self) -> str:
        shelves = ""
        for name in self.neighbours:
            items = "".join(
                f'<li><a href="{escape(self._other_address(item, name))}">'
                f"{escape(item.label)}</a></li>"
                for item in self._shared()
            )
            shelves += f"<h2>{escape(name)}</h2><ul>{items}</ul>"
        return shelves

    def _shared(self) -> list[Publication]:
        return [
            item
            for item in self.school.publications
            if item.key in ("policy", "plan", "complaints-procedure") and item.form != "page"
        ]

    def _other_address(self, item: Publication, name: str) -> str:
        where = f"/uploads/{slug(self.school)}-{words_of(name)}/"
        return symbolic("trust-shelf", where + quote(item.name) + item.ending)

    def extras(self) -> None:
        for name in self.neighbours:
            for item in self._shared():
                other = replace(item, paper=_for_school(item.paper, self.school.name, name))
                address = self._other_address(item, name)
                self.put_at(address, self.file_resource(other))


def _for_school(paper: Paper, own: str, other: str) -> Paper:
    """Give the same paper as the trust's other school has it: its name instead of the own."""
    cover = tuple(
        Para(block.text.replace(own, other)) if isinstance(block, Para) else block
        for block in paper.cover
    )
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                Para(block.text.replace(own, other)) if isinstance(block, Para) else block
                for block in section.blocks
            ),
        )
        for section in paper.sections
    )
    return replace(
        paper,
        school=other,
        cover=cover,
        sections=sections,
        header=paper.header.replace(own, other),
        footer=paper.footer.replace(own, other),
    )
