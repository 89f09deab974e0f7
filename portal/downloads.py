"""Ready-made files: what publishing wrote beside the database, sent as it lies there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from sendwatch.store.exports import NATIONAL, PACKAGE

__all__ = ["FILE", "NATIONAL", "FileAnswer", "package"]

FILE = r"[a-z_]{1,40}\.csv\.gz|datapackage\.json"
"""Names that are served, as a pattern: nothing else in the folder is."""

CHUNK = 256 * 1024

Send = Callable[[Mapping[str, object]], Awaitable[None]]


def package(folder: Path, place: str) -> dict[str, Any] | None:
    """The description of one place's files, None where there are none."""
    try:
        found = json.loads((folder / place / PACKAGE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


class FileAnswer:
    """An answer that streams a file.

    Datasette's own sends four kilobytes at a time, a thread's round trip for each.
    """

    def __init__(self, path: Path, filename: str) -> None:
        self._path, self._filename = path, filename

    async def asgi_send(self, send: Send) -> None:
        """Send the file as it is now; one that is replaced meanwhile is still sent whole."""
        kind = "application/json" if self._path.suffix == ".json" else "application/gzip"
        with await asyncio.to_thread(self._path.open, "rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            await send(
                {
                    "type": "http.response.start",
                    "status": 200,
                    "headers": [
                        (b"content-type", kind.encode()),
                        (b"content-length", str(size).encode()),
                        (
                            b"content-disposition",
                            f'attachment; filename="{self._filename}"'.encode(),
                        ),
                    ],
                }
            )
            while chunk := await asyncio.to_thread(file.read, CHUNK):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
