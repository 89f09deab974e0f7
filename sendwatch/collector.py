"""How seldom Python's collector looks for rings of objects during a long stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (500_000, 20, 20)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector look seldom, and never at what is there already.

    Checks build no rings, so nearly all its rounds over remembered sentences and documents find
    nothing, and they cost a check 5 to 20 % of its time. What was in force before is put back.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
