"""Whether, of all that stands on a website, the right document is taken for each kind.

    python -m benchmarks.choosing [--schools 300] [--seed 7] [--unfamiliar]

Crawls and reads the sample county, chooses for each school as the checks do, and holds the choice
against the county's written truth: the report, policy or plan in force, an older edition of it,
another document, or none.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.crawling import SETTINGS, county_of
from checks.choose import choose
from crawler.register import read_register
from crawler.urls import key_of
from extractors.model import Kind
from sendwatch import stages
from sendwatch.store import documents, runs, schools
from sendwatch.store.db import open_database

KINDS: dict[str, Kind] = {
    "report": "sen-information-report",
    "policy": "sen-policy",
    "plan": "accessibility-plan",
}
WRONG = ("an older edition", "another document", "none, though there")


def choosing(number: int, seed: int, *, unfamiliar: bool = False) -> None:
    """Print for each kind how often the right document was chosen, and what else was."""
    from tests.sites.running import serve

    today = dt.datetime.now(dt.UTC).date()
    county = county_of(number, seed, unfamiliar=unfamiliar)
    tally: dict[str, Counter[str]] = {key: Counter() for key in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder)
        db = open_database(archive / "county.db")
        with serve(county) as running:
            register, written = running.write(archive)
            schools.import_register(db, read_register(register))
            run = runs.start(db, "run")
            stages.crawl(db, run, archive, stages.Scope(), SETTINGS)
        stages.extract(db, archive, stages.Scope())
        truth = json.loads(written.read_text())["schools"]
        for facts in schools.list_schools(db):
            school = truth[str(facts.urn)]
            if not school["reachable"]:
                continue
            choice = choose(documents.of_school(db, facts.urn), today, school=facts)
            for key, kind in KINDS.items():
                chosen = choice.of(kind)
                url = chosen.document.url if chosen else None
                judged = _judge(school["documents"], key, url)
                tally[key].update(judged)
                if judged[0] in WRONG:
                    print(f"    {key} of {facts.urn}, {school['style']}: {judged[0]}, {url}")
        db.conn.close()
    for key, counts in tally.items():
        print(f"{key}: {', '.join(f'{name} {count}' for name, count in counts.most_common())}")


def _judge(published: list[dict[str, Any]], key: str, url: str | None) -> list[str]:
    """Say what a choice was, and once more where several editions stand side by side."""
    there = [d for d in published if _is(d, key) and d["form"] not in ("scan", "encrypted")]
    current = {key_of(each) for d in there if not d["old"] for each in (d["url"], *d["parts"])}
    older = {key_of(d["url"]) for d in there if d["old"]}
    if url is None:
        said = "none, though there" if current else "none, and none there"
    elif key_of(url) in current:
        said = "right"
    elif key_of(url) in older:
        said = "an older edition"
    else:
        said = "another document" if current else "one, where none is to be read"
    return [said, f"of several editions: {said}"] if current and older else [said]


def _is(document: dict[str, Any], key: str) -> bool:
    """Whether a published document serves as the one looked for; a combined one serves twice."""
    return not document["trouble"].replace("moved", "") and (
        document["key"] == key
        or document["key"].startswith((f"{key}-old", f"{key}-copy"))
        or KINDS[key] in document["also"]
    )


def main() -> None:
    """Run it with the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schools", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--unfamiliar", action="store_true")
    options = parser.parse_args()
    choosing(options.schools, options.seed, unfamiliar=options.unfamiliar)


if __name__ == "__main__":
    main()
