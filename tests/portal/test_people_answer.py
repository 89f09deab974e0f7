"""What people say to a finding: a person's decision, a school's reply, and when each holds."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils

from checks import requirements as law_data
from crawler.model import CaptureRecord, VisitRecord
from extractors.model import Block
from sendwatch.store import captures, documents, publish, replies, reviews, runs
from sendwatch.store.errors import StoreError
from sendwatch.store.reviews import Review
from tests.portal import county

DECISION = Review(
    county.OVERDUE,
    "complaints",
    "met",
    "It stands under another heading.",
    "An Officer",
    dt.date(2027, 6, 30),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    county.build(folder / "county.db", archive=folder).conn.close()
    return folder / "county.db"


@pytest.fixture
def db(original: Path, tmp_path: Path) -> sqlite_utils.Database:
    with sqlite3.connect(original) as source, sqlite3.connect(tmp_path / "copy.db") as target:
        source.backup(target)
    made = sqlite_utils.Database(tmp_path / "copy.db")
    made.execute("PRAGMA foreign_keys = ON")
    return made


def published(db: sqlite_utils.Database, requirement: str = "complaints") -> dict[str, object]:
    publish.publish(db)
    query = "SELECT * FROM latest_findings WHERE urn = ? AND requirement = ?"
    return next(iter(db.query(query, [county.OVERDUE, requirement])))


def state(db: sqlite_utils.Database) -> str:
    return str(db.execute("SELECT state FROM reviews ORDER BY id DESC").fetchone()[0])


def crawl_again(db: sqlite_utils.Database, folder: Path, *, text: str, body: str) -> None:
    """Another night on which the school's report has `body` as its bytes and `text` in it."""
    case = next(case for case in county.cases() if case.row.urn == county.OVERDUE)
    assert case.document is not None
    document = case.document.document
    passages = [replace(document.passages[1], blocks=(Block(text, 2),)), *document.passages[2:]]
    changed = replace(
        case.document,
        document=replace(document, sha256=body, passages=(document.passages[0], *passages)),
    )
    run, when = runs.start(db, "crawl"), "2026-11-23T22:00:00+00:00"
    url = f"{case.row.website}/send/report.pdf"
    capture = CaptureRecord(
        urn=case.row.urn,
        sequence=1,
        url=url,
        final_url=url,
        fetched_at=when,
        outcome="ok",
        sha256=body,
        content_type="application/pdf",
    )
    visit = VisitRecord(urn=case.row.urn, started_at=when, finished_at=when, outcome="done")
    lines = folder / "again.jsonl"
    lines.write_text(f"{capture.model_dump_json()}\n{visit.model_dump_json()}\n")
    captures.ingest(db, run, lines)
    documents.save(db, changed, "1")
    # The same verdicts, now resting on the new bytes.
    check = runs.start(db, "check")
    county.save(db, check, replace(case, document=changed), law_data.load())


def first_text() -> str:
    case = next(case for case in county.cases() if case.row.urn == county.OVERDUE)
    assert case.document is not None
    return case.document.document.passages[1].blocks[0].text


def test_a_persons_decision_goes_before_the_rules_and_says_so(
    db: sqlite_utils.Database,
) -> None:
    before = published(db)
    reviews.add(db, DECISION, made_on=county.TODAY)
    after = published(db)
    assert (before["verdict"], before["decided_by"]) == ("not found", "rules")
    assert (after["verdict"], after["decided_by"]) == ("met", "person")
    assert (after["rules_verdict"], after["decided_until"]) == ("not found", "2027-06-30")
    assert after["reason"] == DECISION.reason
    counted = "SELECT statutory_not_found FROM school_summary WHERE urn = ?"
    assert db.execute(counted, [county.OVERDUE]).fetchone()[0] == 1, "was 2 before"
    assert state(db) == "applies"


def test_it_holds_while_only_the_bytes_differ(db: sqlite_utils.Database, tmp_path: Path) -> None:
    reviews.add(db, DECISION, made_on=county.TODAY)
    crawl_again(db, tmp_path, text=first_text(), body="a" * 64)
    assert published(db)["verdict"] == "met"


def test_it_lapses_when_the_document_changes(db: sqlite_utils.Database, tmp_path: Path) -> None:
    reviews.add(db, DECISION, made_on=county.TODAY)
    crawl_again(db, tmp_path, text="Something else stands here now.", body="b" * 64)
    after = published(db)
    assert (after["verdict"], after["decided_by"]) == ("not found", "rules")
    assert state(db) == "lapsed"


def test_it_ends_on_its_day(db: sqlite_utils.Database) -> None:
    reviews.add(db, replace(DECISION, until=county.TODAY), made_on=county.TODAY)
    assert published(db)["verdict"] == "met", "the last day counts"
    db.execute("UPDATE findings SET last_checked_on = '2026-11-24', checked_on = '2026-11-24'")
    db.execute("UPDATE findings SET law_date = checked_on")
    assert published(db)["verdict"] == "not found"
    assert state(db) == "expired"


def test_a_decision_that_is_taken_back_or_replaced_is_over(db: sqlite_utils.Database) -> None:
    reviews.add(db, DECISION, made_on=county.TODAY)
    number = reviews.add(db, replace(DECISION, verdict="partly"), made_on=county.TODAY)
    assert published(db)["verdict"] == "partly"
    reviews.withdraw(db, number)
    assert published(db)["verdict"] == "not found"


def test_overdue_days_go_with_the_verdict(db: sqlite_utils.Database) -> None:
    review = replace(DECISION, requirement="report-current", verdict="met")
    assert published(db, "report-current")["days_overdue"]
    reviews.add(db, review, made_on=county.TODAY)
    assert published(db, "report-current")["days_overdue"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "fine"},
        {"reason": "  "},
        {"author": ""},
        {"until": dt.date(2026, 1, 1)},
        {"requirement": "made-up"},
        {"urn": 1},
    ],
)
def test_a_decision_that_cannot_stand_is_refused(
    db: sqlite_utils.Database, change: dict[str, object]
) -> None:
    with pytest.raises(StoreError):
        reviews.add(
            db,
            replace(DECISION, **change),  # type: ignore[arg-type]  # wrong on purpose
            made_on=county.TODAY,
        )
    assert db.table("reviews").count == 0


def test_a_reply_is_public_at_once_without_addresses_and_can_be_withdrawn(
    db: sqlite_utils.Database,
) -> None:
    text = "It is on page 4.  \nAsk head@school.example.org."
    number = replies.add(db, county.OVERDUE, text, received_on=county.TODAY)
    shown = list(db.query("SELECT * FROM school_replies WHERE id = ?", [number]))
    assert [row["text"] for row in shown] == ["It is on page 4.\nAsk [e-mail address]."]
    replies.withdraw(db, number, on=county.TODAY)
    assert not list(db.query("SELECT * FROM school_replies WHERE id = ?", [number]))
    assert next(iter(replies.listed(db)))["withdrawn_on"] == "2026-11-23"


@pytest.mark.parametrize(
    ("urn", "text", "requirement"),
    [(1, "x", None), (county.GOOD, " \n", None), (county.GOOD, "x", "made-up")],
)
def test_a_reply_to_nothing_is_refused(
    db: sqlite_utils.Database, urn: int, text: str, requirement: str | None
) -> None:
    with pytest.raises(StoreError):
        replies.add(db, urn, text, received_on=county.TODAY, requirement=requirement)


def test_a_reply_of_a_book_is_refused(db: sqlite_utils.Database) -> None:
    with pytest.raises(StoreError, match="5,000"):
        replies.add(db, county.GOOD, "a" * 5001, received_on=county.TODAY)


@pytest.mark.parametrize(
    "take_back", [reviews.withdraw, lambda db, n: replies.withdraw(db, n, on=county.TODAY)]
)
def test_what_is_not_there_cannot_be_taken_back(db: sqlite_utils.Database, take_back) -> None:  # type: ignore[no-untyped-def]  # two functions of different shape
    with pytest.raises(StoreError, match="no re"):
        take_back(db, 77)
