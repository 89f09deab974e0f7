"""A job's file is read whole or refused: a crawl without schools must not pass for a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.jobs import JobError, JobFile, write_job
from crawler.model import CrawlJob, Target

SCHOOL = Target(urn=900001, name="Example School", website="https://example.org")
JOB = CrawlJob(run="r", batch="b", archive="archive", targets=[SCHOOL])


def test_a_job_comes_back_school_by_school(tmp_path: Path) -> None:
    write_job(JOB, tmp_path / "job")
    job = JobFile(tmp_path / "job")
    assert job.urns == {900001}
    assert list(job.targets()) == JOB.targets


def test_a_job_with_its_schools_in_one_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "job"
    path.write_text(JOB.model_dump_json())
    with pytest.raises(JobError, match="first line"):
        JobFile(path)
