"""The county is the same each time, and its truth agrees with its documents."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import io
import re
from pathlib import Path

import docx
import pypdfium2
import pytest
import yaml
from bs4 import BeautifulSoup

from tests.sample.conftest import DATA, TODAY
from tests.sites import County, build_county
from tests.sites.addresses import Addresses
from tests.sites.model import Publication, School, texts_of
from tests.sites.render import article, render_file
from tests.sites.reports import NOT_OWED
from tests.sites.stories import CAUSES, FAULTS, MANNERS
from tests.sites.truth import expectations
from tests.sites.wording import STATUTORY_ITEMS, load

ADDRESSES = Addresses("127.77", 8900)
ROOT = Path(__file__).resolve().parents[2]


def text_of(publication: Publication) -> str:
    """Read a publication's file with readers that are none of the project's own."""
    if publication.form == "page":
        html = ADDRESSES.bind(article(publication.paper))
        return BeautifulSoup(html, "lxml").get_text(" ")
    body = render_file(publication, ADDRESSES.bind).body
    if publication.form == "docx":
        document = docx.Document(io.BytesIO(body))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        parts = document.sections[0]
        margins = [part.paragraphs[0].text for part in (parts.header, parts.footer)]
        return " ".join([*(line.text for line in document.paragraphs), *cells, *margins])
    pdf = pypdfium2.PdfDocument(body)
    return " ".join(page.get_textpage().get_text_range() for page in pdf)


def squeeze(text: str) -> str:
    """Leave letters and digits only: line ends and hyphens are the renderer's affair."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def readable(county: County) -> list[tuple[School, Publication]]:
    return [
        (school, publication)
        for school in county.schools
        for publication in school.publications
        if publication.form in ("pdf", "docx", "page")
    ]


def test_the_same_seed_gives_the_same_county_byte_for_byte() -> None:
    first, second = (build_county(7, 30, today=TODAY, data=DATA) for _ in range(2))
    assert first.register(ADDRESSES) == second.register(ADDRESSES)
    assert first.truth(ADDRESSES) == second.truth(ADDRESSES)
    for ours, theirs in zip(readable(first)[:40], readable(second)[:40], strict=True):
        if ours[1].form != "page":
            bodies = [render_file(pair[1], ADDRESSES.bind).body for pair in (ours, theirs)]
            assert bodies[0] == bodies[1], ours[1].key


def test_another_seed_gives_another_county() -> None:
    one, two = (build_county(seed, 12, today=TODAY, data=DATA) for seed in (1, 2))
    assert one.register(ADDRESSES) != two.register(ADDRESSES)


def test_a_larger_county_has_every_story_and_a_third_in_order(county: County) -> None:
    told = {name for school in county.schools for name in school.story}
    assert told == set(FAULTS) | set(MANNERS)
    owing = [school for school in county.schools if school.group in ("MS", "MN", "SP")]
    in_order = [school for school in owing if not set(school.story) & set(FAULTS)]
    assert 0.3 < len(in_order) / len(owing) < 0.5


def test_the_register_reads_as_the_real_one(county: County) -> None:
    body = county.register(ADDRESSES)
    rows = list(csv.DictReader(io.StringIO(body.decode("cp1252"), newline="")))
    assert (
        len({row["URN"] for row in rows}) == len({row["EstablishmentName"] for row in rows}) == 120
    )
    assert b"\x92" in body, "a name with an apostrophe as Windows writes it"
    websites = [row["SchoolWebsite"] for row in rows]
    assert "Not Available" in websites
    assert any(value.startswith("127.") for value in websites), "no scheme"
    assert any(value != value.strip() for value in websites), "blanks"
    assert {row["EstablishmentStatus (name)"] for row in rows} == {"Open", "Closed"}


def test_what_is_covered_stands_in_the_file_and_what_is_absent_does_not(county: County) -> None:
    checked = 0
    for _, publication in readable(county)[:400]:
        if publication.key != "report":
            continue
        paper, text = publication.paper, squeeze(text_of(publication))
        written = {section.item: section for section in paper.sections if section.blocks}
        for item, status in paper.items.items():
            assert (item in written) == (status != "absent"), (paper.school, item)
        for section in paper.sections:
            for words in (words for block in section.blocks for words in texts_of(block)):
                wanted = squeeze(ADDRESSES.bind(words))
                # A page's end may stand in the middle: header and number come in between.
                assert wanted in text or (wanted[:40] in text and wanted[-40:] in text), words
                checked += 1
    assert checked > 1000


def test_no_text_gives_away_an_item_that_is_absent(county: County) -> None:
    words = load(DATA)
    marks = [
        (squeeze(variant.text.splitlines()[0].split("{")[0]), set(variant.also))
        for item in words.items.values()
        for variant in item.covered
        if variant.also
    ]
    for school in county.schools:
        if (report := school.publication("report")) is None:
            continue
        low = {item for item, status in report.paper.items.items() if status != "covered"}
        text = squeeze(report.paper.text)
        for mark, also in marks:
            if len(mark) > 25 and mark in text:
                assert not also & low, (school.urn, mark)


def test_the_dates_of_the_truth_stand_in_the_files(county: County) -> None:
    dated = 0
    for school, publication in readable(county)[:160]:
        text = squeeze(text_of(publication))
        for date in publication.paper.dates:
            assert squeeze(date.as_written) in text, (school.urn, publication.key, date)
            assert date.start <= date.end
            dated += 1
    assert dated > 100


def test_an_undated_report_states_no_year_of_its_own(county: County) -> None:
    undated = [
        school.publication("report")
        for school in county.schools
        if "report-undated" in school.story
    ]
    assert undated
    for publication in undated:
        assert publication is not None
        text = text_of(publication)
        years = re.findall(r"20[12]\d", text.replace("2014", "").replace("2015", ""))
        assert set(years) <= {"2010"}, "the Equality Act only"
        assert not re.search(r"20\d\d", publication.name)


def test_the_senco_is_named_exactly_where_the_truth_says_so(county: County) -> None:
    for school in county.schools:
        report = school.publication("report")
        if report is None or "senco-contact" not in report.paper.items:
            continue
        named = school.senco.name in report.paper.text
        assert named == (report.paper.items["senco-contact"] != "absent"), school.urn
        if "senco-no-contact" in school.story:
            assert school.senco_email not in report.paper.text
            assert school.phone not in report.paper.text


@pytest.mark.parametrize("group", ["MS", "MN", "SP"])
def test_a_school_in_order_expects_met_for_all_that_it_owes(county: County, group: str) -> None:
    schools = [
        school for school in county.schools
        if school.group == group and not school.closed and not set(school.story) & set(FAULTS)
    ]  # fmt: skip
    assert schools
    for school in schools:
        expected, accept = expectations(school, TODAY)
        exempt = NOT_OWED.get(group, ())
        for requirement, verdict in expected.items():
            if requirement in exempt or verdict == "not applicable":
                continue
            assert verdict == "met" or (requirement.startswith("policy-") and not accept), (
                school.urn, requirement, verdict,
            )  # fmt: skip


def test_expected_verdicts_use_the_requirements_and_causes_of_the_project(county: County) -> None:
    entries: set[str] = set()
    for path in (ROOT / "checks" / "law").glob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries |= {entry["id"] for entry in content.get("requirements", ())}
    outcomes = (ROOT / "crawler" / "outcomes.py").read_text(encoding="utf-8")
    for school in county.schools:
        expected, accept = expectations(school, TODAY)
        assert set(expected) | set(accept) <= entries
    for causes in CAUSES.values():
        assert all(f'"{cause}"' in outcomes for cause in causes), causes


def test_each_item_has_many_wordings_and_each_phase_can_say_it() -> None:
    words = load(DATA)
    for item in STATUTORY_ITEMS:
        entry = words.items[item]
        assert len(entry.covered) >= 5, item
        for phase in ("nursery", "primary", "secondary", "special"):
            assert any(variant.fits(phase) for variant in entry.covered), (item, phase)
        assert set(entry.headings) == {"question", "statutory", "council", "short"}


def test_every_item_goes_missing_somewhere_in_a_large_county() -> None:
    county = build_county(3, 300, today=TODAY, data=DATA)
    missing: set[str] = set()
    for school in county.schools:
        if report := school.publication("report"):
            missing |= {item for item, status in report.paper.items.items() if status == "absent"}
    assert missing >= set(STATUTORY_ITEMS)


@pytest.mark.parametrize("today", [dt.date(2026, 2, 28), dt.date(2027, 8, 31), dt.date(2028, 9, 1)])
def test_current_and_overdue_hold_on_any_day(today: dt.date) -> None:
    for school in build_county(5, 60, today=today, data=DATA).schools:
        expected, _ = expectations(school, today)
        verdict = expected.get("report-current")
        if verdict in (None, "could not check", "not applicable", "not found"):
            continue
        if "report-undated" in school.story:
            assert verdict == "undated"
        elif {"report-overdue", "report-old-edition"} & set(school.story):
            assert verdict == "overdue", school.urn
        else:
            assert verdict == "met", school.urn


def test_the_truth_knows_nothing_of_the_detectors() -> None:
    for path in (ROOT / "tests" / "sites").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            ours = {"extractors", "checks", "crawler", "sendwatch", "portal", "tests"}
            assert not {name.split(".")[0] for name in names} & ours, path.name


@pytest.mark.parametrize("schools", [0, -3, 50_000])
def test_a_county_of_impossible_size_is_refused(schools: int) -> None:
    with pytest.raises(ValueError, match="1 to 20000"):
        build_county(1, schools, today=TODAY, data=DATA)


def test_no_document_takes_the_address_of_another() -> None:
    county = build_county(7, 120, today=TODAY, data=DATA)
    for urn, places in county.web().places.items():
        school = county.school(urn)
        files = [places[p.key].url for p in school.publications if p.form != "page"]
        assert len(files) == len(set(files)), (school.style, files)
