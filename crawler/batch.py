"""Batches of schools, each crawled by a process of its own.

A Twisted reactor runs once in a process, and a process that dies must not take the run with
it; so a batch is a subprocess that reads a job file and is followed by what it writes.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from crawler.jobs import write_job
from crawler.model import CrawlJob, Target, VisitRecord
from crawler.safety import literal_address

POLL_SECONDS = 0.2


class CrawlError(Exception):
    """A batch did not run to its end; the message is one sentence with the log's place."""


def run_batch(job: CrawlJob, on_progress: Callable[[VisitRecord], None] | None = None) -> Path:
    """Crawl one batch in a subprocess and return its JSON-lines file.

    `on_progress` is called once for each school that this call finishes, while it runs.
    Raises CrawlError when the process fails; what it had captured is kept, and running the
    same job again goes on from there.
    """
    job = job.model_copy(update={"archive": str(Path(job.archive).resolve())})
    folder = Path(job.archive) / job.run
    try:
        folder.mkdir(parents=True, exist_ok=True)
        job_path = folder / f"{job.batch}.job.json"
        write_job(job, job_path)
        log = (folder / f"{job.batch}.log").open("ab")
    except OSError as error:
        raise CrawlError(f"Cannot write to {folder}: {error.strerror}.") from error
    lines = folder / f"{job.batch}.jsonl"
    follower = _Follower(lines, on_progress or (lambda _: None))
    with log:
        process = subprocess.Popen(
            [sys.executable, "-m", "crawler", str(job_path)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, _python_path()))},
        )
        try:
            while process.poll() is None:
                follower.step()
                time.sleep(POLL_SECONDS)
        finally:
            if process.poll() is None:
                _stop(process)
    follower.step()
    if process.returncode != 0:
        raise CrawlError(_why_failed(process.returncode, Path(log.name)))
    job_path.unlink(missing_ok=True)
    return lines


def _python_path() -> list[str]:
    """Let the subprocess find this package also where it is not installed."""
    return [str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the crawl as a person would, and by force if it does not listen."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _why_failed(code: int, log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if code in (2, 3, 4) and lines:
        return lines[-1]
    ending = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"The crawl process ended with {ending}: see {log}."


class _Follower:
    """Reads visits out of a growing file, from where it ended before."""

    def __init__(self, path: Path, tell: Callable[[VisitRecord], None]) -> None:
        self._path, self._tell = path, tell
        self._told = {visit.urn for visit in _visits(self._read())}
        self._rest = b""
        self._offset = path.stat().st_size if path.exists() else 0

    def _read(self, offset: int = 0) -> bytes:
        if not self._path.exists():
            return b""
        with self._path.open("rb") as file:
            file.seek(offset)
            return file.read()

    def step(self) -> None:
        """Tell of every visit that was written since the last step."""
        if self._path.exists() and self._path.stat().st_size < self._offset:
            # A recovery wrote the file anew; visits told before are not told again.
            self._offset, self._rest = 0, b""
        fresh = self._read(self._offset)
        self._offset += len(fresh)
        whole, newline, self._rest = (self._rest + fresh).rpartition(b"\n")
        for visit in _visits(whole + newline):
            if visit.urn not in self._told:
                self._told.add(visit.urn)
                self._tell(visit)


def _visits(lines: bytes) -> list[VisitRecord]:
    return [
        VisitRecord.model_validate_json(line)
        for line in lines.splitlines()
        if line.startswith(b'{"type":"visit"') and line.endswith(b"}")
    ]


def split(
    targets: Sequence[Target],
    parts: int,
    resolve: Callable[[list[str]], dict[str, str]] | None = None,
) -> list[list[Target]]:
    """Share schools among processes, keeping those on one machine together.

    Each process leaves a pause between two requests to one address, which holds only if no
    other process asks there: so schools whose hosts resolve to one address form one group.
    `resolve` turns host names into addresses (for tests); hosts that do not resolve are alone.
    """
    hosts = {target.urn: urlsplit(target.website).hostname or "" for target in targets}
    names = sorted({host for host in hosts.values() if host and not literal_address(host)})
    addresses = (resolve or _resolve_all)(names) if parts > 1 else {}
    groups: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        host = hosts[target.urn]
        groups[addresses.get(host, host)].append(target)
    shares: list[list[Target]] = [[] for _ in range(max(1, parts))]
    for group in sorted(groups.values(), key=len, reverse=True):
        min(shares, key=len).extend(group)
    return [share for share in shares if share]


def _resolve_all(hosts: list[str]) -> dict[str, str]:
    def resolve(host: str) -> str:
        try:
            return socket.gethostbyname(host)
        except (OSError, UnicodeError):
            return host

    with ThreadPoolExecutor(50) as pool:
        return dict(zip(hosts, pool.map(resolve, hosts), strict=True))
