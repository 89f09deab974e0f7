"""Crawling Local Offers: three kinds of portal found and read, and bad ones left in peace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.batch import run_batch
from crawler.model import CrawlJob, Target
from crawler.offer_frontier import BUDGET
from tests.crawler.servers import FAST, Crawled, Page, Reply, result, serving
from tests.sites import build_county, serve
from tests.sites.portals import Portal, build_portals

TODAY = dt.date(2026, 11, 23)
DATA = Path(__file__).resolve().parents[2] / "data" / "sample"
OFFER = (
    "<title>Local Offer</title><h1>SEND Local Offer</h1><p>For children with special educational "
    "needs and disabilities.</p>"
)


def visit(archive: Path, targets: list[Target], **settings: Any) -> Crawled:
    job = CrawlJob(
        run="night",
        batch="b1",
        archive=str(archive),
        targets=targets,
        settings={**BUDGET, **FAST, **settings},
        spider="local-offer",
    )
    return result(run_batch(job))


def offer(website: str, **more: Any) -> Target:
    return Target(urn=990, name="Sampleshire", website=website, **more)


@pytest.fixture(scope="module")
def crawled(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Crawled, dict[str, dict[str, Any]]]]:
    county = build_county(3, 36, today=TODAY, data=DATA)
    _, portals = build_portals(county.schools, TODAY, 3)
    more = {host: site for portal in portals for host, site in portal.sites.items()}
    with serve(county, more=more) as running:
        bind = running.addresses.bind
        targets = [_target(portal, bind) for portal in portals]
        truth = {p.plan.style: p.truth(running.addresses) for p in portals}
        yield visit(tmp_path_factory.mktemp("archive"), targets), truth


def _target(portal: Portal, bind: Any) -> Target:
    council = bind(portal.website) if portal.website else ""
    start = bind(portal.home) if portal.address_known else council
    code, name = int(portal.plan.code), portal.plan.authority
    return Target(urn=code, name=name, website=start, council=council)


@pytest.mark.parametrize("style", ["directory", "hub", "referral"])
def test_each_kind_of_portal_is_read_to_its_end(
    crawled: tuple[Crawled, dict[str, dict[str, Any]]], style: str
) -> None:
    found, truths = crawled
    truth = truths[style]
    mine = [c for c in found.captures if c.urn == int(truth["code"])]
    got = {c.final_url for c in mine if c.sha256}
    end = found.visits[int(truth["code"])]
    assert end.outcome == "done" and end.finished, end.stopped_because
    assert truth["home"] in got
    topics = [url for url in got if "advice.page" in url or "/guide/" in url or ".pdf" in url]
    assert len(topics) == len(truth["met"])
    if style == "referral":
        assert any("/api/oruk/services" in url for url in got)
    else:
        assert {entry["url"] for entry in truth["entries"]} <= got


def test_a_council_whose_pages_have_nothing_to_do_with_it_is_not_walked(
    crawled: tuple[Crawled, dict[str, dict[str, Any]]],
) -> None:
    found, _ = crawled
    assert not [c.url for c in found.captures if "/bins/" in c.url or "/jobs/" in c.url]


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ("<title>Sample Tyres</title><h1>Cheap tyres</h1><p>Buy three tyres.</p>", "foreign"),
        (Reply(b"gone", 410), "gone"),
        (
            "<title>Just a moment...</title><p>Checking your browser. Enable JavaScript and cookies"
            "</p><script src='/cdn-cgi/challenge-platform/x.js'></script>",
            "blocked",
        ),
        ("<title>SEND</title><h1>SEND</h1><p>Your session has expired.</p>", "session"),
        ("<title>offer.example</title><p>This domain is for sale</p>", "parked"),
        (Reply(b"%PDF-1.4 x", content_type="application/pdf"), "foreign"),
    ],
)
def test_an_address_that_leads_to_no_local_offer_ends_with_a_name_and_invents_nothing(
    tmp_path: Path, page: Page, outcome: str
) -> None:
    with serving({"/": page}) as (site,):
        found = visit(tmp_path, [offer(site.url)])
    end = found.visits[990]
    assert (end.outcome, end.finished) == (outcome, False)
    assert len(site.asked) <= 4


def test_an_address_that_is_somebody_elses_now_sends_the_search_to_the_councils_website(
    tmp_path: Path,
) -> None:
    with serving({"/": "<h1>Cheap tyres</h1>"}, {}, {"/": OFFER}) as (old, council, portal):
        link = f"<h1>Council</h1><a href='{portal.url}'>SEND Local Offer</a>"
        council.pages["/"] = link
        found = visit(tmp_path, [offer(old.url, council=council.url)])
    assert found.visits[990].outcome == "done"
    assert found.outcomes[portal.url] == "ok"


def test_an_old_portal_that_leads_to_the_councils_front_page_is_searched_for_from_there(
    tmp_path: Path,
) -> None:
    front = "<title>Council</title><h1>Council</h1><p>Schools, SEND, bins and parking.</p>"
    with serving({}, {}) as (old, council):
        moved = Reply(b"", status=301, headers={"Location": council.url})
        old.pages["/"] = moved
        council.pages["/"] = front + "<a href='/send/local-offer/'>SEND Local Offer</a>"
        council.pages["/send/local-offer/"] = OFFER
        found = visit(tmp_path, [offer(old.url, council=council.url)])
        council.pages["/"] = front
        lost = visit(tmp_path / "again", [offer(old.url, council=council.url)])
    assert found.visits[990].outcome == "done"
    assert found.outcomes[f"{council.url}send/local-offer/"] == "ok"
    assert f"{council.url}send/local-offer/" not in lost.outcomes


def test_a_challenge_on_one_page_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    challenge = "<title>Just a moment...</title><p>Checking your browser.</p>"
    script = "<script src='/cdn-cgi/challenge-platform/x.js'></script>"
    pages: dict[str, Page] = {
        "/": OFFER + "<a href='/travel'>School transport</a><a href='/health'>Health</a>",
        "/travel": Reply(f"{challenge}{script}".encode(), status=403),
        "/health": "<h1>Health</h1><p>Therapies.</p>",
    }
    with serving(pages) as (site,):
        found = visit(tmp_path, [offer(site.url)])
        assert len([path for path in site.paths() if path == "/travel"]) <= 2
    assert found.outcomes[f"{site.url}travel"] in ("blocked", "forbidden")
    assert found.outcomes[f"{site.url}health"] == "ok"
    assert found.visits[990].outcome == "done"


def test_thousands_of_listings_stay_within_the_budget_and_schools_come_first(
    tmp_path: Path,
) -> None:
    def listing(number: int) -> str:
        rows = "".join(
            f"<li><a href='/record/{number * 50 + i}'>"
            f"{'Example Primary School' if i % 5 == 0 else 'Example Club'} {number * 50 + i}</a>"
            " AB1 2CD</li>"
            for i in range(50)
        )
        following = f"<a href='/list?page={number + 1}'>Next</a>"
        return f"<title>Local Offer</title><h1>Local Offer list</h1><ul>{rows}</ul>{following}"

    pages: dict[str, Page] = {"/": OFFER + "<a href='/list?page=0'>Directory</a>"}
    pages |= {f"/list?page={number}": listing(number) for number in range(60)}
    pages |= {f"/record/{n}": f"<h1>Entry {n}</h1>" for n in range(3000)}
    with serving(pages) as (site,):
        found = visit(tmp_path, [offer(site.url)], max_pages=90)
    records = [int(path.rsplit("/", 1)[1]) for path in site.paths() if "/record/" in path]
    assert len(site.asked) <= 95
    assert records and all(number % 5 == 0 for number in records)
    end = found.visits[990]
    assert (end.stopped_because, end.finished) == ("budget spent", False)


def test_links_that_carry_a_session_are_one_address_and_no_endless_series(tmp_path: Path) -> None:
    count = iter(range(10_000))

    def home(_: object) -> Reply:
        token = f"{next(count):08d}"
        links = "".join(
            f"<li><a href='/record/{n}?sessionid={token}'>Example School {n}</a> AB1 2CD</li>"
            for n in range(5)
        )
        again = f"<a href='/?sessionid={token}'>Local Offer home</a>"
        return Reply(f"{OFFER}<ul>{links}</ul>{again}".encode())

    pages: dict[str, Page] = {"/": home}
    pages |= {f"/record/{n}": f"<h1>Example School {n}</h1>" for n in range(5)}
    with serving(pages) as (site,):
        visit(tmp_path, [offer(site.url)], max_pages=60)
    assert sorted(p for p in site.paths() if "/record/" in p) == [f"/record/{n}" for n in range(5)]
    assert len(site.asked) < 50


def test_addresses_from_schools_reports_are_opened_once_and_not_followed(tmp_path: Path) -> None:
    elsewhere: dict[str, Page] = {"/": "<h1>Other</h1><a href='/next'>SEND Local Offer</a>"}
    with serving({"/": OFFER}, elsewhere) as (site, other):
        links = [other.url, f"{other.url}dead"]
        found = visit(tmp_path, [offer(site.url, links=links)])
    assert found.outcomes[other.url] == "ok"
    assert found.outcomes[f"{other.url}dead"] == "http-404"
    assert "/next" not in other.paths()


def test_robots_are_obeyed(tmp_path: Path) -> None:
    rules = Reply(b"User-agent: *\nDisallow: /", content_type="text/plain")
    with serving({"/robots.txt": rules, "/": OFFER}) as (site,):
        found = visit(tmp_path, [offer(site.url)])
    assert found.visits[990].outcome == "robots"
    assert site.paths() == ["/robots.txt"]
