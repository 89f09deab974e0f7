"""How fast and how right the date grammar is, beside general date parsers where installed.

Usage: python -m benchmarks.dates

Phrases come from the tests: those that were written after the grammar, which has since been
mended for what it missed (at first 105 of 112 and 50 of 56 were right). A general parser is
given the same phrase and counts as right when it finds exactly the same first days; it is not
asked for roles, and terms and school years are beyond it. dateparser and python-dateutil are
optional and no dependency of the project.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import statistics
import time
from collections.abc import Callable, Iterator

from extractors.dates import dates_in, read_dates
from extractors.model import Block, Document, Passage
from tests.extractors.test_dates_fresh import FRESH, NEGATIVE, SECOND, SECOND_NEGATIVE

Finder = Callable[[str], set[dt.date]]

PHRASES: list[tuple[str, set[dt.date]]] = [
    *((phrase, {dt.date.fromisoformat(day) for _, day, _ in claims}) for phrase, claims in FRESH),
    *((phrase, {dt.date.fromisoformat(day) for _, day in claims}) for phrase, claims in SECOND),
]
NOT_DATES = [*NEGATIVE, *SECOND_NEGATIVE]


def ours(text: str) -> set[dt.date]:
    return {claim.start for claim in dates_in(text)}


def with_dateparser(text: str) -> set[dt.date]:
    search_dates = importlib.import_module("dateparser.search").search_dates
    found = search_dates(text, languages=["en"], settings={"DATE_ORDER": "DMY"}) or []
    return {moment.date() for _, moment in found}


def with_dateutil(text: str) -> set[dt.date]:
    parser = importlib.import_module("dateutil.parser")
    try:
        first = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - only the date is used
        return {parser.parse(text, fuzzy=True, dayfirst=True, default=first).date()}
    except (ValueError, OverflowError):
        return set()


def finders() -> Iterator[tuple[str, Finder]]:
    yield "extractors.dates", ours
    if importlib.util.find_spec("dateparser"):
        yield "dateparser.search_dates", with_dateparser
    if importlib.util.find_spec("dateutil"):
        yield "dateutil fuzzy", with_dateutil


def line(name: str, find: Finder) -> str:
    """One row: phrases right, negatives left alone, microseconds a phrase."""
    right = sum(find(phrase) == days for phrase, days in PHRASES)
    alone = sum(not find(phrase) for phrase in NOT_DATES)
    begin = time.perf_counter()  # a second time: the first compiles what it needs
    for phrase in (*(phrase for phrase, _ in PHRASES), *NOT_DATES):
        find(phrase)
    each = (time.perf_counter() - begin) / (len(PHRASES) + len(NOT_DATES)) * 1e6
    return (
        f"{name:26} {right:4} of {len(PHRASES):<4} {alone:4} of {len(NOT_DATES):<4} {each:9.0f} µs"
    )


PROSE = (
    "The class teacher and the SENCO plan each pupil's support together with the family. ",
    "Under the SEND Code of Practice 2015 the school keeps a register of pupils with needs. ",
    "Support is planned, given and reviewed with the parents every term, in person or by post. ",
    "Teaching assistants work with small groups on reading, number and social skills. ",
    "In the year 2023-24 some 40 pupils had support, as against 35 pupils in September 2022. ",
    "Pupils who move to another school visit it in the summer term with someone they know. ",
)


def long_document(characters: int = 30_000) -> Document:
    """A title, a sign-off and prose, a third of whose sentences hold the date of something."""
    size = sum(map(len, PROSE)) // len(PROSE)
    blocks = [Block("SEN Information Report 2024-25", 1), Block("Approved: October 2024", 1)]
    blocks += [
        Block(PROSE[n % len(PROSE)] * 2, 1 + n // 12) for n in range(characters // size // 2)
    ]
    blocks.append(Block("Next review: October 2025", 13))
    return Document("", "pdf", "", (Passage("", 0, tuple(blocks)),), pages=13)


def milliseconds(document: Document, times: int = 15) -> float:
    """Median processor time of reading the document's dates."""
    took = []
    for _ in range(times):
        begin = time.process_time()
        read_dates(document)
        took.append(time.process_time() - begin)
    return statistics.median(took) * 1000


def main() -> None:
    print(f"{'':26} {'phrases right':13} {'negatives':11} {'each':>9}")
    for name, find in finders():
        print(line(name, find))
    document = long_document()
    print(f"\na document of {len(document.text):,} characters: {milliseconds(document):.1f} ms")


if __name__ == "__main__":
    main()
