"""What a parent, an officer and a campaigner read on the pages."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from extractors import readability
from extractors.read import read_document
from portal import documentation
from portal.data import school as schools
from sendwatch.store import publish
from tests.portal import county
from tests.portal.conftest import Site


def words(page: str) -> str:
    """The text of a page as one line."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def school(site: Site, urn: int) -> str:
    return words(site.text(f"/school/{urn}"))


# Home and finding


def test_home_says_what_this_is_with_figures_and_their_denominators(site: Site) -> None:
    text = words(site.text("/"))
    assert "SEN Information Report" in text
    assert "As checked up to 23 November 2026" in text
    assert "have a report 7 of 8 (88%)" in text
    assert "could not be checked 2 of 10 (20%)" in text
    assert "Sampleshire 9 6 of 7 (86%)" in text
    for verdict in ("met", "partly", "not found", "overdue", "undated", "could not check"):
        assert verdict in text
    assert "needs review" in text and "not applicable" in text


def test_authorities_stand_in_the_order_of_the_alphabet(site: Site) -> None:
    page = site.text("/")
    assert page.index("/authority/998") < page.index("/authority/999")


@pytest.mark.parametrize(
    "query", ["alder", "Alder Example", "aldr exmple primary", "900001", "exampleton alder"]
)
def test_a_school_is_found_by_name_town_and_urn_in_spite_of_mistakes(
    site: Site, query: str
) -> None:
    first = re.findall(r'href="/school/(\d+)"', site.text(f"/find?q={query}"))[0]
    assert int(first) == county.GOOD


def test_a_school_is_found_by_the_beginning_of_its_postcode(site: Site) -> None:
    found = set(re.findall(r'href="/school/(\d+)"', site.text("/find?q=zz1+1")))
    assert str(county.GOOD) in found and str(county.CLOSED) not in found


def test_no_school_is_said_in_words(site: Site) -> None:
    assert "No school for “qqqqq”" in words(site.text("/find?q=qqqqq"))


# One school


def test_a_school_in_order_reads_well(site: Site) -> None:
    text = school(site, county.GOOD)
    assert "Is there a SEN Information Report? Yes: “SEN Information Report”." in text
    assert "Is it from the last year? Yes. It says: “Updated September 2026”." in text
    assert "It covers 23 of the 23 points that the law asks for." in text
    assert "The report names the SENCO on page 3" in text
    assert "Dear Headteacher" not in text, "there is nothing to ask"


def test_an_overdue_report_is_told_with_its_own_words_and_date(site: Site) -> None:
    text = school(site, county.OVERDUE)
    assert "No. It says: “Updated September 2024”. It was due by 2 October 2025." in text
    assert "It covers 19 of the 23 points" in text
    assert "How parents are asked and involved (not found)" in text
    assert "How equipment and facilities are obtained (partly)" in text
    assert "We are not sure about 1 more point." in text


def test_the_letter_asks_for_what_is_missing(site: Site) -> None:
    text = school(site, county.OVERDUE)
    letter = text[text.index("Dear Headteacher") : text.index("Yours faithfully")]
    assert "When will the SEN Information Report be brought up to date?" in letter
    assert "How parents are asked and involved: where can I read about this?" in letter
    assert "It may be on the website in a place that I have not seen." in letter
    assert f"/school/{county.OVERDUE}" in letter


def test_a_missing_report_is_one_finding_and_not_sixty(site: Site) -> None:
    text = school(site, county.MISSING)
    assert "We did not find one in the 12 pages and 3 documents that we read" in text
    assert "could not be looked for. We do not count them as missing." in text
    assert "We found no SEN policy to read" in text
    assert len(re.findall("✕ not found", text)) == 4, "one for each kind of document"
    assert "Where can I read the school's SEN Information Report?" in text


@pytest.mark.parametrize("urn", [county.DOWN, county.NO_WEBSITE])
def test_a_site_that_was_down_says_nothing_against_the_school(site: Site, urn: int) -> None:
    text = school(site, urn)
    assert "We could not check. This says nothing against the school." in text
    assert "not found" not in text.replace("http://x.example.org/old : not-found", "")
    assert "Dear Headteacher" not in text


def test_what_could_not_be_checked_is_never_said_to_be_missing(site: Site) -> None:
    answers = school(site, county.DOWN).partition("Whom can I ask?")[0]
    assert answers.count("We could not check this either.") == 2
    assert "no report" not in answers


def test_points_that_could_not_be_checked_for_one_reason_are_said_once(site: Site) -> None:
    page = site.text(f"/school/{county.DOWN}")
    law = page.partition("The law says so")[2].partition("The SEND Code of Practice")[0]
    folded = law.partition('<details class="folded">')
    assert folded[1] and 'class="finding ' not in folded[0]
    assert (
        "points: The website could not be searched (the website's name does not exist)."
        in words(folded[2])
    )


def test_why_a_school_does_not_owe_its_points_is_said_once(site: Site) -> None:
    text = school(site, county.SPECIAL)
    assert text.count("Special schools do not owe this.") == 1
    assert "2 points: Special schools do not owe this." in text


def test_reasons_are_parted_from_what_a_school_does_of_its_own_accord() -> None:
    def row(requirement: str, reason: str, verdict: str = "not applicable") -> dict[str, object]:
        return {
            "requirement": requirement,
            "basis": "statutory",
            "verdict": verdict,
            "reason": reason,
            "cause": "not owed",
        }

    (group,) = schools.by_basis(
        [
            row("a", "Not asked of it. What it publishes of its own accord: Page 2 says it."),
            row("b", "Not asked of it."),
            row("c", "It has no pupils over 16."),
        ]
    )
    shared, other = group.folded["not applicable"]
    assert (shared.reason, other.reason) == ("Not asked of it.", "It has no pupils over 16.")
    assert [each["reason"] for each in shared.rows] == ["Page 2 says it.", ""]
    assert group.points == 0


def test_the_letter_stands_on_a_page_of_its_own_to_be_printed(site: Site) -> None:
    text = words(site.text(f"/school/{county.OVERDUE}/letter"))
    assert "Dear Headteacher" in text and f"/school/{county.OVERDUE} (checked on" in text
    assert "There is nothing to ask" in words(site.text(f"/school/{county.GOOD}/letter"))
    assert site.get("/school/1/letter").status_code == 404


def test_an_undated_report_is_not_called_old(site: Site) -> None:
    text = school(site, county.UNDATED)
    assert "We cannot tell: it shows no date." in text
    assert "overdue" not in text.partition("How to read")[0].replace("“", "")


def test_what_does_not_apply_is_not_counted(site: Site) -> None:
    text = school(site, county.SPECIAL)
    assert "It covers 21 of the 21 points that the law asks for." in text
    assert "Special schools do not owe this." in text


def test_each_finding_leads_to_its_evidence(site: Site) -> None:
    page = site.text(f"/school/{county.GOOD}")
    assert f"http://school{county.GOOD}.example.org/send/report.pdf#page=2" in page
    document = re.findall(r'href="(/document/[0-9a-f]{64})#complaints"', page)[0]
    shown = site.text(document)
    assert '<mark id="complaints">At our school' in shown
    assert shown.count('id="complaints"') == 1


def test_what_needs_somebody_stands_before_what_is_met(site: Site) -> None:
    page = site.text(f"/school/{county.OVERDUE}")
    part = page[page.index("Everything we checked") :]
    tags = re.findall(r'class="tag tag-(\w+)"', part[: part.index("</details>")])
    assert tags == sorted(tags, key=["bad", "half", "open", "good", "none"].index)


def test_a_closed_school_keeps_its_page(site: Site) -> None:
    assert "This school is closed." in school(site, county.CLOSED)


def test_a_schools_page_as_data_is_stable(site: Site) -> None:
    data = site.get(f"/school/{county.GOOD}.json").json()
    assert data["version"] == 1
    assert {"school", "findings", "documents", "report", "licence", "publication"} <= set(data)
    assert data["school"]["report_state"] == "current"
    assert {"requirement", "verdict", "reason", "quotation", "page", "url"} <= set(
        data["findings"][0]
    )
    assert data["findings"][0]["voluntary"] in (0, 1)


# An authority


def test_an_authority_counts_with_denominators(site: Site) -> None:
    text = words(site.text(f"/authority/{county.LA}"))
    assert "9 of 9 schools" in text and "7 of these could be searched" in text
    assert "have one from the last year 4 of 7 (57%)" in text
    assert "Missing statutory items 3 points at 2 schools" in text
    assert "Could not check" in text


def test_each_requirement_has_a_bar_and_the_same_in_numbers(site: Site) -> None:
    page = site.text(f"/authority/{county.LA}")
    row = page[page.index(f'href="/authority/{county.LA}/on/complaints"') :]
    row = row[: row.index("</tr>")]
    assert re.findall(r"<td>(\d+)<", row) == ["5", "0", "1", "1", "0", "2", "0", "9"]
    headings = re.findall(
        r"<th[^>]*>([^<]+)</th>", page.partition("<thead>")[2].partition("</tr>")[0]
    )
    assert headings[:4] == ["Requirement", "Share", "Met", "Partly"]
    assert headings[-1] == "Schools that owe it" and len(headings) == 2 + 8
    widths = [float(width) for width in re.findall(r'width="([\d.]+)" height="14"/>', row)]
    assert sum(widths) == pytest.approx(200, abs=0.5)


@pytest.mark.parametrize(
    ("name", "urns"),
    [
        ("overdue", {county.OVERDUE}),
        ("undated", {county.UNDATED}),
        ("missing-statutory", {county.OVERDUE, county.MISSING}),
        ("due-soon", {county.DUE_SOON}),
        ("could-not-check", {county.DOWN, county.NO_WEBSITE}),
        ("changed", {county.GOOD, county.OVERDUE, county.HOSTILE}),
    ],
)
def test_a_worklist_and_its_csv_hold_the_same_schools(
    site: Site, name: str, urns: set[int]
) -> None:
    page = site.text(f"/authority/{county.LA}/{name}")
    assert {int(urn) for urn in re.findall(r'href="/school/(\d+)"', page)} == urns
    link = html.unescape(re.findall(r'href="([^"]*\.csv[^"]*)"', page)[0])
    text = site.text(link)
    assert text.startswith("\ufeff"), "or Excel does not see that it is UTF-8"
    assert {int(row["urn"]) for row in csv.DictReader(io.StringIO(text[1:]))} == urns
    assert site.get(link).headers["content-disposition"].endswith(f'999-{name}.csv"')
    link = html.unescape(re.findall(r'href="([^"]*\.json[^"]*)"', page)[0])
    assert {row["urn"] for row in site.get(link).json()["rows"]} == urns


@pytest.mark.parametrize("path", ["schools", "on/complaints"])
def test_other_lists_are_data_too_and_filtered_like_their_page(site: Site, path: str) -> None:
    page = f"/authority/{county.LA}/{path}"
    asked = "phase_name=Secondary"
    link = html.unescape(re.findall(r'href="([^"]*\.csv[^"]*)"', site.text(f"{page}?{asked}"))[0])
    rows = list(csv.DictReader(io.StringIO(site.text(link).lstrip("\ufeff"))))
    listed = {int(urn) for urn in re.findall(r'href="/school/(\d+)', site.text(f"{page}?{asked}"))}
    assert {int(row["urn"]) for row in rows} == listed and len(listed) == len(rows) > 0
    assert {row["urn"] for row in site.get(f"{page}.json?{asked}").json()["rows"]} == listed
    every = site.get(f"{page}.json").json()["rows"]
    assert len(every) == 9


@pytest.mark.parametrize("path", ["999/nothing.csv", "000/schools.json", "999/on/nothing.csv"])
def test_there_is_no_data_of_what_is_not_there(site: Site, path: str) -> None:
    assert site.get(f"/authority/{path}").status_code == 404


def test_a_long_list_is_whole_as_data_and_to_print(site: Site, tmp_path: Path) -> None:
    with sqlite3.connect(site.database) as source, sqlite3.connect(tmp_path / "c.db") as target:
        source.backup(target)
        columns = [row[1] for row in target.execute("PRAGMA table_info(school_summary)")]
        rest = ", ".join(columns[1:])
        target.execute(
            "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 1200)"
            f" INSERT INTO school_summary (urn, {rest}) SELECT 700000 + n, {rest}"
            " FROM more, (SELECT * FROM school_summary WHERE urn = ?)",
            [county.GOOD],
        )
    other = Site(tmp_path / "c.db", tmp_path, None)
    address = f"/authority/{county.LA}/schools"
    assert len(other.get(f"{address}.json").json()["rows"]) == 1209
    assert len(other.text(f"{address}.csv").splitlines()) == 1210
    first = other.text(address)
    assert len(re.findall(r'href="/school/', first)) == 100 and "Page 1 of 13" in words(first)
    link = html.unescape(re.findall(r'href="([^"]*)">All on one page', first)[0])
    every = other.text(address + link)
    assert len(re.findall(r'href="/school/', every)) == 1209
    assert 'href="?">In pages of a hundred' in every
    other.close()


@pytest.mark.parametrize("code", [county.LA, county.OTHER_LA])
def test_an_authoritys_page_says_how_long_each_list_is(site: Site, code: str) -> None:
    page = site.text(f"/authority/{code}")
    cards = re.findall(
        rf'<li><a href="/authority/{code}/([a-z-]+)">[^<]+</a>\s*<span>([^<]+)<', page
    )
    assert len(cards) == 6
    for name, said in cards:
        assert f"<strong>{said}</strong>" in site.text(f"/authority/{code}/{name}"), name


def test_what_could_not_be_checked_is_one_row_a_school_with_its_points(site: Site) -> None:
    page = site.text(f"/authority/{county.LA}/could-not-check")
    assert page.count("<tr>") == 3, "a heading and two schools"
    points = [int(n) for n in re.findall(r'#unclear">(\d+)<', page)]
    assert len(points) == 2 and min(points) > 20
    assert f"{sum(points)} points at 2 schools" in words(page)
    assert f"Could not check {sum(points)} points at 2 schools" in words(
        site.text(f"/authority/{county.LA}")
    )
    assert "the website's name does not exist" in words(page), "words and not an outcome's name"


def test_each_point_of_a_worklist_leads_to_its_evidence(site: Site) -> None:
    page = site.text(f"/authority/{county.LA}/missing-statutory")
    links = re.findall(r'href="(/school/\d+)#(on-[a-z-]+)"', page)
    assert len(links) == 3
    assert all(f'id="{place}"' in site.text(school_page) for school_page, place in links)


def test_a_list_that_cannot_be_filtered_offers_no_filter(site: Site) -> None:
    assert "<form" not in site.text(f"/authority/{county.LA}/undated").partition("<main")[2]
    assert "<form" in site.text(f"/authority/{county.LA}/missing-statutory").partition("<main")[2]


def test_a_worklist_is_filtered_by_phase(site: Site) -> None:
    page = site.text(f"/authority/{county.LA}/missing-statutory?phase_name=Secondary")
    assert re.findall(r'href="/school/(\d+)"', page) == [str(county.MISSING)]
    link = html.unescape(re.findall(r'href="([^"]*\.csv[^"]*)"', page)[0])
    rows = site.text(link).splitlines()
    assert len(rows) == 2 and "Damson" in rows[1], "the CSV is filtered too"


def test_an_authoritys_schools_are_listed_by_the_state_of_their_report(site: Site) -> None:
    page = site.text(f"/authority/{county.LA}")
    link = html.unescape(re.findall(r'href="([^"]*report_state=could[^"]*)"', page)[0])
    listed = {int(urn) for urn in re.findall(r'href="/school/(\d+)"', site.text(link))}
    assert listed == {county.DOWN, county.NO_WEBSITE}
    everything = site.text(f"/authority/{county.LA}/schools")
    assert len(re.findall(r'href="/school/(\d+)"', everything)) == 9


def test_a_page_after_the_last_is_empty_and_no_error(site: Site) -> None:
    assert "No school fits." in words(site.text(f"/authority/{county.LA}/schools?page=9999"))


def test_one_requirement_at_each_school_leads_to_the_evidence(site: Site) -> None:
    page = site.text(f"/authority/{county.LA}/on/complaints")
    text = words(page)
    assert "9 schools , of 9 that were checked" in text
    places = re.findall(r'href="/school/(\d+)#on-complaints"', page)
    assert int(places[0]) in (county.OVERDUE, county.MISSING), "what is missing comes first"
    only = site.text(f"/authority/{county.LA}/on/complaints?verdict=met")
    assert len(re.findall(r"#on-complaints", only)) == 5
    csv_link = html.unescape(re.findall(r'href="([^"]*\.csv[^"]*)"', only)[0])
    assert len(site.text(csv_link).splitlines()) == 6
    assert site.get(f"/authority/{county.LA}/on/nothing").status_code == 404
    assert site.get("/authority/nowhere/on/complaints").status_code == 404


def test_figures_lead_to_the_schools_behind_them(site: Site) -> None:
    link = f'href="/authority/{county.LA}/on/complaints"'
    assert link in site.text(f"/authority/{county.LA}")
    assert link in site.text("/requirement/complaints")


# Requirements, documents, search, documentation


def test_a_requirement_says_what_the_law_says_and_how_often_it_is_met(site: Site) -> None:
    text = words(site.text("/requirement/complaints"))
    assert "The law says so" in text and "What counts" in text
    assert "Of 10 schools that owe it" in text
    assert "✓ met 6 of 10 (60%)" in text
    assert "How schools put it" in text


def test_examples_differ_from_one_another(site: Site) -> None:
    page = site.text("/requirement/complaints").partition("How schools put it")[2]
    quoted = re.findall(r"<blockquote><p>(.*?)</p>", page)
    assert quoted and len(set(quoted)) == len(quoted)


def test_a_ready_made_question_is_asked_by_name_and_its_rows_lead_on(site: Site) -> None:
    page = site.text(
        f"/sendwatch/missing_one_requirement?la_code={county.LA}&requirement=complaints"
    )
    assert f'<option value="{county.LA}" selected>Sampleshire</option>' in page
    assert f'<a href="/school/{county.OVERDUE}">{county.OVERDUE}</a>' in page
    assert "1 row." in words(page)
    unasked = words(site.text("/sendwatch/longest_overdue"))
    assert "Choose above what the question is about." in unasked
    none = words(site.text(f"/sendwatch/longest_overdue?la_code={county.OTHER_LA}"))
    assert "no row answers this question" in none


def test_what_goes_wrong_inside_is_not_told_in_its_own_words(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the inside of it")

    monkeypatch.setattr("portal.data.home.found_schools", broken)
    answer = site.get("/find?q=alder")
    assert answer.status_code == 500
    assert "It is not your fault." in words(answer.text) and "inside" not in answer.text


def test_what_is_private_says_for_whom_it_is(site: Site) -> None:
    answer = site.get("/sendwatch/contacts")
    assert answer.status_code == 403
    text = words(answer.text)
    assert "This is not public" in text and "permission" not in text


def test_all_requirements_are_listed_the_laws_own_first(site: Site) -> None:
    page = site.text("/requirements")
    assert page.index("/requirement/complaints") < page.index("/requirement/plain-language")


def test_a_search_says_when_it_did_not_compare_all(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Many passages" not in site.text("/search?q=families+complaints")
    monkeypatch.setattr("portal.data.search.RANKED", 30)
    page = site.text("/search?q=families")
    assert "We compared the first 30" in words(page) and "page=2" in page
    assert "Many passages" not in site.text("/search?q=qqqqq")


def test_a_document_shows_its_text_dates_and_school(site: Site, report: str) -> None:
    text = words(site.text(f"/document/{report}"))
    assert "Published by Alder Example Primary School" in text
    assert "“Updated September 2026”" in text and "taken as the document's date" in text
    assert "Our SENCO is [name]; write to [e-mail address]" in text
    assert report in text


def test_dates_and_people_are_marked_in_the_text(site: Site, report: str) -> None:
    page = site.text(f"/document/{report}")
    assert '<mark class="a-date">Updated September 2026</mark>' in page
    special = site.get(
        f"/sendwatch/school_documents.json?urn={county.SPECIAL}&_shape=array"
    ).json()[0]["sha256"]
    assert '<mark class="a-person">[name]</mark>' in site.text(f"/document/{special}")


def test_an_edition_stands_beside_the_one_before(site: Site) -> None:
    page = site.text(f"/school/{county.HOSTILE}")
    link = re.findall(r'href="(/edition/\d+)"', page)[0]
    html_ = site.text(link)
    text = words(html_)
    assert "Updated September 2025; seen from 2 September 2025" in text
    assert "Updated September 2026; seen from 22 November 2026" in text
    assert "reworded" in text and "% of the words are the same" in text
    assert "Ada" not in text and "&lt;script&gt;" in html_ and "<script>alert" not in html_
    assert site.get("/edition/1").status_code == 404, "the first one follows none"


def test_a_page_that_is_kept_is_made_anew_with_the_next_publication(
    site: Site, tmp_path: Path
) -> None:
    with sqlite3.connect(site.database) as source, sqlite3.connect(tmp_path / "c.db") as target:
        source.backup(target)
    other = Site(tmp_path / "c.db", tmp_path, None)
    before = other.text("/requirement/complaints")
    db = sqlite_utils.Database(tmp_path / "c.db")
    with db.atomic():
        db.execute("UPDATE schools SET is_open = 0 WHERE urn = ?", [county.GOOD])
    assert other.text("/requirement/complaints") == before
    publish.publish(db)
    assert "Of 9 schools that owe it" in words(other.text("/requirement/complaints"))
    officer = {"id": "jo", "role": "officer"}
    assert "Logged in as jo" in other.get("/requirement/complaints", actor=officer).text
    assert "Logged in" not in other.text("/requirement/complaints")
    other.close()


def test_a_kept_page_counts_what_is_told_after_the_publication(site: Site, tmp_path: Path) -> None:
    with sqlite3.connect(site.database) as source, sqlite3.connect(tmp_path / "c.db") as target:
        source.backup(target)
    other = Site(tmp_path / "c.db", tmp_path, None)
    assert "3 points at 3 schools" in words(other.text(f"/authority/{county.LA}"))
    with sqlite3.connect(tmp_path / "c.db") as db:
        db.execute(
            "INSERT INTO changes (urn, night, since, kind, cause, run_id)"
            " SELECT ?, '2026-11-23', '2026-11-23', 'site unreachable', 'site', run_id"
            " FROM changes LIMIT 1",
            [county.DOWN],
        )
    assert "4 points at 4 schools" in words(other.text(f"/authority/{county.LA}"))
    other.close()


def test_an_unpublished_document_has_no_page(site: Site) -> None:
    assert site.get(f"/document/{'0' * 64}").status_code == 404


def test_search_finds_passages_with_school_and_page(site: Site) -> None:
    text = words(site.text('/search?q="tell families" complaints'))
    page = site.text("/search?q=unhappy")
    assert "<mark>unhappy</mark>" in page
    assert "SEN Information Report of" in words(page) and "page 2" in words(page)
    assert "Nothing found" in text


def test_passages_under_a_fitting_heading_come_first(site: Site) -> None:
    page = site.text("/search?q=talk")
    first = page[page.index('<ol class="hits"') :]
    assert "Who to talk to" in words(first[: first.index("</a>")])


@pytest.mark.parametrize("query", ['"', "AND", "NEAR(", "a* OR (", "heading:x", "^", "-", "%00"])
def test_no_query_is_an_error(site: Site, query: str) -> None:
    assert (
        site.get(
            "/search",
        ).status_code
        == 200
    )
    assert site.get(f"/search?q={query}&page=2").status_code == 200


def test_the_corrections_page_tells_a_school_what_it_can_ask_for(site: Site) -> None:
    page = site.text("/corrections")
    for word in ("Look again", "Review", "Dispute", "Reply", "Take away"):
        assert word in page
    assert 'href="/corrections"' in site.text("/"), "every page leads there"
    assert ".md" not in page, "a link inside the docs folder leads nowhere here"


def test_documentation_is_rendered_without_its_raw_html(site: Site) -> None:
    page = site.text("/methodology")
    assert "<h1>Methodology</h1>" in page and "<td>1</td>" in page
    assert "alert(1)</script>" not in page.replace("&lt;", "<").partition("<main")[0]
    assert 'href="https://example.org"' in page and 'href="javascript' not in page
    assert site.get("/accuracy").status_code == 404


def test_marks_for_the_program_that_fills_in_a_table_are_not_shown(tmp_path: Path) -> None:
    page = "# Right\n\n<!-- made: totals -->\n| a |\n|---|\n| 1 |\n<!-- end -->\n\nEnd.\n"
    (tmp_path / "accuracy.md").write_text(page, encoding="utf-8")
    shown = str(documentation.rendered(tmp_path, "accuracy"))
    assert "<td>1</td>" in shown and "<p>End.</p>" in shown
    assert "made:" not in shown and "--" not in shown


@pytest.mark.parametrize(
    "path",
    ["/school/1", "/authority/nowhere", "/authority/999/best", "/requirement/made-up", "/nowhere"],
)
def test_what_is_not_there_says_so_and_leads_on(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "find a school" in words(answer.text)


@pytest.mark.parametrize(
    "urn",
    [county.GOOD, county.OVERDUE, county.UNDATED, county.MISSING, county.DOWN, county.SPECIAL],
)
def test_a_schools_page_can_be_read_at_twelve(site: Site, urn: int) -> None:
    page = site.text(f"/school/{urn}")
    ours = re.sub(
        r'<blockquote>.*?</blockquote>|<p class="where">.*?</p>|<textarea.*?</textarea>',
        "",
        page,
        flags=re.DOTALL,
    )
    document = read_document(ours.encode(), content_type="text/html")
    language = readability.language(document)
    assert language is not None and language.words > 150
    assert language.reading_age is not None and language.reading_age <= 12


def test_pages_are_light(site: Site) -> None:
    for path in ("/", f"/authority/{county.LA}", f"/school/{county.GOOD}"):
        weight = sum(
            len(site.get(part).content)
            for part in (path, "/assets/portal.css", "/assets/portal.js", "/assets/icon.svg")
        )
        assert weight < 100_000, path
