"""Kinds of school as the register codes them, and the rows of the county's register."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

LA_CODE = "990"
LA_NAME = "Sampleshire"
"""No authority in the register has this code; GIAS itself uses 999 for 'none'."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: GIAS type and phase, ages, the words that end a name, the phase of wording."""

    group: str
    type_code: str
    type_name: str
    type_group: str
    phase_code: str
    phase_name: str
    low: int
    high: int
    ending: str
    phase: str
    sixth_form: bool = False
    closed: bool = False
    faith: bool = False


_LA, _AC, _FREE = "LA maintained schools", "Academies", "Free Schools"
_PRIMARY = ("2", "Primary")
_SECONDARY = ("4", "Secondary")

KINDS = (
    Kind("MS", "1", "Community school", _LA, *_PRIMARY, 3, 11, "Primary School", "primary"),
    Kind("MS", "34", "Academy converter", _AC, *_PRIMARY, 4, 11, "Primary Academy", "primary"),
    Kind("MS", "1", "Community school", _LA, *_PRIMARY, 4, 7, "Infant School", "primary"),
    Kind("MS", "34", "Academy converter", _AC, *_SECONDARY, 11, 18, "Academy", "secondary", True),
    Kind("MS", "2", "Voluntary aided school", _LA, *_PRIMARY, 4, 11,
         "Catholic Primary School", "primary", faith=True),
    Kind("MS", "3", "Voluntary controlled school", _LA, *_PRIMARY, 4, 11,
         "Church of England Primary School", "primary", faith=True),
    Kind("MN", "15", "Local authority nursery school", _LA, "1", "Nursery", 2, 5,
         "Nursery School", "nursery"),
    Kind("MS", "28", "Academy sponsor led", _AC, *_SECONDARY, 11, 16, "High School", "secondary"),
    Kind("MS", "1", "Community school", _LA, *_PRIMARY, 4, 11, "Primary School", "primary"),
    Kind("SP", "7", "Community special school", "Special schools", "0", "Not applicable", 3, 19,
         "Special School", "special", True),
    Kind("MS", "5", "Foundation school", _LA, *_PRIMARY, 7, 11, "Junior School", "primary"),
    Kind("PRU", "14", "Pupil referral unit", _LA, "0", "Not applicable", 11, 16,
         "Pupil Referral Unit", "secondary"),
    Kind("MS", "35", "Free schools", _FREE, *_PRIMARY, 4, 11, "Free School", "primary"),
    Kind("MS", "1", "Community school", _LA, *_SECONDARY, 11, 18,
         "Community College", "secondary", True),
    Kind("MS", "34", "Academy converter", _AC, *_PRIMARY, 2, 11, "Primary School", "primary"),
    Kind("SP", "44", "Academy special converter", _AC, "0", "Not applicable", 5, 16,
         "School", "special"),
    Kind("AP", "42", "Academy alternative provision converter", _AC, "0", "Not applicable", 11, 16,
         "AP Academy", "secondary"),
    Kind("MS", "1", "Community school", _LA, *_PRIMARY, 4, 11, "Primary School", "primary"),
    Kind("MS", "40", "University technical college", _FREE, *_SECONDARY, 14, 19,
         "University Technical College", "secondary", True),
    Kind("MS", "2", "Voluntary aided school", _LA, *_PRIMARY, 4, 11,
         "Church of England Primary School", "primary", faith=True),
    Kind("IND", "11", "Other independent school", "Independent schools", "0", "Not applicable",
         4, 18, "Preparatory School", "secondary", True),
    Kind("MS", "28", "Academy sponsor led", _AC, *_PRIMARY, 4, 11, "Primary Academy", "primary"),
    Kind("MS", "1", "Community school", _LA, *_PRIMARY, 4, 11, "Primary School", "primary",
         closed=True),
    Kind("MS", "5", "Foundation school", _LA, *_PRIMARY, 4, 7, "Infant School", "primary"),
)  # fmt: skip
"""Twenty-four kinds, taken in turn: a small county has each of them."""

COLUMNS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName",
    "TypeOfEstablishment (code)", "TypeOfEstablishment (name)", "EstablishmentTypeGroup (name)",
    "EstablishmentStatus (code)", "EstablishmentStatus (name)", "OpenDate", "CloseDate",
    "PhaseOfEducation (code)", "PhaseOfEducation (name)", "StatutoryLowAge", "StatutoryHighAge",
    "OfficialSixthForm (code)", "OfficialSixthForm (name)", "Gender (name)",
    "ReligiousCharacter (name)", "NumberOfPupils", "Trusts (code)", "Trusts (name)",
    "LastChangedDate", "Street", "Locality", "Address3", "Town", "County (name)", "Postcode",
    "SchoolWebsite", "TelephoneNum", "HeadTitle (name)", "HeadFirstName", "HeadLastName",
    "HeadPreferredJobTitle", "TypeOfResourcedProvision (name)", "GSSLACode (name)",
    "Easting", "Northing",
)  # fmt: skip
"""The columns of a GIAS extract that the county's register has."""


def register_csv(rows: list[dict[str, str]]) -> bytes:
    """Write register rows as the real extract is written: quoted, CRLF, cp1252."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")
