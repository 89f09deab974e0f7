"""Datasette's own CSV, made safe for spreadsheets on its way out.

Datasette writes CSV before any plugin is asked, so the answer itself is changed as it
streams. Rows are also put together into larger pieces: it sends each by itself.
"""

from __future__ import annotations

import re

from portal.headers import App, Message, Receive, Send
from sendwatch.store.cells import runs

PIECE = 64 * 1024
"""Bytes that are sent together; a row is never cut."""

PLAIN = (b"text/plain", b"text/csv")

_CELL = re.compile(r'"(?:[^"]|"")*"|[^",\r\n]+')


def defused(rows: str) -> str:
    """Whole CSV rows in which no cell is a formula."""
    return _CELL.sub(_defused_cell, rows)


def _defused_cell(found: re.Match[str]) -> str:
    written = found[0]
    if written.startswith('"'):
        return f"\"'{written[1:]}" if runs(written[1:-1]) else written
    return f"'{written}" if runs(written) else written


class Defusing:
    """Stands in for `send` where an answer may be CSV; other answers pass as they are."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._is_csv = False
        self._held = bytearray()

    async def __call__(self, message: Message) -> None:
        """Send `message`, or hold its rows until there are enough of them."""
        if message["type"] == "http.response.start":
            kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
            self._is_csv = bool(kinds) and kinds[0].startswith(PLAIN)
        if message["type"] != "http.response.body" or not self._is_csv:
            await self._send(message)
            return
        self._held += message.get("body", b"")
        more = message.get("more_body", False)
        if more and len(self._held) < PIECE:
            return
        end = _rows_end(self._held) if more else len(self._held)
        piece = defused(self._held[:end].decode("utf-8", "replace"))
        del self._held[:end]
        await self._send({**message, "body": piece.encode()})


def _rows_end(held: bytearray) -> int:
    """Where the last whole row ends: after a line's end that stands in no quotation marks."""
    end = len(held)
    while (end := held.rfind(b"\n", 0, end)) >= 0:
        if held.count(b'"', 0, end) % 2 == 0:
            return end + 1
    return 0


def safe(app: App) -> App:
    """`app` with every CSV that Datasette makes defused."""

    async def answered(scope: Message, receive: Receive, send: Send) -> None:
        csv = scope["type"] == "http" and scope["path"].endswith(".csv")
        await app(scope, receive, Defusing(send) if csv else send)

    return answered
