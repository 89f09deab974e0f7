"""What is true of the county, in the words that the checks use. README.md has the format."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .addresses import Addresses
from .kinds import LA_CODE, LA_NAME
from .model import DateTruth, Place, Publication, School
from .policies import ELEMENTS
from .reports import NOT_OWED
from .stories import CAUSES, FAULTS, MANNERS
from .web import Web
from .wording import STATUTORY_ITEMS

Expected = dict[str, str]
Accepted = dict[str, list[str]]

_VERDICTS = {"covered": "met", "partial": "partly", "absent": "not found"}
_EXISTENCE = {"report": "report-published", "policy": "policy-published", "plan": "plan-published"}
_DOCUMENT_REQUIREMENTS = {
    "report": ("report-published", "report-current", "report-own-review"),
    "policy": ("policy-published", "policy-current", "policy-own-review", *ELEMENTS),
    "plan": ("plan-published", "plan-current", "plan-own-review"),
}
_MONTHS = {"report": 12, "policy": 36, "plan": 36}
# Reports that cannot be had, and the other verdicts that are as good.
_UNREADABLE = {
    "sign-in": ["not found", "needs review"],
    "too-large": ["needs review"],
    "wrong-content": ["not found", "needs review"],
}
# Parts of a policy that are either there or not; the others may be touched in passing.
_PLAINLY_MISSING = ("policy-date-established", "policy-review-date", "policy-signature")
_OWED = ("MS", "MN", "SP")

# Where another document of the school may answer an item that its report leaves out.
_ELSEWHERE = {
    "accessibility-plan": ("plan", ["met", "partly"]),
    "access-facilities": ("plan", ["met", "partly"]),
    "adapting-curriculum-environment": ("plan", ["met", "partly"]),
    "staff-expertise-training": ("plan", ["partly"]),
    "equipment-facilities": ("plan", ["partly"]),
    "complaints": ("complaints-procedure", ["partly"]),
    "less-favourable-treatment": ("equality-objectives", ["partly"]),
    "admission-disabled": ("admissions-policy", ["partly"]),
}


def truth_of(
    seed: int, today: dt.date, schools: tuple[School, ...], web: Web, addresses: Addresses
) -> dict[str, Any]:
    """Give the whole county's truth, ready for JSON."""
    return {
        "format": 1,
        "seed": seed,
        "today": today.isoformat(),
        "authority": {"code": LA_CODE, "name": LA_NAME},
        "local_offer": addresses.origin("local-offer") + "/local-offer/",
        "schools": {
            str(school.urn): _school(school, web.places[school.urn], today, addresses)
            for school in schools
        },
    }


def _school(
    school: School, places: dict[str, Place], today: dt.date, addresses: Addresses
) -> dict[str, Any]:
    expected, accept = expectations(school, today)
    report = school.publication("report")
    causes = [cause for story in school.story for cause in CAUSES.get(story, ())]
    return {
        "name": school.name,
        "type": school.type_code,
        "group": school.group,
        "phase": school.phase,
        "sixth_form": school.sixth_form,
        "closed": school.closed,
        "style": school.style,
        "website": addresses.website(school),
        "address": addresses.origin(school.host) + "/",
        "story": {name: (FAULTS | MANNERS)[name] for name in school.story},
        "in_order": not any(name in FAULTS for name in school.story),
        "reachable": not causes and not school.closed,
        "causes": causes,
        "senco": _senco(school, report),
        "items": dict(report.paper.items) if report else {},
        "documents": [_document(item, places[item.key], addresses) for item in school.publications],
        "expected": expected,
        "accept": accept,
    }


def _senco(school: School, report: Publication | None) -> dict[str, Any]:
    status = report.paper.items.get("senco-contact", "absent") if report else "absent"
    return {
        "name": school.senco.name if status != "absent" else None,
        "contact": status == "covered",
    }


def _document(item: Publication, place: Place, addresses: Addresses) -> dict[str, Any]:
    claims = [_claim(date) for date in item.paper.dates]
    document_date = date_of(item)
    following = next_review(item)
    return {
        "key": item.key,
        "kind": item.paper.kind,
        "also": list(item.paper.also),
        "title": item.paper.title,
        "form": item.form,
        "old": item.old,
        "trouble": item.trouble,
        "url": addresses.bind(place.url),
        "found_on": [addresses.bind(url) for url in place.found_on],
        "parts": [addresses.bind(url) for url in place.parts],
        "anchor": item.label,
        "dates": claims,
        "document_date": document_date and _days(document_date),
        "next_review": following and _days(following),
        "elements": list(item.paper.elements),
    }


def _claim(date: DateTruth) -> dict[str, str]:
    return {
        "role": date.role,
        "as_written": date.as_written,
        "precision": date.precision,
    } | _days(date)


def _days(date: DateTruth) -> dict[str, str]:
    return {"start": date.start.isoformat(), "end": date.end.isoformat()}


def date_of(item: Publication) -> DateTruth | None:
    """Give the best single statement of when a paper was last brought up to date."""
    explicit = [
        date for date in item.paper.dates
        if date.role in ("updated", "reviewed", "approved", "issued")
    ]  # fmt: skip
    if explicit:
        return max(explicit, key=lambda date: (date.end, date.start))
    wide = [date for date in item.paper.dates if date.role in ("academic-year", "period")]
    return wide[0] if wide else None


def next_review(item: Publication) -> DateTruth | None:
    """Give the next review that a paper announces, or None."""
    return next((date for date in item.paper.dates if date.role == "next-review"), None)


def expectations(school: School, today: dt.date) -> tuple[Expected, Accepted]:
    """Give the verdict on each requirement that can be decided, and others to accept."""
    if school.closed:
        return {}, {}
    if school.group not in _OWED:
        return _outside()
    if any(story in CAUSES for story in school.story):
        return dict.fromkeys(_all_requirements(school), "could not check"), {}
    expected: Expected = {}
    accept: Accepted = {}
    for key in ("report", "policy", "plan"):
        item = _publication_of(school, key)
        exp, acc = _document_verdicts(school, key, item, today)
        expected |= exp
        accept |= acc
        review = f"{key}-own-review"
        if expected.get(review) in ("not found", "could not check"):
            accept[review] = [*accept.get(review, []), "not applicable"]
    exp, acc = _item_verdicts(school)
    return expected | exp, accept | acc


def _outside() -> tuple[Expected, Accepted]:
    """Kinds outside section 69 owe nothing of it; an accessibility plan may still be shown."""
    names = [*_DOCUMENT_REQUIREMENTS["report"], *_DOCUMENT_REQUIREMENTS["policy"], *STATUTORY_ITEMS]
    accept = {name: ["met", "undated", "overdue"] for name in _DOCUMENT_REQUIREMENTS["plan"]}
    expected = dict.fromkeys([*names, *accept], "not applicable")
    return expected, accept


def _all_requirements(school: School) -> list[str]:
    names = [name for group in _DOCUMENT_REQUIREMENTS.values() for name in group]
    return names + [item for item in STATUTORY_ITEMS if _owes(school, item)]


def _owes(school: School, item: str) -> bool:
    """Whether an item is owed: paragraphs 2 and 4 not by special schools, 8 only with 16+."""
    if item == "consulting-young-people" and not school.sixth_form:
        return False
    return item not in NOT_OWED.get(school.group, ())


def _publication_of(school: School, key: str) -> Publication | None:
    """Give what serves as a document: a combined report is the policy, too."""
    if key == "policy" and "combined" in school.story:
        return school.publication("report")
    return school.publication(key)


def _document_verdicts(
    school: School, key: str, item: Publication | None, today: dt.date
) -> tuple[Expected, Accepted]:
    names = _DOCUMENT_REQUIREMENTS[key]
    if item is None or item.trouble in ("soft-404", "broken"):
        accept = ["needs review", "not applicable" if item is None else "could not check"]
        if item is None and key == "report" and any(other.old for other in school.publications):
            # An edition of years ago that is left on the website counts until a newer one stands.
            accept += ["met", "overdue"]
        missing = dict.fromkeys(names, "not found")
        return missing, {name: [*accept] for name in names}
    if item.trouble in _UNREADABLE:
        return dict.fromkeys(names, "could not check"), dict.fromkeys(
            names, _UNREADABLE[item.trouble]
        )
    if item.form in ("scan", "encrypted"):
        others = ["needs review"]
        if item.form == "scan":
            others += ["met", "partly", "undated"]
        return dict.fromkeys(names, "could not check"), dict.fromkeys(names, others)
    expected: Expected = {_EXISTENCE[key]: "met"}
    accepted: Accepted = {}
    expected[f"{key}-current"] = _currency(item, _MONTHS[key], today)
    following = next_review(item)
    if following is not None:
        expected[f"{key}-own-review"] = "overdue" if following.end < today else "met"
    if key == "policy" and item.key == "policy":
        expected |= {name: "met" for name in ELEMENTS if name in item.paper.elements}
        absent = [name for name in _PLAINLY_MISSING if name not in item.paper.elements]
        expected |= dict.fromkeys(absent, "not found")
    return expected, accepted


def _currency(item: Publication, months: int, today: dt.date) -> str:
    """Judge a date by the last day that it can mean; the generator keeps away from limits."""
    date = date_of(item)
    if date is None:
        return "undated"
    limit = today - dt.timedelta(days=round(months * 30.44))
    period = next((claim for claim in item.paper.dates if claim.role == "period"), None)
    if period is not None and period.end >= today:
        return "met"
    return "met" if date.end >= limit else "overdue"


def _item_verdicts(school: School) -> tuple[Expected, Accepted]:
    report = school.publication("report")
    expected: Expected = {}
    accept: Accepted = {}
    for item in STATUTORY_ITEMS:
        if not _owes(school, item):
            expected[item] = "not applicable"
            continue
        expected[item], accept[item] = _item_verdict(school, report, item)
    return expected, {item: others for item, others in accept.items() if others}


def _item_verdict(school: School, report: Publication | None, item: str) -> tuple[str, list[str]]:
    if report is None:
        return "not found", ["not applicable", "needs review", *_without_report(school, item)]
    verdict = _VERDICTS[report.paper.items[item]]
    if report.trouble in ("soft-404", "broken"):
        return "not found", ["could not check", "needs review", *_without_report(school, item)]
    if report.trouble in _UNREADABLE:
        return "could not check", [*_UNREADABLE[report.trouble], *_without_report(school, item)]
    if report.form == "scan":
        return "could not check", [verdict, "needs review", *_elsewhere(school, item)]
    if report.form == "encrypted":
        return "could not check", ["needs review", *_elsewhere(school, item)]
    if verdict == "met":
        return verdict, []
    others = _elsewhere(school, item)
    if verdict == "not found" and "law-list" in school.story:
        others.append("partly")
    return verdict, sorted({*others, "needs review"})


def _without_report(school: School, item: str) -> list[str]:
    """Verdicts that are as good where the report is not there but the policy answers the item."""
    policy = school.publication("policy")
    answered = policy is not None and policy.paper.items.get(item) == "covered"
    return ["met", "partly"] if answered else _elsewhere(school, item)


def _elsewhere(school: School, item: str) -> list[str]:
    """Verdicts that are as good because another document of the school speaks of the item."""
    key, verdicts = _ELSEWHERE.get(item, ("", []))
    return list(verdicts) if key and school.publication(key) else []
