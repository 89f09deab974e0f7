"""How far two people agree on the items of a document: `python -m benchmarks.agreement`.

The second readings of the long gold set, and of eight shared real documents by the same people
(tests/gold/long/second-readings.json), against the labels; the real ones only where the shared
documents are at hand. A long document's label has the second reader's first answer as its `or`:
what they have in common says something of the real ones only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.gold import long_set
from tests.shared_material import SHARED

SECOND = long_set.HERE / "second-readings.json"

Answers = tuple[str, ...]
"""The first answer on an item, and the second where there is one."""


def pairs(group: str) -> Iterator[tuple[Answers, Answers]]:
    """The label's answers and the second reader's, item by item; none where labels are missing."""
    for name, items in json.loads(SECOND.read_text("utf-8"))[group].items():
        label = _label(group, name)
        for item, second in items.items() if label else ():
            entry = label["items"][item]
            yield (entry["status"], *filter(None, [entry.get("or")])), tuple(second)


def _label(group: str, name: str) -> Mapping[str, Any]:
    if group == "long":
        return next(one.label() for one in long_set.documents() if one.path.stem == name)
    path = Path(SHARED) / "gold" / "labels" / f"{name}.json"
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def main() -> None:
    """Print the shares for each group that is at hand."""
    for group in ("long", "real"):
        kept = list(pairs(group))
        if not kept:
            print(f"{group}: the labels are not at hand")
            continue
        first = sum(label[0] == second[0] for label, second in kept) / len(kept)
        shared = sum(not set(label).isdisjoint(second) for label, second in kept) / len(kept)
        print(f"{group}: {len(kept)} items, first answers {first:.3f}, any in common {shared:.3f}")


if __name__ == "__main__":
    main()
