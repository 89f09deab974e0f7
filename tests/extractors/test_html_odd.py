"""Pages as they are: broken, laid out by tables, with footers and skip links unmarked."""

from __future__ import annotations

import time

import pytest
from lxml.html import document_fromstring

from extractors.html import read_html

PART = (
    "<h2>Who helps my child?</h2><p>The class teacher and the SENCO plan the help together, and "
    "we meet the family each term to look at what has worked.</p>"
)
BROKEN = {
    "hundreds of tags that nobody closed": "<font size=2><b>" * 300 + PART * 6,
    "nested by the hundred": "<div>" * 400 + PART * 6 + "</div>" * 400,
    "two pages pasted into one": f"<p>Welcome</p></body></html><html><body>{PART * 6}",
    "a comment without an end": f"<p>Welcome</p><!-- begin content {PART * 6}",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_a_page_that_lxml_alone_loses_is_read(body: str) -> None:
    page = f"<html><body>{body}</body></html>"
    alone = document_fromstring(page).text_content()
    assert alone.count("SENCO") == 0
    assert read_html(page.encode()).text.count("The class teacher and the SENCO plan") == 6


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_page_takes_no_time_to_speak_of(body: str) -> None:
    page = f"<html><body>{body}</body></html>".encode()
    read_html(page)
    started = time.process_time()
    read_html(page)
    assert time.process_time() - started < 0.5


def test_quotation_marks_pasted_from_another_encoding_are_read() -> None:
    page = "<p>Our café – the children’s own.</p>".encode() + b"<p>The school\x92s \x93plan\x94</p>"
    page += b"<p>All is well here.</p>" * 60
    text = read_html(b'<meta charset="utf-8">' + page).text
    assert "Our café – the children’s own." in text
    assert "The school’s “plan”" in text


TABLES = f"""<html><body><a href="#main">Skip to content</a>
<table width="760"><tr><td colspan="2"><img src="logo.gif" alt="Example Primary School"></td></tr>
<tr><td width="150"><a href="/a">Home</a><br><a href="/b">Our school</a><br><a href="/c">News</a>
<br><a href="/d">Parents</a><br><a href="/e">Children</a><br><a href="/f">Contact</a><br>
<a href="/g">Clubs</a></td>
<td><h1>SEN information</h1>{PART * 2}<h2>Whom to ask</h2>
<table><tr><td>SENCO</td><td>Sam Sample</td></tr><tr><td>Tel</td><td>01632 960123</td></tr></table>
</td></tr>
<tr><td colspan="2"><font size="1">Example Primary School, Sample Street, Sampleton<br>
Tel: 01632 960999<br><a href="/as">Accessibility Statement</a> | <a href="/p">Privacy</a>
| &copy; 2024</font></td></tr></table></body></html>"""


def test_a_page_laid_out_by_tables() -> None:
    document = read_html(TABLES.encode())
    headings = [passage.heading for passage in document.passages]
    assert headings == ["SEN information", *["Who helps my child?"] * 2, "Whom to ask"]
    assert document.passages[-1].text == "SENCO Sam Sample\nTel 01632 960123"
    assert "Clubs" not in document.text
    assert "Skip" not in document.text
    furniture = " ".join(block.text for block in document.furniture)
    assert "01632 960999" in furniture
    assert "Privacy" in furniture


def test_a_footer_that_nothing_marks_is_furniture() -> None:
    page = (
        f"<body><div><h1>SEND</h1>{PART * 2}</div><div><p>Example Primary School</p>"
        "<p>Tel: 01632 960999</p><p><a href='/p'>Privacy Notice</a> | <a href='/c'>Cookie Policy"
        "</a></p></div><p>Website by Example Webworks</p></body>"
    )
    document = read_html(page.encode())
    assert document.text.endswith("what has worked.")
    furniture = [block.text for block in document.furniture]
    assert furniture[1] == "Tel: 01632 960999"
    assert furniture[-1] == "Website by Example Webworks"


@pytest.mark.parametrize(
    "content",
    [
        "<ul><li><a href='/p'>Privacy notice</a><li><a href='/p.pdf'>SEND policy</a></ul>",
        "<p>Ask for the SENCO: 01632 960123.</p>",
        "<p>See our <a href='/as'>accessibility statement</a> for how this website is made.</p>",
        "<p>You can go to the hall.</p><p><a href='/go'>Go to the hall's page</a></p>",
    ],
)
def test_what_only_looks_a_little_like_a_footer_is_content(content: str) -> None:
    document = read_html(f"<body><h1>SEND</h1>{PART * 2}{content}</body>".encode())
    assert document.furniture == ()
    assert len(document.passages[-1].blocks) > 1


def test_a_table_of_links_to_pages_about_policies_is_content() -> None:
    rows = "".join(
        f"<tr><td><a href='/policies/{n}'>Policy number {n} on something longer</a></td>"
        f"<td>Reviewed in 202{n}</td></tr>"
        for n in range(8)
    )
    document = read_html(f"<body><h1>Policies</h1><table>{rows}</table></body>".encode())
    assert "Policy number 7 on something longer Reviewed in 2027" in document.text
