"""What a spreadsheet would run as a formula is made text: schools write these words, not we."""

from __future__ import annotations

import re

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that make a spreadsheet run a cell (OWASP, "CSV Injection")."""

_NUMBER = re.compile(r"-\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def runs(text: str) -> bool:
    """Whether a spreadsheet would take a cell with this text for a formula.

    A plain negative number, such as a longitude, is what it looks like.
    """
    return text.startswith(FORMULA) and _NUMBER.fullmatch(text) is None


def cell(value: object) -> object:
    """`value` as a CSV cell may hold it: with an apostrophe in front where it would run."""
    return f"'{value}" if isinstance(value, str) and runs(value) else value
