"""What the crawler takes and gives: targets in, captures and visits out.

The crawler writes no database. It takes a job (a JSON file), writes WARC files and, beside
each, a JSON-lines file with one record a capture and one a finished visit; the store reads
these in. A kill at any moment loses at most the record being written.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from extractors.model import Kind


class Known(BaseModel):
    """What an earlier run saw at an address: validators for a conditional request."""

    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    first_seen: str = ""
    """When the body came first; what is the same later refers to that moment."""
    warc_file: str = ""
    warc_offset: int = 0
    content_type: str = ""
    document: bool = False
    """Whether this address held one of the documents we look for."""
    kinds: list[Kind] = Field(default_factory=list)
    """The kinds of document that it was read as."""
    quoted: bool = False
    """Whether a finding quotes what stands there."""
    found_on: str = ""
    anchor: str = ""
    near: str = ""
    score: float = 0.0
    depth: int = 0
    why: str = ""
    """How it was reached then: on a later night nothing else says so."""


class Target(BaseModel):
    """One school to visit. `website` is the cleaned address, with scheme."""

    urn: int
    name: str
    website: str
    known: dict[str, Known] = Field(default_factory=dict)
    revisit: bool = False
    """Look at what is known only; search in full where something there has changed."""
    council: str = ""
    """For a Local Offer: the authority's own website, where it is searched for. `urn` is then
    the authority's code as a number."""
    links: list[str] = Field(default_factory=list)
    """For a Local Offer: other addresses to open once, such as those in schools' reports."""


class CrawlJob(BaseModel):
    """A batch of schools for one crawl process. `batch` names its WARC and JSONL files."""

    run: str
    batch: str
    archive: str
    targets: list[Target] = Field(default_factory=list)
    settings: dict[str, str | int | float | bool] = Field(default_factory=dict)
    spider: Literal["school", "local-offer"] = "school"


class CaptureRecord(BaseModel):
    """One fetch, however it ended. Times are ISO 8601 in UTC."""

    type: Literal["capture"] = "capture"
    urn: int
    sequence: int
    """1 for the school's first fetch of this run, counting up."""
    url: str
    final_url: str
    fetched_at: str
    outcome: str
    """A name from crawler/outcomes.py; `ok` and `not-modified` carry a body."""
    http_status: int | None = None
    content_type: str = ""
    filename: str = ""
    """From Content-Disposition, "" where there is none."""
    sha256: str = ""
    size: int = 0
    """Bytes of the body after decoding."""
    transferred: int = 0
    """Bytes that came over the network for it."""
    warc_file: str = ""
    warc_offset: int = 0
    etag: str = ""
    last_modified: str = ""
    found_on: str = ""
    anchor: str = ""
    near: str = ""
    """The heading that the link stood under."""
    score: float = 0.0
    why: str = ""
    """Why this address was fetched, in a few words, for `sendwatch why`."""
    depth: int = 0
    detail: str = ""


class VisitRecord(BaseModel):
    """The end of one school's visit in one run."""

    type: Literal["visit"] = "visit"
    urn: int
    started_at: str
    finished_at: str
    outcome: str
    """`done`, or the outcome that stopped the visit (home page down, robots, ...)."""
    requests: int = 0
    pages: int = 0
    documents: int = 0
    sitemaps: int = 0
    transferred: int = 0
    budget_left: int = 0
    finished: bool = True
    stopped_because: str = ""
    reach: Literal["full", "known"] = "full"
    """`known` when only known addresses were looked at, and nothing called for more."""
