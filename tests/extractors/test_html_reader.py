"""Web pages: content apart from the rest, headings of every make, links, encodings."""

from __future__ import annotations

import pytest

from extractors.html import cloudflare_address, read_html
from extractors.model import Document

PAGE = """<!doctype html><html lang="en-GB"><head><title>SEND | Example Primary School</title>
<meta charset="utf-8"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this website better for you.</p></div>
<main>{main}</main>
<footer><p>Example Primary School, 01632 960123. Last updated June 2025</p></footer>
</body></html>"""


def read(main: str, url: str = "https://school.example.org/send/") -> Document:
    return read_html(PAGE.format(main=main).encode(), url=url)


def headed(document: Document) -> dict[str, list[str]]:
    return {p.heading: [block.text for block in p.blocks] for p in document.passages}


def test_only_the_content_is_text_and_the_footer_is_furniture() -> None:
    document = read("<h1>SEND</h1><p>We welcome every child.</p>")
    assert document.text == "SEND\nWe welcome every child."
    assert [block.text for block in document.furniture] == [
        "Example Primary School, 01632 960123. Last updated June 2025"
    ]
    assert document.title == "SEND"
    assert document.properties["title"] == "SEND | Example Primary School"
    assert document.properties["language"] == "en-GB"


@pytest.mark.parametrize(
    "accordion",
    [
        "<details><summary>How do we help?</summary><p>With time.</p></details>",
        '<button aria-expanded="false">How do we help?</button><div hidden><p>With time.</p></div>',
        '<h3><button aria-expanded="false">How do we help?</button></h3><div>With time.</div>',
        '<div class="accordion-title">How do we help?</div><div><p>With time.</p></div>',
        '<a data-toggle="collapse" href="#c1">How do we help?</a><div id="c1">With time.</div>',
        '<ul role="tablist"><li><a role="tab" href="#t1">How do we help?</a></li></ul>'
        '<div id="t1" role="tabpanel">With time.</div>',
        "<p><strong>How do we help?</strong></p><p>With time.</p>",
        "<dl><dt>How do we help?</dt><dd>With time.</dd></dl>",
    ],
)
def test_the_text_of_a_toggle_is_a_heading(accordion: str) -> None:
    document = read(f"<h1>SEND</h1><p>Welcome to all our families.</p>{accordion}")
    assert headed(document)["How do we help?"] == ["With time."]


def test_a_table_of_questions_gives_passages_and_a_plain_one_rows() -> None:
    document = read(
        "<table><tr><td>Who helps my child?</td><td><p>The teacher and the whole team do, "
        "every day and in every lesson.</p></td></tr>"
        "<tr><td>Who can I ask?</td><td>Ask at the office, or write to us at any time.</td></tr>"
        "</table><h2>Contacts</h2><table><tr><td>SENCO</td><td>Sam Sample</td></tr></table>"
    )
    passages = headed(document)
    assert passages["Who can I ask?"] == ["Ask at the office, or write to us at any time."]
    assert passages["Contacts"] == ["SENCO Sam Sample"]
    assert [b.kind for p in document.passages if p.heading == "Contacts" for b in p.blocks] == [
        "row"
    ]


def test_links_are_absolute() -> None:
    links = read('<p><a href="../docs/SEN report.pdf">Our report</a></p>').links
    assert [(link.text, link.url) for link in links] == [
        ("Our report", "https://school.example.org/docs/SEN report.pdf")
    ]


def test_a_hidden_address_is_decoded_into_text_and_link() -> None:
    address = "senco@example.org"
    code = "42" + "".join(f"{byte ^ 0x42:02x}" for byte in address.encode())
    document = read(
        f'<p>Write to <a href="/cdn-cgi/l/email-protection" data-cfemail="{code}">'
        "[email&#160;protected]</a> today.</p>"
    )
    assert "Write to senco@example.org today." in document.text
    assert document.links[0].url == "mailto:senco@example.org"


@pytest.mark.parametrize("nonsense", ["", "zz", "4", "42"])
def test_a_code_that_hides_nothing_gives_nothing(nonsense: str) -> None:
    assert cloudflare_address(nonsense) == ""


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "utf-8", ""),  # the page says one thing and is another
        ("cp1252", "", "text/html; charset=windows-1252"),
        ("utf-8", "iso-8859-1", ""),
        ("utf-16", "", ""),
        ("utf-8-sig", "", ""),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(
    encoding: str, declared: str, header: str
) -> None:
    page = f'<meta charset="{declared}"><p>Our café – the children’s own – costs £2.</p>'
    document = read_html(page.encode(encoding), content_type=header)
    assert "Our café – the children’s own – costs £2." in document.text


def test_a_page_that_only_a_script_could_fill_says_so() -> None:
    body = b"""<html><body><div id="root"></div><noscript>You need to enable JavaScript to run
    this app.</noscript><script src="/main.js"></script></body></html>"""
    assert read_html(body).problem == "script-only"


def test_a_list_of_policies_is_content_even_where_nothing_marks_the_main_part() -> None:
    items = "".join(f'<li><a href="/p{n}.pdf">Policy {n}</a></li>' for n in range(12))
    document = read_html(f"<body><h1>Policies</h1><ul>{items}</ul></body>".encode())
    assert "Policy 7" in document.text
    assert len(document.links) == 12


def test_a_menu_without_a_name_is_left_out() -> None:
    items = "".join(f'<li><a href="/page{n}">Page {n}</a></li>' for n in range(12))
    document = read_html(
        f"<body><div><ul>{items}</ul></div><h1>SEND</h1><p>We welcome all.</p></body>".encode()
    )
    assert document.text == "SEND\nWe welcome all."


def test_ten_thousand_nested_elements_do_not_stop_the_reader() -> None:
    body = b"<div>" * 10_000 + b"deep" + b"</div>" * 10_000
    assert read_html(body).sha256
