"""The same app as in `jotter.py`, whose data gives each file's number and not its address."""

from __future__ import annotations

from ..model import Publication, symbolic
from .identifiers import slug
from .jotter import Jotter


class JotterIds(Jotter):
    """The app makes addresses of numbers; a logo in the store shows how."""

    name = "jotter-ids"

    def entry(self, publication: Publication) -> dict[str, str]:
        return {key: value for key, value in super().entry(publication).items() if key != "url"}

    def footer(self) -> str:
        logo = symbolic("jotter-cdn", f"/{slug(self.school)}/1000001/1000001.png")
        return f'<img src="{logo}" alt="">{super().footer()}'
