"""British National Grid to latitude and longitude, near enough for a dot on a map.

The formulas and figures are the Ordnance Survey's own ("A guide to coordinate systems in
Great Britain", annexes A to C): the transverse Mercator projection taken back on the Airy
1830 ellipsoid, then one Helmert shift to WGS84, which is right to about five metres.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY = (6_377_563.396, 6_356_256.909)
WGS84 = (6_378_137.0, 6_356_752.314)
"""Half axes of the ellipsoids, in metres."""

SCALE = 0.9996012717
LATITUDE_0, LONGITUDE_0 = radians(49), radians(-2)
EASTING_0, NORTHING_0 = 400_000.0, -100_000.0

SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
GROWTH = -20.4894e-6

WIDTH, HEIGHT = 700_000, 1_300_000
"""The grid's own size in metres: what lies outside is no place in Great Britain."""


def latitude_longitude(easting: float | None, northing: float | None) -> tuple[float, float] | None:
    """Degrees north and east (WGS84) of a place given in metres on the grid.

    None where the register gives no place: a missing value, 0, or one off the grid.
    """
    if not easting or not northing or not (0 < easting < WIDTH and 0 < northing < HEIGHT):
        return None
    latitude, longitude = _shifted(*on_airy(easting, northing))
    return round(degrees(latitude), 5), round(degrees(longitude), 5)


def on_airy(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in radians on the Airy ellipsoid (OSGB36)."""
    a, b = AIRY
    flat = 1 - (b / a) ** 2
    latitude = LATITUDE_0
    while True:
        left = northing - NORTHING_0 - _arc(latitude)
        if abs(left) < 1e-5:
            break
        latitude += left / (a * SCALE)
    curve = a * SCALE / sqrt(1 - flat * sin(latitude) ** 2)
    along = curve * (1 - flat) / (1 - flat * sin(latitude) ** 2)
    bend = curve / along - 1
    t, secant, east = tan(latitude), 1 / cos(latitude), easting - EASTING_0
    seven = t / (2 * along * curve)
    eight = t / (24 * along * curve**3) * (5 + 3 * t**2 + bend - 9 * t**2 * bend)
    nine = t / (720 * along * curve**5) * (61 + 90 * t**2 + 45 * t**4)
    ten = secant / curve
    eleven = secant / (6 * curve**3) * (curve / along + 2 * t**2)
    twelve = secant / (120 * curve**5) * (5 + 28 * t**2 + 24 * t**4)
    thirteen = secant / (5040 * curve**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    return (
        latitude - seven * east**2 + eight * east**4 - nine * east**6,
        LONGITUDE_0 + ten * east - eleven * east**3 + twelve * east**5 - thirteen * east**7,
    )


def _arc(latitude: float) -> float:
    """Metres along the meridian from the grid's true origin."""
    a, b = AIRY
    n = (a - b) / (a + b)
    apart, joined = latitude - LATITUDE_0, latitude + LATITUDE_0
    return (
        b
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * apart
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(apart) * cos(joined)
            + 15 / 8 * (n**2 + n**3) * sin(2 * apart) * cos(2 * joined)
            - 35 / 24 * n**3 * sin(3 * apart) * cos(3 * joined)
        )
    )


def _shifted(latitude: float, longitude: float) -> tuple[float, float]:
    """From the Airy ellipsoid to WGS84, both in radians."""
    a, b = AIRY
    flat = 1 - (b / a) ** 2
    curve = a / sqrt(1 - flat * sin(latitude) ** 2)
    x = curve * cos(latitude) * cos(longitude)
    y = curve * cos(latitude) * sin(longitude)
    z = curve * (1 - flat) * sin(latitude)
    turn_x, turn_y, turn_z = TURN
    grown = 1 + GROWTH
    return _on_ellipsoid(
        SHIFT[0] + grown * x - turn_z * y + turn_y * z,
        SHIFT[1] + turn_z * x + grown * y - turn_x * z,
        SHIFT[2] - turn_y * x + turn_x * y + grown * z,
    )


def _on_ellipsoid(x: float, y: float, z: float) -> tuple[float, float]:
    a, b = WGS84
    flat = 1 - (b / a) ** 2
    out = hypot(x, y)
    latitude = atan2(z, out * (1 - flat))
    for _ in range(5):
        curve = a / sqrt(1 - flat * sin(latitude) ** 2)
        latitude = atan2(z + flat * curve * sin(latitude), out)
    return latitude, atan2(y, x)
