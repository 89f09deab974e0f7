"""Unfamiliar links: maps of areas, scripts in attributes, a base address, embedded files."""

from __future__ import annotations

from html import escape
from typing import ClassVar
from urllib.parse import parse_qsl, quote, urlsplit

from ...model import Publication, Resource, Site, symbolic
from ...outline import Page
from ..base import as_attachment, page_answer, redirect
from ..identifiers import number, slug, token
from .base import Unfamiliar, Words, words_of


class ImageMap(Unfamiliar):
    """A menu drawn as one picture with areas; documents behind pictures without other words."""

    name = "image-map"
    sitemap = False
    titles: ClassVar[Words] = {
        "send": "Special Needs",
        "policies": "Policies",
        "archive": "Old files",
    }

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{words_of(page.title)}.html"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/userfiles/{number(self.school, publication, 9)}{publication.ending}")

    def menu(self) -> str:
        areas = "".join(
            f'<area shape="rect" coords="0,{20 * n},160,{20 * n + 20}" '
            f'href="{escape(self.page_path(page))}" alt="{escape(page.title)}">'
            for n, page in enumerate(self.outline.pages.values())
            if page.listed
        )
        return f'<img src="/images/menu.gif" usemap="#menu" alt=""><map name="menu">{areas}</map>'

    def document_item(self, publication: Publication, href: str) -> str:
        picture = f"/images/{words_of(publication.label)}-button.gif"
        return f'<a href="{escape(href)}"><img src="{picture}" border="0"></a><br>'

    def documents(self, items: list[str]) -> str:
        return f"<center>{''.join(items)}</center>" if items else ""


class Scripted(Unfamiliar):
    """Links that are no links: buttons, `data-` attributes, scripts in `onclick` and `href`."""

    name = "scripted"
    sitemap = False
    sections: ClassVar[Words] = {
        "key-information": "Essential Information",
        "parents": "For Parents",
    }
    titles: ClassVar[Words] = {
        "send": "SEND and Inclusion",
        "policies": "School Policies",
        "archive": "Archive",
    }

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{words_of(page.title)}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/docs/{quote(publication.name)}{publication.ending}")

    def document_item(self, publication: Publication, href: str) -> str:
        target, label = escape(href), escape(publication.label)
        shapes = (
            f'<button type="button" data-href="{target}">{label}</button>',
            f'<a href="#" data-file="{target}">{label}</a>',
            f"""<a href="javascript:window.open('{target}')">{label}</a>""",
            f"""<div class="card" onclick="window.location.href='{target}'">{label}</div>""",
            f"""<a href="javascript:void(0)" onclick="openDoc('{target}');">{label}</a>""",
        )
        return f"<li>{shapes[int(number(self.school, publication, 3)) % len(shapes)]}</li>"

    def menu(self) -> str:
        options = "".join(
            f'<option value="{escape(self.page_path(page))}">{escape(page.title)}</option>'
            for page in self.outline.pages.values()
            if page.listed
        )
        return (
            '<form><select onchange="location=this.value"><option>Go to ...</option>'
            f"{options}</select></form>"
        )


class BaseHref(Unfamiliar):
    """A secondary school: relative links from a base address; the names stand on buttons."""

    name = "base-href"
    sections: ClassVar[Words] = {
        "about-us": "Discover",
        "key-information": "Statutory",
        "learning": "Curriculum",
        "parents": "Student Support Hub",
        "news": "Latest",
    }
    titles: ClassVar[Words] = {
        "send": "Learning Support (SEND)",
        "policies": "Policies and Reports",
        "archive": "Archive",
    }
    labels: ClassVar[Words] = {
        "report": "SEN information report {years}",
        "policy": "SEN policy",
        "plan": "Accessibility plan",
    }
    names: ClassVar[Words] = {
        "report": "SIR {years} FINAL v2",
        "policy": "SENpol_approved",
        "plan": "Access plan {years}",
    }

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/site/{words_of(page.title)}"

    def file_address(self, publication: Publication) -> str:
        name = quote(f"ckfinder/userfiles/files/{publication.name}{publication.ending}")
        return self.at(f"/site/{name}")

    def href(self, publication: Publication) -> str:
        return f"ckfinder/userfiles/files/{publication.name}{publication.ending}"

    def document_item(self, publication: Publication, href: str) -> str:
        ending = "Word" if publication.ending == ".docx" else "PDF"
        return (
            f'<div class="panel"><button aria-expanded="false">{escape(publication.label)}</button>'
            f'<div class="body" hidden><p>Please note that paper copies can be had.</p>'
            f'<a href="{escape(href)}">{ending}</a></div></div>'
        )

    def documents(self, items: list[str]) -> str:
        return "".join(items)

    def document(self, page: Page, main: str) -> str:
        html = super().document(page, main)
        return html.replace("<head>", '<head><base href="/site/">', 1)


class TextOnly(Unfamiliar):
    """Pages by number, each once more as text only, large print and printer's version."""

    name = "text-only"
    sitemap = False
    sections: ClassVar[Words] = {
        "key-information": "Statutory Information",
        "about-us": "The School",
    }
    titles: ClassVar[Words] = {
        "send": "SEN Provision",
        "policies": "Policy Documents",
        "archive": "Archived Policies",
    }
    labels: ClassVar[Words] = {
        "report": "School Offer {years}",
        "policy": "Policy for Special Needs",
        "plan": "Accessibility Action Plan",
    }

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/page_viewer.asp?page={quote(page.title)}&pid={self._number(page)}"

    def _number(self, page: Page) -> int:
        return list(self.outline.pages).index(page.key) + 3

    def file_address(self, publication: Publication) -> str:
        return self.at(
            f"/_documents/%5b{number(self.school, publication, 6)}%5dDoc{publication.ending}"
        )

    def document(self, page: Page, main: str) -> str:
        pid = self._number(page) if page.key in self.outline.pages else 0
        others = "".join(
            f'<a href="/accessibility.asp?item=page_{pid}&amp;level={level}">{words}</a> '
            for level, words in _LEVELS.items()
        )
        return super().document(page, f"<p>{others}</p>{main}")

    def extras(self) -> None:
        for page in self.outline.pages.values():
            for level in _LEVELS:
                again = Resource(page_answer(self.document(page, self.main(page))))
                self.put(f"/accessibility.asp?item=page_{self._number(page)}&level={level}", again)


_LEVELS = {"high-vis": "High visibility version", "off": "Text only", "print": "Print this page"}


class SitesEmbed(Unfamiliar):
    """Sites made from a shared drive: files embedded by number, links through a redirector."""

    name = "sites-embed"
    sitemap = False
    sections: ClassVar[Words] = {"key-information": "Our Information", "parents": "Our Families"}
    titles: ClassVar[Words] = {
        "send": "SEND @ our school",
        "policies": "Policies",
        "archive": "Archive",
    }
    labels: ClassVar[Words] = {
        "report": "Information Report {years}",
        "policy": "SEN(D) Policy",
        "plan": "Accessibility",
    }

    def page_path(self, page: Page) -> str:
        where = f"/view/{slug(self.school)}"
        return (
            "/" if page.key == "home" else f"{where}/{page.section or 'x'}/{words_of(page.title)}"
        )

    def file_address(self, publication: Publication) -> str:
        return symbolic("drive", f"/uc?export=download&id={token(self.school, publication, 33)}")

    def file_resource(self, publication: Publication) -> Resource:
        return as_attachment(super().file_resource(publication), publication)

    def document_item(self, publication: Publication, href: str) -> str:
        code, label = token(self.school, publication, 33), escape(publication.label)
        opened = symbolic("drive", f"/open?id={code}")
        if publication.form == "page":
            return super().document_item(publication, href)
        if int(number(self.school, publication, 3)) % 2:
            return (
                f'<h3>{label}</h3><div jsname="A1" data-embed-doc-id="{code}" '
                f'data-embed-open-url="{escape(opened)}"></div>'
            )
        wrapped = symbolic("redirector", f"/url?q={quote(self._view(code), safe=':/')}&sa=D")
        return f'<p><a href="{escape(wrapped)}" target="_blank">{label}</a></p>'

    def _view(self, code: str) -> str:
        return symbolic("drive", f"/file/d/{code}/view?usp=drive_link")

    def extras(self) -> None:
        for publication in self.school.publications:
            if publication.form == "page":
                continue
            code = token(self.school, publication, 33)
            view, target = self._view(code), escape(self.file_address(publication))
            name = escape(publication.name + publication.ending)
            self.put_at(symbolic("drive", f"/open?id={code}"), redirect(view, 302))
            self.put_at(
                view,
                Resource(
                    page_answer(
                        f"<!DOCTYPE html><html><head><title>{name} - Drive</title></head><body>"
                        f'<a id="uc-download-link" href="{target}">Download</a></body></html>'
                    )
                ),
            )
        redirector = self.sites.setdefault("redirector", Site("redirector"))
        redirector.traps["/url"] = _go_on


def _go_on(target: str) -> Resource:
    """Ask whether one really wants to leave, as redirectors do."""
    onward = dict(parse_qsl(urlsplit(target).query)).get("q", "")
    return Resource(page_answer(f"<html><body><a href='{escape(onward)}'>Go on</a></body></html>"))
