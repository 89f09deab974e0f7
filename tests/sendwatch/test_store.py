"""The store keeps what it is given, once, and gives it back unchanged."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils

from checks.model import Evidence, Finding, SearchRecord
from checks.requirements import Group, Law, Requirement
from crawler.model import CaptureRecord, VisitRecord
from crawler.register import AuthorityRow, Register, SchoolRow
from extractors.model import (
    AccessFact,
    Block,
    Contact,
    DateClaim,
    Dates,
    Document,
    KindReading,
    Language,
    Link,
    Passage,
    Reading,
)
from sendwatch.store import captures, documents, findings, migrations, requirements, runs, schools
from sendwatch.store.db import open_database
from sendwatch.store.errors import StoreError

TODAY = dt.date(2026, 11, 23)
SITE = "http://school.example.org"


def school(urn: int = 900001, **values: object) -> SchoolRow:
    row = SchoolRow(
        urn=urn,
        name="Example Primary School",
        la_code="999",
        la_name="Sampleshire",
        type_code=1,
        type_name="Community school",
        low_age=4,
        high_age=11,
        website_raw="school.example.org",
        website=SITE,
    )
    return replace(row, **values)  # type: ignore[arg-type]  # values are the test's own


def register(*rows: SchoolRow) -> Register:
    return Register(list(rows), [AuthorityRow("999", "Sampleshire")], [])


def reading(sha256: str = "a" * 64, text: str = "We provide for pupils with autism.") -> Reading:
    claim = DateClaim(
        "updated", "Updated May 2026", dt.date(2026, 5, 1), dt.date(2026, 5, 31), "month", 1
    )
    due = DateClaim(
        "next-review", "Review May 2027", dt.date(2027, 5, 1), dt.date(2027, 5, 31), "month", 1
    )
    return Reading(
        document=Document(
            sha256,
            "pdf",
            "SEN Information Report",
            (
                Passage("", 0, (Block("Example Primary School", 1),), None),
                Passage("Who we help", 1, (Block(text, 2), Block("Autism", 2, "item")), 2, ("A",)),
                Passage("Nothing here", 2, (), 3),
            ),
            pages=3,
            furniture=(Block("Updated May 2026", 1),),
            links=(Link("Local Offer", "http://offer.example.org", 3),),
            properties={"title": "Report", "tagged": "yes"},
            reader="pdf/1",
        ),
        kind=KindReading("sen-information-report", ("sen-policy",), 0.9, ("its title says so",)),
        dates=Dates((claim, due), claim, due, 12, ("two dates differ",)),
        contacts=(Contact("senco", "Ms Sample", ("phone",), None, "01632 960001", 2, "Ms Sample"),),
        language=Language(120, 8, 61.5, 12.5, "Flesch-Kincaid", 15.0, ("EHCP",)),
        access=(AccessFact("tagged", True), AccessFact("has-title", None, "unknown")),
        school="Example Primary School",
    )


def capture(sequence: int = 1, urn: int = 900001, **values: object) -> CaptureRecord:
    fields: dict[str, object] = {
        "urn": urn,
        "sequence": sequence,
        "url": f"{SITE}/{sequence}",
        "final_url": f"{SITE}/{sequence}",
        "fetched_at": f"2026-11-23T01:00:{sequence:02d}+00:00",
        "outcome": "ok",
        "content_type": "application/pdf",
        "sha256": "a" * 64,
        "size": 1000,
        "warc_file": "one.warc.gz",
        "warc_offset": sequence * 100,
    }
    return CaptureRecord.model_validate(fields | values)


def visit(urn: int = 900001, **values: object) -> VisitRecord:
    fields: dict[str, object] = {
        "urn": urn,
        "started_at": "2026-11-23T01:00:00+00:00",
        "finished_at": "2026-11-23T01:01:00+00:00",
        "outcome": "done",
        "pages": 5,
        "documents": 2,
        "budget_left": 30,
    }
    return VisitRecord.model_validate(fields | values)


def law(version: str = "law-1", **values: object) -> Law:
    fields: dict[str, object] = {
        "id": "kinds-of-sen",
        "title": "Which needs the school provides for",
        "plain": "The report says which special needs the school provides for.",
        "meaning": "The report must name the kinds of need provided for.",
        "citation": "SEND Regulations 2014, Schedule 1",
        "url": "https://law.example.org/1",
        "basis": "statutory",
        "documents": ("sen-information-report",),
        "owed_by": {"groups": ("MS",)},
        "in_force": {"from": "2014-09-01"},
        "verified": {"on": "2026-11-01", "sure": "V"},
        "check": {"type": "item", "items": ("kinds-of-sen",)},
        "what_counts": "Kinds that are named.",
        "what_does_not": "The law's own list.",
    }
    groups = {"MS": Group(title="Mainstream", codes={1: "Community school"})}
    entry = Requirement.model_validate(fields | values)
    return Law(requirements=(entry,), groups=groups, version=version)


def write(path: Path, *records: CaptureRecord | VisitRecord) -> Path:
    path.write_text("".join(record.model_dump_json() + "\n" for record in records))
    return path


@pytest.fixture
def db(tmp_path: Path) -> sqlite_utils.Database:
    return open_database(tmp_path / "sendwatch.db")


@pytest.fixture
def seeded(db: sqlite_utils.Database, tmp_path: Path) -> sqlite_utils.Database:
    """One school, visited once: a report that was read, and an address that failed."""
    schools.import_register(db, register(school()))
    run = runs.start(db, "crawl", night=TODAY)
    failed = capture(2, outcome="timeout", sha256="", url=f"{SITE}/policy")
    captures.ingest(db, run, write(tmp_path / "a.jsonl", capture(1, score=5.0), failed, visit()))
    documents.save(db, reading(), "1")
    requirements.save(db, law())
    return db


def counts(db: sqlite_utils.Database) -> dict[str, int]:
    return {name: db.table(name).count for name in db.table_names() if "fts" not in name}


# Opening


def test_a_new_database_is_in_wal_mode_with_foreign_keys(db: sqlite_utils.Database) -> None:
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO visits (run_id, urn) VALUES ('no run', 1)")


def test_opening_again_applies_nothing(tmp_path: Path) -> None:
    open_database(tmp_path / "a.db").conn.close()
    db = open_database(tmp_path / "a.db")
    assert migrations.migrate(db) == []
    assert migrations.version(db) == migrations.all_migrations()[-1].number


def test_a_database_from_a_newer_version_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    db = open_database(path)
    db.execute("PRAGMA user_version = 999")
    db.conn.close()
    with pytest.raises(StoreError, match=r"newer sendwatch \(schema 999.*install"):
        open_database(path)


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    sqlite_utils.Database(path)["songs"].insert({"id": 1})  # type: ignore[union-attr]
    with pytest.raises(StoreError, match="not one that sendwatch made"):
        open_database(path)
    assert sqlite_utils.Database(path).table_names() == ["songs"]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear parents, " * 100)
    with pytest.raises(StoreError, match="cannot be used"):
        open_database(path)


def test_a_missing_database_is_not_made_when_it_should_exist(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no database"):
        open_database(tmp_path / "a.db", create=False)
    assert not (tmp_path / "a.db").exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"folder .* does not exist"):
        open_database(tmp_path / "nowhere" / "a.db")


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations.all_migrations()
    broken = migrations.Migration(len(steps) + 1, "broken", "CREATE TABLE x (a);\n\nNONSENSE;\n\n")
    db = open_database(tmp_path / "a.db")
    monkeypatch.setattr(migrations, "all_migrations", lambda: (*steps, broken))
    with pytest.raises(sqlite3.OperationalError):
        migrations.migrate(db)
    assert "x" not in db.table_names()
    assert migrations.version(db) == len(steps)


# Register


def test_importing_twice_changes_nothing(db: sqlite_utils.Database) -> None:
    first = schools.import_register(db, register(school(), school(900002, website=None)))
    assert (first.schools, first.new, first.to_crawl, first.no_website) == (2, 2, 1, 1)
    before = list(db.query("SELECT * FROM schools"))
    again = schools.import_register(db, register(school(), school(900002, website=None)))
    assert again.new == 0
    assert list(db.query("SELECT * FROM schools")) == before


def test_a_closed_school_leaves_the_crawl_but_not_the_history(
    seeded: sqlite_utils.Database,
) -> None:
    schools.import_register(seeded, register(school(open=False, status_name="Closed")))
    assert schools.to_crawl(seeded) == []
    assert schools.list_schools(seeded) == []
    assert schools.facts(seeded, 900001).name == "Example Primary School"
    assert len(documents.of_school(seeded, 900001)) == 1


def test_a_shorter_file_corrects_websites_and_forgets_nothing(db: sqlite_utils.Database) -> None:
    schools.import_register(db, register(school()))
    moved = SchoolRow(900001, website_raw="new.example.org", website="http://new.example.org")
    schools.import_register(db, Register([moved], [], []))
    facts = schools.facts(db, 900001)
    assert facts.website == "http://new.example.org"
    assert (facts.name, facts.type_code, facts.la_name) == (
        "Example Primary School",
        1,
        "Sampleshire",
    )
    gone = SchoolRow(900001, website_raw="Not Available", website=None, website_note="none")
    schools.import_register(db, Register([gone], [], []))
    assert schools.facts(db, 900001).website == ""


def test_hospital_schools_are_marked_by_hand(db: sqlite_utils.Database) -> None:
    schools.import_register(db, register(school(), school(900002)))
    assert schools.mark_hospital(db, [900002, 123456]) == 1
    assert schools.facts(db, 900002).hospital
    assert not schools.facts(db, 900001).hospital


def test_an_unknown_school_is_an_error_of_one_sentence(db: sqlite_utils.Database) -> None:
    with pytest.raises(StoreError, match="No school with URN 1 is in the register"):
        schools.facts(db, 1)


def test_targets_know_what_an_earlier_visit_saw(
    seeded: sqlite_utils.Database, tmp_path: Path
) -> None:
    known = schools.to_crawl(seeded, la="999")[0].known
    assert list(known) == [f"{SITE}/1"]
    assert known[f"{SITE}/1"].document
    # The second night's 304 repeats no validators; those of the first night still hold.
    first = capture(1, etag='"v1"', urn=900001, fetched_at="2026-11-24T01:00:01+00:00")
    second = capture(1, outcome="not-modified", fetched_at="2026-11-25T01:00:01+00:00")
    for night, record in enumerate((first, second)):
        run = runs.start(seeded, "crawl")
        captures.ingest(seeded, run, write(tmp_path / f"{night}.jsonl", record))
    again = schools.to_crawl(seeded, urn=900001)[0].known[f"{SITE}/1"]
    assert (again.etag, again.warc_offset) == ('"v1"', 100)


def test_targets_are_chosen_by_authority_and_school(db: sqlite_utils.Database) -> None:
    schools.import_register(db, register(school(), school(900002)))
    assert [target.urn for target in schools.to_crawl(db, urn=900002)] == [900002]
    assert schools.to_crawl(db, la="998") == []


# Runs


def test_runs_sort_by_their_beginning(db: sqlite_utils.Database) -> None:
    first = runs.start(db, "crawl", '{"la": "999"}')
    second = runs.start(db, "check")
    assert first < second
    runs.finish(db, first, "done", {"schools": 3})
    found = runs.latest(db, kind="crawl")
    assert found is not None
    assert (found.id, found.status, found.options, found.summary) == (
        first,
        "done",
        '{"la": "999"}',
        {"schools": 3},
    )
    newest = runs.latest(db)
    assert newest is not None and newest.id == second and newest.finished_at is None
    assert runs.latest(db, status="failed") is None


def test_an_unknown_run_cannot_be_finished(db: sqlite_utils.Database) -> None:
    with pytest.raises(StoreError, match="no run nobody"):
        runs.finish(db, "nobody", "done", {})


# Captures


def test_reading_a_batch_in_twice_changes_nothing(
    db: sqlite_utils.Database, tmp_path: Path
) -> None:
    schools.import_register(db, register(school()))
    run = runs.start(db, "crawl")
    batch = write(tmp_path / "a.jsonl", capture(1), capture(2), visit())
    assert captures.ingest(db, run, batch) == 3
    before = counts(db)
    assert captures.ingest(db, run, batch) == 0
    assert counts(db) == before
    assert before["bodies"] == 1


def test_a_line_that_a_kill_cut_short_is_left_out(
    db: sqlite_utils.Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    schools.import_register(db, register(school()))
    run = runs.start(db, "crawl")
    batch = write(tmp_path / "a.jsonl", capture(1))
    with batch.open("a") as file:
        file.write(capture(2).model_dump_json()[:40])
    with caplog.at_level(logging.WARNING):
        assert captures.ingest(db, run, batch) == 1
    assert "line 2 is damaged" in caplog.text


def test_a_batch_about_an_unregistered_school_is_refused_whole(
    db: sqlite_utils.Database, tmp_path: Path
) -> None:
    schools.import_register(db, register(school()))
    run = runs.start(db, "crawl")
    with pytest.raises(StoreError, match="school 900009, which is not registered"):
        captures.ingest(db, run, write(tmp_path / "a.jsonl", capture(1), capture(1, urn=900009)))
    assert counts(db)["captures"] == 0


def test_only_bodies_without_a_reading_by_this_version_are_read(
    seeded: sqlite_utils.Database,
) -> None:
    assert captures.bodies_to_read(seeded, "1") == []
    (body,) = captures.bodies_to_read(seeded, "2", la="999")
    assert (body.sha256, body.warc_file, body.warc_offset) == ("a" * 64, "one.warc.gz", 100)
    assert captures.bodies_to_read(seeded, "2", la="998") == []
    assert captures.bodies_to_read(seeded, "2", urn=900002) == []


def test_pictures_are_not_read(db: sqlite_utils.Database, tmp_path: Path) -> None:
    schools.import_register(db, register(school()))
    run = runs.start(db, "crawl")
    logo = capture(1, sha256="b" * 64, content_type="image/png")
    captures.ingest(db, run, write(tmp_path / "a.jsonl", logo))
    assert captures.bodies_to_read(db, "1") == []


def test_the_search_record_tells_what_was_read_and_what_failed(
    seeded: sqlite_utils.Database,
) -> None:
    assert captures.search_record(seeded, 900001) == SearchRecord(
        pages_read=5,
        documents_read=2,
        failures=((f"{SITE}/policy", "timeout"),),
        budget_left=30,
        cause=None,
        finished=True,
    )


def test_a_site_that_was_down_is_the_cause(seeded: sqlite_utils.Database, tmp_path: Path) -> None:
    run = runs.start(seeded, "crawl")
    down = visit(outcome="refused", finished_at="2026-11-24T01:00:00+00:00", pages=0, documents=0)
    captures.ingest(seeded, run, write(tmp_path / "b.jsonl", down))
    record = captures.search_record(seeded, 900001)
    assert (record.cause, record.pages_read, record.failures) == ("refused", 0, ())


def test_a_school_without_website_or_visit_says_so(db: sqlite_utils.Database) -> None:
    schools.import_register(db, register(school(website=None), school(900002)))
    assert captures.search_record(db, 900001).cause == captures.NO_WEBSITE
    assert captures.search_record(db, 900002).cause == captures.NOT_VISITED
    assert not captures.search_record(db, 900002).finished


# Documents


def test_a_reading_comes_back_equal(seeded: sqlite_utils.Database) -> None:
    assert documents.load(seeded, "a" * 64) == reading()


def test_a_reading_is_saved_once_a_version(seeded: sqlite_utils.Database) -> None:
    before = counts(seeded)
    assert not documents.save(seeded, reading(text="Something else."), "1")
    assert counts(seeded) == before
    assert documents.save(seeded, reading(text="Something else."), "2")
    assert counts(seeded) == before
    assert documents.load(seeded, "a" * 64) == reading(text="Something else.")


def test_a_reading_without_capture_is_refused(db: sqlite_utils.Database) -> None:
    with pytest.raises(StoreError, match="cannot be kept"):
        documents.save(db, reading(), "1")
    assert counts(db)["documents"] == 0


def test_text_that_is_no_unicode_can_be_kept(seeded: sqlite_utils.Database) -> None:
    documents.save(seeded, reading(text="half a \ud83d smile"), "2")
    assert documents.load(seeded, "a" * 64).document.passages[1].blocks[0].text == "half a ? smile"


def test_a_missing_reading_is_an_error(db: sqlite_utils.Database) -> None:
    with pytest.raises(StoreError, match="no reading"):
        documents.load(db, "f" * 64)


def test_a_schools_documents_tell_where_and_when_they_were_seen(
    seeded: sqlite_utils.Database,
) -> None:
    (seen,) = documents.of_school(seeded, 900001)
    assert seen.reading == reading()
    assert (seen.url, seen.own_site, seen.from_score) == (f"{SITE}/1", True, 5.0)
    assert seen.first_seen == seen.last_seen == TODAY


@pytest.mark.parametrize(
    ("url", "found_on", "content_type", "own"),
    [
        ("http://www.school.example.org/send", "", "text/html", True),
        ("http://files.vendor.example/x.pdf", f"{SITE}/send", "application/pdf", True),
        ("http://trust.example/send", f"{SITE}/send", "text/html", False),
        ("http://trust.example/x.pdf", "http://trust.example/send", "application/pdf", False),
    ],
)
def test_a_schools_own_publication_is_told_from_a_trusts(
    db: sqlite_utils.Database, tmp_path: Path, url: str, found_on: str, content_type: str, own: bool
) -> None:
    schools.import_register(db, register(school()))
    run = runs.start(db, "crawl")
    record = capture(1, final_url=url, found_on=found_on, content_type=content_type)
    captures.ingest(db, run, write(tmp_path / "a.jsonl", record, visit()))
    documents.save(db, reading(), "1")
    assert [seen.own_site for seen in documents.of_school(db, 900001)] == [own]


def test_a_document_of_an_earlier_visit_only_is_not_shown_as_there(
    seeded: sqlite_utils.Database, tmp_path: Path
) -> None:
    run = runs.start(seeded, "crawl")
    later = visit(started_at="2026-11-24T01:00:00+00:00", finished_at="2026-11-24T01:00:00+00:00")
    captures.ingest(seeded, run, write(tmp_path / "b.jsonl", later))
    assert documents.of_school(seeded, 900001) == []


# Findings


def finding(**values: object) -> Finding:
    quoted = Evidence(f"{SITE}/1", "a" * 64, "provide for pupils", 2, "Who we help")
    made = Finding(
        900001,
        "kinds-of-sen",
        "met",
        "The report says which needs.",
        evidence=(quoted,),
        search=SearchRecord(1, 2, failures=(("http://x.example", "dns"),)),
        due=dt.date(2027, 1, 1),
    )
    return replace(made, **values)  # type: ignore[arg-type]  # values are the test's own


def keep(db: sqlite_utils.Database, run: str, *some: Finding) -> int:
    return findings.save(db, run, some, today=TODAY, law_date=TODAY)


def test_findings_come_back_equal_and_saving_twice_changes_nothing(
    seeded: sqlite_utils.Database,
) -> None:
    run = runs.start(seeded, "check")
    assert keep(seeded, run, finding()) == 1
    before = counts(seeded)
    keep(seeded, run, finding())
    assert counts(seeded) == before
    assert findings.of_school(seeded, 900001) == [finding()]


def test_the_last_run_that_checked_the_school_speaks(seeded: sqlite_utils.Database) -> None:
    keep(seeded, runs.start(seeded, "check"), finding())
    later = finding(verdict="not found", evidence=())
    keep(seeded, runs.start(seeded, "check"), later)
    runs.start(seeded, "check")
    assert findings.of_school(seeded, 900001) == [later]
    assert seeded.table("findings").count == 2


def test_what_is_found_again_is_confirmed_and_not_written_again(
    seeded: sqlite_utils.Database,
) -> None:
    first, second = runs.start(seeded, "check"), runs.start(seeded, "check")
    keep(seeded, first, finding(reason="Seen in 5 pages."))
    findings.save(
        seeded,
        second,
        [finding(reason="Seen in 6 pages.")],
        today=TODAY + dt.timedelta(days=1),
        law_date=TODAY + dt.timedelta(days=1),
    )
    (row,) = seeded.query("SELECT * FROM findings")
    assert (row["run_id"], row["last_run_id"]) == (first, second)
    assert (row["checked_on"], row["last_checked_on"]) == ("2026-11-23", "2026-11-24")
    assert findings.of_school(seeded, 900001)[0].reason == "Seen in 6 pages."


def test_a_run_taken_up_again_speaks_with_one_voice(seeded: sqlite_utils.Database) -> None:
    lost = finding(verdict="not found", evidence=())
    keep(seeded, runs.start(seeded, "check"), finding())
    run = runs.start(seeded, "check")
    for said in (finding(), lost, finding(), lost):
        keep(seeded, run, said)
        assert [each.verdict for each in findings.of_school(seeded, 900001)] == [said.verdict]


def test_a_quotation_across_a_line_break_stands(seeded: sqlite_utils.Database) -> None:
    quoted = Evidence(SITE, "a" * 64, "We provide\n for  pupils", 2)
    assert keep(seeded, runs.start(seeded, "check"), finding(evidence=(quoted,))) == 1


@pytest.mark.parametrize("quotation", ["SEN Information Report", "Who we help", "Updated May 2026"])
def test_titles_headings_and_footers_can_be_quoted(
    seeded: sqlite_utils.Database, quotation: str
) -> None:
    quoted = Evidence(SITE, "a" * 64, quotation)
    assert keep(seeded, runs.start(seeded, "check"), finding(evidence=(quoted,))) == 1


@pytest.mark.parametrize("quotation", ["We provide for nobody", "we provide for pupils", "", " "])
def test_a_quotation_that_does_not_stand_there_is_refused(
    seeded: sqlite_utils.Database, quotation: str
) -> None:
    quoted = Evidence(SITE, "a" * 64, quotation)
    run = runs.start(seeded, "check")
    with pytest.raises(StoreError, match=r"kinds-of-sen of school 900001 quotes"):
        keep(seeded, run, finding(evidence=(quoted,)))
    assert seeded.table("findings").count == 0


def test_a_good_verdict_without_evidence_is_refused(seeded: sqlite_utils.Database) -> None:
    with pytest.raises(StoreError, match="says met without evidence"):
        keep(seeded, runs.start(seeded, "check"), finding(evidence=()))


def test_an_unknown_requirement_is_refused(seeded: sqlite_utils.Database) -> None:
    run = runs.start(seeded, "check")
    with pytest.raises(StoreError, match="cannot be kept"):
        keep(seeded, run, finding(), finding(requirement="made-up"))
    assert seeded.table("findings").count == 0


def test_requirements_are_brought_up_to_date(seeded: sqlite_utils.Database) -> None:
    assert requirements.save(seeded, law("law-2", title="Kinds of need")) == 1
    (row,) = seeded.query("SELECT * FROM requirements")
    assert (row["title"], row["in_force_from"], row["law_version"], row["check_type"]) == (
        "Kinds of need",
        "2014-09-01",
        "law-2",
        "item",
    )


def test_a_summary_that_json_does_not_know_is_kept_as_words(db: sqlite_utils.Database) -> None:
    run = runs.start(db, "crawl")
    runs.finish(db, run, "done", {"archive": Path("archive")})
    newest = runs.latest(db)
    assert newest is not None and newest.summary == {"archive": "archive"}


def test_schools_visited_in_a_run_are_known(seeded: sqlite_utils.Database) -> None:
    newest = runs.latest(seeded)
    assert newest is not None
    assert captures.visited(seeded, newest.id) == {900001}
    assert captures.visited(seeded, "another run") == set()
