"""Links that a program wrapped into its own, and pages that Google Docs exports."""

from __future__ import annotations

import pytest

from extractors.addresses import direct
from extractors.html import read_html

SAFE = "https://eur02.safelinks.protection.outlook.com/"


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://www.google.com/url?q=https://offer.example.org/send&sa=D&ust=1",
         "https://offer.example.org/send"),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Foffer.example.org%2F",
         "https://offer.example.org/"),
        ("https://www.google.com/url?q=mailto:senco@example.org&sa=D", "mailto:senco@example.org"),
        (f"{SAFE}?url=http%3A%2F%2Foffer.example.org%2Fa%3Fb%3D1&data=05",
         "http://offer.example.org/a?b=1"),
        ("https://www.google.com/url?q=javascript:alert(1)",
         "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://www.google.com/search?q=https://offer.example.org/",
         "https://www.google.com/search?q=https://offer.example.org/"),
        ("https://offer.example.org/url?q=https://other.example.org/",
         "https://offer.example.org/url?q=https://other.example.org/"),
        ("http://[bad?q=1", "http://[bad?q=1"),
    ],
)  # fmt: skip
def test_where_a_link_leads(url: str, leads_to: str) -> None:
    assert direct(url) == leads_to


def test_a_page_that_google_docs_published() -> None:
    page = """<html><body class="kix"><div id="publish-banner-container"><div id="publish-banner">
    Published using Google Docs <a href="/abuse">Report abuse</a></div></div>
    <div id="header"><div id="title">Sample</div><div id="interval">Updated automatically every 5
    minutes</div></div><div id="contents"><div class="c2 doc-content">
    <p class="c3 title"><span>SEND Information Report</span></p>
    <h1 class="c4">Who is our SENCO?</h1><p><span>Mrs Ada Sample, </span>
    <a href="https://www.google.com/url?q=mailto:senco@example.org&amp;sa=D">senco@example.org</a>
    </p><p class="c3 title">Not a second title</p></div></div></body></html>"""
    document = read_html(page.encode(), url="https://docs.google.com/document/d/e/1/pub")
    assert [passage.heading for passage in document.passages] == [
        "SEND Information Report",
        "Who is our SENCO?",
    ]
    assert document.title == "SEND Information Report"
    assert document.links[0].url == "mailto:senco@example.org"
    assert "Google" not in document.text and "automatically" not in document.text
