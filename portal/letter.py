"""The letter that a parent can copy: what to ask the school, in kind words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portal.words import day

Row = Mapping[str, Any]


def letter(school: Row, findings: Sequence[Row], page: str) -> str:
    """A letter to the school about what was not found, or "" when there is nothing to ask.

    `page` is the address of the school's page, to be named as the source.
    """
    asks = _asks(findings)
    if not asks:
        return ""
    lines = [
        "Dear Headteacher,",
        "",
        f"I have looked at what {school['name']} publishes about support for children with "
        "special educational needs and disabilities. I would be glad of your help with this:",
        "",
        *(f"- {ask}" for ask in asks),
        "",
        "It may be on the website in a place that I have not seen. If so, please tell me where.",
        "",
        f"I looked at {page}",
        f"(checked on {day(school['checked_on'])}).",
        "",
        "Yours faithfully,",
        "",
    ]
    return "\n".join(lines)


def _asks(findings: Sequence[Row]) -> list[str]:
    about = {row["requirement"]: row for row in findings}
    asks = []
    if _says(about, "report-published", "not found"):
        return ["Where can I read the school's SEN Information Report?"]
    if _says(about, "report-current", "overdue"):
        asks.append("When will the SEN Information Report be brought up to date?")
    if _says(about, "report-current", "undated"):
        asks.append("When was the SEN Information Report last brought up to date?")
    asks += [
        f"{row['title']}: where can I read about this?"
        for row in findings
        if row["basis"] == "statutory"
        and row["check_type"] == "item"
        and row["verdict"] in ("not found", "partly")
    ]
    return asks


def _says(about: Mapping[str, Row], requirement: str, verdict: str) -> bool:
    return requirement in about and about[requirement]["verdict"] == verdict
