"""One finding per school and requirement, honest in each direction."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from checks.bodies import Bodies
from checks.model import Finding, ItemReading, SchoolFacts, SearchRecord, SeenDocument
from checks.verdicts import NEEDS_EVIDENCE, check_document, check_school
from extractors.model import Contact, Dates, Link
from tests.checks.verdict_samples import (
    ITEMS,
    LAW,
    PRIMARY,
    SEARCHED,
    SECONDARY,
    SPECIAL,
    TODAY,
    claim,
    covers,
    dates,
    reads,
    seen,
    sentences,
)

REPORT = "sen-information-report"
SENCO = Contact(
    "SENCO", "Alex Example", ("email",), page=1, as_written="SENCO: Alex Example, senco@example.org"
)
OLD = claim("updated", "Updated September 2023", "2023-09-01", "2023-09-30", "month")
STATUTORY = [r.id for r in LAW.statutory_items(TODAY)]


def check(
    documents: Sequence[SeenDocument],
    *,
    school: SchoolFacts = PRIMARY,
    search: SearchRecord = SEARCHED,
    bodies: Bodies | None = None,
    today: dt.date = TODAY,
    law_date: dt.date | None = None,
) -> dict[str, Finding]:
    found = check_school(
        school,
        documents,
        search,
        LAW,
        today=today,
        law_date=law_date,
        bodies=bodies or reads({"sen-information-report": covers(*ITEMS)}),
    )
    by_id = {finding.requirement: finding for finding in found}
    assert len(by_id) == len(found)
    return by_id


def full_report(**options: object) -> SeenDocument:
    return seen(text=sentences(*ITEMS), **options)


def test_a_school_in_order() -> None:
    found = check([full_report(contacts=(SENCO,)), seen("sen-policy"), seen("accessibility-plan")])
    owed = [name for name in STATUTORY if name != "consulting-young-people"]
    assert {found[name].verdict for name in owed} == {"met"}
    assert found["consulting-young-people"].verdict == "not applicable"
    assert found["pupil-voice"].verdict == "met"
    assert found["report-published"].verdict == "met"
    assert found["report-current"].verdict == "met"
    assert found["senco-on-website"].verdict == "met"


def test_every_requirement_in_force_has_one_finding() -> None:
    assert set(check([])) == {r.id for r in LAW.in_force(TODAY)}


def test_evidence_says_where_to_look() -> None:
    finding = check([full_report()])["complaints"]
    (evidence,) = finding.evidence
    assert evidence.quotation == "This says complaints in a sentence of its own."
    assert evidence.page == 1
    assert evidence.url == "https://willowbank.example.org/sen-information-report.pdf"
    assert finding.reader_version == "pdf/1"
    assert finding.rule_version == f"{LAW.version}+test"


def test_without_a_report_there_is_one_accusation() -> None:
    found = check([])
    assert found["report-published"].verdict == "not found"
    assert found["report-published"].search == SEARCHED
    assert "14 pages and 5 documents were read" in found["report-published"].reason
    items = [found[name] for name in STATUTORY if name != "consulting-young-people"]
    assert {(item.verdict, item.cause) for item in items} == {("not found", "no report")}
    assert found["report-own-review"].verdict == "not applicable"


@pytest.mark.parametrize("cause", ["robots", "dns", "timeout", "forbidden", "blocked"])
def test_a_site_that_could_not_be_searched_is_never_not_found(cause: str) -> None:
    found = check([], search=SearchRecord(cause=cause))
    owed = [f for f in found.values() if f.verdict != "not applicable"]
    assert {(f.verdict, f.cause) for f in owed} == {("could not check", cause)}


def test_what_was_found_anyway_is_checked_though_the_site_is_down() -> None:
    found = check([full_report(own_site=False)], search=SearchRecord(cause="dns"))
    assert found["complaints"].verdict == "met"
    assert "another site" in found["report-published"].reason
    assert found["policy-published"].verdict == "could not check"


@pytest.mark.parametrize(
    ("search", "verdict", "cause"),
    [
        (replace(SEARCHED, finished=False), "could not check", "search not finished"),
        (SearchRecord(), "could not check", "not searched"),
        (
            replace(SEARCHED, failures=(("https://x.example.org/sen-report.pdf", "timeout"),)),
            "could not check",
            "timeout",
        ),
        (
            replace(SEARCHED, failures=(("https://x.example.org/menu.pdf", "timeout"),)),
            "not found",
            "",
        ),
        (
            replace(
                SEARCHED,
                failures=(("https://x.example.org/asset/4128", "too-large"),),
                promises=(("https://x.example.org/asset/4128", "SEND Information Report"),),
            ),
            "could not check",
            "too-large",
        ),
        (
            replace(SEARCHED, failures=(("https://x.example.org/sen-report.pdf", "http-404"),)),
            "not found",
            "",
        ),
        (
            replace(
                SEARCHED,
                failures=(("https://x.example.org/policies", "timeout"),),
                places=("https://x.example.org/policies",),
            ),
            "could not check",
            "timeout",
        ),
        (
            replace(
                SEARCHED,
                failures=(("https://x.example.org/policies", "http-404"),),
                places=("https://x.example.org/policies",),
            ),
            "not found",
            "",
        ),
        (replace(SEARCHED, budget_left=0), "not found", ""),
    ],
)
def test_not_found_needs_a_search_that_could_have_found_it(
    search: SearchRecord, verdict: str, cause: str
) -> None:
    finding = check([], search=search)["report-published"]
    assert (finding.verdict, finding.cause) == (verdict, cause)
    assert finding.search == search


def test_not_found_says_what_failed_and_that_the_budget_was_used_up() -> None:
    dead = (("https://x.example.org/sen-report.pdf", "http-404"),)
    finding = check([], search=replace(SEARCHED, failures=dead, budget_left=0))["report-published"]
    assert "1 address was not read" in finding.reason
    assert "used up" in finding.reason
    assert "https://x.example.org/sen-report.pdf" in finding.reason


NEWER = "https://x.example.org/annual-send-information-report-2026"


def test_a_report_is_not_overdue_while_what_may_be_the_newer_one_could_not_be_fetched() -> None:
    search = replace(SEARCHED, failures=((NEWER, "timeout"),))
    finding = check([full_report(stated=dates(OLD))], search=search)["report-current"]
    assert (finding.verdict, finding.cause) == ("needs review", "newer one not fetched")
    assert "overdue" not in finding.reason
    assert NEWER in finding.reason and "timeout" in finding.reason


@pytest.mark.parametrize(
    "failures",
    [
        ((NEWER, "http-404"),),
        (("https://x.example.org/lunch-menu", "timeout"),),
        (("https://willowbank.example.org/sen-information-report.pdf", "timeout"),),
    ],
)
def test_what_cannot_be_a_newer_report_takes_nothing_from_overdue(
    failures: tuple[tuple[str, str], ...],
) -> None:
    search = replace(SEARCHED, failures=failures)
    finding = check([full_report(stated=dates(OLD))], search=search)["report-current"]
    assert finding.verdict == "overdue"


def test_a_senco_named_by_halves_is_not_held_against_a_school_that_was_half_read() -> None:
    named = Contact("SENCO", "Alex Example", (), page=1, as_written="SENCO: Alex Example")
    page = seen("other", contacts=(named,), stated=Dates())
    assert check([page])["senco-on-website"].verdict == "partly"
    for search in (
        replace(SEARCHED, cause="timeout"),
        replace(SEARCHED, failures=((NEWER, "timeout"),)),
    ):
        finding = check([page], search=search)["senco-on-website"]
        assert (finding.verdict, finding.cause) == ("could not check", "timeout")


def test_a_file_that_cannot_be_read_is_could_not_check() -> None:
    scan = seen("other", problem="scanned image", anchor="SEN Information Report", stated=Dates())
    found = check([scan])
    for name in ("report-published", "complaints", "report-current", "hard-copy-on-request"):
        assert (found[name].verdict, found[name].cause) == ("could not check", "scanned image")


def test_an_old_report_is_overdue_with_the_date_as_evidence() -> None:
    finding = check([full_report(stated=dates(OLD))])["report-current"]
    assert finding.verdict == "overdue"
    assert finding.due == dt.date(2024, 9, 30)
    assert finding.days_overdue == (TODAY - dt.date(2024, 9, 30)).days
    assert finding.clock == "document date"
    assert finding.evidence[0].quotation == "Updated September 2023"


def test_an_old_report_beside_an_unreadable_newer_one_is_for_a_person() -> None:
    scan = seen("other", problem="scanned image", anchor="SEN report 2026", stated=Dates())
    finding = check([full_report(stated=dates(OLD)), scan])["report-current"]
    assert finding.verdict == "needs review"
    assert "could not be read" in finding.reason


def no_type() -> SchoolFacts:
    return replace(PRIMARY, type_code=None, type_name="")


@pytest.mark.parametrize(
    ("school", "verdict"),
    [
        (no_type(), "needs review"),
        (replace(PRIMARY, type_code=14, type_name="Pupil referral unit"), "not applicable"),
    ],
)
def test_what_is_not_held_against_a_school_is_not_worded_as_if_it_were(
    school: SchoolFacts, verdict: str
) -> None:
    review = claim("next-review", "Next review: June 2024", "2024-06-01", "2024-06-30", "month")
    found = check([full_report(stated=dates(OLD, next_review=review))], school=school)
    for name, date in (("report-current", OLD), ("report-own-review", review)):
        finding = found[name]
        assert finding.verdict == verdict
        assert date.as_written in finding.reason
        assert "overdue" not in finding.reason
        assert (finding.due, finding.days_overdue) == (None, None)


def test_an_old_document_that_is_not_searched_for_is_not_worded_as_overdue() -> None:
    equality = seen("equality-information", stated=dates(OLD))
    softened = [
        finding
        for finding in check([equality]).values()
        if finding.cause == "not searched for" and finding.verdict == "needs review"
    ]
    assert softened
    for finding in softened:
        assert "overdue" not in finding.reason
        assert "Updated September 2023" in finding.reason
        assert (finding.due, finding.days_overdue) == (None, None)


def test_what_an_unowed_school_publishes_falls_due_for_nobody() -> None:
    unit = replace(PRIMARY, type_code=14, type_name="Pupil referral unit")
    finding = check([full_report()], school=unit)["report-current"]
    assert (finding.verdict, finding.due) == ("not applicable", None)


def test_an_undated_report_is_undated_and_not_overdue() -> None:
    report = full_report(stated=Dates(), first_seen=dt.date(2020, 1, 1))
    finding = check([report])["report-current"]
    assert finding.verdict == "undated"
    assert "1 January 2020" in finding.reason


def test_its_own_review_date_is_a_finding_of_its_own() -> None:
    past = claim("next-review", "Next review: January 2026", "2026-01-01", "2026-01-31", "month")
    written = claim("updated", "Updated January 2026", "2026-01-01", "2026-01-31", "month")
    found = check([full_report(stated=dates(written, next_review=past))])
    assert found["report-current"].verdict == "met"
    assert found["report-own-review"].verdict == "overdue"
    assert found["report-own-review"].clock == "next review by its own words"


@pytest.mark.parametrize("item", ["complaints", "local-offer-link", "kinds-of-sen"])
def test_what_is_missing_is_not_found_and_what_is_half_there_is_partly(item: str) -> None:
    others = [name for name in ITEMS if name != item]
    missing = check([full_report()], bodies=reads({REPORT: covers(*others)}))[item]
    half = check([full_report()], bodies=reads({REPORT: covers(*others, partial=[item])}))[item]
    assert missing.verdict == "not found"
    assert missing.search == SEARCHED
    assert half.verdict == "partly"
    assert half.evidence


@pytest.mark.parametrize("covered", [(), ITEMS])
def test_an_unsure_judgement_is_for_a_person(covered: tuple[str, ...]) -> None:
    bodies = reads({REPORT: covers(*covered, confidence=0.3)})
    finding = check([full_report()], bodies=bodies)["complaints"]
    assert (finding.verdict, finding.cause) == ("needs review", "not sure")


def test_a_quotation_that_does_not_stand_there_proves_nothing() -> None:
    finding = check([seen(text=["Other words than those quoted."])])["complaints"]
    assert (finding.verdict, finding.cause) == ("needs review", "evidence not verified")
    assert finding.evidence == ()


def test_a_quotation_may_not_run_over_two_paragraphs() -> None:
    item = ItemReading("complaints", "covered", "one end other start", 1, "", 0.9)
    report = seen(text=["Here is one end", "other start of it"])
    finding = check([report], bodies=reads({REPORT: {"complaints": item}}))["complaints"]
    assert finding.verdict == "needs review"


def test_a_page_that_the_report_links_to_counts_and_is_named() -> None:
    page = seen("complaints-procedure", text=sentences("complaints"))
    report = full_report(links=(Link("Complaints", page.url + "#steps"),))
    bodies = reads({REPORT: covers(), "complaints-procedure": covers("complaints")})
    finding = check([report, page], bodies=bodies)["complaints"]
    assert finding.verdict == "met"
    assert finding.evidence[0].url == page.url
    assert "that the report links to" in finding.reason


def test_a_document_that_the_report_does_not_link_to_counts_in_part() -> None:
    policy = seen("sen-policy", text=sentences("complaints"))
    bodies = reads({REPORT: covers(), "sen-policy": covers("complaints")})
    finding = check([full_report(), policy], bodies=bodies)["complaints"]
    assert finding.verdict == "partly"
    assert "does not link" in finding.reason
    assert finding.evidence[0].url == policy.url


def test_a_combined_document_counts_for_both() -> None:
    combined = seen("sen-policy", also=(REPORT,), text=sentences(*ITEMS))
    found = check([combined], bodies=reads({"sen-policy": covers(*ITEMS)}))
    assert found["complaints"].verdict == "met"
    assert "combined SEN policy and report" in found["complaints"].reason
    assert found["policy-published"].verdict == "met"
    assert found["report-own-text"].cause == "combined document"


def test_a_senco_on_the_contact_page_counts_for_the_website_and_not_for_the_report() -> None:
    page = seen("other", contacts=(SENCO,), url="https://willowbank.example.org/contact")
    report = full_report(links=(Link("Contact us", page.url),))
    without = covers(*(item for item in ITEMS if item != "senco-contact"))
    bodies = reads({REPORT: without, "other": covers("senco-contact")})
    found = check([report, page], bodies=bodies)
    assert found["senco-on-website"].verdict == "met"
    assert found["senco-on-website"].evidence[0].url == page.url
    assert found["senco-contact"].verdict == "not found"


def test_a_name_without_a_way_to_reach_them_is_half_of_the_website_duty() -> None:
    bare = replace(SENCO, kinds=())
    assert check([full_report(contacts=(bare,))])["senco-on-website"].verdict == "partly"


def test_a_report_for_another_school_is_never_held_for_this_one() -> None:
    found = check(
        [full_report(school="Riverside Sample Academy")], bodies=reads({REPORT: covers()})
    )
    about = [f for f in found.values() if LAW.get(f.requirement).about == REPORT]
    verdicts = {f.verdict for f in about if f.verdict != "not applicable"}
    assert verdicts == {"needs review"}
    assert "Riverside Sample Academy" in found["report-published"].reason


def test_an_unknown_type_of_school_is_never_accused() -> None:
    unknown = replace(PRIMARY, type_code=None, type_name="")
    for documents in ([], [full_report(stated=dates(OLD))]):
        verdicts = {f.verdict for f in check(documents, school=unknown).values()}
        assert verdicts <= {"needs review", "not applicable", "could not check"}


def test_a_voluntary_report_is_read_and_said_to_be_voluntary() -> None:
    unit = replace(PRIMARY, type_code=14, type_name="Pupil referral unit")
    found = check([full_report()], school=unit)
    finding = found["complaints"]
    assert (finding.verdict, finding.voluntary) == ("not applicable", True)
    assert "of its own accord" in finding.reason
    assert finding.evidence
    assert not check([], school=unit)["complaints"].voluntary


def test_a_voluntary_report_with_a_gap_is_not_reproached_with_it() -> None:
    unit = replace(PRIMARY, type_code=14, type_name="Pupil referral unit")
    finding = check([full_report()], school=unit, bodies=reads({REPORT: covers()}))["complaints"]
    assert finding.verdict == "not applicable"
    assert "not found" not in finding.reason


def test_special_schools_owe_neither_paragraph_2_nor_4() -> None:
    found = check([full_report(school="")], school=SPECIAL)
    not_owed = {i for i in STATUTORY if found[i].verdict == "not applicable"}
    assert not_owed == {"identification-assessment", "senco-contact"}


def test_paragraph_8_is_asked_of_a_school_with_a_sixth_form() -> None:
    found = check([full_report(school="")], school=SECONDARY)
    assert found["consulting-young-people"].verdict == "met"
    assert found["pupil-voice"].verdict == "not applicable"


@pytest.mark.parametrize(
    ("today", "verdict", "cause"),
    [
        (TODAY, "not applicable", "not yet due"),
        (dt.date(2026, 12, 31), "not applicable", "not yet due"),
        (dt.date(2027, 1, 1), "not found", ""),
    ],
)
def test_the_inclusion_strategy_is_not_missed_before_2027(
    today: dt.date, verdict: str, cause: str
) -> None:
    finding = check([full_report()], today=today)["inclusion-strategy"]
    assert (finding.verdict, finding.cause) == (verdict, cause)


def test_an_inclusion_strategy_that_is_there_early_is_met() -> None:
    assert check([seen("inclusion-strategy")])["inclusion-strategy"].verdict == "met"


def test_equality_information_is_never_said_to_be_missing_or_late() -> None:
    assert check([])["equality-information-current"].verdict == "not applicable"
    old = seen("equality-information", stated=dates(OLD))
    assert check([old])["equality-information-current"].verdict == "needs review"


def test_the_draft_of_april_2014() -> None:
    found = check([full_report()], law_date=dt.date(2014, 4, 30))
    drafts = {name: f for name, f in found.items() if name.startswith("draft-")}
    assert len(drafts) == 13
    assert {f.verdict for f in drafts.values()} == {"met"}
    half = check(
        [full_report()],
        law_date=dt.date(2014, 4, 30),
        bodies=reads({REPORT: covers("senco-contact")}),
    )
    assert half["draft-02-identification-senco"].verdict == "partly"
    assert half["draft-01-kinds"].verdict == "not found"


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [({"transfer": "covered", "adulthood": "absent"}, "met"), ({"transfer": "partial"}, "partly")],
)
def test_transfer_or_adulthood_is_enough(parts: dict[str, str], verdict: str) -> None:
    said = ItemReading(
        "transition-adulthood",
        "partial",
        "says transition-adulthood",
        1,
        confidence=0.9,
        parts=parts,
    )
    bodies = reads({REPORT: {"transition-adulthood": said}})
    assert check([full_report()], bodies=bodies)["transition-adulthood"].verdict == verdict


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("hard-copy-on-request", "Please ask the office if you would like a paper copy."),
        ("young-people-version", "There is a child-friendly version of this report."),
        ("local-offer-contribution", "This report is our contribution to the Local Offer."),
        (
            "curriculum-access-by-year",
            "The curriculum of every year group is adapted to pupils' needs.",
        ),
        ("named-contacts", "If you are worried, please speak to Mrs Example at the gate."),
        ("sen-policy-info", "More can be read in our SEND policy."),
    ],
)
def test_sentences_that_guidance_asks_for(name: str, sentence: str) -> None:
    finding = check([full_report(), seen("accessibility-plan")])[name]
    assert finding.verdict in ("not found", "needs review", "not applicable")
    finding = check([seen(text=["Some words first. " + sentence])])[name]
    assert finding.verdict == "met"
    assert finding.evidence[0].quotation == sentence


def test_a_report_that_is_the_policys_text_again() -> None:
    words = [f"Sentence {n} of the policy is long enough to be compared here." for n in range(9)]
    report, policy = seen(text=words), seen("sen-policy", text=words)
    finding = check([report, policy])["report-own-text"]
    assert finding.verdict == "partly"
    assert finding.evidence[0].quotation.startswith("Sentence 0 of the policy")
    own = seen(text=[line.replace("policy", "report") for line in words])
    assert check([own, policy])["report-own-text"].verdict == "met"


def test_an_account_of_the_year_is_told_from_intentions() -> None:
    account = seen(
        text=[
            "During the last school year 34 pupils received SEN support.",
            "Most pupils made good progress in reading.",
            "We have introduced a sensory room.",
        ]
    )
    assert check([account])["report-account"].verdict == "met"
    intentions = seen(text=["We aim to support every child and will always listen to you."])
    assert check([intentions])["report-account"].verdict == "not found"


def test_hard_language_is_half_met_and_never_missing() -> None:
    hard, easy = full_report(ease=31.0), full_report(ease=62.0)
    assert check([hard])["plain-language"].verdict == "partly"
    assert "31 of 100" in check([hard])["plain-language"].reason
    assert check([easy])["plain-language"].verdict == "met"


def test_a_scan_read_by_text_recognition_is_half_machine_readable() -> None:
    assert check([full_report(reader="pdf+ocr/1")])["machine-readable"].verdict == "partly"
    assert check([full_report()])["machine-readable"].verdict == "met"


@pytest.mark.parametrize(
    ("links", "failures", "verdict"),
    [
        (("https://www.sampleshire.gov.uk/local-offer",), (), "met"),
        (("https://www.othershire.gov.uk/local-offer",), (), "needs review"),
        (
            ("https://www.othershire.gov.uk/local-offer", "https://sampleshire.gov.uk/localoffer"),
            (),
            "met",
        ),
        (("https://offer.example.org/local-offer",), (), "met"),
        (
            ("https://www.sampleshire.gov.uk/local-offer",),
            (("https://www.sampleshire.gov.uk/local-offer", "http-404"),),
            "partly",
        ),
        ((), (), "met"),
    ],
)
def test_the_local_offer_must_be_the_right_one_and_alive(
    links: tuple[str, ...], failures: tuple[tuple[str, str], ...], verdict: str
) -> None:
    report = full_report(links=tuple(Link("Local Offer", url) for url in links))
    search = replace(SEARCHED, failures=failures)
    assert check([report], search=search)["local-offer-link"].verdict == verdict


def test_each_body_is_read_once() -> None:
    read: Counter[str] = Counter()

    def items(reading: object) -> dict[str, ItemReading]:
        read[reading.document.sha256] += 1
        return covers(*ITEMS)

    bodies = Bodies(items=items, elements=lambda reading: (), version="test")
    trust_wide = full_report(school="Sampleshire Learning Trust", own_site=False)
    for school in (PRIMARY, SECONDARY, SPECIAL):
        check([trust_wide], school=school, bodies=bodies)
    assert set(read.values()) == {1}


def test_a_single_file_is_held_against_what_is_about_its_kind() -> None:
    bodies = reads({REPORT: covers(*ITEMS)})
    found = check_document(full_report().reading, LAW, TODAY, bodies=bodies)
    by_id = {f.requirement: f for f in found}
    assert by_id["complaints"].verdict == "met"
    assert by_id["consulting-young-people"].verdict == "met"
    assert "report-published" not in by_id
    assert "policy-purpose" not in by_id


def test_a_single_file_of_no_known_kind_is_read_as_report_and_policy() -> None:
    page = seen("other", text=sentences(*ITEMS))
    bodies = reads({REPORT: covers(*ITEMS)})
    found = {f.requirement: f for f in check_document(page.reading, LAW, TODAY, bodies=bodies)}
    assert found["complaints"].verdict == "met"
    assert "policy-purpose" in found


def test_a_single_file_for_a_school_owes_what_the_school_owes() -> None:
    found = check_document(full_report().reading, LAW, TODAY, PRIMARY, bodies=reads({}))
    by_id = {f.requirement: f for f in found}
    assert by_id["consulting-young-people"].verdict == "not applicable"


STATUSES = st.sampled_from(["covered", "partial", "absent"])


@hypothesis_settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(ITEMS), STATUSES),
    st.floats(0, 1),
    st.booleans(),
    st.sampled_from([None, "robots", "timeout"]),
    st.booleans(),
    st.sampled_from([1, 7, 14, 15, 99, None]),
    st.sampled_from(["", "Riverside Sample Academy"]),
)
def test_no_verdict_without_what_it_needs(
    statuses: dict[str, str],
    confidence: float,
    quotes_stand: bool,
    cause: str | None,
    with_report: bool,
    code: int | None,
    name: str,
) -> None:
    readings = covers(
        *(i for i, s in statuses.items() if s == "covered"),
        partial=[i for i, s in statuses.items() if s == "partial"],
        confidence=confidence,
    )
    report = seen(text=sentences(*ITEMS) if quotes_stand else ["Nothing."], school=name)
    documents = [report] if with_report else []
    search = replace(SEARCHED, cause=cause)
    school = replace(PRIMARY, type_code=code, type_name="")
    text = report.reading.document.text
    for finding in check(
        documents, school=school, search=search, bodies=reads({REPORT: readings})
    ).values():
        if finding.verdict in NEEDS_EVIDENCE:
            assert finding.evidence
        for evidence in finding.evidence:
            assert evidence.quotation in text
        if finding.verdict == "not found":
            assert finding.search is not None
            assert with_report or cause is None
        if finding.verdict in ("could not check", "not applicable", "needs review"):
            assert finding.cause
        assert finding.reason
