"""Labels and dates that stand in different lines: table heads, columns, wrapped lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.dates_claims import Label, claims_in, labels_in
from extractors.dates_labels import CONNECTORS, FOREIGN, LEAD_WORDS
from extractors.dates_lines import Line
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
_DATE_HEADS = frozenset({"date", "dates", "dated"})
_OTHER_HEADS = """number no control history document policy author authors by owner editor who made
    role summary description details detail reason reasons comment comments note notes status of
    and the to for key name section sections page pages what changed updated approved reviewed
    approval review"""
_HISTORY_HEADS = _VERSION_HEADS | _DATE_HEADS | frozenset(_OTHER_HEADS.split())
"""Words of the head of a table of versions: any other word makes it some other table."""
_ACTIONS = re.compile(
    r"\b(?:targets?|actions?|objectives?|success|criteria|costs?|resources?|timescales?|timeline|"
    r"time frame|timeframe|outcomes?|monitor(?:ed|ing)|impact|priorit\w+|interventions?|strateg\w+|"
    r"responsib\w+|evidence|progress|training|course|tasks?|steps?|complet\w+|achieved|rag|needs?)\b"
)
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
    if not (head & _VERSION_HEADS and head & _DATE_HEADS and head <= _HISTORY_HEADS):
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
    lean = len(head.split()) <= WORDS_A_COLUMN * len(labels)
    if len(labels) < 2 or not lean or _ACTIONS.search(head) or FOREIGN.search(head):
        return []
    found: list[Placed] = []
    for below in range(first, len(lines)):
        row = lines[below]
        values = values_in(row.plain)
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
    heads = []
    at = number
    while at < len(lines) and (label := _lone_label(lines[at])):
        heads.append(label)
        at += 1
    if len(heads) < 2:
        return []
    found: list[Placed] = []
    for label, below in zip(heads, range(at, min(at + len(heads), len(lines))), strict=False):
        value = _lone_value(lines[below])
        if not value:
            return []
        found.append(_pair(label, value, lines[below], below))
    after = at + len(heads)
    if len(found) < len(heads) or (after < len(lines) and _lone_value(lines[after])):
        return []
    return found


def _lone_label(line: Line) -> Label | None:
    """The label that makes up a whole line."""
    if line.words > 6 or not line.control or re.search(r"\d", line.plain):
        return None
    labels = labels_in(line.plain, [])
    if not labels or labels[0].sense in ("body", "period"):
        return None
    lead, rest = line.plain[: labels[0].at], line.plain[labels[0].to :]
    return labels[0] if LEAD_WORDS.fullmatch(lead) and CONNECTORS.fullmatch(rest) else None


def _lone_value(line: Line) -> Value | None:
    values = values_in(line.plain)
    if len(values) != 1 or re.search(r"[a-z0-9]", line.plain[: values[0].at]):
        return None
    return None if re.search(r"[a-z0-9]", line.plain[values[0].to :]) else values[0]


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
