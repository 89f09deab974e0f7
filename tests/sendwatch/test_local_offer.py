"""Local Offers from the first request to the finding, over three portals with written truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from checks.authority_law import load
from sendwatch import offer_run
from sendwatch.store import offer_entries, offers
from sendwatch.store.errors import StoreError
from tests.sendwatch.offer_county import SETTINGS, database
from tests.sites.model import Answer, Bind, Resource
from tests.sites.portals import Portal
from tests.sites.portals.county import prepare, serve_portals

TODAY = dt.date(2026, 11, 23)
LATER = dt.date(2026, 12, 23)
DATA = Path(__file__).resolve().parents[2] / "data" / "sample"
STYLES = ["directory", "hub", "referral"]


@dataclass
class Nights:
    """Two nights over the same portals: on the second, one entry and one topic are gone."""

    db: Database
    truth: dict[str, dict[str, Any]]
    bytes: list[int]
    gone: str
    first: dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder = tmp_path_factory.mktemp("offers")
    county, portals = prepare(45, 5, TODAY, DATA)
    with serve_portals(county, portals) as served:
        db = database(folder, served)
        moved = [_night(db, folder, TODAY)]
        port = served.running.port
    first = _verdicts(db)
    gone = _take_out(portals[0])
    with serve_portals(county, portals, port=port) as served:
        moved.append(_night(db, folder, LATER))
        truth = {s: p.truth(served.running.addresses) for s, p in served.portals.items()}
        yield Nights(db, truth, moved, served.bind(gone), first)


def _night(db: Database, folder: Path, today: dt.date) -> int:
    codes = offers.in_register(db)
    run, report = offer_run.run_offers(
        db, folder / "archive", codes, today=today, settings=SETTINGS
    )
    assert not report.failures
    return sum(
        row[0] for row in db.execute("SELECT transferred FROM offer_visits WHERE run_id = ?", [run])
    )


def _take_out(portal: Portal) -> str:
    """Remove one school from the directory's lists, and the page on travel."""
    entry = next(entry for entry in portal.plan.listed if entry.urn)
    site = portal.sites[portal.plan.host]
    key = f"service.page?id={entry.key}"
    for path, resource in list(site.resources.items()):
        if key in path or "id=offer-travel" in path:
            del site.resources[path]
        elif "results.page" in path:
            site.resources[path] = _without(resource, entry.key)
    return portal.places[entry.key]


def _without(resource: Resource, key: str) -> Resource:
    def make(bind: Bind) -> Answer:
        answer = resource.make(bind)
        return replace(answer, body=answer.body.replace(f"?id={key}'".encode(), b"#'"))

    return Resource(make, resource.modified)


def _verdicts(db: Database) -> dict[tuple[str, str], str]:
    rows = db.execute("SELECT la_code, requirement, verdict FROM offer_findings WHERE is_current")
    return {(row[0], row[1]): row[2] for row in rows}


@pytest.mark.parametrize("style", STYLES)
def test_every_must_is_found_with_words_that_stand_on_the_page(nights: Nights, style: str) -> None:
    code = nights.truth[style]["code"]
    for requirement in load().requirements:
        if requirement.is_must:
            assert nights.first[(code, requirement.id)] == "met", requirement.id
    bare = nights.db.execute(
        "SELECT requirement FROM offer_findings f WHERE verdict IN ('met', 'partly')"
        " AND NOT EXISTS (SELECT 1 FROM offer_evidence e WHERE e.finding_id = f.id)"
    ).fetchall()
    assert not bare


@pytest.mark.parametrize("style", STYLES)
def test_the_right_address_is_found_also_where_only_the_council_is_known(
    nights: Nights, style: str
) -> None:
    truth = nights.truth[style]
    row = nights.db.execute(
        "SELECT e.url FROM offer_findings f JOIN offer_evidence e ON e.finding_id = f.id"
        " WHERE f.la_code = ? AND f.requirement = 'offer-published' AND f.is_current",
        [truth["code"]],
    ).fetchone()
    assert row[0] == truth["home"]


@pytest.mark.parametrize("style", STYLES)
def test_entries_are_matched_to_the_register_and_never_wrongly(nights: Nights, style: str) -> None:
    truth = nights.truth[style]
    rows = {
        row[0]: row[1:]
        for row in nights.db.execute(
            "SELECT url, urn, match, updated, report_url FROM offer_entries"
            " WHERE la_code = ? ORDER BY id",
            [truth["code"]],
        )
    }
    listed = [entry for entry in truth["entries"] if entry["urn"]]
    right = 0
    for entry in truth["entries"]:
        urn, match, updated, report = rows[entry["url"]]
        assert match != "matched" or urn == entry["urn"], entry
        right += match == "matched"
        assert updated == entry["updated"], entry
        assert report == entry["report"], entry
    assert right >= 0.95 * len(listed)


def test_what_was_taken_out_of_the_list_can_still_be_shown(nights: Nights) -> None:
    rows = nights.db.execute(
        "SELECT name, first_seen, last_seen FROM offer_entries WHERE url = ?", [nights.gone]
    ).fetchall()
    assert [(row[1], row[2]) for row in rows] == [(TODAY.isoformat(), TODAY.isoformat())]
    others = nights.db.execute(
        "SELECT count(*) FROM offer_entries WHERE last_seen = ?", [LATER.isoformat()]
    ).fetchone()[0]
    assert others == sum(len(t["entries"]) for t in nights.truth.values()) - 1


def test_a_topic_that_was_taken_away_changes_its_finding_and_keeps_the_old_one(
    nights: Nights,
) -> None:
    code = nights.truth["directory"]["code"]
    rows = nights.db.execute(
        "SELECT verdict, first_checked_on, is_current FROM offer_findings"
        " WHERE la_code = ? AND requirement = 'offer-travel' ORDER BY id",
        [code],
    ).fetchall()
    assert [tuple(row) for row in rows] == [
        ("met", TODAY.isoformat(), 0),
        ("not found", LATER.isoformat(), 1),
    ]


def test_what_says_the_same_is_prolonged_and_not_written_again(nights: Nights) -> None:
    rows = nights.db.execute(
        "SELECT count(*), max(last_checked_on) FROM offer_findings"
        " WHERE requirement = 'offer-health'"
    ).fetchone()
    assert tuple(rows) == (3, LATER.isoformat())


def test_the_second_night_moves_under_a_seventh_of_the_bytes(nights: Nights) -> None:
    assert nights.bytes[1] < 0.15 * nights.bytes[0]


def test_checking_again_without_a_visit_changes_nothing(nights: Nights, tmp_path: Path) -> None:
    before = nights.db.execute("SELECT id, verdict, reason FROM offer_findings").fetchall()
    entries = nights.db.execute("SELECT count(*) FROM offer_entries").fetchone()
    path = nights.db.execute("PRAGMA database_list").fetchone()[2]
    codes = offers.in_register(nights.db)
    archive = Path(path).parent / "archive"
    offer_run.run_offers(nights.db, archive, codes, today=LATER, visit=False)
    assert nights.db.execute("SELECT id, verdict, reason FROM offer_findings").fetchall() == before
    assert nights.db.execute("SELECT count(*) FROM offer_entries").fetchone() == entries


def test_a_persons_answer_stands_above_the_matching(nights: Nights) -> None:
    code = nights.truth["hub"]["code"]
    url, urn = nights.db.execute(
        "SELECT url, urn FROM offer_entries WHERE la_code = ? AND match = 'matched' LIMIT 1",
        [code],
    ).fetchone()
    day = dt.date(2026, 12, 24)
    offer_entries.decide(nights.db, code, url, None, author="A", reason="closed unit", day=day)
    path = nights.db.execute("PRAGMA database_list").fetchone()[2]
    archive = Path(path).parent / "archive"
    offer_run.run_offers(nights.db, archive, [code], today=day, visit=False)
    row = nights.db.execute(
        "SELECT urn, match FROM offer_entries WHERE url = ? ORDER BY id DESC", [url]
    ).fetchone()
    assert tuple(row) == (None, "none")
    offer_entries.decide(nights.db, code, url, urn, author="A", reason="", day=day)
    with pytest.raises(StoreError, match="no entry"):
        offer_entries.decide(nights.db, code, "x", None, author="A", reason="", day=day)


def test_an_authority_that_was_never_reached_is_could_not_check(tmp_path: Path) -> None:
    county, portals = prepare(6, 6, TODAY, DATA)
    with serve_portals(county, portals) as served:
        db = database(tmp_path, served)
    codes = offers.in_register(db)
    offer_run.run_offers(db, tmp_path / "archive", codes, today=TODAY, settings=SETTINGS)
    causes = db.execute("SELECT DISTINCT verdict, cause FROM offer_findings").fetchall()
    assert [tuple(row) for row in causes] == [("could not check", "refused")]
