"""Documentation that is made from the program does not fall behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.cli_help import page
from sendwatch import resources
from sendwatch.cli import main

ROOT = resources.CHECKOUT


def test_the_command_line_page_is_the_commands_help() -> None:
    assert (ROOT / "docs/cli.md").read_text() == page(), "run `make docs`"


@pytest.mark.parametrize("file", ["README.md", *(str(p) for p in Path("docs").rglob("*.md"))])
def test_every_link_to_a_file_leads_somewhere(file: str) -> None:
    text = (ROOT / file).read_text()
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
        assert ((ROOT / file).parent / target).exists() or target.startswith("/"), target


def test_every_command_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text()
    for words in re.findall(r"^\s*(?:\.venv/bin/)?sendwatch ((?:[a-z-]+ ?){1,2})", text, re.M):
        first = words.split()[0]
        assert CliRunner().invoke(main, [first, "--help"]).exit_code == 0, words
