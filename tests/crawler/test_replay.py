"""The archive in somebody else's hands: pywb indexes it and replays what stood there.

pywb pins other releases of packages that we use, so it lives in an environment of its own:

    python -m venv pywb && pywb/bin/pip install pywb
    SENDWATCH_PYWB=pywb/bin python -m pytest tests/crawler/test_replay.py
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.crawler.servers import Reply, Site, crawl, target

HOME = "<html><body><h1>Welcome</h1><p>{}</p><a href='/send'>SEND</a></body></html>".format(
    "Example Primary School is a happy school in Sampleshire. " * 12
)
SEND = "<html><body><h1>SEND at our school</h1><p>Ask the SENCO.</p></body></html>"


def _tool(name: str) -> str | None:
    return shutil.which(name, path=os.environ.get("SENDWATCH_PYWB") or None)


needs_pywb = pytest.mark.skipif(
    not (_tool("wayback") and _tool("wb-manager")),
    reason="pywb is not installed; name its bin folder in SENDWATCH_PYWB",
)


@dataclass
class Replay:
    """A running replay server and the address of the website that it replays."""

    base: str
    site: str

    def page(self, path: str) -> bytes:
        """What stood at a path, as it came, on the last day that it was seen."""
        with urllib.request.urlopen(f"{self.base}/county/id_/{self.site}{path}", timeout=20) as one:
            body: bytes = one.read()
        return body


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    """Two nights of one website, the second unchanged, given to pywb."""
    folder = tmp_path_factory.mktemp("replay")
    etag = {"ETag": '"1"'}
    site = Site({"/": Reply(HOME.encode(), headers=etag), "/send": SEND})
    try:
        first = crawl(folder, [target(1, site.url)], run="one")
        known = {
            capture.url: {
                "etag": capture.etag,
                "sha256": capture.sha256,
                "warc_file": capture.warc_file,
                "warc_offset": capture.warc_offset,
            }
            for capture in first.captures
            if capture.sha256
        }
        second = crawl(folder, [target(1, site.url, known=known)], run="two")
    finally:
        site.close()
    assert second.of("/send").outcome == "not-modified"
    manager, wayback = _tool("wb-manager"), _tool("wayback")
    assert manager and wayback
    work = folder / "pywb"
    work.mkdir()
    for number, run in enumerate(("one", "two")):
        shutil.copy(folder / run / "b1.warc.gz", work / f"{number}.warc.gz")
    subprocess.run([manager, "init", "county"], cwd=work, check=True, capture_output=True)
    files = [str(path) for path in sorted(work.glob("*.warc.gz"))]
    subprocess.run([manager, "add", "county", *files], cwd=work, check=True, capture_output=True)
    port = _free_port()
    server = subprocess.Popen(
        [wayback, "-p", str(port), "-b", "127.0.0.1"],
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield Replay(f"http://127.0.0.1:{port}", site.url.rstrip("/"))
    finally:
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
    return port


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("pywb did not start")


@needs_pywb
def test_pywb_replays_a_page_as_it_came(replay: Replay) -> None:
    assert replay.page("/send").decode() == SEND


@needs_pywb
def test_pywb_follows_a_revisit_to_the_body_of_the_first_night(replay: Replay) -> None:
    assert replay.page("/").decode() == HOME


@needs_pywb
def test_what_was_never_seen_is_not_made_up(replay: Replay) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        replay.page("/never-seen")
    assert refused.value.code == 404
