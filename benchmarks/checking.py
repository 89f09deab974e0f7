"""How long it takes to check schools: `python -m benchmarks.checking [--schools N ...]`.

Every school gets a report, a policy and an accessibility plan of its own, made from a seed,
with links, dates and contacts and about 30,000 characters each, so that each body is read in
full. What a sentence says by itself is remembered, so it matters how many sentences schools
share: `--own` is the share that stands in no other document (default: all of them, which is
harder than life). `--characters` makes the documents shorter, so that many schools can be
checked in a short time. Checking starts from readings, as the pipeline's check stage does.
Prints processor time, seconds and milliseconds per school for each size, whether the growth
is linear, and what 22,000 schools would take on one core.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass

from checks.bodies import Bodies
from checks.model import SchoolFacts, SearchRecord, SeenDocument
from checks.requirements import load
from checks.verdicts import check_school
from extractors.model import (
    Block,
    Contact,
    DateClaim,
    Dates,
    Document,
    Kind,
    KindReading,
    Language,
    Link,
    Passage,
    Reading,
)
from sendwatch.collector import seldom_collected

TODAY = dt.date(2026, 11, 23)
ENGLAND = 22_000
CHARACTERS = 30_000
KINDS: tuple[Kind, ...] = ("sen-information-report", "sen-policy", "accessibility-plan")


@dataclass(frozen=True, slots=True)
class Work:
    """Which share of the sentences stands in no other document, and how long each document is."""

    own: float = 1.0
    characters: int = CHARACTERS


SENTENCES = (
    "Pupils with SEN in {group} are taught by their own teacher, who adapts tasks {when}.",
    "We meet parents {when} to review the targets of {group} and to agree what comes next.",
    "Teaching assistants run small reading groups for {group} {count} times a week.",
    "If you are unhappy with the support in {group}, please talk to {person} first.",
    "The educational psychologist visits {group} {when} and advises {count} of our staff.",
    "Ramps lead to both entrances of {group} and {person} looks after {count} hoists.",
    "All {count} staff of {group} had training on autism {when}, led by {person}.",
    "In the summer {group} visit their new school {count} times with {person}.",
    "The choir of {group} sang {when} and the garden club grew {count} rows of beans.",
    "Lunch for {group} is served from noon, and {person} lays {count} tables.",
    "Our governors read the results of {count} interventions for {group} {when}.",
    "Sampleshire's Local Offer for {group} was shown to {count} families by {person}.",
    "We ask {group} for their views {when} and {person} writes {count} of them down.",
    "Reading is taught to {group} every morning in {count} groups that change {when}.",
)
"""Plainly made-up sentences; with the words below, every one can be had in millions of ways."""

WORDS = {
    "group": tuple(f"Year {year} class {name}" for year in range(1, 14) for name in "ABCDEFGHIJK"),
    "when": tuple(
        f"{often} {part}"
        for often in ("every", "early each", "late each", "twice each", "once a")
        for part in ("week", "month", "half term", "term", "autumn", "spring", "summer", "year")
    ),
    "person": tuple(
        f"the {role} of {place}"
        for role in ("class teacher", "assistant", "SENCO", "head of year", "lead teacher")
        for place in ("the blue room", "the hall", "the annexe", "the library", "the lodge")
    ),
    "count": tuple(str(number) for number in range(2, 400)),
}
HEADINGS = (
    "How do we teach pupils with SEN?",
    "How are parents involved?",
    "What if I am unhappy?",
    "How accessible is the school?",
    "Our school day",
    "Moving on",
)


def sentence(random_: random.Random) -> str:
    """A sentence that hardly any other document has."""
    words = {name: random_.choice(some) for name, some in WORDS.items()}
    return random_.choice(SENTENCES).format(**words)


SHARED = tuple(sentence(random.Random(number)) for number in range(200))
"""Sentences that stand in many documents, as those of a template do."""


def text(random_: random.Random, own: float) -> str:
    """Three sentences, each with the chance `own` of standing in no other document."""
    chosen = (
        sentence(random_) if random_.random() < own else random_.choice(SHARED) for _ in range(3)
    )
    return " ".join(chosen)


def document(random_: random.Random, number: int, kind: Kind, work: Work) -> Document:
    """A document of so many characters, different for each school and kind."""
    passages: list[Passage] = []
    length = 0
    while length < work.characters:
        blocks = tuple(Block(text(random_, work.own), 1 + length // 3_000) for _ in range(4))
        passages.append(Passage(random_.choice(HEADINGS), 2, blocks, blocks[0].page))
        length += sum(len(block.text) for block in blocks)
    dated = Passage("", 0, (Block("Last updated: 4 September 2025. SENCO: Alex Example"),))
    link = Link("Local Offer", "https://www.sampleshire.gov.uk/local-offer")
    return Document(
        sha256=f"{kind}-{number}",
        format="pdf",
        title=kind,
        passages=(*passages, dated),
        pages=10,
        links=(link,),
        reader="pdf/1",
    )


def documents(number: int, work: Work) -> list[SeenDocument]:
    """The three documents of one generated school."""
    random_ = random.Random(number)
    day = TODAY - dt.timedelta(random_.randrange(900))
    claim = DateClaim("updated", "Last updated: 4 September 2025", day, day, "day")
    contact = Contact("SENCO", "Alex Example", ("email",), as_written="SENCO: Alex Example")
    return [
        SeenDocument(
            Reading(
                document(random_, number, kind, work),
                KindReading(kind, (), 0.9),
                Dates((claim,), claim),
                (contact,),
                Language(5_000, 400, 55.0, 13.0, "Flesch"),
            ),
            f"https://school-{number}.example.org/{kind}.pdf",
            last_seen=TODAY,
        )
        for kind in KINDS
    ]


def schools(count: int, work: Work) -> Iterator[tuple[SchoolFacts, list[SeenDocument]]]:
    """So many generated schools, made one at a time so that memory does not grow."""
    for number in range(count):
        facts = SchoolFacts(
            urn=900_000 + number,
            name=f"Example School {number}",
            type_code=(1, 34, 7, 15)[number % 4],
            low_age=4,
            high_age=(11, 18)[number % 2],
            sixth_form=bool(number % 2),
            la_name="Sampleshire",
        )
        yield facts, documents(number, work)


def measure(count: int, work: Work) -> float:
    """Seconds of processor time to check so many schools, without making their documents."""
    law, bodies = load(), Bodies()
    search = SearchRecord(pages_read=12, documents_read=3)
    spent = 0.0
    with seldom_collected():
        for facts, found in schools(count, work):
            started = time.process_time()
            check_school(facts, found, search, law, today=TODAY, bodies=bodies)
            spent += time.process_time() - started
    return spent


def yardstick() -> float:
    """Milliseconds for a fixed piece of plain Python, best of five: how fast the machine is now."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        kept: dict[int, str] = {}
        for number in range(100_000):
            kept[number & 255] = str(number)
        best = min(best, time.process_time() - started)
    return 1000 * best


def _memory() -> float:
    """The most that this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--schools", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--own", type=float, default=1.0, help="share of sentences not shared")
    parser.add_argument("--characters", type=int, default=CHARACTERS, help="of each document")
    options = parser.parse_args()
    sizes = sorted(options.schools)
    work = Work(options.own, options.characters)
    measure(10, work)
    gc.collect()
    print(f"{work.own:.0%} of the sentences stand in one document only; processor time")
    print(
        f"{work.characters:,} characters a document; this machine's yardstick: {yardstick():.1f} ms"
    )
    print("schools  documents  seconds  ms/school  MB at most")
    each: list[float] = []
    for size in sizes:
        seconds = measure(size, work)
        each.append(seconds / size)
        row = f"{size:7,}  {3 * size:9,}  {seconds:7.1f}  {1000 * seconds / size:9.2f}"
        print(f"{row}  {_memory():6.0f}", flush=True)
    print(f"cost per school, largest against smallest size: {each[-1] / each[0]:.2f} times")
    minutes = each[-1] * ENGLAND / 60
    print(f"{ENGLAND:,} schools with 3 documents each on one core: {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
