"""Safe on the internet: hostile schools, private tables, strict headers, reading only."""

from __future__ import annotations

import re
import sqlite3
import urllib.robotparser

import httpx
import pytest

from portal.access import PUBLIC_TABLES
from tests.portal import county
from tests.portal.conftest import Site

OFFICER = {"id": "someone", "role": "officer"}

PAGES = [
    "/",
    "/find?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/find?q=hazel",
    f"/school/{county.HOSTILE}",
    f"/authority/{county.LA}",
    f"/authority/{county.LA}/overdue",
    f"/authority/{county.LA}/could-not-check?phase_name=%22%3E%3Cscript%3E",
    "/requirement/complaints",
    "/requirements",
    "/local-offers",
    "/search?q=alert",
    '/search?q=%22%3E%3Cscript%3Ealert("x")',
    "/methodology",
    "/corrections",
    f"/authority/{county.LA}/changed",
    f"/authority/{county.LA}/schools",
    "/data",
    f"/data/{county.LA}",
    "/-/login",
    "/nowhere",
]


def hostile_report(site: Site) -> str:
    rows = site.get(f"/sendwatch/school_documents.json?urn={county.HOSTILE}&_shape=array").json()
    return f"/document/{rows[0]['sha256']}"


OWN_SCRIPTS = {
    '<script src="/assets/portal.js" defer>',
    '<script src="/assets/map.js" type="module">',
}


def scripts(html: str) -> list[str]:
    return re.findall(r"<script[^>]*>", html, re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_from_outside_becomes_markup(site: Site, path: str) -> None:
    html = site.get(path).text
    assert set(scripts(html)) <= OWN_SCRIPTS
    assert not re.search(r"\son\w+\s*=", html), "no event handlers"
    assert " style=" not in html and "<style" not in html, "the policy forbids inline style"
    assert "javascript:" not in re.findall(r'href="([^"]*)"', html)
    assert "<b>Bold</b>" not in html and '"><i>' not in html


def test_a_hostile_document_is_text(site: Site) -> None:
    html = site.text(hostile_report(site))
    assert set(scripts(html)) <= OWN_SCRIPTS
    assert "&lt;script&gt;" in html
    assert not re.search(r'href="javascript', html)


@pytest.mark.parametrize("path", [*PAGES, "/sendwatch/schools", "/sendwatch/contacts"])
def test_every_answer_has_the_security_headers(site: Site, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", [p for p in PAGES if p != "/nowhere"])
def test_own_pages_allow_no_inline_style_either(site: Site, path: str) -> None:
    assert "unsafe" not in site.get(path).headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        f"/school/{county.HOSTILE}.json",
        f"/school/{county.HOSTILE}.atom",
        f"/authority/{county.LA}.atom",
        f"/authority/{county.LA}.ics",
        f"/authority/{county.LA}/points.json",
        "/data/national/datapackage.json",
        "/data/national/replies.csv.gz",
    ],
)
def test_what_is_not_a_page_is_never_taken_for_one(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ['x"><script>alert(1)</script>', "example.org/&<b>"])
def test_a_forged_host_is_text_in_feeds_and_calendars(site: Site, host: str) -> None:
    for path in (f"/authority/{county.LA}.atom", f"/authority/{county.LA}.ics"):
        answer = site.wait(site.datasette.client.get(path, headers={"host": host}))
        assert isinstance(answer, httpx.Response)
        assert answer.status_code == 200
        if path.endswith("atom"):
            assert "<script" not in answer.text and "<b>" not in answer.text


def test_a_hostile_reply_is_text(site: Site) -> None:
    html = site.text(f"/school/{county.HOSTILE}")
    assert "&lt;script&gt;" in html.partition("What the school says")[2].partition("</section>")[0]


def test_every_table_that_is_not_named_public_is_closed(site: Site) -> None:
    with sqlite3.connect(site.database) as db:
        kinds = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        names = {row[0] for row in db.execute(kinds)}
    for name in names - PUBLIC_TABLES:
        for suffix in ("", ".json", ".csv", ".json?_shape=array"):
            assert site.get(f"/sendwatch/{name}{suffix}").status_code == 403, name


@pytest.mark.parametrize("spelling", ["CONTACTS", "Contacts", "contacts"])
def test_other_spellings_are_closed_too(site: Site, spelling: str) -> None:
    assert site.get(f"/sendwatch/{spelling}").status_code in (403, 404)
    assert site.get(f"/sendwatch/{spelling}/1").status_code in (403, 404)


def test_an_officer_sees_what_the_public_does_not(site: Site) -> None:
    answer = site.get("/sendwatch/contacts.json?_shape=array", actor=OFFICER)
    assert any(row["name"] == county.SENCO for row in answer.json())
    assert site.get("/sendwatch/contacts", actor={"id": "parent"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/sendwatch?sql=select+*+from+contacts",
        "/sendwatch.json?sql=select+*+from+contacts",
        "/sendwatch/schools?_where=1%3D1",
    ],
)
def test_the_public_writes_no_sql(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code in (400, 403)
    assert county.SENCO not in answer.text


@pytest.mark.parametrize("name", ["databases", "threads", "settings", "versions", "plugins"])
def test_nothing_is_told_of_the_server(site: Site, name: str) -> None:
    for suffix in ("", ".json"):
        answer = site.get(f"/-/{name}{suffix}")
        assert answer.status_code == 404
        assert str(site.database) not in answer.text


def test_robots_are_kept_from_ten_thousand_ways_to_sort_a_table(site: Site) -> None:
    answer = site.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    asked = urllib.robotparser.RobotFileParser()
    asked.parse(answer.text.splitlines())
    for path in ("/", f"/school/{county.GOOD}", "/data/national/findings.csv.gz"):
        assert asked.can_fetch("*", path), path
    for path in ("/sendwatch/schools?_sort=name", "/search?q=x", "/-/login"):
        assert not asked.can_fetch("*", path), path


def test_the_database_cannot_be_downloaded(site: Site) -> None:
    assert site.get("/sendwatch.db").status_code in (403, 404)
    assert site.get("/any-name.db").status_code in (403, 404)


@pytest.mark.parametrize("query", ["Ada", "ada.sample", "Sample", "SENCO"])
def test_searching_for_a_person_shows_no_name(site: Site, query: str) -> None:
    html = site.text(f"/search?q={query}")
    hits = html.partition('<ol class="hits"')[2].partition("</ol>")[0]
    assert "/document/" in hits, "there are hits"
    assert "Ada" not in hits and "ada.sample" not in hits


def test_public_pages_and_data_name_nobody(site: Site, report: str) -> None:
    for path in (
        f"/school/{county.GOOD}",
        f"/school/{county.GOOD}.json",
        f"/document/{report}",
        "/requirement/senco-contact",
        "/sendwatch/latest_findings.csv?_stream=on&_size=max",
        "/sendwatch/for_a_person.csv?la_code=999",
    ):
        assert "Ada" not in site.text(path), path


def test_the_portal_opens_the_database_for_reading_only(site: Site) -> None:
    database = site.datasette.get_database("sendwatch")

    def write(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM schools")

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        site.wait(database.execute_fn(write))
