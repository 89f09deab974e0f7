"""A website that is one script: without a browser its pages have neither text nor links."""

from __future__ import annotations

import json
from html import escape

from ..model import Answer, Bind, Resource
from ..outline import Page
from .base import Make, Style


class App(Style):
    """Each page is the same empty shell; its script asks for the page's words as JSON."""

    name = "app"
    sitemap = False

    def page_path(self, page: Page) -> str:
        return "/" if page.key == "home" else f"/{page.slug}"

    def document(self, page: Page, main: str) -> str:
        return (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(self.school.name)}</title>"
            '<script src="/static/app.js" defer></script></head><body>'
            "<noscript>You need to enable JavaScript to run this app.</noscript>"
            '<div id="root"></div></body></html>'
        )

    def extras(self) -> None:
        self.put("/static/app.js", Resource(_script))
        for page in self.outline.pages.values():
            self.put(f"/api/page{self.page_path(page)}.json", Resource(self._data_maker(page)))

    def _data_maker(self, page: Page) -> Make:
        def make(bind: Bind) -> Answer:
            html = (
                f"<header>{self.menu()}</header><main><h1>{escape(page.title)}</h1>"
                f"{self.main(page)}</main>{self.footer()}"
            )
            data = {"title": page.title, "html": bind(html)}
            return Answer(json.dumps(data).encode(), "application/json")

        return make


def _script(bind: Bind) -> Answer:
    return Answer(_SCRIPT, "text/javascript")


_SCRIPT = b"""
fetch('/api/page' + location.pathname + '.json')
  .then((answer) => answer.json())
  .then((page) => {
    document.title = page.title;
    document.getElementById('root').innerHTML = page.html;
  });
"""
