"""What the `authorities` commands do, apart from how they are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from crawler.authorities import AuthoritiesError, Authority, correct, read_authorities
from sendwatch import clock, offer_run, report, resources, work
from sendwatch.commands import Shown, crawl_settings, open_store
from sendwatch.errors import SendwatchError, WrongUseError
from sendwatch.lock import only_run
from sendwatch.run import make_folder
from sendwatch.store import offer_entries, offers
from sendwatch.store.errors import StoreError

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
    return f"{authority.local_offer}  (not verified: {authority.note or 'no source given'})"


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


def check_offers(
    db: Path,
    archive: Path,
    la: str | None,
    *,
    everywhere: bool,
    visit: bool,
    contact: str | None,
    today: dt.date | None,
) -> Shown:
    """Visit and check the Local Offers of the register's authorities, of one, or of all.

    Raises SendwatchError when there is nothing to do.
    """
    settings = crawl_settings(contact) if visit else {}
    database = open_store(db, create=la is not None or everywhere)
    authorities = listed(db)
    with only_run(db):
        offers.save_addresses(database, authorities)
        codes = [a.code for a in authorities] if everywhere else offers.in_register(database)
        if la is not None:
            codes = [authority.code for authority in authorities if authority.code == la]
        if not codes:
            raise SendwatchError(
                f"No local authority has the code {la}."
                if la
                else "No authority of the list has a school in the register: name one with --la."
            )
        run, done = offer_run.run_offers(
            database,
            make_folder(archive),
            codes,
            today=today or clock.today(),
            settings=settings,
            processes=work.processors(),
            visit=visit,
        )
    lines = [f"Run {run}", *report.summary_lines({"Local Offers": dict(done.counts)})]
    return Shown(lines, done.failures)


def decide_entry(
    db: Path, code: str, url: str, school: str, *, author: str, reason: str
) -> Iterator[str]:
    """Keep a person's answer to which school an entry is; `school` is a URN or "none"."""
    if school != "none" and not school.isdigit():
        raise WrongUseError(f"Neither a URN nor `none`: {school}.")
    urn = None if school == "none" else int(school)
    try:
        offer_entries.decide(
            open_store(db), code, url, urn, author=author, reason=reason, day=clock.today()
        )
    except StoreError as error:
        raise WrongUseError(str(error)) from error
    yield f"{url} is {'no school of the register' if urn is None else f'school {urn}'}."
