"""Speaking to a person: logs and progress go to stderr, results to stdout."""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

LINE_EVERY_SECONDS = 10.0
"""How often plain progress lines appear when stderr is not a terminal."""

log = logging.getLogger("sendwatch")

_STEERING = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def plain(text: str) -> str:
    """`text` without what steers a terminal or turns the direction of writing.

    Names, titles and addresses come from registers and websites: none of them may colour,
    move, hide or overwrite what a person reads here.
    """
    return _STEERING.sub("\ufffd", text)


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a line for a person, to stdout or with `err` to stderr."""
    click.echo(plain(text), err=err, nl=nl)


class PlainFormatter(logging.Formatter):
    """Log lines without what steers a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        return plain(super().format(record))


def set_up_logging(*, quiet: bool = False, verbose: bool = False) -> None:
    """Send logs to stderr: warnings only when quiet, everything of ours when verbose.

    A log file that is added gets what is told without `quiet`, however quiet the screen is.
    """
    level = logging.WARNING if quiet else logging.DEBUG if verbose else logging.INFO
    handler = logging.StreamHandler(sys.stderr)
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s" if verbose else "%(message)s"
    handler.setFormatter(PlainFormatter(form))
    handler.setLevel(level)
    log.handlers[:] = [handler]
    log.setLevel(min(level, logging.INFO))
    log.propagate = False


def _on_screen(level: int) -> bool:
    return any(type(one) is logging.StreamHandler and one.level <= level for one in log.handlers)


class Steps:
    """Progress of one stage: a bar on a terminal, a line now and then otherwise."""

    def __init__(self, title: str, total: int | None) -> None:
        self.title = title
        self.total = total
        self.done = 0
        self._bar: Progress | None = None
        self._next_line = time.monotonic() + LINE_EVERY_SECONDS

    def __enter__(self) -> Steps:
        if sys.stderr.isatty() and _on_screen(logging.INFO):
            self._bar = Progress(
                TextColumn("{task.description:<8}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[now]}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task(self.title, total=self.total, now="")
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, now: str = "") -> None:
        """One more done; `now` is a few words on what it was."""
        self.done += 1
        if self._bar:
            self._bar.update(self._task, advance=1, now=plain(now[:48]))
        elif time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + LINE_EVERY_SECONDS
            of = f" of {self.total}" if self.total else ""
            log.info("%s: %d%s", self.title, self.done, of)


@contextmanager
def stage(title: str, total: int | None = None) -> Iterator[Steps]:
    """Announce a stage, count its steps, and say at the end how many and how long."""
    started = time.monotonic()
    with Steps(title, total) as steps:
        yield steps
    seconds = time.monotonic() - started
    if steps.total is None:
        log.info("%s: done in %.1f s", title, seconds, extra=_fields(title, seconds))
    else:
        told = _fields(title, seconds, steps.done)
        log.info("%s: %d done in %.1f s", title, steps.done, seconds, extra=told)


def _fields(title: str, seconds: float, done: int | None = None) -> dict[str, object]:
    """What a log of JSON lines says of a stage beside the message."""
    return {"fields": {"stage": title, "seconds": round(seconds, 2), "done": done}}
