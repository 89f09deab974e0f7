"""Requirements: the law's entries, so that a reader of the data can look them up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol

import sqlite_utils

from sendwatch.store.db import upsert

TEXTS = ("title", "plain", "citation", "url", "basis")
COLUMNS = (
    "id",
    "position",
    *TEXTS,
    "check_type",
    "in_force_from",
    "in_force_to",
    "what_counts",
    "what_does_not",
    "law_version",
)


class RequirementLike(Protocol):
    """What the store needs of one requirement."""

    @property
    def id(self) -> str:
        """The machine id."""

    @property
    def check(self) -> str:
        """How it is checked: `item`, `currency`, `existence`, ..."""


class LawLike(Protocol):
    """What the store needs of the law: its version and its requirements in order."""

    @property
    def version(self) -> str:
        """A name for this state of the law's data."""

    @property
    def requirements(self) -> Iterable[RequirementLike]:
        """The requirements, in the order in which they are shown."""


def save(db: sqlite_utils.Database, law: LawLike) -> int:
    """Bring the table up to date with `law` and return how many requirements it has.

    A requirement that the law no longer holds stays, because old findings name it.
    """
    rows = [_row(position, entry, law.version) for position, entry in enumerate(law.requirements)]
    with db.atomic():
        upsert(db, "requirements", COLUMNS, rows, key=("id",))
    return len(rows)


def _row(position: int, entry: RequirementLike, version: str) -> tuple[object, ...]:
    return (
        entry.id,
        position,
        *(str(getattr(entry, name, "") or "") for name in TEXTS),
        str(entry.check),
        _day(getattr(entry, "in_force_from", None)),
        _day(getattr(entry, "in_force_to", None)),
        _words(getattr(entry, "what_counts", "")),
        _words(getattr(entry, "what_does_not", "")),
        version,
    )


def _day(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _words(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)
