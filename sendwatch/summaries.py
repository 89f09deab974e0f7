"""A run in numbers, for the person who started it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from sendwatch.report import VERDICT_ORDER

_SCHOOLS = "SELECT urn FROM schools WHERE (:la IS NULL OR la_code = :la) AND " + (
    "(:urn IS NULL OR urn = :urn) AND is_open"
)


def schools_in(db: Database, *, la: str | None, urn: int | None) -> int:
    """How many open schools are in scope."""
    return int(_rows(db, f"SELECT count(*) FROM ({_SCHOOLS})", la=la, urn=urn)[0][0])


def of_run(db: Database, run: str, *, la: str | None, urn: int | None) -> dict[str, Any]:
    """Schools, pages, documents by kind, findings by verdict, causes of what was not checked."""
    scope: dict[str, object] = {"la": la, "urn": urn, "run": run}
    verdicts = _counts(db, "verdict", "", scope)
    return {
        "Schools": schools_in(db, la=la, urn=urn),
        "Visited": int(
            _rows(
                db,
                f"SELECT count(*) FROM visits WHERE run_id = :run AND urn IN ({_SCHOOLS})",
                **scope,
            )[0][0]
        ),
        "Pages fetched": int(
            _rows(
                db,
                f"SELECT count(*) FROM captures WHERE last_run_id = :run AND urn IN ({_SCHOOLS})",
                **scope,
            )[0][0]
        ),
        "Documents found": _documents(db, scope),
        "Findings": {name: verdicts[name] for name in VERDICT_ORDER if name in verdicts},
        "Could not check, by cause": _counts(db, "cause", "could not check", scope),
    }


def _documents(db: Database, scope: dict[str, object]) -> dict[str, int]:
    """Distinct documents of each kind among this run's captures."""
    rows = _rows(
        db,
        "SELECT d.kind, count(DISTINCT d.sha256) FROM documents d"
        " JOIN captures c ON c.sha256 = d.sha256"
        f" WHERE c.last_run_id = :run AND c.urn IN ({_SCHOOLS}) AND d.kind <> 'other'"
        " GROUP BY d.kind ORDER BY 2 DESC",
        **scope,
    )
    return dict(rows)


def _counts(db: Database, column: str, verdict: str, scope: Mapping[str, object]) -> dict[str, int]:
    where = "AND verdict = :verdict" if verdict else ""
    return {
        name or "not said": number
        for name, number in _rows(
            db,
            f"SELECT {column}, count(*) FROM findings WHERE last_run_id = :run"
            f" AND urn IN ({_SCHOOLS}) {where} GROUP BY {column} ORDER BY 2 DESC",
            **{**scope, **({"verdict": verdict} if verdict else {})},
        )
    }


def register_rows(db: Database, *, la: str | None) -> list[dict[str, Any]]:
    """Every school in the register, open ones first, with the address that will be visited."""
    return list(
        db.query(
            "SELECT urn, name, la_code, website, website_note, is_open FROM schools"
            " WHERE (:la IS NULL OR la_code = :la) ORDER BY is_open DESC, la_code, name",
            {"la": la},
        )
    )


def _rows(db: Database, sql: str, **values: object) -> list[tuple[Any, ...]]:
    return list(db.conn.execute(sql, values))
