"""An academy whose policies stand on its trust's website, one page for each of them."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from ..model import Publication, Resource, symbolic
from ..outline import Page
from .base import Style, page_answer
from .identifiers import slug


class TrustPolicies(Style):
    """The SEN report is on the school's site; policies and plan at `/policy-or-document/...`."""

    name = "trust-policies"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}/" if page.section else f"/{page.slug}/"

    def on_trust(self, publication: Publication) -> bool:
        """Whether a file stands on the trust's site."""
        return publication.key in ("policy", "plan", "behaviour-policy", "complaints-procedure")

    def file_address(self, publication: Publication) -> str:
        name = f"{quote(publication.name)}{publication.ending}"
        if not self.on_trust(publication):
            return self.at(f"/wp-content/uploads/sites/{self.school.index}/2026/09/{name}")
        return symbolic("trust-policies", f"/app/uploads/{slug(self.school)}/{name}")

    def href(self, publication: Publication) -> str:
        if not self.on_trust(publication):
            return super().href(publication)
        words = quote(publication.name.lower())
        path = f"/policy-or-document/{slug(self.school)}-{words}/"
        return symbolic("trust-policies", path)

    def extras(self) -> None:
        for publication in self.school.publications:
            if publication.form != "page" and self.on_trust(publication):
                self.put_at(self.href(publication), self._entry(publication))

    def _entry(self, publication: Publication) -> Resource:
        label = escape(publication.label)
        return Resource(
            page_answer(
                f"<!DOCTYPE html><html lang='en-GB'><head><title>{label} - Trust</title></head>"
                f"<body><nav><a href='/'>The trust</a></nav><h1>{label}</h1>"
                f"<p>Applies to: {escape(self.school.name)}</p>"
                f'<p><a href="{escape(self.file_address(publication))}">View document</a></p>'
                "</body></html>"
            )
        )
