"""The words of the site: what each verdict and basis means, dates and numbers as people write."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.outcomes import OUTCOMES


class Word(NamedTuple):
    """A word with the shape and colour it is shown in, and what it means in a sentence."""

    word: str
    symbol: str
    tone: str
    meaning: str


VERDICTS = {
    word.word: word
    for word in (
        Word("met", "✓", "good", "We found it. The words that show it are quoted."),
        Word("partly", "◐", "half", "We found half of it, or only a mention."),
        Word(
            "not found",
            "✕",
            "bad",
            "We read everything that we could reach and did not find it. It may still be there.",
        ),
        Word("overdue", "!", "bad", "By its own date it should have been renewed by now."),
        Word("undated", "?", "half", "It shows no date, so nobody can tell whether it is current."),
        Word(
            "could not check",
            "–",
            "open",
            "Something stopped us. This says nothing against the school.",
        ),
        Word("needs review", "…", "open", "We are not sure. A person has to look."),
        Word("not applicable", "○", "none", "This school does not have to do this."),
    )
}

STATES = {
    word.word: word
    for word in (
        Word("current", "✓", "good", "There is a report of the last year."),
        Word("found", "◐", "half", "There is a report; its age was not judged."),
        Word("overdue", "!", "bad", "There is a report, but it is more than a year old."),
        Word("undated", "?", "half", "There is a report without a date."),
        Word("not found", "✕", "bad", "We searched the website and found no report."),
        Word("could not check", "–", "open", "Something stopped us from looking."),
        Word("needs review", "…", "open", "We are not sure; a person has to look."),
        Word("not owed", "○", "none", "This kind of school does not have to publish a report."),
        Word("not checked", "·", "none", "Nobody has looked yet."),
    )
}

NIGHTS = {
    word.word: word
    for word in (
        Word("went well", "✓", "good", "The night's work was done and published."),
        Word(
            "needs attention", "!", "half", "It was done, and one of us should look at something."
        ),
        Word("held back", "✕", "bad", "Too much was odd at once, so nothing new was published."),
        Word("broke off", "✕", "bad", "It stopped midway. The next start goes on from there."),
        Word("running", "…", "open", "It is at work now, or was cut off a moment ago."),
    )
}

BASES = {
    "statutory": "The law says so",
    "statutory-guidance": "The SEND Code of Practice says so",
    "grant-condition": "A condition of funding",
    "expected": "Councils and the department expect it",
    "recommended": "Good practice",
}

KINDS = {
    "sen-information-report": "SEN Information Report",
    "sen-policy": "SEN policy",
    "accessibility-plan": "Accessibility plan",
    "local-offer": "School's local offer",
    "inclusion-strategy": "Inclusion strategy",
    "equality-information": "Equality information",
    "complaints-procedure": "Complaints procedure",
    "other": "Web page or other document",
}


def day(value: str | dt.date | None) -> str:
    """An ISO date or time as people write a day, "" for None."""
    if not value:
        return ""
    when = value if isinstance(value, dt.date) else dt.date.fromisoformat(value[:10])
    return f"{when.day} {when:%B %Y}"


def moment(value: str | None) -> str:
    """An ISO time in UTC as people write it, "" for None: "23 November 2026, 02:15 UTC"."""
    return f"{day(value)}, {value[11:16]} UTC" if value else ""


def lasting(seconds: float) -> str:
    """A duration as people say it: "40 seconds", "12 minutes", "3 h 5 min"."""
    if seconds < 90:
        return plural(round(seconds), "second")
    minutes = round(seconds / 60)
    if minutes < 60:
        return plural(minutes, "minute")
    return f"{minutes // 60} h {minutes % 60} min"


def number(value: int | None) -> str:
    """A count with commas."""
    return "" if value is None else f"{value:,}"


def share(part: int, of: int) -> str:
    """A share with its denominator: "4 of 6 (67%)"."""
    if not of:
        return "none to count"
    return f"{part:,} of {of:,} ({round(100 * part / of)}%)"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def size(count: int) -> str:
    """Bytes as people write them."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)):,} kB"
    return f"{count / 1_000_000:,.1f} MB"


def web_address(value: str | None) -> str | None:
    """`value` if it is safe to link to, and None for `javascript:` and its like."""
    if not value:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and parts.netloc else None


def at_page(url: str | None, number_: int | None) -> str | None:
    """The address of one page of a PDF; other addresses as they are."""
    safe = web_address(url)
    if safe and number_ and urlsplit(safe).path.lower().endswith(".pdf"):
        return f"{safe.partition('#')[0]}#page={number_}"
    return safe


def outcome(name: str) -> str:
    """What stopped a fetch, in plain words; a name that is no fetch's stays."""
    known = OUTCOMES.get(name)
    return known.sentence if known else name


def outcome_words(sentence: str, cause: str | None) -> str:
    """`sentence` with the names of outcomes in brackets put into plain words.

    `cause` names them, parted by semicolons.
    """
    for name in (cause or "").split("; "):
        sentence = sentence.replace(f"({name})", f"({outcome(name)})") if name else sentence
    return sentence
