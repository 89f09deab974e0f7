"""What all website styles share. A style overrides the few methods in which it differs."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import ClassVar
from urllib.parse import quote

from ..model import Answer, Bind, Place, Publication, Resource, School, Site, symbolic
from ..outline import Outline, Page, linked_from, outline
from ..render import article, part_of, render_file
from ..render.html import Panels
from ..wording import PageWords
from .hidden import hide_addresses

Make = Callable[[Bind], Answer]


def page_answer(html: str, status: int = 200) -> Make:
    """Make the answer that sends a page whose addresses are still symbolic."""
    return lambda bind: Answer(bind(html).encode(), status=status)


def redirect(location: str, status: int = 301) -> Resource:
    """Make a redirect to an address, symbolic or relative."""
    return Resource(
        lambda bind: Answer(b"", status=status, headers=(("Location", bind(location)),))
    )


def as_attachment(resource: Resource, publication: Publication) -> Resource:
    """Send a file as bytes without a type of its own, named in Content-Disposition."""

    def make(bind: Bind) -> Answer:
        answer = resource.make(bind)
        if answer.status != 200 or answer.content_type.startswith("text/html"):
            return answer
        name = f"{publication.label}{publication.ending}".replace('"', "").replace("’", "'")
        disposition = ("Content-Disposition", f'attachment; filename="{name}"')
        return Answer(answer.body, "application/octet-stream", 200, (disposition,))

    return replace(resource, make=make)


class Style:
    """A website in the manner of one vendor or house.

    `build` fills `sites` (by host: the school's own and any storage host) and `places`.
    """

    name: ClassVar[str]
    sitemap: ClassVar[bool] = True
    accordion: ClassVar[Panels] = "buttons"
    generator: ClassVar[str] = ""
    hides_addresses: ClassVar[bool] = False
    packed_sitemap: ClassVar[bool] = False
    crawl_delay: ClassVar[int] = 0

    def __init__(self, school: School, today: dt.date, words: PageWords) -> None:
        self.school = school
        self.today = today
        self.outline: Outline = outline(school, today, words)
        self.sites: dict[str, Site] = {school.host: Site(school.host)}
        self.places: dict[str, Place] = {}

    # What a style decides.

    @classmethod
    def published_as(cls, publication: Publication) -> Publication:
        """Give a publication in the form that it has in this style."""
        return publication

    def page_path(self, page: Page) -> str:
        """Give a page's path (with query, where the style has one)."""
        return "/" if page.key == "home" else f"/{page.section or 'page'}/{page.slug}/"

    def file_address(self, publication: Publication) -> str:
        """Give the symbolic address at which a file is served."""
        return self.at(f"/files/{quote(publication.name)}{publication.ending}")

    def href(self, publication: Publication) -> str:
        """Give what stands in the link; by default the address, as a path on the own host."""
        return self.relative(self.file_address(publication))

    def document_item(self, publication: Publication, href: str) -> str:
        """Give one entry of a list of documents."""
        return f'<li><a href="{escape(href)}">{escape(publication.label)}</a></li>'

    def documents(self, items: list[str]) -> str:
        """Wrap the entries of a list of documents."""
        return f"<ul class='documents'>{''.join(items)}</ul>" if items else ""

    def document(self, page: Page, main: str) -> str:
        """Give the whole HTML document around a page's main part."""
        return (
            f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
            f"<title>{escape(page.title)} - {escape(self.school.name)}</title>"
            f'{self.generator}<link rel="stylesheet" href="/assets/site.css"></head><body>'
            f'<a class="skip" href="#main">Skip to content</a>{COOKIES}'
            f'<header><a href="/">{escape(self.school.name)}</a>{self.menu()}</header>'
            f'<main id="main"><h1>{escape(page.title)}</h1>{main}</main>{self.footer()}'
            f"</body></html>"
        )

    def extras(self) -> None:
        """Add what else the style serves."""

    # What they share.

    def build(self) -> Style:
        """Fill `sites` and `places`; gives itself."""
        for page in self.outline.pages.values():
            self.put(self.page_path(page), Resource(self._page_maker(page)))
        for publication in self.school.publications:
            self.place(publication)
        self.own.missing = Resource(page_answer(self.not_found(), 404), validators=False)
        self.put("/assets/site.css", Resource(_css, dt.date(2024, 9, 1)))
        self.put("/login", Resource(page_answer(_LOGIN)))
        self.robots_and_sitemap()
        self.extras()
        return self

    @property
    def own(self) -> Site:
        """The school's own site."""
        return self.sites[self.school.host]

    def at(self, path: str) -> str:
        """Give the symbolic address of a path on the school's own host."""
        return symbolic(self.school.host, path)

    def relative(self, address: str) -> str:
        """Take the own host off an address."""
        return address.removeprefix(self.at(""))

    def put(self, path: str, resource: Resource, host: str = "") -> str:
        """Serve a resource at a path (percent-encoded) of a host; gives its address."""
        name = host or self.school.host
        self.sites.setdefault(name, Site(name)).resources[path] = resource
        return symbolic(name, path)

    def put_at(self, address: str, resource: Resource) -> None:
        """Serve a resource at a symbolic address."""
        host, _, path = address.removeprefix("http://").partition(".county.test")
        self.put(path, resource, host)

    def place(self, publication: Publication) -> None:
        """Serve a publication and note where it stands."""
        if publication.form == "page":
            key = f"paper-{publication.key}"
            page = self.outline.pages.get(key, self.outline.pages["send"])
            address = self.at(self.page_path(page))
        else:
            address = self.file_address(publication)
            self.put_at(address, self.file_resource(publication))
        if publication.trouble == "moved":
            self.put(_old_path(publication), redirect(address))
        pages = [self.outline.pages[key] for key in publication.pages if key in self.outline.pages]
        found_on = tuple(self.at(self.page_path(page)) for page in pages)
        spread = self.outline.parts if publication.key == "report" else ()
        parts = tuple(self.at(self.page_path(self.outline.pages[key])) for key in spread)
        self.places[publication.key] = Place(address, found_on, parts)

    def file_resource(self, publication: Publication) -> Resource:
        """Give the resource of a file, or of what stands in its place."""
        if publication.trouble == "soft-404":
            return Resource(page_answer(self.not_found()), validators=False)
        if publication.trouble == "broken":
            return Resource(page_answer(self.not_found(), 404), validators=False)
        if publication.trouble == "sign-in":
            return redirect(self.at("/login"), 302)
        if publication.trouble == "wrong-content":
            return Resource(lambda bind: Answer(_PICTURE, "image/png"), publication.modified)
        if publication.trouble == "too-large":
            return Resource(lambda bind: _swollen(render_file(publication, bind)))
        return Resource(lambda bind: render_file(publication, bind), publication.modified)

    def link_to(self, publication: Publication) -> str:
        """Give the link's target, with an old address in between where the file has moved."""
        if publication.form == "page":
            return self.page_path(self.outline.pages[f"paper-{publication.key}"])
        if publication.trouble == "moved":
            return _old_path(publication)
        return self.href(publication)

    def main(self, page: Page) -> str:
        """Give a page's main part: its words, its documents, and for a paper the paper."""
        if page.key.startswith("paper-"):
            return self.paper_page(page)
        parts = [page.body]
        report = self.school.publication("report")
        if page.key == "send" and report and "report-accordion" in self.school.story:
            parts.append(article(report.paper, self.accordion))
        items = [
            self.document_item(publication, self.link_to(publication))
            for publication in linked_from(page, self.school)
        ]
        parts.append(self.documents(items))
        if page.key == "policies":
            archive = self.outline.pages["archive"]
            parts.append(
                f'<p><a href="{escape(self.page_path(archive))}">Archived documents</a></p>'
            )
        if page.key == "home":
            parts.append(self.news_list())
        return "\n".join(part for part in parts if part)

    def paper_page(self, page: Page) -> str:
        """Give a paper as a page, or one part of it where it is spread over several."""
        key, _, number = page.key.removeprefix("paper-").partition("-part-")
        publication = self.school.publication(key)
        if publication is None:
            return ""
        if not self.outline.parts:
            return article(publication.paper, title=False)
        part = part_of(publication.paper, int(number or 1), len(self.outline.parts))
        links = "".join(
            f'<li><a href="{escape(self.page_path(self.outline.pages[key]))}">'
            f"{escape(self.outline.pages[key].title)}</a></li>"
            for key in self.outline.parts
        )
        return f'{article(part, title=False)}<ol class="parts">{links}</ol>'

    def news_list(self) -> str:
        """Give links to all news pages."""
        links = "".join(
            f'<li><a href="{escape(self.page_path(page))}">{escape(page.title)}</a></li>'
            for page in self.outline.pages.values()
            if page.section == "news"
        )
        return f"<section><h2>Latest news</h2><ul>{links}</ul></section>"

    def menu(self) -> str:
        """Give the menu as nested lists."""
        parts = []
        for key, title in self.outline.sections.items():
            entries = "".join(
                f'<li><a href="{escape(self.page_path(page))}">{escape(page.title)}</a></li>'
                for page in self.outline.within(key)
            )
            parts.append(
                f'<li class="has-children"><a href="#">{escape(title)}</a><ul>{entries}</ul></li>'
            )
        return (
            f'<nav aria-label="Main"><ul><li><a href="/">Home</a></li>{"".join(parts)}</ul></nav>'
        )

    def footer(self) -> str:
        """Give the footer: address, accessibility statement, copyright."""
        statement = self.outline.pages.get("paper-website-accessibility-statement")
        link = (
            f'<a href="{escape(self.page_path(statement))}">Accessibility Statement</a>'
            if statement
            else ""
        )
        return (
            f"<footer><p>{escape(self.school.name)}, {escape(self.school.town)}. "
            f"Tel: {self.school.phone}</p><p>{link} | <a href='#'>Privacy</a> | "
            f"© {self.today.year} {escape(self.school.name)}</p></footer>"
        )

    def not_found(self) -> str:
        """Give the page for an unknown path."""
        page = Page("missing", "Page not found", "", "", listed=False)
        return self.document(page, "<p>Sorry, the page you are looking for cannot be found.</p>")

    def robots_and_sitemap(self) -> None:
        """Serve robots.txt and, where the style has one, a sitemap of all pages."""
        lines = "User-agent: *\nDisallow: /admin/\n"
        if self.crawl_delay:
            lines += f"Crawl-delay: {self.crawl_delay}\n"
        if self.sitemap:
            name = "/sitemap.xml.gz" if self.packed_sitemap else "/sitemap.xml"
            lines += f"Sitemap: {self.at(name)}\n"
            addresses = [self.at(self.page_path(page)) for page in self.outline.pages.values()]
            make = sitemap_maker(addresses)
            self.put(name, Resource(_packed(make) if self.packed_sitemap else make))
        self.put("/robots.txt", Resource(_text(lines)))

    def _page_maker(self, page: Page) -> Make:
        def make(bind: Bind) -> Answer:
            html = self.document(page, self.main(page))
            return Answer(bind(hide_addresses(html) if self.hides_addresses else html).encode())

        return make


COOKIES = (
    '<div class="cookie-banner" role="dialog"><p>We use cookies to make this website better. '
    'By going on you agree to our use of cookies.</p><button>Accept all</button> '
    '<button>Settings</button></div>'
)  # fmt: skip


def sitemap_maker(addresses: list[str]) -> Make:
    """Make a sitemap of addresses."""
    urls = "".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses)
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )
    return lambda bind: Answer(bind(xml).encode(), "application/xml")


_LOGIN = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to go on</h1>"
    "<form method='post'><label>User name <input name='user'></label>"
    "<label>Password <input type='password' name='password'></label>"
    "<button>Sign in</button></form></body></html>"
)
_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def _swollen(answer: Answer) -> Answer:
    """Add blanks behind the file's end, as careless scanners and editors do."""
    return replace(answer, body=answer.body + b" " * (31 * 1024 * 1024))


def _old_path(publication: Publication) -> str:
    return f"/old-site/{quote(publication.name)}{publication.ending}"


def _packed(make: Make) -> Make:
    return lambda bind: Answer(gzip.compress(make(bind).body, mtime=0), "application/gzip")


def _text(words: str) -> Make:
    return lambda bind: Answer(bind(words).encode(), "text/plain; charset=utf-8")


def _css(bind: Bind) -> Answer:
    return Answer(b"body{font-family:sans-serif;max-width:60rem;margin:auto}", "text/css")
