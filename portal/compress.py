"""Answers made small: most of a page is words that repeat."""

from __future__ import annotations

from asgi_gzip import GZipMiddleware  # type: ignore[import-untyped]  # ships no types

from portal.headers import App, Message, Receive, Send

SMALL = 1000
"""Bytes below which nothing is won."""

LEVEL = 5


def compressed(app: App) -> App:
    """`app`, compressed for those who can read it.

    Left as they are: what is compressed already, and Datasette's own forms, because a page
    that holds both a secret and words of the visitor would tell the secret by its size.
    """
    smaller = GZipMiddleware(app, minimum_size=SMALL, compresslevel=LEVEL)

    async def answered(scope: Message, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        form = path.startswith("/-/") and not path.startswith("/-/static/")
        packed = path.endswith((".gz", "/file"))
        await (app if form or packed else smaller)(scope, receive, send)

    return answered
