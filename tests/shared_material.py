"""Where real documents and registers lie for tests; they are no part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("SENDWATCH_SHARED", Path(__file__).resolve().parents[1].parent / "shared")
)

needs_shared = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(),
    reason="the real documents are not here: set SENDWATCH_SHARED to the folder that holds them",
)
