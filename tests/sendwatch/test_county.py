"""The demo against the county's written truth: what the product promises, measured end to end."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sendwatch.cli import main

ACCUSES = {"not found", "overdue", "undated", "partly"}
"""Verdicts that say something against a school."""


@dataclass
class County:
    """The demo's database, its written truth, what it printed."""

    db: sqlite3.Connection
    schools: dict[int, dict[str, Any]]
    output: str
    offers: list[dict[str, Any]]

    def compare(self) -> Iterator[tuple[int, str, str, str, bool]]:
        """(URN, requirement, expected, verdict, whether that is right)."""
        found = {
            (urn, requirement): verdict
            for urn, requirement, verdict in self.db.execute(
                "select urn, requirement, verdict from latest_findings"
            )
        }
        for urn, school in self.schools.items():
            for requirement, expected in school["expected"].items():
                verdict = found.get((urn, requirement), "(none)")
                accepted = {expected, *school.get("accept", {}).get(requirement, [])}
                yield urn, requirement, expected, verdict, verdict in accepted


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    db = tmp_path_factory.mktemp("county") / "sampleshire.db"
    result = CliRunner().invoke(main, ["demo", "--no-serve", "--db", str(db)])
    assert result.exit_code == 0, result.output
    truth = json.loads((db.parent / "truth.json").read_text())
    with sqlite3.connect(db) as connection:
        yield County(
            connection,
            {int(u): s for u, s in truth["schools"].items()},
            result.stdout,
            json.loads((db.parent / "local-offers.json").read_text()),
        )


def test_the_summary_says_what_was_done(county: County) -> None:
    for word in ("Schools", "Pages fetched", "Documents found", "Findings", "Could not check"):
        assert word in county.output


def test_nearly_every_verdict_is_the_true_one(county: County) -> None:
    rows = list(county.compare())
    wrong = [row for row in rows if not row[4]]
    assert len(rows) > 800
    assert len(wrong) <= 0.04 * len(rows), wrong


def test_hardly_any_school_is_accused_of_what_it_does(county: County) -> None:
    met = [row for row in county.compare() if row[2] == "met"]
    accused = [row for row in met if not row[4] and row[3] in ACCUSES]
    assert len(accused) <= 0.015 * len(met), accused


def test_what_could_not_be_looked_at_is_never_called_missing(county: County) -> None:
    # Where OCR is installed it may read a scanned report; the truth then accepts more verdicts.
    read_by_ocr = {urn for urn, s in county.schools.items() if "report-scanned" in s["story"]}
    rows = [
        row for row in county.compare() if row[2] == "could not check" and row[0] not in read_by_ocr
    ]
    assert rows
    assert [row for row in rows if row[3] in ACCUSES] == []


def test_the_causes_are_the_true_ones(county: County) -> None:
    unreachable = {urn: s for urn, s in county.schools.items() if not s["reachable"]}
    assert len(unreachable) >= 3
    for urn, school in unreachable.items():
        causes = {
            cause
            for (cause,) in county.db.execute(
                "select distinct cause from latest_findings"
                " where urn = ? and verdict = 'could not check'",
                [urn],
            )
        }
        if school["expected"]:
            assert causes & set(school["causes"]), (school["name"], causes)


def test_every_accusation_and_every_praise_can_be_looked_up(county: County) -> None:
    bare = county.db.execute(
        "select urn, requirement, verdict from findings f where verdict in"
        " ('met', 'partly', 'overdue') and not exists"
        " (select 1 from evidence e where e.finding_id = f.id)"
    ).fetchall()
    assert bare == []
    without_search = county.db.execute(
        "select urn, requirement from findings where verdict = 'not found' and search is null"
    ).fetchall()
    assert without_search == []


def test_about_a_third_of_the_schools_is_in_order(county: County) -> None:
    shares = Counter(bool(s["in_order"]) for s in county.schools.values())
    assert 0.2 <= shares[True] / shares.total() <= 0.5


def test_a_second_publication_changes_nothing(county: County) -> None:
    db = Path(county.db.execute("pragma database_list").fetchone()[2])
    before = county.db.execute("select * from latest_findings order by 1, 2").fetchall()
    assert CliRunner().invoke(main, ["publish", "--db", str(db)]).exit_code == 0
    assert county.db.execute("select * from latest_findings order by 1, 2").fetchall() == before


def test_the_local_offers_are_found_and_judged_as_they_are(county: County) -> None:
    assert "Local Offers" in county.output
    assert {offer["style"] for offer in county.offers} == {"directory", "hub", "referral"}
    for offer in county.offers:
        found = dict(
            county.db.execute(
                "select requirement, verdict from offer_findings where la_code = ? and is_current",
                [offer["code"]],
            ).fetchall()
        )
        assert found["offer-published"] == "met"
        assert {found[name] for name in offer["met"]} == {"met"}
        assert {found[name] for name in offer["missing"]} <= {"not found"}
    assert any(offer["missing"] for offer in county.offers)


def test_the_schools_that_a_local_offer_lists_are_those_of_the_register(county: County) -> None:
    own = next(offer for offer in county.offers if offer["style"] == "directory")
    truth = {entry["url"]: entry["urn"] for entry in own["entries"]}
    matched = county.db.execute(
        "select url, urn from offer_entries where la_code = ? and match = 'matched'",
        [own["code"]],
    ).fetchall()
    assert [url for url, urn in matched if truth[url] != urn] == []
    assert len(matched) >= 0.9 * sum(urn is not None for urn in truth.values())


def test_a_link_to_the_neighbours_local_offer_is_told_from_the_own(county: County) -> None:
    wrong = [u for u, s in county.schools.items() if "local-offer-wrong" in s["story"]]
    rows = dict(
        county.db.execute(
            "select urn, verdict || ': ' || cause from latest_findings"
            " where requirement = 'local-offer-link-right'"
        ).fetchall()
    )
    assert [rows[urn] for urn in wrong] == ["needs review: another authority"] * len(wrong)
    assert sum(said.startswith("met") for said in rows.values()) >= 10
