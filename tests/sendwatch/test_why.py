"""`sendwatch why`: the story of one school, as somebody reads it who doubts a finding."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checks.choose import Choice
from checks.model import SchoolFacts
from crawler.register import read_register
from sendwatch import stages
from sendwatch.cli import main
from sendwatch.store import runs, schools
from sendwatch.store.db import open_database
from sendwatch.store.story import Fetch, Story, Visit
from sendwatch.why import lines
from tests.sites.county import build_county
from tests.sites.model import School
from tests.sites.running import serve

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
TODAY = dt.date(2026, 11, 23)
SETTINGS: dict[str, str | int | float | bool] = {
    "allow_loopback": True,
    "delay": 0.0,
    "timeout": 2.0,
    "retry_pause": 0.05,
    "contact": "https://example.org/robot",
}

Why = Callable[[int], str]


@pytest.fixture(scope="module")
def county() -> tuple[School, ...]:
    return build_county(1, 36, today=TODAY, data=SAMPLE).schools


@pytest.fixture(scope="module")
def why(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Why]:
    """Crawl, read and check some schools; gives what `sendwatch why` prints for a URN."""
    folder = tmp_path_factory.mktemp("why")
    county = build_county(1, 36, today=TODAY, data=SAMPLE)
    path = folder / "county.db"
    db = open_database(path)
    with serve(county) as running:
        register, _ = running.write(folder)
        schools.import_register(db, read_register(register))
        run = runs.start(db, "run")
        for school in (told(county.schools, story) for story in STORIES):
            scope = stages.Scope(urn=school.urn)
            stages.crawl(db, run, folder, scope, SETTINGS)
            stages.extract(db, folder, scope, workers=1)
            stages.check(db, run, scope, today=TODAY)
    db.conn.close()

    def tell(urn: int) -> str:
        result = CliRunner().invoke(main, ["why", str(urn), "--db", str(path)])
        assert result.exit_code == 0, result.output
        return result.stdout

    yield tell


STORIES = ("report-docx", "site-refused", "report-soft-404", "report-missing")


def told(county: tuple[School, ...], story: str) -> School:
    return next(school for school in county if story in school.story)


def test_it_reads_from_the_website_to_the_document(why: Why, county: tuple[School, ...]) -> None:
    school = told(county, "report-docx")
    story = why(school.urn)
    assert story.startswith(f"{school.name}, URN {school.urn}, Sampleshire\nWebsite: http://")
    steps = [int(number) for number in re.findall(r"^ *(\d+)\.  ", story, re.M)]
    assert steps == sorted(steps)
    assert steps[:2] == [1, 2]
    assert "/robots.txt -> fetched" in story
    assert "the school's website in the register -> fetched" in story
    report = re.search(r"recognised as report \(\d+ % sure\)", story)
    assert report is not None
    assert len(story.splitlines()) <= 60


def test_each_step_says_which_link_on_which_page_led_there(
    why: Why, county: tuple[School, ...]
) -> None:
    story = why(told(county, "report-docx").urn)
    step = re.search(
        r"^ *(\d+)\.  (\d\.\d\d)  \S.*\n +(?:says|address) “.+”.*, on (\d+) -> "
        r"fetched, \d+ kB, recognised as report",
        story,
        re.M,
    )
    assert step is not None, story
    assert int(step[3]) < int(step[1])
    assert float(step[2]) >= 0.7


def test_what_counts_is_named_with_its_reason_and_number(
    why: Why, county: tuple[School, ...]
) -> None:
    story = why(told(county, "report-docx").urn)
    chosen = re.search(r"^  Report: (\S.*) \((\d+)\) - .+\.$", story, re.M)
    assert chosen is not None, story
    assert re.search(rf"^ *{chosen[2]}\.  \d\.\d\d  .*{re.escape(chosen[1][-20:])}$", story, re.M)
    assert "  report-published: met. " in story


def test_a_site_that_could_not_be_searched_says_why(why: Why, county: tuple[School, ...]) -> None:
    story = why(told(county, "site-refused").urn)
    assert "could not be searched, the server refused the connection" in story
    assert "-> connection refused (" in story
    assert "report-published: could not check" in story


def test_a_dead_link_stands_there_with_what_came(why: Why, county: tuple[School, ...]) -> None:
    story = why(told(county, "report-soft-404").urn)
    assert "-> no such page (said by the page)" in story
    assert "Report: none was recognised among what was read." in story


def test_a_missing_report_shows_where_it_was_looked_for(
    why: Why, county: tuple[School, ...]
) -> None:
    story = why(told(county, "report-missing").urn)
    assert "ended with nothing left that promised more." in story
    assert "sitemap" in story
    assert "report-published: not found" in story


def test_a_school_that_was_not_visited_says_so(why: Why, county: tuple[School, ...]) -> None:
    stranger = next(s for s in county if not set(s.story) & set(STORIES) and not s.closed)
    assert "It has not been visited yet" in why(stranger.urn)


def test_a_school_that_nobody_knows_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_database(path).conn.close()
    result = CliRunner().invoke(main, ["why", "123456", "--db", str(path)])
    assert result.exit_code == 3
    assert "No school with URN 123456 is in the register." in result.stderr


def _visit(run: str, night: str, reach: str, because: str) -> Visit:
    return Visit(run, night, "done", reach, because, 1, 1, 0, 0, 1500, 9)


def _fetch(run: str, url: str, **changes: object) -> Fetch:
    values: dict[str, object] = {
        "outcome": "ok",
        "detail": "",
        "size": 1500,
        "found_on": "",
        "anchor": "",
        "score": 0.5,
        "why": "",
        "kind": "other",
        "confidence": 0.0,
        "problem": "",
        **changes,
    }
    return Fetch(run, url, url, **values)  # type: ignore[arg-type]  # the values above


def test_later_nights_and_what_was_left_alone_stand_apart() -> None:
    home = "https://school.example.org/"
    calendar = f"{home}calendar/2199/"
    story = Story(
        SchoolFacts(900001, "Example School", website=home),
        home,
        "",
        (
            _visit("r1", "2026-11-20", "full", "budget spent"),
            _visit("r2", "2026-11-21", "known", "nothing new where it was looked again"),
        ),
        (
            _fetch("r1", calendar, outcome="trap", found_on=home, why="says “Next month”"),
            _fetch("r2", home, outcome="not-modified"),
        ),
    )
    text = "\n".join(lines(story, Choice(), []))
    first, second = text.split("21 November 2026, a look at what was known: ended with nothing new")
    assert "20 November 2026, full search: ended with budget spent." in first
    assert (
        "Left alone:\n      0.50  /calendar/2199/ -> crawl trap; says “Next month”, on 1" in first
    )
    assert "  1.  0.50  /\n" in second
    assert "unchanged" in second
