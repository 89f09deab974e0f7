"""Which gold documents may be looked at when a reader is mended, and which may not."""

from __future__ import annotations

import hashlib
from typing import Literal

Half = Literal["tune", "held"]


def half(identity: str) -> Half:
    """The half of a document, fixed for good by its id.

    Errors on the `tune` half may be listed and mended. The `held` half tells whether the
    mending was general: only its totals are printed, and a rule made after looking at its
    documents makes it worthless.
    """
    return "tune" if hashlib.sha256(identity.encode()).digest()[0] % 2 else "held"
