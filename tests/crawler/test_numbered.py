"""Files of which a page knows the number only: addresses by example, never by guess."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from crawler.links import parse_page
from crawler.numbered import numbered_files

PAGE = "https://www.school.example.org/send"
FILE = {"id": 4251528, "name": "SEN Policy", "ext": "pdf"}
LOGO = '<img src="https://store.example.net/tenant/1000001/1000001.png">'


def found(html: str, *items: Mapping[str, object]) -> list[tuple[str, str]]:
    return list(numbered_files(html, [json.dumps({"items": items})], PAGE))


def test_a_picture_in_the_store_shows_how_addresses_are_made() -> None:
    wanted = ("https://store.example.net/tenant/4251528/4251528.pdf", "SEN Policy")
    assert found(LOGO, FILE) == [wanted]


def test_a_pattern_that_is_spelt_out_is_followed() -> None:
    html = '<script>var store = "/documents/{id}/download.{ext}";</script>'
    named = {"fileId": "77", "title": "Accessibility Plan.docx"}
    assert found(html, named) == [
        ("https://www.school.example.org/documents/77/download.docx", "Accessibility Plan.docx")
    ]


def test_without_an_example_nothing_is_guessed() -> None:
    assert found("<img src='/logo.png'>", FILE) == []


def test_only_documents_with_a_name_and_a_number_count() -> None:
    others: list[dict[str, object]] = [
        {"id": 1, "name": "Sports day", "ext": "jpg"},
        {"id": 2, "ext": "pdf"},
        {"id": "home", "name": "SEN Policy", "ext": "pdf"},
        {"name": "SEN Policy", "ext": "pdf"},
    ]
    assert found(LOGO, *others) == []


def test_a_page_offers_them_as_links() -> None:
    data = json.dumps({"widget": {"items": [FILE]}})
    html = f"<body>{LOGO}<script type='application/json'>{data}</script></body>"
    links = {link.url: link.text for link in parse_page(html, PAGE).links}
    assert links["https://store.example.net/tenant/4251528/4251528.pdf"] == "SEN Policy"


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_stands_in_a_page_it_gives_addresses_only(html: str, data: str) -> None:
    for url, name in numbered_files(LOGO + html, [data, json.dumps({"id": 5, "name": data})], PAGE):
        assert url.startswith(("http://", "https://"))
        assert name
