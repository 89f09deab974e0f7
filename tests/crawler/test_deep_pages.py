"""A page that opens elements without end holds up nobody, and loses nothing worth having."""

from __future__ import annotations

import time

from crawler.links import parse_page

URL = "http://school.example.org/"


def test_endless_nesting_costs_next_to_nothing() -> None:
    started = time.process_time()
    page = parse_page(b"<html><body>" + b"<div>" * 200_000 + b"<a href='/x'>x</a>", URL)
    assert page.links == []
    assert time.process_time() - started < 5


def test_a_long_page_without_end_tags_keeps_its_links() -> None:
    rows = b"<ul><li>one<li>two</ul><p>text<br><img src=x>" * 3_000
    page = parse_page(b"<html><body>" + rows + b"<a href='/sen'>SEN report</a></body>", URL)
    assert [link.text for link in page.links] == ["SEN report"]
