"""Writes SEN Information Reports whose answer to every item is known beforehand."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .dating import Stated, academic_year, add_months, state
from .model import Block, Layout, Paper, Para, Section, Status
from .wording import GUIDANCE_ITEMS, STATUTORY_ITEMS, Variant, Words, blocks_of, fill

NOT_OWED = {"SP": ("identification-assessment", "senco-contact")}
"""Items that a kind of school does not owe: special schools are spared paragraphs 2 and 4."""

MANNERS = ("question", "statutory", "council", "short")
_NUMBER = re.compile(r"^\d+\.\s+")


@dataclass(frozen=True, slots=True)
class Writer:
    """What is needed to write a school's papers. `fields` fill the wording's `{names}`."""

    words: Words
    rng: random.Random
    today: dt.date
    fields: dict[str, str]
    phase: str
    group: str
    story: tuple[str, ...]

    @property
    def school(self) -> str:
        """The school's name."""
        return self.fields["school"]

    def has(self, *names: str) -> bool:
        """Whether any of these is part of the school's story."""
        return any(name in self.story for name in names)

    def say(self, text: str) -> tuple[Block, ...]:
        """Fill a text's names and cut it into blocks."""
        return blocks_of(fill(text, self.fields))


def report(
    writer: Writer,
    *,
    items: dict[str, Status],
    elements: tuple[Section, ...] = (),
    day: dt.date | None = None,
    chances: random.Random | None = None,
) -> Paper:
    """Write the report that stands on the website.

    `items` says how far each item is to be answered; `elements` are sections of a policy to
    be woven in (a combined document). The story decides dates and faults of form, unless `day`
    is given. The text depends on the writer's chances only, how the date is stated on
    `chances` as well: so the same text can be had with another date.
    """
    paper = _compose(writer, items, key="report", elements=elements)
    dating = replace(writer, rng=chances or writer.rng)
    return _dated(dating, paper, day or _report_day(dating))


def old_report(writer: Writer, years: int, items: dict[str, Status]) -> Paper:
    """Write the edition of `years` ago, dated in its title and by a line."""
    day = dt.date(academic_year(writer.today) - years, 9, writer.rng.randint(4, 28))
    paper = _compose(writer, items, key=f"report-old-{years}")
    stated = _stated(writer, paper.title, day, add_months(day, 12))
    return _place(paper, stated, writer.rng)


def item_statuses(writer: Writer) -> dict[str, Status]:
    """Decide how far each of the items is answered, as the school's story wants it.

    Items that cannot be decided are left out: those that the school does not owe, and
    bullying and voice where it is not answered (hearing pupils is half of it already).
    """
    exempt = NOT_OWED.get(writer.group, ())
    owed = [item for item in STATUTORY_ITEMS if item not in exempt]
    statuses: dict[str, Status] = dict.fromkeys(owed, "covered")
    for item in GUIDANCE_ITEMS:
        statuses[item] = "covered" if writer.rng.random() < 0.4 else "absent"
    if "senco-contact" in owed and writer.has("senco-missing", "senco-no-contact"):
        statuses["senco-contact"] = "absent" if writer.has("senco-missing") else "partial"
    if writer.has("local-offer-missing"):
        statuses["local-offer-link"] = "absent"
    if writer.has("items-missing", "template-headings", "law-list"):
        _change(writer, statuses, "absent", writer.rng.randint(4, 8))
    if writer.has("items-partial"):
        _change(writer, statuses, "partial", writer.rng.randint(3, 6))
    for item in GUIDANCE_ITEMS:
        if statuses[item] == "covered" and not composable(writer, statuses):
            statuses[item] = "absent"
    if statuses["bullying-and-voice"] == "absent":
        del statuses["bullying-and-voice"]
    return statuses


def composable(writer: Writer, statuses: dict[str, Status]) -> bool:
    """Whether every item can be written without giving away one that is to be left out."""
    return all(
        _fitting(writer, item, statuses) for item, status in statuses.items() if status != "absent"
    )


def _change(writer: Writer, statuses: dict[str, Status], to: Status, count: int) -> None:
    """Change `count` covered items, keeping the whole composable."""
    pool = [
        item
        for item in STATUTORY_ITEMS
        if statuses.get(item) == "covered" and item not in ("senco-contact", "local-offer-link")
    ]
    writer.rng.shuffle(pool)
    for item in pool:
        if count == 0:
            return
        trial: dict[str, Status] = {**statuses, item: to}
        for guidance in GUIDANCE_ITEMS:
            trial[guidance] = "absent"
        if composable(writer, trial):
            statuses[item] = to
            count -= 1


def _fitting(writer: Writer, item: str, statuses: dict[str, Status]) -> list[Variant]:
    """Give the wordings of an item at its status that touch no item below full answer."""
    entry = writer.words.items[item]
    pool = entry.covered if statuses[item] == "covered" else entry.partial
    low = {name for name, status in statuses.items() if status != "covered"}
    fitting = [
        variant for variant in pool if variant.fits(writer.phase) and not low & set(variant.also)
    ]
    if item == "senco-contact" and writer.has("senco-no-contact"):
        fitting = [variant for variant in fitting if variant.part == "name"]
    return fitting


def _report_day(writer: Writer) -> dt.date:
    """The day of the report's last update: recent, or more than a year past."""
    if writer.has("report-overdue"):
        return writer.today - dt.timedelta(days=writer.rng.randint(560, 1100))
    if writer.has("report-old-edition"):
        return dt.date(academic_year(writer.today) - 3, 9, writer.rng.randint(4, 28))
    if writer.has("next-review-past"):
        return writer.today - dt.timedelta(days=writer.rng.randint(200, 290))
    return writer.today - dt.timedelta(days=writer.rng.randint(40, 180))


def _dated(writer: Writer, paper: Paper, day: dt.date) -> Paper:
    if writer.has("report-undated"):
        return paper
    following = add_months(day, 12)
    if writer.has("next-review-past"):
        following = writer.today - dt.timedelta(days=writer.rng.randint(75, 130))
    if writer.has("report-old-edition"):
        start = academic_year(day)
        titled = replace(paper, title=f"{paper.title} {start}-{(start + 1) % 100:02d}")
        line = state_plain(writer, day, following)
        return _place(titled, line, writer.rng)
    return _place(paper, _stated(writer, paper.title, day, following), writer.rng)


def state_plain(writer: Writer, day: dt.date, following: dt.date) -> Stated:
    """State a date by a line or table, never in the title."""
    return state(writer.words.dates, writer.rng, "", day, following, need_next=True)


def _stated(writer: Writer, title: str, day: dt.date, following: dt.date) -> Stated:
    """State a date so that every day it can mean gives the same verdict."""
    need_next = writer.has("next-review-past")
    for _ in range(20):
        stated = state(writer.words.dates, writer.rng, title, day, following, need_next=need_next)
        if _plain_verdict(stated, writer.today):
            return stated
    return state_plain(writer, day, following)


def _plain_verdict(stated: Stated, today: dt.date) -> bool:
    """Whether all days of the first date are on the same side of a year, by a margin."""
    first = stated.dates[0]
    if first.precision == "academic-year":
        return first.start <= today <= first.end or first.end < today - dt.timedelta(days=410)
    limit = today - dt.timedelta(days=400)
    return (first.start > today - dt.timedelta(days=350) and first.end <= today) or (
        first.end < limit
    )


def _place(paper: Paper, stated: Stated, rng: random.Random) -> Paper:
    """Put a date statement on the cover, at the end, into the footer or into the title."""
    dated = replace(paper, dates=stated.dates)
    if stated.title:
        return replace(dated, title=stated.title)
    place = rng.choice(("cover", "cover", "end", "footer"))
    words = [block for block in stated.blocks if isinstance(block, Para)]
    if place == "footer" and words:
        return replace(dated, footer=words[0].text)
    if place == "end":
        last = dated.sections[-1]
        longer = replace(last, blocks=last.blocks + stated.blocks)
        return replace(dated, sections=(*dated.sections[:-1], longer))
    return replace(dated, cover=dated.cover + stated.blocks)


def _compose(
    writer: Writer,
    items: dict[str, Status],
    *,
    key: str,
    elements: tuple[Section, ...] = (),
) -> Paper:
    rng, words = writer.rng, writer.words.report
    manner = rng.choice(MANNERS)
    sections = [_opening(writer), *elements, *item_sections(writer, items, manner)]
    if writer.has("law-list"):
        sections.insert(1, Section(rng.choice(words.law_list_headings), blocks_of(words.law_list)))
    sections.append(_closing(writer))
    titles = words.combined_titles if elements else words.titles[rng.choice(("standard", "free"))]
    layout: Layout = (
        "questions-table" if manner == "question" and rng.random() < 0.35 else "sections"
    )
    title = rng.choice(titles)
    return Paper(
        key=key,
        kind="sen-information-report",
        also=("sen-policy",) if elements else (),
        title=title,
        school=writer.school,
        sections=tuple(sections),
        cover=(Para(writer.school), Para(f"{writer.fields['town']}, {writer.fields['la']}")),
        header=rng.choice(("", writer.school, f"{writer.school} | {title}")),
        layout=layout,
        look=rng.randrange(6),
        items=dict(items),
        properties={"title": rng.choice(("", title, "Microsoft Word - Document1"))},
    )


def _opening(writer: Writer) -> Section:
    words = writer.words.report
    return Section(
        writer.rng.choice(words.opening_headings),
        writer.say(writer.rng.choice(words.openings).text),
    )


def _closing(writer: Writer) -> Section:
    words, rng = writer.words.report, writer.rng
    blocks = writer.say(rng.choice(words.closings).text)
    return Section(
        rng.choice(words.closing_headings), (*blocks, Para(rng.choice(words.updated_notes)))
    )


def item_sections(
    writer: Writer, items: dict[str, Status], manner: str, only: Iterable[str] = ()
) -> list[Section]:
    """Write a section for each answered item (or for `only` these).

    Where the story wants the template's headings, absent items get theirs with nothing beneath.
    """
    order = list(only or items)
    if manner != "statutory":
        writer.rng.shuffle(order)
    sections: list[Section] = []
    for item in order:
        heading = writer.rng.choice(writer.words.items[item].headings[manner])
        if items[item] == "absent":
            if writer.has("template-headings") and item in STATUTORY_ITEMS:
                sections.append(Section(heading, (), item))
            continue
        variant = writer.rng.choice(_fitting(writer, item, items))
        sections.append(Section(heading, writer.say(variant.text), item))
    if manner == "council":
        return [
            replace(section, heading=f"{number}. {_NUMBER.sub('', section.heading)}")
            for number, section in enumerate(sections, 1)
        ]
    return sections
