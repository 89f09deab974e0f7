"""The commands about local authorities and their Local Offers."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sendwatch.console import say

_DB: Callable[[Any], Any] = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("data/sendwatch.db"),
    show_default=True,
    help="The SQLite database; corrections are kept beside it.",
)

# The commands import what they need when they run: `sendwatch --help` stays instant.


@click.group(short_help="Local authorities and where their Local Offers are.")
def authorities() -> None:
    """Local authorities and where their Local Offers are."""


@authorities.command("list")
@click.option("--region", metavar="NAME", help="Only this region, such as 'North West'.")
@click.option("--unverified", is_flag=True, help="Only addresses that nobody has verified.")
@_DB
def list_(region: str | None, unverified: bool, db: Path) -> None:
    """List the local authorities of England with the addresses of their Local Offers.

    \b
    Examples:
      sendwatch authorities list --region "North West"
      sendwatch authorities list --unverified
    """
    from sendwatch.authorities import lines

    for line in lines(db, region, unverified=unverified):
        say(line)


@authorities.command("set")
@click.argument("code")
@click.argument("url")
@click.option("--seen", is_flag=True, help="You opened it today and saw the Local Offer there.")
@click.option("--note", default="", help="Where you know it from.")
@_DB
def set_(code: str, url: str, seen: bool, note: str, db: Path) -> None:
    """Say where the Local Offer of the authority CODE is, in a file that keeps it.

    The file lies beside the database and stands above the list that ships with the program;
    an empty URL ('') says that the address is not known and has to be searched for.

    \b
    Examples:
      sendwatch authorities set 815 https://www.example.org/send-local-offer --seen
      sendwatch authorities set 815 ''
    """
    from sendwatch import clock
    from sendwatch.authorities import set_address

    day: dt.date | None = clock.today() if seen else None
    for line in set_address(db, code, url, verified_on=day, note=note):
        say(line)


@authorities.command("entry")
@click.argument("code")
@click.argument("url")
@click.argument("school", metavar="URN|none")
@click.option("--author", required=True, help="Who answers for it; never published.")
@click.option("--reason", default="", help="Why.")
@_DB
def entry(code: str, url: str, school: str, author: str, reason: str, db: Path) -> None:
    """Say which school an entry of the Local Offer of the authority CODE is.

    For entries that the matching leaves to a person; the answer stands above the matching
    on every later night.

    \b
    Examples:
      sendwatch authorities entry 815 https://offer.example.org/service?id=7 100000 --author me
      sendwatch authorities entry 815 https://offer.example.org/service?id=8 none --author me
    """
    from sendwatch.authorities import decide_entry

    for line in decide_entry(db, code, url, school, author=author, reason=reason):
        say(line)


@click.command("local-offer", short_help="Visit and check authorities' Local Offers.")
@click.option("--la", metavar="CODE", help="Only this local authority (GIAS code).")
@click.option("--all", "everywhere", is_flag=True, help="Every authority in England.")
@click.option("--no-visit", is_flag=True, help="Check what the last visit brought.")
@click.option(
    "--contact",
    envvar="SENDWATCH_CONTACT",
    metavar="ADDRESS",
    help="Your e-mail or web address, sent with every request.  [env: SENDWATCH_CONTACT]",
)
@click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the WARC files.  [default: archive/ beside the database]",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="Judge as on this day instead of today."
)
@_DB
def local_offer(
    la: str | None,
    everywhere: bool,
    no_visit: bool,
    contact: str | None,
    archive: Path | None,
    today: dt.datetime | None,
    db: Path,
) -> None:
    """Visit the Local Offers of the register's authorities, read them, and check them.

    Reads the pages that the law asks for, the directory with its schools, and matches those to
    the register. Where the address is not known, the authority's website is searched for it.

    \b
    Examples:
      sendwatch local-offer --la 815 --contact send-team@example.org
      sendwatch local-offer --la 815 --no-visit
    """
    from sendwatch import errors
    from sendwatch.authorities import check_offers

    outcome = check_offers(
        db,
        archive or db.parent / "archive",
        la,
        everywhere=everywhere,
        visit=not no_visit,
        contact=contact,
        today=today.date() if today else None,
    )
    for line in outcome.lines:
        say(line)
    for line in outcome.attention:
        say(f"Needs attention: {line}", err=True)
    sys.exit(errors.ATTENTION if outcome.attention else errors.DONE)


COMMANDS: tuple[click.Command, ...] = (authorities, local_offer)
"""What the front door adds to its own commands."""
