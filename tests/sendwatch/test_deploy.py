"""The examples in deploy/ are correct as they stand."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from sendwatch.cli import main
from sendwatch.notify import load

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def understood(words: list[str]) -> None:
    """Fail unless the command line knows every command and option in `words`."""
    command: click.Command = main
    context = click.Context(main)
    for number, word in enumerate(words):
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(context, word)
            assert found is not None, word
            command = found
        elif word.startswith("-"):
            known = {name for option in command.params for name in option.opts}
            assert word in known, (word, words[: number + 1])


def service(name: str) -> configparser.SectionProxy:
    """What a unit says of its service, once its command is one that exists."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    unit.read_string((DEPLOY / name).read_text().replace("\\\n", " "))
    program, *words = shlex.split(unit["Service"]["ExecStart"])
    assert program.endswith("/sendwatch")
    understood(words)
    return unit["Service"]


def test_the_services_call_commands_that_exist() -> None:
    assert service("sendwatch-nightly.service")["SuccessExitStatus"] == "1"
    assert "127.0.0.1" in service("sendwatch-site.service")["ExecStart"]


def test_the_set_up_page_names_what_is_there() -> None:
    page = (DEPLOY.parent / "docs" / "operations.md").read_text()
    named = set(re.findall(r"deploy/([\w.-]+)", page))
    assert named >= {"sendwatch-nightly.service", "sendwatch-nightly.timer", "crontab"}
    assert all((DEPLOY / name).exists() for name in named)
    for call in re.findall(r"/opt/sendwatch/bin/sendwatch ([^`\n]*)", page):
        understood(shlex.split(call))


def test_the_timer_runs_in_utc_so_that_no_night_is_doubled() -> None:
    timer = (DEPLOY / "sendwatch-nightly.timer").read_text()
    assert re.search(r"^OnCalendar=.* UTC$", timer, re.MULTILINE)
    assert "Persistent=true" in timer


def test_the_crontab_calls_commands_that_exist_and_escapes_percent_signs() -> None:
    lines = (DEPLOY / "crontab").read_text().splitlines()
    jobs = [line for line in lines if re.match(r"[\d*]", line)]
    assert len(jobs) == 2
    for job in jobs:
        assert not re.search(r"(?<!\\)%", job)
        call = re.search(r"/bin/sendwatch ([^>|)]*)", job)
        assert call is not None
        words = [word for word in shlex.split(call[1].replace("2>&1", "")) if word != "2"]
        understood(words)


@pytest.mark.parametrize("service", ["nightly", "site"])
def test_compose_runs_commands_that_exist(service: str) -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yml").read_text())
    made = compose["services"][service]
    container = (DEPLOY / "Containerfile").read_text()
    default = re.search(r"^CMD (\[.*\])$", container, re.MULTILINE)
    assert default is not None and 'ENTRYPOINT ["sendwatch"]' in container
    understood(shlex.split(made["command"]) if "command" in made else yaml.safe_load(default[1]))
    assert "data:/data" in made["volumes"]


def test_the_subscriptions_can_be_read() -> None:
    wanted = load(DEPLOY / "subscriptions.yml")
    assert [bool(one.webhook) for one in wanted.subscriptions] == [False, False, True]
