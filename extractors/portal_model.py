"""What is read out of a Local Offer's directory: entries, listings, ways to ask for more."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_SESSION = re.compile(
    r"^(?:php|asp|j|cf)?_?(?:session|sess|sid|token)_?(?:id|token)?$|^cf(?:id|token)$", re.I
)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*|/\(S\([0-9a-z]+\)\)", re.I)
_SCHOOL = re.compile(
    r"\b(?:school|schools|academy|college|nursery|infants?|juniors?|primary|secondary|grammar|"
    r"pupil referral|p\.?r\.?u|sixth form|high school|learning cent(?:re|er))\b",
    re.I,
)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place or service as a directory lists it.

    `url` names it and has no session in it. `updated` is the date that the entry gives of
    itself, as `updated_as_written`. `report_url` is the address of the school's own SEN
    Information Report, "" where the entry links to none. `whole` tells the entry's own page
    (or its data) from its line in a list.
    """

    name: str
    url: str
    postcode: str = ""
    text: str = ""
    updated: dt.date | None = None
    updated_as_written: str = ""
    report_url: str = ""
    website: str = ""
    whole: bool = False

    @property
    def like_a_school(self) -> bool:
        """Whether the name is one that schools have."""
        return is_school_like(self.name)


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to ask a directory for a list: an address and the words that offer it."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of entries: what it lists, where it goes on, and how many it says there are."""

    entries: tuple[Entry, ...] = ()
    following: tuple[str, ...] = ()
    total: int | None = None


def is_school_like(name: str) -> bool:
    """Whether a name has a word that schools' names have."""
    return _SCHOOL.search(name) is not None


def postcode_in(text: str) -> str:
    """Give the first postcode in a text in its usual spelling, "" without one."""
    match = _POSTCODE.search(text.upper())
    return f"{match[1]} {match[2]}" if match else ""


def without_session(url: str) -> str:
    """Take a visitor's session out of an address: the same entry has one address every night."""
    parts = urlsplit(_SESSION_IN_PATH.sub("", url))
    kept = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _SESSION.match(pair[0])
    ]
    query = urlencode(kept) if kept or not parts.query else ""
    return urlunsplit(parts._replace(query=query, fragment=""))
