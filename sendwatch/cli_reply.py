"""The commands by which officers keep schools' replies and decide single findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from sendwatch.console import say

_DB: Callable[[Any], Any] = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("data/sendwatch.db"),
    show_default=True,
    help="The SQLite database.",
)

# The commands import what they need when they run: `sendwatch --help` stays instant.


@click.group(short_help="Schools' replies to what is published of them.")
def reply() -> None:
    """Schools' replies to what is published of them."""


@reply.command("add")
@click.argument("urn", type=int)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--disputes", metavar="REQUIREMENT", help="The finding that the school disputes.")
@click.option(
    "--received",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which it came.  [default: today]",
)
@_DB
def reply_add(
    urn: int, file: Path, disputes: str | None, received: dt.datetime | None, db: Path
) -> None:
    """Show the text in FILE as the reply of the school with this URN.

    FILE is plain text (UTF-8). It is public at once, on the school's page or, with
    --disputes, beside the finding; e-mail addresses are left out.

    \b
    Examples:
      sendwatch reply add 100000 reply.txt
      sendwatch reply add 100000 reply.txt --disputes complaints
    """
    from sendwatch import clock
    from sendwatch.store import replies

    day = received.date() if received else clock.today()
    with _store(db) as store:
        number = replies.add(store, urn, _text(file), received_on=day, requirement=disputes)
    say(f"Reply {number} of school {urn} is public. Take it back: reply withdraw {number}")


@reply.command("list")
@_DB
def reply_list(db: Path) -> None:
    """List all replies, the latest first.

    \b
    Example:
      sendwatch reply list
    """
    from sendwatch.store import replies

    with _store(db) as store:
        for row in replies.listed(store):
            about = f", disputes {row['requirement']}" if row["requirement"] else ""
            gone = f", withdrawn on {row['withdrawn_on']}" if row["withdrawn_on"] else ""
            say(f"{row['id']}  {row['received_on']}  {row['urn']} {row['school']}{about}{gone}")


@reply.command("withdraw")
@click.argument("number", type=int)
@_DB
def reply_withdraw(number: int, db: Path) -> None:
    """Show reply NUMBER no longer. It is kept, for officers.

    \b
    Example:
      sendwatch reply withdraw 3
    """
    from sendwatch import clock
    from sendwatch.store import replies

    with _store(db) as store:
        replies.withdraw(store, number, on=clock.today())
    say(f"Reply {number} is no longer shown.")


@click.group(short_help="People's decisions on single findings.")
def review() -> None:
    """People's decisions on single findings, which go before the rules'."""


@review.command("set")
@click.argument("urn", type=int)
@click.argument("requirement")
@click.argument("verdict")
@click.option("--reason", required=True, help="Why, in a sentence that the public reads.")
@click.option("--author", required=True, help="Who answers for it; never published.")
@click.option(
    "--until",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day on which it holds.",
)
@_DB
def review_set(
    urn: int,
    requirement: str,
    verdict: str,
    reason: str,
    author: str,
    until: dt.datetime,
    db: Path,
) -> None:
    """Decide one finding: what REQUIREMENT comes to at the school with this URN.

    VERDICT is one of met, partly, 'not found', overdue, undated, 'could not check',
    'needs review', 'not applicable'. It shows from the next publication on, marked as
    decided by a person, and lapses when the document it rests on changes.

    \b
    Example:
      sendwatch review set 100000 complaints met --until 2027-08-31 \\
        --reason "It stands in the appendix." --author "A. Officer"
    """
    from sendwatch import clock
    from sendwatch.store import reviews

    decided = reviews.Review(urn, requirement, verdict, reason, author, until.date())
    with _store(db) as store:
        number = reviews.add(store, decided, made_on=clock.today())
    say(f"Review {number} is kept. It shows after the next `sendwatch publish`.")


@review.command("list")
@_DB
def review_list(db: Path) -> None:
    """List all reviews with what has become of each, the latest first.

    \b
    Example:
      sendwatch review list
    """
    from sendwatch.store import reviews

    with _store(db) as store:
        for row in reviews.listed(store):
            say(
                f"{row['id']}  {row['state']:<9}  until {row['until']}  {row['urn']}"
                f" {row['school']}: {row['requirement']} {row['verdict']} ({row['author']})"
            )


@review.command("withdraw")
@click.argument("number", type=int)
@_DB
def review_withdraw(number: int, db: Path) -> None:
    """Let the rules speak again where review NUMBER decided.

    \b
    Example:
      sendwatch review withdraw 3
    """
    from sendwatch.store import reviews

    with _store(db) as store:
        reviews.withdraw(store, number)
    say(f"Review {number} ends with the next `sendwatch publish`.")


COMMANDS: tuple[click.Command, ...] = (reply, review)
"""What the front door adds to its own commands."""


@contextmanager
def _store(db: Path) -> Iterator[Any]:
    """The open database; what it refuses becomes one sentence and exit code 2."""
    from sendwatch.commands import open_store
    from sendwatch.errors import WrongUseError
    from sendwatch.store.errors import StoreError

    store = open_store(db)
    try:
        yield store
    except StoreError as error:
        raise WrongUseError(str(error)) from error
    finally:
        store.conn.close()


def _text(file: Path) -> str:
    from sendwatch.errors import WrongUseError

    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(f"{file} cannot be read as UTF-8 text: save it as such.") from error
