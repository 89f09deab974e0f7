"""The sample county "Sampleshire": made-up schools, their websites on loopback, and the truth.

`build_county` makes it, `serve` serves it; README.md beside this file describes the truth that
is written down with it. Nothing here knows the extractors, the checks or the crawler: what is
true of a document is decided before it is written, not read back from it.
"""

from __future__ import annotations

from .compare import Difference, compare
from .county import County, build_county
from .running import PortInUseError, RunningCounty, serve

__all__ = [
    "County",
    "Difference",
    "PortInUseError",
    "RunningCounty",
    "build_county",
    "compare",
    "serve",
]
