"""Before the day: officers read everything, a school its own page, and nobody else anything."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator

import httpx
import pytest
from click.testing import CliRunner

from portal import preview
from portal.serve import SECRET
from sendwatch import clock
from sendwatch.cli import main
from tests.portal import county
from tests.portal.conftest import Site

DAY = dt.date(2027, 1, 15)
OFFICER = {"id": "someone", "role": "officer"}


@pytest.fixture
def early(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site on the day before it is public."""
    monkeypatch.setenv(SECRET, "a secret of the tests")
    monkeypatch.setattr(clock, "today", lambda: DAY - dt.timedelta(1))
    made = Site(site.database, site.database.parent / "docs", site.database.parent, public=DAY)
    yield made
    made.close()


def links(site: Site) -> dict[int, str]:
    """Each school's link, as an officer gets it."""
    words = ["school-links", "--site", "https://localhost/", "--db", str(site.database)]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0, said.output
    return {int(row["urn"]): row["link"] for row in csv.DictReader(said.output.splitlines())}


def client(site: Site) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=site.datasette.app())
    return httpx.AsyncClient(transport=transport, base_url="https://localhost")


def ask(site: Site, visitor: httpx.AsyncClient, path: str) -> httpx.Response:
    answer = site.wait(visitor.get(path, follow_redirects=True))
    assert isinstance(answer, httpx.Response)
    return answer


def test_a_school_sees_its_page_and_the_evidence_and_no_other(early: Site, report: str) -> None:
    visitor = client(early)
    link = links(early)[county.GOOD]
    page = ask(early, visitor, link)
    assert page.status_code == 200 and "Alder Example Primary School" in page.text
    assert "key=" not in str(page.url), "a copied address gives nothing away"
    for path in (
        f"/school/{county.GOOD}",
        f"/school/{county.GOOD}.json",
        f"/school/{county.GOOD}.atom",
        f"/document/{report}",
        f"/document/{report}/file",
        "/corrections",
    ):
        assert ask(early, visitor, path).status_code == 200, path
    theirs = early.get(f"/school/{county.OVERDUE}", actor=OFFICER).text
    others = re.findall(r"/document/[0-9a-f]{64}", theirs)
    for path in (
        f"/school/{county.OVERDUE}",
        others[0],
        f"{others[0]}/file",
        "/edition/2",
        "/",
        f"/authority/{county.LA}",
        "/requirement/complaints",
        "/search?q=families",
        "/sendwatch/schools.json",
        "/data/national/schools.csv.gz",
        "/.json",
    ):
        assert ask(early, visitor, path).status_code == 403, path


def test_a_school_compares_its_own_editions(early: Site) -> None:
    visitor = client(early)
    ask(early, visitor, links(early)[county.HOSTILE])
    assert ask(early, visitor, "/edition/2").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/school/{}", "/school/{}.json", "/school/{}/letter", "/document/" + "0" * 64, "/nowhere"],
)
def test_nobody_can_find_out_which_schools_there_are(early: Site, path: str) -> None:
    answers = {early.get(path.format(urn)).text for urn in (county.GOOD, 1, county.CLOSED)}
    assert len(answers) == 1 and "This site is not public yet" in answers.pop()


@pytest.mark.parametrize(
    "forged", ["x", "", "{key}x", "{other}", "OTAwMDAx", "900001.AAAA", "{cookie}"]
)
def test_a_forged_link_opens_nothing(early: Site, forged: str) -> None:
    made = links(early)
    key = made[county.GOOD].partition("key=")[2]
    other = made[county.OVERDUE].partition("key=")[2]
    cookie = early.datasette.sign(county.GOOD, "actor")
    tried = forged.format(key=key, other=other, cookie=cookie)
    assert early.get(f"/school/{county.GOOD}?key={tried}").status_code == 403
    sent = early.datasette.client.get(
        f"/school/{county.GOOD}", cookies={preview.SCHOOL: tried if tried != other else "x"}
    )
    answer = early.wait(sent)
    assert isinstance(answer, httpx.Response)
    assert answer.status_code == 403


def test_officers_read_everything_before(early: Site) -> None:
    for path in ("/", f"/school/{county.GOOD}", "/sendwatch/schools.csv", "/search?q=families"):
        assert early.get(path, actor=OFFICER).status_code == 200
    assert early.get("/", actor={"id": "parent"}).status_code == 403


def test_on_the_day_everybody_reads(early: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    assert early.get(f"/school/{county.GOOD}").status_code == 200


def test_links_need_the_servers_secret(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET, raising=False)
    words = ["school-links", "--site", "https://x.example", "--db", str(site.database)]
    said = CliRunner().invoke(main, words)
    assert said.exit_code != 0 and SECRET in said.output


def test_the_files_that_anybody_may_have_are_ours(early: Site) -> None:
    assert early.get("/assets/portal.css").status_code == 200
    assert early.get("/assets/..%2f..%2fmetadata.yml").status_code == 404
    assert "Ada" not in early.get("/methodology").text
