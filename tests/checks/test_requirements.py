"""The law as data: complete against the law's tables, and refused when wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from checks.content_hints import ITEMS
from checks.requirements import LAW, LawError, load

NOW = dt.date(2026, 11, 23)
SCHEDULE_1 = {
    "kinds-of-sen": "paragraph 1",
    "identification-assessment": "paragraph 2",
    "evaluating-effectiveness": "paragraph 3(a)",
    "reviewing-progress": "paragraph 3(b)",
    "teaching-approach": "paragraph 3(c)",
    "adapting-curriculum-environment": "paragraph 3(d)",
    "additional-learning-support": "paragraph 3(e)",
    "inclusion-in-activities": "paragraph 3(f)",
    "emotional-social-support": "paragraph 3(g)",
    "senco-contact": "paragraph 4",
    "staff-expertise-training": "paragraph 5",
    "equipment-facilities": "paragraph 6",
    "consulting-parents": "paragraph 7",
    "consulting-young-people": "paragraph 8",
    "complaints": "paragraph 9",
    "involving-other-bodies": "paragraph 10",
    "support-services-contacts": "paragraph 11",
    "transition-adulthood": "paragraph 12",
    "local-offer-link": "paragraph 13",
}
SECTION_69 = {
    "admission-disabled": "69(3)(b)(i)",
    "less-favourable-treatment": "69(3)(b)(ii)",
    "access-facilities": "69(3)(b)(iii)",
    "accessibility-plan": "69(3)(b)(iv)",
}
GUIDANCE = (
    "looked-after-sen",
    "bullying-and-voice",
    "plain-language",
    "sen-policy-info",
    "named-contacts",
    "local-offer-contribution",
    "curriculum-access-by-year",
    "report-dated",
    "report-current",
    "inclusion-strategy",
)
POLICY = (
    "policy-status",
    "policy-purpose",
    "policy-consultation",
    "policy-cross-references",
    "policy-roles",
    "policy-monitoring",
    "policy-date-established",
    "policy-review-date",
    "policy-signature",
)


@pytest.mark.parametrize(("name", "place"), [*SCHEDULE_1.items(), *SECTION_69.items()])
def test_each_statutory_item_cites_its_place(name: str, place: str) -> None:
    entry = load().get(name)
    assert place in entry.citation
    assert entry.basis == "statutory"
    assert entry.in_force.since == dt.date(2014, 9, 1)


def test_there_are_23_statutory_items_and_no_more() -> None:
    ids = {entry.id for entry in load().statutory_items(NOW)}
    assert ids == {*SCHEDULE_1, *SECTION_69}


@pytest.mark.parametrize("name", GUIDANCE)
def test_guidance_is_never_called_statutory(name: str) -> None:
    assert load().get(name).basis != "statutory"


@pytest.mark.parametrize("name", POLICY)
def test_the_parts_of_a_policy_are_expected_and_no_more(name: str) -> None:
    entry = load().get(name)
    assert (entry.basis, entry.about, entry.check.type) == (
        "expected",
        "sen-policy",
        "policy-element",
    )


def test_two_dates_of_law() -> None:
    law = load()
    draft = law.report_items(dt.date(2014, 4, 30))
    assert [entry.draft_2014 for entry in draft] == [f"6.74 bullet {n}" for n in range(1, 14)]
    assert not {entry.id for entry in draft} & {entry.id for entry in law.in_force(NOW)}
    last, first = dt.date(2014, 8, 31), dt.date(2014, 9, 1)
    assert len(law.report_items(last)) == 13
    assert len(law.statutory_items(first)) == 23


def test_complaints_and_four_more_are_not_in_the_draft() -> None:
    law = load()
    draft = {item for entry in law.report_items(dt.date(2014, 4, 30)) for item in entry.check.items}
    missing = {name for name in SCHEDULE_1 if name not in draft}
    assert missing == {
        "additional-learning-support",
        "equipment-facilities",
        "complaints",
        "support-services-contacts",
        "local-offer-link",
    }


def test_every_item_of_the_law_has_a_reader_and_the_other_way_round() -> None:
    law = load()
    asked = {item for entry in law.report_items(NOW) for item in entry.check.items}
    assert asked == set(ITEMS)


@pytest.mark.parametrize("name", ["report-current", "policy-current", "plan-current"])
def test_no_update_cycle_is_said_to_be_statutory(name: str) -> None:
    assert load().get(name).basis in ("statutory-guidance", "expected")


def test_entries_from_memory_are_marked() -> None:
    law = load()
    unsure = {entry.id for entry in law.requirements if entry.verified.sure == "R"}
    assert {"complaints", "local-offer-link", "consulting-young-people"} <= unsure
    assert "kinds-of-sen" not in unsure


def test_the_version_follows_the_files(tmp_path: Path) -> None:
    for file in LAW.glob("*.yml"):
        (tmp_path / file.name).write_text(file.read_text())
    assert load(tmp_path).version == load().version
    with (tmp_path / "policy.yml").open("a") as file:
        file.write("# a remark\n")
    assert load(tmp_path).version != load().version


ENTRY = """\
requirements:
  - id: a-duty
    title: A duty of an example
    plain: The school should do what this example says.
    meaning: The duty in our own words.
    citation: Example Act 2010, section 1
    url: https://example.org/act
    basis: statutory
    documents: [sen-policy]
    owed_by: {groups: [MS]}
    in_force: {from: 2014-09-01}
    verified: {on: 2026-01-01, sure: V}
    check: {type: existence}
    what_counts: What counts, in words.
    what_does_not: What does not, in words.
"""
GROUPS = "groups:\n  MS: {title: mainstream schools, codes: {1: Community school}}\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("basis: statutory", "basis: certain", 8, "basis"),
        ("sure: V", "sure: X", 12, "verified.sure"),
        ("https://example.org/act", "example.org", 7, "url"),
        ("{type: existence}", "{type: magic}", 13, "check"),
        ("    title: A duty of an example\n", "", 2, "title"),
        ("[sen-policy]", "[sen-polcy]", 9, "documents.0"),
        ("title:", "titel:", 3, "titel"),
    ],
)
def test_a_wrong_file_names_entry_and_line(
    tmp_path: Path, old: str, new: str, line: int, field: str
) -> None:
    (tmp_path / "groups.yml").write_text(GROUPS)
    (tmp_path / "law.yml").write_text(ENTRY.replace(old, new))
    with pytest.raises(LawError) as caught:
        load(tmp_path)
    assert f"law.yml: line {line}: a-duty: {field}" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("requirements: [", "line 1"),
        ("requirements:\n- verified:\n    on: 2014-13-01\n", "line 3: not a day"),
        ("- a list", "must be a mapping"),
        ("requirments: []", "line 1: unknown key `requirments`"),
        (ENTRY.replace("[MS]", "[XX]"), "a-duty: no such group of schools: XX"),
        (ENTRY + ENTRY.removeprefix("requirements:\n"), "a-duty: there are two requirements"),
    ],
)
def test_files_that_cannot_be_law_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "groups.yml").write_text(GROUPS)
    (tmp_path / "law.yml").write_text(text)
    with pytest.raises(LawError) as caught:
        load(tmp_path)
    assert said in str(caught.value)


def test_an_empty_folder_is_no_law(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="holds no law"):
        load(tmp_path)


def test_what_is_left_out_without_a_reason_is_refused_by_its_line(tmp_path: Path) -> None:
    text = "left_out:\n  - what: A complaints procedure\n    citation: Some Act\n"
    (tmp_path / "left-out.yml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=r"left-out\.yml: line 2: entry 1: why: Field required"):
        load(tmp_path)
