from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.kinds import anchor_kinds, classify, school_name
from extractors.kinds_body import topics_in
from extractors.kinds_table import fold, table
from extractors.kinds_title import mention, promises
from extractors.model import Block, Document, Kind, Link, Passage
from tests.extractors.samples import KINDS, document, sample
from tests.shared_material import SHARED, needs_shared

SAMPLES = sorted(KINDS.glob("*.md"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_is_read_as_what_an_officer_would_call_it(path: Path) -> None:
    """Of the samples called fresh-*, 10 of 11 reports and 1 of 9 others were wrong at first."""
    wanted, text = sample(path)
    reading = classify(text, url=wanted.get("url", ""))
    assert reading.kind in wanted.get("accept", [wanted["kind"]]), reading.reasons
    assert not wanted.get("also") or set(wanted["also"]) <= {reading.kind, *reading.also}
    assert all(reason.endswith(".") for reason in reading.reasons)


REPORT_BODY = sample(KINDS / "report-plain-text-no-headings.md")[1].passages[0].blocks[2].text


@pytest.mark.parametrize(
    "title",
    [
        "SEN Information Report",
        "SEND Information Report September 2025",
        "Special Educational Needs and Disabilities (SEND) Information Report 2025-26",
        "S.E.N.D. Information Report",
        "SEN(D) Report to Parents",
        "SEND Annual Information Report",
        "School Information Report",
        "School Offer",
        "SEND Offer",
        "SEND at Example Academy",
        "SEND Provision",
        "Information Report",
        "Inclusion",
        "Special Educational Needs",
    ],
)
def test_report_titles_in_use_are_accepted(title: str) -> None:
    reading = classify(document(f"# {title}\n{REPORT_BODY}"))
    assert reading.kind == "sen-information-report", reading.reasons


@pytest.mark.parametrize("title", ["Local Offer", "Our School's Local Offer", "SEND Local Offer"])
def test_a_schools_own_local_offer_is_its_own_kind_and_serves_as_report(title: str) -> None:
    reading = classify(document(f"# {title}\n{REPORT_BODY}"))
    assert reading.kind == "local-offer"
    assert reading.also == ("sen-information-report",)


def test_a_local_offer_beside_a_separate_report_does_not_replace_it() -> None:
    text = f"# Local Offer\n{REPORT_BODY}\nDetails are in our SEND Information Report."
    assert classify(document(text)).also == ()


@pytest.mark.parametrize(
    "title",
    [
        "Annual SEND Report to Governors",
        "Governors' Annual SEN Report",
        "SEND Audit Report",
        "Pupil Premium Strategy Statement",
        "Prospectus 2025",
        "Safeguarding and Child Protection Policy",
    ],
)
def test_titles_that_are_not_the_report_are_refused(title: str) -> None:
    assert classify(document(f"# {title}\n{REPORT_BODY}")).kind == "other"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("SEN Policy", "sen-policy"),
        ("SEND Policy 2025", "sen-policy"),
        ("Inclusion Policy", "sen-policy"),
        ("Learning Support Policy", "sen-policy"),
        ("ALN Policy", "sen-policy"),
        ("Additional Needs Policy", "sen-policy"),
        ("Policy for Pupils with Special Educational Needs", "sen-policy"),
    ],
)
def test_policy_titles_in_use_are_accepted(title: str, kind: Kind) -> None:
    assert classify(document(f"# {title}\n{REPORT_BODY}")).kind == kind


PLAN_BODY = (
    "Under the Equality Act 2010 our school improves access to the curriculum, the physical "
    "environment and the delivery of information in alternative formats. The table says who is "
    "responsible, by when, and the success criteria. A ramp to the hall is built in the summer "
    "term; letters are printed large on request; staff learn how to describe pictures to pupils "
    "who do not see them, and lessons move to the ground floor where a pupil cannot climb stairs."
)


@pytest.mark.parametrize(
    "title",
    [
        "Accessibility Plan 2024-27",
        "Accessibility Policy and Plan",
        "School Accessibility Strategy",
        "Disability Equality Scheme and Access Plan",
        "Single Equality Scheme including Accessibility Plan",
        "Trust Accessibility Plan and Policy",
    ],
)
def test_plan_titles_in_use_are_accepted(title: str) -> None:
    assert classify(document(f"# {title}\n{PLAN_BODY}")).kind == "accessibility-plan"


def test_a_title_broken_over_several_lines_is_put_together() -> None:
    title = "# Example Primary School\nSpecial Educational\nNeeds and Disability\nPolicy"
    assert classify(document(f"{title}\n{REPORT_BODY}")).kind == "sen-policy"


def test_a_title_in_the_running_header_counts() -> None:
    text = document(f"## Welcome\n{REPORT_BODY}")
    header = Block("Example School SEND Information Report 2025", page=1)
    with_header = replace(text, furniture=(header,))
    assert classify(text).kind == "other"
    assert classify(with_header).kind == "sen-information-report"


@pytest.mark.parametrize("title", ["SEND | Example School", "Example School - SEND"])
def test_the_sites_name_beside_the_pages_does_not_hide_it(title: str) -> None:
    page = document(f"## Welcome\n{REPORT_BODY}", title=title)
    assert classify(page).kind == "sen-information-report"


def test_a_pointer_to_another_document_is_no_title() -> None:
    text = f"# SEND Policy\nPlease read this with our SEN Information Report\n{REPORT_BODY}"
    assert classify(document(text)).kind == "sen-policy"


def test_a_lying_file_name_decides_nothing() -> None:
    wanted, uniform = sample(KINDS / "security-policy.md")
    reading = classify(uniform, filename="SEND-Information-Report-2025.pdf")
    assert reading.kind == wanted["kind"] == "other"


def test_a_page_that_introduces_and_links_the_report_is_not_the_report() -> None:
    paragraph = " ".join(REPORT_BODY.split(". ")[0:5])
    links = (Link("SEND Information Report 2025 (PDF)", "https://example.org/report.pdf"),)
    page = document(f"# SEND Information Report\n{paragraph}\n{paragraph}", links=links)
    assert classify(page).kind == "other"


def test_a_childrens_version_is_recognised_as_one() -> None:
    reading = classify(sample(KINDS / "child-friendly-report.md")[1])
    assert "It is a version made for children or families." in reading.reasons


def test_what_could_not_be_read_is_not_judged() -> None:
    scanned = Document("0" * 64, "pdf", "SEND Policy", (), problem="scanned image")
    reading = classify(scanned)
    assert (reading.kind, reading.confidence) == ("other", 0.0)
    assert "scanned image" in reading.reasons[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SEND Information Report", "sen-information-report"),
        ("A parents' guide to SEND", "sen-information-report"),
        ("/docs/SEN_Info_Report_Sept24.pdf", "sen-information-report"),
        ("SENDInformationReport2024.pdf", "sen-information-report"),
        ("S.E.N.D. Report", "sen-information-report"),
        ("special-educational-needs-policy-2025", "sen-policy"),
        ("SEN%20Policy.docx", "sen-policy"),
        ("Accessibility%20Plan%202024-27", "accessibility-plan"),
        ("Our Local Offer", "local-offer"),
        ("Inclusion Strategy", "inclusion-strategy"),
        ("Equality objectives", "equality-information"),
        ("Complaints policy", "complaints-procedure"),
    ],
)
def test_link_texts_and_slugs_promise_their_kind(text: str, kind: Kind) -> None:
    promised = anchor_kinds(text)
    assert promised[kind] >= 0.7
    assert max(promised, key=lambda each: promised[each]) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Accessibility statement",
        "access-security-policy",
        "SEN report to governors",
        "Send us a message",
        "Presentation evening",
        "Report an absence",
        "Ofsted report",
        "Behaviour policy",
        "Contact us",
        "",
    ],
)
def test_other_links_promise_nothing(text: str) -> None:
    assert max(anchor_kinds(text).values(), default=0.0) < 0.4


def test_a_hub_promises_less_than_the_document_itself() -> None:
    hub, report = anchor_kinds("SEND"), anchor_kinds("SEND Information Report")
    assert 0.4 < hub["sen-information-report"] < report["sen-information-report"]
    assert hub["sen-policy"] > 0.3


@given(st.text(max_size=400))
def test_any_link_text_is_answered_within_bounds(text: str) -> None:
    assert all(0 < promise <= 1 for promise in anchor_kinds(text).values())


@given(st.text(max_size=60), st.lists(st.text(max_size=200), max_size=6))
def test_any_text_gets_a_kind_with_reasons(heading: str, lines: list[str]) -> None:
    blocks = tuple(Block(" ".join(line.split())) for line in lines)
    reading = classify(Document("0" * 64, "html", heading, (Passage(heading, 1, blocks),)))
    assert reading.kind in ("other", "equality-information", "complaints-procedure")
    assert reading.reasons


def test_a_link_is_judged_fast_enough_for_a_frontier() -> None:
    texts = [f"Page {number} of our school news" for number in range(2000)]
    started = time.process_time()
    for text in texts:
        anchor_kinds(text)
    assert (time.process_time() - started) / len(texts) < 0.0005


@pytest.mark.parametrize(
    ("markdown", "name"),
    [
        (
            "# SEND Policy\nExample Primary School\nAt Example Primary School we care.",
            "Example Primary School",
        ),
        ("# Local Offer - Sample Street Nursery School", "Sample Street Nursery School"),
        (
            "# Welcome to St. Sample's C of E (VA) Junior School\nText.",
            "St. Sample's C of E (VA) Junior School",
        ),
        (
            "# SEN Report\nSampleshire Academy and Example Infant School.\nSampleshire Academy.",
            "Sampleshire Academy",
        ),
        ("# SEND Information Report\nOur school and every primary school near it. The School.", ""),
    ],
)
def test_the_schools_name_is_taken_from_its_document(markdown: str, name: str) -> None:
    assert school_name(document(markdown)) == name


@needs_shared
def test_real_documents_are_read_as_two_people_labelled_them() -> None:
    pdf = pytest.importorskip("extractors.pdf")
    wrong = []
    for row in json.loads((SHARED / "gold" / "documents.json").read_text()):
        label = json.loads((SHARED / "gold" / "labels" / f"{row['id']}.json").read_text())
        reading = classify(pdf.read_pdf((SHARED / "gold" / row["file"]).read_bytes()))
        if reading.kind not in (label["kind"], *label["also"]):
            wrong.append((row["id"], reading))
    assert not wrong


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Policy for Inclusion", "sen-policy"),
        ("Inclusive Practice Policy", "sen-policy"),
        ("Statement of Policy: SEN and Disability", "sen-policy"),
        ("Meeting Individual Needs Policy", "sen-policy"),
        ("Inclusion and Additional Needs Policy", "sen-policy"),
        ("Access for All: Our Plan 2025-28", "accessibility-plan"),
        ("Disability Access and Inclusion Plan", "accessibility-plan"),
        ("Our Plan for Accessibility", "accessibility-plan"),
        ("Increasing Access for Disabled Pupils: Three Year Plan", "accessibility-plan"),
        ("Raising a Concern or Complaint", "complaints-procedure"),
        ("Our Equality Aims", "equality-information"),
        ("Special Needs: What We Provide", "sen-information-report"),
        ("What We Offer Children with SEND", "sen-information-report"),
        ("Report on Our SEN Provision", "sen-information-report"),
    ],
)
def test_titles_in_other_words_name_their_kind(title: str, kind: Kind) -> None:
    assert max(promises(title).items(), key=lambda pair: pair[1])[0] == kind
    assert promises(title)[kind] >= 0.7


@pytest.mark.parametrize(
    "title",
    [
        "Digital Inclusion Policy",
        "Social Inclusion Policy",
        "Subject Access Policy",
        "Remote Access Plan",
        "SEND Support Week",
        "SEND Information, Advice and Support Service",
        "SEND Referral Form",
        "SEND Handbook for Staff",
    ],
)
def test_titles_that_only_look_alike_name_none_of_them(title: str) -> None:
    found = promises(title)
    assert all(found.get(kind, 0.0) < 0.7 for kind in WATCHED)
    assert mention(title) < 0.5


WATCHED: tuple[Kind, ...] = ("sen-information-report", "sen-policy", "accessibility-plan")


def test_the_cheap_look_hides_no_topic() -> None:
    rules = table()
    for path in SAMPLES:
        text = fold(sample(path)[1].text)
        for line in [text, *text.split(". ")]:
            found = {name for name, pattern in rules.topics.items() if pattern.search(line)}
            assert topics_in(line) == found
