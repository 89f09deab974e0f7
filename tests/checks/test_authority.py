"""What is said of an authority's Local Offer, and what is not said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from checks.authority import AuthorityFacts, OfferFinding, check_authority
from checks.authority_law import FILE, load
from checks.model import SearchRecord, SeenDocument
from checks.requirements import LawError
from checks.requirements import load as load_schools_law
from extractors.read import read

TODAY = dt.date(2026, 11, 23)
AUTHORITY = AuthorityFacts("990", "Sampleshire", "https://offer.example.org/")
FRONT = "<h1>Sampleshire SEND Local Offer</h1><p>Welcome to our Local Offer for families.</p>"
READ_WELL = SearchRecord(pages_read=20)


def page(html: str, number: int = 0) -> SeenDocument:
    body = f"<!DOCTYPE html><html><body><main>{html}</main></body></html>".encode()
    url = f"https://offer.example.org/{number}"
    return SeenDocument(read(body, url=url, content_type="text/html"), url)


def check(*htmls: str, search: SearchRecord = READ_WELL) -> dict[str, OfferFinding]:
    pages = [page(html, number) for number, html in enumerate(htmls)]
    found = check_authority(AUTHORITY, pages, search, load(), today=TODAY)
    return {finding.requirement: finding for finding in found}


@pytest.mark.parametrize(
    ("requirement", "sentence"),
    [
        ("offer-early-years", "Our nurseries and childminders offer places to children with SEND."),
        ("offer-out-of-area", "Placements in out-of-county schools are agreed by the panel."),
        ("offer-training", "Try a supported internship at the hospital for a year."),
        ("offer-health", "The physiotherapy team sees children at the child development centre."),
        ("offer-social-care", "Families can have up to 60 hours of short breaks every year."),
        ("offer-travel", "Apply for home to school transport by the end of May."),
        ("offer-other-education", "Teachers of the deaf visit schools each week."),
        ("offer-funding", "Schools apply to the panel for high needs top-up funding."),
        ("offer-assessment", "How to request an education, health and care needs assessment."),
        ("offer-consultation", "It was co-produced with young people and parent carers."),
        ("offer-special-schools", "There are nine special schools in the county."),
        ("offer-post-16", "Colleges run courses for students with learning disabilities."),
    ],
)
def test_a_sentence_that_says_it_is_quoted_from_the_page_where_it_stands(
    requirement: str, sentence: str
) -> None:
    finding = check(FRONT, f"<h1>More</h1><p>{sentence}</p>")[requirement]
    assert finding.verdict == "met"
    assert finding.la_code == "990"
    assert finding.evidence[0].url == "https://offer.example.org/1"
    assert finding.evidence[0].quotation in sentence


def test_what_is_named_in_links_and_tiles_only_is_not_said() -> None:
    tiles = "".join(
        f"<li><h2><a href='/{n}'>{text}</a></h2></li>"
        for n, text in enumerate(("Short breaks", "Speech and language therapy", "Complaints"))
    )
    found = check(f"{FRONT}<ul>{tiles}</ul>")
    for name in ("offer-social-care", "offer-health", "offer-complaints"):
        assert found[name].verdict == "not found", name


def test_half_of_a_duty_counts_in_part_and_names_the_other_half() -> None:
    found = check(FRONT, "<h1>Unhappy?</h1><p>Here is how to complain to the council.</p>")
    assert found["offer-complaints"].verdict == "partly"
    assert "mediation or appeals" in found["offer-complaints"].reason
    assert found["offer-complaints"].evidence


def test_a_form_that_invites_comments_is_no_published_response() -> None:
    found = check(FRONT, "<h1>Tell us</h1><p>Send your feedback to help families.</p>")
    assert found["offer-comments"].verdict != "met"


def test_nothing_is_called_missing_when_not_everything_was_read() -> None:
    half = SearchRecord(pages_read=5, finished=False, budget_left=0)
    found = check(FRONT, search=half)
    assert not [f.requirement for f in found.values() if f.verdict == "not found"]
    assert found["offer-health"].verdict == "needs review"
    assert found["offer-health"].cause == "not all read"


def test_a_duty_cited_from_memory_is_never_reported_as_missing() -> None:
    found = check(FRONT)
    assert load().requirements
    for requirement in load().requirements:
        if requirement.verified.sure == "R":
            assert found[requirement.id].verdict == "needs review", requirement.id


@pytest.mark.parametrize("cause", ["blocked", "robots", "dns", "foreign", "session"])
def test_a_portal_that_could_not_be_read_says_why_and_nothing_else(cause: str) -> None:
    found = check(search=SearchRecord(cause=cause, finished=False))
    assert {f.verdict for f in found.values()} == {"could not check"}
    assert {f.cause for f in found.values()} == {cause}


def test_a_local_offer_that_we_did_not_find_is_for_a_person_to_look_for() -> None:
    found = check("<h1>Council</h1><p>Bins, parking and school transport.</p>")
    assert found["offer-published"].verdict == "needs review"
    assert found["offer-travel"].verdict == "could not check"


def test_a_portal_that_calls_itself_another_authoritys_is_for_a_person() -> None:
    authority = AuthorityFacts(
        "990", "Sampleshire", others=("Fixtureland", "Fixture", "Sample and Brook")
    )
    html = "<h1>Fixtureland SEND Local Offer</h1><p>Short breaks for families.</p>"
    found = check_authority(authority, [page(html)], READ_WELL, load(), today=TODAY)
    by_id = {finding.requirement: finding for finding in found}
    published = by_id["offer-published"]
    assert (published.verdict, published.cause) == ("needs review", "another authority")
    assert "the Local Offer of Fixtureland" in published.reason
    assert by_id["offer-social-care"].verdict == "could not check"
    shared = html.replace("Short", "For Sampleshire and Fixtureland: short")
    found = check_authority(authority, [page(shared)], READ_WELL, load(), today=TODAY)
    assert "met" in {finding.verdict for finding in found}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Last updated: 3 March 2026", "met"),
        ("Last updated: 3 March 2024", "overdue"),
        ("© Sampleshire Council 2026", "undated"),
    ],
)
def test_when_it_was_updated_is_what_its_pages_say(words: str, verdict: str) -> None:
    finding = check(f"{FRONT}<p>{words}</p>")["offer-updated-yearly"]
    assert finding.verdict == verdict
    if verdict == "overdue":
        assert finding.days_overdue and finding.days_overdue > 500


def test_language_is_measured_over_pages_not_over_one() -> None:
    easy = "<h1>Help</h1>" + "<p>We help you and your child. Ask us for help at any time.</p>" * 9
    found = check(FRONT, *(easy.replace("Ask", f"Ask {n} of") for n in range(3)))
    assert found["offer-plain-language"].verdict == "met"
    assert found["offer-plain-language"].evidence
    assert check(FRONT, easy)["offer-plain-language"].verdict == "needs review"


def test_musts_stand_apart_from_shoulds_and_schools_owe_none_of_it() -> None:
    law = load()
    bases = {r.id: r.basis for r in law.requirements}
    assert bases["offer-complaints"] == "statutory"
    assert bases["offer-updated-yearly"] == "expected"
    assert bases["offer-school-information"] == bases["offer-post-16-findable"] == "recommended"
    assert not {r.id for r in load_schools_law().requirements} & set(bases)


def test_a_fault_in_the_file_names_entry_and_line(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("silence: 0.7", "silence: 7", 1)
    broken = tmp_path / "local-offer.yml"
    broken.write_text(text, encoding="utf-8")
    line = text[: text.index("silence: 7")].count("\n") + 1
    with pytest.raises(LawError, match=rf"line {line}: offer-advice-service: .*silence"):
        load(broken)
