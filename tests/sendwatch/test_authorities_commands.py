"""`sendwatch authorities` as somebody at a desk uses it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sendwatch.cli import main


def test_list_says_which_addresses_are_not_verified_and_set_changes_that(tmp_path: Path) -> None:
    db = tmp_path / "sendwatch.db"
    runner = CliRunner()
    before = runner.invoke(main, ["authorities", "list", "--db", str(db)])
    assert before.exit_code == 0
    assert "153 authorities" in before.output
    assert "0 of them verified" in before.output
    address = "https://offer.example.org/local-offer"
    changed = runner.invoke(main, ["authorities", "set", "815", address, "--seen", "--db", str(db)])
    assert changed.exit_code == 0, changed.output
    after = runner.invoke(main, ["authorities", "list", "--db", str(db)])
    line = next(line for line in after.output.splitlines() if line.startswith("815"))
    assert address in line and "verified on" in line
    assert "1 of them verified" in after.output


def test_an_unknown_authority_is_one_sentence_and_wrong_use(tmp_path: Path) -> None:
    db = tmp_path / "sendwatch.db"
    call = ["authorities", "set", "000", "https://a.example.org/", "--db", str(db)]
    result = CliRunner().invoke(main, call)
    assert result.exit_code == 2
    assert "000" in result.output and "Traceback" not in result.output
