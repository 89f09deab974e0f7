"""A report that is a web page on somebody else's website: the trust's, or a drawn Sway."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape

from ..model import Answer, Bind, Publication, Resource, symbolic
from ..outline import Page
from ..render import article
from .base import Make, Style, page_answer
from .identifiers import slug, token


class Elsewhere(Style):
    """The school's page links to the report as a page on another host, and has none of its own."""

    sitemap = False

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}/" if page.section else f"/{page.slug}/"

    @classmethod
    def published_as(cls, publication: Publication) -> Publication:
        """Make a page of a report that is an ordinary file."""
        ordinary = publication.form in ("pdf", "docx") and not publication.trouble
        if publication.key == "report" and ordinary:
            return replace(publication, form="page")
        return publication

    def is_elsewhere(self, publication: Publication) -> bool:
        """Whether a publication is one page, which then stands on the other host."""
        in_another = "report-accordion" in self.school.story or self.outline.parts
        return publication.key == "report" and publication.form == "page" and not in_another

    def elsewhere(self, publication: Publication) -> str:
        """Give the symbolic address of the page on the other host."""
        raise NotImplementedError

    def link_to(self, publication: Publication) -> str:
        if self.is_elsewhere(publication):
            return self.elsewhere(publication)
        return super().link_to(publication)

    def place(self, publication: Publication) -> None:
        super().place(publication)
        if self.is_elsewhere(publication):
            address = self.elsewhere(publication)
            del self.own.resources[self.page_path(self.outline.pages[f"paper-{publication.key}"])]
            self.put_at(address, self.shown(publication))
            here = self.places[publication.key]
            self.places[publication.key] = replace(here, url=address)

    def shown(self, publication: Publication) -> Resource:
        """Give the page on the other host."""
        raise NotImplementedError


class TrustPage(Elsewhere):
    """The trust's website has the report of each of its schools as a page."""

    name = "trust-page"

    def elsewhere(self, publication: Publication) -> str:
        path = f"/our-schools/{slug(self.school)}/send-information-report/"
        return symbolic("trust-policies", path)

    def shown(self, publication: Publication) -> Resource:
        label = escape(publication.label)
        report = article(publication.paper, title=False)
        return Resource(
            page_answer(
                f"<!DOCTYPE html><html lang='en-GB'><head><title>{label} - Trust</title></head>"
                f"<body><nav><a href='/'>The trust</a></nav><main><h1>{label}</h1>"
                f"<p>{escape(self.school.name)}</p>{report}</main></body></html>"
            )
        )


class Sway(Elsewhere):
    """In the manner of Microsoft Sway: a shell whose script draws the whole report."""

    name = "sway"

    def elsewhere(self, publication: Publication) -> str:
        return symbolic("sway", f"/{token(self.school, publication, 16)}?ref=Link")

    def shown(self, publication: Publication) -> Resource:
        html = article(publication.paper, title=True)
        data = f"/data/{token(self.school, publication, 16)}.json"
        self.put(data, Resource(_json({"html": html})), "sway")
        self.put("/static/sway.js", Resource(_script), "sway")
        return Resource(
            page_answer(
                "<!DOCTYPE html><html><head><title>Sway</title>"
                f'<script src="/static/sway.js" data-from="{data}" defer></script></head><body>'
                "<noscript>Enable JavaScript to see this Sway.</noscript>"
                '<div id="root"></div></body></html>'
            )
        )


def _json(data: dict[str, str]) -> Make:
    return lambda bind: Answer(bind(json.dumps(data)).encode(), "application/json")


def _script(bind: Bind) -> Answer:
    return Answer(_SCRIPT, "text/javascript")


_SCRIPT = b"""
const here = document.currentScript;
fetch(here.dataset.from)
  .then((answer) => answer.json())
  .then((sway) => { document.getElementById('root').innerHTML = sway.html; });
"""
