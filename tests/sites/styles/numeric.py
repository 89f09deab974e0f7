"""Numbered pages and assets without any ending: only the content type says what came."""

from __future__ import annotations

from ..model import Publication
from ..outline import Page
from .base import Style
from .identifiers import number


class NumericAssets(Style):
    """Pages such as `/177/send-student-hub`, files such as `/asset/21303631`."""

    name = "numeric"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/"
        return f"/{150 + list(self.outline.pages).index(page.key)}/{page.slug}"

    def file_address(self, publication: Publication) -> str:
        return self.at(f"/asset/{number(self.school, publication)}")
