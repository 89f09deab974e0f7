"""The archive: readable by other tools, and whole again after a kill or a full disk."""

from __future__ import annotations

import errno
import itertools
import os
import random
from pathlib import Path
from types import SimpleNamespace

import pytest

# warcio ships no types.
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.checker import Checker  # type: ignore[import-untyped]

from crawler.archive import Archive, ArchiveError, Exchange, Original, read_body, sha256_of
from crawler.model import CaptureRecord, VisitRecord
from crawler.recorder import Recorder, read_lines

PAGE = "<h1>SEND Information Report – September 2026</h1>".encode()


def exchange(body: bytes = PAGE, status: int = 200, path: str = "/send?x=1") -> Exchange:
    return Exchange(
        url=f"http://www.example.org{path}",
        date="2026-11-23T02:00:00Z",
        status=status,
        reason="OK",
        request_headers=[("User-Agent", "Sendwatch/test")],
        response_headers=[
            ("Content-Type", "text/html"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", "9"),
        ],
        body=body,
        ip_address="127.0.0.1",
    )


def problems(path: Path) -> int:
    return int(Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all())


def records(path: Path) -> list[tuple[str, str]]:
    with path.open("rb") as file:
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or "")
            for record in ArchiveIterator(file)
        ]


def test_a_body_comes_back_by_its_offset_and_other_tools_agree(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc.gz", "Sendwatch/test")
    archive.write_exchange(exchange(b"first"))
    offset = archive.write_exchange(exchange())
    archive.close()
    headers, body = read_body(tmp_path, "a.warc.gz", offset)
    assert body == PAGE
    assert ("Content-Length", str(len(PAGE))) in headers
    assert ("X-Archive-Orig-Content-Encoding", "gzip") in headers
    assert problems(tmp_path / "a.warc.gz") == 0
    kinds = [kind for kind, _ in records(tmp_path / "a.warc.gz")]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]


def test_the_request_record_shows_path_host_and_user_agent(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc.gz", "Sendwatch/test")
    archive.write_exchange(exchange())
    archive.close()
    with (tmp_path / "a.warc.gz").open("rb") as file:
        request = next(r for r in ArchiveIterator(file) if r.rec_type == "request")
    assert request.http_headers.statusline == "/send?x=1 HTTP/1.1"
    assert request.http_headers.get_header("Host") == "www.example.org"
    assert request.http_headers.get_header("User-Agent") == "Sendwatch/test"


@pytest.mark.parametrize("status", [200, 304])
def test_an_unchanged_body_is_a_revisit_without_the_body(tmp_path: Path, status: int) -> None:
    archive = Archive(tmp_path / "a.warc.gz", "Sendwatch/test")
    original = Original("http://www.example.org/send", "2026-11-22T02:00:00Z", sha256_of(PAGE))
    offset = archive.write_revisit(exchange(PAGE if status == 200 else b"", status), original)
    archive.close()
    assert problems(tmp_path / "a.warc.gz") == 0
    with (tmp_path / "a.warc.gz").open("rb") as file:
        revisit = next(r for r in ArchiveIterator(file) if r.rec_type == "revisit")
    assert revisit.rec_headers.get_header("WARC-Payload-Digest") == f"sha256:{sha256_of(PAGE)}"
    assert ("not-modified" in revisit.rec_headers.get_header("WARC-Profile")) == (status == 304)
    with pytest.raises(ArchiveError, match="revisit record"):
        read_body(tmp_path, "a.warc.gz", offset)


def test_a_file_cut_anywhere_loses_only_the_record_being_written(tmp_path: Path) -> None:
    whole = tmp_path / "whole.warc.gz"
    archive = Archive(whole, "Sendwatch/test")
    offsets = [archive.write_exchange(exchange(os.urandom(500))) for _ in range(4)]
    archive.close()
    data = whole.read_bytes()
    chance = random.Random(7)
    for cut in [0, 1, len(data) - 1, *(chance.randrange(len(data)) for _ in range(20))]:
        path = tmp_path / "cut.warc.gz"
        path.write_bytes(data[:cut])
        again = Archive(path, "Sendwatch/test")
        offset = again.write_exchange(exchange(b"after the kill"))
        again.close()
        assert problems(path) == 0
        assert read_body(tmp_path, "cut.warc.gz", offset)[1] == b"after the kill"
        complete = [end for start, end in itertools.pairwise(offsets) if end <= cut]
        for start, _ in zip(offsets, complete, strict=False):
            kept = read_body(tmp_path, "cut.warc.gz", start)
            assert kept == read_body(tmp_path, "whole.warc.gz", start)


def test_a_full_disk_leaves_a_readable_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.warc.gz"
    archive = Archive(path, "Sendwatch/test")
    offset = archive.write_exchange(exchange())

    def full(record: object) -> None:
        archive._file.write(b"half a record")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive._writer, "write_record", full)
    with pytest.raises(ArchiveError, match="No space left"):
        archive.write_exchange(exchange(b"too much"))
    archive.write_exchange(exchange(b"there is room again", path="/later"))
    archive.close()
    assert problems(path) == 0
    assert read_body(tmp_path, "a.warc.gz", offset)[1] == PAGE
    assert "http://www.example.org/later" in [url for _, url in records(path)]


def test_reading_what_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"no gzip")
    for name, offset in [("a.warc.gz", 0), ("a.warc.gz", 99), ("none.warc.gz", 0)]:
        with pytest.raises(ArchiveError):
            read_body(tmp_path, name, offset)


def capture(urn: int, sequence: int, offset: int) -> CaptureRecord:
    return CaptureRecord(
        urn=urn,
        sequence=sequence,
        url="http://www.example.org/",
        final_url="http://www.example.org/",
        fetched_at="2026-11-23T02:00:00Z",
        outcome="ok",
        warc_file="night/b1.warc.gz",
        warc_offset=offset,
    )


def visit(urn: int) -> VisitRecord:
    return VisitRecord(urn=urn, started_at="", finished_at="", outcome="done")


def test_an_interrupted_batch_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, "night", "b1", "Sendwatch/test")
    recorder.line(capture(1, 1, recorder.exchange(exchange(b"one"), None)))
    recorder.finish(visit(1))
    recorder.line(capture(2, 1, recorder.exchange(exchange(b"two"), None)))
    recorder.close()
    with recorder.lines_path.open("a") as lines:
        lines.write('{"type": "capture", "urn": 2, "sequ')
    again = Recorder(tmp_path, "night", "b1", "Sendwatch/test")
    assert again.earlier.done == {1}
    assert [c.sequence for c in again.earlier.captures[2]] == [1]
    again.finish(visit(2))
    again.close()
    assert [(line.type, line.urn) for line in read_lines(again.lines_path)] == [
        ("capture", 1),
        ("visit", 1),
        ("capture", 2),
        ("visit", 2),
    ]


def test_a_line_whose_record_did_not_survive_a_power_cut_is_dropped(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, "night", "b1", "Sendwatch/test")
    recorder.line(capture(1, 1, recorder.exchange(exchange(b"one"), None)))
    offset = recorder.exchange(exchange(b"two"), None)
    recorder.line(capture(1, 2, offset))
    recorder.finish(visit(1))
    recorder.close()
    warc = tmp_path / "night" / "b1.warc.gz"
    os.truncate(warc, offset)
    again = Recorder(tmp_path, "night", "b1", "Sendwatch/test")
    again.close()
    assert again.earlier.done == set()
    assert [c.sequence for c in again.earlier.captures[1]] == [1]
    assert problems(warc) == 0
