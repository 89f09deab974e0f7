"""One published county and one site over it for all tests of the portal."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from portal.serve import datasette_for
from tests.portal import county

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """The portal as a visitor meets it, without a network."""

    def __init__(
        self,
        database: Path,
        docs: Path,
        archive: Path | None,
        metadata: Path = ROOT / "metadata.yml",
        public: dt.date | None = None,
    ) -> None:
        self.database = database
        self._loop = asyncio.new_event_loop()
        self.datasette: Any = datasette_for(
            database, metadata=metadata, docs=docs, archive=archive, public_from=public
        )
        self.wait(self.datasette.invoke_startup())

    def wait(self, work: Awaitable[object]) -> object:
        return self._loop.run_until_complete(work)

    def get(self, path: str, *, actor: dict[str, str] | None = None) -> httpx.Response:
        cookies = {"ds_actor": self.datasette.sign({"a": actor}, "actor")} if actor else {}
        response = self.wait(self.datasette.client.get(path, cookies=cookies))
        assert isinstance(response, httpx.Response)
        return response

    def text(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return response.text

    def close(self) -> None:
        self._loop.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("portal")
    county.build(folder / "any-name.db", archive=folder).conn.close()
    docs = folder / "docs"
    docs.mkdir()
    (docs / "methodology.md").write_text(
        "# Methodology\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n\n"
        "[bad](javascript:alert(1)) [good](https://example.org)\n"
    )
    (docs / "corrections.md").write_text((ROOT / "docs" / "corrections.md").read_text())
    made = Site(folder / "any-name.db", docs, folder)
    yield made
    made.close()


@pytest.fixture(scope="session")
def report(site: Site) -> str:
    """The SHA-256 of one published report."""
    found: list[dict[str, str]] = site.get(
        f"/sendwatch/school_documents.json?urn={county.GOOD}&_shape=array"
    ).json()
    return found[0]["sha256"]
