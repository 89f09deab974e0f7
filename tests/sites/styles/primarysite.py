"""In the manner of PrimarySite: fixed sections; files on a storage host that wants a Referer."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from html import escape
from urllib.parse import quote

from ..model import Publication, Resource, symbolic
from ..outline import Page
from .base import Style


class PrimarySite(Style):
    """`/key-information/send`; files at `<storage>/<school>/UploadedDocument/<hex>/<name>.pdf`."""

    name = "primarysite"
    accordion = "details"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{page.section}/{page.slug}" if page.section else f"/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        slug = f"sampleshire-{self.school.index}"
        digest = hashlib.md5(
            f"{slug}{publication.name}".encode(), usedforsecurity=False
        ).hexdigest()
        name = quote(publication.name.lower())
        return symbolic(
            "primary-storage", f"/{slug}/UploadedDocument/{digest}/{name}{publication.ending}"
        )

    def file_resource(self, publication: Publication) -> Resource:
        return replace(super().file_resource(publication), referer=True)

    def document_item(self, publication: Publication, href: str) -> str:
        ending = publication.ending.removeprefix(".") or "page"
        return (
            f'<li class="document"><span class="icon icon-{ending}"></span>'
            f'<a href="{escape(href)}"><span>{escape(publication.label)}</span></a></li>'
        )

    def menu(self) -> str:
        """The menu's entries are repeated for narrow screens, as the real ones do."""
        return super().menu() + f'<div class="mobile">{super().menu()}</div>'
