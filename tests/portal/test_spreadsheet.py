"""Every CSV can be opened in a spreadsheet: nothing in it runs, and nothing else is changed."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from collections.abc import Iterator

import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st

from portal.headers import Message
from portal.spreadsheet import PIECE, Defusing, defused
from sendwatch.store import publish
from sendwatch.store.cells import cell, runs
from tests.portal import county
from tests.portal.conftest import Site

FORMULAS = [
    '=HYPERLINK("http://example.org?x="&A1,"click")',
    "+44 1632 960100",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "=1\n+1",
    "＝1+1",
]
HARMLESS = ["-1.75", "-3", "", "a=b", "An - apostrophe's", 'He said "=1"', "x,=y\n=z"]


@pytest.fixture(scope="module")
def attacked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The county after its schools have put formulas wherever they can."""
    folder = tmp_path_factory.mktemp("formulas")
    with sqlite3.connect(site.database) as source, sqlite3.connect(folder / "c.db") as target:
        source.backup(target)
    db = sqlite_utils.Database(folder / "c.db")
    with db.atomic():
        for urn, formula in zip((county.GOOD, county.OVERDUE, county.DOWN), FORMULAS, strict=False):
            db.execute("UPDATE schools SET name = ? WHERE urn = ?", [formula, urn])
        db.execute("UPDATE documents SET title = '@title'")
    publish.publish(db)
    db.conn.close()
    made = Site(folder / "c.db", folder, None)
    yield made
    made.close()


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "path",
    [
        "/sendwatch/schools.csv?_stream=on&_size=max",
        "/sendwatch/schools.csv",
        "/sendwatch/latest_findings.csv?_stream=on&_size=max",
        f"/sendwatch/overdue.csv?la_code={county.LA}&_stream=on&_dl=on",
        f"/sendwatch/could_not_check.csv?la_code={county.LA}&_stream=on",
        "/sendwatch/school_documents.csv?_stream=on",
        f"/sendwatch/longest_overdue.csv?la_code={county.LA}",
        "/sendwatch/schools.csv?_labels=on",
        "/sendwatch/school_summary.csv?_labels=on&_stream=on",
    ],
)
def test_no_cell_of_any_csv_runs(attacked: Site, path: str) -> None:
    cells = [one for row in read(attacked.text(path)) for one in row]
    assert any(one.startswith(("'=", "'+", "'-", "'@")) for one in cells), "there was an attack"
    assert not [one for one in cells if runs(one)]


def test_a_csv_is_otherwise_what_it_was(attacked: Site) -> None:
    with sqlite3.connect(attacked.database) as db:
        wanted = db.execute("SELECT * FROM latest_findings ORDER BY rowid").fetchall()
    rows = read(attacked.text("/sendwatch/latest_findings.csv?_stream=on&_size=max"))
    assert rows[0][0] in ("rowid", "urn")
    first = rows[0].index("urn")
    found = sorted(row[first:] for row in rows[1:])
    assert found == sorted(
        ["" if value is None else str(cell(value)) for value in row] for row in wanted
    )


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_whatever_is_written_is_only_ever_given_an_apostrophe(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    assert read(defused(out.getvalue())) == [[str(cell(one)) for one in row] for row in rows]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_it_would_not_run_stays(text: str) -> None:
    assert cell(text) == text


def streamed(pieces: list[bytes]) -> list[bytes]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        defusing = Defusing(send)
        head = [(b"content-type", b"text/csv; charset=utf-8")]
        await defusing({"type": "http.response.start", "status": 200, "headers": head})
        for piece in pieces:
            await defusing({"type": "http.response.body", "body": piece, "more_body": True})
        await defusing({"type": "http.response.body", "body": b""})

    asyncio.run(run())
    return [message["body"] for message in sent[1:]]


def test_a_large_csv_streams_in_pieces_that_end_with_a_row() -> None:
    rows = [f'{number},"two\n=lines, ""quoted""",=1\r\n'.encode() for number in range(20_000)]
    sent = streamed([piece for row in rows for piece in (row[:7], row[7:])])
    assert len(sent) > 5 and max(map(len, sent)) < 2 * PIECE
    whole = b"".join(sent).decode()
    assert all(piece.endswith(b"'=1\r\n") for piece in sent if piece)
    assert read(whole) == [
        [str(number), 'two\n=lines, "quoted"', "'=1"] for number in range(20_000)
    ]
