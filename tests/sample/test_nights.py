"""What is scheduled happens on its night, once, and nothing else changes."""

from __future__ import annotations

import pytest

from tests.sample.conftest import DATA, TODAY
from tests.sites import County, build_county
from tests.sites.addresses import Addresses
from tests.sites.model import Publication, School
from tests.sites.nights import SENTENCES, Change
from tests.sites.truth import date_of, expectations

ADDRESSES = Addresses("127.77", 8900)


@pytest.fixture(scope="module")
def large() -> County:
    return build_county(4, 300, today=TODAY, data=DATA)


def before_and_after(county: County, change: Change) -> tuple[School, School]:
    nights = (county.at(change.night - 1), county.at(change.night))
    before, after = (night.school(change.urn) for night in nights)
    return before, after


def first(county: County, what: str) -> Change:
    return next(change for change in county.changes if change.what == what)


def report_of(school: School) -> Publication:
    found = school.publication("report")
    assert found is not None
    return found


def answers(publication: Publication) -> str:
    """Give the text under the headings, without cover, title and dates."""
    return "\n".join(str(section.blocks) for section in publication.paper.sections if section.item)


def test_everything_that_can_happen_is_scheduled(large: County) -> None:
    assert {change.what for change in large.changes} == set(SENTENCES)
    assert len({change.urn for change in large.changes}) == len(large.changes)


def test_a_night_without_anything_scheduled_changes_no_website(large: County) -> None:
    nights = {change.night for change in large.changes}
    nights |= {change.until for change in large.changes if change.until}
    quiet = next(night for night in range(1, 60) if night not in nights)
    assert large.at(quiet).schools == large.at(quiet - 1).schools


def test_only_the_scheduled_school_changes(large: County) -> None:
    change = large.changes[0]
    before, after = large.at(change.night - 1), large.at(change.night)
    old = {school.urn: school for school in before.schools}
    changed = {school.urn for school in after.schools if old.get(school.urn) != school}
    assert changed == {entry.urn for entry in large.changes if entry.night == change.night}


def test_a_date_moves_over_the_same_text(large: County) -> None:
    before, after = map(report_of, before_and_after(large, first(large, "date-moved")))
    assert answers(before) == answers(after)
    old, new = date_of(before), date_of(after)
    assert old is not None and new is not None
    assert (old.start, old.end) != (new.start, new.end)


def test_a_text_changes_under_the_same_date(large: County) -> None:
    before, after = map(report_of, before_and_after(large, first(large, "text-changed")))
    assert answers(before) != answers(after)
    assert before.paper.dates == after.paper.dates
    assert before.paper.items == after.paper.items


def test_a_new_edition_is_current_and_answers_the_same_items(large: County) -> None:
    before, after = before_and_after(large, first(large, "new-edition"))
    day = large.at(first(large, "new-edition").night).day
    assert answers(report_of(before)) != answers(report_of(after))
    assert expectations(after, day)[0]["report-current"] == "met"


def test_a_report_appears_and_documents_vanish(large: County) -> None:
    before, after = before_and_after(large, first(large, "appeared"))
    assert before.publication("report") is None
    assert expectations(after, TODAY)[0]["report-published"] == "met"
    change = first(large, "vanished")
    before, after = before_and_after(large, change)
    assert before.publication(change.key) is not None
    assert after.publication(change.key) is None
    assert expectations(after, TODAY)[0][f"{change.key}-published"] == "not found"


def test_a_site_is_down_for_two_nights_and_comes_back_unchanged(large: County) -> None:
    change = first(large, "down")
    before, after = before_and_after(large, change)
    assert set(expectations(after, TODAY)[0].values()) == {"could not check"}
    assert large.at(change.night + 2).school(change.urn) == before


def test_an_item_is_lost_and_a_file_moves(large: County) -> None:
    change = first(large, "item-lost")
    before, after = before_and_after(large, change)
    assert expectations(before, TODAY)[0][change.item] == "met"
    assert expectations(after, TODAY)[0][change.item] == "not found"
    before, after = before_and_after(large, first(large, "moved"))
    assert report_of(before).paper == report_of(after).paper
    assert report_of(before).name != report_of(after).name


def test_documents_go_overdue_with_time_alone(large: County) -> None:
    touched = {change.urn for change in large.changes}
    school = next(
        school for school in large.schools
        if not school.story and school.group == "MS" and not school.closed
        and school.urn not in touched
    )  # fmt: skip
    later = large.at(800)
    assert later.school(school.urn) == school
    assert expectations(school, TODAY)[0]["report-current"] == "met"
    assert expectations(school, later.day)[0]["report-current"] == "overdue"


def test_the_truth_of_a_night_tells_what_has_happened_so_far(large: County) -> None:
    night = large.changes[2].night
    truth = large.at(night).truth(ADDRESSES)
    assert truth["night"] == night
    told = truth["changes"]
    assert isinstance(told, list)
    assert [entry["urn"] for entry in told] == [
        change.urn for change in large.changes if change.night <= night
    ]
    with pytest.raises(ValueError, match="night 0"):
        large.at(3).at(4)
