"""The pages on the nights: how each went, in words that an officer understands."""

from __future__ import annotations

import json
import re

import pytest

from extractors import readability
from extractors.read import read_document
from tests.portal import nights
from tests.portal.conftest import Site
from tests.portal.test_pages import words


def test_the_list_says_of_each_night_how_it_went_the_newest_first(site: Site) -> None:
    text = words(site.text("/nights"))
    assert "20 November 2026 ✓ went well 9 3 3 2 h 4 min" in text
    assert "22 November 2026 ✓ went well" in text and "22 November 2026 ✕ held back" in text
    assert "23 November 2026 ✕ broke off no report" in text
    assert text.index("23 November 2026") < text.index("20 November 2026")


def test_a_night_says_what_was_due_reached_changed_and_how_long_it_took(site: Site) -> None:
    text = words(site.text(f"/nights/{nights.WELL}"))
    for said in (
        "The night's work was done and published.",
        "whole website searched 2",
        "only known pages and documents looked at again 7",
        "the server did not answer in time 2",
        "document renewed 3",
        "Visiting the websites 2 h 3 min 9 schools, 81 requests, 2.4 MB moved",
        "Reading what was new 31 seconds 1 page or file read",
        "Begun 20 November 2026, 02:05 UTC, done 20 November 2026, 04:12 UTC.",
        "The database has 55.9 MB, the archive 18.5 MB.",
    ):
        assert said in text, said


def test_a_night_that_was_held_back_says_why_and_what_was_decided_then(site: Site) -> None:
    text = words(site.text(f"/nights/{nights.HELD}"))
    assert "so nothing new was published" in text
    assert "Of 9 websites visited before, 1 was out of reach then and 6 are tonight." in text
    assert "nothing is concluded from a night that is held back" in text
    assert "Time was up before 4 schools could be visited." in text
    assert "Published by a person's decision: looked at by hand." in text
    assert text.index("Run 2 of this night") < text.index("Run 1 of this night")


def test_a_fault_is_shown_as_text_and_leads_nowhere(site: Site) -> None:
    page = site.text(f"/nights/{nights.ODD}")
    assert "<script>alert(1)" not in page and 'href="javascript' not in page
    assert "check of 900007: <script>alert(1)</script>" in words(page)
    assert "2 messages could not be delivered" in words(page)


def test_a_night_that_broke_off_says_so(site: Site) -> None:
    assert "It stopped midway." in words(site.text(f"/nights/{nights.BROKE}"))


def test_the_nights_lead_to_each_other_and_from_every_page(site: Site) -> None:
    assert 'href="/nights"' in site.text("/")
    page = site.text(f"/nights/{nights.ODD}")
    assert f'rel="prev" href="/nights/{nights.WELL}"' in page
    assert f'rel="next" href="/nights/{nights.HELD}"' in page


def test_the_same_is_there_as_data(site: Site) -> None:
    whole = json.loads(site.text("/nights.json"))
    assert [run["state"] for run in whole["runs"]] == [
        "broke off",
        "went well",
        "held back",
        "needs attention",
        "went well",
    ]
    one = json.loads(site.text(f"/nights/{nights.WELL}.json"))
    assert one["runs"][0]["report"]["unreached"] == {"timeout": 2, "robots": 1}


@pytest.mark.parametrize("path", ["/nights/2026-01-01", "/nights/2026-13-45", "/nights/x"])
def test_a_night_that_never_was_is_a_plain_404(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404


def test_the_nights_can_be_read_at_twelve(site: Site) -> None:
    pages = ["/nights", f"/nights/{nights.WELL}", f"/nights/{nights.ODD}", f"/nights/{nights.HELD}"]
    ours = "".join(re.search("<main.*</main>", site.text(page), re.DOTALL)[0] for page in pages)
    ours = re.sub(r"<table>.*?</table>|<ul>.*?</ul>", "", ours, flags=re.DOTALL)
    document = read_document(f"<body>{ours}</body>".encode(), content_type="text/html")
    language = readability.language(document)
    assert language is not None and language.reading_age is not None
    assert language.reading_age <= 12
