"""Gold documents as web pages, in the shapes that school websites give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from .source import Block, Break, Heading, Items, Para, Source, Table, bare_html, hidden

_EMAIL = (
    '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">'
    "[email&#160;protected]</a>"
)
_NAVIGATION = {
    "bright": (
        '<div class="cookie-bar" role="dialog">We use cookies. <button>Accept</button></div>'
        '<header><a class="logo" href="/">Home</a><nav class="menu"><ul>{links}</ul></nav></header>'
    ),
    "slate": (
        '<div id="top"><ul class="sf-menu">{links}</ul></div>'
        '<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/key">Key Information</a></div>'
    ),
    "": "<ul>{links}</ul>",
}
_PAGES = ("About Us", "Admissions", "Curriculum", "SEND", "Governors", "Policies", "Contact Us")


def render(source: Source) -> bytes:
    """The page as UTF-8 bytes, the same each time."""
    layout = source.options.get("layout", "plain")
    inside = {"accordion": _accordion, "tabs": _tabs, "bare": _bare}.get(layout, _plain)
    body = inside(source)
    page = body if layout == "bare" else _framed(source, body)
    return hidden(page, _EMAIL).encode("utf-8")


def _framed(source: Source, body: str) -> str:
    vendor = source.options.get("vendor", "")
    links = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(_PAGES))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{bare_html(source.options['title'])}</title>"
        "<style>.panel{display:none}</style></head><body>"
        + _NAVIGATION[vendor].replace("{links}", links)
        + f'<main id="content">{body}</main>'
        '<footer><p>School website by Example Web Works. <a href="/privacy">Privacy</a></p>'
        "</footer></body></html>"
    )


def _plain(source: Source) -> str:
    return _html(source.blocks)


def _sections(source: Source) -> tuple[list[Block], list[tuple[str, list[Block]]]]:
    """What stands before the first second-level heading, and each section under one."""
    before: list[Block] = []
    sections: list[tuple[str, list[Block]]] = []
    for block in source.blocks:
        if isinstance(block, Heading) and block.level == 2:
            sections.append((block.text, []))
        elif sections:
            sections[-1][1].append(block)
        else:
            before.append(block)
    return before, sections


def _accordion(source: Source) -> str:
    before, sections = _sections(source)
    if source.options.get("vendor") == "slate":
        pattern = "<details><summary>{title}</summary><div>{body}</div></details>"
    else:
        pattern = (
            '<div class="accordion-item"><button class="accordion" aria-expanded="false">'
            '{title}</button><div class="panel">{body}</div></div>'
        )
    folded = (
        pattern.format(title=bare_html(title), body=_html(blocks)) for title, blocks in sections
    )
    return _html(before) + "\n".join(folded)


def _tabs(source: Source) -> str:
    before, sections = _sections(source)
    names = "".join(
        f'<li role="presentation"><a role="tab" id="t{n}" href="#p{n}">{bare_html(title)}</a></li>'
        for n, (title, _) in enumerate(sections)
    )
    panels = "\n".join(
        f'<div role="tabpanel" id="p{n}" aria-labelledby="t{n}" class="tab-pane">'
        f"{_html(blocks)}</div>"
        for n, (_, blocks) in enumerate(sections)
    )
    return f'{_html(before)}<ul class="nav-tabs" role="tablist">{names}</ul>{panels}'


def _bare(source: Source) -> str:
    """A page from long ago: one layout table, font tags, no headings."""
    parts: list[str] = []
    for block in source.blocks:
        match block:
            case Heading(text=text):
                parts.append(f'<font size="5" color="navy">{bare_html(text)}</font><br><br>')
            case Items(texts=texts):
                parts.extend(f"&nbsp;- {bare_html(text)}<br>" for text in texts)
            case Para(text=text):
                parts.append(f'<font face="Comic Sans MS">{bare_html(text)}</font><br>')
            case Table() | Break():
                raise ValueError(f"{source.id}: a bare page has no tables")
    return (
        f"<html><head><title>{source.options['title']}</title></head><body bgcolor=#ffffcc>"
        '<table width=760 border=0><tr><td width=140><a href="index.htm">Home</a><br>'
        '<a href="dates.htm">Term dates</a></td><td>' + "\n".join(parts) + "</td></tr></table>"
        "</body></html>"
    )


def _html(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_element, blocks))


def _element(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return f"<h{level}>{bare_html(text)}</h{level}>"
        case Para(text=text):
            return f"<p>{bare_html(text)}</p>"
        case Items(texts=texts, numbered=numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>" + "".join(f"<li>{bare_html(t)}</li>" for t in texts) + f"</{tag}>"
        case Table(rows=rows, head=head):
            return f"<table><tbody>{''.join(_rows(rows, head))}</tbody></table>"
        case Break():
            return "<hr>"


def _rows(rows: Sequence[Sequence[str]], head: bool) -> Iterable[str]:
    for number, row in zip(count(), rows, strict=False):
        tag = "th" if head and number == 0 else "td"
        yield "<tr>" + "".join(f"<{tag}>{bare_html(cell)}</{tag}>" for cell in row) + "</tr>"
