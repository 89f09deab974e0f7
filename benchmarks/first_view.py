"""What a browser fetches when a page is opened for the first time, everything counted."""

from __future__ import annotations

from typing import Any, NamedTuple


class FirstView(NamedTuple):
    """Bytes over the network, bytes after decoding, how many files, and what went wrong."""

    sent: int
    read: int
    files: int
    problems: list[str]


def first_view(browser: Any, url: str, *, width: int = 1280, height: int = 800) -> FirstView:
    """Open `url` in a new, empty context of Playwright's `browser` and count until all is quiet.

    Headers are counted too: it is what the network carries. Problems are errors on the
    console, scripts that fail and dialogues that open.
    """
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        tab = context.new_page()
        counted = context.new_cdp_session(tab)
        sent, read, problems = [], [], []
        counted.on("Network.loadingFinished", lambda one: sent.append(one["encodedDataLength"]))
        counted.on("Network.dataReceived", lambda one: read.append(one["dataLength"]))
        counted.send("Network.enable")
        tab.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
        tab.goto(url, wait_until="networkidle")
        return FirstView(int(sum(sent)), int(sum(read)), len(sent), problems)
    finally:
        context.close()
