"""The known traps, end to end with the real readers, on plainly fictional texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks.model import Finding, SearchRecord, SeenDocument
from checks.verdicts import check_document, check_school
from extractors.read import read
from tests.checks.verdict_samples import LAW, PRIMARY, SEARCHED, TODAY

FILLER = """<h2>How do we teach pupils with SEN?</h2><p>Pupils with SEN are taught in class by
their own teacher, who adapts tasks, gives worked examples and checks understanding often. Teaching
assistants pre-teach new words and run small reading groups four times a week for pupils with SEND.
</p><h2>How do we know if a child needs extra help?</h2><p>Teachers raise a concern when a pupil
falls behind in two assessments running. We screen language on entry and assess reading and number
each term, and we meet parents before a child joins the SEND register.</p><h2>How is progress
reviewed?</h2><p>Each pupil with SEN has a plan with three targets. Teachers and parents review it
together every term, and EHC plans have an annual review.</p><h2>Clubs and trips</h2><p>All clubs
and trips are open to pupils with SEND; we plan staffing, transport and risk assessments with
families beforehand so that nobody is left out.</p><h2>Support for wellbeing</h2><p>Two trained
assistants offer nurture sessions, and a counsellor sees pupils with SEND every Tuesday.</p>"""


def page(body: str, title: str = "SEN Information Report", url: str = "report") -> SeenDocument:
    """A page of the fictional school's website, read as any page is."""
    html = (
        f"<html lang='en'><head><title>{title}</title></head><body><main><h1>{title}</h1>"
        f"<p>Willowbank Example Primary School</p>{body}</main></body></html>"
    )
    address = f"https://willowbank.example.org/{url}"
    reading = read(html.encode(), url=address, content_type="text/html")
    return SeenDocument(reading, address, last_seen=TODAY)


def inspect(seen: SeenDocument) -> dict[str, Finding]:
    """The page held against the law as a report, whatever it looks like."""
    other = replace(seen.reading, kind=replace(seen.reading.kind, kind="other", also=()))
    return {f.requirement: f for f in check_document(other, LAW, TODAY, PRIMARY)}


def report(body: str, title: str = "SEN Information Report") -> SeenDocument:
    """A page with enough of a report around `body` to be taken for one."""
    seen = page(FILLER + body, title)
    assert seen.reading.kind.kind == "sen-information-report"
    return seen


def check(*documents: SeenDocument, search: SearchRecord = SEARCHED) -> dict[str, Finding]:
    found = check_school(PRIMARY, documents, search, LAW, today=TODAY)
    return {finding.requirement: finding for finding in found}


HEADINGS = {
    "kinds-of-sen": "What kinds of SEN do we provide for?",
    "complaints": "What if I want to complain about SEN provision?",
    "consulting-parents": "How are parents of children with SEN involved?",
    "transition-adulthood": "How do we support moving on and transition?",
    "staff-expertise-training": "What training have staff had?",
    "emotional-social-support": "What support is there for wellbeing?",
}


def test_template_headings_with_nothing_beneath_are_not_met() -> None:
    body = "".join(f"<h2>{heading}</h2>" for heading in HEADINGS.values())
    found = inspect(page(body))
    assert {found[item].verdict for item in HEADINGS} <= {"not found", "partly", "needs review"}


def test_template_headings_with_see_policy_beneath_are_not_met() -> None:
    body = "".join(f"<h2>{heading}</h2><p>See policy.</p>" for heading in HEADINGS.values())
    found = inspect(page(body))
    assert "met" not in {found[item].verdict for item in HEADINGS}


def test_the_laws_own_list_informs_of_nothing() -> None:
    body = """<p>The governing body must publish a report. Our SEN information report must
    include:</p><ul><li>the kinds of special educational needs that are provided for;</li>
    <li>policies for identifying children with SEN and assessing their needs;</li>
    <li>arrangements for consulting parents of children with SEN and involving them;</li>
    <li>arrangements for supporting children in moving between phases of education;</li>
    <li>the expertise and training of staff and how specialist expertise will be secured;</li>
    <li>evaluating the effectiveness of the provision made for children with SEN;</li>
    <li>support for improving emotional and social development;</li>
    <li>arrangements for handling complaints from parents about provision.</li></ul>"""
    found = inspect(page(body))
    items = [entry.id for entry in LAW.statutory_items(TODAY)]
    assert [item for item in items if found[item].verdict == "met"] == []


def test_reasonable_adjustments_in_passing_are_not_a_step_taken() -> None:
    body = "<h2>Teaching</h2><p>Lessons are planned with reasonable adjustments in mind.</p>"
    assert check(report(body))["less-favourable-treatment"].verdict != "met"


def test_a_local_offer_of_the_wrong_authority_is_not_met() -> None:
    body = """<h2>Local Offer</h2><p>The Local Offer of Othershire lists all services for
    families. You can read it on the council's website at
    <a href="https://www.othershire.gov.uk/local-offer">www.othershire.gov.uk/local-offer</a>,
    or ring the office and we will print the pages that you need.</p>"""
    right = body.replace("Othershire", "Sampleshire").replace("othershire", "sampleshire")
    assert check(report(body))["local-offer-link"].verdict != "met"
    assert check(report(right))["local-offer-link"].verdict == "met"


def test_a_local_offer_whose_address_is_dead_counts_in_part() -> None:
    address = "https://www.sampleshire.gov.uk/local-offer"
    body = f"""<h2>Local Offer</h2><p>Sampleshire's Local Offer lists all the services for
    families with children who have special needs: <a href="{address}">{address}</a>.</p>"""
    search = replace(SEARCHED, failures=((address, "http-404"),))
    finding = check(report(body), search=search)["local-offer-link"]
    assert (finding.verdict, finding.cause) == ("partly", "dead link")


POLICY = (
    FILLER.replace("How do we", "How we")
    + """<h2>Aims of this SEND policy</h2><p>This SEND policy sets out how we include
every pupil with special educational needs and what governors, the head teacher and staff each
have to do.</p>
<p>Approved by governors: 4 March 2025</p><p>Next review: March 2028</p>"""
)


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("<p>Signed: ______________ Chair of Governors &nbsp; Date: __________</p>", False),
        ("<p>Signed: .............................. (Chair of Governors)</p>", False),
        ("<p>Signed: A. Sample, Chair of Governors</p>", True),
    ],
)
def test_a_blank_signature_line_is_no_signature(line: str, signed: bool) -> None:
    policy = page(POLICY + line, "SEND Policy", "policy")
    assert policy.reading.kind.kind == "sen-policy"
    assert (check(policy)["policy-signature"].verdict == "met") is signed


@pytest.mark.parametrize(
    "acts",
    [
        "It follows the Children and Families Act 2014 and the SEND Code of Practice 2015.",
        "It was written in the light of the Example Act 2026 and guidance of June 2026.",
        "Reading data (July 26) show the same. © 2026 Willowbank Example Primary School.",
    ],
)
def test_a_report_for_2023_24_is_overdue_in_2026_whatever_it_cites(acts: str) -> None:
    finding = check(report(f"<p>{acts}</p>", "SEN Information Report 2023-24"))["report-current"]
    assert finding.verdict == "overdue"
    assert finding.due == dt.date(2025, 8, 31)
    assert "2023-24" in finding.evidence[0].quotation


def test_this_years_report_is_current() -> None:
    body = "<p>Last updated: 9 September 2026</p>"
    finding = check(report(body, "SEN Information Report 2026-27"))["report-current"]
    assert finding.verdict == "met"


def test_years_of_acts_alone_leave_a_report_undated() -> None:
    body = "<p>We follow the Equality Act 2010 and the Code of Practice 2015.</p>"
    assert check(report(body))["report-current"].verdict == "undated"


def test_the_sen_governor_is_not_the_senco() -> None:
    body = """<h2>Who to talk to</h2><p>SEND governor: Mrs Sample, telephone 01632 960123.</p>
    <p>Our classroom teams know every pupil well and meet their parents each term.</p>"""
    found = check(report(body))
    assert found["senco-contact"].verdict in ("not found", "needs review", "partly")
    assert found["senco-on-website"].verdict != "met"


def test_an_accessibility_statement_of_the_website_is_no_plan() -> None:
    body = """<p>This accessibility statement applies to our website. We want as many people
    as possible to be able to use it. It is partly compliant with WCAG 2.2 level AA. You can
    change colours, contrast and fonts, and zoom in up to 300% without text spilling.</p>"""
    statement = page(body, "Website Accessibility Statement", "accessibility")
    assert check(statement)["plan-published"].verdict == "not found"


def test_the_report_to_governors_is_not_the_report_to_parents() -> None:
    body = """<p>Report of the SENCO to the governing body, confidential to governors. Numbers
    on the register, budget spent and staffing for next year are set out below.</p>"""
    found = check(page(body, "Annual SEND report to governors", "governors"))
    assert found["report-published"].verdict in ("not found", "needs review")


def test_a_report_in_order_is_met_and_quoted_letter_for_letter() -> None:
    body = """<h2>Who is our SENCO?</h2><p>Our SENCO is Mx Alex Example. You can ring the SENCO
    on 01632 960123 or write to senco@willowbank.example.org.</p>
    <h2>What if I am unhappy with the SEN support?</h2><p>Please talk to the class teacher
    first, and then to the SENCO. If you are still unhappy with the support for your child's
    special educational needs, write to the head teacher, who answers within ten school days.
    You can then complain to the governors under our complaints procedure.</p>"""
    seen = report(body)
    found = check(seen)
    for item in ("senco-contact", "complaints"):
        assert found[item].verdict == "met"
        assert found[item].evidence[0].quotation in " ".join(seen.reading.document.text.split())


def test_a_page_that_is_called_a_report_and_says_hardly_anything_is_for_a_person() -> None:
    finding = check(page("<p>Our report will be here soon.</p>"))["report-published"]
    assert (finding.verdict, finding.cause) == ("needs review", "little in it")
    assert finding.evidence[0].quotation == "SEN Information Report"


def test_how_pupils_come_to_a_school_is_not_how_they_are_asked() -> None:
    body = """<h2>How pupils come to us</h2><p>Pupils are admitted only through the local
    authority, which names the school in section I of the plan.</p>"""
    for item in ("pupil-voice", "consulting-young-people"):
        for evidence in inspect(page(body))[item].evidence:
            assert "names the school" not in evidence.quotation


@pytest.mark.parametrize(
    ("title", "owed", "not_owed"),
    [
        ("Accessibility Plan 2023-2026", "plan-current", "report-current"),
        ("SEN Information Report", "report-current", "policy-current"),
        ("SEND Policy", "policy-current", "report-current"),
        ("SEN and Disabilities: our information report", "report-current", "policy-purpose"),
    ],
)
def test_a_short_file_is_judged_as_what_its_title_says(
    title: str, owed: str, not_owed: str
) -> None:
    short = page("<p>Reviewed September 2024</p><p>Ask at the office.</p>", title)
    assert short.reading.kind.kind == "other"
    found = {f.requirement for f in check_document(short.reading, LAW, TODAY, PRIMARY)}
    assert owed in found
    assert not_owed not in found


def test_a_page_taken_for_a_policy_too_is_not_said_to_speak_of_one() -> None:
    finding = inspect(page(FILLER, "What we do for our children"))["sen-policy-info"]
    assert (finding.verdict, finding.evidence) == ("needs review", ())
