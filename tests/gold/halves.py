"""Which gold documents may be looked at when a reader is mended, and which may not."""

from __future__ import annotations

import hashlib
from typing import Literal

Half = Literal["tune", "held"]
HALVES: tuple[Half, ...] = ("tune", "held")


def half(identity: str) -> Half:
    """The half of a document, fixed for good by its id; `tune/...` and `held/...` say it.

    Errors on the `tune` half may be listed and mended. The `held` half tells whether the
    mending was general: only its totals are printed, and a rule made after looking at its
    documents makes it worthless.
    """
    for name in HALVES:
        if identity.startswith(f"{name}/"):
            return name
    return "tune" if hashlib.sha256(identity.encode()).digest()[0] % 2 else "held"
