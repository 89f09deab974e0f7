"""The data to take away: compressed CSV files with a data package, made when publishing.

One folder for everything (`national`) and one for each authority, beside the database.
Each file is replaced whole, and its description (`datapackage.json`, Frictionless Data
Package 1) is written after the files it describes.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlite_utils
import yaml

from sendwatch import resources
from sendwatch.store.cells import cell

NATIONAL = "national"
"""The folder with everything."""

PACKAGE = "datapackage.json"

ATTRIBUTION = (
    "Contains information from Get Information About Schools, licensed under the Open "
    "Government Licence v3.0. Findings by Sendwatch, CC BY 4.0. Quotations belong to the "
    "schools that wrote them. Text that a spreadsheet could take for a formula has an "
    "apostrophe in front."
)
LICENCES = (
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 (findings)",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    {
        "name": "OGL-UK-3.0",
        "title": "Open Government Licence v3.0 (facts about schools)",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
)
SOURCES = (
    {
        "title": "Get Information About Schools (Department for Education)",
        "path": "https://get-information-schools.service.gov.uk/",
    },
)

DATES = frozenset(
    (
        *("checked_on", "decided_until", "document_date", "due", "next_due", "next_review"),
        *("received_on", "report_date", "verified_on", "in_force_from", "in_force_to"),
    )
)
TYPES = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}


BY_AUTHORITY = "t.la_code IS ?"
BY_SCHOOL = "t.urn IN (SELECT urn FROM schools WHERE la_code IS ?)"


@dataclass(frozen=True, slots=True)
class Export:
    """One file: the table or view that it holds and its key.

    `part` is the condition on `t` that picks one authority's rows; without it the rows
    belong to no authority and only the national file is made.
    """

    name: str
    table: str
    key: tuple[str, ...]
    part: str = ""

    @property
    def query(self) -> str:
        """All rows in a stable order; with `part` those of one authority."""
        where = f" WHERE {self.part}" if self.part else ""
        return f"SELECT t.* FROM {self.table} t{where} ORDER BY {', '.join(self.key)}"


EXPORTS = (
    Export("schools", "schools", ("urn",), BY_AUTHORITY),
    Export("findings", "latest_findings", ("urn", "requirement"), BY_AUTHORITY),
    Export("school_summary", "school_summary", ("urn",), BY_AUTHORITY),
    Export("documents", "school_documents", ("urn", "sha256"), BY_SCHOOL),
    Export("replies", "school_replies", ("id",), BY_AUTHORITY),
    Export("changes", "changes", ("id",), BY_SCHOOL),
    Export("authority_summary", "authority_summary", ("la_code",)),
    Export("requirement_summary", "requirement_summary", ("requirement", "la_code")),
    Export("requirements", "requirements", ("id",)),
)


def folder_of(db_path: Path) -> Path:
    """Where the exports of a database lie: beside it."""
    return db_path.with_name(f"{db_path.stem}-exports")


def write(db: sqlite_utils.Database, folder: Path, *, now: dt.datetime) -> int:
    """Write every file anew and return how many there are.

    Raises OSError when the folder cannot be written; the files before then still stand.
    """
    described = yaml.safe_load(resources.metadata().read_text(encoding="utf-8"))
    tables = described["databases"]["sendwatch"]["tables"]
    codes = [row[0] for row in db.execute("SELECT code FROM authorities ORDER BY code")]
    packages: dict[str, list[dict[str, Any]]] = {place: [] for place in (NATIONAL, *codes)}
    for export in EXPORTS:
        schema = _schema(db, export, tables[export.table])
        for place, written in _write_one(db, export, folder, codes).items():
            packages[place].append(_resource(export, written, schema, tables[export.table]))
    for place, found in packages.items():
        _write_package(folder / place, place, found, now)
    return sum(len(found) for found in packages.values())


def _write_one(
    db: sqlite_utils.Database, export: Export, folder: Path, codes: Sequence[str]
) -> dict[str, CsvFile]:
    """Write a table for everybody and, where rows have an authority, for each authority."""
    columns = _columns(db, export.table)
    name = f"{export.name}.csv.gz"
    written = {}
    with CsvFile(folder / NATIONAL / name, columns) as everything:
        written[NATIONAL] = everything
        if not export.part:
            everything.add(db.execute(export.query))
        else:
            everything.add(db.execute(export.query, [None]))
            for code in codes:
                with CsvFile(folder / code / name, columns) as part:
                    rows = db.execute(export.query, [code]).fetchall()
                    part.add(rows)
                    everything.add(rows)
                written[code] = part
    return written


class CsvFile:
    """A compressed CSV file that replaces the one before when it is whole.

    After the `with` block `size` is in bytes and `digest` its SHA-256. The same rows give the
    same bytes.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path, self.rows, self.size, self.digest = path, 0, 0, ""
        self._columns = columns
        self._part = path.with_name(path.name + ".part")
        self._open = ExitStack()

    def __enter__(self) -> CsvFile:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        raw = self._open.enter_context(self._part.open("wb"))
        packed = self._open.enter_context(gzip.GzipFile("", "wb", 6, raw, mtime=0))
        text = self._open.enter_context(io.TextIOWrapper(packed, "utf-8", newline=""))
        self._writer = csv.writer(text)
        self._writer.writerow(self._columns)
        return self

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows."""
        for row in rows:
            self._writer.writerow([cell(value) for value in row])
            self.rows += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()
        if kind is not None:
            self._part.unlink(missing_ok=True)
            return
        with self._part.open("rb") as file:
            self.digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.size = self._part.stat().st_size
        self._part.replace(self.path)


def _columns(db: sqlite_utils.Database, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info([{table}])")]


def _schema(
    db: sqlite_utils.Database, export: Export, described: Mapping[str, Any]
) -> dict[str, Any]:
    fields = [
        {
            "name": name,
            "type": "date" if name in DATES else TYPES.get(kind, "string"),
            "description": described["columns"][name],
        }
        for _, name, kind, *_ in db.execute(f"PRAGMA table_info([{export.table}])")
    ]
    return {"fields": fields, "missingValues": [""], "primaryKey": list(export.key)}


def _resource(
    export: Export, file: CsvFile, schema: Mapping[str, Any], described: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": export.name,
        "title": export.name.replace("_", " ").capitalize(),
        "description": described["description"],
        "path": file.path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "compression": "gz",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "rows": file.rows,
        "schema": schema,
    }


def _write_package(
    folder: Path, place: str, found: Sequence[Mapping[str, Any]], now: dt.datetime
) -> None:
    package = {
        "profile": "tabular-data-package",
        "name": f"sendwatch-{place.lower()}",
        "title": "What schools publish about special educational needs and disabilities",
        "description": ATTRIBUTION,
        "created": now.isoformat(timespec="seconds"),
        "licenses": LICENCES,
        "sources": SOURCES,
        "resources": found,
    }
    part = folder / f"{PACKAGE}.part"
    part.write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(folder / PACKAGE)
