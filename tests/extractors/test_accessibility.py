from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.accessibility import facts
from extractors.model import Block, Document, Link, Passage
from tests.extractors.samples import document

PDF = Document("0" * 64, "pdf", "", (Passage("", 0, (Block("Some text.", 1),)),), pages=4)
LONG = "word " * 400


def fact(text: Document, name: str) -> tuple[bool | None, str]:
    found = {each.name: each for each in facts(text)}[name]
    return found.ok, found.detail


def with_properties(**properties: str) -> Document:
    return replace(PDF, properties=properties)


def test_what_the_reader_did_not_report_is_unknown_and_never_a_failure() -> None:
    assert all(each.ok is not False for each in facts(PDF))


@pytest.mark.parametrize(
    ("value", "ok"), [("true", True), ("yes", True), ("1", True), ("false", False), ("no", False)]
)
def test_a_pdf_is_tagged_or_not(value: str, ok: bool) -> None:
    assert fact(with_properties(tagged=value), "tagged")[0] is ok


@pytest.mark.parametrize(
    ("value", "ok"), [("en-GB", True), ("cy", True), ("", False), ("Englisch?", False)]
)
def test_the_language_is_set_to_a_language(value: str, ok: bool) -> None:
    assert fact(with_properties(language=value), "has-language")[0] is ok


@pytest.mark.parametrize(
    ("title", "ok"),
    [
        ("SEND Information Report 2025", True),
        ("", False),
        ("Microsoft Word - SEN report final v2.docx", False),
        ("Untitled", False),
        ("Document1", False),
        ("send-report-2025.pdf", False),
    ],
)
def test_a_title_has_to_say_something(title: str, ok: bool) -> None:
    assert fact(with_properties(title=title), "has-title")[0] is ok


def test_only_a_long_pdf_wants_bookmarks() -> None:
    short = with_properties(bookmarks="0")
    assert fact(short, "has-bookmarks")[0] is None
    long = replace(short, pages=40)
    ok, detail = fact(long, "has-bookmarks")
    assert ok is False and "40 pages" in detail
    assert fact(replace(long, properties={"bookmarks": "7"}), "has-bookmarks")[0] is True


def test_images_without_alternative_text_are_counted() -> None:
    some = with_properties(images="5", images_without_alternative_text="2")
    ok, detail = fact(some, "images-described")
    assert ok is False and "2 of 5" in detail
    none = with_properties(images="5", images_without_alternative_text="0")
    assert fact(none, "images-described")[0] is True
    assert fact(with_properties(images="0"), "images-described")[0] is None


def test_links_that_say_only_click_here_are_named() -> None:
    links = (
        Link("Click here", "https://example.org/a"),
        Link("Local Offer", "https://example.org"),
    )
    page = document("# SEND\nText.", links=links)
    ok, detail = fact(page, "link-texts")
    assert ok is False and "1 of 2" in detail and "Click here" in detail
    assert fact(replace(page, links=links[1:]), "link-texts")[0] is True


def test_a_left_out_heading_level_is_named() -> None:
    ok, detail = fact(document("# SEND\nText.\n### Who to ask\nText."), "heading-order")
    assert ok is False and "Who to ask" in detail
    assert fact(document("# SEND\nText.\n## Who to ask\nText."), "heading-order")[0] is True


def test_a_long_page_without_headings_is_told() -> None:
    assert fact(document(LONG), "has-headings")[0] is False
    assert fact(document(f"# SEND\n{LONG}"), "has-headings")[0] is True
    assert fact(document("Short."), "has-headings")[0] is None


def test_headings_guessed_from_type_sizes_are_no_fact_of_a_pdf() -> None:
    assert "heading-order" not in {each.name for each in facts(PDF)}


def test_a_scanned_page_has_no_text_for_a_screen_reader() -> None:
    scan = replace(PDF, passages=(), problem="scanned image")
    assert fact(scan, "has-text")[0] is False
    assert fact(replace(PDF, reader="pdf+ocr/1"), "has-text")[0] is False
    assert fact(PDF, "has-text")[0] is True


@given(st.dictionaries(st.sampled_from(["tagged", "language", "title", "images"]), st.text()))
def test_any_property_is_survived(properties: dict[str, str]) -> None:
    assert facts(replace(PDF, properties=properties))
