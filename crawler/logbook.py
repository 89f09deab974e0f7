"""One school's record of a visit: its captures in order, its counts, and what was kept before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from crawler import outcomes
from crawler.archive import ArchiveError, Original, read_body, sha256_of
from crawler.fetcher import Answer, Conditions, Fetcher
from crawler.links import Page
from crawler.model import CaptureRecord, Known, Target, VisitRecord
from crawler.recorder import Recorder
from crawler.urls import key_of


@dataclass(frozen=True, slots=True)
class Why:
    """Where an address was found and why it was fetched."""

    found_on: str = ""
    anchor: str = ""
    near: str = ""
    score: float = 0.0
    why: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes at hand, just fetched or out of the archive."""

    url: str
    final_url: str
    content: bytes
    content_type: str
    filename: str
    sha256: str
    page: Page | None = None
    """The parsed page, where it was parsed already to judge it."""


@dataclass(slots=True)
class Counts:
    """What the visit has used and brought so far."""

    requests: int = 0
    pages: int = 0
    documents: int = 0
    sitemaps: int = 0
    transferred: int = 0


@dataclass(slots=True)
class _Kept:
    original: Original
    warc_file: str
    warc_offset: int


@dataclass(slots=True)
class Logbook:
    """Writes captures of one school and knows which bodies are in the archive already."""

    target: Target
    recorder: Recorder
    fetcher: Fetcher
    earlier: list[CaptureRecord] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    started_at: str = field(default_factory=lambda: now())
    _sequence: int = 0
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _before: dict[str, CaptureRecord] = field(default_factory=dict)
    _known: dict[str, tuple[str, Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take over what an interrupted attempt and earlier nights left."""
        self._sequence = max((capture.sequence for capture in self.earlier), default=0)
        for capture in self.earlier:
            if outcomes.has_body(capture.outcome) and capture.warc_file:
                self._before[key_of(capture.url)] = capture
                self._remember(capture.sha256, capture.final_url, capture.fetched_at, capture)
        files = {known.warc_file for known in self.target.known.values()} - {""}
        there = {name for name in files if (self.archive_dir / name).is_file()}
        for url, known in self.target.known.items():
            if known.warc_file not in there:
                # Without its body an address is as good as new: nothing may point there.
                known = Known(document=known.document, quoted=known.quoted)
            elif known.sha256:
                self._remember(known.sha256, url, known.first_seen or self.started_at, known)
            self._known[key_of(url)] = (url, known)

    def _remember(self, sha256: str, url: str, at: str, where: CaptureRecord | Known) -> None:
        original = Original(url, at, sha256)
        self._kept.setdefault(sha256, _Kept(original, where.warc_file, where.warc_offset))

    @property
    def archive_dir(self) -> Path:
        """Where WARC file names are relative to."""
        return self.recorder.archive_dir

    def conditions(self, url: str) -> Conditions | None:
        """Give the validators for an address seen on an earlier night, if its body is at hand."""
        _, known = self._known.get(key_of(url), ("", None))
        if known is None or not (known.etag or known.last_modified) or not known.warc_file:
            return None
        return Conditions(known.etag, known.last_modified)

    def known_documents(self) -> list[str]:
        """Give the addresses that held a wanted document, or what a finding quotes, before."""
        return [url for url, known in self._known.values() if known.document or known.quoted]

    def before(self, url: str) -> Body | None:
        """Give the body that an interrupted attempt at this visit captured at an address."""
        capture = self._before.pop(key_of(url), None)
        if capture is None:
            return None
        try:
            _, content = read_body(self.archive_dir, capture.warc_file, capture.warc_offset)
        except ArchiveError:
            return None
        self._count(capture.content_type, content)
        return Body(
            capture.url,
            capture.final_url,
            content,
            capture.content_type,
            capture.filename,
            capture.sha256,
        )

    def unchanged(self, url: str) -> Body | None:
        """Give the archived body that a 304 vouches for, None where it is lost or damaged."""
        _, known = self._known.get(key_of(url), ("", None))
        if known is None:
            return None
        try:
            _, content = read_body(self.archive_dir, known.warc_file, known.warc_offset)
        except ArchiveError:
            content = b""
        if sha256_of(content) != known.sha256:
            # What comes now is written in full: nothing may point to a copy that is damaged.
            self._kept.pop(known.sha256, None)
            return None
        return Body(url, url, content, known.content_type, "", known.sha256)

    def has_seen(self, url: str) -> bool:
        """Whether an interrupted attempt at this visit fetched an address already."""
        return key_of(url) in self._before

    def write(
        self,
        answer: Answer,
        outcome: str,
        why: Why,
        body: Body | None = None,
        *,
        counted: bool = True,
    ) -> None:
        """Archive an answer and write its line.

        `body` is what a 304 stands for; `counted` is False for robots.txt and sitemaps, which
        are neither pages nor documents of the school.
        """
        sha256 = ""
        if outcomes.has_body(outcome):
            sha256 = body.sha256 if body else sha256_of(answer.body)
        kept = self._kept.get(sha256) if sha256 else None
        if not answer.warc_file:
            self.fetcher.keep(answer, kept.original if kept else None)
        if kept is not None and outcome == "ok" and self._same_as_known(answer.url, sha256):
            outcome = "not-modified"
        content = body.content if body else answer.body
        content_type = answer.header("content-type") or (body.content_type if body else "")
        record = CaptureRecord(
            urn=self.target.urn,
            sequence=self._next(),
            url=answer.url,
            final_url=answer.final_url,
            fetched_at=answer.at,
            outcome=outcome,
            http_status=answer.status,
            content_type=content_type,
            filename=answer.filename,
            sha256=sha256,
            size=len(content),
            transferred=answer.transferred,
            warc_file=kept.warc_file if kept else answer.warc_file,
            warc_offset=kept.warc_offset if kept else answer.warc_offset,
            etag=answer.header("etag"),
            last_modified=answer.header("last-modified"),
            found_on=why.found_on,
            anchor=why.anchor[:300],
            near=why.near[:300],
            score=why.score,
            why=why.why[:300],
            depth=why.depth,
            detail=answer.detail[:300],
        )
        if sha256 and kept is None:
            self._remember(sha256, answer.final_url, answer.at, record)
        self.recorder.line(record)
        self.counts.requests += answer.requests
        self.counts.transferred += answer.transferred
        if counted and outcomes.has_body(outcome):
            self._count(content_type, content)

    def _same_as_known(self, url: str, sha256: str) -> bool:
        _, known = self._known.get(key_of(url), ("", None))
        return known is not None and known.sha256 == sha256

    def note(self, url: str, outcome: str, why: Why, detail: str = "") -> None:
        """Write a line for an address that was not asked for at all (trap, budget, robots)."""
        answer = Answer(url, url, outcome, now(), detail=detail)
        self.write(answer, outcome, why)

    def _next(self) -> int:
        self._sequence += 1
        return self._sequence

    def _count(self, content_type: str, content: bytes) -> None:
        if content.startswith(b"%PDF-") or not _is_page(content_type):
            self.counts.documents += 1
        else:
            self.counts.pages += 1

    def visit(self, outcome: str, stopped: str, finished: bool, budget_left: int) -> VisitRecord:
        """Sum the visit up."""
        return VisitRecord(
            urn=self.target.urn,
            started_at=self.started_at,
            finished_at=now(),
            outcome=outcome,
            requests=self.counts.requests,
            pages=self.counts.pages,
            documents=self.counts.documents,
            sitemaps=self.counts.sitemaps,
            transferred=self.counts.transferred,
            budget_left=budget_left,
            finished=finished,
            stopped_because=stopped,
        )


def _is_page(content_type: str) -> bool:
    return "html" in content_type.lower() or not content_type


def now() -> str:
    """Give the present moment as ISO 8601 in UTC."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
