"""The commands about local authorities and their Local Offers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

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
        click.echo(line)


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
        click.echo(line)


COMMANDS: tuple[click.Command, ...] = (authorities,)
"""What the front door adds to its own commands."""
