"""The second night: validators first, then the hash; what is unchanged is not moved again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import read_body
from crawler.frontier import WANTED, Frontier
from crawler.model import Known, Target
from crawler.revisit import known_candidate
from tests.crawler.servers import Asked, Crawled, Page, Reply, Site, crawl, serving

TEXT = "<p>" + "Example Primary School is in Sampleshire and has many classes. " * 20 + "</p>"
REPORT = b"%PDF-1.4 " + bytes(range(256)) * 200


def with_validators(body: bytes, content_type: str = "text/html") -> Page:
    etag = f'"{hashlib.sha1(body).hexdigest()}"'

    def answer(asked: Asked) -> Reply:
        headers = {"ETag": etag}
        if asked.headers.get("If-None-Match") == etag:
            return Reply(status=304, headers=headers)
        return Reply(body, content_type=content_type, headers=headers)

    return answer


def school(report: bytes) -> dict[str, Page]:
    home = f"<h1>Welcome</h1>{TEXT}<a href='/send'>SEND</a>"
    send = f"<h1>SEND</h1>{TEXT}<a href='/r.pdf'>SEND Information Report</a>"
    plan = "<a href='/plan.pdf'>Accessibility Plan</a>"
    return {
        "/": with_validators(home.encode()),
        "/send": with_validators(f"{send}{plan}".encode()),
        "/r.pdf": with_validators(report, "application/pdf"),
        "/plan.pdf": Reply(REPORT + b"plan", content_type="application/pdf"),
    }


def as_known(first: Crawled, site: Site) -> Target:
    known = {
        capture.url: Known(
            etag=capture.etag,
            last_modified=capture.last_modified,
            sha256=capture.sha256,
            first_seen=capture.fetched_at,
            warc_file=capture.warc_file,
            warc_offset=capture.warc_offset,
            content_type=capture.content_type,
            document=capture.url.endswith(".pdf"),
            found_on=capture.found_on,
            anchor=capture.anchor,
            near=capture.near,
            score=capture.score,
            depth=capture.depth,
            why=capture.why,
        )
        for capture in first.captures
        if capture.sha256
    }
    return Target(urn=1, name="Example School 1", website=site.url, known=known)


def test_an_unchanged_school_moves_almost_nothing_and_says_so(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        second = crawl(tmp_path, [as_known(first, site)], run="night-2")
    assert second.of("/send").outcome == "not-modified"
    assert second.of("/send").http_status == 304
    assert second.of("/r.pdf").outcome == "not-modified"
    assert second.of("/r.pdf").transferred == 0
    for ending in ("/send", "/r.pdf", "/plan.pdf"):
        one, two = first.of(ending), second.of(ending)
        assert two.sha256 == one.sha256
        body = read_body(tmp_path, two.warc_file, two.warc_offset)[1]
        assert hashlib.sha256(body).hexdigest() == one.sha256


def test_without_validators_the_hash_tells_and_the_archive_keeps_one_copy(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        second = crawl(tmp_path, [as_known(first, site)], run="night-2")
    assert second.of("/plan.pdf").outcome == "not-modified"
    assert second.of("/plan.pdf").http_status == 200
    with (tmp_path / "night-2" / "b1.warc.gz").open("rb") as file:
        kinds = {
            record.rec_headers.get_header("WARC-Target-URI"): record.rec_type
            for record in ArchiveIterator(file)
            if record.rec_type in ("response", "revisit")
        }
    assert kinds[f"{site.url}plan.pdf"] == "revisit"
    assert kinds[f"{site.url}r.pdf"] == "revisit"


def test_an_unchanged_page_is_one_record_that_refers_to_the_first_ones_moment(
    tmp_path: Path,
) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        crawl(tmp_path, [revisit(as_known(first, site))], run="night-2")
    about_report = {}
    for night in ("night", "night-2"):
        with (tmp_path / night / "b1.warc.gz").open("rb") as file:
            about_report[night] = [
                (record.rec_type, record.rec_headers)
                for record in ArchiveIterator(file)
                if record.rec_headers.get_header("WARC-Target-URI") == f"{site.url}r.pdf"
            ]
    assert [kind for kind, _ in about_report["night"]] == ["response", "request"]
    ((kind, headers),) = about_report["night-2"]
    assert kind == "revisit"
    came = about_report["night"][0][1].get_header("WARC-Date")
    assert headers.get_header("WARC-Refers-To-Date") == came


def test_a_changed_report_comes_anew(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        site.pages |= school(REPORT + b"changed")
        second = crawl(tmp_path, [as_known(first, site)], run="night-2")
    assert second.of("/r.pdf").outcome == "ok"
    assert second.of("/r.pdf").sha256 != first.of("/r.pdf").sha256
    assert second.of("/r.pdf").warc_file == "night-2/b1.warc.gz"


def test_a_304_for_a_body_that_the_archive_lost_is_asked_for_again(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        known = as_known(first, site)
        (tmp_path / "night" / "b1.warc.gz").unlink()
        second = crawl(tmp_path, [known], run="night-2")
    capture = second.of("/r.pdf")
    assert (capture.outcome, capture.http_status) == ("ok", 200)
    assert read_body(tmp_path, capture.warc_file, capture.warc_offset)[1] == REPORT


def test_one_body_at_two_addresses_is_stored_once(tmp_path: Path) -> None:
    pages = school(REPORT)
    pages["/plan.pdf"] = Reply(REPORT, content_type="application/pdf")
    with serving(pages) as (site,):
        result = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
    one, two = result.of("/r.pdf"), result.of("/plan.pdf")
    assert one.sha256 == two.sha256
    assert one.warc_offset == two.warc_offset


def revisit(known: Target) -> Target:
    return known.model_copy(update={"revisit": True})


def visit_of(crawled: Crawled) -> tuple[str, str]:
    (visit,) = crawled.visits.values()
    return visit.outcome, visit.reach


def test_a_night_between_two_searches_asks_only_where_something_stood(tmp_path: Path) -> None:
    pages = school(REPORT)
    home = f"<h1>Welcome</h1>{TEXT}<a href='/send'>SEND</a><a href='/policies'>Policies</a>"
    pages["/"] = with_validators(home.encode())
    pages["/policies"] = with_validators(f"<h1>Policies</h1>{TEXT}".encode())
    pages["/sitemap.xml"] = Reply(b"<urlset></urlset>", content_type="application/xml")
    with serving(pages) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        known = revisit(as_known(first, site))
        known.known = {u: k for u, k in known.known.items() if not u.endswith("policies")}
        second = crawl(tmp_path, [known], run="night-2")
    assert visit_of(first) == ("done", "full")
    assert visit_of(second) == ("done", "known")
    assert not [c.url for c in second.captures if c.url.endswith(("policies", "sitemap.xml"))]
    assert second.of("/r.pdf").outcome == "not-modified"


def test_a_new_link_that_promises_a_document_calls_for_a_full_search(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        send = f"<h1>SEND</h1>{TEXT}<a href='/r2.pdf'>SEND Information Report</a>"
        site.pages["/send"] = with_validators(send.encode())
        site.pages["/r2.pdf"] = Reply(REPORT + b"2", content_type="application/pdf")
        second = crawl(tmp_path, [revisit(as_known(first, site))], run="night-2")
    assert visit_of(second) == ("done", "full")
    assert second.of("/r2.pdf").outcome == "ok"
    assert second.of("/r2.pdf").found_on.endswith("/send")


def test_news_without_a_promising_link_call_for_nothing(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        home = f"<h1>Welcome</h1>{TEXT}<p>Snow tomorrow</p><a href='/send'>SEND</a>"
        site.pages["/"] = with_validators(home.encode())
        second = crawl(tmp_path, [revisit(as_known(first, site))], run="night-2")
    assert visit_of(second) == ("done", "known")


def test_a_document_that_is_gone_calls_for_a_full_search(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        site.pages.pop("/r.pdf")
        second = crawl(tmp_path, [revisit(as_known(first, site))], run="night-2")
    assert visit_of(second) == ("done", "full")
    assert second.of("/r.pdf").outcome == "http-404"


def test_how_a_document_was_reached_is_remembered(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        second = crawl(tmp_path, [revisit(as_known(first, site))], run="night-2")
    was = first.of("/r.pdf")
    assert was.found_on
    assert (second.of("/r.pdf").found_on, second.of("/r.pdf").anchor) == (was.found_on, was.anchor)


@pytest.mark.parametrize("reach", ["known", "full"])
def test_what_a_finding_quotes_is_looked_at_again_in_every_search(
    tmp_path: Path, reach: str
) -> None:
    with serving({**school(REPORT), "/office": f"<h1>Office</h1>{TEXT}"}) as (site,):
        first = crawl(tmp_path, [Target(urn=1, name="Example School 1", website=site.url)])
        target = as_known(first, site)
        target.known[f"{site.url}office"] = Known(anchor="The office", score=0.1, quoted=True)
        target = revisit(target) if reach == "known" else target
        second = crawl(tmp_path, [target], run="night-2")
    assert second.of("/office").outcome == "ok"


def test_a_known_document_is_trusted_as_far_as_it_was_read() -> None:
    known = Known(document=True, kinds=["sen-policy", "other"], why="says “SEN policy 2021”")
    candidate = known_candidate("https://x.example.org/f", known, own=True, this_year=2026)
    assert candidate.score.names_wanted and candidate.score.old is False
    assert (set(candidate.score.kinds), candidate.score.year) == ({"sen-policy"}, 2021)


@pytest.mark.parametrize("known", [Known(quoted=True), Known(document=True, kinds=["other"])])
def test_a_search_that_has_found_all_still_asks_for_what_is_known(known: Known) -> None:
    frontier = Frontier({"x.example.org"}, 2026)
    for kind in WANTED:
        frontier.found.add(kind, 0.9, 2026)
    urls = {f"https://x.example.org/page-{number}" for number in range(30)}
    for url in urls:
        frontier.push(known_candidate(url, known, own=True, this_year=2026))
    asked = set()
    while (candidate := frontier.pop(9)) is not None:
        asked.add(candidate.url)
    assert asked == urls


def test_when_time_is_up_the_rest_is_left_undone(tmp_path: Path) -> None:
    with serving(school(REPORT)) as (site,):
        target = Target(urn=1, name="Example School 1", website=site.url)
        late = crawl(tmp_path, [target], stop_at=1.0)
        assert late.visits == {}
        assert [visit.outcome for visit in crawl(tmp_path, [target]).visits.values()] == ["done"]
