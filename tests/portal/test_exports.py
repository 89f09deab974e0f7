"""The files to take away: whole, described, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from portal.access import PUBLIC_TABLES
from sendwatch.store import exports, publish, replies
from tests.portal import county
from tests.portal.conftest import Site


def package(site: Site, place: str = "national") -> dict[str, Any]:
    found: dict[str, Any] = site.get(f"/data/{place}/datapackage.json").json()
    return found


def rows(site: Site, name: str, place: str = "national") -> list[dict[str, str]]:
    content = gzip.decompress(site.get(f"/data/{place}/{name}.csv.gz").content)
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_every_file_is_what_its_description_says(site: Site) -> None:
    found = package(site)
    assert {file["name"] for file in found["resources"]} >= {"schools", "findings", "documents"}
    for file in found["resources"]:
        content = site.get(f"/data/national/{file['path']}").content
        assert len(content) == file["bytes"]
        assert f"sha256:{hashlib.sha256(content).hexdigest()}" == file["hash"]
        read = list(csv.reader(io.StringIO(gzip.decompress(content).decode())))
        fields = file["schema"]["fields"]
        assert read[0] == [field["name"] for field in fields]
        assert len(read) - 1 == file["rows"]
        assert set(file["schema"]["primaryKey"]) <= set(read[0])
        assert all(field["description"] and field["type"] for field in fields)


def test_licence_and_attribution_go_with_the_data(site: Site) -> None:
    found = package(site)
    assert {licence["name"] for licence in found["licenses"]} == {"CC-BY-4.0", "OGL-UK-3.0"}
    assert "Get Information About Schools" in found["description"]


def test_nothing_that_is_private_is_exported() -> None:
    assert {export.table for export in exports.EXPORTS} <= PUBLIC_TABLES


def test_an_authority_gets_its_own_part(site: Site) -> None:
    here = {int(row["urn"]) for row in rows(site, "findings", county.OTHER_LA)}
    assert here == {county.ELSEWHERE}
    assert {row["urn"] for row in rows(site, "documents", county.OTHER_LA)} == {
        str(county.ELSEWHERE)
    }
    everywhere = {int(row["urn"]) for row in rows(site, "findings")}
    assert len(everywhere) == 10 and county.ELSEWHERE in everywhere


def test_names_of_staff_are_in_no_file(site: Site) -> None:
    for place in ("national", county.LA):
        for file in package(site, place)["resources"]:
            content = gzip.decompress(site.get(f"/data/{place}/{file['path']}").content)
            assert b"Ada Sample" not in content and b"ada.sample" not in content


def test_the_page_lists_files_with_size_and_date(site: Site) -> None:
    page = site.text("/data")
    assert "/data/national/findings.csv.gz" in page and f"/data/{county.LA}" in page
    assert re.search(r"\d+ kB", page)
    assert f"{dt.datetime.now(dt.UTC).year}" in page
    assert "England" in page and "Sampleshire" in site.text(f"/data/{county.LA}")


@pytest.mark.parametrize(
    "path",
    [
        "/data/nowhere",
        "/data/nowhere/findings.csv.gz",
        "/data/national/..%2fany-name.db",
        "/data/../any-name.db",
        "/data/national/findings.csv.gz.part",
        "/data/national/findings.csv",
    ],
)
def test_nothing_else_in_the_folder_is_served(site: Site, path: str) -> None:
    assert site.get(path).status_code in (302, 404)


@pytest.fixture
def db(site: Site, tmp_path: Path) -> sqlite_utils.Database:
    with sqlite3.connect(site.database) as source, sqlite3.connect(tmp_path / "c.db") as target:
        source.backup(target)
    return sqlite_utils.Database(tmp_path / "c.db")


def test_a_text_that_a_spreadsheet_would_run_is_made_text(
    db: sqlite_utils.Database, tmp_path: Path
) -> None:
    formula = '=HYPERLINK("http://example.org","click")'
    replies.add(db, county.GOOD, formula, received_on=county.TODAY)
    publish.publish(db)
    packed = (tmp_path / "c-exports" / "national" / "replies.csv.gz").read_bytes()
    read = list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))
    assert read[-1]["text"] == f"'{formula}"


def test_the_same_data_makes_the_same_bytes(db: sqlite_utils.Database, tmp_path: Path) -> None:
    digests = []
    for hour in (1, 2):
        exports.write(db, tmp_path / "out", now=dt.datetime(2026, 11, 24, hour, tzinfo=dt.UTC))
        found = json.loads((tmp_path / "out" / "national" / "datapackage.json").read_text())
        digests.append([file["hash"] for file in found["resources"]])
    assert digests[0] == digests[1]
    assert not list((tmp_path / "out").rglob("*.part"))


def test_a_folder_that_cannot_be_written_stops_no_publication(
    db: sqlite_utils.Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "c-exports").write_text("in the way")
    assert publish.publish(db).published
    assert "not up to date" in caplog.text
