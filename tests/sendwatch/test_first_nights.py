"""What the first nights cannot see: it is asked for again soon, and is no news when it comes."""

from __future__ import annotations

from pathlib import Path

from sendwatch.store import findings
from tests.crawler.servers import Page, Reply
from tests.sendwatch.nights import Town, name_of, page, report, school_pages, town

DOWN = Reply(b"out of order", status=503)
URN = 900001


def verdict(made: Town, requirement: str) -> tuple[str, str]:
    found = {f.requirement: f for f in findings.of_school(made.db, URN)}
    return found[requirement].verdict, found[requirement].cause


def with_policies(pages: dict[str, Page]) -> Page:
    """A home page that leads to the list of policies, on which alone the report is linked."""
    words = "<p>We are a school in Sampleshire with many classes and a large garden.</p>" * 5
    pages["/"] = page(f"<h1>Welcome</h1>{words}<a href='/list'>Policies</a>".encode())
    del pages["/send"]
    links = "<a href='/sen-report'>SEN Information Report</a>"
    return page(f"<html lang=en><h1>Policies</h1>{words}{links}".encode())


def test_a_list_of_policies_that_failed_once_is_no_missing_report(tmp_path: Path) -> None:
    with town(tmp_path) as made:
        pages = made.sites[0].pages
        policies, pages["/list"] = with_policies(pages), DOWN
        made.night(0)
        assert verdict(made, "report-published") == ("could not check", "server-error")
        pages["/list"] = policies
        made.night(1)
        assert verdict(made, "report-published")[0] == "met"
        made.night(2)
        assert made.told() == []


def test_a_newer_report_that_failed_once_leaves_the_old_one_in_peace(tmp_path: Path) -> None:
    with town(tmp_path) as made:
        pages = made.sites[0].pages
        old = "<a href='/old'>SEN Information Report</a>"
        new = "<a href='/new'>SEN Information Report 2026</a>"
        pages["/send"] = page(f"<html lang=en><h1>SEND</h1>{old}{new}".encode())
        pages["/old"] = page(report(name_of(0), "September 2023"))
        pages["/new"] = DOWN
        made.night(0)
        assert verdict(made, "report-current") == ("needs review", "newer one not fetched")
        pages["/new"] = page(report(name_of(0), "September 2026"))
        made.night(1)
        assert verdict(made, "report-current")[0] == "met"
        made.night(2)
        assert made.told() == []


def test_a_page_that_fails_for_good_is_asked_for_on_the_next_nights_only(tmp_path: Path) -> None:
    with town(tmp_path) as made:
        pages = made.sites[0].pages
        with_policies(pages)
        pages["/list"] = DOWN
        asked = []
        for night in range(6):
            before = len(made.sites[0].asked)
            made.night(night)
            asked.append(sum(one.path == "/list" for one in made.sites[0].asked[before:]))
        assert asked == [1, 1, 1, 0, 0, 0]


def test_a_site_that_was_out_of_reach_on_the_first_night_alone_is_no_news(tmp_path: Path) -> None:
    with town(tmp_path) as made:
        pages = made.sites[0].pages
        pages.update(dict.fromkeys(pages, DOWN))
        made.night(0)
        pages.update(school_pages(name_of(0)))
        made.night(1)
        assert made.told() == []


def test_a_site_that_comes_back_after_some_nights_is_told(tmp_path: Path) -> None:
    with town(tmp_path) as made:
        pages = made.sites[0].pages
        pages.update(dict.fromkeys(pages, DOWN))
        made.night(0)
        made.night(1)
        pages.update(school_pages(name_of(0)))
        made.night(2)
        assert made.told() == [(2, "site reachable again", "")]


def test_a_change_beside_a_stale_copy_is_told(tmp_path: Path) -> None:
    with town(tmp_path) as made:
        pages = made.sites[0].pages
        links = [f"<a href='/sen-report{n}'>SEN Information Report</a>" for n in ("", "-copy")]
        pages["/send"] = page(f"<html lang=en><h1>SEND</h1>{''.join(links)}".encode())
        for place in ("/sen-report", "/sen-report-copy"):
            pages[place] = page(report(name_of(0)))
        made.night(0)
        pages["/sen-report"] = page(report(name_of(0), items=3))
        made.night(1)
        made.night(2)
        said = [(night, kind) for night, kind, about in made.told() if "report" in about]
        assert said == [(1, "text changed, date unchanged")]
