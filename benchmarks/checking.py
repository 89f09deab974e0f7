"""How long it takes to check schools: `python -m benchmarks.checking [--schools N ...]`.

Every school gets a report, a policy and an accessibility plan of its own, made from a seed,
with real passages, links, dates and contacts and about 30,000 characters each, so that each
body is read in full. Checking starts from readings, as the pipeline's check stage does.
Prints seconds and milliseconds per school for each size, whether the growth is linear, and
what 22,000 schools would take on one core.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import random
import time
from collections.abc import Iterator

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

TODAY = dt.date(2026, 11, 23)
ENGLAND = 22_000
CHARACTERS = 30_000
KINDS: tuple[Kind, ...] = ("sen-information-report", "sen-policy", "accessibility-plan")

SENTENCES = (
    "Pupils with SEN are taught in class by their own teacher, who adapts tasks for them.",
    "We meet parents every term to review the targets and to agree what comes next.",
    "Teaching assistants run small reading groups four times a week.",
    "If you are unhappy with the support, please talk to the class teacher first.",
    "The educational psychologist visits us each half term and advises staff.",
    "Ramps lead to both entrances and there is an accessible toilet with a hoist.",
    "All staff had training on autism in the autumn, led by the specialist teacher.",
    "In the summer Year 6 visit their new school twice with a familiar adult.",
    "The choir sang at the fair and the garden club grew beans along the wall.",
    "Lunch is served from noon in the hall, and Year 2 help to lay the tables.",
    "Our governors read the results of each intervention in the spring.",
    "Sampleshire's Local Offer is at https://www.sampleshire.gov.uk/local-offer.",
    "We ask pupils for their views before every review and write them down with them.",
    "Reading is taught every morning in groups that change as children move on.",
)
HEADINGS = (
    "How do we teach pupils with SEN?",
    "How are parents involved?",
    "What if I am unhappy?",
    "How accessible is the school?",
    "Our school day",
    "Moving on",
)


def document(random_: random.Random, number: int, kind: Kind) -> Document:
    """A document of about 30,000 characters, different for each school and kind."""
    passages: list[Passage] = []
    length = 0
    while length < CHARACTERS:
        blocks = tuple(
            Block(" ".join(random_.choices(SENTENCES, k=3)), 1 + length // 3_000) for _ in range(4)
        )
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


def documents(number: int) -> list[SeenDocument]:
    """The three documents of one generated school."""
    random_ = random.Random(number)
    day = TODAY - dt.timedelta(random_.randrange(900))
    claim = DateClaim("updated", "Last updated: 4 September 2025", day, day, "day")
    contact = Contact("SENCO", "Alex Example", ("email",), as_written="SENCO: Alex Example")
    return [
        SeenDocument(
            Reading(
                document(random_, number, kind),
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


def schools(count: int) -> Iterator[tuple[SchoolFacts, list[SeenDocument]]]:
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
        yield facts, documents(number)


def measure(count: int) -> float:
    """Seconds of processor time to check so many schools, without making their documents."""
    law, bodies = load(), Bodies()
    search = SearchRecord(pages_read=12, documents_read=3)
    spent = 0.0
    for facts, found in schools(count):
        started = time.process_time()
        check_school(facts, found, search, law, today=TODAY, bodies=bodies)
        spent += time.process_time() - started
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--schools", type=int, nargs="+", default=[100, 1_000, 10_000])
    sizes = sorted(parser.parse_args().schools)
    measure(10)
    gc.collect()
    print("schools  documents  seconds  ms/school")
    each: list[float] = []
    for size in sizes:
        seconds = measure(size)
        each.append(seconds / size)
        print(f"{size:7,}  {3 * size:9,}  {seconds:7.1f}  {1000 * seconds / size:9.2f}")
    print(f"cost per school, largest against smallest size: {each[-1] / each[0]:.2f} times")
    minutes = each[-1] * ENGLAND / 60
    print(f"{ENGLAND:,} schools with 3 documents each on one core: {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
