"""Bars drawn on the server: inline SVG that needs neither script nor inline style."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH = 200
HEIGHT = 14


def bar(parts: Sequence[tuple[str, int]], label: str) -> Markup:
    """One stacked bar of (tone, count) parts, as wide as their shares.

    `label` says in words what is drawn, for those who do not see it.
    """
    total = sum(count for _, count in parts)
    pieces, left = [], 0.0
    for tone, count in parts:
        if not count:
            continue
        width = WIDTH * count / total
        pieces.append(
            Markup('<rect class="bar-{}" x="{:.1f}" y="0" width="{:.1f}" height="{}"/>').format(
                tone, left, width, HEIGHT
            )
        )
        left += width
    return Markup(
        '<svg class="bar" role="img" aria-label="{}" viewBox="0 0 {} {}"'
        ' preserveAspectRatio="none" width="{}" height="{}">{}</svg>'
    ).format(label, WIDTH, HEIGHT, WIDTH, HEIGHT, Markup("").join(pieces))
