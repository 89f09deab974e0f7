"""How single passages are read: `python -m benchmarks.sentences`.

Prints the totals of each file of tests/gold/sentences. Nothing else is ever shown of the held one.
"""

from __future__ import annotations

from tests.gold.sentence_set import HELD, TUNE, passages, score


def main() -> None:
    """Print each file's figures on a line."""
    for name in (*TUNE, *HELD):
        found = score(passages([name]))
        figures = (f"{figure} {value:.3f}" for figure, value in found.figures().items())
        print(f"{name} ({found.passages}): {', '.join(figures)}")


if __name__ == "__main__":
    main()
