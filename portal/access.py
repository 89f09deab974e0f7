"""Who may read what: public tables by name, everything else for officers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.web import Datasette

OFFICER = {"id": "root", "role": "officer"}
"""Who may read the private tables: Datasette's own root, and everybody with the role."""

PUBLIC_TABLES = frozenset(
    {
        "authorities",
        "authority_lists",
        "authority_summary",
        "bodies",
        "changed_this_month",
        "changes",
        "could_not_check",
        "due_soon",
        "editions",
        "latest_findings",
        "local_offers",
        "missing_statutory",
        "offer_evidence",
        "offer_findings",
        "offer_listings",
        "offer_requirements",
        "overdue",
        "publications",
        "requirement_summary",
        "requirements",
        "run_reports",
        "runs",
        "school_documents",
        "school_replies",
        "school_summary",
        "schools",
        "successions",
        "undated",
    }
)
"""Everything else is for officers: what is not named here can never leak by being new."""


def is_officer(actor: Mapping[str, Any] | None) -> bool:
    """Whether whoever asks is logged in as an officer."""
    return actor is not None and any(actor.get(key) == value for key, value in OFFICER.items())


def login_possible(datasette: Datasette) -> bool:
    """Whether an officer has been given a password (see docs/portal.md)."""
    accounts = datasette.plugin_config("datasette-auth-passwords") or {}
    return any(value for key, value in accounts.items() if key.endswith("_password_hash"))
