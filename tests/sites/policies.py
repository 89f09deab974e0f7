"""Writes SEN policies, accessibility plans and the documents that stand beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from .dating import add_months, fields, span
from .model import Block, DateTruth, Paper, Para, Section, Status, Table
from .reports import Writer, item_sections
from .wording import Part, blocks_of, fill

ELEMENTS = (
    "policy-status",
    "policy-purpose",
    "policy-consultation",
    "policy-cross-references",
    "policy-roles",
    "policy-monitoring",
    "policy-date-established",
    "policy-review-date",
    "policy-signature",
)
"""The nine parts of a SEN policy that law.md section 2.2 names."""


_IN_POLICIES = (
    "kinds-of-sen",
    "identification-assessment",
    "reviewing-progress",
    "teaching-approach",
    "additional-learning-support",
    "staff-expertise-training",
    "consulting-parents",
    "consulting-young-people",
    "complaints",
    "involving-other-bodies",
    "transition-adulthood",
    "adapting-curriculum-environment",
)
"""Items of the report that policies speak of as well."""


def policy_sections(writer: Writer, items: dict[str, Status]) -> tuple[Section, ...]:
    """Write a policy's parts, without any text that touches an item left out of the report."""
    low = {name for name, status in items.items() if status != "covered"}
    sections: list[Section] = []
    for name, part in writer.words.policy.elements.items():
        texts = [text for text in part.texts if not low & set(text.also)]
        if not texts:
            continue
        text = writer.rng.choice(texts).text
        sections.append(Section(_one(writer, part), writer.say(text), name))
    return tuple(sections)


def policy(writer: Writer, items: dict[str, Status]) -> Paper:
    """Write the SEN policy with its dates and signature as the story wants them."""
    sections = list(policy_sections(writer, items))
    elements = [section.item for section in sections if section.item in ELEMENTS]
    pool = [item for item in _IN_POLICIES if items.get(item) == "covered"]
    chosen = writer.rng.sample(pool, min(len(pool), writer.rng.randint(6, 9)))
    answered = item_sections(writer, items, "short", only=chosen)
    sections[-1:-1] = answered
    cover: list[Block] = [Para(writer.school)]
    dates: tuple[DateTruth, ...] = ()
    if not writer.has("policy-undated"):
        table, dates = _policy_dates(writer)
        cover.append(table)
        elements += ["policy-date-established", "policy-review-date"]
    manner = "blank" if writer.has("policy-signature-blank", "policy-undated") else "done"
    signature = writer.rng.choice(writer.words.dates.signatures[manner])
    values = writer.fields | (fields(dates[0].start) if dates else {})
    sections.append(Section("Approval", (Para(fill(signature, values)),)))
    if manner == "done":
        elements.append("policy-signature")
    return Paper(
        key="policy",
        kind="sen-policy",
        title=writer.rng.choice(writer.words.policy.titles),
        school=writer.school,
        sections=tuple(sections),
        cover=tuple(cover),
        header=writer.school,
        footer=writer.rng.choice(("", "SEN policy")),
        look=writer.rng.randrange(6),
        items={section.item: "covered" for section in answered},
        elements=tuple(elements),
        dates=dates,
    )


def _policy_dates(writer: Writer) -> tuple[Table, tuple[DateTruth, ...]]:
    age = 1500 if writer.has("policy-overdue") else writer.rng.randint(60, 300)
    day = writer.today - dt.timedelta(days=age)
    following = add_months(day, 36 if writer.has("policy-overdue") else 12)
    rows = (
        ("Adopted by governors", fields(day)["day"]),
        ("Next review", fields(following)["month"]),
    )
    dates = (
        DateTruth("approved", rows[0][1], day, day, "day"),
        DateTruth("next-review", rows[1][1], *span(following, "month"), "month"),
    )
    return Table(rows), dates


def plan(writer: Writer) -> Paper:
    """Write the accessibility plan: current, expired or without any date."""
    words, rng = writer.words.plan, writer.rng
    sections = [
        Section(rng.choice(words.opening_headings), writer.say(rng.choice(words.openings).text))
    ]
    sections += [
        Section(_one(writer, part), writer.say(rng.choice(part.texts).text))
        for part in words.background
    ]
    audit = writer.say(rng.choice(words.audits).text)
    sections.append(Section(rng.choice(words.audit_headings), audit))
    sections += [
        Section(_one(writer, part), writer.say(rng.choice(part.texts).text))
        for part in words.strands.values()
    ]
    monitoring = writer.say(rng.choice(words.monitorings).text)
    sections.append(Section(rng.choice(words.monitoring_headings), monitoring))
    sections.append(Section(rng.choice(words.links_headings), (Para(words.links),)))
    title = rng.choice(words.titles)
    paper = Paper(
        key="plan",
        kind="accessibility-plan",
        also=("equality-information",) if "Equality" in title else (),
        title=title,
        school=writer.school,
        sections=tuple(sections),
        cover=(Para(writer.school),),
        header=rng.choice(("", writer.school)),
        look=rng.randrange(6),
    )
    return paper if writer.has("plan-undated") else _plan_dated(writer, paper)


def _plan_dated(writer: Writer, paper: Paper) -> Paper:
    """Give a plan its period of three years, and the day on which it was approved."""
    expired = writer.has("plan-expired")
    begin = writer.today.year - (writer.rng.randint(5, 6) if expired else writer.rng.randint(0, 1))
    period = f"{begin}-{begin + 3}"
    day = dt.date(begin, 1, 9) + dt.timedelta(days=writer.rng.randint(0, 120))
    day = min(day, writer.today - dt.timedelta(days=20))
    following = add_months(day, 36)
    dates = (
        DateTruth("period", period, dt.date(begin, 1, 1), dt.date(begin + 3, 12, 31), "range"),
        DateTruth("approved", fields(day)["day"], day, day, "day"),
        DateTruth("next-review", fields(following)["month"], *span(following, "month"), "month"),
    )
    lines = Para(f"Approved by governors: {dates[1].as_written}")
    review = Para(f"Date of next review: {dates[2].as_written}")
    return replace(
        paper,
        title=f"{paper.title} {period}",
        cover=(*paper.cover, lines, review),
        dates=dates,
    )


def decoy(writer: Writer, name: str) -> Paper:
    """Write a document that is none of the three (`name` as in decoys.yml)."""
    entry = writer.words.decoys[name]
    day = writer.today - dt.timedelta(days=writer.rng.randint(30, 500))
    sections = tuple(Section(heading, blocks_of(text)) for heading, text in entry.sections)
    written = fields(day)["month"]
    return Paper(
        key=name,
        kind=entry.kind,
        title=writer.rng.choice(entry.titles),
        school=writer.school,
        sections=sections,
        cover=(Para(writer.school), Para(f"Reviewed {written}")),
        look=writer.rng.randrange(6),
        dates=(DateTruth("reviewed", f"Reviewed {written}", *span(day, "month"), "month"),),
    )


def _one(writer: Writer, part: Part) -> str:
    return writer.rng.choice(part.headings)
