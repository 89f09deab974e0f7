"""Where work runs: this machine's processes, or later a cluster.

The unit is a job that can be sent as plain data; the callers do not know where it ran.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(
    do: Callable[[Job], Result], jobs: Sequence[Job]
) -> Iterator[tuple[Job, Result | Exception]]:
    """Run every job at the same time and yield each with its result, or with what it raised.

    `do` is expected to start a process of its own and wait for it (a crawl batch does), so
    threads are enough here.
    """
    if not jobs:
        return
    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        futures = {pool.submit(do, job): job for job in jobs}
        for future in as_completed(futures):
            error = future.exception()
            if error is not None and not isinstance(error, Exception):
                raise error
            yield futures[future], error if error is not None else future.result()
