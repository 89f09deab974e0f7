"""Pages that stay the same from publication to publication are rendered once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from weakref import WeakKeyDictionary

from portal.data.home import edition
from portal.web import Datasette, Request, Response, ask

PAGES = 500
"""Pages that are kept: all authorities and requirements, some 25 MB."""

OK = 200
HTML = "text/html; charset=utf-8"

View = Callable[[Datasette, Request], Awaitable[Response]]
Edition = tuple[int, ...]

_kept: WeakKeyDictionary[Datasette, OrderedDict[str, tuple[Edition, str]]] = WeakKeyDictionary()


def kept(view: View) -> View:
    """`view`, but once for each address and publication.

    For pages that show nothing else than what was published, and nothing of who asks. Those
    who are logged in, and addresses with a query, always get a page of their own.
    """

    async def answered(datasette: Datasette, request: Request) -> Response:
        if request.actor or request.query_string:
            return await view(datasette, request)
        now = await ask(datasette, edition)
        pages = _kept.setdefault(datasette, OrderedDict())
        before = pages.get(request.path)
        if before is not None and before[0] == now:
            pages.move_to_end(request.path)
            return Response(before[1], content_type=HTML)
        answer = await view(datasette, request)
        if answer.status == OK:
            pages[request.path] = (now, answer.body)
            if len(pages) > PAGES:
                pages.popitem(last=False)
        return answer

    answered.__doc__ = view.__doc__
    return answered
