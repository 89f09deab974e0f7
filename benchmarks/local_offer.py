"""How well Local Offers are read: addresses, musts, schools, requests, the second night.

    python -m benchmarks.local_offer [--schools 400] [--seed 11]

Each style of sample portal lists all the schools of a county of that size and is visited on
two nights; what comes of it is held against the portals' written truth. The portals and the
phrases that are looked for were written by the same people: the share of musts that is found
says that the pipeline loses nothing, not how real portals fare.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from checks.authority_law import load
from sendwatch import offer_run
from tests.sendwatch.offer_county import SETTINGS, database
from tests.sites.portals.county import one_portal, serve_portals

DATA = Path(__file__).resolve().parents[1] / "data" / "sample"
FIRST, SECOND = dt.date(2026, 11, 23), dt.date(2026, 11, 24)


def main() -> None:
    """Print one line a style."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=400)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    for style in ("directory", "hub", "referral"):
        with tempfile.TemporaryDirectory() as folder:
            _style(style, options.schools, options.seed, Path(folder))


def _style(style: str, schools: int, seed: int, folder: Path) -> None:
    county, portals = one_portal(style, schools, seed, FIRST, DATA)
    with serve_portals(county, portals) as served:
        db = database(folder, served)
        truth = served.portals[style].truth(served.running.addresses)
        nights = [_night(db, folder, truth["code"], day) for day in (FIRST, SECOND)]
    right, wrong, review, listed = _matches(db, truth)
    musts = [r.id for r in load().requirements if r.is_must]
    met = _verdicts(db, truth["code"], "met")
    home = _home(db, truth["code"]) == truth["home"]
    print(
        f"{style}: address {'right' if home else 'WRONG'}; {len(met & set(musts))} of"
        f" {len(musts)} musts; {right} of {listed} schools matched"
        f" ({100 * right / listed:.1f} %), {wrong} wrong, {review} for a person;"
        f" {nights[0][0]} requests, {nights[0][1] / 1e6:.2f} MB, {nights[0][2]:.1f} s;"
        f" second night {100 * nights[1][1] / nights[0][1]:.1f} % of the bytes,"
        f" {nights[1][2]:.1f} s"
    )


def _night(db: Database, folder: Path, code: str, day: dt.date) -> tuple[int, int, float]:
    began = time.perf_counter()
    run, report = offer_run.run_offers(
        db, folder / "archive", [code], today=day, settings=SETTINGS, processes=2
    )
    if report.failures:
        raise SystemExit("; ".join(report.failures))
    row = db.execute(
        "SELECT requests, transferred FROM offer_visits WHERE run_id = ?", [run]
    ).fetchone()
    return row[0], row[1], time.perf_counter() - began


def _matches(db: Database, truth: dict[str, Any]) -> tuple[int, int, int, int]:
    """Count schools matched rightly, entries matched wrongly, entries for a person, schools."""
    rows = {
        row[0]: (row[1], row[2])
        for row in db.execute("SELECT url, urn, match FROM offer_entries ORDER BY id")
    }
    right = wrong = review = 0
    for entry in truth["entries"]:
        urn, match = rows.get(entry["url"], (None, "none"))
        right += match == "matched" and urn == entry["urn"]
        wrong += match == "matched" and urn != entry["urn"]
        review += match == "review"
    return right, wrong, review, sum(bool(entry["urn"]) for entry in truth["entries"])


def _verdicts(db: Database, code: str, verdict: str) -> set[str]:
    rows = db.execute(
        "SELECT requirement FROM offer_findings WHERE la_code = ? AND verdict = ? AND is_current",
        [code, verdict],
    )
    return {row[0] for row in rows}


def _home(db: Database, code: str) -> str:
    row = db.execute(
        "SELECT e.url FROM offer_findings f JOIN offer_evidence e ON e.finding_id = f.id"
        " WHERE f.la_code = ? AND f.requirement = 'offer-published' AND f.is_current",
        [code],
    ).fetchone()
    return row[0] if row else ""


if __name__ == "__main__":
    main()
