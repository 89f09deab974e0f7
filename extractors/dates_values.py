"""The ways in which a date is written, as one table: `values_in` finds them in a text.

Nothing here asks what a date is *about*; that is `dates_labels` and `dates_claims`. Days come
before months, as in the United Kingdom. A value that cannot be a date (31 February, month 14)
is not a value.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from extractors.dates_beginnings import beginnings
from extractors.model import Precision

FIRST_YEAR, LAST_YEAR = 1985, 2049
"""Years outside are telephone numbers, room numbers and slips of the keyboard."""
FIRST_SHORT_YEAR, LAST_SHORT_YEAR = 5, 40
"""What '05 to '40 may stand for: school documents older than 2005 are not on websites."""
LONGEST_LEAD = 48
"""Letters of a date that stand before its first two digits together ("Monday the 1st of ...")."""
LONGEST_PLAN = 6
"""Years that a plan may cover ("2024-2030"); anything longer is not a document's period."""

_PLAIN = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2015": "-",
        "\u2212": "-",
        "\u2044": "/",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "`": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\u2022": "|",
        "\u00b7": "|",
    }
)


def plain(text: str) -> str:
    """The text in lower case with plain dashes and quotes, letter for letter as long."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered, and would move positions
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Value:
    """A date as written between two positions of a text, and the days it can mean.

    `weak` marks shapes that only a label or a title makes a date: "September 24", "24-25",
    "09/24", "20250901".
    """

    at: int
    to: int
    start: dt.date
    end: dt.date
    precision: Precision
    weak: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januray janurary",
            "february feb febuary feburary febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep septemeber septmber",
            "october oct ocotber",
            "november nov novemeber",
            "december dec decemeber",
        ),
        start=1,
    )
    for name in names.split()
}
_TERMS = {
    "autumn": (9, 12),
    "aut": (9, 12),
    "spr": (1, 4),
    "michaelmas": (9, 12),
    "spring": (1, 4),
    "lent": (1, 4),
    "summer": (5, 8),
    "trinity": (5, 8),
    "pentecost": (5, 8),
    "hilary": (1, 4),
    "easter": (1, 4),
}
_NUMBERED_TERMS = {1: (9, 12), 2: (9, 12), 3: (1, 4), 4: (1, 4), 5: (5, 8), 6: (5, 8)}

MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_BOUNDED = {"easter": r"easter(?=\s+term)", "aut": "aut(?![a-z])", "spr": "spr(?![a-z])"}
TERM = "(?:" + "|".join(_BOUNDED.get(name, name) for name in _TERMS) + ")"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)(?![a-z]))?"
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WEEKDAY = rf"(?:(?:{'|'.join(_WEEKDAYS)})day,?\s+(?:the\s+)?)?"
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_ANY_YEAR = rf"(?:{_YEAR}|'\s?\d\d|\d\d)"
_END = r"(?!\d|[./-]\d|')"
_DASH = r"(?:\s?[-/_]\s?|\s+(?:to|until)\s+)"

Parser = Callable[[re.Match[str]], "tuple[dt.date, dt.date, Precision, bool] | None"]


def _year(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    number = int(digits)
    if len(digits) == 4:
        return number if FIRST_YEAR <= number <= LAST_YEAR else None
    return 2000 + number if FIRST_SHORT_YEAR <= number <= LAST_SHORT_YEAR else None


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def academic_year(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of the school year that starts in September of `year`."""
    return dt.date(year, 9, 1), dt.date(year + 1, 8, 31)


def _day(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    month = match["m"].rstrip(".")
    year = _year(match["y"])
    if year is None:
        return None
    try:
        day = dt.date(year, _MONTHS.get(month) or int(month), int(match["d"]))
    except ValueError:
        return None
    return day, day, "day", False


def _compact(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    found = _day(match)
    return (*found[:3], True) if found else None


def _month(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    month = match["m"].rstrip(".")
    year = _year(match["y"])
    if year is None:
        return None
    number = _MONTHS.get(month) or int(month)
    return *_months(year, number, number), "month", len(match["y"]) == 2


def _loose_month(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    found = _month(match)
    return (*found[:3], True) if found else None


def _two_months(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    first, last = _MONTHS[match["m"].rstrip(".")], _MONTHS[match["n"].rstrip(".")]
    year = _year(match["y"])
    if year is None or first >= last:
        return None
    return *_months(year, first, last), "range", len(match["y"]) == 2


def _term_in(
    months: tuple[int, int], match: re.Match[str]
) -> tuple[dt.date, dt.date, Precision, bool] | None:
    year = _year(match["y"])
    if year is None:
        return None
    if match["z"]:  # "Spring 2024/25": the term lies in that school year
        if _year(match["z"]) is None or int(match["z"][-2:]) != (year + 1) % 100:
            return None
        year += months[0] < 9
    return *_months(year, *months), "term", len(match["y"]) == 2 and not match["z"]


def _term(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    return _term_in(_TERMS[match["t"]], match)


def _numbered_term(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    return _term_in(_NUMBERED_TERMS[int(match["t"])], match)


def _two_years(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    """Two years: one apart a school year, more apart a plan's calendar years."""
    first = _year(match["y"])
    if first is None:
        return None
    second = match["z"].lstrip("'")
    if len(second) == 1:  # "2025/6"
        last = first + 1 if int(second) == (first + 1) % 10 else None
    else:
        last = _year(second)
    if last is None or not 0 < last - first <= LONGEST_PLAN:
        return None
    weak = len(match["y"].lstrip("'")) == 2 and not match.groupdict().get("ay")
    if last - first == 1:
        return *academic_year(first), "academic-year", weak
    return dt.date(first, 1, 1), dt.date(last, 12, 31), "range", weak


def _one_year(match: re.Match[str]) -> tuple[dt.date, dt.date, Precision, bool] | None:
    year = _year(match["y"])
    return (dt.date(year, 1, 1), dt.date(year, 12, 31), "year", False) if year else None


_SHAPES: tuple[tuple[str, Parser], ...] = (
    # 2025-09-01
    (rf"(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>{_DAY}){_END}", _day),
    # 20250901
    (r"(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _compact),
    # 12.11.24, 14/10/2025, 01 - 09 - 2025
    (
        rf"(?P<d>{_DAY})\s?(?P<s>[./-])\s?(?P<m>1[0-2]|0?[1-9])\s?(?P=s)\s?(?P<y>{_YEAR}|\d\d)"
        r"(?!\d|[/-]\d)",
        _day,
    ),
    # Monday 23rd of February, 2020; 5-Sep-25
    (
        rf"{_WEEKDAY}(?P<d>{_DAY}){_ORDINAL}(?:\s+(?:day\s+)?of)?[\s.,/-]{{0,3}}(?P<m>{MONTH})"
        rf"[\s,/-]{{0,3}}(?:of\s+)?(?P<y>{_ANY_YEAR}){_END}",
        _day,
    ),
    # September 5th, 2025
    (rf"(?P<m>{MONTH})\s?(?P<d>{_DAY})(?:{_ORDINAL},?\s+)(?P<y>{_YEAR}){_END}", _day),
    # September/October 2025
    (
        rf"(?P<m>{MONTH})(?:\s?[/&-]\s?|\s+(?:and|or|to)\s+)(?P<n>{MONTH})[\s,/'-]{{0,3}}"
        rf"(?P<y>{_ANY_YEAR}){_END}",
        _two_months,
    ),
    # September 2025, Sept '25, Sep-25
    (
        rf"(?P<m>{MONTH})(?:\s?[,/-]\s?|\s+of\s+|\s*)(?P<y>{_ANY_YEAR})"
        r"(?!\d|[./:-]\d|\s?(?:st|nd|rd|th)(?![a-z])|\s?[ap]m\b|')",
        _month,
    ),
    # Autumn Term 2 2025, Summer 2024/25
    (
        rf"(?P<t>{TERM})(?:\s+(?:half[\s-]+)?term)?(?:\s?\(?[12](?:st|nd)?\)?(?=[\s,:-]))?"
        rf"(?:\s+(?:half[\s-]+)?term|\s*\(term\s?[1-6]\))?[\s,:/'(-]{{0,3}}(?:of\s+)?(?:the\s+)?"
        rf"(?P<y>{_ANY_YEAR})(?:\s?[-/]\s?(?P<z>{_YEAR}|\d\d))?{_END}",
        _term,
    ),
    # Term 1 2025-26
    (
        rf"term\s?(?P<t>[1-6])[\s,:(-]{{1,3}}(?:of\s+)?(?P<y>{_YEAR})"
        rf"(?:\s?[-/]\s?(?P<z>{_YEAR}|\d\d))?{_END}",
        _numbered_term,
    ),
    # 05/2018
    (rf"(?P<m>1[0-2]|0?[1-9])\s?[/.-]\s?(?P<y>{_YEAR}){_END}", _month),
    # 03 2024
    (rf"(?P<m>0[1-9]|1[0-2])\s(?P<y>{_YEAR}){_END}", _loose_month),
    # AY25-26, academic year 25/26
    (
        r"(?P<ay>a\.?y\.?|academic\s+year:?|school\s+year:?)\s?(?P<y>'?\d\d)\s?[-/]\s?(?P<z>\d\d)"
        rf"{_END}",
        _two_years,
    ),
    # 2025/26, 2024 to 2027, 2025/6
    (rf"(?P<y>{_YEAR}){_DASH}(?P<z>{_YEAR}|'?\d\d|\d){_END}", _two_years),
    # 2025-09, which is no school year
    (r"(?P<y>20[12]\d)-(?P<m>0[1-9]|1[0-2])(?![\d/-])", _loose_month),
    # 2025
    (rf"(?P<y>{_YEAR})(?!\d|[./:-]\d|')", _one_year),
    # 24-27
    (rf"(?P<y>'?\d\d)\s?[-/]\s?(?P<z>'?\d\d){_END}", _two_years),
    # 09/24
    (rf"(?P<m>0[1-9]|1[0-2])[/.-](?P<y>\d\d){_END}", _month),
    # 9/25
    (rf"(?P<m>[1-9])/(?P<y>[23]\d){_END}", _month),
)
_COMPILED = tuple(
    (re.compile(shape), parser, beginnings(shape, most=1)) for shape, parser in _SHAPES
)


def _that_begin(letter: str) -> tuple[tuple[re.Pattern[str], Parser], ...]:
    """The shapes, in the table's order, that may begin with a letter or digit."""
    return tuple((shape, parser) for shape, parser, begins in _COMPILED if {letter, ""} & begins)


_BY_LETTER = {letter: _that_begin(letter) for _, _, begins in _COMPILED for letter in begins}
"""Under "" those that may begin with any letter, as far as is known."""

_NUMBER = re.compile(r"\d\d")

# A value never starts inside a number ("20223", "1.2.2024", "£2024") or a word; a label run
# together with its date ("reviewed10/2021") is the exception that the claims check. The
# number of a version is no day: "Version 4 - Aug 26" is a month. What fails soonest is asked first.
_NUMBERED = "|".join(
    rf"(?<={before})"
    for before in (
        *("version ", r"version no ", r"version no\. ", "edition ", r"\bno ", r"\bno\. "),
        *(r"\bnumber ", r"\bv\.", r"\bv ", r"\bv\. ", r"\brev ", r"\bver "),
    )
)
_FIRST_LETTERS = "".join(
    sorted({word[0] for word in (*_MONTHS, *_TERMS, *_WEEKDAYS, "term", "academic", "school")})
)
_STARTS = re.compile(
    rf"(?=[\d'{_FIRST_LETTERS}])(?={_WEEKDAY}'?\d|{MONTH}[\s,/'&-]*(?:[a-z]|\d)|{TERM}\b|"
    r"term\s?[1-6]|a\.?y\.?\s?\d|(?:academic|school)\s+year)"
    r"(?<![\d£$€])(?:(?<!\d[./:-])|(?=[a-z]))(?<!\bv)(?<!term )"
    rf"(?!(?=\d(?![\d./]))(?:{_NUMBERED}|(?<=issue )(?<!of issue )))"
)


def values_in(text: str) -> list[Value]:
    """Every date in a text made `plain`, left to right, none overlapping another.

    At each place the first shape of the table that fits and is a real date wins.
    """
    found: list[Value] = []
    position = 0
    while number := _NUMBER.search(text, position):  # cheap, and most lines hold none
        start = _STARTS.search(text, max(position, number.start() - LONGEST_LEAD))
        if not start:
            break
        at = start.start()
        value = _value_at(text, at)
        if value:
            found.append(value)
        position = value.to if value else _past(text, at)
    return found


def _past(text: str, at: int) -> int:
    """Where to look on after a place that held no date: behind the number or one letter on."""
    while at < len(text) and text[at].isdigit():
        at += 1
        if at == len(text) or not text[at].isdigit():
            return at
    return at + 1


def _value_at(text: str, at: int) -> Value | None:
    for shape, parser in _BY_LETTER.get(text[at], _BY_LETTER[""]):
        match = shape.match(text, at)
        parsed = parser(match) if match else None
        if match and parsed:
            start, end, precision, weak = parsed
            return Value(at, match.end(), start, end, precision, weak)
    return None


def spans_years(value: Value) -> bool:
    """Whether a date is rather a time that something is for: a school year, a plan's years."""
    return value.precision in ("academic-year", "range")


def join(first: Value, second: Value) -> Value | None:
    """Two dates as the ends of one span ("Sept 2024 to August 2027"), None if backwards."""
    if not first.start < second.end:
        return None
    start, end = first.start, second.end
    if (start.month, start.day) == (9, 1) and end.year == start.year + 1 and end.month in (7, 8):
        return replace(
            first, to=second.to, end=academic_year(start.year)[1], precision="academic-year"
        )
    return replace(first, to=second.to, end=end, precision="range")
