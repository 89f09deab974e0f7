"""Serving the database: Datasette with the portal's plugin, templates and static files."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from importlib import import_module
from pathlib import Path
from typing import Any

import uvicorn
import yaml
from datasette.app import Datasette  # type: ignore[import-untyped]  # ships no types
from datasette.database import Database  # type: ignore[import-untyped]  # ships no types

from portal import PLUGINS, STATIC, TEMPLATES
from portal.web import DATABASE
from sendwatch.store.exports import folder_of

SETTINGS: dict[str, object] = {
    "allow_download": False,
    "default_allow_sql": False,
    "suggest_facets": False,
    "allow_signed_tokens": False,
    "default_page_size": 50,
    "sql_time_limit_ms": 3000,
    "num_sql_threads": 4,
    # Datasette would cut a CSV at 100 MB without a word and still answer 200.
    "max_csv_mb": 0,
}

SECRET = "SENDWATCH_SECRET"
"""Environment variable with the key that signs cookies; without it each start has its own."""


def datasette_for(
    db_path: Path,
    *,
    metadata: Path,
    docs: Path | None = None,
    archive: Path | None = None,
    public_from: dt.date | None = None,
    **settings: object,
) -> Any:
    """A Datasette application on the database at `db_path`, opened for reading only.

    `metadata` is metadata.yml; `docs` the documentation's folder, by default the one beside
    it; `archive` the folder of the WARC files, without which no archived copy is shown;
    `public_from` the day before which only officers, and schools their own pages, may read;
    `settings` are Datasette's own and go before SETTINGS.
    """
    # Datasette draws every unknown address as a coloured traceback where `rich` is installed:
    # a second of work and 25 kB of log for each, which is all that a dumb robot needs.
    # (Imported here: before datasette.app it would be registered without its own handler.)
    import_module("datasette.handle_exception").__dict__["rich"] = None
    described = yaml.safe_load(metadata.read_text(encoding="utf-8"))
    ours = described.setdefault("plugins", {}).setdefault("sendwatch", {})
    ours["docs"] = str(docs or metadata.parent / "docs")
    ours["archive"] = str(archive) if archive else ""
    if public_from:
        ours["public_from"] = public_from
    ours["exports"] = str(folder_of(db_path))
    application = Datasette(
        metadata=described,
        plugins_dir=str(PLUGINS),
        template_dir=str(TEMPLATES),
        static_mounts=[("assets", str(STATIC))],
        settings={**SETTINGS, **settings},
        secret=os.environ.get(SECRET),
    )
    # Named by us, so that metadata.yml fits whatever the file is called. Not immutable: a
    # run writes beside the readers (WAL); connections are still opened read-only.
    application.add_database(
        Database(application, path=str(db_path), is_mutable=True), name=DATABASE
    )
    return application


def serve(
    db_path: Path,
    host: str,
    port: int,
    *,
    metadata: Path,
    docs: Path | None = None,
    archive: Path | None = None,
    public_from: dt.date | None = None,
) -> None:
    """Serve until stopped (Ctrl-C). The parameters are those of `datasette_for`."""
    application = datasette_for(
        db_path, metadata=metadata, docs=docs, archive=archive, public_from=public_from
    )
    asyncio.run(application.invoke_startup())
    uvicorn.run(
        application.app(),
        host=host,
        port=port,
        log_level="warning",
        lifespan="on",
        server_header=False,
    )
