"""Website values as they stand in the register, made into addresses a crawler can open.

The column is typed by hand at 22,000 schools, so it holds e-mail addresses, two addresses,
`http//`, `hhttps://`, capitals, social media and 'Not Available'. What can be mended without
guessing is mended and noted; the raw value is always kept by the caller.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit


class CleanedWebsite(NamedTuple):
    """The address with scheme, or None, and what was changed or why there is none."""

    address: str | None
    note: str


NO_VALUE = re.compile(
    r"(?:not (?:available|applicable|known|yet available)|none|no website|unknown|n\.?/?a\.?|tbc|"
    r"tba|nil|-+|\.+|http(?:s)?:?/*|www\.?)",
    re.I,
)
SOCIAL_MEDIA = (
    "facebook.com",
    "twitter.com",
    "x.com",
    "instagram.com",
    "linkedin.com",
    "youtube.com",
    "tiktok.com",
)
DIRECTORIES = (
    "get-information-schools.service.gov.uk",
    "compare-school-performance.service.gov.uk",
    "edubase.gov.uk",
    "education.gov.uk",
    "ofsted.gov.uk",
    "schoolsfinder.direct.gov.uk",
    "schoolswebdirectory.co.uk",
    "goodschoolsguide.co.uk",
    "isc.co.uk",
    "locrating.com",
    "wikipedia.org",
    "yell.com",
)
DIRECTORY_PATH = re.compile(r"/kb5/|/director(?:y|ies)(?:[/._-]|$)|/school-?finder", re.I)

# "http//", "hhttps://", "http:/", "htp://", "https;//", "http:\\", "http://http:" and the like.
_SCHEME = re.compile(
    r"^(?:h{1,3}t{1,3}p{1,2}(?P<secure>s?)\s*[:;.]?\s*[/\\]+|"
    r"https?\s*[:;]\s*(?=www\.|[a-z0-9-]+\.[a-z]))",
    re.I,
)
_HOST_LABEL = re.compile(r"^(?!-)[a-z0-9_-]{1,63}(?<!-)$", re.I)
_EMAIL = re.compile(r"^(?:mailto:)?[^\s/@:]+@([a-z0-9.-]+\.[a-z]{2,})$", re.I)
# Possessive, and only from where a run begins: a cell of commas would take hours otherwise.
_NEXT_ADDRESS = re.compile(r"(?<![\s,;|])[\s,;|]++(?:and|or)?\s*+(?=https?:|www\.)", re.I)


def clean_website(raw: str) -> CleanedWebsite:
    """Make an address out of one value of the register's website column.

    Never raises. The path, and a query that chooses the page, are kept: some schools live at
    a trust's or vendor's address. A fragment is dropped unless it is an app's route (`#!`).
    """
    value = " ".join(raw.replace("\u200b", "").split()).strip("\"'<>")
    if not value:
        return CleanedWebsite(None, "no website in the register")
    if NO_VALUE.fullmatch(value):
        return CleanedWebsite(None, f"the register says '{value}'")
    if email := _EMAIL.match(value):
        return CleanedWebsite(None, f"an e-mail address at {email[1].lower()}, not a website")
    notes: list[str] = []
    value = _first_address(value, notes)
    scheme, rest = _split_scheme(value, notes)
    address = _build(scheme, rest, notes)
    if address is None:
        return CleanedWebsite(None, f"not a web address: '{raw.strip()}'")
    if refusal := _not_a_school_site(address):
        return CleanedWebsite(None, refusal)
    return CleanedWebsite(address, "; ".join(notes))


def _first_address(value: str, notes: list[str]) -> str:
    first, *others = _NEXT_ADDRESS.split(value, maxsplit=1)
    if others and first:
        notes.append("several addresses, the first is used")
        return first
    if " " in value:
        head, _, tail = value.partition(" ")
        if "." in head:
            notes.append(f"text after the address dropped: '{tail}'")
            return head
        notes.append("blanks taken out")
        return value.replace(" ", "")
    return value


def _split_scheme(value: str, notes: list[str]) -> tuple[str, str]:
    """Take every scheme-like prefix off; the last one decides whether it is https."""
    scheme, rest, prefixes = "http", value, 0
    while match := _SCHEME.match(rest):
        scheme = "https" if match[0].lower().count("s") else "http"
        rest = rest[match.end() :]
        prefixes += 1
    if prefixes == 0:
        notes.append("scheme added")
    elif prefixes > 1 or not value.startswith((f"{scheme}://",)):
        notes.append("scheme mended")
    return scheme, rest


def _build(scheme: str, rest: str, notes: list[str]) -> str | None:
    mended = rest.lstrip("/\\?:@. ").rstrip(".,;: ").replace("\\", "/")
    try:
        parts = urlsplit(f"{scheme}://{mended}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if host.replace(",", ".") != host:
        host = host.replace(",", ".")
        notes.append("comma in the host name read as a full stop")
    if not _is_host(host):
        return None
    if mended != rest or parts.netloc != parts.netloc.lower():
        notes.append("spelling tidied")
    netloc = host if port is None else f"{host}:{port}"
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return urlunsplit((scheme, netloc, path, parts.query, fragment))


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        return (
            len(labels) >= 2
            and all(_HOST_LABEL.match(label) for label in labels)
            and not labels[-1].isdigit()
            and len(labels[-1]) >= 2
        )
    return True


def _not_a_school_site(address: str) -> str:
    """Say why an address is no school's own website; "" when it may be one."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")

    def among(hosts: tuple[str, ...]) -> bool:
        return any(host == known or host.endswith("." + known) for known in hosts)

    if among(SOCIAL_MEDIA):
        return f"a social media page ({host}), not a website"
    if among(DIRECTORIES) or (host.endswith(".gov.uk") and DIRECTORY_PATH.search(parts.path)):
        return f"a directory page ({host}), not the school's own website"
    return ""
