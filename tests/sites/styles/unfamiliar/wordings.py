"""Unfamiliar words, in pages that are otherwise built plainly."""

from __future__ import annotations

from html import escape
from typing import ClassVar
from urllib.parse import quote

from ...model import Publication, Resource
from ...outline import Page
from ..base import page_answer
from ..identifiers import number
from .base import Unfamiliar, Words, words_of


class Compliance(Unfamiliar):
    """A list of what the law wants published, each entry with the word "here" as its link.

    The page on special needs stands in no menu, and no page or file has a telling address.
    """

    name = "compliance"
    sitemap = False
    sections: ClassVar[Words] = {
        "about-us": "Our School",
        "key-information": "What We Must Publish",
        "learning": "Children",
        "parents": "Families",
        "news": "Diary",
    }
    titles: ClassVar[Words] = {
        "send": "Support for Learners",
        "policies": "Website Compliance",
        "equality": "Fairness for All",
        "archive": "Older papers",
    }
    unlisted = ("send", "equality")
    labels: ClassVar[Words] = {
        "report": "SIR {years}",
        "policy": "SEN and D policy",
        "plan": "Accessibility {years}",
    }

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        code = 364000 + list(self.outline.pages).index(page.key) * 17
        words = "page" if page.key in self.unlisted else words_of(page.title).replace("-", "_")
        return f"/website/{words}/{code}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/serve_file/{number(self.school, publication, 7)}")

    def document_item(self, publication: Publication, href: str) -> str:
        return (
            f"<p>{escape(publication.label)}: this can be found "
            f'<a href="{escape(href)}">here</a>.</p>'
        )

    def documents(self, items: list[str]) -> str:
        return "".join(items)

    def main(self, page: Page) -> str:
        rows = [super().main(page)]
        if page.key == "policies":
            for key, words in (
                ("admissions", "How places are given"),
                ("ofsted", "Our inspection reports"),
                ("send", "Special Educational Needs and/or Disability information"),
                ("equality", "Equality objectives and access for disabled pupils"),
                ("pupil-premium", "Pupil premium strategy"),
                ("contact", "Who to talk to"),
            ):
                target = escape(self.page_path(self.outline.pages[key]))
                rows.append(f'<p>{words} can be found <a href="{target}">here</a>.</p>')
        return "".join(rows)


class Border(Unfamiliar):
    """A school near Wales: additional learning needs; WordPress with numbers for addresses."""

    name = "border"
    sections: ClassVar[Words] = {
        "about-us": "Ein Hysgol / Our School",
        "key-information": "Key Info",
        "learning": "Dysgu / Learning",
        "parents": "Rhieni / Parents",
        "news": "Newyddion / News",
    }
    titles: ClassVar[Words] = {
        "send": "ALN and Wellbeing",
        "policies": "Policies & Procedures",
        "archive": "Past years",
    }
    labels: ClassVar[Words] = {
        "report": "Additional Needs: Information for Families {years}",
        "policy": "ALN/SEN Policy",
        "plan": "Access Plan {years}",
    }
    names: ClassVar[Words] = {
        "report": "ALN-info-{years}",
        "policy": "ALN-pol",
        "plan": "AP{years}",
    }

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/?page_id={list(self.outline.pages).index(page.key) * 3 + 11}"

    def file_address(self, publication: Publication) -> str:
        day = publication.modified
        name = quote(publication.name) + publication.ending
        return self.at(f"/wp-content/uploads/{day:%Y}/{day:%m}/{name}")


class OurOffer(Unfamiliar):
    """No page says special needs; and the whole website stands there in seven languages."""

    name = "our-offer"
    sections: ClassVar[Words] = {
        "about-us": "Who We Are",
        "key-information": "Docs",
        "learning": "Pathways",
        "parents": "Home and School",
        "news": "What's On",
    }
    titles: ClassVar[Words] = {
        "send": "Our Offer",
        "policies": "Policies & Docs",
        "archive": "Previous versions",
    }
    labels: ClassVar[Words] = {
        "report": "School Information Report {years}",
        "policy": "Learning Needs Policy",
        "plan": "Equality & Accessibility {years}",
    }
    names: ClassVar[Words] = {"report": "SIR{years}", "policy": "LN-Policy", "plan": "EA{years}"}
    languages = ("fr", "pl", "ro", "ur", "pt", "uk")

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{words_of(page.title)}"

    def menu(self) -> str:
        flags = "".join(
            f'<a class="glink" href="/{code}/" hreflang="{code}">{code.upper()}</a>'
            for code in self.languages
        )
        return f'{super().menu()}<div class="languages">{flags}</div>'

    def extras(self) -> None:
        """The same pages again below each language, with links that stay within it."""
        for code in self.languages:
            for page in self.outline.pages.values():
                if page.key.startswith("paper-"):
                    continue
                path = f"/{code}{self.page_path(page)}"
                self.put(path, Resource(page_answer(self._translated(page, code))))

    def _translated(self, page: Page, code: str) -> str:
        html = self.document(page, f"<p>{escape(page.title)} ({code})</p>")
        return html.replace('href="/', f'href="/{code}/').replace(f"/{code}/{code}/", f"/{code}/")


class OnePage(Unfamiliar):
    """Everything on one page: the menu jumps to headings, and fifty files follow each other."""

    name = "one-page"
    sitemap = False
    titles: ClassVar[Words] = {
        "send": "Inclusion",
        "policies": "Policies",
        "archive": "From earlier years",
    }
    labels: ClassVar[Words] = {
        "report": "SIR {years}",
        "policy": "SEND Policy {years}",
        "plan": "Accessibility {years}",
    }
    names: ClassVar[Words] = {
        "report": "SIR-{years}-final-v2",
        "policy": "doc-0231",
        "plan": "acc_{years}",
    }

    def page_path(self, page: Page) -> str:
        if page.key == "home" or not page.key.startswith("paper-"):
            return "/" if page.key == "home" else f"/#{words_of(page.title)}"
        return f"/{words_of(page.title)}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/s/{quote(publication.name)}{publication.ending}")

    def main(self, page: Page) -> str:
        if page.key != "home":
            return super().main(page)
        parts = [super().main(page)]
        for other in self.outline.pages.values():
            if other.key == "home" or other.key.startswith("paper-"):
                continue
            parts.append(
                f'<section id="{words_of(other.title)}"><h2>{escape(other.title)}</h2>'
                f"{super().main(other)}</section>"
            )
        return "".join(parts)

    def extras(self) -> None:
        """A `#` begins no address of its own, so the sections are served by the home page."""
        for path in [path for path in self.own.resources if "#" in path]:
            del self.own.resources[path]
