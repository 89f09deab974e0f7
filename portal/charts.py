"""Bars drawn on the server: inline SVG that needs neither script nor inline style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

WIDTH = 200
HEIGHT = 14

Tone = Literal["good", "half", "bad", "open", "none"]


def bar(parts: Sequence[tuple[Tone, int]]) -> Markup:
    """One stacked bar of (tone, count) parts, as wide as their shares.

    It is hidden from screen readers: a bar always stands beside its numbers.
    """
    total = sum(count for _, count in parts)
    pieces, left = [], 0.0
    for tone, count in parts:
        if count:
            width = WIDTH * count / total
            pieces.append(
                f'<rect class="bar-{tone}" x="{left:.1f}" width="{width:.1f}" height="{HEIGHT}"/>'
            )
            left += width
    # Nothing in here comes from outside: the tones are ours, the rest are numbers.
    return Markup(
        f'<svg class="bar" aria-hidden="true" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' preserveAspectRatio="none">{"".join(pieces)}</svg>'
    )
