"""The register of schools: a GIAS extract in, schools and authorities out.

Get Information About Schools publishes `edubasealldata` as a quoted CSV in Windows-1252;
people re-save it as UTF-8, keep some columns and delete others. Only URN is indispensable.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.websites import clean_website

if TYPE_CHECKING:
    from _csv import Reader

COLUMNS: dict[str, tuple[str, ...]] = {
    "urn": ("urn",),
    "name": ("establishmentname", "name", "school name"),
    "la_code": ("la (code)", "la code"),
    "la_name": ("la (name)", "la name", "local authority"),
    "type_code": ("typeofestablishment (code)", "type code"),
    "type_name": ("typeofestablishment (name)", "type"),
    "phase_code": ("phaseofeducation (code)", "phase code"),
    "phase_name": ("phaseofeducation (name)", "phase"),
    "status_code": ("establishmentstatus (code)",),
    "status_name": ("establishmentstatus (name)", "status"),
    "close_date": ("closedate",),
    "low_age": ("statutorylowage",),
    "high_age": ("statutoryhighage",),
    "sixth_form": ("officialsixthform (code)",),
    "postcode": ("postcode",),
    "town": ("town",),
    "easting": ("easting",),
    "northing": ("northing",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "trust_code": ("trusts (code)",),
    "trust_name": ("trusts (name)",),
    "telephone": ("telephonenum", "telephone"),
    "website": ("schoolwebsite", "website"),
}
"""Each field and the column names it may stand under, in lower case."""

FIRST_COLUMNS = frozenset(
    ("urn", "name", "la_code", "la_name", "type_code", "type_name", "status_code", "status_name")
)
"""What is still believed of a row with more cells than the header: GIAS puts these first."""


class RegisterError(Exception):
    """The file cannot be read as a register; the message is one sentence for a reader."""


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school as registered. Text fields are "" and numbers None where nothing stands.

    `open` is False for a closed school only: without a status column every school counts as
    open. `website` is the address to crawl, or None; `website_note` says what was changed or
    why there is none. Easting and northing are metres on the British National Grid.
    """

    urn: int
    name: str = ""
    la_code: str = ""
    la_name: str = ""
    type_code: int | None = None
    type_name: str = ""
    phase_code: int | None = None
    phase_name: str = ""
    status_code: int | None = None
    status_name: str = ""
    open: bool = True
    close_date: str = ""
    low_age: int | None = None
    high_age: int | None = None
    sixth_form: bool | None = None
    postcode: str = ""
    town: str = ""
    easting: int | None = None
    northing: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    trust_code: str = ""
    trust_name: str = ""
    telephone: str = ""
    website_raw: str = ""
    website: str | None = None
    website_note: str = ""


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One local authority that a school in the file belongs to."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything read from one file. `warnings` are sentences about rows left out."""

    schools: list[SchoolRow]
    authorities: list[AuthorityRow]
    warnings: list[str]


def read_register(path: Path) -> Register:
    """Read a GIAS extract.

    Rows without a usable URN, and repeated URNs, are left out and named in `warnings`.
    Raises RegisterError when the file is missing, empty, no CSV or has no URN column.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RegisterError(f"Cannot read {path}: {error.strerror}.") from error
    warnings: list[str] = []
    rows = csv.reader(io.StringIO(_decode(raw, path, warnings), newline=""), strict=False)
    try:
        header = next((row for row in rows if any(cell.strip() for cell in row)), [])
        columns = _columns(header, path)
        schools = _schools(rows, columns, len(header), warnings)
    except csv.Error as error:
        raise RegisterError(f"{path.name} is not a CSV file: {error}.") from error
    if not schools:
        raise RegisterError(f"{path.name} has a header but no school in it.")
    schools = _note_shared_addresses(schools)
    authorities = {school.la_code: school.la_name for school in schools if school.la_code}
    return Register(
        schools,
        [AuthorityRow(code, name) for code, name in sorted(authorities.items())],
        warnings,
    )


def _decode(raw: bytes, path: Path, warnings: list[str]) -> str:
    if not raw.strip():
        raise RegisterError(f"{path.name} is empty.")
    if raw.startswith(b"PK\x03\x04"):
        raise RegisterError(
            f"{path.name} is a ZIP file or a spreadsheet: unpack it, or save it as CSV, first."
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if b"\x00" in raw[:4096]:
        raise RegisterError(f"{path.name} is not a CSV file.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\ufffd" in text:
        warnings.append("Some characters belong to no known encoding and are shown as \ufffd.")
    return text


def _columns(header: list[str], path: Path) -> dict[str, int]:
    """Find where each known field stands; the first matching column wins."""
    names = [" ".join(cell.lower().split()) for cell in header]
    found = {
        field: names.index(name)
        for field, spellings in COLUMNS.items()
        for name in reversed(spellings)
        if name in names
    }
    if "urn" not in found:
        raise RegisterError(
            f"{path.name} has no column named URN in its first line: "
            "is it a CSV extract from Get Information About Schools?"
        )
    return found


def _schools(
    reader: Reader, columns: dict[str, int], width: int, warnings: list[str]
) -> list[SchoolRow]:
    schools: dict[int, SchoolRow] = {}
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        cells = {f: row[i].strip() for f, i in columns.items() if i < len(row)}
        if any(cell.strip() for cell in row[width:]):
            warnings.append(
                f"Line {reader.line_num}: {len(row)} cells under {width} column names, "
                "so only URN, name, authority, type and status are taken from it."
            )
            cells = {field: cell for field, cell in cells.items() if field in FIRST_COLUMNS}
        school = _school(cells)
        if school is None:
            warnings.append(f"Line {reader.line_num}: no usable URN, row left out.")
        elif school.urn in schools:
            warnings.append(f"Line {reader.line_num}: URN {school.urn} again, row left out.")
        else:
            schools[school.urn] = school
    return list(schools.values())


def _school(cells: dict[str, str]) -> SchoolRow | None:
    urn = _whole(cells.get("urn", ""))
    if urn is None or not 0 < urn < 10_000_000:
        return None
    status_code = _whole(cells.get("status_code", ""))
    status_name = cells.get("status_name", "")
    website = clean_website(cells.get("website", ""))
    return SchoolRow(
        urn=urn,
        name=cells.get("name", ""),
        la_code=cells.get("la_code", ""),
        la_name=cells.get("la_name", ""),
        type_code=_whole(cells.get("type_code", "")),
        type_name=cells.get("type_name", ""),
        phase_code=_whole(cells.get("phase_code", "")),
        phase_name=cells.get("phase_name", ""),
        status_code=status_code,
        status_name=status_name,
        open=_is_open(status_code, status_name),
        close_date=cells.get("close_date", ""),
        low_age=_whole(cells.get("low_age", "")),
        high_age=_whole(cells.get("high_age", "")),
        sixth_form={"1": True, "2": False}.get(cells.get("sixth_form", "")),
        postcode=cells.get("postcode", ""),
        town=cells.get("town", ""),
        easting=_whole(cells.get("easting", "")),
        northing=_whole(cells.get("northing", "")),
        latitude=_decimal(cells.get("latitude", ""), 90),
        longitude=_decimal(cells.get("longitude", ""), 180),
        trust_code=cells.get("trust_code", ""),
        trust_name=cells.get("trust_name", ""),
        telephone=cells.get("telephone", ""),
        website_raw=cells.get("website", ""),
        website=website.address,
        website_note=website.note,
    )


def _is_open(code: int | None, name: str) -> bool:
    """GIAS status: 1 open, 2 closed, 3 open but proposed to close, 4 proposed to open."""
    if code is not None:
        return code in (1, 3)
    return not name.lower().startswith(("closed", "proposed to open"))


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _decimal(text: str, limit: float) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= limit else None


def _note_shared_addresses(schools: list[SchoolRow]) -> list[SchoolRow]:
    """Say so where several open schools give one address: usually their trust's website."""
    counts = Counter(school.website for school in schools if school.website and school.open)

    def noted(school: SchoolRow) -> SchoolRow:
        others = counts[school.website] - 1 if school.website and school.open else 0
        if others < 1:
            return school
        plural = "school" if others == 1 else "schools"
        note = f"the same address is registered for {others} other {plural}"
        return replace(school, website_note="; ".join(filter(None, (school.website_note, note))))

    return [noted(school) for school in schools]
