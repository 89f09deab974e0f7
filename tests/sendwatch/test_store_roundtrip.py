"""Whatever a reader makes of a hostile file, the store gives the same back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.model import (
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
from sendwatch.store import documents
from sendwatch.store.db import open_database

BODY = "c" * 64

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=40)
pages = st.none() | st.integers(1, 2000)
blocks = st.builds(Block, words, pages, st.sampled_from(["text", "item", "row"]))
passages = st.builds(
    Passage,
    heading=words,
    level=st.integers(0, 6),
    blocks=st.lists(blocks, max_size=3).map(tuple),
    page=pages,
    trail=st.lists(words, max_size=2).map(tuple),
)
days = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
claims = st.builds(
    DateClaim,
    role=st.sampled_from(["updated", "next-review", "issued"]),
    as_written=words,
    start=days,
    end=days,
    precision=st.sampled_from(["day", "month", "range"]),
    page=pages,
)
readings = st.builds(
    Reading,
    document=st.builds(
        Document,
        sha256=st.just(BODY),
        format=st.sampled_from(["html", "pdf"]),
        title=words,
        passages=st.lists(passages, max_size=3).map(tuple),
        pages=pages,
        furniture=st.lists(blocks, max_size=2).map(tuple),
        links=st.lists(st.builds(Link, words, words, pages), max_size=2).map(tuple),
        properties=st.dictionaries(words, words, max_size=2),
        problem=st.none() | st.just("scanned image"),
        reader=words,
    ),
    kind=st.builds(
        KindReading,
        kind=st.sampled_from(["other", "sen-policy"]),
        also=st.lists(st.just("sen-policy"), max_size=1).map(tuple),
        confidence=st.floats(0, 1),
        reasons=st.lists(words, max_size=2).map(tuple),
    ),
    dates=st.builds(
        Dates,
        claims=st.lists(claims, max_size=3).map(tuple),
        document_date=st.none() | claims,
        next_review=st.none() | claims,
        interval=st.none() | st.integers(1, 60),
        conflicts=st.lists(words, max_size=1).map(tuple),
    ),
    contacts=st.lists(
        st.builds(Contact, role=words, name=st.none() | words, page=pages, as_written=words),
        max_size=2,
    ).map(tuple),
    language=st.none()
    | st.builds(
        Language,
        words=st.integers(0, 99),
        sentences=st.integers(0, 9),
        reading_ease=st.none() | st.floats(-100, 100),
        reading_age=st.none() | st.floats(5, 25),
        formula=words,
    ),
    school=words,
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> sqlite_utils.Database:
    path: Path = tmp_path_factory.mktemp("store") / "roundtrip.db"
    made = open_database(path)
    made.execute("INSERT INTO bodies (sha256, first_seen) VALUES (?, '2026-01-01')", [BODY])
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reading=readings)
def test_any_reading_comes_back_equal(db: sqlite_utils.Database, reading: Reading) -> None:
    db.execute("DELETE FROM documents")
    documents.save(db, reading, "1")
    assert documents.load(db, BODY) == reading
