"""The portal in a real Chromium; skipped where Playwright or Chromium is not installed."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from portal.serve import datasette_for
from tests.portal import county

ROOT = Path(__file__).resolve().parents[2]


def chromium() -> str | None:
    """Where a Chromium is installed, None without one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The portal over the tests' county, on loopback."""
    folder = tmp_path_factory.mktemp("browser")
    county.build(folder / "county.db", archive=folder).conn.close()
    docs = folder / "docs"
    docs.mkdir()
    (docs / "methodology.md").write_text("# Methodology\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    (docs / "corrections.md").write_text((ROOT / "docs" / "corrections.md").read_text())
    application = datasette_for(
        folder / "county.db", metadata=ROOT / "metadata.yml", docs=docs, archive=folder
    )
    config = uvicorn.Config(
        application.app(), host="127.0.0.1", port=0, log_level="error", lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield launched
        launched.close()
