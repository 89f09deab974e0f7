"""Named, alive, right: three facts about the Local Offer in a report, told apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

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


def check(link: str, search: SearchRecord) -> dict[str, Finding]:
    body = (
        "<html><body><main><h1>SEN Information Report</h1><p>Example Primary School.</p>"
        f"<p>See the {link} for more.</p></main></body></html>"
    )
    reading = read(body.encode(), url="https://school.example.org/", content_type="text/html")
    kind = KindReading("sen-information-report", confidence=1.0)
    seen = SeenDocument(_as(reading, kind), "https://school.example.org/")
    found = check_school(SCHOOL, [seen], search, load(), today=TODAY)
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
