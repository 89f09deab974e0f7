"""A school's page cannot make the crawler fetch what it should not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.safety import UnsafeAddressError, is_public, literal_address, refuse_unsafe_url
from crawler.settings import CrawlSettings, scrapy_settings
from tests.crawler.servers import Page, Reply, Site, crawl, serving, target


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://172.16.9.9/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://224.0.0.1/",
        "http://metadata.google.internal/",
        "http://printer/",
        "http://nas.local/",
        "http://user:word@www.example.org/",
        "http://www.example.org:22/",
        "http://www.example.org:99999/",
        "file:///etc/passwd",
        "ftp://www.example.org/",
        "gopher://www.example.org/",
        "javascript:alert(1)",
        "http:///",
    ],
)
def test_what_is_not_on_the_open_internet_is_refused(url: str) -> None:
    with pytest.raises(UnsafeAddressError):
        refuse_unsafe_url(url)


@pytest.mark.parametrize("url", ["http://www.example.org/", "https://www.example.org:8080/a?b=c"])
def test_ordinary_addresses_pass(url: str) -> None:
    refuse_unsafe_url(url)


def test_the_tests_own_setting_opens_loopback_and_nothing_else() -> None:
    refuse_unsafe_url("http://127.66.1.1:8765/", allow_loopback=True)
    for url in ("http://10.0.0.1/", "http://169.254.169.254/", "http://192.168.0.1:80/"):
        with pytest.raises(UnsafeAddressError):
            refuse_unsafe_url(url, allow_loopback=True)


@given(st.integers(0, 2**32 - 1))
def test_every_spelling_of_an_address_is_seen_through(number: int) -> None:
    dotted = literal_address(str(number))
    assert dotted is not None
    octets = [int(octet) for octet in dotted.split(".")]
    spellings = [
        dotted,
        hex(number),
        ".".join(hex(octet) for octet in octets),
        ".".join(f"0{octet:o}" for octet in octets),
        f"{octets[0]}.{number & 0xFFFFFF}",
    ]
    assert {literal_address(spelling) for spelling in spellings} == {dotted}
    assert is_public(dotted) == is_public(f"::ffff:{dotted}")


@given(st.text(max_size=40))
def test_any_text_is_judged_without_failing(text: str) -> None:
    assert literal_address(text) is None or not text.isalpha()
    try:
        refuse_unsafe_url(f"http://{text}/")
    except UnsafeAddressError as refusal:
        assert str(refusal)


def test_loopback_is_refused_by_default_before_any_request(tmp_path: Path) -> None:
    with serving({"/": "<h1>Inside</h1>"}) as (site,):
        result = crawl(tmp_path, [target(1, site.url)], allow_loopback=False)
    assert result.visits[1].outcome == "unsafe-address"
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(tmp_path: Path) -> None:
    inside = "http://169.254.169.254/latest/meta-data/"
    pages: dict[str, Page] = {
        "/": "<h1>Welcome</h1><a href='/report.pdf'>SEND Information Report</a>" + "words " * 99,
        "/report.pdf": Reply(status=302, headers={"Location": inside}),
    }
    with serving(pages) as (site,):
        result = crawl(tmp_path, [target(1, site.url)])
    assert result.of("/report.pdf").outcome == "unsafe-address"
    assert "169.254.169.254" in result.of("/report.pdf").detail


def test_a_name_that_resolves_to_loopback_is_refused_when_connecting(tmp_path: Path) -> None:
    with serving({"/": "<h1>Inside</h1>"}) as (site,):
        port = site.url.split(":")[2]
        result = crawl(
            tmp_path, [target(1, f"http://localhost.localdomain:{port}")], allow_loopback=False
        )
    assert result.visits[1].outcome in ("unsafe-address", "dns")
    assert site.asked == []


def test_a_name_that_changes_its_address_under_way_gains_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The crawl is a process of its own, so the names are known there by a file it reads first:
    # the first one moves inside after its first answer, the second is inside from the start.
    (tmp_path / "sitecustomize.py").write_text(
        "import itertools, socket\n"
        "ask, moving = socket.gethostbyname, itertools.count()\n"
        "def answer(host):\n"
        "    if host == 'moving.school.invalid':\n"
        "        return '10.1.2.3' if next(moving) else '127.66.0.200'\n"
        "    return '169.254.169.254' if host == 'inside.school.invalid' else ask(host)\n"
        "socket.gethostbyname = answer\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    words = "words " * 99
    pages: dict[str, Page] = {
        "/": f"<h1>Welcome</h1>{words}<a href='/send'>SEND</a>"
        "<a href='/r.pdf'>SEND Information Report</a>",
        "/send": f"<h1>SEND</h1>{words}",
        "/r.pdf": Reply(status=302, headers={"Location": "http://inside.school.invalid/key"}),
    }
    site = Site(pages, "127.66.0.200")
    try:
        port = site.url.rstrip("/").rpartition(":")[2]
        result = crawl(tmp_path, [target(1, f"http://moving.school.invalid:{port}/")])
    finally:
        site.close()
    assert result.of("/send").outcome == "ok", "one host stays one address for the night"
    assert result.of("/r.pdf").outcome == "unsafe-address"
    assert "169.254.169.254" in result.of("/r.pdf").detail


def test_scrapys_own_doors_are_shut() -> None:
    settings = scrapy_settings(CrawlSettings.model_validate({}))
    assert settings["REMOTE_CONTROL_ENABLED"] is False
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["COOKIES_ENABLED"] is False
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["DOWNLOAD_HANDLERS"]["file"] is None


def test_a_setting_with_a_typing_error_is_refused() -> None:
    with pytest.raises(ValueError, match="delya"):
        CrawlSettings.model_validate({"delya": 5})
    assert CrawlSettings.model_validate({"ALLOW_LOOPBACK": True}).allow_loopback
