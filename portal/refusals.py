"""Addresses that Datasette cannot answer: a sentence and 400, where it would fail itself."""

from __future__ import annotations

import json
import sqlite3
import traceback
from pathlib import Path

import datasette as package  # type: ignore[import-untyped]  # ships no types
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]  # ships no types

from portal.web import Datasette, Request, Response, page

BAD = 400
FAILED = 500

TOO_SLOW = (
    "This takes too long to look up. Narrow it down, or take the ready-made files under /data."
)
UNREADABLE = "What stands after the question mark in the address cannot be understood."
NOT_SO = "What is here cannot be had in this form."

READ_WRONGLY = (ValueError, KeyError, TypeError, IndexError, sqlite3.ProgrammingError)
"""What Datasette and the readers that it uses raise at an argument that they did not expect."""

READERS = (str(Path(package.__file__).parent), str(Path(json.__file__).parent))


def reason(exception: Exception, *, asked: bool) -> str | None:
    """Why an address cannot be answered; None where the fault is not the address's.

    `asked` says whether it has arguments.
    """
    if isinstance(exception, DatasetteError):
        if exception.message_is_html:
            return TOO_SLOW
        return str(exception.message) if exception.status == FAILED else None
    if isinstance(exception, READ_WRONGLY):
        last = traceback.extract_tb(exception.__traceback__)[-1]
        if last.filename.startswith(READERS):
            return UNREADABLE if asked else NOT_SO
    return None


async def refused(datasette: Datasette, request: Request, said: str) -> Response:
    """The answer to an address that cannot be answered, for the reason `said`."""
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": said, "status": BAD}, status=BAD)
    return await page(datasette, request, "error.html", {"status": BAD, "error": said}, status=BAD)
