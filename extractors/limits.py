"""Reading files that nobody vouches for: in a worker process, within limits.

A worker has a limit on memory; the parent watches the clock. A worker that hangs, is
killed or crashes costs one file, which comes back with a named problem, and is replaced.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TypeVar

from extractors.limits_table import (
    READER_MEGABYTES,
    READER_SECONDS,
    READS_PER_WORKER,
)
from extractors.model import Dates, KindReading, Problem, Reading
from extractors.read import read, unread
from extractors.sniff import sniff

Key = TypeVar("Key", bound=Hashable)

NOT_STARTED = (
    "The processes that read documents cannot be started. A script that reads documents must"
    " do so under `if __name__ == '__main__':`; else look at the limits on memory and processes."
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a body besides its bytes; none of it is trusted."""

    url: str = ""
    filename: str = ""
    content_type: str = ""


def read_safely(
    body: bytes,
    *,
    url: str = "",
    filename: str = "",
    content_type: str = "",
    seconds: float = READER_SECONDS,
    megabytes: int = READER_MEGABYTES,
) -> Reading:
    """Read one body in a process of its own: for a single file, such as a school's upload.

    Raises `NoWorkersError`, but nothing for what the body does: past `seconds` the problem is
    `too slow`, past `megabytes` of memory `too large`, after a crash `damaged`.
    """
    with ReaderPool(1, seconds=seconds, megabytes=megabytes) as pool:
        return pool.read(body, url=url, filename=filename, content_type=content_type)


class NoWorkersError(RuntimeError):
    """No reader process could be started: the fault of this program's setting, not of a file."""


class ReaderPool:
    """Some reader processes that outlive the files they read.

    Use it as a context manager. `read` and `imap` may be called from several threads; both
    raise `NoWorkersError` where the system starts no process, and never for a file.
    """

    def __init__(
        self,
        workers: int,
        *,
        seconds: float = READER_SECONDS,
        megabytes: int = READER_MEGABYTES,
    ) -> None:
        self._workers = max(workers, 1)
        self._seconds = seconds
        self._megabytes = megabytes
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all: list[_Worker] = []
        for _ in range(self._workers):
            worker = _Worker(megabytes)
            self._all.append(worker)
            self._idle.put(worker)

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        for worker in self._all:
            worker.stop()

    def read(
        self, body: bytes, *, url: str = "", filename: str = "", content_type: str = ""
    ) -> Reading:
        """Read one body with the next worker that is free."""
        worker = self._idle.get()
        try:
            return worker.read(body, Hints(url, filename, content_type), self._seconds)
        finally:
            self._idle.put(worker)

    def imap(self, bodies: Iterable[tuple[Key, bytes, Hints]]) -> Iterator[tuple[Key, Reading]]:
        """Read many bodies, given as (key, body, hints); (key, reading) in the same order.

        Takes no more than a few bodies ahead of the worker processes, so that a long
        iterable is never held in memory.
        """

        def one(item: tuple[Key, bytes, Hints]) -> tuple[Key, Reading]:
            key, body, hints = item
            return key, self.read(
                body,
                url=hints.url,
                filename=hints.filename,
                content_type=hints.content_type,
            )

        source = iter(bodies)
        with ThreadPoolExecutor(self._workers) as threads:
            ahead = [threads.submit(one, item) for item in islice(source, 2 * self._workers)]
            while ahead:
                yield ahead.pop(0).result()
                ahead.extend(threads.submit(one, item) for item in islice(source, 1))


def failed(body: bytes, hints: Hints, problem: Problem, detail: str = "") -> Reading:
    """The reading of a body that could not be read; `detail` goes into its properties."""
    form = sniff(
        body[:65536],
        url=hints.url,
        filename=hints.filename,
        content_type=hints.content_type,
    )
    document = unread(body, form, problem)
    if detail:
        document = replace(document, properties={"error": detail})
    return Reading(document, KindReading("other", reasons=(problem,)), Dates(), ())


class _Worker:
    """One process and the pipe to it; started when first needed, and again after its end."""

    def __init__(self, megabytes: int) -> None:
        self._megabytes = megabytes
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._reads = 0

    def read(self, body: bytes, hints: Hints, seconds: float) -> Reading:
        """Send a body, wait for its reading, and replace the process if it fails."""
        if self._reads >= READS_PER_WORKER:
            self.stop()
        pipe = self._pipe or self._start()
        deadline = time.monotonic() + seconds
        try:
            pipe.send((body, hints, seconds))
            if not pipe.poll(max(deadline - time.monotonic(), 0)):
                self._kill()
                return failed(body, hints, "too slow")
            answer = pipe.recv()
        except (EOFError, OSError):
            # The process is gone: the system ended it, or a library crashed.
            self._kill()
            return failed(body, hints, "damaged")
        self._reads += 1
        if isinstance(answer, Reading):
            return answer
        problem, detail = answer
        if problem == "too large":
            self.stop()  # after running out of memory a process is not to be trusted
        return failed(body, hints, problem, detail)

    def stop(self) -> None:
        """Ask the process to end, and make it."""
        if self._pipe is not None:
            with contextlib.suppress(OSError):
                self._pipe.send(None)
        if self._process is not None:
            self._process.join(0.5)
        self._kill()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._megabytes), daemon=True)
        # Starting a process is not the file's fault: its clock starts when the worker is up,
        # and where none comes up every file would be called damaged.
        try:
            process.start()
            theirs.close()
            self._process, self._pipe, self._reads = process, ours, 0
            ours.recv()
        except (EOFError, OSError, RuntimeError) as error:
            self._kill()
            ours.close()
            raise NoWorkersError(NOT_STARTED) from error
        return ours

    def _kill(self) -> None:
        if self._process is not None:
            # Whole group: a recogniser or converter that the reader started dies with it.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid or 0, signal.SIGKILL)
            self._process.kill()
            self._process.join()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def _serve(pipe: Connection, megabytes: int) -> None:
    """What a worker does: read body after body until told to stop."""
    os.setsid()
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pipe.send("ready")
    while True:
        try:
            order = pipe.recv()
        except (EOFError, OSError):
            return
        if order is None:
            return
        body, hints, seconds = order
        _limit_processor(seconds)
        pipe.send(_answer(body, hints))


def _limit_processor(seconds: float) -> None:
    """Let the system end this process after so much more work, should nobody be left to do it.

    The pool stops a reader that takes too long; a reader whose pool was killed has nobody.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _answer(body: bytes, hints: Hints) -> Reading | tuple[Problem, str]:
    try:
        return read(
            body,
            url=hints.url,
            filename=hints.filename,
            content_type=hints.content_type,
        )
    except MemoryError:
        return "too large", "out of memory"
    except Exception as error:
        # A worker is the last line: whatever a library raises over hostile bytes, the run
        # goes on, the file is named, and what was raised can be looked up.
        return "damaged", f"{type(error).__name__}: {error}"[:300]
