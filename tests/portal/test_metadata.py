"""metadata.yml and the schema say the same, and what is personal is private in both places."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.access import PUBLIC_TABLES
from sendwatch.store.db import open_database
from tests.portal import county
from tests.portal.conftest import Site

ROOT = Path(__file__).resolve().parents[2]
METADATA: dict[str, Any] = yaml.safe_load((ROOT / "metadata.yml").read_text())
TABLES: dict[str, Any] = METADATA["databases"]["sendwatch"]["tables"]
QUERIES: dict[str, Any] = METADATA["databases"]["sendwatch"]["queries"]
SHADOWS = {f"passages_fts_{part}" for part in ("config", "content", "data", "docsize", "idx")}
PARAMETERS = {
    "la_code": county.LA,
    "requirement": "complaints",
    "at_least": "10",
    "urn": str(county.GOOD),
}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    db = open_database(tmp_path_factory.mktemp("schema") / "empty.db")
    return {
        name: {row[1] for row in db.execute(f"PRAGMA table_info([{name}])")}
        for name in [*db.table_names(), *db.view_names()]
        if name not in SHADOWS and not name.startswith("sqlite_")
    }


def test_every_table_and_column_is_described_and_none_that_does_not_exist(
    schema: dict[str, set[str]],
) -> None:
    assert {name: set(table["columns"]) for name, table in TABLES.items()} == schema


def test_descriptions_say_something() -> None:
    for name, table in TABLES.items():
        assert len(table["description"]) > 10, name
        for column, text in table["columns"].items():
            assert len(text) > 3 and text != column, (name, column)


def test_what_the_metadata_calls_private_is_private_in_the_code_and_the_other_way_round() -> None:
    private = {name for name, table in TABLES.items() if "allow" in table}
    assert set(TABLES) - private == PUBLIC_TABLES
    assert {"contacts", "captures", "evidence", "passages"} <= private


def test_licence_and_source_are_stated() -> None:
    assert "CC BY 4.0" in METADATA["license"]
    for table in ("schools", "authorities"):
        assert TABLES[table]["license"] == "Open Government Licence v3.0"
        assert TABLES[table]["source"] == "Get Information About Schools"


def test_there_are_at_least_fifteen_ready_made_queries_each_with_a_sentence() -> None:
    assert len(QUERIES) >= 15
    for name, query in QUERIES.items():
        assert query["title"].endswith("?"), name
        assert query["description"].endswith((".", ")")), name


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_answers(site: Site, name: str) -> None:
    wanted = "&".join(f"{key}={value}" for key, value in PARAMETERS.items())
    answer = site.get(f"/sendwatch/{name}.json?{wanted}&_shape=objects").json()
    assert answer["ok"], answer
    nowhere_in_the_county = ("several_missing", "shared_documents", "decided_by_people")
    assert bool(answer["rows"]) == (name not in nowhere_in_the_county)


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_reads_all_findings(site: Site, name: str) -> None:
    ask = f"EXPLAIN QUERY PLAN {QUERIES[name]['sql']}"
    with sqlite3.connect(site.database) as db:
        steps = [row[3] for row in db.execute(ask, PARAMETERS)]
    large = re.compile(r"SCAN (?:f|e|p|c|\w*findings|passages|captures|evidence)\b(?!.*_decided)")
    assert not [step for step in steps if large.match(step)]


@pytest.mark.parametrize("name", sorted(PUBLIC_TABLES))
def test_each_public_table_can_be_browsed_and_downloaded(site: Site, name: str) -> None:
    assert site.get(f"/sendwatch/{name}").status_code == 200
    lines = site.text(f"/sendwatch/{name}.csv?_stream=on&_size=max").splitlines()
    assert set(lines[0].split(",")) - {"rowid"} == set(TABLES[name]["columns"])
