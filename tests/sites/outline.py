"""The pages of a school's website before a style gives them addresses and clothes."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass
from html import escape

from .model import Publication, School
from .stories import is_unreachable
from .wording import PageWords

_PARTS = 5
"""Over how many pages a report is spread, where it is."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its key, its title, the section of the menu it is in, its own words (HTML).

    `listed` is false for pages that stand in no menu, only in other pages.
    """

    key: str
    title: str
    section: str
    body: str
    listed: bool = True

    @property
    def slug(self) -> str:
        """The page's name in an address: its key, and for a paper the words of its title."""
        if not self.key.startswith("paper-"):
            return self.key
        return "-".join(re.findall(r"[a-z0-9]+", self.title.lower()))


@dataclass(frozen=True, slots=True)
class Outline:
    """All pages and the menu: section keys with titles, in their order.

    `parts` are the keys of the pages over which the report is spread, if it is.
    """

    sections: dict[str, str]
    pages: dict[str, Page]
    parts: tuple[str, ...] = ()

    def within(self, section: str) -> list[Page]:
        """Give the pages of a section that stand in the menu."""
        return [page for page in self.pages.values() if page.section == section and page.listed]


def outline(school: School, today: dt.date, words: PageWords) -> Outline:
    """Lay out a school's website. The SEND page stands in another menu at every school."""
    rng = random.Random(f"outline {school.lot}")
    pages: dict[str, Page] = {"home": Page("home", school.name, "", _home(school), listed=False)}
    for section, entries in words.pages.items():
        for key, title, text in entries:
            pages[key] = Page(key, title, section, f"<p>{escape(text)}</p>")
    section = rng.choice(("key-information", "key-information", "about-us", "learning", "parents"))
    pages["send"] = Page("send", rng.choice(words.send_titles), section, _send(school))
    pages["staff"] = Page("staff", "Our Staff", "about-us", _staff(school))
    pages["contact"] = Page("contact", "Contact Us", "about-us", _contact(school))
    pages["archive"] = Page("archive", "Archived documents", "key-information", "", listed=False)
    for publication in school.publications:
        if publication.form == "page" and "report-accordion" not in school.story:
            pages[f"paper-{publication.key}"] = Page(
                f"paper-{publication.key}", publication.label, "", "", listed=False
            )
    for number, title in enumerate(words.news):
        pages[f"news-{number}"] = Page(
            f"news-{number}", title, "news", _news(title, today, number), listed=number < 4
        )
    return Outline(dict(words.sections), pages, _report_parts(school, pages))


def _report_parts(school: School, pages: dict[str, Page]) -> tuple[str, ...]:
    """Add the further pages of a report that is spread over several; gives all their keys."""
    if "report-pages" not in school.story or "paper-report" not in pages:
        return ()
    first = pages["paper-report"]
    keys = ["paper-report"]
    for number in range(2, _PARTS + 1):
        key = f"paper-report-part-{number}"
        pages[key] = Page(key, f"{first.title} page {number}", "", "", listed=False)
        keys.append(key)
    return tuple(keys)


def linked_from(page: Page, school: School) -> list[Publication]:
    """Give the publications that a page links to, in the order in which they stand there."""
    found = [item for item in school.publications if page.key in item.pages]
    if "report-accordion" in school.story:
        found = [item for item in found if item.key != "report"]
    if page.key == "policies":
        found.sort(key=lambda item: item.label)
    return found


def _home(school: School) -> str:
    return (
        f"<p>Welcome to {escape(school.name)}, a happy place to learn in {escape(school.town)}.</p>"
        f"<p>Headteacher: {escape(school.head.name)}</p>"
        "<p>We would love to show you round. Please ring the office to book a visit.</p>"
    )


def _send(school: School) -> str:
    lines = ["<p>We want every child to thrive here, whatever their needs.</p>"]
    if "report-missing" not in school.story:
        lines.append("<p>Please find our documents below.</p>")
    if not is_unreachable(school.story) and _names_senco(school):
        lines.append(f"<p>{escape(school.senco_role)}: {escape(school.senco.name)}</p>")
    return "".join(lines)


def _names_senco(school: School) -> bool:
    return "senco-missing" not in school.story and school.group != "SP"


def _staff(school: School) -> str:
    rows = [(school.head.name, "Headteacher"), (school.chair.name, "Chair of Governors")]
    if _names_senco(school):
        rows.append((school.senco.name, school.senco_role))
    items = "".join(f"<li>{escape(name)} - {escape(role)}</li>" for name, role in rows)
    contact = ""
    if _names_senco(school) and "senco-no-contact" not in school.story:
        contact = f"<p>SENCO: {escape(school.senco_email)}</p>"
    return f"<ul>{items}</ul>{contact}"


def _contact(school: School) -> str:
    return (
        f"<p>{escape(school.name)}, {escape(school.register['Street'])}, {escape(school.town)}, "
        f"{escape(school.register['Postcode'])}</p><p>Telephone: {school.phone}</p>"
    )


def _news(title: str, today: dt.date, number: int) -> str:
    day = today - dt.timedelta(days=9 * number + 3)
    return (
        f"<p><em>Posted on {day.day} {day:%B %Y}</em></p><p>{escape(title)} was a day to remember. "
        "Everybody worked together and there were smiles all round. Thank you to the helpers, "
        "to the parents who baked, and to the children for their wonderful behaviour.</p>"
    )
