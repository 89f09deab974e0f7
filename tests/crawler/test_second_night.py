"""The second night: validators first, then the hash; what is unchanged is not moved again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from crawler.archive import read_body
from crawler.model import Known, Target
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
            warc_file=capture.warc_file,
            warc_offset=capture.warc_offset,
            content_type=capture.content_type,
            document=capture.url.endswith(".pdf"),
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
