"""Four questions that a parent asks about a school, answered in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.words import day, outcome_words, plural, web_address

Row = Mapping[str, Any]

HAS_REPORT = ("current", "overdue", "undated", "found")


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer.

    `tone` is the colour's name (`good`, `half`, `bad`, `open`, `none`); `points` are shown
    as a list under the answer; `link` and `link_text` lead to where one can look.
    """

    question: str
    tone: str
    text: str
    points: tuple[str, ...] = ()
    link: str | None = None
    link_text: str = ""


def in_short(school: Row, findings: Sequence[Row], report: Row | None) -> list[Answer]:
    """The four answers for one school.

    `school` is its summary joined with the register, `findings` its published findings,
    `report` the row of `school_documents` for the report, None without one.
    """
    by_type = {
        row["check_type"]: row
        for row in findings
        if row["document_kind"] == "sen-information-report"
        and row["check_type"] in ("existence", "currency")
    }
    return [
        _is_there_one(school, by_type.get("existence"), report),
        _of_this_year(school, by_type.get("currency"), report),
        _what_is_missing(school, findings),
        _whom_to_ask(school, findings),
    ]


def _is_there_one(school: Row, finding: Row | None, report: Row | None) -> Answer:
    question = "Is there a SEN Information Report?"
    state = school["report_state"]
    title = f": “{report['title']}”" if report and report["title"] else ""
    link, link_text = web_address(school["report_url"]), "Read it on the school's site"
    if state in HAS_REPORT:
        return Answer(question, "good", f"Yes{title}.", (), link, link_text)
    if state == "not owed" and report:
        text = f"Yes{title}. This kind of school does not have to publish one."
        return Answer(question, "good", text, (), link, link_text)
    reason = (outcome_words(finding["reason"], finding["cause"]),) if finding else ()
    if state == "not found":
        text = f"We did not find one{_searched(school)}. It may be in a place we did not see."
        return Answer(question, "bad", text)
    if state == "could not check":
        text = "We could not check. This says nothing against the school."
        return Answer(question, "open", text, reason)
    if state == "needs review":
        return Answer(question, "open", "We are not sure. A person has to look.", reason)
    if state == "not owed":
        text = "This kind of school does not have to publish one."
        return Answer(question, "none", text, reason)
    return Answer(question, "none", "Nobody has looked yet.")


def _searched(school: Row) -> str:
    search = school["search"]
    if not search:
        return ""
    pages = plural(search["pages_read"], "page")
    files = plural(search["documents_read"], "document")
    return f" in the {pages} and {files} that we read on {day(school['checked_on'])}"


def _no_report(question: str, school: Row) -> Answer | None:
    """The answer where there is no report to speak of, None where there is one."""
    state = school["report_state"]
    if state in HAS_REPORT:
        return None
    tone, text = {
        "could not check": ("open", "We could not check this either."),
        "needs review": ("open", "A person has to look first."),
        "not found": ("none", "We found no report to read."),
        "not owed": ("none", "The law asks nothing of this kind of school here."),
    }.get(state, ("none", "Nobody has looked yet."))
    return Answer(question, tone, text)


def _of_this_year(school: Row, finding: Row | None, report: Row | None) -> Answer:
    question = "Is it from the last year?"
    none = _no_report(question, school)
    if none or finding is None:
        written = report["date_as_written"] if report else None
        if none and school["report_state"] == "not owed" and written:
            return Answer(question, "none", f"It says: “{written}”. {none.text}")
        return none or Answer(question, "none", "Its age was not checked.")
    written = report["date_as_written"] if report else None
    words = f" It says: “{written}”." if written else ""
    verdict = finding["verdict"]
    if verdict == "met":
        return Answer(question, "good", f"Yes.{words}")
    if verdict == "overdue":
        late = f" It was due by {day(finding['due'])}." if finding["due"] else ""
        return Answer(question, "bad", f"No.{words}{late}")
    if verdict == "undated":
        return Answer(question, "half", "We cannot tell: it shows no date.")
    return Answer(question, "open", f"We cannot say for sure.{words}", (finding["reason"],))


def _what_is_missing(school: Row, findings: Sequence[Row]) -> Answer:
    question = "What does it not cover?"
    none = _no_report(question, school)
    if none:
        return none
    items = [
        row
        for row in findings
        if row["basis"] == "statutory"
        and row["check_type"] == "item"
        and row["verdict"] != "not applicable"
    ]
    missing = [row["title"] for row in items if row["verdict"] == "not found"]
    partly = [row["title"] for row in items if row["verdict"] == "partly"]
    unclear = sum(row["verdict"] in ("needs review", "could not check") for row in items)
    points = [f"{title} (not found)" for title in missing]
    points += [f"{title} (partly)" for title in partly]
    if unclear:
        points.append(f"We are not sure about {plural(unclear, 'more point')}.")
    met = sum(row["verdict"] == "met" for row in items)
    text = f"It covers {met} of the {plural(len(items), 'point')} that the law asks for."
    tone = "bad" if missing else "half" if partly or unclear else "good"
    return Answer(question, tone, text, tuple(points))


def _whom_to_ask(school: Row, findings: Sequence[Row]) -> Answer:
    question = "Whom can I ask?"
    points = []
    if school["telephone"]:
        points.append(f"The school's telephone number is {school['telephone']}.")
    senco = next((row for row in findings if row["requirement"] == "senco-contact"), None)
    verdict = senco["verdict"] if senco else ""
    where = f" on page {senco['page']}" if senco and senco["page"] else ""
    if senco and verdict == "met":
        text = f"The report names the SENCO{where} and says how to reach them."
        return Answer(
            question, "good", text, tuple(points), web_address(senco["url"]), "See the contact"
        )
    if verdict == "partly":
        text = f"The report gives only part of the SENCO's name and contact details{where}."
        return Answer(question, "half", text, tuple(points))
    text = "Ask the school office for the SENCO, the teacher who organises this support."
    return Answer(
        question,
        "none",
        text,
        tuple(points),
        web_address(school["website"]),
        "The school's website",
    )
