"""Dates in addresses and file names: weak evidence, kept apart from what a document says."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from extractors.dates_values import MONTH, plain, values_in
from extractors.model import DateClaim, Role

_FOLDERS = re.compile(r"/(20[0-4]\d)/(0[1-9]|1[0-2])(?=/)")
_LONG_NUMBERS = re.compile(r"(?<!\d)\d{5,7}(?!\d)|(?<!\d)\d{9,}(?!\d)")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")


def slug_dates(url: str) -> list[DateClaim]:
    """The dates that an address or a file name shows, `as_written` as in the address.

    They never make a document's date: names are copied from year to year. A number with a
    digit too many makes the whole name doubtful, and nothing is claimed.
    """
    path = unquote(urlsplit(url).path or url)
    claims = [
        _claim(f"{match[1]}-{match[2]}", match[0].strip("/"), "issued")
        for match in _FOLDERS.finditer(path)
    ]
    name = _EXTENSION.sub("", plain(path.rstrip("/").rsplit("/", 1)[-1]))
    if _LONG_NUMBERS.search(name.split("_", 1)[-1] if re.match(r"\d{9,}_", name) else name):
        return [claim for claim in claims if claim]
    spaced = re.sub(r"[_+]|%20", " ", name)
    spaced = re.sub(rf"(?<=[a-z])-(?=\d)|(?<=\d)-(?=[a-z])|(?<=[a-z])-(?={MONTH})", " ", spaced)
    spaced = re.sub(r"(?<=\d{4}) (?=\d{2}(?:\d{2})?\b)", "-", spaced)
    for value in values_in(spaced):
        if value.weak and value.precision not in ("academic-year", "range", "month"):
            continue
        dated = value.precision in ("day", "month", "term")
        role: Role = "issued" if dated else "period"
        if value.precision == "academic-year":
            role = "academic-year"
        claims.append(
            DateClaim(role, name[value.at : value.to], value.start, value.end, value.precision)
        )
    return [claim for claim in claims if claim]


def _claim(iso_month: str, written: str, role: Role) -> DateClaim | None:
    values = values_in(plain(f"{iso_month[5:]}/{iso_month[:4]}"))
    if not values:
        return None
    return DateClaim(role, written, values[0].start, values[0].end, values[0].precision)
