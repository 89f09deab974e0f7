"""What the unfamiliar websites share: their own words for menus, pages and documents.

They were written from how real schools word and build their pages, before a look at the
crawler's own words, and measured at first sight (docs/performance.md). The county does not
have them unless it is asked for: they are there to see what the crawler makes of a website
that nobody had in mind.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import ClassVar

from ...model import Publication, School
from ...outline import Outline, Page
from ...wording import PageWords
from ..base import Style

Words = dict[str, str]


def words_of(text: str) -> str:
    """Give a text as part of an address: small letters and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


class Unfamiliar(Style):
    """`titles` of pages and `sections` of the menu by key; `labels` and `names` of documents.

    `{years}` in a label or file name is the school year in which the paper was last touched,
    where it says so itself, and nothing where it does not.
    """

    sections: ClassVar[Words] = {}
    titles: ClassVar[Words] = {}
    labels: ClassVar[Words] = {}
    names: ClassVar[Words] = {}
    unlisted: ClassVar[tuple[str, ...]] = ()
    """Pages that stand in no menu."""

    def __init__(self, school: School, today: dt.date, words: PageWords) -> None:
        super().__init__(school, today, words)
        pages = {key: self._renamed(page) for key, page in self.outline.pages.items()}
        self.outline = Outline(
            {key: self.sections.get(key, title) for key, title in self.outline.sections.items()},
            pages,
            self.outline.parts,
        )

    def _renamed(self, page: Page) -> Page:
        listed = page.listed and page.key not in self.unlisted
        return replace(page, title=self.titles.get(page.key, page.title), listed=listed)

    @classmethod
    def published_as(cls, publication: Publication) -> Publication:
        label = cls.labels.get(publication.key, publication.label)
        name = cls.names.get(publication.key, publication.name)
        years = _years(publication)
        return replace(
            publication,
            label=" ".join(label.replace("{years}", years).split()),
            name=name.replace("{years}", years.replace("-", "")).strip("-_ "),
        )


def _years(publication: Publication) -> str:
    dates = [date for date in publication.paper.dates if date.role != "next-review"]
    if not dates:
        return ""
    last = max(date.start for date in dates)
    first = last.year if last.month >= 8 else last.year - 1
    return f"{first % 100}-{(first + 1) % 100:02d}"
