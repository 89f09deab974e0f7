"""A frameset behind a meta refresh: the first page says nothing, the menu is a frame."""

from __future__ import annotations

from html import escape

from ..model import Resource
from ..outline import Page
from .base import Style, page_answer
from .static import StaticSite


class Frames(StaticSite):
    """`/` refreshes to `/site/index.html`, which is a frameset of menu and main page."""

    name = "frames"

    def page_path(self, page: Page) -> str:
        if page.key == "home":
            return "/site/home.htm"
        return super().page_path(page)

    def document(self, page: Page, main: str) -> str:
        """Pages have no menu of their own: that is in the other frame."""
        return (
            f"<HTML><HEAD><TITLE>{escape(page.title)}</TITLE><BASE HREF='/'></HEAD>"
            f"<BODY><H1>{escape(page.title)}</H1>{main}<HR>{self.footer()}</BODY></HTML>"
        )

    def build(self) -> Style:
        super().build()
        refresh = '<META HTTP-EQUIV="Refresh" CONTENT="0; URL=/site/index.html">'
        frameset = (
            '<HTML><HEAD><TITLE>School</TITLE></HEAD><FRAMESET COLS="180,*">'
            '<FRAME SRC="menu.htm" NAME="menu"><FRAME SRC="home.htm" NAME="main">'
            "<NOFRAMES>Your browser does not show frames.</NOFRAMES></FRAMESET></HTML>"
        )
        menu = f"<HTML><BODY>{self.menu()}</BODY></HTML>"
        self.put("/", Resource(page_answer(f"<HTML><HEAD>{refresh}</HEAD></HTML>")))
        self.put("/site/index.html", Resource(page_answer(frameset)))
        self.put("/site/menu.htm", Resource(page_answer(menu)))
        return self
