"""What the `authorities` commands do, apart from how they are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from crawler.authorities import AuthoritiesError, Authority, correct, read_authorities
from sendwatch import resources
from sendwatch.commands import open_store
from sendwatch.errors import WrongUseError
from sendwatch.store import offers

CORRECTIONS = "authority-corrections.csv"
"""The correction file's name; it lies beside the database."""


def listed(db: Path) -> tuple[Authority, ...]:
    """All authorities with this database's corrections.

    Raises WrongUseError with file, line and fault for a list that cannot be used.
    """
    try:
        return read_authorities(resources.authorities(), corrections_of(db))
    except AuthoritiesError as error:
        raise WrongUseError(str(error)) from error


def corrections_of(db: Path) -> Path:
    """Where the corrections for a database lie."""
    return db.with_name(CORRECTIONS)


def lines(db: Path, region: str | None, *, unverified: bool) -> Iterator[str]:
    """One line an authority, and a sum."""
    shown = [
        authority
        for authority in listed(db)
        if (region is None or authority.region.casefold() == region.casefold())
        and not (unverified and authority.verified)
    ]
    for authority in shown:
        yield f"{authority.code}  {authority.name:<36} {_address(authority)}"
    known = sum(bool(authority.local_offer) for authority in shown)
    seen = sum(authority.verified for authority in shown)
    yield f"{len(shown)} authorities: {known} addresses, {seen} of them verified."


def _address(authority: Authority) -> str:
    if not authority.local_offer:
        return f"not known (will be searched for on {authority.website or 'no website'})"
    if authority.verified:
        return f"{authority.local_offer}  (verified on {authority.verified_on})"
    return f"{authority.local_offer}  (not verified)"


def set_address(
    db: Path, code: str, url: str, *, verified_on: dt.date | None, note: str
) -> Iterator[str]:
    """Write a correction, and bring the database's table up to date where there is one."""
    try:
        changed = correct(
            listed(db), corrections_of(db), code, url, verified_on=verified_on, note=note
        )
    except AuthoritiesError as error:
        raise WrongUseError(str(error)) from error
    if db.exists():
        offers.save_addresses(open_store(db), listed(db))
    yield f"{changed.code} {changed.name}: {_address(changed)}"
    yield f"Kept in {corrections_of(db)}"
