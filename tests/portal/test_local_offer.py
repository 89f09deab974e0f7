"""The page about an authority's Local Offer: findings, schools, what is gone, what changed."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from checks.authority import OfferFinding
from checks.authority_law import load
from checks.entries import EntryMatch
from checks.model import Evidence
from crawler.authorities import Authority
from extractors.portal_model import Entry
from extractors.read import VERSION, read
from portal.data.offer import offer
from sendwatch.store import documents, offer_entries, offer_findings, offers, runs
from sendwatch.store.db import open_database
from tests.portal import county
from tests.portal.conftest import Site

FIRST, THEN = dt.date(2026, 10, 1), dt.date(2026, 11, 1)
HOME = b"<html><body><main><h1>SEND Local Offer</h1><p>Help for families.</p></main></body></html>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A Local Offer over two visits: one entry vanished, one finding changed."""
    path = tmp_path / "offers.db"
    db = open_database(path)
    offers.save_addresses(
        db, [Authority("990", "Sampleshire", local_offer="https://o.example.org/")]
    )
    offer_findings.save_requirements(db, load())
    reading = read(HOME, url="https://o.example.org/", content_type="text/html")
    sha = reading.document.sha256
    db.execute("INSERT INTO bodies (sha256, first_seen) VALUES (?, '2026-10-01')", [sha])
    documents.save(db, reading, str(VERSION))
    shown = (Evidence("https://o.example.org/", sha, "Help for families."),)
    stays, goes = (Entry(n, f"https://o.example.org/{n}") for n in ("Stays <b>", "Goes"))
    nobody = EntryMatch("none", None, 0, "No school is so called.")
    for day, entries, verdict in ((FIRST, (stays, goes), "met"), (THEN, (stays,), "not found")):
        run = runs.start(db, "local-offer")
        db.execute(
            "INSERT INTO offer_visits VALUES ('990', ?, ?, ?, 'done', 9, 8, 0, 99, 1, 1, '')",
            [run, day.isoformat(), day.isoformat()],
        )
        rows = [(entry, None, nobody) for entry in entries]
        offer_entries.save(db, run, "990", rows, day=day)
        evidence = shown if verdict == "met" else ()
        finding = OfferFinding("990", "offer-health", verdict, "Why.", evidence=evidence)
        offer_findings.save(db, run, "990", [finding], today=day)
    db.conn.commit()
    db.conn.close()
    return path


def test_what_vanished_and_what_changed_are_told(path: Path) -> None:
    found = offer(open_database(path).conn, "990")
    assert found is not None
    assert [(row["name"], row["last_seen"]) for row in found["gone"]] == [("Goes", "2026-10-01")]
    assert [(row["before"], row["verdict"]) for row in found["changes"]] == [("met", "not found")]
    assert found["listed"] == 1
    assert [row["verdict"] for row in found["findings"]] == ["not found"]


def test_a_visit_that_was_cut_short_calls_nothing_gone(path: Path) -> None:
    db = open_database(path)
    db.execute("UPDATE offer_visits SET finished = 0 WHERE finished_at = ?", [THEN.isoformat()])
    found = offer(db.conn, "990")
    assert found is not None and found["gone"] == []


def test_the_page_says_so_when_nothing_is_known(site: Site) -> None:
    assert site.get("/authority/zzz/local-offer").status_code == 404
    assert "Overdue" in site.text(f"/authority/{county.LA}/overdue")


def test_the_page_shows_it_and_escapes_what_portals_write(path: Path) -> None:
    site = Site(path, path.parent, None)
    try:
        text = site.text("/authority/990/local-offer")
    finally:
        site.close()
    assert "Local Offer: Sampleshire" in text
    assert "No longer listed" in text and "Goes" in text
    assert "nobody has verified this address" in text
    assert "<b>" not in text


def test_all_local_offers_are_listed_by_name_and_say_how_far_they_were_checked(path: Path) -> None:
    db = open_database(path)
    offers.save_addresses(db, [Authority("991", "Fixtureland")])
    db.conn.close()
    site = Site(path, path.parent, None)
    try:
        text = site.text("/local-offers")
    finally:
        site.close()
    assert text.index("Fixtureland") < text.index("Sampleshire")
    assert "0 of 1" in text
    assert "its address is not known" in text


def test_a_reading_by_other_rules_is_no_change_of_the_local_offer(path: Path) -> None:
    db = open_database(path)
    db.execute("UPDATE offer_findings SET rule_version = 'new' WHERE is_current")
    found = offer(db.conn, "990")
    assert found is not None and found["changes"] == []


def test_the_authoritys_page_leads_to_its_local_offer(site: Site, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(site.database, copy)
    db = open_database(copy)
    offers.save_addresses(db, [Authority(county.LA, "Sampleshire")])
    db.conn.commit()
    db.conn.close()
    own = Site(copy, tmp_path, None)
    try:
        assert f'href="/authority/{county.LA}/local-offer"' in own.text(f"/authority/{county.LA}")
        assert 'href="/local-offers"' in own.text("/")
    finally:
        own.close()
