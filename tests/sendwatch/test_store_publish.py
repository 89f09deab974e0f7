"""What is published: true figures with denominators, whole or not at all, and nobody's name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from sendwatch.store import migrations, publish, publish_sql
from sendwatch.store.people import veil
from tests.portal import county


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    county.build(folder / "county.db", archive=folder).conn.close()
    return folder / "county.db"


@pytest.fixture
def db(path: Path, tmp_path: Path) -> sqlite_utils.Database:
    """A copy that a test may change."""
    copy = tmp_path / "copy.db"
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    made = sqlite_utils.Database(copy)
    made.execute("PRAGMA foreign_keys = ON")
    return made


def one(db: sqlite_utils.Database, query: str, *values: object) -> dict[str, object]:
    return next(iter(db.query(query, values)))


def test_each_school_has_the_state_of_its_report(db: sqlite_utils.Database) -> None:
    states = dict(db.execute("SELECT urn, report_state FROM school_summary").fetchall())
    assert states == {
        county.GOOD: "current",
        county.OVERDUE: "overdue",
        county.UNDATED: "undated",
        county.MISSING: "not found",
        county.DOWN: "could not check",
        county.SPECIAL: "current",
        county.HOSTILE: "current",
        county.ELSEWHERE: "current",
        county.DUE_SOON: "current",
        county.NO_WEBSITE: "could not check",
    }


def test_an_authoritys_figures_have_their_denominators(db: sqlite_utils.Database) -> None:
    row = one(db, "SELECT * FROM authority_summary WHERE la_code = ?", county.LA)
    assert (row["schools"], row["checked"], row["report_owed"]) == (9, 9, 9)
    assert (row["report_searched"], row["report_found"], row["report_current"]) == (7, 6, 4)
    assert (row["report_overdue"], row["report_undated"], row["report_not_found"]) == (1, 1, 1)
    assert (row["could_not_check"], row["due_soon"]) == (2, 1)
    assert row["report_searched"] == (
        row["report_owed"] - row["could_not_check"] - row["needs_review"]  # type: ignore[operator]
    )


def test_a_closed_school_is_not_counted(db: sqlite_utils.Database) -> None:
    assert not list(db.query("SELECT 1 FROM school_summary WHERE urn = ?", [county.CLOSED]))


def test_verdicts_of_a_requirement_add_up(db: sqlite_utils.Database) -> None:
    row = one(
        db,
        "SELECT * FROM requirement_summary WHERE requirement = 'complaints' AND la_code = ?",
        county.LA,
    )
    counts = {name: row[name] for name in row if name not in ("requirement", "la_code")}
    assert counts == {
        "met": 5,
        "partly": 0,
        "not_found": 1,
        "nothing_to_read": 1,
        "overdue": 0,
        "undated": 0,
        "could_not_check": 2,
        "needs_review": 0,
        "not_applicable": 0,
    }


def test_missing_statutory_items_are_statutory_and_never_failed_fetches(
    db: sqlite_utils.Database,
) -> None:
    rows = list(db.query("SELECT urn, requirement FROM missing_statutory ORDER BY 1, 2"))
    assert [(row["urn"], row["requirement"]) for row in rows] == [
        (county.OVERDUE, "complaints"),
        (county.OVERDUE, "consulting-parents"),
        (county.MISSING, "report-published"),
    ]


def test_lists_hold_who_belongs_there(db: sqlite_utils.Database) -> None:
    def urns(view: str) -> set[int]:
        return {row["urn"] for row in db.query(f"SELECT urn FROM {view}")}

    assert urns("overdue") == {county.OVERDUE}
    assert urns("undated") == {county.UNDATED}
    assert urns("due_soon") == {county.DUE_SOON}
    assert urns("could_not_check") == {county.DOWN, county.NO_WEBSITE}


def test_what_a_school_does_not_have_yet_is_not_due_for_renewal(
    db: sqlite_utils.Database,
) -> None:
    """The first inclusion strategy is due on one day for all: no document, no renewal."""
    db.execute(
        "UPDATE findings SET verdict = 'not applicable', cause = 'not yet due',"
        " due = date(checked_on, '+34 days') WHERE urn = ? AND requirement = 'complaints'",
        [county.MISSING],
    )
    publish.publish(db)
    assert {row["urn"] for row in db.query("SELECT urn FROM due_soon")} == {county.DUE_SOON}
    row = one(db, "SELECT next_due FROM school_summary WHERE urn = ?", county.MISSING)
    assert row["next_due"] is None


def test_published_text_names_nobody(db: sqlite_utils.Database) -> None:
    found = one(
        db, "SELECT * FROM latest_findings WHERE requirement = 'senco-contact' AND verdict = 'met'"
    )
    assert found["quotation"] == "Our SENCO is [name]; write to [e-mail address]"
    for table in publish_sql.PUBLISHED:
        dump = " ".join(str(row) for row in db.query(f"SELECT * FROM {table}"))
        assert "Ada" not in dump and "ada.sample" not in dump, table


def test_publishing_twice_changes_nothing(db: sqlite_utils.Database) -> None:
    tables = (*publish_sql.PUBLISHED, "passages_fts")
    before = {name: list(db.query(f"SELECT * FROM {name}")) for name in tables}
    again = publish.publish(db)
    assert {name: list(db.query(f"SELECT * FROM {name}")) for name in tables} == before
    assert (again.published, again.schools, again.passages_indexed) == (True, 10, 0)


def test_a_held_run_changes_nothing_and_says_why(db: sqlite_utils.Database) -> None:
    db.execute("DELETE FROM findings WHERE urn = ?", [county.GOOD])
    held = publish.publish(db, hold=["the share of reports fell"])
    assert not held.published and held.held == ("the share of reports fell",)
    assert list(db.query("SELECT 1 FROM school_summary WHERE urn = ?", [county.GOOD]))


def test_a_reader_never_sees_half_a_publication(
    db: sqlite_utils.Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.conn.commit()
    broken = (*publish_sql.SUMMARIES, "INSERT INTO nowhere VALUES (1)")
    monkeypatch.setattr(publish_sql, "SUMMARIES", broken)
    before = list(db.query("SELECT * FROM school_summary"))
    with pytest.raises(sqlite3.OperationalError):
        publish.publish(db)
    reader = sqlite_utils.Database(tmp_path / "copy.db")
    assert list(reader.query("SELECT * FROM school_summary")) == before
    assert not db.conn.in_transaction


def test_a_replaced_reading_leaves_the_full_text_index(db: sqlite_utils.Database) -> None:
    def hits(word: str) -> int:
        query = "SELECT count(*) FROM passages_fts WHERE passages_fts MATCH ?"
        return int(db.execute(query, [word]).fetchone()[0])

    assert hits("families") > 0
    with db.atomic():
        db.execute("DELETE FROM documents")
    assert hits("families") == 0
    db.execute("INSERT INTO passages_fts(passages_fts) VALUES ('integrity-check')")


def test_the_index_finds_published_documents_only(db: sqlite_utils.Database) -> None:
    rows = db.execute(
        "SELECT DISTINCT p.sha256 FROM passages_fts f JOIN passages p ON p.id = f.rowid"
        " WHERE passages_fts MATCH 'families'"
    ).fetchall()
    published = {row[0] for row in db.execute("SELECT sha256 FROM school_documents")}
    assert {row[0] for row in rows} == published


def test_the_schema_is_that_of_the_last_migration(db: sqlite_utils.Database) -> None:
    assert migrations.version(db) == migrations.all_migrations()[-1].number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ask Mrs Ada Sample today", "Ask [name] today"),
        ("Ask Ada Sample today", "Ask [name] today"),
        ("Mrs Sample or Mrs A Sample", "[name] or [name]"),
        ("Write to ada@school.example.org.", "Write to [e-mail address]."),
        ("A sample of our work", "A sample of our work"),
        ("Mr Sampleton teaches music", "Mr Sampleton teaches music"),
    ],
)
def test_people_are_veiled_and_other_words_stay(text: str, shown: str) -> None:
    assert veil(text, ["Mrs Ada Sample"]) == shown


def test_half_a_name_veils_nothing() -> None:
    assert veil("Mr and Mrs say a lot", ["Mrs", "", "A"]) == "Mr and Mrs say a lot"
