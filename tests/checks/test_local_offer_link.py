"""Named, alive, right: three facts about the Local Offer in a report, told apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks.local_offer import hosts_of
from checks.model import Finding, SchoolFacts, SearchRecord, SeenDocument
from checks.requirements import load
from checks.verdicts import check_school
from extractors.model import KindReading, Reading
from extractors.read import read

TODAY = dt.date(2026, 11, 23)
OFFER = "https://offer.sampleshire.example.org/send"
OLD = "http://old.example.org/local-offer"
SCHOOL = SchoolFacts(
    urn=900001,
    name="Example Primary School",
    type_code=1,
    low_age=4,
    high_age=11,
    la_name="Sampleshire",
    local_offer=OFFER,
)


def check(link: str, search: SearchRecord, school: SchoolFacts = SCHOOL) -> dict[str, Finding]:
    body = (
        "<html><body><main><h1>SEN Information Report</h1><p>Example Primary School.</p>"
        f"<p>See the {link} for more.</p></main></body></html>"
    )
    reading = read(body.encode(), url="https://school.example.org/", content_type="text/html")
    kind = KindReading("sen-information-report", confidence=1.0)
    seen = SeenDocument(_as(reading, kind), "https://school.example.org/")
    found = check_school(school, [seen], search, load(), today=TODAY)
    return {finding.requirement: finding for finding in found}


def _as(reading: Reading, kind: KindReading) -> Reading:
    return replace(reading, kind=kind)


LINK = f"<a href='{OLD}'>Sampleshire Local Offer</a>"


@pytest.mark.parametrize(
    ("search", "alive", "right"),
    [
        (SearchRecord(offers=((OLD, OFFER),)), "met", "met"),
        (SearchRecord(offers=((OLD, "https://tyres.example.org/"),)), "met", "needs review"),
        (SearchRecord(failures=((OLD, "http-404"),)), "not found", "could not check"),
        (SearchRecord(failures=((OLD, "timeout"),)), "could not check", "could not check"),
        (SearchRecord(), "could not check", "could not check"),
    ],
)
def test_alive_and_right_are_two_facts(search: SearchRecord, alive: str, right: str) -> None:
    found = check(LINK, search)
    assert found["local-offer-link-alive"].verdict == alive
    assert found["local-offer-link-right"].verdict == right


def test_a_redirect_from_an_old_portal_is_accepted_and_named() -> None:
    finding = check(LINK, SearchRecord(offers=((OLD, OFFER),)))["local-offer-link-right"]
    assert OLD in finding.reason and OFFER in finding.reason
    assert finding.evidence[0].quotation == "Sampleshire Local Offer"


def test_a_report_without_an_address_is_judged_for_that_once_only() -> None:
    found = check("Local Offer", SearchRecord())
    for name in ("local-offer-link-alive", "local-offer-link-right"):
        assert found[name].verdict == "not applicable"


HOSTS = hosts_of(
    [
        ("815", "North Sampleshire", "https://www.northsampleshire.gov.uk/"),
        ("815", "North Sampleshire", "https://offers.example.org/north"),
        ("816", "Sample", "https://www.sample.gov.uk/"),
        ("314", "Upperton", "https://both.example.org/"),
        ("318", "Lowerton", "https://both.example.org/"),
    ]
)
NORTH = replace(
    SCHOOL,
    la_code="815",
    la_name="North Sampleshire",
    local_offer="https://offers.example.org/north",
    la_website="https://www.northsampleshire.gov.uk/",
    offer_hosts=HOSTS,
)
CITY = "https://www.sample.gov.uk/local-offer"


def linked(*urls: str) -> str:
    return " and ".join(f"<a href='{url}'>Local Offer</a>" for url in urls)


def opened(*urls: str) -> SearchRecord:
    return SearchRecord(offers=tuple((url, url) for url in urls))


def test_the_list_tells_a_council_from_the_neighbour_whose_name_is_part_of_its_own() -> None:
    found = check(linked(CITY), opened(CITY), NORTH)
    finding = found["local-offer-link-right"]
    assert (finding.verdict, finding.cause) == ("needs review", "another authority")
    assert "a site of Sample," in finding.reason and "North Sampleshire" in finding.reason
    assert found["local-offer-link"].cause == "another authority"
    own = "https://schools.northsampleshire.gov.uk/send/local-offer"
    assert check(linked(own), opened(own), NORTH)["local-offer-link-right"].verdict == "met"


def test_a_neighbour_named_beside_the_own_authority_is_no_fault() -> None:
    own = "https://offers.example.org/north"
    found = check(linked(CITY, own), opened(CITY, own), NORTH)
    assert found["local-offer-link-right"].verdict == "met"
    assert found["local-offer-link"].cause != "another authority"


def test_two_authorities_with_one_portal_are_both_right() -> None:
    both = "https://both.example.org/local-offer"
    for code, name in (("314", "Upperton"), ("318", "Lowerton")):
        school = replace(NORTH, la_code=code, la_name=name, local_offer="")
        assert check(linked(both), opened(both), school)["local-offer-link-right"].verdict == "met"


def test_an_old_address_that_ends_on_the_councils_front_page_is_half_a_link() -> None:
    old, front = "https://offers.example.org/gone-offer", "https://www.northsampleshire.gov.uk/"
    finding = check(linked(old), SearchRecord(offers=((old, front),)), NORTH)[
        "local-offer-link-right"
    ]
    assert (finding.verdict, finding.cause) == ("partly", "front page")
    assert old in finding.reason and front in finding.reason


def test_a_link_that_failed_on_the_visit_to_the_authority_is_a_dead_link_here() -> None:
    found = check(linked(CITY), SearchRecord(offers_failed=((CITY, "http-404"),)), NORTH)
    assert found["local-offer-link-alive"].verdict == "not found"
    assert found["local-offer-link"].verdict == "partly"
    found = check(linked(CITY), SearchRecord(offers_failed=((CITY, "timeout"),)), NORTH)
    assert found["local-offer-link-alive"].verdict == "could not check"
