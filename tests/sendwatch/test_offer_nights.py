"""Local Offers in the course of nights: their rhythm, and what a bad night may not take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.authorities import Authority
from portal.data.offer import offer
from sendwatch import offer_nights, offer_run
from sendwatch.due import NightSettings
from sendwatch.stages import Scope
from sendwatch.store import offers
from sendwatch.store.db import open_database
from tests.crawler.servers import Page, Reply, Site, serving
from tests.sendwatch.nights import FAST, FIRST_NIGHT, Town, name_of, page, report, town

CODE = "990"
DOWN = Reply(status=503)


def portal(**more: Page) -> dict[str, Page]:
    """A small Local Offer: a front page, three topics, a list of two schools."""

    def told(title: str, text: str) -> str:
        return f"<title>{title} - Sampleshire SEND Local Offer</title><h1>{title}</h1><p>{text}</p>"

    links = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("travel", "health"))
    return {
        "/": f"<title>Sampleshire SEND Local Offer</title><h1>SEND Local Offer</h1><p>Help for "
        f"children with special educational needs.</p><ul>{links}<li><a href='/list'>Directory of "
        "schools</a></li></ul>",
        "/travel": told("travel", "Apply for home to school transport by the end of May."),
        "/health": told("health", "The physiotherapy team sees children at the centre."),
        "/list": told("Directory of schools", "Two schools.")
        + "".join(f"<li><a href='/record/{n}'>Example School {n}</a> AB1 2CD</li>" for n in (1, 2)),
        "/record/1": told("Example School 1", "A school for children with SEND."),
        "/record/2": told("Example School 2", "A school for children with SEND."),
        **more,
    }


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(portal()) as (served,):
        yield served


@pytest.fixture
def db(tmp_path: Path, site: Site) -> Database:
    database = open_database(tmp_path / "offers.db")
    offers.save_addresses(database, [Authority(CODE, "Sampleshire", local_offer=site.url)])
    return database


def night(db: Database, number: int) -> str:
    """Visit on a night and give what stopped the visit, or done."""
    path = Path(db.execute("PRAGMA database_list").fetchone()[2])
    day = FIRST_NIGHT + dt.timedelta(days=number)
    run, report = offer_run.run_offers(
        db, path.parent / "archive", [CODE], today=day, settings=FAST
    )
    assert not report.failures
    row = db.execute("SELECT outcome FROM offer_visits WHERE run_id = ?", [run]).fetchone()
    return str(row[0])


def verdict(db: Database, requirement: str) -> tuple[str, str]:
    row = db.execute(
        "SELECT verdict, cause FROM offer_findings WHERE la_code = ? AND requirement = ?"
        " AND is_current",
        [CODE, requirement],
    ).fetchone()
    return row[0], row[1]


def test_a_page_that_fails_for_a_night_stands_as_it_was(db: Database, site: Site) -> None:
    night(db, 0)
    assert verdict(db, "offer-travel") == ("met", "")
    site.pages["/travel"] = DOWN
    night(db, 7)
    assert verdict(db, "offer-travel") == ("met", "")
    site.pages["/travel"] = Reply(status=404)
    night(db, 14)
    assert verdict(db, "offer-travel")[0] == "not found"


def test_a_page_that_was_never_read_leaves_nothing_missing(db: Database, site: Site) -> None:
    site.pages["/travel"] = DOWN
    night(db, 0)
    assert verdict(db, "offer-travel") == ("needs review", "not all read")
    assert verdict(db, "offer-health") == ("met", "")


def test_a_list_that_fails_for_a_night_calls_no_entry_gone(db: Database, site: Site) -> None:
    night(db, 0)
    site.pages["/list"] = DOWN
    night(db, 7)
    found = offer(db.conn, CODE)
    assert found is not None
    assert (found["listed"], found["gone"]) == (2, [])
    site.pages["/list"] = str(portal()["/list"]).replace("/record/2", "#")
    night(db, 14)
    found = offer(db.conn, CODE)
    assert found is not None
    assert [(row["name"], row["last_seen"]) for row in found["gone"]] == [
        ("Example School 2", FIRST_NIGHT.isoformat())
    ]


def test_a_portal_that_is_down_keeps_what_was_found_and_says_that_it_was_down(
    db: Database, site: Site
) -> None:
    night(db, 0)
    for path in list(site.pages):
        site.pages[path] = DOWN
    assert night(db, 7) == "server-error"
    assert verdict(db, "offer-travel") == ("met", "")
    found = offer(db.conn, CODE)
    assert found is not None and found["failed"] is not None
    assert found["failed"]["outcome"] == "server-error"
    assert (found["listed"], found["gone"], found["changes"]) == (2, [], [])
    # The fortnight is counted by the clock of the visits.
    db.execute("UPDATE offer_visits SET finished_at = '2026-01-01' WHERE outcome = 'done'")
    offer_run.run_offers(db, Path("nowhere"), [CODE], today=FIRST_NIGHT, visit=False)
    assert verdict(db, "offer-travel") == ("could not check", "server-error")


def test_each_is_visited_once_a_week_and_one_that_fails_sooner(db: Database, site: Site) -> None:
    def due(number: int) -> bool:
        day = FIRST_NIGHT + dt.timedelta(days=number)
        return bool(offer_nights.due_tonight(db, [CODE], day, NightSettings()))

    assert due(0)
    night(db, 0)
    dues = [number for number in range(15) if due(number)]
    assert len(dues) >= 1 and dues[0] <= 7 and set(range(7, 15)) <= set(dues)
    its_night = dues[0]
    for path in list(site.pages):
        site.pages[path] = DOWN
    night(db, its_night)
    assert not due(its_night)
    assert due(its_night + 1)


@pytest.fixture
def a_town(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path) as made:
        yield made


def test_the_night_visits_the_local_offer_after_the_schools(a_town: Town, site: Site) -> None:
    db = a_town.db
    code = db.execute("SELECT la_code FROM schools").fetchone()[0]
    offers.save_addresses(db, [Authority(code, "Sampleshire", local_offer=site.url)])
    first = a_town.night(0)
    assert first.stages["local offers"]["authorities"] == 1
    assert db.execute("SELECT night FROM runs WHERE kind = 'local-offer'").fetchone()[0] == (
        FIRST_NIGHT.isoformat()
    )
    assert (
        not a_town.night(1).stages["local offers"].get("authorities")
        or (FIRST_NIGHT.toordinal() + 1 - int(code)) % offer_nights.EVERY == 0
    )
    one_school = a_town.night(
        2, scope=Scope(urn=db.execute("SELECT urn FROM schools").fetchone()[0])
    )
    assert one_school.stages["local offers"] == {}


def test_an_address_that_a_report_only_writes_out_is_opened_as_well(
    a_town: Town, site: Site
) -> None:
    db = a_town.db
    code = db.execute("SELECT la_code FROM schools").fetchone()[0]
    written = f"<p>The Local Offer of Sampleshire is at {site.url}local-offer.</p>"
    a_town.sites[0].pages["/sen-report"] = page(report(name_of(0), more=written))
    site.pages["/local-offer"] = Reply(b"", status=301, headers={"Location": site.url})
    offers.save_addresses(db, [Authority(code, "Sampleshire", local_offer=site.url)])
    a_town.night(0)
    assert offers.addresses_in_reports(db, code) == [f"{site.url}local-offer"]
    said = dict(
        db.execute(
            "SELECT requirement, verdict FROM latest_findings WHERE requirement LIKE"
            " 'local-offer-link-%'"
        ).fetchall()
    )
    assert said == {"local-offer-link-alive": "met", "local-offer-link-right": "met"}


def test_a_fault_in_local_offers_does_not_stop_the_schools_night(
    a_town: Town, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no disk")

    db = a_town.db
    code = db.execute("SELECT la_code FROM schools").fetchone()[0]
    offers.save_addresses(db, [Authority(code, "Sampleshire", local_offer=site.url)])
    monkeypatch.setattr(offer_run, "run_offers", broken)
    done = a_town.night(0)
    assert done.publication == "yes"
    assert "Local Offers: RuntimeError: no disk" in done.failures
