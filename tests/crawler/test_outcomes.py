"""Every way a fetch can end, produced by a real server and named rightly."""

from __future__ import annotations

import gzip
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from crawler.archive import read_body
from crawler.outcomes import OUTCOMES, is_permanent
from tests.crawler.certificates import Authority
from tests.crawler.servers import Crawled, Page, Reply, Site, crawl, serving, target

ABOUT = "<p>" + "Example Primary School is a school in Sampleshire with classes. " * 30 + "</p>"
HOME = f"<title>Example Primary School</title><h1>Welcome</h1>{ABOUT}"
CHALLENGE = (
    "<title>Just a moment...</title><body><script src='/cdn-cgi/challenge-platform/x.js'></script>"
    "<p>Enable JavaScript and cookies to continue. Ray ID: 1234</p>"
)
PARKED = (
    "<title>school.example</title><h1>school.example</h1><p>Buy this domain. It is for sale.</p>"
)
GONE = "<title>Page not found</title><h1>Oops</h1><p>The page you wanted cannot be found.</p>"
APP = "<title>School</title><div id='root'></div><script src='/a.js'></script><script>go()</script>"
LOGIN = "<title>Sign in</title><h1>Sign in</h1><input type=password>" + ABOUT
PDF = b"%PDF-1.4\n%%EOF"


def home(link: str, text: str = "SEND Information Report") -> str:
    return f"{HOME}<a href='{link}'>{text}</a>"


def never_answering() -> tuple[socket.socket, str]:
    listener = socket.socket()
    listener.bind(("127.65.0.1", 0))
    listener.listen(5)
    return listener, f"http://127.65.0.1:{listener.getsockname()[1]}/"


def no_web_server() -> tuple[socket.socket, str]:
    """A mail server, say: it answers, and what it answers is no HTTP."""
    listener = socket.socket()
    listener.bind(("127.65.0.2", 0))
    listener.listen(5)

    def answer() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"220 mail.school.example ready\r\n")

    threading.Thread(target=answer, daemon=True).start()
    return listener, f"http://127.65.0.2:{listener.getsockname()[1]}/"


HOMES: dict[str, dict[str, Page]] = {
    "unauthorised": {"/": Reply(b"password, please", 401)},
    "forbidden": {"/": Reply(b"no", 403)},
    "http-404": {"/": Reply(b"not here", 404)},
    "gone": {"/": Reply(b"gone", 410)},
    "too-many-requests": {"/": Reply(b"slow", 429, headers={"Retry-After": "600"})},
    "server-error": {"/": Reply(b"sorry", 503)},
    "client-error": {"/": Reply(b"what?", 418)},
    "redirect-loop": {
        "/": Reply(status=302, headers={"Location": "/a"}),
        "/a": Reply(status=302, headers={"Location": "/"}),
    },
    "blocked": {"/": CHALLENGE},
    "parked": {"/": PARKED},
    "soft-404": {"/": GONE},
    "script-only": {"/": APP},
    "empty": {"/": ""},
    "too-large": {"/": Reply(b"<p>" + b"x" * 300_000)},
    "timeout": {"/": Reply(HOME.encode(), delay=5)},
    "lost": {"/": Reply(b"<p>half", length=5000, headers={"Connection": "close"})},
    "robots": {"/robots.txt": Reply(b"User-agent: *\nDisallow: /", content_type="text/plain")},
    "robots-unreachable": {"/robots.txt": Reply(b"broken", 500), "/": HOME},
}
"""What a school's home page does, under the outcome that its visit must end with."""

LINKS: dict[str, dict[str, Page]] = {
    "wrong-content": {
        "/": home("/r.pdf"),
        "/r.pdf": Reply(b"\xff\xd8\xff\xe0 a photograph", content_type="application/pdf"),
    },
    "sign-in": {"/": home("/r.pdf"), "/r.pdf": LOGIN},
    "soft-404": {"/": home("/r.pdf"), "/r.pdf": Reply(status=302, headers={"Location": "/"})},
    "too-large": {
        "/": home("/r.pdf"),
        "/r.pdf": Reply(
            gzip.compress(b"%PDF-" + bytes(5_000_000)),
            content_type="application/pdf",
            headers={"Content-Encoding": "gzip"},
        ),
    },
    "too-slow": {"/": home("/r.pdf"), "/r.pdf": Reply(PDF * 90, drip=0.1)},
    "http-404": {"/": home("/r.pdf")},
    "robots": {
        "/robots.txt": Reply(b"User-agent: Sendwatch-test\nDisallow: /r.pdf"),
        "/": home("/r.pdf"),
        "/r.pdf": PDF,
    },
    "unsafe-address": {"/": home("http://10.1.2.3/r.pdf")},
    "dns": {"/": home("http://files.school.invalid/r.pdf")},
    "trap": {"/": home("/send/a/b/a/b/a/b/send")},
    "blocked": {"/": home("/r.pdf"), "/r.pdf": Reply(CHALLENGE.encode(), 403)},
}
"""What the link to a school's report does, under the outcome that it must be recorded with."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawled, dict[str, int]]]:
    """One crawl over all of them, and which school shows which outcome."""
    folder = tmp_path_factory.mktemp("outcomes")
    authority = Authority(folder)
    sites = {f"home {name}": Site(pages) for name, pages in HOMES.items()}
    sites |= {f"link {name}": Site(pages) for name, pages in LINKS.items()}
    sites["home tls-expired"] = Site(
        {"/": HOME}, "127.65.1.1", tls=authority.context("127.65.1.1", (-9, -3))
    )
    sites["home tls-name"] = Site({"/": HOME}, "127.65.1.2", tls=authority.context("127.65.9.9"))
    sites["home tls-untrusted"] = Site(
        {"/": HOME}, "127.65.1.3", tls=Authority(folder / "..").context("127.65.1.3")
    )
    sites["home tls-chain"] = Site(
        {"/": HOME},
        "127.65.1.5",
        tls=Authority(folder / "..").context("127.65.1.5", names_issuer=True),
    )
    sites["fine plain"] = Site({"/": HOME})
    sites["fine"] = Site({"/": HOME}, "127.65.1.4", tls=authority.context("127.65.1.4"))
    silent, silent_url = never_answering()
    mail, mail_url = no_web_server()
    urls = {name: site.url for name, site in sites.items()}
    urls |= {
        "home dns": "http://school.invalid/",
        "home refused": "http://127.65.0.9:9/",
        "home unsafe-address": "http://192.168.3.4/",
        "home unreachable": "http://127.255.255.255/",
        "home bad-answer": mail_url,
        "home bad-address": "http://[school/",
        "home tls": sites["fine plain"].url.replace("http:", "https:"),
        "silent": silent_url,
    }
    urns = {name: 100 + number for number, name in enumerate(urls)}
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(authority.bundle)
    try:
        yield (
            crawl(
                folder,
                [target(urns[name], url) for name, url in urls.items()],
                timeout=2.0,
                tries=2,
                retry_pause=0.05,
                max_body=200_000,
                max_retry_after=1,
            ),
            urns,
        )
    finally:
        if before is None:
            del os.environ["SSL_CERT_FILE"]
        else:
            os.environ["SSL_CERT_FILE"] = before
        silent.close()
        mail.close()
        for site in sites.values():
            site.close()


@pytest.mark.parametrize(
    "outcome",
    [
        *HOMES,
        "dns",
        "refused",
        "unsafe-address",
        "unreachable",
        "bad-answer",
        "bad-address",
        "tls",
        "tls-expired",
        "tls-name",
        "tls-untrusted",
        "tls-chain",
    ],
)
def test_a_visit_that_cannot_begin_ends_with_its_cause(
    crawled: tuple[Crawled, dict[str, int]], outcome: str
) -> None:
    result, urns = crawled
    visit = result.visits[urns[f"home {outcome}"]]
    assert visit.outcome == outcome
    assert not visit.finished
    assert visit.pages == visit.documents == 0


@pytest.mark.parametrize("outcome", list(LINKS))
def test_a_link_that_fails_is_named_and_the_visit_goes_on(
    crawled: tuple[Crawled, dict[str, int]], outcome: str
) -> None:
    result, urns = crawled
    urn = urns[f"link {outcome}"]
    mine = [capture for capture in result.captures if capture.urn == urn]
    assert outcome in {capture.outcome for capture in mine if capture.depth == 1}
    assert result.visits[urn].outcome == "done"


def test_a_server_that_accepts_and_says_nothing_is_a_timeout(
    crawled: tuple[Crawled, dict[str, int]],
) -> None:
    result, urns = crawled
    assert result.visits[urns["silent"]].outcome == "timeout"


def test_a_valid_certificate_is_accepted(crawled: tuple[Crawled, dict[str, int]]) -> None:
    result, urns = crawled
    assert result.visits[urns["fine"]].outcome == "done"


def test_no_failure_carries_a_body_and_every_outcome_has_a_sentence(
    crawled: tuple[Crawled, dict[str, int]],
) -> None:
    result, _ = crawled
    for capture in result.captures:
        assert OUTCOMES[capture.outcome].sentence
        assert bool(capture.sha256) == (capture.outcome == "ok")


def test_permanent_failures_are_asked_once_and_passing_ones_again(
    crawled: tuple[Crawled, dict[str, int]],
) -> None:
    result, urns = crawled
    for name in ("gone", "forbidden", "server-error", "timeout"):
        urn = urns[f"home {name}"]
        tried_again = any("2 tries" in c.detail for c in result.captures if c.urn == urn)
        assert tried_again == (not is_permanent(name))


def test_what_the_server_said_is_archived_also_when_it_is_a_failure(
    crawled: tuple[Crawled, dict[str, int]],
) -> None:
    result, urns = crawled
    capture = next(
        c for c in result.captures if c.urn == urns["home blocked"] and c.outcome == "blocked"
    )
    archive = result.lines.parents[1]
    _, body = read_body(Path(archive), capture.warc_file, capture.warc_offset)
    assert body == CHALLENGE.encode()


def test_what_a_spent_budget_left_unseen_is_named(tmp_path: Path) -> None:
    pages: dict[str, Page] = {"/": home("/send-1", "SEND") + "<a href='/send-2'>SEND policy</a>"}
    pages |= {"/send-1": HOME, "/send-2": HOME}
    with serving(pages) as (site,):
        result = crawl(tmp_path, [target(1, site.url)], max_pages=2)
    assert result.of("/send-1").outcome == "budget"
    visit = result.visits[1]
    assert (visit.outcome, visit.finished, visit.budget_left) == ("done", False, 0)


def test_a_fault_of_ours_at_one_school_is_called_that_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The crawl is a process of its own, so the fault is put there by a file it reads first.
    (tmp_path / "sitecustomize.py").write_text(
        "from crawler import visit\n"
        "search = visit.Visit._search\n"
        "async def fail(self):\n"
        "    if self._log.target.urn == 1:\n"
        "        raise ZeroDivisionError\n"
        "    return await search(self)\n"
        "visit.Visit._search = fail\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with serving({"/": HOME}, {"/": HOME}) as sites:
        result = crawl(tmp_path, [target(n + 1, site.url) for n, site in enumerate(sites)])
    assert (result.visits[1].outcome, result.visits[1].finished) == ("crawler-error", False)
    assert result.visits[2].outcome == "done"


def test_a_website_without_an_ipv4_address_is_not_called_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The crawl is a process of its own, so the name is known there by a file it reads first.
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "ask = socket.getaddrinfo\n"
        "def answer(host, port, family=0, *more, **named):\n"
        "    if host == 'six.school.invalid' and family == socket.AF_INET6:\n"
        "        return [(family, 1, 6, '', ('2001:db8::1', 0, 0, 0))]\n"
        "    return ask(host, port, family, *more, **named)\n"
        "socket.getaddrinfo = answer\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    targets = [target(1, "http://six.school.invalid/"), target(2, "http://none.school.invalid/")]
    result = crawl(tmp_path, targets, tries=1)
    assert result.visits[1].outcome == "ipv6-only"
    assert result.visits[2].outcome == "dns"


def test_a_name_service_that_does_not_answer_says_nothing_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "ask = socket.gethostbyname\n"
        "def answer(host):\n"
        "    if host.endswith('later.school.invalid'):\n"
        "        raise socket.gaierror(socket.EAI_AGAIN, 'Temporary failure in name resolution')\n"
        "    return ask(host)\n"
        "socket.gethostbyname = answer\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    result = crawl(tmp_path, [target(1, "http://later.school.invalid/")], tries=1)
    assert result.visits[1].outcome == "unreachable"
