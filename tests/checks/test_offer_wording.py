"""What Local Offers say, in authorities' own manners, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.authority import OfferFinding, check_authority
from checks.authority_law import FILE, load
from checks.model import SearchRecord, SeenDocument
from checks.requirements import LawError
from extractors.read import read
from tests.checks.offer_pages import FRONT, TODAY, score
from tests.checks.test_authority import AUTHORITY


def check(*htmls: str) -> dict[str, OfferFinding]:
    """Findings for a front page and more pages."""
    pages = []
    for number, html in enumerate((FRONT, *htmls)):
        url = f"https://offer.example.org/{number}"
        body = f"<!DOCTYPE html><html><body><main>{html}</main></body></html>".encode()
        pages.append(SeenDocument(read(body, url=url, content_type="text/html"), url))
    found = check_authority(AUTHORITY, pages, SearchRecord(pages_read=9), load(), today=TODAY)
    return {finding.requirement: finding for finding in found}


@pytest.mark.parametrize("half", ["tune", "held"])
def test_most_duties_are_found_where_they_are_met_and_hardly_any_where_not(half: str) -> None:
    result = score(half)
    assert result.precision >= 0.88, result.precision
    assert result.recall >= 0.88, result.recall


def test_what_the_law_wants_in_a_local_offer_is_not_what_this_one_says() -> None:
    found = check(
        "<h1>What is a Local Offer?</h1><p>The Local Offer must include information about:</p><ul>"
        "<li>speech and language therapy</li><li>transport to school or college</li>"
        "<li>how to complain and how to appeal</li></ul><p>Every local authority has to say how"
        " people without the internet can see its Local Offer.</p>"
    )
    for name in ("health", "travel", "complaints", "no-internet"):
        assert found[f"offer-{name}"].verdict == "not found", name


def test_a_duty_to_a_family_is_no_definition() -> None:
    found = check(
        "<h1>Plans</h1><p>The council must tell you within six weeks whether it will carry out an"
        " EHC needs assessment.</p>"
    )
    assert found["offer-assessment"].verdict == "met"


@pytest.mark.parametrize(
    ("requirement", "sentence"),
    [
        ("offer-assessment", "Nobody has to apply for education at a private school."),
        ("offer-advice-service", "There is more information on the next page, or phone 01632 1."),
        ("offer-adulthood", "The careers fair is for jobs in health and the community."),
        ("offer-comments", "As a result of the storm, the centre is closed."),
        ("offer-health", "We do not have a physiotherapy team in this area."),
    ],
)
def test_words_that_occur_everywhere_show_nothing(requirement: str, sentence: str) -> None:
    finding = check(f"<h1>For families</h1><p>{sentence}</p>")[requirement]
    assert finding.verdict in ("not found", "needs review")
    assert not finding.evidence


def test_the_parts_of_a_duty_belong_together_on_a_page() -> None:
    heading = "<h1>Growing up</h1><p>We help you to get ready for adulthood from Year 9 on.</p>"
    work = "<p>You can find a job and a home of your own.</p>"
    assert check(heading + work)["offer-adulthood"].verdict == "met"
    assert check(heading, f"<h1>Careers</h1>{work}")["offer-adulthood"].verdict == "partly"


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Accessibility statement</h1><p>Complain about this website. Large print.</p>",
        "<h1>Bins</h1><p>If you have complained about your bin: large print calendars here.</p>",
    ],
)
def test_pages_on_the_website_or_other_business_say_nothing_of_it(page: str) -> None:
    found = check(page)
    assert found["offer-complaints"].verdict == "not found"
    assert found["offer-no-internet"].verdict == "not found"


def test_a_sentence_is_quoted_rather_than_the_heading_above_it() -> None:
    found = check("<h1>Health services</h1><p>The physiotherapy team sees children at home.</p>")
    quotations = [piece.quotation for piece in found["offer-health"].evidence]
    assert quotations == ["The physiotherapy team sees children at home."]


def test_a_subject_that_is_no_part_is_named_with_its_line(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("subject: comments", "subject: praise")
    broken = tmp_path / "local-offer.yml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=r"offer-comments: .*praise"):
        load(broken)
