"""`sendwatch reply` and `sendwatch review` as an officer types them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sendwatch.cli import main
from tests.portal import county
from tests.portal.conftest import Site


@pytest.fixture
def db(site: Site, tmp_path: Path) -> Path:
    copy = tmp_path / "copy.db"
    with sqlite3.connect(site.database) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return copy


def run(db: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--db", str(db)])


def test_a_reply_comes_and_goes(db: Path, tmp_path: Path) -> None:
    letter = tmp_path / "reply.txt"
    letter.write_text("We thank you for your page.", encoding="utf-8-sig")
    added = run(db, "reply", "add", str(county.GOOD), str(letter), "--disputes", "complaints")
    assert added.exit_code == 0, added.output
    number = added.output.split()[1]
    assert "disputes complaints" in run(db, "reply", "list").output
    assert run(db, "reply", "withdraw", number).exit_code == 0
    listed = run(db, "reply", "list").output.splitlines()
    assert listed[0].startswith(number) and "withdrawn on" in listed[0]


def test_a_decision_shows_after_the_next_publication(db: Path) -> None:
    words = ["review", "set", str(county.OVERDUE), "complaints", "met"]
    words += ["--reason", "It is in the appendix.", "--author", "An Officer"]
    made = run(db, *words, "--until", "2099-08-31")
    assert made.exit_code == 0 and "next `sendwatch publish`" in made.output, made.output
    assert "waiting" in run(db, "review", "list").output
    assert run(db, "publish").exit_code == 0
    assert "applies" in run(db, "review", "list").output
    with sqlite3.connect(db) as reader:
        query = "SELECT verdict FROM latest_findings WHERE urn = ? AND requirement = 'complaints'"
        assert reader.execute(query, [county.OVERDUE]).fetchone() == ("met",)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["review", "withdraw", "99"], "no review 99"),
        (["reply", "withdraw", "99"], "no reply 99"),
        (
            [
                *("review", "set", "1", "complaints", "fine"),
                *("--reason", "x", "--author", "y", "--until", "2099-01-01"),
            ],
            "no verdict 'fine'",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_2(
    db: Path, words: list[str], says: str
) -> None:
    answer = run(db, *words)
    assert answer.exit_code == 2
    assert says in answer.output and "Traceback" not in answer.output


def test_a_file_that_is_no_text_is_refused(db: Path, tmp_path: Path) -> None:
    picture = tmp_path / "reply.pdf"
    picture.write_bytes(b"\xff\xfe\x00\xd8")
    answer = run(db, "reply", "add", str(county.GOOD), str(picture))
    assert answer.exit_code == 2 and "UTF-8" in answer.output
