"""The one place that asks what day it is; everything else takes it as a parameter."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

ENGLAND = ZoneInfo("Europe/London")


def today() -> dt.date:
    """Today's date in England, whatever zone the machine is set to."""
    return dt.datetime.now(ENGLAND).date()
