"""What a batch leaves behind: a WARC file and, beside it, one JSON line a capture or visit.

The line is written after the record it points to is flushed, so a line never promises bytes
that are not there. A batch that was killed is taken up again from the same two files.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from crawler.archive import Archive, ArchiveError, Exchange, Original, recover
from crawler.model import CaptureRecord, VisitRecord

Line = CaptureRecord | VisitRecord
_LINE: TypeAdapter[Line] = TypeAdapter(Line)
_URN = re.compile(rb'"urn":\s*(\d+)')


@dataclass(slots=True)
class Earlier:
    """What is on record of the run: finished schools, and captures of unfinished ones."""

    done: set[int] = field(default_factory=set)
    captures: dict[int, list[CaptureRecord]] = field(default_factory=dict)


class Recorder:
    """Writes one batch. Opening it recovers what a kill left and drops broken ends."""

    def __init__(
        self,
        archive_dir: Path,
        run: str,
        batch: str,
        software: str,
        urns: set[int] | None = None,
    ) -> None:
        """Open a batch's files.

        `urns` are the schools to be crawled: what other batches of the same run left of them
        when they were killed is taken up as well.
        """
        self.archive_dir = archive_dir
        self.warc_file = f"{run}/{batch}.warc.gz"
        self.lines_path = archive_dir / run / f"{batch}.jsonl"
        warc_path = archive_dir / self.warc_file
        kept, self.earlier = self._recover_lines(warc_path)
        self._take_up_others(urns or set())
        self.archive = Archive(warc_path, software, scan_from=kept)
        try:
            self._lines = self.lines_path.open("a", encoding="utf-8")
        except OSError as error:
            raise ArchiveError(f"Cannot write to {self.lines_path}: {error.strerror}.") from error

    def _recover_lines(self, warc_path: Path) -> tuple[int, Earlier]:
        """Keep the lines whose bodies are there; return the last offset they name."""
        earlier = Earlier()
        if not self.lines_path.exists():
            return 0, earlier
        lines = read_lines(self.lines_path)
        offsets = [
            line.warc_offset
            for line in lines
            if isinstance(line, CaptureRecord) and line.warc_file == self.warc_file
        ]
        last = max(offsets, default=0)
        size = recover(warc_path, last) if warc_path.exists() else 0
        kept = [
            line
            for line in lines
            if not isinstance(line, CaptureRecord)
            or line.warc_file != self.warc_file
            or line.warc_offset < size
        ]
        captured = {line.urn for line in lines if line not in kept}
        kept = [line for line in kept if line.type == "capture" or line.urn not in captured]
        replace_lines(self.lines_path, kept)
        for line in kept:
            if isinstance(line, VisitRecord):
                earlier.done.add(line.urn)
                earlier.captures.pop(line.urn, None)
            else:
                earlier.captures.setdefault(line.urn, []).append(line)
        return min(last, size), earlier

    def _take_up_others(self, urns: set[int]) -> None:
        for path in sorted(self.lines_path.parent.glob("*.jsonl")):
            if path == self.lines_path:
                continue
            for line in read_lines(path, urns):
                if isinstance(line, VisitRecord):
                    self.earlier.done.add(line.urn)
                else:
                    self.earlier.captures.setdefault(line.urn, []).append(line)
        for urn in self.earlier.done & self.earlier.captures.keys():
            del self.earlier.captures[urn]

    def exchange(self, exchange: Exchange, original: Original | None) -> int:
        """Archive one answer, as a revisit where the body is kept already; return the offset."""
        if exchange.drawn:
            return self.archive.write_drawn(exchange)
        if original is not None:
            return self.archive.write_revisit(exchange, original)
        return self.archive.write_exchange(exchange)

    def line(self, record: Line) -> None:
        """Append one JSON line and flush it."""
        try:
            self._lines.write(record.model_dump_json() + "\n")
            self._lines.flush()
        except OSError as error:
            raise ArchiveError(f"Cannot write to {self.lines_path}: {error.strerror}.") from error

    def finish(self, visit: VisitRecord) -> None:
        """Write a school's end, after its records are safe even from a power cut."""
        self.archive.sync()
        self.line(visit)
        self.earlier.done.add(visit.urn)

    def close(self) -> None:
        """Close both files."""
        self.archive.close()
        self._lines.close()


def read_lines(path: Path, urns: set[int] | None = None) -> list[Line]:
    """Read a batch's lines, of some schools only where `urns` is given.

    A last line that a kill cut short is left out.
    """
    lines: list[Line] = []
    for raw in path.read_bytes().splitlines():
        if urns is not None and not _is_of(raw, urns):
            continue
        try:
            lines.append(_LINE.validate_json(raw))
        except ValidationError:
            continue
    return lines


def _is_of(raw: bytes, urns: set[int]) -> bool:
    """Whether a line is about one of the schools, without reading it whole."""
    urn = _URN.search(raw[:80])
    return urn is not None and int(urn[1]) in urns


def replace_lines(path: Path, lines: list[Line]) -> None:
    """Write the lines to a new file and put it in the old one's place in one step."""
    fresh = path.with_suffix(".jsonl.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.writelines(line.model_dump_json() + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
