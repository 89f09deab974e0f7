"""WARC files in, bytes out.

One gzip member per record, so a body is read back by its offset alone and any WARC tool can
read the files. Bodies are stored decoded; the headers that no longer hold then
(Content-Encoding, Transfer-Encoding, Content-Length) are kept under `X-Archive-Orig-`.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

# warcio ships no types.
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

Headers = list[tuple[str, str]]

UNCHANGED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_CHANGED_BY_DECODING = frozenset(("content-encoding", "transfer-encoding", "content-length"))
_CHUNK = 1024 * 1024


class ArchiveError(Exception):
    """The archive cannot be written or read; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they are to be kept. `date` is ISO 8601 in UTC."""

    url: str
    date: str
    status: int
    reason: str
    request_headers: Headers
    response_headers: Headers
    body: bytes
    ip_address: str = ""
    drawn: bool = False
    """Whether the body is what a browser made of an answer, and not an answer itself."""


@dataclass(frozen=True, slots=True)
class Original:
    """Where a body stands already, for a revisit record."""

    url: str
    date: str
    sha256: str


def sha256_of(body: bytes) -> str:
    """Name a body by the hexadecimal SHA-256 of its decoded bytes."""
    return hashlib.sha256(body).hexdigest()


class Archive:
    """One WARC file being written. Records are flushed one by one.

    Opening an existing file first cuts off a record that a kill left unfinished. A write that
    fails (disk full) takes itself back, so that the file stays readable, and raises
    ArchiveError.
    """

    def __init__(self, path: Path, software: str, scan_from: int = 0) -> None:
        """Open for appending; `scan_from` is an offset where a record is known to begin."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            end = recover(path, scan_from) if path.exists() else 0
            self._file = path.open("ab")
        except OSError as error:
            raise ArchiveError(f"Cannot write to {path}: {error.strerror}.") from error
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        if end == 0:
            info = {"software": software, "format": "WARC File Format 1.1"}
            self._write(self._writer.create_warcinfo_record(path.name, info))

    def write_exchange(self, exchange: Exchange) -> int:
        """Write a response and its request; return the response record's offset."""
        response = self._writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=_response_head(exchange),
            warc_headers_dict=_record_headers(exchange, sha256_of(exchange.body)),
        )
        return self._write_pair(response, exchange)

    def write_revisit(self, exchange: Exchange, original: Original) -> int:
        """Note that the answer was a body we have; return the revisit record's offset.

        Its request is left out: it is the one beside the body, with that answer's validators,
        and would be half of what a night on which nothing changes adds to the archive.
        """
        digest = f"sha256:{original.sha256}"
        revisit = self._writer.create_revisit_record(
            exchange.url,
            digest,
            original.url,
            original.date,
            http_headers=_response_head(exchange),
            warc_headers_dict=_record_headers(exchange, None),
        )
        if exchange.status == 304:
            revisit.rec_headers.replace_header("WARC-Profile", UNCHANGED_PROFILE)
        return self._write(revisit)

    def write_drawn(self, exchange: Exchange) -> int:
        """Write what a browser made of a page that stands before it; return the offset."""
        headers = {
            **_record_headers(exchange, sha256_of(exchange.body)),
            "WARC-Refers-To-Target-URI": exchange.url,
            "WARC-Refers-To-Date": exchange.date,
        }
        return self._write(
            self._writer.create_warc_record(
                exchange.url,
                "conversion",
                payload=BytesIO(exchange.body),
                length=len(exchange.body),
                warc_content_type="text/html; charset=utf-8",
                warc_headers_dict=headers,
            )
        )

    def _write_pair(self, record: Any, exchange: Exchange) -> int:
        offset = self._write(record)
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=_request_head(exchange),
            warc_headers_dict={
                "WARC-Date": exchange.date,
                "WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID"),
            },
        )
        self._write(request)
        return offset

    def _write(self, record: Any) -> int:
        offset = self._file.seek(0, os.SEEK_END)
        try:
            self._writer.write_record(record)
            self._file.flush()
        except OSError as error:
            self._take_back(offset)
            raise ArchiveError(f"Cannot write to {self.path}: {error.strerror}.") from error
        return offset

    def _take_back(self, offset: int) -> None:
        """Cut off what a failed write left; bytes still in the buffer must not follow later."""
        raw = self._file.detach()
        os.ftruncate(raw.fileno(), offset)
        raw.close()
        self._file = self.path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")

    def sync(self) -> None:
        """Make what was written survive a power cut."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; records are complete already."""
        self._file.close()


def _response_head(exchange: Exchange) -> StatusAndHeaders:
    decoded = any(name.lower() == "content-encoding" for name, _ in exchange.response_headers)
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() in _CHANGED_BY_DECODING else name, value)
        for name, value in exchange.response_headers
        if decoded or name.lower() != "content-length"
    ]
    headers.append(("Content-Length", str(len(exchange.body))))
    return StatusAndHeaders(f"{exchange.status} {exchange.reason}", headers, protocol="HTTP/1.1")


def _request_head(exchange: Exchange) -> StatusAndHeaders:
    _, _, rest = exchange.url.partition("://")
    host, slash, path = rest.partition("/")
    line = f"{slash}{path}" or "/"
    return StatusAndHeaders(
        f"GET {line} HTTP/1.1",
        [("Host", host), *exchange.request_headers],
        is_http_request=True,
    )


def _record_headers(exchange: Exchange, sha256: str | None) -> dict[str, str]:
    headers = {"WARC-Date": exchange.date}
    if exchange.ip_address:
        headers["WARC-IP-Address"] = exchange.ip_address
    if sha256:
        headers["WARC-Payload-Digest"] = f"sha256:{sha256}"
    return headers


def read_body(archive_dir: Path, warc_file: str, offset: int) -> tuple[Headers, bytes]:
    """Read one captured body back.

    `warc_file` is relative to `archive_dir`, `offset` that of a response, or of what a browser
    made of one. Returns the HTTP headers and the decoded body; raises ArchiveError when no such
    record stands there.
    """
    path = archive_dir / warc_file
    try:
        with path.open("rb") as file:
            file.seek(offset)
            for record in ArchiveIterator(file):
                if record.rec_type == "conversion":
                    return [("Content-Type", record.content_type)], record.raw_stream.read()
                if record.rec_type != "response":
                    raise ArchiveError(f"{warc_file} has a {record.rec_type} record at {offset}.")
                return list(record.http_headers.headers), record.content_stream().read()
    except OSError as error:
        raise ArchiveError(f"Cannot read {path}: {error.strerror}.") from error
    except ArchiveError:
        raise
    except Exception as error:  # whatever a damaged record does to its reader is damage
        raise ArchiveError(f"{warc_file} has no readable record at {offset}.") from error
    raise ArchiveError(f"{warc_file} ends before {offset}.")


def recover(path: Path, scan_from: int = 0) -> int:
    """Cut a WARC file off after its last whole record and return its new length.

    `scan_from` is an offset at which a record begins (0 is always one); what stands before is
    taken on trust. Only an unfinished last record is lost.
    """
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        start = scan_from if scan_from <= size else 0
        end = start
        for whole in _member_ends(file, start):
            end = whole
        if end < size:
            file.truncate(end)
    return end


def _member_ends(file: Any, start: int) -> Iterable[int]:
    """Yield where each whole gzip member ends, up to the first that is damaged."""
    file.seek(start)
    position, pending = start, b""
    while True:
        pending = pending or file.read(_CHUNK)
        if not pending:
            return
        inflater, consumed = zlib.decompressobj(zlib.MAX_WBITS + 16), 0
        while not inflater.eof:
            if not pending:
                return
            try:
                inflater.decompress(pending)
            except zlib.error:
                return
            consumed += len(pending) - len(inflater.unused_data)
            pending = inflater.unused_data if inflater.eof else file.read(_CHUNK)
        position += consumed
        yield position
