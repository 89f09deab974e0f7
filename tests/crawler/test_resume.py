"""Kill it anywhere and start again: nothing lost, nothing done twice, nobody skipped."""

from __future__ import annotations

import multiprocessing
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

# warcio ships no types.
from warcio.checker import Checker  # type: ignore[import-untyped]

from crawler.__main__ import main
from crawler.archive import read_body, sha256_of
from crawler.batch import CrawlError, run_batch, split
from crawler.model import CrawlJob, VisitRecord
from tests.crawler.servers import (
    FAST,
    Page,
    Reply,
    Site,
    crawl,
    job_file,
    result,
    serving,
    target,
)

KILLS = 50
SCHOOLS = 20
_CONTEXT = multiprocessing.get_context("forkserver")
"""Each crawl is a process of its own, forked where Scrapy is loaded already: it begins at once."""
_CONTEXT.set_forkserver_preload(["crawler.__main__", "crawler.spiders.school", "scrapy.crawler"])
TEXT = "<p>" + "Example Primary School is in Sampleshire and has many classes. " * 20 + "</p>"


def school(number: int) -> dict[str, Page]:
    links = "".join(f"<a href='/send-{n}'>SEND page {n}</a>" for n in range(4))
    return {
        "/": Reply(f"<h1>School {number}</h1>{TEXT}{links}".encode(), delay=0.02),
        **{
            f"/send-{n}": Reply(f"<h1>SEND {n} at {number}</h1>{TEXT}".encode(), delay=0.02)
            for n in range(4)
        },
    }


def test_a_kill_at_any_moment_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    chance, killed = random.Random(20261123), 0
    sites = [Site(school(number)) for number in range(SCHOOLS)]
    try:
        job = job_file(
            tmp_path,
            [target(n + 1, site.url) for n, site in enumerate(sites)],
            open_schools=2,
            readers=0,
        )
        lines = tmp_path / "night" / "b1.jsonl"
        for _ in range(KILLS):
            process = _CONTEXT.Process(target=main, args=([str(job)],))
            process.start()
            begun = lines.stat().st_size if lines.exists() else 0
            deadline = time.monotonic() + 10
            while process.is_alive() and time.monotonic() < deadline:
                if lines.exists() and lines.stat().st_size > begun:
                    break
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.08))
            process.kill()
            process.join()
            killed += process.exitcode == -signal.SIGKILL
        subprocess.run([sys.executable, "-m", "crawler", str(job)], check=True, timeout=60)
    finally:
        for site in sites:
            site.close()
    assert killed >= KILLS // 2, "most kills must come before the crawl is through"
    whole = result(lines)
    assert sorted(whole.visits) == list(range(1, SCHOOLS + 1))
    assert Counter(c.urn for c in whole.captures if c.url.endswith("/send-3")) == dict.fromkeys(
        range(1, SCHOOLS + 1), 1
    )
    for urn in whole.visits:
        numbers = [capture.sequence for capture in whole.captures if capture.urn == urn]
        assert numbers == sorted(set(numbers))
    for capture in whole.captures:
        if capture.sha256:
            _, body = read_body(tmp_path, capture.warc_file, capture.warc_offset)
            assert sha256_of(body) == capture.sha256
    warc = tmp_path / "night" / "b1.warc.gz"
    assert Checker(SimpleNamespace(inputs=[str(warc)], verbose=False)).process_all() == 0


def test_another_batch_takes_up_what_a_killed_one_left(tmp_path: Path) -> None:
    with serving(school(1)) as (site,):
        first = crawl(tmp_path, [target(1, site.url)], batch="000-00", readers=0)
        kept = [line for line in first.lines.read_text().splitlines() if '"visit"' not in line]
        first.lines.write_text("\n".join(kept[:4]) + "\n")
        asked = len(site.asked)
        second = crawl(tmp_path, [target(1, site.url)], batch="001-00", readers=0)
    assert len(site.asked) - asked < asked
    assert second.visits[1].outcome == "done"
    assert second.captures[0].sequence == 5


def test_a_finished_batch_asks_for_nothing(tmp_path: Path) -> None:
    with serving(school(1)) as (site,):
        crawl(tmp_path, [target(1, site.url)])
        asked = len(site.asked)
        again = crawl(tmp_path, [target(1, site.url)])
    assert len(site.asked) == asked
    assert list(again.visits) == [1]


def test_a_crawl_that_is_asked_to_stop_says_what_is_left(tmp_path: Path) -> None:
    with serving({"/": Reply(TEXT.encode(), delay=2)}) as (site,):
        job = job_file(tmp_path, [target(1, site.url)])
        process = subprocess.Popen(
            [sys.executable, "-m", "crawler", str(job)], stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + 20
        while not site.asked and time.monotonic() < deadline:
            time.sleep(0.02)
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert process.returncode == 4
    assert said.strip().splitlines()[-1] == "The crawl was stopped with 1 of 1 schools left."


def test_progress_tells_of_each_school_once(tmp_path: Path) -> None:
    told: list[VisitRecord] = []
    with serving(school(1), school(2)) as sites:
        job = CrawlJob(
            run="night",
            batch="b1",
            archive=str(tmp_path),
            targets=[target(n + 1, site.url) for n, site in enumerate(sites)],
            settings=FAST,
        )
        run_batch(job, told.append)
        run_batch(job, told.append)
    assert sorted(visit.urn for visit in told) == [1, 2]


def test_a_bad_job_and_an_unwritable_archive_are_one_sentence(tmp_path: Path) -> None:
    job = CrawlJob(
        run="night", batch="b1", archive=str(tmp_path), targets=[], settings={"dealy": 1}
    )
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    for broken in (job, job.model_copy(update={"archive": str(blocked)})):
        try:
            run_batch(broken)
        except CrawlError as error:
            assert "\n" not in str(error)
            assert "dealy" in str(error) or str(blocked) in str(error)
        else:
            raise AssertionError("the job ran")


def test_schools_on_one_machine_stay_in_one_process() -> None:
    targets = [target(n, f"http://school{n}.example/") for n in range(9)]
    vendor = {f"school{n}.example": "203.0.113.7" for n in range(4)}
    shares = split(targets, 3, resolve=lambda hosts: vendor)
    together = next(share for share in shares if any(t.urn == 0 for t in share))
    assert {0, 1, 2, 3} <= {t.urn for t in together}
    assert sorted(t.urn for share in shares for t in share) == list(range(9))
    assert max(len(share) for share in shares) <= 4
