"""Workers: hangs, crashes and greed cost one file and never the run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import limits
from extractors.limits import Hints, ReaderPool, read_safely
from tests.extractors.readers_samples import report_docx, report_pdf


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(1, seconds=20) as workers:
        yield workers


def test_a_body_is_read_in_a_worker(pool: ReaderPool) -> None:
    reading = pool.read(report_pdf(), filename="report.pdf")
    assert reading.document.problem is None
    assert reading.document.pages == 2


def test_many_bodies_come_back_in_order_and_none_is_lost(pool: ReaderPool) -> None:
    bodies = [(n, b"<h1>Page %d</h1><p>Text of it.</p>" % n, Hints()) for n in range(25)]
    found = [(key, reading.document.title) for key, reading in pool.imap(iter(bodies))]
    assert found == [(n, f"Page {n}") for n in range(25)]


def test_nothing_is_read_far_ahead_of_the_workers(pool: ReaderPool) -> None:
    taken: list[int] = []

    def source() -> Iterator[tuple[int, bytes, Hints]]:
        for n in range(100):
            taken.append(n)
            yield n, b"<p>x</p>", Hints()

    next(iter(pool.imap(source())))
    assert len(taken) <= 4


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"\x00" * 500, "empty"),
        (b"%PDF-1.7\nnot really", "damaged"),
        (report_docx()[:2000], "damaged"),
        (os.urandom(64).join([b"\x00\x01\x02"] * 20), "unknown format"),
    ],
)
def test_what_is_wrong_with_a_file_has_a_name(pool: ReaderPool, body: bytes, problem: str) -> None:
    assert pool.read(body).document.problem == problem


def test_two_thousand_pages_are_too_many(pool: ReaderPool) -> None:
    kids = " ".join("3 0 R" for _ in range(2000))
    body = (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Count 2000/Kids[{kids}]>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
        "trailer<</Root 1 0 R>>"
    )
    assert pool.read(body.encode()).document.problem == "too large"


def test_a_worker_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_serve", _hang_on_demand)
    with ReaderPool(1, seconds=1) as pool:
        started = time.monotonic()
        assert pool.read(b"hang").document.problem == "too slow"
        assert time.monotonic() - started < 15
        assert pool.read(b"die").document.problem == "damaged"
        assert pool.read(b"<p>fine</p>").document.properties["error"] == "answered"


def test_memory_is_limited() -> None:
    # Parsed, every element takes many times the bytes that it is written with.
    body = b"<p><b a='1'>x</b></p>" * 800_000
    reading = read_safely(body, megabytes=300)
    assert reading.document.problem in ("too large", "damaged")


def _hang_on_demand(pipe: limits.Connection, megabytes: int) -> None:
    """A worker that does what hostile files make real ones do."""
    pipe.send("ready")
    while order := pipe.recv():
        if order[0] == b"hang":
            time.sleep(60)
        if order[0] == b"die":
            os._exit(9)
        pipe.send(("damaged", "answered"))


UNGUARDED = """
from extractors.limits import Hints, ReaderPool
with ReaderPool(2) as pool:
    for _, reading in pool.imap((n, b"<p>Hello</p>", Hints()) for n in range(4)):
        print("blamed:", reading.document.problem)
"""


def test_a_script_whose_workers_cannot_start_is_told_why_and_no_file_is_blamed(
    tmp_path: Path,
) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED)
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    assert "NoWorkersError" in done.stderr
    assert "__name__ == '__main__'" in done.stderr


def test_a_refused_process_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refused)
    with pytest.raises(limits.NoWorkersError, match="cannot be started"):
        limits.read_safely(b"<p>Hello</p>")
