"""`sendwatch why`: the story of one school's search."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from sendwatch.console import say


@click.command(short_help="Tell how one school was searched and what was chosen, and why.")
@click.argument("urn", type=int)
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("data/sendwatch.db"),
    show_default=True,
    help="The SQLite database.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Choose among the documents as on this day instead of today.",
)
def why(urn: int, db: Path, today: dt.datetime | None) -> None:
    """Tell how the school with this URN was searched: what was asked for and why, and what came.

    Each address is numbered in the order in which it was asked for, with the score that put it
    there, the link that led to it and how the fetch ended. Below stands which document counts
    for each kind, which were passed over, and what the checks made of it.

    \b
    Examples:
      sendwatch why 100000
      sendwatch why 100000 | less
    """
    # Imported when it runs: `sendwatch --help` stays instant.
    from sendwatch import clock, errors
    from sendwatch.commands import open_store
    from sendwatch.store.errors import StoreError
    from sendwatch.why import tell

    day = today.date() if today else clock.today()
    try:
        for line in tell(open_store(db), urn, day):
            say(line)
    except StoreError as error:
        raise errors.SendwatchError(str(error)) from error
