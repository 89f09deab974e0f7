"""Links as school websites write them, and what lies behind viewers and share links."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.embeds import downloadable, unwrap
from crawler.links import parse_page, says_little
from crawler.urls import is_trap, key_of, looks_like_document, mend, same_site, site_of

BASE = "http://www.example.org/parents/send"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/files/report.pdf", "http://www.example.org/files/report.pdf"),
        (" report 2025.pdf \n", "http://www.example.org/parents/report%202025.pdf"),
        ("//files.example.org/r.pdf", "http://files.example.org/r.pdf"),
        ("hhttps://www.example.org/r", "https://www.example.org/r"),
        ("http//www.example.org/r", "http://www.example.org/r"),
        ("https:/www.example.org/r", "https://www.example.org/r"),
        ("http://https://www.example.org/r", "https://www.example.org/r"),
        ("www.example.org/r", "http://www.example.org/r"),
        ("..\\docs\\r.pdf", "http://www.example.org/docs/r.pdf"),
        ("r.pdf#page=3", "http://www.example.org/parents/r.pdf"),
        ("http://www.example.org:80/r", "http://www.example.org/r"),
        ("javascript:window.open('/r.pdf','w')", "http://www.example.org/r.pdf"),
        ("/app#!/send", "http://www.example.org/app#!/send"),
    ],
)
def test_broken_links_are_mended_as_a_browser_or_a_person_would(href: str, address: str) -> None:
    assert mend(href, BASE) == address


@pytest.mark.parametrize(
    "href",
    ["", "#", "  # ", "mailto:a@example.org", "tel:01632960001", "javascript:void(0)", "data:,x"],
)
def test_what_leads_nowhere_is_no_link(href: str) -> None:
    assert mend(href, BASE) is None


@given(st.text(max_size=60))
def test_any_href_gives_a_web_address_or_nothing(href: str) -> None:
    url = mend(href, BASE)
    if url is not None:
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert url.isascii()
        assert key_of(url) == key_of(mend(url, BASE) or "")


def test_spellings_of_one_page_are_one_page() -> None:
    spellings = [
        "http://www.example.org/send",
        "https://example.org/send/",
        "http://EXAMPLE.org/send/index.html",
        "http://example.org/send?utm_source=x",
    ]
    assert len({key_of(url) for url in spellings}) == 1
    assert key_of("http://example.org/page?id=1") != key_of("http://example.org/page?id=2")


def test_a_subdomain_is_the_same_site_and_a_lookalike_is_not() -> None:
    assert same_site("http://files.oak.example/r.pdf", {"oak.example"})
    assert not same_site("http://notoak.example/r.pdf", {"oak.example"})


def test_two_schools_on_google_sites_are_two_sites() -> None:
    own = {site_of("https://sites.google.com/oak.example/oak/home")}
    assert same_site("https://sites.google.com/oak.example/oak/send", own)
    assert not same_site("https://sites.google.com/view/elm/send", own)


@pytest.mark.parametrize(
    ("url", "is_document"),
    [
        ("http://e.org/SEND%20Report.PDF", True),
        ("http://e.org/a/b.docx?v=2", True),
        ("http://e.org/download.asp?file=report.pdf&type=pdf", True),
        ("http://e.org/download.asp?file=1234&type=pdf", True),
        ("http://e.org/send", False),
        ("http://e.org/photo.jpg", False),
    ],
)
def test_addresses_of_documents_are_told_by_path_or_query(url: str, is_document: bool) -> None:
    assert looks_like_document(url) == is_document


@pytest.mark.parametrize(
    "url",
    [
        "http://e.org/a/b/a/b/a/b",
        "http://e.org/send/send/send",
        "http://e.org/" + "x/" * 20,
        "http://e.org/?" + "&".join(f"f{n}=1" for n in range(12)),
        "http://e.org/" + "y" * 2000,
    ],
)
def test_endless_addresses_are_traps(url: str) -> None:
    assert is_trap(url)
    assert not is_trap("http://e.org/our-school/key-information/send/report-2025")


@pytest.mark.parametrize(
    ("shown", "inside"),
    [
        (
            "https://docs.google.com/gview?url=http://e.org/r.pdf&embedded=true",
            "http://e.org/r.pdf",
        ),
        (
            "https://view.officeapps.live.com/op/view.aspx?src=http%3A%2F%2Fe.org%2Fr.docx",
            "http://e.org/r.docx",
        ),
        ("http://e.org/pdfjs/web/viewer.html?file=/docs/r.pdf", "http://e.org/docs/r.pdf"),
        ("http://e.org/exit?url=https://files.example/r", "https://files.example/r"),
        ("http://e.org/download.asp?file=r.pdf&type=pdf", None),
        ("http://e.org/share?url=http://e.org/send", None),
    ],
)
def test_viewers_are_unwrapped_and_download_scripts_are_not(shown: str, inside: str | None) -> None:
    assert unwrap(shown) == (inside or shown)


@pytest.mark.parametrize(
    ("shared", "file"),
    [
        (
            "https://drive.google.com/file/d/1AbCdEfGhIjKl/view?usp=sharing&resourcekey=0-x",
            "https://drive.google.com/uc?export=download&id=1AbCdEfGhIjKl&resourcekey=0-x",
        ),
        (
            "https://drive.google.com/open?id=1AbCdEfGhIjKl",
            "https://drive.google.com/uc?export=download&id=1AbCdEfGhIjKl",
        ),
        (
            "https://drive.google.com/drive/folders/1AbCdEfGhIjKl?usp=sharing",
            "https://drive.google.com/embeddedfolderview?id=1AbCdEfGhIjKl",
        ),
        (
            "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOp/edit?usp=sharing",
            "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOp/export?format=pdf",
        ),
        (
            "https://docs.google.com/presentation/d/1AbCdEfGhIjKlMnOp/edit",
            "https://docs.google.com/presentation/d/1AbCdEfGhIjKlMnOp/export/pdf",
        ),
        (
            "https://www.dropbox.com/s/abc/report.pdf?dl=0",
            "https://www.dropbox.com/s/abc/report.pdf?dl=1",
        ),
        (
            "https://oak.sharepoint.com/:b:/g/EabC?e=xyz",
            "https://oak.sharepoint.com/:b:/g/EabC?download=1",
        ),
    ],
)
def test_share_links_become_downloads(shared: str, file: str) -> None:
    assert downloadable(shared) == file


def test_a_one_drive_link_is_asked_for_its_content() -> None:
    assert downloadable("https://1drv.ms/b/s!Abc").startswith(
        "https://api.onedrive.com/v1.0/shares/u!"
    )


def test_a_link_comes_with_what_stands_around_it() -> None:
    page = parse_page(
        b"""<html><head><title>Policies</title></head><body>
        <nav><a href="/send">SEND</a></nav>
        <h2>Statutory documents</h2>
        <table><tr><td>Accessibility Plan</td><td><a href="/f/1.pdf">Download</a></td></tr></table>
        <button aria-controls="x">Inclusion</button><p><a href="/f/2.pdf">Read our policy</a></p>
        <a href="/f/3.pdf"><img alt="SEN Information Report"></a>
        <footer><a href="/privacy">Privacy</a></footer></body></html>""",
        BASE,
    )
    links = {urlsplit(link.url).path: link for link in page.links}
    assert links["/send"].place == "menu"
    assert links["/privacy"].place == "footer"
    assert "Accessibility Plan" in links["/f/1.pdf"].near
    assert links["/f/1.pdf"].heading == "Statutory documents"
    assert links["/f/2.pdf"].heading == "Inclusion"
    assert links["/f/3.pdf"].text == "SEN Information Report"


def test_embedded_documents_and_data_in_scripts_are_links_too() -> None:
    page = parse_page(
        b"""<body><object data="/a.pdf"></object><embed src="/b.pdf">
        <iframe src="https://docs.google.com/gview?url=http://e.org/c.pdf"></iframe>
        <a href="#" data-file="/d.pdf">SEND Report</a>
        <select><option value="/e.pdf">SEN Policy</option></select>
        <script type="application/json">{"files": [{"name": "f.pdf", "url": "\\/f\\/99"}]}</script>
        <script>var docs = ["\\/docs\\/g report.pdf"];</script></body>""",
        "http://e.org/send",
    )
    assert {urlsplit(link.url).path for link in page.links} == {
        "/a.pdf",
        "/b.pdf",
        "/c.pdf",
        "/d.pdf",
        "/e.pdf",
        "/f/99",
        "/docs/g%20report.pdf",
    }


@pytest.mark.parametrize(
    "shape",
    [
        """<a href="javascript:void(0)" onclick="openDoc('/a.pdf');">SEN policy</a>""",
        """<a href="javascript:show('docs/a.pdf')">SEN policy</a>""",
        """<div class="card" onclick="window.location.href='/a.pdf'">SEN policy</div>""",
        """<button data-href="/a.pdf">SEN policy</button>""",
        """<div data-embed-open-url="/a.pdf" aria-label="SEN policy"></div>""",
    ],
)
def test_links_that_are_no_links_are_followed_as_a_person_would(shape: str) -> None:
    (link,) = parse_page(f"<body>{shape}</body>", "http://e.org/send").links
    assert link.url.endswith("/a.pdf")
    assert link.text == "SEN policy"


def test_the_same_pages_in_other_languages_are_left_alone() -> None:
    flags = '<a href="/pl/" hreflang="pl">Polski</a><a href="/en/" hreflang="en-GB">English</a>'
    links = parse_page(f"<body>{flags}</body>", "http://e.org/").links
    assert [urlsplit(link.url).path for link in links] == ["/en/"]


def test_in_a_table_a_link_is_called_what_its_row_begins_with() -> None:
    row = "<tr><td>3</td><td>SEND Policy</td><td>Statutory policies</td><td>"
    (link,) = parse_page(
        f'<body><table>{row}<a href="/view/9">View</a></td></tr></table></body>', "http://e.org/"
    ).links
    assert link.near == "SEND Policy"


@pytest.mark.parametrize(
    ("html", "target"),
    [
        (b'<meta http-equiv="Refresh" content="0; URL=/site/">', "http://e.org/site/"),
        (b"<script>window.location.href = '/home.html';</script>", "http://e.org/home.html"),
        (b"<script>location.replace('/home.html')</script>", "http://e.org/home.html"),
        (b'<meta http-equiv="refresh" content="300">', None),
        (b"<p>" + b"words " * 200 + b"</p><script>location='/x'</script>", None),
    ],
)
def test_pages_that_lead_on_at_once_are_redirects(html: bytes, target: str | None) -> None:
    assert parse_page(html, "http://e.org/").refresh == target


@pytest.mark.parametrize(
    "text",
    ["", "Click here", "Download PDF", "2025-26", "View our policy", "POL-017", "Autumn 2025"],
)
def test_some_words_say_little(text: str) -> None:
    assert says_little(text)
    assert not says_little("SEND Information Report")


@given(st.binary(max_size=400))
def test_any_bytes_are_parsed_without_failing(body: bytes) -> None:
    assert parse_page(body, BASE).url == BASE
