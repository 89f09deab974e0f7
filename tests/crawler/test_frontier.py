"""Which link next, and when enough has been seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier import (
    HISTORY,
    MENU_SERIES,
    SERIES,
    WANTED,
    Frontier,
    Score,
    edition_year,
    score_link,
)
from crawler.hops import home_variants, is_neighbour, own_website
from crawler.links import FoundLink, parse_page
from crawler.reading import Look, note_look

YEAR = 2026
HOME = "http://www.oak.example/"


def link(path: str, text: str = "", **around: str) -> FoundLink:
    url = path if path.startswith("http") else f"http://www.oak.example{path}"
    return FoundLink(url, text, **around)  # type: ignore[arg-type]  # place is one of its names


def value(path: str, text: str = "", parent: Score | None = None, **around: str) -> float:
    found = link(path, text, **around)
    return score_link(found, parent=parent, own_site=True, this_year=YEAR).value


def frontier(*links: FoundLink) -> Frontier:
    queue = Frontier({"oak.example"}, YEAR)
    for one in links:
        queue.add(one, found_on=HOME, depth=1)
    return queue


def order(queue: Frontier, pages: int = 0) -> list[str]:
    urls = []
    while (candidate := queue.pop(pages)) is not None:
        urls.append(candidate.url.removeprefix("http://www.oak.example"))
    return urls


def test_the_best_promise_comes_first() -> None:
    queue = frontier(
        link("/news", "News"),
        link("/policies", "Policies"),
        link("/r.pdf", "SEND Information Report 2026"),
        link("/about", "About us"),
        link("/send", "SEND"),
    )
    assert order(queue)[:3] == ["/r.pdf", "/send", "/policies"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("/a", "SEND Information Report"), ("/b", "SEND")),
        (("/a", "SEND"), ("/b", "About us")),
        (("/key-information/send", ""), ("/key-information/ofsted", "")),
        (("/a.pdf", "SEN Policy"), ("/send/b.pdf", "Behaviour Policy")),
        (("/a.pdf", "Accessibility Plan 2025-28"), ("/b.pdf", "Accessibility Plan 2017-20")),
        (("/a.pdf", "SEND Report"), ("/archive/b.pdf", "SEND Report")),
        (("/a", "Accessibility Plan"), ("/b", "Accessibility statement")),
        (("/a", "Parents"), ("/b", "Lunch menu")),
    ],
)
def test_one_link_is_worth_more_than_another(
    better: tuple[str, str], worse: tuple[str, str]
) -> None:
    assert value(*better) > value(*worse)


def test_a_link_that_says_nothing_is_judged_by_its_row_and_heading() -> None:
    assert value("/1.pdf", "Download", near="Accessibility Plan Download") > 0.8
    assert value("/1.pdf", "click here", heading="SEND Information Report") > 0.8
    assert value("/1.pdf", "Lettings form", heading="SEND Information Report") < 0.3


def test_a_file_without_telling_words_is_worth_more_where_documents_stand() -> None:
    on_send_page = score_link(link("/send", "SEND"), parent=None, own_site=True, this_year=YEAR)
    assert value("/x.pdf", "Final v2", parent=on_send_page) > 0.2 > value("/x.pdf", "Final v2")
    assert value("/x.pdf", "Final v2", heading="Inclusion") > 0.2
    assert value("/file/7", "here", parent=on_send_page) > 0.2 > value("/file/7", "here")


def test_one_policy_at_a_silent_address_is_no_list_of_policies() -> None:
    assert value("/view/7", "Behaviour Policy") < 0.05
    assert value("/view/7", "View", near="Complaints procedure 2025") < 0.05
    assert value("/view/7", "Our policies") > 0.5
    assert value("/view/7", "View", near="SEND policy") > 0.8


def test_everything_found_ends_the_search_but_not_before_better_places_are_seen() -> None:
    queue = frontier(
        link("/send", "SEND"),
        link("/about", "About us"),
        link("/r2.pdf", "SEND Information Report"),
        link("/parents", "Parents"),
    )
    for kind in WANTED:
        queue.found.add(kind, 0.95, YEAR)
    assert order(queue) == ["/r2.pdf", "/send"]


def test_a_page_that_only_reads_like_a_plan_does_not_end_the_search_for_it() -> None:
    seen = Look("accessibility-plan", (), 0.9, YEAR)
    for text, missing in (("SEND Offer page 4", True), ("Accessibility Plan", False)):
        queue = frontier()
        promised = score_link(link("/p", text), parent=None, own_site=True, this_year=YEAR)
        note_look(queue.found, seen, promised, YEAR, "http://www.oak.example/p")
        assert ("accessibility-plan" in queue.found.missing) == missing


def test_an_old_find_does_not_end_the_search() -> None:
    queue = frontier(link("/parents", "Parents"))
    for kind in WANTED:
        queue.found.add(kind, 0.95, YEAR if kind == "sen-policy" else 2018)
    assert queue.found.missing == ("sen-information-report", "accessibility-plan")
    assert order(queue) == ["/parents"]


def test_a_few_old_copies_are_kept_as_history() -> None:
    queue = frontier(
        *(link(f"/r{year}.pdf", f"SEND Information Report {year}") for year in range(2012, 2022))
    )
    for kind in WANTED:
        queue.found.add(kind, 0.95, YEAR)
    kept = order(queue)
    assert len(kept) == HISTORY
    assert all(path.startswith("/r20") for path in kept)


def test_weak_links_are_dropped_the_longer_the_search_lasts() -> None:
    weak = [link("/a", "Parents"), link("/b", "Our garden"), link("/c", "Governors")]
    assert len(order(frontier(*weak), pages=20)) == 3
    assert order(frontier(*weak), pages=30) == ["/a", "/c"]
    assert order(frontier(*weak), pages=40) == ["/a"]


def test_what_is_missing_is_looked_for_on_pages_that_promise_nothing() -> None:
    unknown = [link(f"/page/{word}", word.title(), place="menu") for word in ("apple", "pear")]
    assert order(frontier(*unknown), pages=20) == ["/page/apple", "/page/pear"]


def test_a_page_is_given_once_under_all_its_spellings() -> None:
    queue = frontier(link("/send", "SEND"), link("/send/", "SEND"), link("/send#top", "SEND"))
    assert order(queue) == ["/send"]


def test_a_better_promise_for_the_same_page_counts() -> None:
    queue = frontier(link("/x"), link("/policies", "Policies"))
    queue.add(link("/x", "SEND Information Report"), found_on=HOME, depth=2)
    assert order(queue)[0] == "/x"


def test_a_calendar_without_end_is_left_and_named() -> None:
    days = [link(f"/our-days/{n}", "About our school") for n in range(40)]
    queue = frontier(*days)
    assert len(order(queue)) == SERIES
    assert queue.traps


def test_a_menu_of_numbered_pages_is_looked_through_and_no_endless_series() -> None:
    menu = [f"/page.asp?id={number}" for number in range(2 * SERIES)]
    assert order(frontier(*(link(path, "Our Staff", place="menu") for path in menu))) == menu
    endless = (
        link(f"/our-days/{number}", "About our school", place="menu")
        for number in range(MENU_SERIES + 9)
    )
    assert len(order(frontier(*endless))) == MENU_SERIES


def test_other_hosts_are_visited_for_promised_documents_only() -> None:
    queue = frontier(
        link("https://files.vendor.example/x/1.pdf", "SEND Information Report"),
        link("https://www.trust.example/accessibility", "Accessibility Plan"),
        link("https://www.trust.example/", "Our trust"),
        link("https://www.charity.example/help.pdf", "Online safety tips"),
    )
    assert order(queue) == [
        "https://files.vendor.example/x/1.pdf",
        "https://www.trust.example/accessibility",
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("SEND Report 2025-26", 2026),
        ("SEND Report 2025/2026", 2026),
        ("Accessibility Plan 24-27", 2027),
        ("report_sept_2019.pdf", 2019),
        ("Code of 1066", None),
        ("tel 01632 960 202", None),
        ("no year", None),
    ],
)
def test_the_edition_is_read_off_words_and_addresses(text: str, year: int | None) -> None:
    assert edition_year(text, YEAR) == year


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_every_score_is_a_share_and_has_a_reason_where_it_is_high(
    text: str, near: str, path: str
) -> None:
    found = FoundLink(f"http://oak.example/{path}", text, near=near)
    score = score_link(found, parent=None, own_site=True, this_year=YEAR)
    assert 0 <= score.value <= 1
    assert score.why or score.value <= 0.12


def test_home_pages_are_tried_with_and_without_www_and_by_the_other_scheme() -> None:
    assert home_variants("http://www.oak.example/") == [
        "http://www.oak.example/",
        "https://www.oak.example/",
        "http://oak.example/",
    ]
    assert home_variants("http://127.0.0.1:8000/") == ["http://127.0.0.1:8000/"]


def test_another_school_of_the_trust_is_a_neighbour() -> None:
    home = "http://trust.example/our-schools/oak/"
    assert is_neighbour("http://trust.example/our-schools/elm/send", home)
    assert not is_neighbour("http://trust.example/our-schools/oak/send", home)
    assert not is_neighbour("http://trust.example/policies", home)
    assert not is_neighbour("http://oak.example/en/send", "http://oak.example/en/home")


def test_the_schools_own_website_is_found_on_its_trusts_page() -> None:
    html = b"<h1>Oak Primary</h1><a href='http://elm.example/'>Elm Academy</a>"
    html += b"<a href='http://www.oak.example/'>Visit the school's website</a>"
    page = parse_page(html, "http://trust.example/our-schools/oak")
    found = own_website(page, "Oak Primary School")
    assert found is not None
    assert found.url == "http://www.oak.example/"
    assert own_website(parse_page(html, "http://trust.example/"), "Oak Primary School") is None
