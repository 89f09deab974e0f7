"""docs/methodology.md, written from the law's own files so that the two cannot differ."""

from __future__ import annotations

import re
from pathlib import Path

from checks.methodology_offer import offer_sections
from checks.model import Basis
from checks.requirements import Law, Mention, Requirement, load
from checks.settings import DEFAULT, RUN_DEFAULT, CheckSettings, RunSettings
from checks.words import KIND_NAMES, in_words, joined

ACCURACY = Path(__file__).resolve().parent.parent / "docs" / "accuracy.md"
"""Where the accuracy table stands in a checkout."""

FORCES: dict[Basis, str] = {
    "statutory": "An Act or regulations ask for it: *must*.",
    "statutory-guidance": "The Code of Practice asks for it: *should*.",
    "grant-condition": "A condition of a grant asks for it.",
    "expected": "Authorities, DfE or the project's source document expect it; no law does.",
    "recommended": "Good practice.",
}
_SURE = {
    "V": "the primary text was read",
    "S": "a secondary source says so",
    "2H": "second-hand: a third party reports what the primary source says",
    "R": "from memory; to be read against the primary text",
}
_VERDICTS = {
    "met": "There is a sentence that shows it, and we quote it.",
    "partly": "There is something, and it answers in half; we quote it.",
    "not found": "We searched, could read what we found, and it is not there. What we"
    " searched is shown. It does not say that the school has broken the law.",
    "overdue": "By the clock that is named, the day has passed; the date is quoted.",
    "undated": "The document does not say how old it is.",
    "could not check": "Something stopped us (named), so nothing is said of the school.",
    "needs review": "We are not sure enough, or two things contradict each other; a person"
    " should look before anything is said.",
    "not applicable": "The school does not owe it, or it is not due yet; the reason is given.",
}


def render(law: Law | None = None, *, accuracy: str | None = None) -> str:
    """The whole page as Markdown.

    `accuracy` is the text of docs/accuracy.md (default: as it stands in this checkout, ""
    where there is none); its tables are repeated under "How often we are wrong".
    """
    law = law or load()
    if accuracy is None:
        accuracy = ACCURACY.read_text(encoding="utf-8") if ACCURACY.exists() else ""
    parts = [
        _opening(),
        _verdicts(),
        _settings(DEFAULT, RUN_DEFAULT),
        _clocks(DEFAULT),
        _places(),
        _schools(law),
        _wrong(accuracy),
        *(_requirements(law, basis) for basis in FORCES),
        *offer_sections(FORCES, _SURE),
        _left_out(law),
    ]
    return "\n\n".join(parts) + "\n"


def _opening() -> str:
    return (
        "# How we judge\n\n"
        "<!-- Written by `sendwatch methodology` from checks/law; edit there. -->\n\n"
        "Each school is held against the requirements below, as they stand in `checks/law`."
        " What a school owes follows from the register alone. Every judgement shows the"
        " sentence it rests on, with page and address, so that anybody can go and look."
    )


def _verdicts() -> str:
    rows = "\n".join(f"| {name} | {meaning} |" for name, meaning in _VERDICTS.items())
    return f"## The verdicts\n\n| verdict | what it says |\n|---|---|\n{rows}"


def _settings(checks: CheckSettings, runs: RunSettings) -> str:
    rows = [
        ("surer than", f"{checks.review_below:.2f} of 1", "else `needs review`"),
        ("grace", checks.grace(), "after every due date"),
        ("due soon", f"{checks.due_soon_days} days ahead", "shown on worklists"),
        ("plain language", f"reading ease {checks.ease_met:.0f} or more", "Flesch"),
        ("policy's text again", f"{checks.same_text:.0%} of the paragraphs", "or more"),
        ("pages linked from the report", f"up to {checks.linked_documents}", "are read too"),
        ("taken down", f"{checks.gone_after_days} days unseen", "then another copy counts"),
        (
            "publication held back",
            f"{runs.fall_points:.0f} points fewer reports found or {runs.rise_points:.0f} points"
            f" more not checked, {runs.requirement_points:.0f} points on any requirement,"
            f" {runs.schools_lost:.0%} of the schools gone",
            f"in areas of {runs.smallest} schools or more",
        ),
    ]
    lines = "\n".join(f"| {name} | {value} | {note} |" for name, value, note in rows)
    return f"## The thresholds\n\n| what | value | |\n|---|---|---|\n{lines}"


def _clocks(settings: CheckSettings) -> str:
    return (
        "## How old a document is\n\n"
        "Four clocks, never mixed: what the document says of itself, the next review by its"
        " own words, when we first saw the very file, and what the law expects. A month, a"
        " term, a school year or a year counts at the last day that it can mean, and"
        f" {settings.grace()} are added, so nothing is called overdue that a calendar would"
        " contradict. Dates of laws, file names and what a server says are not dates of the"
        " document. A plan or a policy made for several years runs to the end of that"
        " period, or to its interval from its date, whichever is later. Two dates that"
        " contradict each other are both shown."
    )


def _places() -> str:
    return (
        "## Where the evidence may stand\n\n"
        "In the report; in a combined policy and report; on another page that the report"
        " links to; on another site that the school's website leads to, such as its trust's."
        " The finding says which. What stands only in another document of the school, to"
        " which the report does not link, counts in part. A SENCO named on the contact page"
        " counts for the website and not for the report. A document that names another"
        " school is left to a person."
    )


def _schools(law: Law) -> str:
    rows = [
        f"| {key} | {group.title} | {', '.join(str(code) for code in group.codes) or 'hand list'}"
        f" | {group.outside or 'owes the report'} |"
        for key, group in law.groups.items()
    ]
    head = "| | kinds of school | GIAS codes | |\n|---|---|---|---|\n"
    return (
        "## Who owes what\n\n"
        "A school whose type the register does not give, or contradicts, is left to a person.\n\n"
        + head
        + "\n".join(rows)
    )


_MEASURED = {
    "second_totals": "On made-up documents, half of which (*held*) nobody looks at one by one. That"
    " half is what to expect of a short document of a school that we have not seen:",
    "long_totals": "The same on made-up documents as long as most real reports are:",
    "shared": "On the few real documents of real schools that the readers were mended by:",
}
"""The tables of the accuracy page that are shown here, and what each was measured on."""


def _wrong(accuracy: str) -> str:
    text = "## How often we are wrong\n\n"
    tables = dict(re.findall(r"<!-- made: (\w+) -->\n(.*?)\n<!-- end -->", accuracy, re.DOTALL))
    shown = [
        f"{said}\n\n{tables[name].strip()}" for name, said in _MEASURED.items() if name in tables
    ]
    if not shown:
        return text + "Not measured yet: see [accuracy](accuracy.md)."
    return text + "\n\n".join([*shown, "How, and what else: see [accuracy](accuracy.md)."])


def _requirements(law: Law, basis: Basis) -> str:
    entries = [entry for entry in law.requirements if entry.basis == basis]
    return "\n\n".join(
        [f"## {basis.replace('-', ' ').capitalize()}\n\n{FORCES[basis]}", *map(_entry, entries)]
    )


def _left_out(law: Law) -> str:
    lines = [
        f"- **{one.what}** ({one.citation}; {one.verified.sure}: {_SURE[one.verified.sure]})."
        f" {one.why}"
        for one in law.left_out
    ]
    text = "What one might expect here and will not find, and the reason of each."
    return f"## What we do not check\n\n{text}\n\n" + "\n".join(lines)


def _entry(entry: Requirement) -> str:
    checked = f"{in_words(entry.verified.on)}, {entry.verified.sure}: {_SURE[entry.verified.sure]}"
    rows = [
        ("Asked", entry.meaning),
        ("Source", f"[{entry.citation}]({entry.url})"),
        ("About", joined([KIND_NAMES[kind] for kind in entry.documents])),
        ("Owed by", _owed(entry)),
        ("In force", _in_force(entry)),
        ("April 2014 draft", entry.draft_2014 or "not in it"),
        ("Code of Practice", entry.code_2015),
        ("Parts", joined(list(entry.parts))),
        ("What counts", entry.what_counts),
        ("What does not", entry.what_does_not),
        ("Silence is trusted", _silence(entry)),
        ("How sure we are of the law", f"{checked}. {entry.verified.note}".strip()),
    ]
    lines = "\n".join(f"- **{name}**: {text}" for name, text in rows if text)
    return f"### {entry.title}\n\n`{entry.id}`. {entry.plain}\n\n{lines}"


def _owed(entry: Requirement) -> str:
    owed = entry.owed_by
    text = ", ".join(owed.groups)
    if owed.pupils_over_16 is not None:
        text += " with pupils over 16" if owed.pupils_over_16 else " without pupils over 16"
    if owed.ages is not None:
        text += f" with pupils aged {owed.ages.low} to {owed.ages.high}"
    return text


def _in_force(entry: Requirement) -> str:
    since = f"from {in_words(entry.in_force.since)}"
    return f"{since} to {in_words(entry.in_force.to)}" if entry.in_force.to else since


def _silence(entry: Requirement) -> str:
    return f"{entry.check.silence:.1f} of 1" if isinstance(entry.check, Mention) else ""
