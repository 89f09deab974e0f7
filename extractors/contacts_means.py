"""Ways to reach somebody: e-mail, telephone, form, office, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Way = Literal["phone", "email", "form", "via-office", "address"]

# Bounded as RFC 5321 bounds addresses (4.5.3.1): a page without end must not be tried from
# each of its letters.
_EMAIL = re.compile(r"(?<![\w.+’'-])[\w.+’'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(
    r"(?<![\d./-])(?:\+44\s?(?:\(0\)\s?)?\d|\(?0)(?:[\s().-]{0,2}\d){8,10}(?!\d)"
    r"(?:\s*(?:ext(?:ension)?|x|option)\.?\s*\d+)?"
)
_EXTENSION = re.compile(r"\bext(?:ension|n)?\.?:?\s*(?:no\.?\s*)?\d{2,5}\b", re.IGNORECASE)
"""An extension of the school's own line, which stands elsewhere."""
_LOCAL = re.compile(
    r"(?:(?<=[Tt]elephone )|(?<=[Tt]el )|(?<=[Tt]el\. )|(?<=[Pp]hone )|(?<=[Rr]ing ))"
    r"(?:[A-Z][a-z]+ )?\d{5,6}(?!\d)"
)
"""A number without its area code, or with the exchange's name: "telephone Sampleton 962929"."""
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_FORM = re.compile(
    r"\b(?:(?:contact|enquir(?:y|ies)|online|web|website|message|feedback|send)\s+(?:us\s+)?form|"
    r"form\s+(?:on|below|via)|(?:through|with|via|using|use|complete|fill\s+in|by)\s+(?:this|the|our|an?)\s+"
    r"(?:[“\"'‘][^”\"'’]{2,40}[”\"'’]\s+|[a-z]+\s+){0,2}form\b|booking\s+(?:form|link|page|system)|(?:on|via|through|by)\s+dojo|(?:class\s?dojo|parentmail|arbor|weduc|my\s?child\s?at\s?school|studybugs|"
    r"parent\s?hub|school\s?gateway|scopay|classcharts|seesaw|tapestry))\b",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:(?:school|main|front|reception|academy|nursery|college|admin(?:istration)?|the|student)\s+office|"
    r"(?:via|through|at|to|from|contact(?:ing)?|with)\s+(?:the\s+)?(?:school\s+|main\s+)?(?:office|reception(?!\s+class))\b(?!@)|"
    r"(?:telephon|phon|ring|call|contact)(?:e|ing)?\s+(?:the|our)\s+(?:school|academy|college)"
    r"(?=\s*(?:on|by|via|at|directly|for|if|and|or|to|with|[.,;:)]|$|\d))|c/o\s+the\s+(?:school|academy))",
    re.IGNORECASE,
)
_OTHER_WAYS: tuple[tuple[Way, re.Pattern[str]], ...] = (
    ("form", _FORM),
    ("via-office", OFFICE),
    ("address", _POSTCODE),
)
_AUTHORITY = re.compile(r"\.gov\.uk$|\.nhs\.(?:uk|net)$|nhs\.net$|\.police\.uk$", re.IGNORECASE)
_SENCO_BOX = re.compile(
    r"(?:\w+[._-])?(?:sen|send|senco|sendco|sencos|sendteam|senteam|inclusion|alnco|aln|learningsupport|"
    r"additionalneeds|sen[._-]?team|send[._-]?team|sen[._-]?office|senadmin|sendadmin)(?:[._-]?\w{1,14})?",
    re.IGNORECASE,
)
_FOREIGN_BOX = re.compile(
    r"iass|sendias|ofsted|sendis|sentas|parentpartnership|localoffer", re.IGNORECASE
)
_SHARED_BOX = re.compile(
    r"(?:school)?(?:office|admin|info|enquir(?:y|ies)|reception|contact(?:us)?|mail|head|postbox|secretary)"
    r"(?:[._-]?\w*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Means:
    """One way to reach somebody, between two positions of a text."""

    kind: Way
    value: str
    at: int
    to: int


def means_in(text: str) -> list[Means]:
    """Every way to reach somebody that a text gives, left to right.

    E-mail addresses of authorities and the health service are left out: they are nobody's at
    the school.
    """
    found = (
        []
        if "@" not in text
        else [
            Means("email", re.sub(r"\s", "", match[0]).strip(".'’-"), match.start(), match.end())
            for match in _EMAIL.finditer(text)
            if not _AUTHORITY.search(match[0].rstrip("."))
        ]
    )
    if "0" in text:
        found.extend(
            Means("phone", phone, match.start(), match.end())
            for match in _PHONE.finditer(text)
            if (phone := _phone(match[0]))
        )
    if not found:
        for short in (_EXTENSION, _LOCAL):
            found.extend(Means("phone", m[0], m.start(), m.end()) for m in short.finditer(text))
    for kind, pattern in _OTHER_WAYS:
        found.extend(Means(kind, m[0], m.start(), m.end()) for m in pattern.finditer(text))
    return sorted(found, key=lambda means: means.at)


def _phone(written: str) -> str:
    """A British number as written, "" where the digits are too few or too many for one."""
    digits = re.sub(r"\D", "", re.split(r"(?i)ext|x|option", written)[0])
    if digits.startswith("44"):
        digits = "0" + digits[2:].removeprefix("0")
    usual = len(digits) in (10, 11) and digits[1] in "12357"
    return " ".join(written.split()).strip(" .-(") if usual else ""


def is_senco_box(email: str) -> bool:
    """Whether an address is plainly the SENCO's by office: senco@, send@, inclusion@."""
    local = email.split("@")[0]
    return bool(_SENCO_BOX.fullmatch(local)) and not _FOREIGN_BOX.search(email)


def is_shared_box(email: str) -> bool:
    """Whether an address is the school's general one: office@, admin@, head@."""
    return bool(_SHARED_BOX.fullmatch(email.split("@")[0]))


def belongs_to(email: str, last_name: str) -> bool:
    """Whether an address holds a family name ("asample@" for Sample)."""
    parts = [part for part in re.split(r"-", last_name.lower()) if len(part) >= 3]
    local = re.sub(r"[^a-z]", "", email.split("@")[0].lower())
    return any(re.sub(r"[^a-z]", "", part) in local for part in parts)
