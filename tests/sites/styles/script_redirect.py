"""A first page that moves on by script, and links that go through a counter."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication, Resource
from ..outline import Page
from .base import Style, page_answer, redirect


class ScriptRedirect(Style):
    """`/` is a script; documents are linked as `/exit?url=...`, which redirects."""

    name = "script-redirect"

    def page_path(self, page: Page) -> str:
        return "/home.html" if page.key == "home" else f"/web/{page.slug}.html"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/storage/{quote(publication.name)}{publication.ending}")

    def href(self, publication: Publication) -> str:
        return f"/exit?url={quote(self.relative(self.file_address(publication)), safe='')}"

    def extras(self) -> None:
        script = "<script>window.location.href = '/home.html';</script>"
        page = f"<html><head><title>{escape(self.school.name)}</title>{script}</head></html>"
        self.put("/", Resource(page_answer(page)))
        for publication in self.school.publications:
            if publication.form != "page":
                self.put(self.href(publication), redirect(self.file_address(publication), 302))
