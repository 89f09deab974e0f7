"""What the checks take and give: requirements, a school's facts, findings with evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from extractors.model import Kind, Reading

Basis = Literal["statutory", "statutory-guidance", "grant-condition", "expected", "recommended"]

Verdict = Literal[
    "met",
    "partly",
    "not found",
    "overdue",
    "undated",
    "could not check",
    "needs review",
    "not applicable",
]

Status = Literal["covered", "partial", "absent"]


@dataclass(frozen=True, slots=True)
class ItemReading:
    """What one document says on one requirement.

    `quotation` stands in the document letter for letter, within one block, and is None only
    when `status` is absent. `heading` and `page` say where. `confidence` is 0 to 1.
    `parts` gives the status of each part of a two-part item.
    """

    requirement: str
    status: Status
    quotation: str | None = None
    page: int | None = None
    heading: str = ""
    confidence: float = 0.0
    parts: dict[str, Status] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class ElementReading:
    """Whether one part of a SEN policy is present (`policy-status`, `policy-purpose`, ...)."""

    element: str
    present: bool
    quotation: str | None = None
    page: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """The register's facts that decide what a school owes.

    `type_code` is GIAS TypeOfEstablishment (code), `phase_code` PhaseOfEducation (code),
    ages in years; None where the register does not say.
    """

    urn: int
    name: str
    type_code: int | None = None
    type_name: str = ""
    phase_code: int | None = None
    phase_name: str = ""
    low_age: int | None = None
    high_age: int | None = None
    sixth_form: bool | None = None
    la_code: str = ""
    la_name: str = ""
    hospital: bool = False
    website: str = ""
    local_offer: str = ""
    """Where the school's authority publishes its Local Offer, "" where that is not known."""
    la_website: str = ""
    """The authority's own website, "" where that is not known."""
    offer_hosts: Mapping[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict, hash=False, repr=False
    )
    """Hosts of Local Offers and of authorities' websites, with the (code, name) of whose they
    are."""


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """One body as found at a school: where it stood, how it was reached, what it reads as."""

    reading: Reading
    url: str
    found_on: str = ""
    anchor: str = ""
    own_site: bool = True
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
    from_score: float = 0.0
    promised: str = ""
    """What the linking page says of it beside its link, where the link itself does not."""
    near: str = ""
    """The heading that the link stands under, or the words beside it."""
    page: str = ""
    """What the link to the page on which it stands says."""
    parts: tuple[SeenDocument, ...] = ()
    """The web pages that it is spread over, when it was read as one document of several."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What was searched at a school, so that `not found` can be defended.

    `cause` is None when the site could be searched, and otherwise the name of the outcome
    that stopped it (`robots`, `dns`, `timeout`, ... see crawler/outcomes.py).
    `failures` are (address, outcome) pairs; `budget_left` counts pages.
    """

    pages_read: int = 0
    documents_read: int = 0
    sitemaps: int = 0
    failures: tuple[tuple[str, str], ...] = ()
    budget_left: int | None = None
    cause: str | None = None
    finished: bool = True
    promises: tuple[tuple[str, str], ...] = ()
    """For an address that failed, what the link to it said: (address, words) pairs."""
    places: tuple[str, ...] = ()
    """Addresses that failed where documents of any kind mostly stand, as a list of policies."""
    offers: tuple[tuple[str, str], ...] = ()
    """(address asked for, address that answered) of links to a Local Offer that work."""
    offers_failed: tuple[tuple[str, str], ...] = ()
    """(address, outcome) of links to a Local Offer that did not answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a verdict can be looked up: address, page, heading, quotation, body."""

    url: str
    sha256: str
    quotation: str
    page: int | None = None
    heading: str = ""
    document_kind: Kind = "other"


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict on one requirement for one school.

    `reason` says in one plain sentence why; `cause` names what stopped a `could not check`
    or why a requirement is `not applicable`. `due` and `days_overdue` are set by currency
    checks. `met`, `partly` and `overdue` always carry evidence.
    """

    urn: int
    requirement: str
    verdict: Verdict
    reason: str
    cause: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    rule_version: str = ""
    reader_version: str = ""
    search: SearchRecord | None = None
    due: dt.date | None = None
    days_overdue: int | None = None
    clock: str = ""
    voluntary: bool = False
