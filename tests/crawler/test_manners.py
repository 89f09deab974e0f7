"""Good manners: one request at a time, pauses, robots.txt, Retry-After, a name, no cookies."""

from __future__ import annotations

import asyncio
import itertools
import time
from pathlib import Path

import pytest

from crawler.gate import Gate
from crawler.robots import Robots, agent_token, from_answer, from_failure
from tests.crawler.servers import Asked, Page, Reply, Site, crawl, serving, target

TEXT = "<p>" + "Example Primary School is in Sampleshire and has many classes. " * 20 + "</p>"


def school(pages: int = 4) -> dict[str, Page]:
    links = "".join(f"<a href='/send-{n}'>SEND page {n}</a>" for n in range(pages))
    return {
        "/": f"<h1>Welcome</h1>{TEXT}{links}",
        **{f"/send-{n}": f"<h1>SEND {n}</h1>{TEXT}" for n in range(pages)},
    }


def overlaps(asked: list[Asked]) -> int:
    ordered = sorted(asked, key=lambda one: one.began)
    return sum(later.began < earlier.ended for earlier, later in itertools.pairwise(ordered))


def test_one_request_at_a_time_even_for_many_schools_on_one_address(tmp_path: Path) -> None:
    pages = {
        path: Reply(body.encode(), delay=0.03)  # type: ignore[union-attr]  # all are str here
        for path, body in school().items()
    }
    shared = Site({f"/s{n}{path}": page for n in range(4) for path, page in pages.items()})
    try:
        targets = [target(n + 1, f"{shared.url}s{n}/") for n in range(4)]
        result = crawl(tmp_path, targets)
    finally:
        shared.close()
    assert len(shared.asked) > 8
    assert overlaps(shared.asked) == 0
    assert all(visit.outcome == "done" for visit in result.visits.values())


@pytest.mark.parametrize(("many", "longest", "shortest"), [(3, 1.2, 0.0), (9, 9.0, 1.9)])
def test_where_very_many_share_an_address_each_host_keeps_its_pause(
    many: int, longest: float, shortest: float
) -> None:
    gate = Gate(many, 0.02)
    times: dict[str, list[float]] = {f"school-{n}.example.org": [] for n in range(4)}

    async def ask(host: str) -> None:
        for _ in range(2):
            async with gate.turn_for(host, "192.0.2.7", 0.3):
                times[host].append(time.monotonic())

    async def all_of_them() -> None:
        await asyncio.gather(*(ask(host) for host in times))

    began = time.monotonic()
    asyncio.run(all_of_them())
    assert shortest <= time.monotonic() - began <= longest
    assert all(second - first >= 0.29 for first, second in times.values())


def test_the_pause_is_kept_between_requests(tmp_path: Path) -> None:
    with serving(school(2)) as (site,):
        crawl(tmp_path, [target(1, site.url)], delay=0.25)
    gaps = [b.began - a.ended for a, b in itertools.pairwise(site.asked)]
    assert len(gaps) >= 3
    assert min(gaps) >= 0.24


def test_crawl_delay_lengthens_the_pause_and_an_endless_one_ends_the_visit(tmp_path: Path) -> None:
    slow = Reply(b"User-agent: *\nCrawl-delay: 0.3", content_type="text/plain")
    never = Reply(b"User-agent: *\nCrawl-delay: 86400", content_type="text/plain")
    pages = school(1)
    with serving({**pages, "/robots.txt": slow}, {**pages, "/robots.txt": never}) as sites:
        result = crawl(tmp_path, [target(n + 1, site.url) for n, site in enumerate(sites)])
    gaps = [b.began - a.ended for a, b in itertools.pairwise(sites[0].asked[1:])]
    assert min(gaps) >= 0.29
    assert result.visits[2].outcome == "robots"
    assert sites[1].paths() == ["/robots.txt"]


def test_what_robots_txt_forbids_is_never_asked_for(tmp_path: Path) -> None:
    rules = Reply(b"User-agent: sendwatch-test\nDisallow: /send-1\n\nUser-agent: *\nDisallow: /")
    with serving({**school(), "/robots.txt": rules}) as (site,):
        result = crawl(tmp_path, [target(1, site.url)])
    assert "/send-0" in site.paths()
    assert "/send-1" not in site.paths()
    assert result.of("/send-1").outcome == "robots"


def test_it_says_who_it_is_and_keeps_no_cookies(tmp_path: Path) -> None:
    pages = school()
    pages["/"] = Reply(str(pages["/"]).encode(), headers={"Set-Cookie": "track=1; Path=/"})
    with serving(pages) as (site,):
        crawl(tmp_path, [target(1, site.url)])
    for asked in site.asked:
        assert asked.headers["User-Agent"] == "Sendwatch-test/1 (+https://example.org/robot)"
        assert "Cookie" not in asked.headers


def test_retry_after_is_waited_out_and_then_the_page_comes(tmp_path: Path) -> None:
    answers = iter([Reply(b"later", 429, headers={"Retry-After": "1"})])
    pages = school(1)
    pages["/send-0"] = lambda _: next(answers, Reply(f"<h1>SEND</h1>{TEXT}".encode()))
    with serving(pages) as (site,):
        result = crawl(tmp_path, [target(1, site.url)])
    first, second = [asked for asked in site.asked if asked.path == "/send-0"]
    assert second.began - first.ended >= 0.99
    assert result.of("/send-0").outcome == "ok"


@pytest.mark.parametrize("value", ["\xb2", f"Mon, 05 Jan 2026 09:00:00 +{'9' * 20}", "soon"])
def test_a_retry_after_that_is_no_time_ends_no_visit(tmp_path: Path, value: str) -> None:
    pages = school(2)
    pages["/send-0"] = Reply(b"later", 429, headers={"Retry-After": value})
    with serving(pages) as (site,):
        result = crawl(tmp_path, [target(1, site.url)])
    assert result.of("/send-0").outcome == "too-many-requests"
    assert result.of("/send-1").outcome == "ok"


@pytest.mark.parametrize(
    "said",
    [
        "filename*=utf-8''a.pdf; filename*0=b.pdf",
        "filename*=idna''%ff.pdf",
        "filename*=raw_unicode_escape''%5Cud800.pdf",
    ],
)
def test_a_file_name_that_cannot_be_read_loses_no_file(tmp_path: Path, said: str) -> None:
    pages = school(2)
    body = f"<h1>SEND information report</h1>{TEXT}".encode()
    pages["/send-0"] = Reply(body, headers={"Content-Disposition": f"inline; {said}"})
    with serving(pages) as (site,):
        result = crawl(tmp_path, [target(1, site.url)])
    assert result.of("/send-0").outcome == "ok"
    assert result.visits[1].outcome == "done"


def test_a_server_that_keeps_failing_is_left_in_peace(tmp_path: Path) -> None:
    pages = school(10)
    pages |= {path: Reply(b"broken", 500) for path in pages if path.startswith("/send")}
    with serving(pages) as (site,):
        result = crawl(tmp_path, [target(1, site.url)], tries=1)
    visit = result.visits[1]
    assert (visit.outcome, visit.finished) == ("server-error", False)
    assert sum(path.startswith("/send") for path in site.paths()) == 3


def test_a_storage_host_that_wants_a_referer_gets_it(tmp_path: Path) -> None:
    def only_with_referer(asked: Asked) -> Reply:
        return Reply(b"%PDF-1.4", 200 if "Referer" in asked.headers else 403)

    with serving({"/report.pdf": only_with_referer}) as (storage,):
        link = f"<a href='{storage.url}report.pdf'>SEND Information Report</a>"
        with serving({"/": f"<h1>Welcome</h1>{TEXT}{link}"}) as (site,):
            result = crawl(tmp_path, [target(1, site.url)])
    assert result.of("report.pdf").outcome == "ok"


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (404, b"", True),
        (403, b"User-agent: *\nDisallow: /", True),
        (500, b"", False),
        (429, b"", False),
        (200, b"", True),
        (200, b"<!DOCTYPE html><p>Disallow: /</p>", True),
        (200, b"User-agent: *\nDisallow: /", False),
        (200, b"User-agent: Sendwatch\nAllow: /\nUser-agent: *\nDisallow: /", True),
        (200, b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /send", False),
        (200, b"\x00\xff\xfe nonsense", True),
    ],
)
def test_robots_txt_is_read_as_the_rfc_says(status: int, body: bytes, allowed: bool) -> None:
    robots = from_answer(status, body)
    assert robots.allows("http://www.example.org/send", "Sendwatch") == allowed


def test_rules_that_could_not_be_loaded_forbid_everything() -> None:
    assert not from_failure("timeout").allows("http://www.example.org/", "Sendwatch")
    assert Robots().allows("http://www.example.org/", "Sendwatch")


@pytest.mark.parametrize("agent", ["Sendwatch", "Sendwatch/0.1", "Sendwatch (+https://e.org)"])
def test_robots_rules_go_by_the_short_name(agent: str) -> None:
    assert agent_token(agent) == "Sendwatch"
