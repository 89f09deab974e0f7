"""Pages that are not what they say, and ordinary pages that must not be taken for them."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.links import parse_page
from crawler.outcomes import OUTCOMES, explain, of_status
from crawler.recognise import judge_document, judge_page, sniff
from crawler.sitemaps import parse_sitemap

SCHOOL = "<p>" + "Our school has many classes and a garden with trees. " * 60 + "</p>"


def judged(html: str, asked: str = "http://e.org/send", final: str = "") -> str:
    body = html.encode()
    return judge_page(parse_page(body, final or asked), body, asked, final or asked)


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (
            "<title>Access Denied</title><h1>Access Denied</h1><p>You have been blocked. "
            "Incident ID: 7-42</p>",
            "blocked",
        ),
        (
            "<title>Attention Required!</title><p>Please complete the security check. Ray ID</p>"
            "<div class='g-recaptcha'></div>",
            "blocked",
        ),
        ("<title>oak.example</title><p>This domain is for sale</p>", "parked"),
        ("<title>Welcome to nginx!</title><p>Welcome to nginx!</p>", "parked"),
        ("<title>Account suspended</title><p>This account has been suspended.</p>", "parked"),
        (
            "<title>404 | Oak School</title><h1>404</h1><p>The page could not be found</p>",
            "soft-404",
        ),
        ("<h1>Oops! Nothing found</h1><p>It seems nothing was found here.</p>", "soft-404"),
        (
            "<title>School</title><noscript>You need to enable JavaScript to run this app."
            "</noscript><div id='app'></div><script src='a.js'></script>",
            "script-only",
        ),
    ],
)
def test_impostors_are_recognised_by_their_content(html: str, outcome: str) -> None:
    assert judged(html) == outcome


@pytest.mark.parametrize(
    "html",
    [
        f"<title>SEND</title><h1>SEND</h1>{SCHOOL}",
        f"<title>Access for all</title>{SCHOOL}<p>Access to the building is not denied.</p>",
        f"<title>Contact</title>{SCHOOL}<div class='g-recaptcha'></div>",
        f"<title>Lost property not found</title>{SCHOOL}",
        f"<h1>Our errors help us learn</h1>{SCHOOL}<p>Every mistake is a step.</p>",
        f"<title>Online safety</title>{SCHOOL}<p>Turn on JavaScript to play the game.</p>",
        "<title>SEND</title><h1>SEND</h1><p>See the report below.</p><a href='/r.pdf'>Report</a>",
        "<p>Under construction.</p>",
    ],
)
def test_ordinary_pages_are_not_taken_for_impostors(html: str) -> None:
    assert judged(html) == "ok"


def test_a_file_that_ends_at_a_login_or_the_home_page_did_not_come() -> None:
    asked = "http://e.org/report.pdf"
    google = "https://accounts.google.com/signin"
    assert judged(f"<title>Sign in</title>{SCHOOL}", asked, google) == "sign-in"
    assert judged(f"{SCHOOL}<input type=password>", asked) == "sign-in"
    assert judged(SCHOOL, asked, "http://e.org/") == "soft-404"


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"%PDF-1.7", "application/octet-stream", "pdf"),
        (b"\r\n%PDF-1.4", "", "pdf"),
        (b"PK\x03\x04...", "", "zip"),
        (b"<!DOCTYPE html><p>x", "application/pdf", "html"),
        (b"<?xml version='1.0'?><urlset/>", "text/html", "xml"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "", "html"),
        (b"plain words", "text/html", "html"),
        (b"plain words", "", "text"),
        (b"\x00\x01", "", "binary"),
        (b"  \n", "text/html", ""),
    ],
)
def test_the_bytes_say_what_a_body_is(body: bytes, content_type: str, kind: str) -> None:
    assert sniff(body, content_type) == kind


def test_a_picture_where_the_report_should_be_is_wrong_content() -> None:
    assert judge_document(b"\xff\xd8\xff", "image", "http://e.org/r.pdf", "") == "wrong-content"
    assert judge_document(b"", "", "http://e.org/r.pdf", "") == "empty"
    assert judge_document(b"%PDF-", "pdf", "http://e.org/177/send", "") == "ok"


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_body_gets_a_named_outcome(body: bytes, content_type: str) -> None:
    kind = sniff(body, content_type)
    page = parse_page(body, "http://e.org/x")
    assert judge_page(page, body, "http://e.org/x", "http://e.org/x") in OUTCOMES
    assert judge_document(body, kind, "http://e.org/x.pdf", content_type) in OUTCOMES


@given(st.integers(100, 599))
def test_every_status_has_an_outcome_and_a_sentence(status: int) -> None:
    assert explain(of_status(status)) != of_status(status)


SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> http://e.org/send </loc></url><url><loc>http://e.org/news</loc></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://e.org/pages.xml.gz</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize("body", [SITEMAP, gzip.compress(SITEMAP), b"\xef\xbb\xbf" + SITEMAP])
def test_sitemaps_are_read_plain_and_gzipped(body: bytes) -> None:
    found = parse_sitemap(body, "http://e.org/sitemap.xml", 100, 10_000)
    assert found.pages == ["http://e.org/send", "http://e.org/news"]


def test_sitemap_indexes_and_lists_in_plain_text_are_read() -> None:
    assert parse_sitemap(INDEX, "http://e.org/s.xml", 100, 10_000).sitemaps == [
        "http://e.org/pages.xml.gz"
    ]
    text = b"http://e.org/a\nnonsense\nhttp://e.org/b\n"
    assert len(parse_sitemap(text, "http://e.org/s.txt", 100, 10_000).pages) == 2


def test_a_sitemap_is_bounded_in_links_and_size() -> None:
    assert len(parse_sitemap(SITEMAP, "http://e.org/s.xml", 1, 10_000).pages) == 1
    bomb = gzip.compress(b"<urlset>" + b" " * 5_000_000)
    assert parse_sitemap(bomb, "http://e.org/s.xml", 10, 10_000).pages == []


def test_a_sitemap_cannot_read_files() -> None:
    evil = b"""<?xml version="1.0"?><!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]>
    <urlset><url><loc>http://e.org/&x;</loc></url></urlset>"""
    assert parse_sitemap(evil, "http://e.org/s.xml", 10, 10_000).pages in ([], ["http://e.org/"])


@example(b"<:")
@given(st.binary(max_size=300))
def test_any_bytes_are_a_sitemap_or_none(body: bytes) -> None:
    parse_sitemap(body, "http://e.org/s.xml", 10, 10_000)
    parse_sitemap(b"<urlset>" + body, "http://e.org/s.xml", 10, 10_000)
