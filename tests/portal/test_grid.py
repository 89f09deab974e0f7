"""Places on the British National Grid, against the Ordnance Survey's own worked example."""

from __future__ import annotations

from math import degrees

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendwatch.store.grid import latitude_longitude, on_airy


def test_the_surveys_worked_example() -> None:
    latitude, longitude = on_airy(651409.903, 313177.270)
    assert degrees(latitude) == pytest.approx(52 + 39 / 60 + 27.2531 / 3600, abs=1e-7)
    assert degrees(longitude) == pytest.approx(1 + 43 / 60 + 4.5177 / 3600, abs=1e-7)


def test_the_shift_to_satellite_coordinates_is_a_hundred_metres_and_more() -> None:
    assert latitude_longitude(651409.903, 313177.270) == (52.65798, 1.71605)


@pytest.mark.parametrize(
    "place", [(None, None), (0, 0), (400000, None), (-5, 300000), (900000, 300000), (1, 9e9)]
)
def test_what_is_no_place_in_great_britain_has_no_coordinates(
    place: tuple[float | None, float | None],
) -> None:
    assert latitude_longitude(*place) is None


@given(st.floats(1, 699_999), st.floats(1, 1_299_999))
def test_every_place_on_the_grid_is_in_or_around_great_britain(east: float, north: float) -> None:
    found = latitude_longitude(east, north)
    assert found is not None
    assert 49 < found[0] < 62 and -10 < found[1] < 5
