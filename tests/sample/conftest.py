"""One county for all tests of the sample county, served once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import County, RunningCounty, build_county, serve

TODAY = dt.date(2026, 11, 23)
DATA = Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.fixture(scope="session")
def county() -> County:
    """A county large enough for every story and every style."""
    return build_county(1, 120, today=TODAY, data=DATA)


@pytest.fixture(scope="session")
def running(county: County) -> Iterator[RunningCounty]:
    with serve(county) as served:
        yield served
