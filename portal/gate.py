"""A brake on guessing passwords."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

WINDOW = 60.0
"""Seconds in which tries are counted."""

TRIES = 10
"""Tries to log in that one address has in a window; a person needs two or three."""

ADDRESSES = 10_000
"""Addresses that are remembered; the one that has been quiet the longest is forgotten."""


class Gate:
    """Counts the tries of each address within the last minute."""

    def __init__(self) -> None:
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def open_for(self, address: str, now: float | None = None) -> bool:
        """Note a try at `now` (seconds, by default the clock's); False when there were too many."""
        when = time.monotonic() if now is None else now
        tries = self._tries.setdefault(address, deque(maxlen=TRIES))
        self._tries.move_to_end(address)
        if len(self._tries) > ADDRESSES:
            self._tries.popitem(last=False)
        if len(tries) == TRIES and when - tries[0] < WINDOW:
            return False
        tries.append(when)
        return True
