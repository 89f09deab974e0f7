"""A report spread over several web pages is read as one, and quoted from the page that says it."""

from __future__ import annotations

import datetime as dt

from checks import requirements
from checks.choose import choose
from checks.model import SchoolFacts, SearchRecord, SeenDocument
from checks.series import join_series
from checks.verdicts import check_school
from extractors.read import read

TODAY = dt.date(2026, 11, 23)
SCHOOL = SchoolFacts(1, "Example Primary School", type_code=1, low_age=4, high_age=11)
SITE = "https://www.example.org"

HOW_FOUND = (
    "<h2>How do we know if a child needs extra help?</h2><p>Teachers raise a concern with the "
    "SENCO as soon as a child falls behind. The SENCO watches the child in class, looks at the "
    "assessments and meets the parents, and then decides with them whether the child should "
    "have SEN support. We use reading tests and a speech screen in Reception.</p>"
)
WHAT_HELP = (
    "<h2>What extra support is there?</h2><p>Children with SEN are taught in small groups by a "
    "trained assistant three times a week. Each intervention lasts ten weeks and the SENCO "
    "reviews every child's targets with the parents and the child each term.</p>"
)
WHO = (
    "<h2>Who is our SENCO?</h2><p>Our SENCO is Mrs Ada Sample. You can ring her on 01632 960123. "
    "If you are unhappy with the support for your child with SEN, please speak to her first, and "
    "then use our complaints procedure. Last updated 3 September 2026.</p>"
)
MORE = (
    "<h2>How are staff trained?</h2><p>All staff had training on autism and on dyslexia this "
    "year. Where we need expertise we ask the educational psychologist and the speech therapist "
    "to come in. Pupils with SEN join every trip and club, with an adult if they need one.</p>"
)


def page(url: str, title: str, body: str, links: str = "") -> SeenDocument:
    html = (
        f"<html lang=en><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}"
        f"{links}</main></body></html>"
    )
    return SeenDocument(read(html.encode(), url=url), url)


def numbered() -> list[SeenDocument]:
    title = "SEN Information Report"
    return [
        page(f"{SITE}/send", title, HOW_FOUND),
        page(f"{SITE}/send-2", f"{title} page 2", WHAT_HELP),
        page(f"{SITE}/send-3", f"{title} page 3", MORE),
        page(f"{SITE}/send-4", f"{title} page 4", WHO),
    ]


def test_numbered_pages_are_one_report() -> None:
    chosen = choose(numbered(), TODAY, school=SCHOOL).of("sen-information-report")
    assert chosen is not None
    assert [part.url for part in chosen.document.parts] == [
        f"{SITE}/send",
        f"{SITE}/send-2",
        f"{SITE}/send-3",
        f"{SITE}/send-4",
    ]
    assert chosen.older == ()


def test_what_stands_on_the_last_page_is_quoted_from_there() -> None:
    search = SearchRecord(pages_read=4)
    findings = {
        finding.requirement: finding
        for finding in check_school(SCHOOL, numbered(), search, requirements.load(), today=TODAY)
    }
    senco = findings["senco-contact"]
    assert senco.verdict == "met"
    assert senco.evidence[0].url == f"{SITE}/send-4"
    current = findings["report-current"]
    assert current.verdict == "met"
    assert "3 September 2026" in current.evidence[0].quotation


def test_a_page_for_each_question_under_a_page_of_links_is_one_report() -> None:
    topics = {"identify": HOW_FOUND, "support": WHAT_HELP, "training": MORE, "contact": WHO}
    links = "".join(f'<a href="{SITE}/sen-report/{slug}">{slug}</a> ' for slug in topics)
    pages = [page(f"{SITE}/sen-report", "SEN Information Report", "<p>Choose below.</p>", links)]
    pages += [
        page(f"{SITE}/sen-report/{slug}", slug.title(), body) for slug, body in topics.items()
    ]
    joined = join_series(pages)
    assert len(joined) == 1
    assert len(joined[0].parts) == 5


def test_other_pages_that_are_numbered_stay_apart() -> None:
    pages = [page(f"{SITE}/news/{n}", f"News page {n}", "<p>Our fair was fun.</p>") for n in (1, 2)]
    assert join_series(pages) == pages


def test_reports_of_two_years_are_no_series() -> None:
    pages = [
        page(f"{SITE}/2024", "SEN Information Report 2024", HOW_FOUND + WHAT_HELP + MORE + WHO),
        page(f"{SITE}/2025", "SEN Information Report 2025", HOW_FOUND + WHAT_HELP + MORE + WHO),
    ]
    assert join_series(pages) == pages
