"""Looking after database and archive: verify, compact, export, backup."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from crawler.archive import ArchiveError, read_body, sha256_of
from sendwatch.errors import SendwatchError
from sendwatch.store import editions


@dataclass(frozen=True, slots=True)
class Damage:
    """One body that cannot be read back as it was; `why` in one sentence."""

    sha256: str
    warc_file: str
    why: str


def damages(db: Database, archive: Path, *, sample: int | None = None) -> Iterator[Damage | None]:
    """Read back the bodies that the database names; yield None for a good one.

    `sample` takes so many at random instead of all.
    """
    order = "random() LIMIT ?" if sample is not None else "warc_file, warc_offset LIMIT ?"
    rows = db.execute(
        f"SELECT sha256, warc_file, warc_offset FROM bodies ORDER BY {order}",
        [-1 if sample is None else sample],
    ).fetchall()
    for sha256, warc_file, offset in rows:
        try:
            _, content = read_body(archive, warc_file, offset)
        except ArchiveError as error:
            yield Damage(sha256, warc_file, str(error))
            continue
        same = sha256_of(content) == sha256
        yield None if same else Damage(sha256, warc_file, f"{warc_file}: the bytes are others")


def size(archive: Path) -> int:
    """Bytes of all that lies in the archive."""
    return sum(path.stat().st_size for path in archive.rglob("*") if path.is_file())


def lost(db: Database, archive: Path, *, sample: int | None = None) -> tuple[int, list[Damage]]:
    """How many bodies were read back, and those that are missing or damaged."""
    found = list(damages(db, archive, sample=sample))
    return len(found), [damage for damage in found if damage]


def superfluous(db: Database, archive: Path, *, before: dt.date) -> list[Path]:
    """WARC files of nights before a day in which the database names no body."""
    named = {row[0] for row in db.execute("SELECT DISTINCT warc_file FROM bodies")}
    old = {row[0] for row in db.execute("SELECT id FROM runs WHERE night < ?", [str(before)])}
    return [
        path
        for path in sorted(archive.glob("*/*.warc.gz"))
        if path.parent.name in old and str(path.relative_to(archive)) not in named
    ]


def pack_lines(db: Database, archive: Path) -> int:
    """Compress the lines of crawls that have ended and return the bytes freed.

    A run that may yet be taken up where it stopped reads its lines again, so they stay.
    """
    ended = {
        row[0]
        for row in db.execute("SELECT id FROM runs WHERE status NOT IN ('running', 'interrupted')")
    }
    freed = 0
    for path in sorted(archive.glob("*/*.jsonl")):
        if path.parent.name in ended:
            packed, before = path.with_name(f"{path.name}.gz"), path.stat().st_size
            fresh = packed.with_name(f"{packed.name}.new")
            fresh.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            fresh.replace(packed)
            path.unlink()
            freed += before - packed.stat().st_size
    return freed


def remove(files: list[Path]) -> int:
    """Remove WARC files; the lines beside them stay. Returns the bytes freed."""
    freed = 0
    for path in files:
        freed += path.stat().st_size
        path.unlink()
    return freed


def export(db: Database, archive: Path, urn: int, target: Path) -> list[Path]:
    """Write a school's editions to a folder, named by kind and first night."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for edition in editions.of_school(db, urn):
        place = db.execute(
            "SELECT b.warc_file, b.warc_offset, d.format FROM bodies b"
            " LEFT JOIN documents d ON d.sha256 = b.sha256 WHERE b.sha256 = ?",
            [edition.sha256],
        ).fetchone()
        _, content = read_body(archive, place[0], place[1])
        name = f"{edition.kind}-{edition.first_night}-{edition.sha256[:8]}.{place[2] or 'bin'}"
        (target / name).write_bytes(content)
        written.append(target / name)
    return written


def back_up(db: Path, target: Path, *, today: dt.date) -> Path:
    """Copy the database with SQLite's own backup while others use it, check it, put it in place.

    Raises SendwatchError when the copy cannot be written or does not hold.
    """
    if target.is_dir() or not target.suffix:
        target.mkdir(parents=True, exist_ok=True)
        target = target / f"{db.stem}-{today}.db"
    part = target.with_name(f"{target.name}.part")
    try:
        with (
            contextlib.closing(
                sqlite3.connect(f"{db.resolve().as_uri()}?mode=ro", uri=True)
            ) as one,
            contextlib.closing(sqlite3.connect(part)) as other,
        ):
            one.backup(other, pages=2048, sleep=0.01)
            # A copy is read where it lies: it must not need files beside it.
            other.execute("PRAGMA journal_mode = DELETE")
            verdict = other.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise SendwatchError(f"The copy of {db} is damaged ({verdict}); nothing was replaced.")
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise SendwatchError(f"Cannot copy {db} to {target}: {error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return target


def free_bytes(folder: Path) -> int:
    """What is free on the disk of a folder."""
    return shutil.disk_usage(folder).free
