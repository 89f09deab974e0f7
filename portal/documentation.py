"""The pages under docs/ as HTML: Markdown without raw HTML, so that nothing can slip in."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

PAGES = {
    "methodology": "Methodology",
    "accuracy": "How accurate it is",
    "data": "The data",
    "corrections": "Corrections",
}
"""The pages that are shown where they exist, with their titles."""

_SCROLLING = '<div class="scroll" role="region" aria-label="Table {}" tabindex="0"><table>'
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE)
"""A line of its own that says which program fills in what follows: nothing for a reader."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def rendered(folder: Path, name: str, *, below: bool = False) -> Markup | None:
    """The page as HTML, or None where there is none.

    With `below` it is put under another page's heading: its own title goes, and every other
    heading goes one level down.
    """
    if name not in PAGES:
        return None
    try:
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
    except OSError:
        return None
    # Raw HTML is off and link schemes are checked by the renderer, so its output is safe.
    numbers = itertools.count(1)
    html = _MARKDOWN.render(_COMMENT.sub("", text))
    html = re.sub(r"<table>", lambda _: _SCROLLING.format(next(numbers)), html)
    html = html.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")
    html = re.sub(r'<a href="([^":/#]+)\.md(?:#[^"]*)?">(.*?)</a>', _on_site, html)
    if below:
        html = re.sub(r"<h1>.*?</h1>", "", html, count=1, flags=re.DOTALL)
        html = re.sub(r"(</?h)([2-5])>", lambda found: f"{found[1]}{int(found[2]) + 1}>", html)
    return Markup(html)


def _on_site(link: re.Match[str]) -> str:
    """A link from page to page, as text where the site does not show that page."""
    name, words = link.groups()
    return f'<a href="/{name}">{words}</a>' if name in PAGES else words


def available(folder: Path) -> dict[str, str]:
    """The pages that exist: name and title."""
    return {name: title for name, title in PAGES.items() if (folder / f"{name}.md").is_file()}
