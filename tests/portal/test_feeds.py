"""Feeds that any reader takes, calendars that any calendar takes, and what they tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from portal import feeds
from portal.timeline import timeline
from tests.portal import county
from tests.portal.conftest import Site

ATOM = {"a": feeds.ATOM}

# What a text can be that comes out of SQLite: no lone surrogates.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def events_of(calendar: bytes) -> list[Any]:
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def entries(site: Site, path: str) -> list[str]:
    answer = site.get(path)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed: Any = etree.fromstring(answer.content)
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM), name
    assert feed.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM).endswith(path)
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids)
    titles: list[str] = feed.xpath("a:entry/a:title/text()", namespaces=ATOM)
    return titles


def test_a_schools_feed_tells_its_changes_and_leads_to_them(site: Site) -> None:
    titles = entries(site, f"/school/{county.OVERDUE}.atom")
    assert len(titles) == 1
    assert titles[0].startswith("Birch Example Primary School: No longer met:")
    content = site.get(f"/school/{county.OVERDUE}.atom").text
    anchor = content.split("#change-")[1].split("<")[0].split('"')[0]
    assert f'id="change-{anchor}"' in site.text(f"/school/{county.OVERDUE}")


def test_reading_the_archive_again_is_no_news(site: Site) -> None:
    titles = entries(site, f"/school/{county.GOOD}.atom")
    assert len(titles) == 1 and "50% of the text is the same" in titles[0]
    assert len(entries(site, "/requirement/complaints.atom")) == 1


def test_an_authoritys_feed_has_its_schools_and_no_others(site: Site) -> None:
    assert len(entries(site, f"/authority/{county.LA}.atom")) == 3
    assert entries(site, f"/authority/{county.OTHER_LA}.atom") == []


def test_a_hostile_school_cannot_break_a_feed(site: Site) -> None:
    titles = entries(site, f"/school/{county.HOSTILE}.atom")
    assert county.SCRIPT in titles[0]
    assert b"<script" not in site.get(f"/school/{county.HOSTILE}.atom").content


def test_review_dates_to_come_are_whole_days_in_a_calendar(site: Site) -> None:
    answer = site.get(f"/authority/{county.LA}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = events_of(answer.content)
    assert len({event["uid"] for event in events}) == len(events) == 4
    soon = events[0]
    assert str(soon["summary"]).startswith("Juniper Example Nursery School: SEN Information Report")
    assert soon["dtstart"].dt == dt.date(2027, 1, 1)
    assert str(soon["url"]).endswith(f"/school/{county.DUE_SOON}")
    overdue = f"/school/{county.OVERDUE}"
    assert not [event for event in events if str(event["url"]).endswith(overdue)]


@pytest.mark.parametrize(
    "path",
    [
        "/school/1.atom",
        "/authority/none.atom",
        "/authority/none.ics",
        "/requirement/made-up.atom",
    ],
)
def test_what_is_not_there_has_no_feed(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404


def test_pages_lead_to_their_feeds(site: Site) -> None:
    for page in (f"/school/{county.GOOD}", f"/authority/{county.LA}", "/requirement/complaints"):
        assert f'<a href="{page}.atom"' in site.text(page)
    assert f'href="/authority/{county.LA}.ics"' in site.text(f"/authority/{county.LA}")


@given(TEXTS, TEXTS)
def test_any_text_makes_a_feed_that_can_be_read(school: str, sentence: str) -> None:
    change = {"urn": 1, "id": 2, "school": school, "sentence": sentence, "night": "2026-11-22"}
    feed = feeds.atom(school, "http://h/a.atom", "http://h/a", [change], None)
    read = etree.fromstring(feed)
    assert len(read.findall("a:entry", ATOM)) == 1


@given(TEXTS)
def test_any_name_makes_one_event_on_its_day(school: str) -> None:
    review = {"urn": 1, "school": school, "document_kind": "sen-policy", "due": "2027-01-31"}
    made = feeds.calendar(school, "http://h", [review], "2026-11-23T01:00:00+00:00")
    assert [event["dtstart"].dt for event in events_of(made)] == [dt.date(2027, 1, 31)]


def document(**values: Any) -> dict[str, Any]:
    return {
        "kind": "sen-policy",
        "sha256": "a",
        "document_date": "2026-01-31",
        "next_review": "2027-01-31",
        "is_current": 1,
        "first_seen": "2026-02-10T01:00:00+00:00",
        "last_seen": "2026-11-22T01:00:00+00:00",
        **values,
    }


def test_the_timeline_keeps_the_clocks_apart() -> None:
    moments = timeline([document()], [], "2026-11-23")
    assert [(moment.day, moment.clock, moment.ahead) for moment in moments] == [
        ("2027-01-31", "document", True),
        ("2026-02-10", "seen", False),
        ("2026-01-31", "document", False),
    ]


def test_a_review_in_the_past_was_due_and_a_document_that_went_was_last_seen() -> None:
    late = timeline([document(next_review="2026-03-01")], [], "2026-11-23")
    assert any(moment.text.endswith("next review was due, it says") for moment in late)
    gone = timeline([document(is_current=0)], [], "2026-11-23")
    assert gone[0].text == "SEN policy: last seen by us"
    assert not any("next review" in moment.text for moment in gone)


def test_editions_say_how_much_stayed() -> None:
    common = {"id": 7, "kind": "sen-policy", "sha256": "b", "follows": 1, "same_text": 0.9}
    moments = timeline([document()], [{**common, "first_night": "2026-09-01"}], "2026-11-23")
    texts = [moment.text for moment in moments]
    assert "SEN policy: another edition seen, 90% of its text as before" in texts
    assert "SEN policy: first seen by us" not in texts
    assert "/edition/7" in [moment.page for moment in moments]


def test_a_school_page_tells_changes_replies_and_disputes(site: Site) -> None:
    page = site.text(f"/school/{county.OVERDUE}")
    assert "No longer met:" in page
    assert "The new report is with our governors." in page
    assert "The school disputes this" in page and "It stands on page 4." in page
    assert "We have seen no change since we first looked." in site.text(f"/school/{county.UNDATED}")
