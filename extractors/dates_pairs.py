"""Labels and dates that stand in different lines: table heads, columns, wrapped lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.dates_claims import claims_in, labels_in
from extractors.dates_labels import CONNECTORS, FOREIGN, INTERVAL, LEAD_WORDS
from extractors.dates_lines import Line
from extractors.dates_phrases import Label
from extractors.dates_titles import Claim
from extractors.dates_values import MONTH, TERM, Value, spans_years, values_in

SHORT = 14
"""Words of a line that may hold nothing but a label, or nothing but a date."""
WORDS_A_COLUMN = 6
"""Words that the head of a sign-off table may have for each of its dates."""
LONGEST_HEAD = 5
"""Lines that the cells of a table's head may have been read as."""
MOST_HISTORY_WORDS = 30
"""Words of one row of a table of versions."""
LONGEST_HISTORY = 80
"""Rows, or cells, of such a table that are read."""
_VERSION_WORDS = """version versions ver revision revisions issue edition change changes amendment
    amendments"""
_VERSION_HEADS = frozenset(_VERSION_WORDS.split())
_DATE_HEADS = frozenset({"date", "dates", "dated", "when"})
_OTHER_HEADS = """number no control history document policy author authors by owner editor who made
    role summary description details detail reason reasons comment comments note notes status of
    and the to for key name section sections page pages what changed updated approved reviewed
    approval review event events action when stage signed ref reference
    amended revised written prepared checked agreed adopted ratified signed initials nature type"""
_OF_VERSIONS = re.compile(
    r"\b(?:history|record|log|list|table|summary|control)\b.{0,20}"
    r"\b(?:changes|versions?|amendments?|revisions?|document|updates|reviews?)\b"
    r"|\b(?:change|version|amendment|revision|document|update|review|policy)s? "
    r"(?:history|record|log|control)\b"
)
"""The line above such a table."""
_HISTORY_HEADS = _VERSION_HEADS | _DATE_HEADS | frozenset(_OTHER_HEADS.split())
"""Words of the head of a table of versions: any other word makes it some other table."""
_ACTIONS = re.compile(
    r"\b(?:targets?|actions?|objectives?|success|criteria|costs?|resources?|timescales?|timeline|"
    r"time frame|timeframe|outcomes?|monitor(?:ed|ing)|impact|priorit\w+|interventions?|strateg\w+|"
    r"responsib\w+|evidence|progress|training|course|tasks?|steps?|complet\w+|achieved|rag|needs?)\b"
)
_SIGNED = re.compile(r"\bsign(?:ed|atures?)\b")
"""In the head of a table of those who signed."""
_HOW_OFTEN = re.compile(rf"\b(?:{INTERVAL})\W*$")
_OPEN_END = re.compile(rf"(?:\b(?:{MONTH}|{TERM}(?:\s+term)?)|[:\-|])\s*$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with the text that shows it and the line where that stands."""

    claim: Claim
    as_written: str
    line: Line
    order: int


def placed_claims(lines: list[Line], own: frozenset[str], *, titled: bool) -> list[Placed]:
    """Every claim of a document, in reading order, those of tables and wrapped lines included."""
    found: list[Placed] = []
    taken: set[int] = set()
    for number, line in enumerate(lines):
        if number in taken:
            continue
        table = _history(lines, number) or _table(lines, number) or _columns(lines, number)
        if table:
            found.extend(table)
            taken.update(range(number, max(one.order for one in table) + 1))
            continue
        wrapped = _wrapped(lines, number, own, titled=titled)
        found.extend(wrapped)
        here = [
            Placed(claim, _shown(line.text, claim), line, number)
            for claim in claims_in(line, own, titled=titled)
        ]
        if any(one.order > number for one in wrapped):  # the next line's date has its label here
            taken.add(number + 1)
        elif wrapped:
            here = [one for one in here if one.claim.at < wrapped[0].claim.at]
        found.extend(here)
    return sorted(found, key=lambda one: one.order)


def _shown(text: str, claim: Claim) -> str:
    return text[claim.at : claim.to].strip()


def _history(lines: list[Line], number: int) -> list[Placed]:
    """The claims of a table of versions: each has its day, and the latest dates the document.

    Rows may have been read cell by cell, the head as well.
    """
    rows = _rows_from(lines, number)
    first = next((n for n, row in enumerate(rows) if re.search(r"\d", row.plain)), 0)
    head = {word for row in rows[:first] for word in re.findall(r"[a-z]+", row.plain)}
    if not (head & _DATE_HEADS and head <= _HISTORY_HEADS):
        return []
    above = lines[number - 1].plain if number else ""
    if not (head & _VERSION_HEADS or _OF_VERSIONS.search(above)):
        return []
    found: list[Placed] = []
    for below, row in enumerate(rows[first:], number + first):
        values = values_in(row.plain)
        days = [value for value in values if value.precision in ("day", "month", "term")]
        if days and row.words <= MOST_HISTORY_WORDS:
            label = Label("date", days[0].at, days[0].at, "")
            found.append(_pair(_row_sense(label, row, values), days[0], row, below))
    return found if len(found) == len({one.claim.start for one in found}) else []


def _rows_from(lines: list[Line], number: int) -> list[Line]:
    rows = []
    for line in lines[number : number + LONGEST_HISTORY]:
        if line.place != "row":
            break
        rows.append(line)
    return rows


def _table(lines: list[Line], number: int) -> list[Placed]:
    """The claims of a table whose labels stand in one row and whose dates in those below."""
    head, first = _head_of(lines, number)
    if not head or values_in(head):
        return []
    labels = _of_days(head, labels_in(head, []))
    lean = len(re.findall(r"\w+", head)) <= WORDS_A_COLUMN * len(labels)
    signed = len(labels) == 1 and labels[0].sense == "approved" and _SIGNED.search(head)
    if (len(labels) < 2 and not signed) or not lean or _ACTIONS.search(head):
        return []
    if FOREIGN.search(head) and not signed:
        return []
    found: list[Placed] = []
    for below in range(first, len(lines)):
        row = lines[below]
        values = values_in(row.plain)
        said = [one for one in labels_in(row.plain, values) if one.sense not in ("body", "date")]
        if signed and said:
            break  # a row that says itself what it dates
        if not _is_row(row) or not values or len(labels_in(row.plain, values)) > 3:
            break
        pairs = _columns_of(head, labels, row.plain, values)
        if any(spans_years(value) and label.sense != "period" for label, value in pairs):
            break  # years that something is for, not days on which something was done
        for label, value in pairs:
            found.append(_pair(_row_sense(label, row, values), value, row, below))
    return _overtaken(found)


def _head_of(lines: list[Line], number: int) -> tuple[str, int]:
    """The head of the table that begins in a line, "" where none does, and where its rows begin.

    In a PDF the cells of a head may have been read as lines of their own.
    """
    if _is_row(lines[number]):
        return lines[number].plain, number + 1
    end = number
    while end < min(number + LONGEST_HEAD, len(lines)) and _may_head(lines[end]):
        end += 1
    if end == number or end == len(lines) or not _is_row(lines[end]):
        return "", number
    return " ".join(line.plain for line in lines[number:end]), end


def _may_head(line: Line) -> bool:
    return (
        line.place == "text" and line.words <= WORDS_A_COLUMN and not re.search(r"\d", line.plain)
    )


def _of_days(head: str, labels: list[Label]) -> list[Label]:
    """The labels whose columns hold dates. "Reviewed by" heads a column of people and says what
    the column "Date" beside it dates.
    """
    if len(labels) == 1 and labels[0].sense == "date" and _SIGNED.search(head):
        return [replace(labels[0], sense="approved"), *labels[1:]]
    people = [label for label in labels if re.match(r"\s+by\b", head[label.to :])]
    days = [label for label in labels if label not in people]
    if len(people) == 1:
        days = [replace(one, sense=people[0].sense) if one.sense == "date" else one for one in days]
    return days if len(days) > 1 or len(people) == 1 else labels


def _overtaken(found: list[Placed]) -> list[Placed]:
    """The claims of a table with one row a review: only the last row's next review stands, the
    others have long been held.
    """
    ahead = [one for one in found if one.claim.sense == "next-review"]
    last = max((one.claim.start for one in ahead), default=None)
    return [
        replace(one, claim=replace(one.claim, interim=True))
        if one.claim.sense == "next-review" and one.claim.start != last
        else one
        for one in found
    ]


def _is_row(line: Line) -> bool:
    return line.place == "row" or "|" in line.plain


def _columns_of(
    head: str, labels: list[Label], row: str, values: list[Value]
) -> list[tuple[Label, Value]]:
    """Each date of a row with the label of its column."""
    if "|" in head and head.count("|") == row.count("|"):
        column = {head.count("|", 0, label.at): label for label in reversed(labels)}
        pairs = [(column.get(row.count("|", 0, value.at)), value) for value in values]
        return [(label, value) for label, value in pairs if label]
    if len(labels) == len(values):
        return list(zip(labels, values, strict=True))
    dates = [label for label in labels if label.sense == "date"]
    if len(dates) == 1 == len(values):  # "Version  Date  Author  Change"
        return [(dates[0], values[0])]
    return []


def _row_sense(label: Label, row: Line, values: list[Value]) -> Label:
    """A column headed "Date" takes its sense from what its row says was done."""
    if label.sense not in ("date", "body"):
        return label
    said = [one for one in labels_in(row.plain, values) if one.sense not in ("date", "body")]
    sense = said[0].sense if said else "updated"
    return replace(label, sense="reviewed" if sense == "review" else sense)


def _pair(label: Label, value: Value, line: Line, number: int) -> Placed:
    claim = Claim(
        label.sense, value.start, value.end, value.precision, value.at, value.to, strength=3
    )
    return Placed(claim, _shown(line.text, claim), line, number)


def _columns(lines: list[Line], number: int) -> list[Placed]:
    """A run of lines that are labels followed by a run of as many that are dates."""
    beneath = _beneath(lines, number)
    if beneath is not None:
        return beneath
    heads: list[Label] = []
    at = number
    while at < len(lines) and (labels := _lone_labels(lines[at])):
        heads.extend(labels)
        at += 1
    if len(heads) < 2:
        return []
    dates: list[tuple[Value, int]] = []
    while at < len(lines) and (values := _lone_values(lines[at])):
        dates.extend((value, at) for value in values)
        at += 1
    if len(dates) != len(heads):
        return []
    return [
        _pair(label, value, lines[below], below)
        for label, (value, below) in zip(heads, dates, strict=True)
    ]


def _beneath(lines: list[Line], number: int) -> list[Placed] | None:
    """The claims of a line of labels with as many dates in the line below, among other cells:
    "Author: Approved on: Review by:", "A Sample September 2025 September 2026".

    None where there is no such line, [] where dates and labels cannot be told apart.
    """
    line = lines[number]
    colons = line.plain.count(":")
    if number + 1 == len(lines) or not line.control or colons < 2 or line.words > SHORT:
        return None
    if re.search(r"\d", line.plain):
        return None
    labels = [one for one in labels_in(line.plain, []) if one.sense not in ("body", "date")]
    if not 2 <= len(labels) <= colons:
        return None
    if not CONNECTORS.fullmatch(line.plain[labels[-1].to :]):
        return None
    values = values_in(lines[number + 1].plain)
    if len(values) != len(labels) or labels_in(lines[number + 1].plain, values):
        return None
    return [
        _pair(label, value, lines[number + 1], number + 1)
        for label, value in zip(labels, values, strict=True)
    ]


def _lone_labels(line: Line) -> list[Label]:
    """The labels that make up a whole line: "Reviewed", "Approved: Next review:"."""
    if not line.control or re.search(r"\d", line.plain):
        return []
    labels = labels_in(line.plain, [])
    if not labels or line.words > WORDS_A_COLUMN * len(labels):
        return []
    if labels[0].sense in ("body", "period") or not LEAD_WORDS.fullmatch(
        line.plain[: labels[0].at]
    ):
        return []
    ends = [label.at for label in labels[1:]] + [len(line.plain)]
    gaps = [line.plain[label.to : end] for label, end in zip(labels, ends, strict=True)]
    return labels if all(CONNECTORS.fullmatch(gap) for gap in gaps) else []


def _lone_values(line: Line) -> list[Value]:
    """The dates that make up a whole line."""
    values = values_in(line.plain)
    rest = line.plain
    for value in reversed(values):
        rest = rest[: value.at] + rest[value.to :]
    return [] if re.search(r"[a-z0-9]", rest) else values


def _wrapped(lines: list[Line], number: int, own: frozenset[str], *, titled: bool) -> list[Placed]:
    """Claims whose label ends one line and whose date begins, or ends in, the next."""
    line = lines[number]
    after = lines[number + 1] if number + 1 < len(lines) else None
    if not after or line.words > SHORT or after.page != line.page:
        return []
    if not re.match(r"\D{0,30}\d", after.plain) or "furniture" in (
        line.place,
        after.place,
    ):
        return []
    if line.place == "row" and values_in(line.plain) and not _OPEN_END.search(line.plain):
        return []  # a row's own date is what its label dates
    if _HOW_OFTEN.search(line.plain):
        return []  # "Reviewed every year", and beneath it a date of its own
    if not labels_in(line.plain, []) and not _OPEN_END.search(line.plain):
        return []
    seam = len(line.plain) + 1
    both = replace(
        line,
        text=f"{line.text} {after.text}",
        plain=f"{line.plain} {after.plain}",
        control=line.control and after.control,
    )
    values = values_in(both.plain)
    crossing = next((value for value in values if value.to > seam), None)
    if not crossing or crossing.at - seam > 30:
        return []
    return [
        _moved(claim, line, after, seam, number, starts=crossing.at)
        for claim in claims_in(both, own, titled=titled)
        if claim.strength == 3 and claim.at < seam < claim.to and crossing.to == claim.to
    ]


def _moved(claim: Claim, line: Line, after: Line, seam: int, number: int, *, starts: int) -> Placed:
    """A claim across two lines, shown by the part that one of them holds letter for letter."""
    if starts >= seam:
        text = after.text[starts - seam : claim.to - seam].strip()
        return Placed(claim, text, after, number + 1)
    return Placed(claim, line.text[claim.at :].strip(), line, number)
