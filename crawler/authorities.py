"""Local authorities in England and where each publishes its Local Offer.

`data/authorities.csv` ships with the program; a correction file beside the database keeps
local knowledge, row by row, and is never overwritten by a newer version of the program.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from crawler.urls import mend

Sure = Literal["V", "S", "2H", "R"]
"""How an address is known: `V` somebody opened it and saw the Local Offer, `S` a secondary
source says so (such as a stored copy of the page), `2H` a third party reports it, `R` from
memory only. Nothing but `V` is verified; the note says what was seen and when."""

COLUMNS = ("code", "name", "region", "website", "local_offer", "sure", "verified_on", "note")
CORRECTED = ("code", "local_offer", "sure", "verified_on", "note")

_CODE = re.compile(r"\d{3}")


class AuthoritiesError(Exception):
    """A list of authorities cannot be used; the message names file, line and fault."""


@dataclass(frozen=True, slots=True)
class Authority:
    """One local authority. `code` as in GIAS; `local_offer` is "" where it is not known.

    `verified_on` is the day on which somebody opened the address, None for never;
    `corrected` says that the address comes from the correction file.
    """

    code: str
    name: str
    region: str = ""
    website: str = ""
    local_offer: str = ""
    sure: Sure = "R"
    verified_on: dt.date | None = None
    note: str = ""
    corrected: bool = False

    @property
    def verified(self) -> bool:
        """Whether somebody looked at the address and saw the Local Offer there."""
        return self.sure == "V" and self.verified_on is not None

    @property
    def start(self) -> str:
        """Where a search begins: the Local Offer, or the authority's website to find it."""
        return self.local_offer or self.website


def read_authorities(path: Path, corrections: Path | None = None) -> tuple[Authority, ...]:
    """Read the list, by code, with the corrections in place where there are any.

    Raises AuthoritiesError for a file that cannot be read, a code that is none or stands
    twice, an address that is none, and a correction of an authority that is not listed.
    """
    listed: dict[str, Authority] = {}
    for line, row in _rows(path, COLUMNS):
        authority = _authority(path, line, row)
        if authority.code in listed:
            raise AuthoritiesError(f"{path}, line {line}: code {authority.code} stands twice.")
        listed[authority.code] = authority
    if corrections is not None and corrections.exists():
        listed |= _corrections(corrections, listed)
    return tuple(listed[code] for code in sorted(listed))


def correct(
    authorities: Iterable[Authority],
    corrections: Path,
    code: str,
    url: str,
    *,
    verified_on: dt.date | None = None,
    note: str = "",
) -> Authority:
    """Write one authority's address to the correction file and return it as it now stands.

    An empty `url` says that there is none. `verified_on` is the day on which somebody saw
    the Local Offer there. The file is replaced in one step. Raises AuthoritiesError.
    """
    known = {authority.code: authority for authority in authorities}
    if code not in known:
        raise AuthoritiesError(f"No local authority has the code {code}.")
    address = clean_address(url)
    if address is None:
        raise AuthoritiesError(f"Not a web address: {url!r}.")
    sure: Sure = "V" if verified_on else "S"
    changed = replace(
        known[code],
        local_offer=address,
        sure=sure,
        verified_on=verified_on,
        note=note or "entered by hand",
        corrected=True,
    )
    kept = _corrections(corrections, known) if corrections.exists() else {}
    _write(corrections, {**kept, code: changed})
    return changed


def clean_address(url: str) -> str | None:
    """Give an address with its scheme, "" for none, None where it cannot be one."""
    value = url.strip()
    if not value:
        return ""
    if "//" not in value and not value.lower().startswith("www."):
        value = f"https://{value}"
    address = mend(value, "https://invalid.invalid/")
    if address is None or "." not in address or "invalid.invalid" in address:
        return None
    return address


def _rows(path: Path, columns: tuple[str, ...]) -> Iterable[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AuthoritiesError(f"{path} cannot be read: {error}.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in columns[:2] if name not in (reader.fieldnames or ())]
    if missing:
        raise AuthoritiesError(f"{path} has no column `{missing[0]}`.")
    try:
        for row in reader:
            yield reader.line_num, {name: (row.get(name) or "").strip() for name in columns}
    except csv.Error as error:
        raise AuthoritiesError(f"{path}, line {reader.line_num}: {error}.") from error


def _authority(path: Path, line: int, row: dict[str, str]) -> Authority:
    where = f"{path}, line {line}"
    if not _CODE.fullmatch(row["code"]):
        raise AuthoritiesError(f"{where}: `{row['code']}` is no authority's code (three digits).")
    if not row["name"]:
        raise AuthoritiesError(f"{where}: the authority {row['code']} has no name.")
    return replace(
        Authority(row["code"], row["name"], row["region"]),
        website=_address(where, row["website"]),
        local_offer=_address(where, row["local_offer"]),
        sure=_sure(where, row["sure"]),
        verified_on=_day(where, row["verified_on"]),
        note=row["note"],
    )


def _corrections(path: Path, listed: dict[str, Authority]) -> dict[str, Authority]:
    found: dict[str, Authority] = {}
    for line, row in _rows(path, CORRECTED):
        where = f"{path}, line {line}"
        if row["code"] not in listed:
            raise AuthoritiesError(f"{where}: no local authority has the code `{row['code']}`.")
        found[row["code"]] = replace(
            listed[row["code"]],
            local_offer=_address(where, row["local_offer"]),
            sure=_sure(where, row["sure"]),
            verified_on=_day(where, row["verified_on"]),
            note=row["note"],
            corrected=True,
        )
    return found


def _address(where: str, value: str) -> str:
    address = clean_address(value)
    if address is None:
        raise AuthoritiesError(f"{where}: `{value}` is not a web address.")
    return address


def _sure(where: str, value: str) -> Sure:
    if value not in get_args(Sure):
        raise AuthoritiesError(f"{where}: `{value}` does not say how sure (V, S, 2H or R).")
    return cast(Sure, value)


def _day(where: str, value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise AuthoritiesError(f"{where}: `{value}` is no date (YYYY-MM-DD).") from error


def _write(path: Path, rows: dict[str, Authority]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CORRECTED)
    for code in sorted(rows):
        row = rows[code]
        day = row.verified_on.isoformat() if row.verified_on else ""
        writer.writerow([row.code, row.local_offer, row.sure, day, row.note])
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text.getvalue(), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise AuthoritiesError(f"{path} cannot be written: {error.strerror}.") from error
