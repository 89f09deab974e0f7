"""The sample county: every style of website, held against its written truth."""

from __future__ import annotations

import datetime as dt
import json
import statistics
from pathlib import Path

import pytest

from crawler.register import read_register
from crawler.urls import key_of
from tests.crawler.servers import crawl, target
from tests.sites.county import build_county
from tests.sites.running import serve
from tests.sites.styles import STYLE_NAMES, UNFAMILIAR_NAMES

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.mark.parametrize("styles", [STYLE_NAMES, UNFAMILIAR_NAMES], ids=["known", "unfamiliar"])
def test_the_documents_of_a_county_are_found_in_few_requests(
    tmp_path: Path, styles: tuple[str, ...]
) -> None:
    today = dt.datetime.now(dt.UTC).date()
    county = build_county(5, len(styles), today=today, data=SAMPLE, styles=styles)
    with serve(county) as running:
        register, written = running.write(tmp_path)
        targets = [
            target(school.urn, school.website)
            for school in read_register(register).schools
            if school.open and school.website
        ]
        result = crawl(tmp_path, targets)
    truth = json.loads(written.read_text())["schools"]
    got: dict[int, set[str]] = {urn: set() for urn in result.visits}
    for capture in result.captures:
        if capture.outcome == "ok":
            got[capture.urn] |= {key_of(capture.url), key_of(capture.final_url)}
    missed = [
        (urn, truth[str(urn)]["style"], document["key"])
        for urn in result.visits
        for document in truth[str(urn)]["documents"]
        if truth[str(urn)]["reachable"]
        and document["key"] in ("report", "policy", "plan")
        and not document["trouble"]
        and key_of(document["url"]) not in got[urn]
    ]
    assert missed == []
    for urn, visit in result.visits.items():
        causes = truth[str(urn)]["causes"]
        assert visit.outcome in (causes or ["done"]), truth[str(urn)]["story"]
    requests = [visit.requests for visit in result.visits.values() if visit.outcome == "done"]
    assert statistics.median(requests) <= 25
    assert max(requests) <= 60
