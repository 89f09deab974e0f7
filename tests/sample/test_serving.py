"""The websites answer as real ones do, faults included, and every document can be reached."""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import pytest

from tests.sample.conftest import DATA, TODAY
from tests.sites import County, PortInUseError, RunningCounty, build_county, serve
from tests.sites.model import School
from tests.sites.stories import is_unreachable
from tests.sites.styles import STYLE_NAMES
from tests.sites.web import Kept

_WELL = ("", "moved")
"""Links that lead to the document in the end."""
_ADDRESS = re.compile(
    r"""(?:href|src|data|url|location\.href)["']?\s*[=:]\s*["']?\s*([^"'<>]+?)\s*["'<>]""", re.I
)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5, headers={"User-Agent": "test"}) as made:
        yield made


def with_story(county: County, name: str) -> School:
    return next(school for school in county.schools if name in school.story and not school.closed)


def addresses_in(text: str, base: str) -> set[str]:
    """Find everything in a page that could be an address: an untiring reader's view."""
    found = set()
    for raw in _ADDRESS.findall(text.replace("&amp;", "&")):
        value = raw.replace("\\", "/")
        value = re.sub(r"^h+ttp:", "http:", value.strip(), flags=re.I)
        target = urljoin(base, value).split("#")[0]
        found.add(target)
        for name, inner in parse_qsl(urlsplit(target).query):
            if name in ("file", "url"):
                found.add(urljoin(base, inner))
    return found | _made_of_numbers(text)


def _made_of_numbers(text: str) -> set[str]:
    """Files whose number alone stands in the page's data, made as a picture beside them is."""
    pattern = re.search(r'src="([^"]+/)(\d+)/\2\.png"', text)
    entries = re.findall(r'"id": "(\d+)", "name": "[^"]*", "ext": "(\w+)"', text)
    return {f"{pattern[1]}{n}/{n}.{ext}" for n, ext in entries} if pattern else set()


def reachable(client: httpx.Client, home: str, origins: set[str]) -> set[str]:
    """Walk a site from its home page over every address found; gives final addresses."""
    queue, seen, reached = [home], {home}, set()
    while queue:
        page = queue.pop()
        answer = client.get(page, headers={"Referer": home}, follow_redirects=True)
        reached |= {page, str(answer.url)}
        if "html" not in answer.headers.get("content-type", "") or answer.status_code != 200:
            continue
        for target in addresses_in(answer.text, str(answer.url)) - seen:
            parts = urlsplit(target)
            if f"{parts.scheme}://{parts.netloc}" in origins and "month=" not in target:
                seen.add(target)
                queue.append(target)
    return {canonical(address) for address in reached}


def canonical(address: str) -> str:
    return str(httpx.URL(address))


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_every_document_can_be_reached_from_the_home_page(
    style: str, county: County, running: RunningCounty, client: httpx.Client
) -> None:
    school = next(
        school for school in county.schools
        if school.style == style and not school.closed and not is_unreachable(school.story)
        and not any(publication.trouble not in _WELL for publication in school.publications)
    )  # fmt: skip
    places = county.web().places[school.urn]
    bind = running.addresses.bind
    hosts = {school.host, *(place.url.split("//")[1].split(".")[0] for place in places.values())}
    origins = {running.addresses.origin(host) for host in hosts}
    reached = reachable(client, running.url(school), origins)
    for publication in school.publications:
        place = places[publication.key]
        linked = [url for url in place.found_on if canonical(bind(url)) in reached]
        assert linked or publication.key == "website-accessibility-statement", publication.key
        assert canonical(bind(place.url)) in reached, (publication.key, bind(place.url))


def test_files_are_what_their_form_says(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    starts = {"pdf": b"%PDF-", "scan": b"%PDF-", "encrypted": b"%PDF-", "docx": b"PK"}
    web, seen = county.web(), set()
    for school in county.schools:
        if school.closed or is_unreachable(school.story):
            continue
        for publication in school.publications:
            kind = (publication.form, school.style)
            well = publication.trouble in _WELL
            if publication.form == "page" or not well or kind in seen:
                continue
            seen.add(kind)
            url = running.addresses.bind(web.places[school.urn][publication.key].url)
            answer = client.get(url, headers={"Referer": running.url(school)})
            assert answer.status_code == 200, url
            assert answer.content.startswith(starts[publication.form]), url
    assert {form for form, _ in seen} == set(starts)


@pytest.mark.parametrize(
    ("story", "error"),
    [
        ("site-refused", httpx.ConnectError),
        ("site-lost", httpx.RemoteProtocolError),
        ("site-tls", httpx.RemoteProtocolError),
        ("site-timeout", httpx.ReadTimeout),
    ],
)
def test_connections_fail_for_real(
    story: str, error: type[Exception], county: County, running: RunningCounty
) -> None:
    with pytest.raises(error):
        httpx.get(running.url(with_story(county, story)), timeout=0.6)


def test_a_slow_site_trickles(county: County, running: RunningCounty) -> None:
    got = 0
    url = running.url(with_story(county, "site-slow"))
    with (
        pytest.raises((httpx.ReadTimeout, httpx.RemoteProtocolError)),
        httpx.stream("GET", url, timeout=0.8) as answer,
    ):
        for chunk in answer.iter_raw():
            got += len(chunk)
    assert got < 2000


@pytest.mark.parametrize(
    ("story", "path", "status"),
    [
        ("site-challenge", "/", 403),
        ("site-forbidden", "/", 403),
        ("site-unauthorised", "/", 401),
        ("site-gone", "/", 410),
        ("site-busy", "/", 429),
        ("site-block-page", "/", 200),
        ("site-parked", "/", 200),
        ("site-redirect-loop", "/", 302),
        ("site-server-error", "/robots.txt", 503),
        ("site-robots-down", "/robots.txt", 503),
        ("site-robots", "/", 200),
        ("script-only", "/anything", 200),
    ],
)
def test_refusals(
    story: str, path: str, status: int, county: County, running: RunningCounty, client: httpx.Client
) -> None:
    school = with_story(county, story)
    answer = client.get(running.url(school).rstrip("/") + path)
    assert answer.status_code == status
    if story == "site-robots":
        robots = client.get(running.url(school) + "robots.txt").text
        assert "Disallow: /\n" in robots
    if story == "script-only":
        assert "<a " not in answer.text


def test_a_dead_link_to_the_report(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    for story, status in (("report-soft-404", 200), ("report-broken-link", 404)):
        school = with_story(county, story)
        place = county.web().places[school.urn]["report"]
        answer = client.get(running.addresses.bind(place.url), headers={"Referer": "x"})
        assert answer.status_code == status
        assert "cannot be found" in answer.text


def test_other_things_come_instead_of_the_report(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    def fetch(story: str) -> httpx.Response:
        school = with_story(county, story)
        url = running.addresses.bind(county.web().places[school.urn]["report"].url)
        return client.get(url, headers={"Referer": "x"}, follow_redirects=True)

    assert "type='password'" in fetch("report-sign-in").text
    assert fetch("report-wrong-content").headers["content-type"] == "image/png"
    assert len(fetch("report-too-large").content) > 30 * 1024 * 1024


@pytest.mark.parametrize(
    ("story", "words"), [("site-tls-expired", "self-signed|expired"), ("site-tls", "SSL|version")]
)
def test_https_that_cannot_be_trusted(
    story: str, words: str, county: County, running: RunningCounty
) -> None:
    school = with_story(county, story)
    website = running.addresses.website(school)
    assert website.startswith("https://")
    with pytest.raises(httpx.ConnectError, match=words):
        httpx.get(website, timeout=2)


def test_a_report_over_several_pages_is_whole_when_joined(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    school = with_story(county, "report-pages")
    place = county.web().places[school.urn]["report"]
    pages = [client.get(running.addresses.bind(url)).text for url in place.parts]
    assert len(pages) > 3
    report = school.publication("report")
    assert report is not None
    for section in report.paper.sections:
        holding = [page for page in pages if f">{escape(section.heading)}</h2>" in page]
        assert len(holding) == 1, section.heading


@pytest.mark.parametrize("style", ["wordpress", "finalsite"])
def test_hidden_addresses_can_be_uncovered(
    style: str, county: County, running: RunningCounty, client: httpx.Client
) -> None:
    school = next(
        school for school in county.schools
        if school.style == style and not school.closed and not is_unreachable(school.story)
        and school.group != "SP" and not {"senco-missing", "senco-no-contact"} & set(school.story)
    )  # fmt: skip
    path = "about-us/staff/" if style == "wordpress" else "about-us/staff"
    page = client.get(running.url(school) + path)
    assert school.senco_email not in page.text
    codes = [bytes.fromhex(code) for code in re.findall(r'data-cfemail="(\w+)"', page.text)]
    shown = {"".join(chr(byte ^ code[0]) for byte in code[1:]) for code in codes}
    assert school.senco_email in shown


def test_local_offers_alive_wrong_and_dead(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    origin = running.addresses.origin
    assert "Sampleshire" in client.get(origin("local-offer") + "/local-offer/").text
    assert "Sampleshire" not in client.get(origin("other-local-offer") + "/local-offer/").text
    dead = with_story(county, "local-offer-dead").publication("report")
    assert dead is not None
    link = re.search(r"http://local-offer\.county\.test\S+page", dead.paper.text)
    assert link is not None
    assert client.get(running.addresses.bind(link[0])).status_code == 404


def test_unchanged_files_answer_304_by_tag_and_by_date(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    school = with_story(county, "report-docx")
    url = running.addresses.bind(county.web().places[school.urn]["policy"].url)
    headers = {"Referer": running.url(school)}
    first = client.get(url, headers=headers)
    by_tag = client.get(url, headers=headers | {"If-None-Match": first.headers["etag"]})
    since = {"If-Modified-Since": first.headers["last-modified"]}
    by_date = client.get(url, headers=headers | since)
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert by_date.status_code == 304
    other = client.get(url, headers=headers | {"If-None-Match": '"another"'})
    assert other.content == first.content


def test_storage_wants_a_referer(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    school = next(
        school for school in county.schools
        if school.style == "primarysite" and school.publication("policy")
    )  # fmt: skip
    url = running.addresses.bind(county.web().places[school.urn]["policy"].url)
    assert client.get(url).status_code == 403
    assert client.get(url, headers={"Referer": running.url(school)}).status_code == 200


def test_the_calendar_has_no_end(
    county: County, running: RunningCounty, client: httpx.Client
) -> None:
    school = next(
        school for school in county.schools
        if school.style == "wordpress" and not is_unreachable(school.story)
    )  # fmt: skip
    page = running.url(school) + "events/?month=2026-11"
    for _ in range(30):
        following = re.findall(r'href="([^"]+)">Next', client.get(page).text)
        page = urljoin(page, following[0])
    assert "2029-05" in page


def test_every_request_is_noted(county: County, client: httpx.Client) -> None:
    small = build_county(1, 3, today=TODAY, data=DATA)
    with serve(small) as running:
        client.get(running.url(small.schools[1]) + "nothing?x=1")
        assert running.counts() == {"school-1": 1}
        entry = running.requests[0]
    assert (entry.path, entry.status, entry.user_agent) == ("/nothing?x=1", 404, "test")


def test_a_county_made_ready_writes_nothing_while_it_is_asked(client: httpx.Client) -> None:
    small, kept = build_county(1, 3, today=TODAY, data=DATA), Kept()
    with serve(small, kept=kept, ready=True) as running:
        made = len(kept.answers)
        assert client.get(running.url(small.schools[1])).status_code == 200
    assert made > 20 and len(kept.answers) == made


def test_a_port_in_use_is_said_in_a_sentence_and_leaves_nothing_open() -> None:
    small = build_county(1, 3, today=TODAY, data=DATA)
    with socket.socket() as taken:
        taken.bind(("127.77.0.3", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"port {port} is in use"), serve(small, port=port):
            pass
    with serve(small, port=port) as running:
        assert httpx.get(running.url(small.schools[0])).status_code == 200


def test_three_hundred_schools_start_and_stop_quickly() -> None:
    large = build_county(2, 300, today=TODAY, data=DATA)
    begin = time.monotonic()
    with serve(large) as running:
        started = time.monotonic() - begin
        assert httpx.get(running.url(large.schools[299])).status_code in (200, 403, 503)
    assert started < 3
    assert time.monotonic() - begin < 6


def test_register_and_truth_are_written_for_the_county_as_served(
    county: County, running: RunningCounty, tmp_path: Path
) -> None:
    register, truth = running.write(tmp_path / "new")
    assert f":{running.port}" in register.read_bytes().decode("cp1252")
    schools = json.loads(truth.read_text(encoding="utf-8"))["schools"]
    assert len(schools) == len(county.schools)
    for entry in schools.values():
        assert ".county.test" not in json.dumps(entry)
        assert (
            entry["reachable"]
            or entry["closed"]
            or set(entry["expected"].values()) == {"could not check"}
        )
        for document in entry["documents"]:
            for date in document["dates"]:
                assert dt.date.fromisoformat(date["start"]) <= dt.date.fromisoformat(date["end"])
