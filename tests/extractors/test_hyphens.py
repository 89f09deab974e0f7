"""Words and addresses broken at a line's end: joined where safe, otherwise left as they are."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from extractors.hyphens import BROKEN, joined, mended, same_address, words
from extractors.pdf import read_pdf


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "text"),
    [
        ("we plan every inter-", "vention with care", "Interventions: one intervention", "inter"),
        ("a disadvan-", "taged pupil", "", "a disadvantaged pupil"),
        ("their well-", "being matters", "", "their well-being matters"),
        ("a long-", "term plan", "The long-term aim", "a long-term plan"),
        ("a school-", "wide plan", "a school is wide", "a school-wide plan"),
        ("pre-", "and post-school care", "", "pre- and post-school care"),
        ("in the years 2024-", "25 we met", "", "in the years 2024- 25 we met"),
        ("ends with a dash -", "and goes on", "", "ends with a dash - and goes on"),
    ],
)
def test_a_broken_word(before: str, after: str, elsewhere: str, text: str) -> None:
    line = joined(before, after)
    found = mended(line, words([line, elsewhere]))
    assert found == ("we plan every intervention with care" if text == "inter" else text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see https://example.org/local-", "offer/send for more"),
        ("see www.example.org/send/", "report.pdf"),
        ("see www.example.org", "/send"),
        ("write to senco@example.", "org.uk today"),
        ("write to senco@", "example.org"),
    ],
)
def test_an_address_goes_on_on_the_next_line(before: str, after: str) -> None:
    assert joined(before, after) == before + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see www.example.org", "for more"),
        ("see www.example.org.", "We meet on Mondays"),
        ("write to senco@example.org", "or call us"),
        ("write to senco@example.org.", "office hours are nine to three"),
        ("it is and/", "or was"),
    ],
)
def test_what_follows_an_address_is_kept_apart(before: str, after: str) -> None:
    assert not same_address(before, after)


@given(st.lists(st.text(alphabet="ab-É 9.@/w", min_size=1, max_size=12), min_size=2, max_size=4))
def test_no_letter_is_lost_and_no_mark_is_left(lines: list[str]) -> None:
    text = lines[0]
    for line in lines[1:]:
        text = joined(text, line)
    found = mended(text, words([text]))
    assert BROKEN not in found
    letters = [letter for line in lines for letter in line if letter.isalnum()]
    assert [letter for letter in found if letter.isalnum()] == letters


def test_links_broken_over_a_line_are_whole_in_the_text_and_as_links() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", "", 11)
    for line in (
        "Our authority's offer stands at https://www.example.org/families/send-",
        "local-offer/what-is-there.html and we write of it each term.",
        "Everybody who works here has had train-",
        "ing, and more training follows.",
    ):
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    document = read_pdf(bytes(pdf.output()))
    url = "https://www.example.org/families/send-local-offer/what-is-there.html"
    assert [link.url for link in document.links] == [url]
    assert url in document.text
    assert "has had training, and more training follows." in document.text
