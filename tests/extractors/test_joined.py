"""A report spread over several pages, read as one document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.html import read_html
from extractors.joined import join
from extractors.model import Document
from extractors.pdf import read_pdf
from extractors.read import recognise
from tests.extractors.readers_samples import report_pdf

QUESTIONS = {
    "SEN information report": "Updated September 2025. Choose a question.",
    "How are needs identified?": "Teachers look at each child's work and talk with the family.",
    "Who is the SENCO?": "Our SENCO is Sam Sample, telephone 01632 960123.",
    "How do we work with families?": "We meet every term, and whenever a family asks for it.",
}
SIDE = "<aside><h2>Term dates</h2><p>We break up on Friday for everybody.</p></aside>"


def part(title: str, text: str, side: str = "") -> Document:
    page = f"<title>{title}</title><h1>{title}</h1><p>{text}</p><p>{text} And more.</p>{side}"
    return read_html(page.encode(), url="https://school.example.org/send/")


def test_each_question_is_a_passage_that_tells_its_page() -> None:
    document = join([part(*each) for each in QUESTIONS.items()])
    assert [passage.heading for passage in document.passages] == list(QUESTIONS)
    assert [passage.page for passage in document.passages] == [1, 2, 3, 4]
    assert document.title == "SEN information report"
    assert document.pages == 4


def test_the_whole_is_recognised_as_one() -> None:
    reading = recognise(join([part(*each) for each in QUESTIONS.items()]))
    assert reading.kind.kind == "sen-information-report"
    assert reading.dates.document_date is not None
    assert reading.dates.document_date.page == 1
    assert [contact.page for contact in reading.contacts if contact.name] == [3]


def test_a_panel_on_every_page_is_kept_once() -> None:
    document = join([part(title, text, SIDE) for title, text in QUESTIONS.items()])
    assert document.text.count("We break up on Friday") == 1


def test_a_title_that_the_page_does_not_show_becomes_its_heading() -> None:
    page = read_html(b"<title>Who is the SENCO?</title><p>Our SENCO is Sam Sample, as ever.</p>")
    document = join([part("SEND", "Welcome."), page])
    assert document.passages[-1].heading == "Who is the SENCO?"
    assert document.passages[-1].level == 1


def test_a_part_that_cannot_be_read_does_not_lose_the_others() -> None:
    document = join([read_html(b" "), part("SEND", "Welcome to all of you.")])
    assert document.problem is None
    assert [passage.page for passage in document.passages] == [2]


def test_parts_that_cannot_be_read_make_a_document_that_cannot() -> None:
    assert join([read_html(b" "), read_html(b"  ")]).problem == "empty"


@pytest.mark.parametrize("parts", [[], [read_pdf(report_pdf())]])
def test_what_cannot_be_joined(parts: list[Document]) -> None:
    with pytest.raises(ValueError, match=r"nothing|pages"):
        join(parts)


@given(st.lists(st.sampled_from(sorted(QUESTIONS)), min_size=1, max_size=6))
def test_every_page_named_exists_and_the_name_depends_on_the_parts(titles: list[str]) -> None:
    parts = [part(title, QUESTIONS[title]) for title in titles]
    document = join(parts)
    pages = {block.page for passage in document.passages for block in passage.blocks}
    assert pages <= set(range(1, len(parts) + 1))
    assert set(titles) == {passage.heading for passage in document.passages}
    assert document.sha256 == join(parts).sha256
    assert len(titles) == 1 or titles == titles[::-1] or document.sha256 != join(parts[::-1]).sha256
