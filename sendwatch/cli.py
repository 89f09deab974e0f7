"""The command line: one Click group; every command's help is its manual."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import click

import sendwatch
from checks.yaml_lines import DataFileError
from sendwatch import cli_authorities, cli_nightly, cli_reply, cli_why, errors
from sendwatch.console import say, set_up_logging

DEFAULT_DB = Path("data/sendwatch.db")

Command = TypeVar("Command", bound=Callable[..., Any])


COMMAND_ORDER = (
    "demo",
    "inspect",
    "register",
    "run",
    "nightly",
    "why",
    "crawl",
    "extract",
    "check",
    "publish",
    "serve",
)
"""What a newcomer needs first stands first in the help; the rest follows by name."""


class FriendlyGroup(click.Group):
    """A group whose commands end in one sentence and an exit code, never in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people need them."""
        first = [name for name in COMMAND_ORDER if name in self.commands]
        return first + sorted(set(self.commands) - set(first))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what a person can put right into one sentence."""
        try:
            return super().invoke(ctx)
        except errors.SendwatchError as error:
            say(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except DataFileError as error:
            say(f"Error: {error}", err=True)
            ctx.exit(errors.WRONG_USE)
        except KeyboardInterrupt:
            say("Stopped. Start the same command again to go on.", err=True)
            ctx.exit(errors.COULD_NOT_RUN)
        except BrokenPipeError:
            # The reader of our output has gone (`| head`): nothing is wrong with the work.
            with contextlib.suppress(OSError):
                sys.stdout.close()
            ctx.exit(errors.DONE)


@click.group(
    cls=FriendlyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "SENDWATCH"},
    epilog=(
        "Exit codes: 0 done, 1 done but something needs attention, 2 wrong use, 3 could not run."
    ),
)
@click.version_option(sendwatch.__version__, prog_name="sendwatch")
@click.option("--quiet", "-q", is_flag=True, help="Warnings and errors only.")
@click.option("--verbose", "-v", is_flag=True, help="Everything, with times.")
def main(quiet: bool, verbose: bool) -> None:
    """Find, read and check the SEN documents that schools in England must publish.

    \b
    Try it on a sample county that runs on this machine:
      sendwatch demo
    \b
    Check a document before you publish it:
      sendwatch inspect sen-information-report.pdf
    \b
    Watch your own authority (register extract from get-information-schools.service.gov.uk):
      sendwatch register import edubasealldata.csv
      sendwatch run --la 815 --contact send-team@example.org
      sendwatch serve
    """
    set_up_logging(quiet=quiet, verbose=verbose)


def _db_option(command: Command) -> Command:
    return click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        default=DEFAULT_DB,
        show_default=True,
        help="The SQLite database.",
    )(command)


_ARCHIVE = click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the WARC files.  [default: archive/ beside the database]",
)


def _stage_options(command: Command) -> Command:
    """--la, --urn, --db and --archive, the same for every stage."""
    for option in (
        _ARCHIVE,
        click.option("--urn", type=int, help="Only this school."),
        click.option("--la", metavar="CODE", help="Only this local authority (GIAS code)."),
    ):
        command = option(command)
    return _db_option(command)


def _day(ctx: click.Context, param: click.Parameter, value: dt.datetime | None) -> dt.date | None:
    return value.date() if value else None


def _today_option(command: Command) -> Command:
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_day,
        help="Judge as on this day instead of today.",
    )(command)


def _law_date_option(command: Command) -> Command:
    return click.option(
        "--law-date",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_day,
        help="Hold documents against the law in force on this day.",
    )(command)


_CONTACT = click.option(
    "--contact",
    envvar="SENDWATCH_CONTACT",
    metavar="ADDRESS",
    help="Your e-mail or web address, sent with every request.  [env: SENDWATCH_CONTACT]",
)


def _archive(db: Path, archive: Path | None) -> Path:
    beside = db.with_name(f"{db.stem}-archive")
    return archive or (beside if beside.is_dir() else db.parent / "archive")


def _scoped(command: Command) -> Command:
    """Turn --la and --urn into one `scope`."""

    @functools.wraps(command)
    def wrapper(la: str | None, urn: int | None, **options: Any) -> Any:
        from sendwatch.stages import Scope

        return command(scope=Scope(la=la, urn=urn), **options)

    return cast(Command, wrapper)


# The commands import what they need when they run: `sendwatch --help` stays instant.


@main.group(short_help="The register of schools (GIAS).")
def register() -> None:
    """The register of schools (Get Information About Schools, GIAS)."""


@register.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_db_option
def register_import(file: Path, db: Path) -> None:
    """Read a GIAS extract into the tables `schools` and `authorities`.

    FILE is a CSV (cp1252 or UTF-8) with any subset of GIAS columns that has URN.
    Importing again updates what changed; a school that closed leaves the crawl, not the
    history.

    \b
    Example:
      sendwatch register import edubasealldata20261101.csv
    """
    from sendwatch.commands import import_register

    for line in import_register(file, db):
        say(line)


@register.command("show")
@click.option("--la", metavar="CODE", help="Only this local authority.")
@_db_option
def register_show(la: str | None, db: Path) -> None:
    """List the schools in the register with the address that will be visited.

    \b
    Example:
      sendwatch register show --la 815
    """
    from sendwatch.commands import show_register

    for line in show_register(db, la):
        say(line)


@main.command(short_help="Visit websites and keep what they answer in WARC files.")
@_stage_options
@_CONTACT
@_scoped
def crawl(scope: Any, db: Path, archive: Path | None, contact: str | None) -> None:
    """Visit schools' websites and keep what they answer in WARC files.

    \b
    Examples:
      sendwatch crawl --la 815 --contact send-team@example.org
      sendwatch crawl --urn 100000
    """
    from sendwatch import commands

    _finish(commands.crawl(db, _archive(db, archive), scope, contact))


@main.command(short_help="Read captured bodies: text, kind, dates, contacts.")
@_stage_options
@click.option("--all", "everything", is_flag=True, help="Also pages that nothing rests on.")
@_scoped
def extract(scope: Any, db: Path, archive: Path | None, everything: bool) -> None:
    """Read every captured body that this version has not read: text, kind, dates, contacts.

    Stopped at any moment, it goes on where it was when it is started again.

    \b
    Examples:
      sendwatch extract --la 815
      sendwatch extract --all        the whole archive, after an upgrade
    """
    from sendwatch import commands

    _finish(commands.extract(db, _archive(db, archive), scope, everything=everything))


@main.command(short_help="Hold the documents of each school against the law.")
@_stage_options
@_today_option
@_law_date_option
@_scoped
def check(
    scope: Any, db: Path, archive: Path | None, today: dt.date | None, law_date: dt.date | None
) -> None:
    """Hold the documents of each school against the law, and keep a finding for each requirement.

    \b
    Examples:
      sendwatch check
      sendwatch check --law-date 2014-04-30     the 13 bullets of the draft Code
      sendwatch check --today 2027-01-01
    """
    from sendwatch import commands

    _finish(commands.check(db, scope, today=today, law_date=law_date))


_ANYWAY = click.option(
    "--publish-anyway",
    metavar="REASON",
    default="",
    help="Publish although the run's assertions hold it back; the reason is recorded.",
)


@main.command()
@_stage_options
@_ANYWAY
@_scoped
def publish(scope: Any, db: Path, archive: Path | None, publish_anyway: str) -> None:
    """Build the tables that readers see, in one transaction.

    \b
    Example:
      sendwatch publish
    """
    from sendwatch import commands

    _finish(commands.publish(db, publish_anyway=publish_anyway))


@main.command(short_help="Crawl, extract, check and publish.")
@_stage_options
@_today_option
@_law_date_option
@_ANYWAY
@_CONTACT
@click.option("--fresh", is_flag=True, help="Start anew even if the last run was cut short.")
@click.option("--processes", type=click.IntRange(1, 64), help="Processes to crawl and read with.")
@_scoped
def run(scope: Any, db: Path, archive: Path | None, **options: Any) -> None:
    """Crawl, extract, check and publish, and say at the end what came of it.

    A run that was cut short is taken up where it stopped.

    \b
    Examples:
      sendwatch run --la 815 --contact send-team@example.org
      sendwatch run --urn 100000 --fresh
    """
    from sendwatch import commands

    _finish(commands.run(db, _archive(db, archive), scope, **options))


@main.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--type",
    "type_",
    metavar="NAME",
    help="The school's type in the register (name or code); decides what it owes."
    "  [default: everything is taken as owed]",
)
@click.option("--ages", metavar="LOW-HIGH", help="The ages of its pupils, with --type.")
@_today_option
@_law_date_option
def inspect(
    files: tuple[Path, ...],
    as_json: bool,
    type_: str | None,
    ages: str | None,
    today: dt.date | None,
    law_date: dt.date | None,
) -> None:
    """Read and check single files, without any database.

    Says what kind of document each is, its dates, its SENCO, and for each requirement the
    verdict with page and quotation. Ends with 1 when a file could not be read.

    \b
    Examples:
      sendwatch inspect report.pdf
      sendwatch inspect report.pdf --type "Community special school" --ages 4-19
      sendwatch inspect policy.docx plan.pdf --json > answers.jsonl
    """
    from checks import requirements
    from sendwatch import clock, work
    from sendwatch.inspect import school_of, shown

    day = today or clock.today()
    law = requirements.load()
    answers = shown(
        files,
        law,
        day,
        school=school_of(law, type_, ages),
        law_date=law_date,
        as_json=as_json,
        workers=work.processors(),
    )
    unread = 0
    for text, problem in answers:
        say(text)
        unread += problem
    sys.exit(errors.ATTENTION if unread else errors.DONE)


@main.command()
@_db_option
@_ARCHIVE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--public-from",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Until this day only officers, and each school its own page, may read.",
)
def serve(
    db: Path, archive: Path | None, host: str, port: int, public_from: dt.datetime | None
) -> None:
    """Show the database in a browser, through Datasette.

    With --public-from schools see their pages before everybody else: `sendwatch school-links`
    prints the link for each.

    \b
    Examples:
      sendwatch serve --port 8080
      sendwatch serve --public-from 2027-01-15
    """
    from sendwatch import commands

    day = public_from.date() if public_from else None
    commands.serve(db, _archive(db, archive), host, port, public_from=day)


@main.command("school-links", short_help="Print each school's link to its page, as CSV.")
@click.option(
    "--site", metavar="ADDRESS", required=True, help="Where the site is, such as https://..."
)
@click.option("--la", metavar="CODE", help="Only this local authority.")
@_db_option
def school_links(site: str, la: str | None, db: Path) -> None:
    """Print the link by which each school sees its own page before the site is public.

    The links are signed with SENDWATCH_SECRET, which the server must have too; with another
    secret they no longer work. Send each school its own link only.

    \b
    Example:
      sendwatch school-links --site https://sendwatch.example.org --la 815 > links.csv
    """
    from sendwatch import commands

    for line in commands.school_links(db, site, la):
        say(line)


@main.command(short_help="Run everything over a sample county on this machine.")
@click.option("--no-serve", is_flag=True, help="Run everything, then stop.")
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("demo/sampleshire.db"),
    show_default=True,
    help="Where the demo's database goes; an earlier demo there is replaced.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@_today_option
def demo(no_serve: bool, db: Path, host: str, port: int, today: dt.date | None) -> None:
    """Run everything over a sample county whose websites are served on this machine.

    Nothing leaves the machine. The county's truth is written beside the database.

    \b
    Examples:
      sendwatch demo
      sendwatch demo --no-serve --db /tmp/sampleshire.db
    """
    from sendwatch import commands

    _finish(commands.demo(db, host, port, serve=not no_serve, today=today))


@main.command(short_help="Print docs/methodology.md from the law entries.")
def methodology() -> None:
    """Print docs/methodology.md, made from the law entries.

    \b
    Example:
      sendwatch methodology > docs/methodology.md
    """
    from checks.methodology import render

    say(render(), nl=False)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the shell completion script for SHELL.

    \b
    Example:
      sendwatch completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise errors.WrongUseError(f"No completion for {shell}.")
    say(found(main, {}, "sendwatch", "_SENDWATCH_COMPLETE").source())


for added in (
    *cli_authorities.COMMANDS,
    *cli_nightly.COMMANDS,
    *cli_reply.COMMANDS,
    cli_why.why,
):
    main.add_command(added)


def _finish(outcome: Any) -> None:
    """Print what a command came to, and end with 1 when something needs attention."""
    for line in outcome.lines:
        say(line)
    for line in outcome.attention:
        say(f"Needs attention: {line}", err=True)
    sys.exit(errors.ATTENTION if outcome.attention else errors.DONE)


if __name__ == "__main__":
    main()
