"""A job as a file: the batch in the first line, then one school a line.

On a later night a school carries what is known of its forty addresses, and a batch may have
thousands of schools: read whole, they would be most of a crawl's memory. So a job is read school
by school, as each is visited.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from crawler.model import CrawlJob, Target


class JobError(Exception):
    """The file is no job; the message is one sentence."""


def write_job(job: CrawlJob, path: Path) -> None:
    """Write a job to a file. Raises OSError."""
    with path.open("w", encoding="utf-8") as file:
        file.write(job.model_dump_json(exclude={"targets"}) + "\n")
        for target in job.targets:
            file.write(target.model_dump_json() + "\n")


class JobFile:
    """A job out of its file. `batch` is the job without its schools, `urns` are theirs."""

    def __init__(self, path: Path) -> None:
        """Read it once, and keep nothing of the schools but their URNs.

        Raises JobError where a line is not what it should be, and OSError.
        """
        self._path = path
        lines = self._lines()
        self.batch = _job(next(lines, b""), path)
        if self.batch.targets:
            # A crawl without schools would end well and have visited nobody.
            raise JobError(f"{path} is no crawl job: its schools stand in the first line.")
        self.urns = {_target(line, path).urn for line in lines}

    def targets(self) -> Iterator[Target]:
        """Yield the schools in order, each read when it is asked for."""
        lines = self._lines()
        next(lines, None)
        for line in lines:
            yield _target(line, self._path)

    def _lines(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            yield from file


def _job(line: bytes, path: Path) -> CrawlJob:
    try:
        return CrawlJob.model_validate_json(line)
    except ValidationError as error:
        raise JobError(_sentence(error, path)) from error


def _target(line: bytes, path: Path) -> Target:
    try:
        return Target.model_validate_json(line)
    except ValidationError as error:
        raise JobError(_sentence(error, path)) from error


def _sentence(error: ValidationError, path: Path) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{path} is no crawl job: {where or 'a line'}: {first['msg']}."
