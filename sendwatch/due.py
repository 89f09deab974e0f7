"""What is due tonight: which schools are searched in full, which are looked at again.

Pure: what is known of earlier nights in, a choice out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Reach = Literal["full", "known"]


@dataclass(frozen=True, slots=True)
class NightSettings:
    """How often, how long, and what is kept.

    `full_every`: nights from one search of a whole site to the next. `hours`: how long the
    crawl of a night may go on. `longest_pause`: nights left between two visits to a site that
    has been out of reach for long. `keep_pages`: nights for which superseded pages that are
    no documents stay in the tables (the archive keeps them). `rounds` and `round_pause`
    (seconds): how often, and after what pause, sites are tried again when so many at once
    are out of reach that the fault is probably on our side.
    """

    full_every: int = 14
    hours: float = 8.0
    longest_pause: int = 8
    keep_pages: int = 30
    rounds: int = 3
    round_pause: float = 1200.0


@dataclass(frozen=True, slots=True)
class History:
    """What earlier nights saw of a school: the last full search that ended well, the last
    visit, on how many nights in a row it has failed since, and whether a document's loss
    waits to be confirmed.
    """

    last_full: dt.date | None = None
    last_visit: dt.date | None = None
    failed: int = 0
    waiting: bool = False


TRIES_BEFORE_PAUSES = 3
"""Nights in a row on which a failing site is tried before the pauses begin to grow."""


def pause(failed: int, settings: NightSettings) -> int:
    """Nights to the next visit after so many failed ones: 1, 1, 1, 2, 4, 8, ..."""
    return int(min(2 ** min(max(0, failed - TRIES_BEFORE_PAUSES), 16), settings.longest_pause))


def reach_tonight(
    urn: int, past: History, tonight: dt.date, settings: NightSettings
) -> Reach | None:
    """How far a school is searched tonight, None for not at all.

    Full searches are spread by URN, so that every night has its share of them; one that was
    missed is made up for on the next night.
    """
    if past.last_visit is None:
        return "full"
    if past.failed:
        waited = (tonight - past.last_visit).days
        return "full" if waited >= pause(past.failed, settings) or waited < 0 else None
    if past.last_full is None or past.waiting:
        return "full"
    its_night = (tonight.toordinal() - urn) % settings.full_every == 0
    age = (tonight - past.last_full).days
    return "full" if (its_night and age > 0) or age >= settings.full_every else "known"
