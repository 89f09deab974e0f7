"""Print docs/cli.md: the help of every command, so that the page cannot fall behind.

Usage: python -m benchmarks.cli_help > docs/cli.md
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from sendwatch.cli import main as root


def commands(
    command: click.Command, words: tuple[str, ...], parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Each command's full name and its help text, the group itself first."""
    context = command.context_class(
        command,
        info_name=words[-1],
        parent=parent,
        max_content_width=88,
        **command.context_settings,
    )
    yield " ".join(words), command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from commands(command.commands[name], (*words, name), context)


def page() -> str:
    """The whole page as Markdown."""
    parts = ["# The command line\n\nMade by `make docs` from the commands themselves.\n"]
    for name, text in commands(root, ("sendwatch",)):
        parts.append(f"## {name}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
