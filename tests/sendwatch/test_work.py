"""Where work runs: batches side by side here, and the same batches in anybody's workers."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from crawler.batch import CrawlError, run_batch
from crawler.model import CrawlJob
from sendwatch.work import side_by_side
from tests.crawler.servers import FAST, Site, result, serving, target

HOME = "<h1>Welcome</h1>" + "<p>Example Primary School has many classes.</p>" * 20


def job(archive: Path, batch: str, site: Site) -> CrawlJob:
    return CrawlJob(
        run="night",
        batch=batch,
        archive=str(archive),
        targets=[target(int(batch[-1]), site.url)],
        settings={**FAST, "readers": 0},
    )


def test_batches_run_side_by_side_and_one_that_fails_stops_no_other(tmp_path: Path) -> None:
    with serving({"/": HOME}, {"/": HOME}) as sites:
        jobs = [job(tmp_path, f"b{n}", site) for n, site in enumerate(sites, 1)]
        broken = jobs[0].model_copy(update={"settings": {"delya": 1}})
        ended = {one.batch: end for one, end in side_by_side(run_batch, [broken, jobs[1]])}
    assert isinstance(ended["b1"], CrawlError)
    assert "delya" in str(ended["b1"])
    assert isinstance(ended["b2"], Path)
    assert result(ended["b2"]).visits[2].outcome == "done"


def test_a_batch_is_plain_data_that_any_worker_can_run(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with serving({"/": HOME}) as (site,), ProcessPoolExecutor(1, mp_context=context) as workers:
        # A worker knows nothing but the job: it comes pickled, as to another machine.
        lines = workers.submit(run_batch, job(tmp_path, "b1", site)).result()
    assert result(lines).visits[1].outcome == "done"
