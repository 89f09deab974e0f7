"""Learn the weights of words that `checks/content_likeness.py` uses, from labelled passages.

Usage: python -m benchmarks.likeness [--write]

For each item two linear machines: is a passage about it at all, does it answer it. Words count
by their beginnings, once each; both classes weigh the same; the order is fixed, so that the
same passages give the same file. Only the passages that may be learnt from
(`sentence_set.TUNE` and our own earlier ones) are. `--write` puts the weights into
checks/likeness.json.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from checks.content_hints import ITEMS
from checks.content_likeness import SCALE, stems_of
from checks.content_sentences import normalise
from tests.gold.sentence_set import TUNE, Sentences, everyday, passages

OUT = Path(__file__).parent.parent / "checks" / "likeness.json"
LEAST = 3
"""Passages in which a stem must stand to count."""
ROUNDS = 25
COST = 0.3
_NO_NAME = re.compile(r"\b(?:[a-z][a-z]*|[A-Z]{2,}[a-z]?|\d\w*)\b")
"""Words in small letters, in capitals alone, or with a number: no names."""


def stems_to_learn(kept: Sequence[Sentences]) -> list[str]:
    """The stems that stand in several passages, otherwise than with a capital like a name."""
    counted = Counter(
        stem
        for one in kept
        for stem in stems_of(normalise(" ".join(_NO_NAME.findall(one.text))))
        if not stem.isdigit()
    )
    return sorted(stem for stem, count in counted.items() if count >= LEAST)


def learn(rows: Sequence[Sequence[int]], labels: Sequence[bool], size: int) -> list[float]:
    """The weights of one support vector machine, the last one its start.

    Dual coordinate descent with squared hinge loss (Hsieh and others, 2008). A row is the
    places of its stems; its length is one whatever their number.
    """
    positive = max(sum(labels), 1)
    worth = {True: len(labels) / 2 / positive, False: len(labels) / 2 / (len(labels) - positive)}
    slack = [1 / (2 * COST * worth[label]) for label in labels]
    value = [1 / sqrt(len(row) or 1) for row in rows]
    weights, dual = [0.0] * (size + 1), [0.0] * len(rows)
    order = list(range(len(rows)))
    shuffled = random.Random(7)
    for _ in range(ROUNDS):
        shuffled.shuffle(order)
        for number in order:
            row, sign = rows[number], 1.0 if labels[number] else -1.0
            score = weights[size] + value[number] * sum([weights[place] for place in row])
            slope = sign * score - 1 + dual[number] * slack[number]
            now = max(dual[number] - slope / (2 + slack[number]), 0.0)
            step = (now - dual[number]) * sign
            if not step:
                continue
            dual[number] = now
            weights[size] += step
            for place in row:
                weights[place] += step * value[number]
    return weights


def main() -> None:
    """Learn all weights; print how many, or write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write checks/likeness.json")
    options = parser.parse_args()
    kept = [*passages(TUNE), *everyday()]
    stems = stems_to_learn(kept)
    place = {stem: number for number, stem in enumerate(stems)}
    rows = [
        [place[stem] for stem in sorted(stems_of(normalise(one.text))) if stem in place]
        for one in kept
    ]
    lanes = []
    for name in ITEMS:
        own = [one.item == name and one.status != "none" for one in kept]
        about = [mine or name in one.others for mine, one in zip(own, kept, strict=True)]
        lanes.append(learn(rows, about, len(stems)))
    for name in ITEMS:
        answers = [
            (one.item == name and one.status == "covered") or name in one.also for one in kept
        ]
        lanes.append(learn(rows, answers, len(stems)))
    print(f"{len(kept)} passages, {len(stems)} stems, {len(lanes)} lanes")
    if options.write:
        OUT.write_text(_written(stems, lanes), encoding="utf-8")


def _written(stems: Sequence[str], lanes: Sequence[Sequence[float]]) -> str:
    """The weights as JSON: by stem a row of signed bytes, one a lane."""
    table = {
        stem: base64.b64encode(
            bytes(max(-127, min(127, round(lane[number] * SCALE))) & 255 for lane in lanes)
        ).decode()
        for number, stem in enumerate(stems)
    }
    start = [round(lane[-1], 3) for lane in lanes]
    return json.dumps({"start": start, "stems": table}, indent=0) + "\n"


if __name__ == "__main__":
    main()
