"""A school's documents along time: what they say of themselves, and when we saw them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from portal.words import KINDS

Row = Mapping[str, Any]


class Moment(NamedTuple):
    """One day on the line. `clock` says whose word it is: `document` or `seen`; `page` is
    where on the site to read on."""

    day: str
    text: str
    clock: str
    page: str
    ahead: bool


def timeline(documents: Sequence[Row], editions: Sequence[Row], today: str | None) -> list[Moment]:
    """The days that matter, the latest first; `today` (ISO) parts past from future.

    What a document says of its dates and when its text first stood before us are different
    clocks, so each moment says which one it is.
    """
    shown = [row for row in documents if row["kind"] != "other"]
    kinds = {row["kind"] for row in editions}
    moments = {
        moment
        for row in shown
        for moment in (*_said(row, today), *(() if row["kind"] in kinds else _seen(row)))
    }
    moments |= {_edition(row) for row in editions}
    return sorted(moments, key=lambda moment: (moment.day, moment.text), reverse=True)


def _said(row: Row, today: str | None) -> list[Moment]:
    kind, body, made = KINDS[row["kind"]], f"/document/{row['sha256']}", []
    if row["document_date"]:
        text = f"{kind}: brought up to date, it says"
        made.append(Moment(row["document_date"], text, "document", body, False))
    if row["next_review"] and row["is_current"]:
        ahead = today is not None and row["next_review"] >= today
        text = f"{kind}: next review {'is' if ahead else 'was'} due, it says"
        made.append(Moment(row["next_review"], text, "document", body, ahead))
    return made


def _seen(row: Row) -> list[Moment]:
    kind, body = KINDS[row["kind"]], f"/document/{row['sha256']}"
    made = [Moment(row["first_seen"][:10], f"{kind}: first seen by us", "seen", body, False)]
    if not row["is_current"]:
        text = f"{kind}: last seen by us"
        made.append(Moment(row["last_seen"][:10], text, "seen", body, False))
    return made


def _edition(row: Row) -> Moment:
    kind = KINDS.get(row["kind"], row["kind"])
    if row["follows"] is None:
        text = f"{kind}: first seen by us"
    elif row["same_text"] is None:
        text = f"{kind}: another edition seen"
    else:
        text = f"{kind}: another edition seen, {row['same_text']:.0%} of its text as before"
    page = f"/document/{row['sha256']}" if row["follows"] is None else f"/edition/{row['id']}"
    return Moment(row["first_night"], text, "seen", page, False)
