"""What nights bring: every change told once, on the right night, and none invented."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from crawler import batch
from crawler.register import AuthorityRow, Register, SchoolRow
from sendwatch import clock, doctor, operations, stages, upkeep
from sendwatch.cli import main
from sendwatch.due import NightSettings
from sendwatch.errors import SendwatchError
from sendwatch.lock import only_run
from sendwatch.night_report import health_path
from sendwatch.store import changes, documents, editions, keeping, memory, schools, successions
from sendwatch.store.db import open_database
from tests.crawler.servers import Page, Reply, Site
from tests.sendwatch.nights import FIRST_NIGHT, Town, name_of, page, report, school_pages, town

Story = Callable[[int, dict[str, Page]], None]
DOWN = Reply(b"out of order", status=503)


def quiet(night: int, pages: dict[str, Page]) -> None:
    """Nothing but a home page that says something else every night."""
    words = "<p>We are a school in Sampleshire with many classes and a large garden.</p>" * 5
    home = f"<h1>Welcome</h1>{words}<p>Lunch of day {night}</p><a href='/send'>SEND</a>"
    pages["/"] = page(home.encode())


def renews(night: int, pages: dict[str, Page]) -> None:
    if night == 2:
        more = "<h2>Trips</h2><p>Trips and clubs are open to all of our pupils with SEN.</p>"
        pages["/sen-report"] = page(report("Example", "November 2026", more=more * 1))


def moves_its_date(night: int, pages: dict[str, Page]) -> None:
    if night == 2:
        pages["/sen-report"] = page(report(name_of(2), "November 2026"))


def drops_items(night: int, pages: dict[str, Page]) -> None:
    if night == 2:
        pages["/sen-report"] = page(report(name_of(3), items=3))


def mislays_its_report(night: int, pages: dict[str, Page]) -> None:
    pages["/sen-report"] = Reply(status=404) if night == 2 else page(report(name_of(4)))


def takes_it_down(night: int, pages: dict[str, Page]) -> None:
    if night == 2:
        pages["/sen-report"] = Reply(b"<h1>404 Not Found</h1>", status=404)


def is_down_for_two_nights(night: int, pages: dict[str, Page]) -> None:
    fresh = dict.fromkeys(pages, DOWN) if night in (1, 2) else school_pages(name_of(6))
    pages.update(fresh)


def is_down_for_one_night(night: int, pages: dict[str, Page]) -> None:
    fresh = dict.fromkeys(pages, DOWN) if night == 2 else school_pages(name_of(7))
    pages.update(fresh)


def puts_it_elsewhere(night: int, pages: dict[str, Page]) -> None:
    if night == 2:
        pages["/sen-report-2026"] = pages.pop("/sen-report")
        link = b"<html lang=en><h1>SEND</h1><a href='/sen-report-2026'>SEN Information Report</a>"
        pages["/send"] = page(link)


STORIES: tuple[Story, ...] = (
    quiet,
    renews,
    moves_its_date,
    drops_items,
    mislays_its_report,
    takes_it_down,
    is_down_for_two_nights,
    is_down_for_one_night,
    puts_it_elsewhere,
)
REPORT = "sen-information-report"
LAST_NIGHT = 4


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Five nights over nine schools, each with its own story."""
    with town(tmp_path_factory.mktemp("week"), len(STORIES)) as made:
        for night in range(LAST_NIGHT + 1):
            for story, site in zip(STORIES, made.sites, strict=True):
                story(night, site.pages)
            made.night(night)
        yield made


def told(week: Town, story: Story) -> list[tuple[int, str, str]]:
    urn = 900001 + STORIES.index(story)
    return [
        ((dt.date.fromisoformat(c.night) - FIRST_NIGHT).days, c.kind, c.document_kind)
        for c in week.said()
        if c.urn == urn and not c.requirement
    ]


def lost(week: Town, story: Story) -> list[tuple[int, str]]:
    urn = 900001 + STORIES.index(story)
    return [
        ((dt.date.fromisoformat(c.night) - FIRST_NIGHT).days, c.requirement or "")
        for c in week.said()
        if c.urn == urn and c.kind == "requirement lost"
    ]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (quiet, []),
        (renews, [(2, "document renewed", REPORT)]),
        (moves_its_date, [(2, "date moved, text unchanged", REPORT)]),
        (drops_items, [(2, "text changed, date unchanged", REPORT)]),
        (mislays_its_report, []),
        (takes_it_down, [(3, "document vanished", REPORT)]),
        (is_down_for_two_nights, [(2, "site unreachable", ""), (3, "site reachable again", "")]),
        (is_down_for_one_night, []),
        (puts_it_elsewhere, [(3, "document moved", REPORT)]),
    ],
)
def test_each_change_is_told_once_on_the_right_night(
    week: Town, story: Story, expected: list[tuple[int, str, str]]
) -> None:
    assert told(week, story) == expected


def test_a_requirement_that_is_lost_is_told_on_the_night_after(week: Town) -> None:
    assert (3, "complaints") in lost(week, drops_items)
    assert {night for night, _ in lost(week, drops_items)} == {3}


def test_no_requirement_is_told_of_a_school_where_none_changed(week: Town) -> None:
    for story in (quiet, moves_its_date, mislays_its_report, takes_it_down, puts_it_elsewhere):
        urn = 900001 + STORIES.index(story)
        assert not [c for c in week.said() if c.urn == urn and c.requirement], story


def test_a_site_that_is_down_for_one_night_keeps_its_findings(week: Town) -> None:
    verdicts = week.db.execute(
        "SELECT DISTINCT verdict FROM findings WHERE urn = ? AND requirement = 'report-published'",
        [900001 + STORIES.index(is_down_for_one_night)],
    ).fetchall()
    assert verdicts == [("met",)]


def test_all_causes_are_the_sites(week: Town) -> None:
    assert {change.cause for change in week.said()} == {"site"}


def test_a_school_where_nothing_changes_takes_no_room(week: Town) -> None:
    urn = 900001 + STORIES.index(quiet)
    for table in ("findings", "editions"):
        per_night = week.db.execute(f"SELECT count(*) FROM {table} WHERE urn = ?", [urn])
        first = week.db.execute(
            "SELECT count(DISTINCT requirement) FROM findings WHERE urn = ?", [urn]
        )
        assert per_night.fetchone()[0] == (first.fetchone()[0] if table == "findings" else 1)


def test_the_history_of_a_document_says_what_each_edition_claimed(week: Town) -> None:
    urn = 900001 + STORIES.index(moves_its_date)
    old, new = editions.of_school(week.db, urn, "sen-information-report")
    assert (old.document_date, new.document_date) == ("2026-09-30", "2026-11-30")
    assert (old.last_night, new.first_night) == ("2026-11-24", "2026-11-25")
    assert (new.follows, new.same_text, new.moved) == (old.id, 1.0, "date moved, text unchanged")
    assert (old.is_current, new.is_current) == (False, True)


def test_the_report_and_the_health_file_say_how_the_night_was(week: Town) -> None:
    health = json.loads(health_path(week.db_path).read_text())
    assert (health["status"], health["night"]) == ("ok", "2026-11-27")
    (markdown,) = week.db.execute(
        "SELECT markdown FROM run_reports WHERE night = '2026-11-25'"
    ).fetchone()
    assert "Published: yes" in markdown and "| document renewed | 1 |" in markdown


def test_doctor_finds_damage_and_a_good_set_up_sound(week: Town, tmp_path: Path) -> None:
    archive = week.folder / "archive"
    found = {c.name: c for c in doctor.checks(week.db_path, week.db, archive, deep=True)}
    assert found["archive"].good and found["database"].good and found["references"].good
    copy = tmp_path / "archive"
    for path in archive.glob("*/*.warc.gz"):
        target = copy / path.relative_to(archive)
        target.parent.mkdir(parents=True)
        target.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    damaged = {c.name: c for c in doctor.checks(week.db_path, week.db, copy, deep=True)}
    assert not damaged["archive"].good and "damaged, first" in damaged["archive"].seen


def test_a_backup_made_while_in_use_can_be_put_back(week: Town, tmp_path: Path) -> None:
    reader = week.db
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM findings").fetchone()
    copy = upkeep.back_up(week.db_path, tmp_path, today=FIRST_NIGHT)
    reader.execute("ROLLBACK")
    restored = open_database(copy, create=False)
    for table in ("findings", "changes", "editions", "captures"):
        assert restored.table(table).count == reader.table(table).count


def test_every_edition_can_be_taken_out_of_the_archive(week: Town, tmp_path: Path) -> None:
    urn = 900001 + STORIES.index(moves_its_date)
    old, new = upkeep.export(week.db, week.folder / "archive", urn, tmp_path)
    assert b"September 2026" in old.read_bytes() and b"November 2026" in new.read_bytes()


# Whole counties


def put(site: Site, pages: dict[str, Page]) -> None:
    site.pages.update(pages)


def test_half_of_the_sites_down_at_once_is_held_back_and_then_forgotten(tmp_path: Path) -> None:
    with town(tmp_path, 20) as made:
        made.night(0)
        for site in made.sites[:10]:
            put(site, dict.fromkeys(site.pages, DOWN))
        bad = made.night(1)
        assert (bad.exit_code, bad.publication) == (1, "held back")
        assert "0 were out of reach then and 10 are tonight" in bad.alarms[0]
        published = made.db.execute(
            "SELECT verdict FROM latest_findings WHERE verdict LIKE 'could%'"
        )
        assert published.fetchall() == []
        for index, site in enumerate(made.sites[:10]):
            put(site, school_pages(name_of(index)))
        assert made.night(2).publication == "yes"
        assert made.said() == []


def test_a_crawl_that_ends_at_once_without_a_word_is_no_good_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town(tmp_path, 2) as made:
        made.night(0)
        monkeypatch.setattr(batch, "run_batch", lambda job, tell: tmp_path / "nothing.jsonl")
        silent = made.night(1)
    assert (silent.exit_code, silent.publication) == (1, "held back")
    assert "2 of 2 schools unvisited, though there was time left" in silent.failures[0]


def test_a_network_that_comes_back_within_the_night_holds_nothing_back(tmp_path: Path) -> None:
    with town(tmp_path, 20) as made:
        made.night(0)
        for site in made.sites:
            put(site, dict.fromkeys(site.pages, DOWN))

        def back(seconds: float) -> None:
            for index, site in enumerate(made.sites):
                put(site, school_pages(name_of(index)))

        night = made.night(1, settings=NightSettings(rounds=3, round_pause=60.0), sleep=back)
        assert (night.exit_code, night.publication) == (0, "yes")
        assert made.said() == []


# Killed, full, locked, moved


NIGHT = """
import os, signal, sys, datetime as dt
from pathlib import Path
from sendwatch import nightly, stages, watch
from sendwatch.due import NightSettings
from sendwatch.store import captures, keeping, reports
from tests.sendwatch.nights import FAST

def kill_after(place, name):
    real = getattr(place, name)
    def then_die(*values, **options):
        real(*values, **options)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(place, name, then_die)

PLACES = {"crawl": (stages, "crawl"), "ingest": (captures, "ingest"),
          "extract": (stages, "extract"), "check": (stages, "check"),
          "publish": (stages, "publish_tables"), "changes": (watch, "note_changes"),
          "keep": (keeping, "drop_captures"), "report": (reports, "save")}
if __name__ == "__main__":
    folder, stage = Path(sys.argv[1]), sys.argv[2]
    if stage in PLACES:
        kill_after(*PLACES[stage])
    nightly.run_night(nightly.Plan(
        folder / "town.db", folder / "archive", dt.date(2026, 11, 24), FAST,
        settings=NightSettings(rounds=0), processes=1))
"""


def in_a_process(
    made: Town, stage: str = "", limit: int | None = None
) -> subprocess.CompletedProcess[str]:
    script = made.folder / "night.py"
    script.write_text(NIGHT)
    root = Path(__file__).resolve().parents[2]

    def smaller() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, str(script), str(made.folder), stage],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=smaller,
    )


@pytest.mark.timeout(900)  # Ten processes, each of which starts anew: slow on a busy machine.
def test_killed_in_every_stage_the_night_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    with town(tmp_path, 2) as made:
        made.night(0)
        put(made.sites[0], {"/sen-report": page(report(name_of(0), "November 2026"))})
        for stage in (
            "ingest",
            "crawl",
            "extract",
            "check",
            "publish",
            "changes",
            "keep",
            "report",
        ):
            done = in_a_process(made, stage)
            assert done.returncode == -signal.SIGKILL, (stage, done.stderr[-500:])
        assert in_a_process(made).returncode == 0
        assert made.told() == [(1, "date moved, text unchanged", REPORT)]
        nights = made.db.execute("SELECT count(*) FROM runs WHERE kind = 'nightly'").fetchone()
        assert nights[0] == 2
        assert max(Counter(made.db.execute(
            "SELECT urn, run_id FROM visits").fetchall()).values()) == 1  # fmt: skip
        assert [damage for damage in upkeep.damages(made.db, tmp_path / "archive") if damage] == []


def test_a_full_disk_ends_in_one_sentence_and_the_next_night_goes_on(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        put(made.sites[0], {"/sen-report": page(report(name_of(0), "November 2026"))})
        full = in_a_process(made, limit=20_000)
        assert full.returncode != 0
        made.night(1)
        assert made.told() == [(1, "date moved, text unchanged", REPORT)]
        assert made.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_record_that_a_power_cut_tore_costs_nothing_but_itself(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        (warc,) = (tmp_path / "archive").glob("*/*.warc.gz")
        warc.write_bytes(warc.read_bytes()[:-40])
        assert made.night(1).exit_code == 0
        assert made.said() == []


@pytest.mark.parametrize("how", ["cut off", "other bytes", "whole file gone"])
@pytest.mark.parametrize("verified", [True, False])
def test_a_body_that_the_archive_lost_is_fetched_again_on_the_next_night(
    tmp_path: Path, how: str, verified: bool
) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        archive = tmp_path / "archive"
        (warc,) = archive.glob("*/*.warc.gz")
        whole = warc.read_bytes()
        spoilt = bytearray(whole)
        spoilt[len(whole) // 4 : -200] = bytes(len(whole) - 200 - len(whole) // 4)
        for name, content in (("cut off", whole[: len(whole) // 4]), ("other bytes", spoilt)):
            if how == name:
                warc.write_bytes(content)
        if how == "whole file gone":
            warc.unlink()
        if verified:
            before = operations.verify(made.db_path, archive)
            assert "the next night fetches them again" in before.lines[-1]
            assert before.attention
            (check,) = [c for c in looked(made) if c.name == "archive"]
            assert not check.good and "known to be lost" in check.seen
        night = made.night(1)
        if verified:
            healed = night.stages["archive"]
            assert healed["lost before"] == healed["fetched again"] > 0
        (check,) = [c for c in looked(made) if c.name == "archive"]
        assert check.good, check.seen
        assert operations.verify(made.db_path, archive).attention == []
        assert made.said() == []


def looked(made: Town) -> list[doctor.Check]:
    return list(doctor.checks(made.db_path, made.db, made.folder / "archive", deep=True))


def test_visits_of_long_ago_go_and_what_is_due_stays_the_same(tmp_path: Path) -> None:
    keep_little = NightSettings(rounds=0, keep_pages=1, full_every=14)
    with town(tmp_path, 1) as made:
        for night in range(3):
            made.night(night, settings=keep_little)
        put(made.sites[0], dict.fromkeys(made.sites[0].pages, DOWN))
        for night in range(3, 6):
            made.night(night, settings=keep_little)
        left = made.db.execute(
            "SELECT r.night, v.reach, v.outcome = 'done' FROM visits v JOIN runs r"
            " ON r.id = v.run_id ORDER BY r.night"
        ).fetchall()
        well = [row[:2] for row in left if row[2]]
        failed = [row[0] for row in left if not row[2]]
        assert well == [("2026-11-23", "full"), ("2026-11-25", "known")]
        assert failed == ["2026-11-26", "2026-11-27", "2026-11-28"]
        assert [c.kind for c in made.said()] == ["site unreachable"]
        assert made.nights[3].stages["keep"]["visits dropped"] == 1


def test_compacting_takes_only_nights_that_brought_nothing(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        for night in range(2):
            made.night(night)
        archive = tmp_path / "archive"
        (file,) = upkeep.superfluous(made.db, archive, before=dt.date(2100, 1, 1))
        assert upkeep.remove([file]) > 0
        assert [damage for damage in upkeep.damages(made.db, archive) if damage] == []
        assert made.night(2).exit_code == 0 and made.said() == []


def test_a_reader_that_never_lets_go_stops_no_night(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        reader = made.db
        reader.execute("BEGIN")
        before = reader.execute("SELECT max(checked_on) FROM latest_findings").fetchone()
        assert made.night(1).exit_code == 0
        again = reader.execute("SELECT max(checked_on) FROM latest_findings").fetchone()
        assert before == again == ("2026-11-23",)


def test_the_log_file_says_all_however_quiet_the_screen_is(tmp_path: Path) -> None:
    log = tmp_path / "nightly.jsonl"
    words = ["--quiet", "nightly", "--db", str(tmp_path / "town.db"), "--log-file", str(log)]
    with town(tmp_path, 1):
        done = CliRunner().invoke(main, [*words, "--contact", "team@example.org"])
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {"stage": "crawl", "done": 1}.items() <= lines[0].items()
    assert {"status": "ok", "publication": "yes"}.items() <= lines[-1].items()


def test_the_site_does_not_show_whom_a_night_told_or_could_not_tell(tmp_path: Path) -> None:
    wanted = tmp_path / "subscriptions.yml"
    wanted.write_text(
        "smtp: {host: 127.0.0.1, port: 1, sender: a@example.org, security: none}\n"
        "subscriptions: [{name: the inspector, to: [b@example.org]}]\n"
    )
    with town(tmp_path, 1) as made:
        for night in (0, 1):
            put(made.sites[0], {"/sen-report": page(report(name_of(0), f"{night + 10} May 2026"))})
            done = made.night(night, subscriptions=wanted)
        assert done.exit_code == 1
        assert "the inspector could not be told" in health_path(made.db_path).read_text()
        shown = str(made.db.execute("SELECT * FROM run_reports JOIN runs").fetchall())
    assert "1 message could not be delivered" in shown
    assert "inspector" not in shown and "127.0.0.1:1" not in shown


def test_a_second_run_says_who_is_at_work_and_since_when(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        with (
            only_run(made.db_path),
            pytest.raises(SendwatchError, match=rf"process {os.getpid()} since 20\d\d-"),
        ):
            made.night(0)
        assert not health_path(made.db_path).exists()


def test_a_night_that_cannot_run_says_so_in_the_health_file(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        schools.import_register(
            made.db, Register([SchoolRow(900001, open=False)], [AuthorityRow("999", "x")], [])
        )
        with pytest.raises(SendwatchError, match="No school in the register"):
            made.night(0)
        health = json.loads(health_path(made.db_path).read_text())
    assert health["status"] == "failed" and "No school" in health["attention"][0]


def test_a_night_that_is_stopped_says_so_and_how_to_go_on(tmp_path: Path) -> None:
    def stop(*values: object, **options: object) -> None:
        raise KeyboardInterrupt

    with town(tmp_path, 1) as made:
        made.night(-30)
        with pytest.raises(KeyboardInterrupt), pytest.MonkeyPatch.context() as patched:
            patched.setattr(stages, "check", stop)
            made.night(-29)
        health = json.loads(health_path(made.db_path).read_text())
        found = doctor.checks(made.db_path, made.db, tmp_path / "archive", deep=False)
    nights = {check.name: check for check in found}["nights"]
    assert "goes on" in health["attention"][0]
    assert not nights.good
    assert f"days ago: is the timer running?; the last one failed: {health['attention'][0]}" in (
        nights.seen
    )


def renumber(made: Town, tmp_path: Path) -> None:
    """The register closes the town's school and opens another one on the same website."""
    site = made.sites[0]
    old = SchoolRow(900001, status_name="Closed", open=False)
    new = SchoolRow(
        900101,
        name="Example Academy",
        la_code="999",
        type_code=34,
        type_name="Academy converter",
        low_age=4,
        high_age=11,
        website_raw=site.url,
        website=site.url,
    )
    schools.import_register(made.db, Register([old, new], [AuthorityRow("999", "x")], []))
    links = tmp_path / "links.csv"
    links.write_text(
        "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n"
        "900001,900101,Example Academy,Successor,01-12-2026\n"
        "900101,900001,Example,Predecessor,01-12-2026\n"
        "900101,900777,Sixth form,Sixth Form Centre Link,\n"
    )
    assert successions.save(made.db, successions.read(links)) == 1


def test_a_new_number_for_an_unchanged_school_is_no_news(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        renumber(made, tmp_path)
        made.night(1)
        made.night(2)
        assert made.told() == []
        assert [e.urn for e in editions.of_school(made.db, 900101)] == [900001, 900101]


def test_a_school_that_takes_anothers_place_goes_on_with_its_history(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        renumber(made, tmp_path)
        put(made.sites[0], {"/sen-report": page(report(name_of(0), "November 2026"))})
        made.night(1)
        assert made.told() == [(1, "date moved, text unchanged", REPORT)]
        assert [c.urn for c in changes.find(made.db, urn=900101)] == [900101]
        assert [e.urn for e in editions.of_school(made.db, 900101)] == [900001, 900101]


RABBITS = "<p>Class {} looks after the rabbits in the garden of the school.</p>"
HENS = "<p>Three brown hens live behind the kitchen and lay eggs on Mondays.</p>"


def test_a_few_words_under_the_same_date_are_no_renewal(tmp_path: Path) -> None:
    before = "".join(RABBITS.format(number) for number in range(60))
    with town(tmp_path, 1) as made:
        for night, more in enumerate((before, before.replace(RABBITS.format(7), HENS))):
            put(made.sites[0], {"/sen-report": page(report(name_of(0), more=more))})
            made.night(night)
        assert made.told() == [(1, "document amended", REPORT)]


def test_an_old_edition_in_the_place_of_a_new_one_is_no_renewal(tmp_path: Path) -> None:
    older = b"<html lang=en><h1>SEND</h1><a href='/sen-report-2019'>SEN Information Report 2019</a>"
    both = older + b"<a href='/sen-report'>SEN Information Report</a>"
    old = page(report(name_of(0), "September 2019", items=3))
    with town(tmp_path, 1) as made:
        put(made.sites[0], {"/sen-report-2019": old})
        for night in range(6):
            gone = night in (1, 2, 3)
            there = Reply(status=404) if gone else page(report(name_of(0)))
            put(made.sites[0], {"/sen-report": there, "/send": page(older if gone else both)})
            made.night(night)
        told = [entry for entry in made.told() if "document" in entry[1] or "edition" in entry[1]]
        assert told == [
            (2, "earlier edition again", REPORT),
            (4, "document appeared", REPORT),
        ]


def test_schools_that_close_or_merge_are_no_news_and_keep_their_history(tmp_path: Path) -> None:
    with town(tmp_path, 3) as made:
        made.night(0)
        put(made.sites[1], {"/sen-report": page(report(name_of(1), "November 2026"))})
        made.night(1)
        closed = [SchoolRow(urn, status_name="Closed", open=False) for urn in (900001, 900002)]
        schools.import_register(made.db, Register(closed, [AuthorityRow("999", "x")], []))
        successions.save(made.db, [successions.Link(900002, 900003)])
        for site in made.sites[:2]:
            put(site, dict.fromkeys(site.pages, DOWN))
        for night in (2, 3):
            assert made.night(night).due == {"known": 1, "not tonight": 0}
        assert made.told() == [(1, "date moved, text unchanged", REPORT)]
        assert [c.urn for c in changes.find(made.db, urn=900003)] == [900002]
        shown = made.db.execute("SELECT DISTINCT urn FROM latest_findings").fetchall()
        assert shown == [(900003,)]
        assert len(editions.of_school(made.db, 900003)) == 3


def test_reading_the_whole_archive_again_goes_on_where_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(db: Database, *values: object) -> None:
        save(db, *values)  # type: ignore[arg-type]  # passed on as it came
        raise KeyboardInterrupt

    with town(tmp_path, 2) as made:
        made.night(0)
        db, save = made.db, documents.save
        number = db.execute("SELECT count(*) FROM bodies").fetchone()[0]
        db.execute("UPDATE documents SET version = 'older'")
        db.conn.commit()
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(documents, "save", stopped)
            stages.extract(db, tmp_path / "archive", stages.Scope(), workers=1, everything=True)
        rest = stages.extract(db, tmp_path / "archive", stages.Scope(), workers=1, everything=True)
        again = stages.extract(db, tmp_path / "archive", stages.Scope(), workers=1, everything=True)
        assert (rest.counts["bodies"], again.counts["bodies"]) == (number - 1, 0)
        old = db.execute("SELECT count(*) FROM documents WHERE version = 'older'").fetchone()
        assert old == (0,)


def test_a_re_reading_is_told_from_a_change_on_the_site(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        db = made.db
        db.execute("UPDATE memory SET value = 'an older version' WHERE name = 'versions'")
        db.execute("UPDATE school_states SET state = 'not found' WHERE subject = 'complaints'")
        db.conn.commit()
        put(made.sites[0], {"/sen-report": page(report(name_of(0), "November 2026"))})
        made.night(1)
        assert [(c.requirement or c.kind, c.cause) for c in made.said()] == [
            ("complaints", "re-reading"),
            ("date moved, text unchanged", "site"),
        ]


def test_the_clock_going_back_gives_no_night_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.datetime):
        at = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # a plain datetime is enough
            return cls.at.astimezone(tz)

    monkeypatch.setattr(dt, "datetime", Clock)
    first = clock.today()
    Clock.at += dt.timedelta(hours=1)
    # Half past one in England, for the second time.
    assert clock.today() == first == dt.date(2026, 10, 25)
    Clock.at = dt.datetime(2026, 3, 28, 23, 30, tzinfo=dt.UTC)
    assert clock.today() == dt.date(2026, 3, 28)
    Clock.at = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert clock.today() == dt.date(2026, 7, 1)


def test_room_that_is_no_longer_needed_goes_back_to_the_disk(tmp_path: Path) -> None:
    db = open_database(tmp_path / "one.db")
    for name in ("a", "b"):
        memory.remember(db, name, "word " * 100_000)
    db.conn.commit()
    full = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute("DELETE FROM memory")
    db.conn.commit()
    keeping.give_back(db)
    assert db.execute("PRAGMA freelist_count").fetchone()[0] == 0
    assert db.execute("PRAGMA page_count").fetchone()[0] < full - 200


def test_a_night_that_confirms_writes_no_capture_even_in_passing(tmp_path: Path) -> None:
    with town(tmp_path, 1) as made:
        made.night(0)
        made.db.execute(
            "CREATE TRIGGER noted AFTER INSERT ON captures BEGIN"
            " INSERT INTO memory VALUES (NEW.url, 'inserted'); END"
        )
        made.night(1)
        assert made.db.execute("SELECT name FROM memory WHERE value = 'inserted'").fetchall() == []
        nights = made.db.execute("SELECT nights FROM captures WHERE url LIKE '%/sen-report'")
        assert nights.fetchall() == [(2,)]


def test_the_lines_of_a_night_that_is_over_are_compressed_and_those_of_tonight_are_not(
    tmp_path: Path,
) -> None:
    with town(tmp_path) as made:
        made.night(0)
        (lines,) = (tmp_path / "archive").glob("*/*.jsonl")
        was = lines.read_bytes()
        made.night(1)
        assert not lines.exists()
        assert gzip.decompress(lines.with_name(f"{lines.name}.gz").read_bytes()) == was
        assert len(list((tmp_path / "archive").glob("*/*.jsonl"))) == 1
