"""What somebody tries who means no good: with words, with addresses, at the door."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import sqlite_utils
from click.testing import CliRunner

from portal import copies
from portal.access import PUBLIC_TABLES
from portal.data import home as homes
from portal.finder import Finder, Place
from sendwatch.cli import main
from sendwatch.console import PlainFormatter, plain
from sendwatch.store import publish
from tests.portal import county
from tests.portal.conftest import Site

ESCAPE = "\x1b[2J\x1b]0;owned\x07"
TURNED = "\u202egnp.exe"
LONG = "W" * 400
NAME = f"Alder{ESCAPE}{TURNED}\x9b31m\r\nSet-Cookie: a=b\x00 {LONG}"


@pytest.fixture(scope="module")
def attacked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The county after a school, its trust and its documents took hostile names."""
    folder = tmp_path_factory.mktemp("attacked")
    with sqlite3.connect(site.database) as source, sqlite3.connect(folder / "c.db") as target:
        source.backup(target)
    db = sqlite_utils.Database(folder / "c.db")
    with db.atomic():
        db.execute(
            "UPDATE schools SET name = :name, trust_name = :name, town = :name, phase_name = :name,"
            " telephone = :name, website_note = :name WHERE urn IN (:good, :down)",
            {"name": NAME, "good": county.GOOD, "down": county.DOWN},
        )
        db.execute("UPDATE documents SET title = ?", [NAME])
        db.execute("UPDATE authorities SET name = ?", [NAME])
    publish.publish(db)
    db.conn.close()
    made = Site(folder / "c.db", folder, None)
    yield made
    made.close()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/find?q=alder",
        f"/school/{county.GOOD}",
        f"/school/{county.DOWN}",
        f"/school/{county.OVERDUE}/letter",
        f"/authority/{county.LA}",
        f"/authority/{county.LA}/schools",
        f"/authority/{county.LA}/could-not-check",
        f"/authority/{county.LA}/on/complaints",
        "/requirement/complaints",
        "/search?q=families",
        f"/data/{county.LA}",
        f"/school/{county.GOOD}.json",
        f"/school/{county.GOOD}.atom",
        f"/authority/{county.LA}.atom",
        f"/authority/{county.LA}.ics",
        f"/authority/{county.LA}/points.json",
        "/sendwatch/schools",
        "/sendwatch/schools.csv?_stream=on&_dl=on",
    ],
)
def test_control_characters_break_no_page_feed_or_header(attacked: Site, path: str) -> None:
    answer = attacked.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    if path.endswith((".ics", ".atom")):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", answer.text)
    if path.endswith(".ics"):
        assert not re.search(r"^Set-Cookie", answer.text, re.MULTILINE)


def test_a_name_cannot_turn_the_words_around_it(site: Site) -> None:
    style = site.text("/assets/portal.css")
    isolated = re.findall(r"([^{}]*)\{[^{}]*unicode-bidi: isolate", style)
    assert isolated and {"a", "span", "mark"} <= {
        one.strip() for one in isolated[0].rpartition("*/")[2].split(",")
    }


# The command line


@pytest.mark.parametrize(
    "words",
    [
        ["register", "show"],
        ["reply", "list"],
        ["why", str(county.GOOD)],
        ["why", NAME.replace("\x00", "")],
        ["review", "list"],
    ],
)
def test_a_name_cannot_steer_an_officers_terminal(attacked: Site, words: list[str]) -> None:
    said = CliRunner().invoke(main, [*words, "--db", str(attacked.database)]).output
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)


def test_log_lines_and_errors_cannot_steer_it_either() -> None:
    record = logging.LogRecord("sendwatch", logging.INFO, "", 0, "left: %s", (NAME,), None)
    assert "\x1b" not in PlainFormatter("%(message)s").format(record)
    said = CliRunner().invoke(main, ["register", "import", "/nowhere\x1b[31m.csv"]).output
    assert "\x1b" not in said


@pytest.mark.parametrize("text", ["one\ttwo\nthree\r\n", "Ysgol Gŵyr – “naïve” ✓", "学校"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


# The archive


@pytest.mark.parametrize("form", ["unknown", "svg", "docx", "xml", "xhtml"])
def test_what_a_browser_might_run_is_only_saved(form: str, tmp_path: Path) -> None:
    assert form not in copies.SHOWN
    name = copies.filename('http://x.example.org/a"%0d%0aSet-Cookie:%20a=b;.svg', form)
    assert re.fullmatch(r"[A-Za-z0-9-]+\.[a-z]+", name)


@pytest.mark.parametrize(
    "path",
    [
        "/document/../../etc/passwd/file",
        f"/document/{'..%2f' * 20}etc%2fpasswd/file",
        f"/document/{'A' * 64}/file",
        f"/document/{'0' * 63}%00/file",
        "/assets/..%2fhooks.py",
        "/assets/%2e%2e/hooks.py",
        "/data/..%2f..%2fany-name/findings.csv.gz",
    ],
)
def test_no_address_leads_out_of_its_folder(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code in (302, 404)
    assert "root:" not in answer.text and "register_routes" not in answer.text


# The tables


@pytest.mark.parametrize("table", ["schools", "runs", "bodies", "requirements"])
@pytest.mark.parametrize("private", ["contacts", "captures", "findings", "evidence"])
def test_a_private_table_cannot_be_asked_through_a_public_one(
    site: Site, table: str, private: str
) -> None:
    through = quote(json.dumps({"table": private, "column": "sha256", "value": "x"}))
    assert site.get(f"/sendwatch/{table}.json?_through={through}").status_code in (400, 403)


@pytest.mark.parametrize(
    "asked",
    [
        "_where=urn+in+(select+urn+from+captures)",
        "_sort=(select+name+from+contacts)",
        "_facet=(select+name+from+contacts)",
        "_search=x&_searchmode=raw",
        "_col=(select+name+from+contacts)",
        "_labels=on",
        "_extra=private",
        "sql=select+*+from+contacts",
    ],
)
@pytest.mark.parametrize("table", ["schools", "latest_findings", "changes", "runs"])
@pytest.mark.filterwarnings("ignore:coroutine")  # Datasette's, when a facet is refused
def test_no_argument_reaches_private_data(site: Site, table: str, asked: str) -> None:
    for suffix in (".json", ".csv"):
        answer = site.get(f"/sendwatch/{table}{suffix}?{asked}")
        assert county.SENCO not in answer.text and "ada.sample" not in answer.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("_sort=nope", "Cannot sort table by nope"),
        ("_sort_desc=nope", "Cannot sort table by nope"),
        ("_sort=urn&_sort_desc=urn", "at the same time"),
        ("_through=x", "cannot be understood"),
        ("_through=%5B%5D", "cannot be understood"),
        ("_through=%7B%22table%22:1%7D", "cannot be understood"),
        ("urn__in=%5B1", "cannot be understood"),
        ("_timelimit=abc", "cannot be understood"),
    ],
)
@pytest.mark.parametrize("table", ["schools", "overdue"])
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    site: Site, table: str, asked: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for suffix in ("", ".json", ".csv"):
        answer = site.get(f"/sendwatch/{table}{suffix}?{asked}")
        assert answer.status_code == 400 and said in answer.text
        assert ("json" in answer.headers["content-type"]) == (suffix == ".json")
        assert "Traceback" not in answer.text
    assert f'href="/sendwatch/{table}"' in site.get(f"/sendwatch/{table}?{asked}").text
    assert "Traceback" not in capfd.readouterr().err, "nor in the log: robots ask such things"


@pytest.mark.parametrize(
    "path", ["/sendwatch.csv", "/sendwatch/latest_findings/1", "/sendwatch/overdue?_next=x"]
)
def test_a_form_that_is_not_there_is_no_failure_of_ours(site: Site, path: str) -> None:
    assert site.get(path).status_code in (400, 404)


def test_a_fault_of_ours_stays_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(homes, "found_schools", broken)
    assert site.get("/find?q=alder").status_code == 500


@pytest.mark.parametrize("path", ["schools/900001", "runs/{run}", "bodies/{body}"])
def test_a_row_tells_nothing_of_private_tables(site: Site, report: str, path: str) -> None:
    run = site.get("/sendwatch/runs.json?_shape=array").json()[0]["id"]
    path = f"/sendwatch/{path.format(run=run, body=report)}"
    officer = {"id": "someone", "role": "officer"}
    for suffix in ("", ".json?_extras=foreign_key_tables"):
        public, full = site.get(path + suffix), site.get(path + suffix, actor=officer)
        assert public.status_code == full.status_code == 200
        named = set(re.findall(r"/sendwatch/(\w+)\?", public.text))
        assert not named - PUBLIC_TABLES and named
        assert named < set(re.findall(r"/sendwatch/(\w+)\?", full.text))


def test_the_list_of_tables_shows_no_private_one(site: Site) -> None:
    listed = site.get("/sendwatch.json").json()
    names = {table["name"] for table in listed["tables"]} | {v["name"] for v in listed["views"]}
    assert names and not names & {"contacts", "captures", "findings", "passages", "passages_fts"}


# The door


def post(site: Site, path: str, data: dict[str, str], **headers: str) -> httpx.Response:
    sent = site.datasette.client.post(
        path, data=data, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = site.wait(sent)
    assert isinstance(answer, httpx.Response)
    return answer


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://localhost.evil.example"),
        ("sec_fetch_site", "cross-site"),
        ("sec_fetch_site", "same-site"),
    ],
)
def test_a_form_of_another_site_logs_nobody_in(site: Site, header: str, value: str) -> None:
    answer = post(site, "/-/login", {"username": "officer"}, **{header: value})
    assert answer.status_code == 403 and "another site" in answer.text
    assert "content-security-policy" in answer.headers


def test_our_own_form_is_looked_at(site: Site) -> None:
    answer = post(site, "/-/login", {}, origin="http://localhost", sec_fetch_site="same-origin")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path", ["/", f"/school/{county.GOOD}", "/sendwatch/schools", "/sendwatch"]
)
def test_nothing_else_can_be_posted(site: Site, path: str) -> None:
    answer = post(site, path, {"urn": "1", "sql": "delete from schools"})
    assert answer.status_code == 405


@pytest.mark.parametrize("next_", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_no_address_here_leads_to_another_site(site: Site, next_: str) -> None:
    for path in (f"/-/login?next={next_}", f"/-/logout?next={next_}", f"/{next_}/"):
        target = site.get(path).headers.get("location", "/")
        assert httpx.URL("http://here").join(target).host == "here"


@pytest.mark.parametrize(
    "cookie", ["", "x", "eyJhIjp7ImlkIjoicm9vdCJ9fQ.AAAA", '{"a":{"id":"root"}}']
)
def test_a_forged_cookie_is_nobody(site: Site, cookie: str) -> None:
    answer = site.wait(
        site.datasette.client.get("/sendwatch/contacts", cookies={"ds_actor": cookie})
    )
    assert isinstance(answer, httpx.Response)
    assert answer.status_code == 403


# Those who want it to stand still


def test_of_very_many_words_only_the_first_few_are_looked_for() -> None:
    finder = Finder([Place(1, "Alder Example School", "Exampleton", "")])
    few = "alder example school exampleton ald exa sch tow".replace("tow", "ton")
    assert finder.find(f"{few} {'nowhere ' * 100}") == [1]
    assert finder.find("alder " * 100 + "nowhere") == []


@pytest.mark.parametrize("query", ["a " * 5000, '"' * 999, "NEAR/" * 40, "*" * 190, "\u202e" * 200])
def test_an_absurd_query_is_answered(site: Site, query: str) -> None:
    for page in ("find", "search"):
        assert site.get(f"/{page}?q={quote(query)}").status_code == 200
