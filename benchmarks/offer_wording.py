"""How well the phrases find what a Local Offer's page says, over made-up, labelled pages.

    python -m benchmarks.offer_wording [--errors]

The table and `--errors` show the half that may be mended; of the held half only totals are
ever shown.
"""

from __future__ import annotations

import argparse

from checks.authority_law import Says, load
from tests.checks.offer_pages import Score, pages, score

HALVES = ("tune", "held")


def main() -> None:
    """Print the requirements of the half that may be mended, and the totals of each half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    scores = {half: score(half) for half in HALVES}
    tune = scores["tune"]
    for requirement in (r.id for r in load().requirements if isinstance(r.check, Says)):
        print(
            f"{requirement:26} right {tune.right[requirement]:2}"
            f" false {tune.false[requirement]:2} missed {tune.missed[requirement]:2}"
        )
    for half, result in scores.items():
        print(f"{half}: {len(list(pages(half)))} pages, {_totals(result)}")
    if options.errors:
        print("\n".join(tune.errors))


def _totals(result: Score) -> str:
    return (
        f"precision {result.precision:.3f}, recall {result.recall:.3f}"
        f" ({result.right.total()} right, {result.false.total()} false,"
        f" {result.missed.total()} missed)"
    )


if __name__ == "__main__":
    main()
