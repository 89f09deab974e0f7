"""Bad input: one sentence that says what to do, the documented exit code, nothing half-written."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checks.requirements import LawError
from sendwatch.cli import main

REGISTER = "URN,EstablishmentName,LA (code),SchoolWebsite\n100001,Example School,999,{website}\n"


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def one_sentence(result: Result) -> str:
    """The error as printed: a single line, no traceback."""
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.stderr
    return lines[0]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER.format(website="http://127.0.0.1:9/"))
    path = tmp_path / "watch.db"
    assert call("register", "import", file, "--db", path).exit_code == 0
    return path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"name,website\nExample,example.org\n", "URN"),
        (b"\x00\x01\x02\xff\xfe binary", "CSV"),
    ],
)
def test_a_register_that_is_none_changes_nothing(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    result = call("register", "import", file, "--db", tmp_path / "watch.db")
    assert result.exit_code == 2
    assert says.lower() in one_sentence(result).lower()
    assert not (tmp_path / "watch.db").exists()


def test_a_website_that_is_not_available_is_imported_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER.format(website="Not Available"))
    path = tmp_path / "watch.db"
    assert call("register", "import", file, "--db", path).exit_code == 0
    shown = call("register", "show", "--db", path)
    assert "Example School" in shown.output
    assert "http" not in shown.output
    with sqlite3.connect(path) as rows:
        assert rows.execute("select website_raw, website from schools").fetchall() == [
            ("Not Available", None)
        ]


def test_no_database_yet(tmp_path: Path) -> None:
    for command in ("crawl", "extract", "check", "publish", "run", "serve"):
        words = ["--contact", "a@example.org"] if command in ("crawl", "run") else []
        result = call(command, "--db", tmp_path / "none.db", *words)
        assert result.exit_code == 3, command
        assert "register import" in one_sentence(result)
        assert not (tmp_path / "none.db").exists()


def test_a_database_from_a_newer_version(db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("PRAGMA user_version = 999")
    result = call("check", "--db", db)
    assert result.exit_code == 3
    assert "newer" in one_sentence(result)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    path.write_text("this is a text file, long enough to be looked at as a database" * 20)
    result = call("check", "--db", path)
    assert result.exit_code == 3
    assert "database" in one_sentence(result)
    assert path.read_text().startswith("this is a text file")


def test_an_archive_that_cannot_be_written(db: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    result = call("run", "--db", db, "--archive", blocked / "archive", "--contact", "a@example.org")
    assert result.exit_code == 3
    assert "--archive" in one_sentence(result)


def test_a_port_in_use(db: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = call("serve", "--db", db, "--port", port)
        assert result.exit_code == 3
        assert "--port" in one_sentence(result)


def test_a_crawl_says_who_asks(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SENDWATCH_CONTACT", raising=False)
    result = call("crawl", "--db", db)
    assert result.exit_code == 2
    assert "--contact" in one_sentence(result)


def test_an_authority_that_is_not_in_the_register(db: Path) -> None:
    result = call("run", "--db", db, "--la", "123", "--contact", "a@example.org")
    assert result.exit_code == 3
    assert "123" in one_sentence(result)


def test_a_demo_never_replaces_somebody_elses_database(db: Path) -> None:
    before = db.read_bytes()
    result = call("demo", "--no-serve", "--db", db)
    assert result.exit_code == 2
    assert "not a demo" in one_sentence(result)
    assert db.read_bytes() == before


def test_a_file_that_is_no_document_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    noise = tmp_path / "noise.pdf"
    noise.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 4)
    page = tmp_path / "page.html"
    page.write_text("<html><body><h1>Lunch menu</h1><p>Soup on Monday, pasta on Friday.</p></body>")
    result = call("inspect", noise, page)
    assert result.exit_code == 1
    assert "Could not check: damaged (the file is damaged, or is not what" in result.output
    assert "Lunch menu" in result.output
    assert "If it is another document, nothing below speaks against it." in result.output


def test_a_single_file_is_told_first_what_the_law_asks_and_nothing_of_visits(
    tmp_path: Path,
) -> None:
    report = tmp_path / "report.html"
    report.write_text(
        "<html><body><h1>SEN Information Report</h1><p>We support all children. The council's"
        ' <a href="https://council.example.gov.uk/local-offer">Local Offer</a> lists services.'
        "</p></body></html>"
    )
    told = call("inspect", report).output
    missing = told.partition("NOT FOUND")[2].partition("\n\n")[0]
    forces = [line.split(", ")[-1] for line in missing.splitlines() if line.endswith("]")]
    assert forces[0] == "statutory]"
    assert forces.index("expected]") > len(forces) - forces[::-1].index("statutory]") - 1
    assert "opened" not in told


def test_a_special_school_is_not_asked_what_it_does_not_owe(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text(
        "<h1>SEN Information Report</h1><p>Updated 4 September 2026.</p>"
        f"<p>{'All our learners have an education, health and care plan. ' * 20}</p>"
    )
    missing = call("inspect", report).output.partition("NOT FOUND")[2]
    assert "[identification-assessment, statutory]" in missing
    told = call("inspect", report, "--type", "community special school", "--ages", "4-19").output
    assert "what a school of the type “Community special school”, pupils aged 4 to 19, owes" in told
    missing, _, rest = told.partition("NOT FOUND")[2].partition("NOT APPLICABLE")
    assert "[identification-assessment, statutory]" not in missing
    assert "[identification-assessment, statutory]" in rest


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--type", "Comunity special school"], "Community special school"),
        (["--type", "999"], "no type of school"),
        (["--ages", "4-11"], "--type"),
        (["--type", "Community school", "--ages", "eleven"], "4-11"),
        (["--type", "Community school", "--ages", "16-5"], "4-11"),
    ],
)
def test_a_school_type_that_we_do_not_know_is_asked_again(
    tmp_path: Path, options: list[str], said: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text("<h1>SEN Information Report</h1>")
    result = call("inspect", file, *options)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_wrong_entry_of_the_law_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise LawError("checks/law/documents.yml: line 7: a-duty: basis: Input should be ...")

    monkeypatch.setattr("checks.methodology.render", refuse)
    result = call("methodology")
    assert result.exit_code == 2
    assert one_sentence(result).startswith("Error: checks/law/documents.yml: line 7: a-duty")


def test_every_command_shows_a_worked_example() -> None:
    for name, command in main.commands.items():
        subcommands = getattr(command, "commands", {})
        for words in [(name, sub) for sub in subcommands] or [(name,)]:
            help_text = call(*words, "--help").output
            assert "Example" in help_text, words
            assert f"sendwatch {' '.join(words)}" in help_text, words


def test_a_demo_where_nothing_can_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    result = call("demo", "--no-serve", "--db", blocked / "folder" / "x.db")
    assert result.exit_code == 3
    assert "--db" in one_sentence(result)


def test_a_day_before_the_law_is_said_to_have_none(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(f"<h1>SEN Information Report</h1><p>{'We help children with SEN. ' * 60}</p>")
    result = call("inspect", file, "--law-date", "2009-01-01")
    assert "in force" in result.output
