"""Papers as parts of web pages: plain, or with accordions, tabs or a table of questions."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Literal

from ..model import Block, Bullets, Paper, Para, Section, Table, link_parts

Panels = Literal["plain", "details", "buttons"]


def article(paper: Paper, panels: Panels = "plain", *, title: bool = True) -> str:
    """Give a paper as HTML, addresses still symbolic.

    `panels`: `details` wraps sections in details/summary, `buttons` in the hidden panels of a
    script's accordion. Where the paper's layout is a table of questions, that comes first.
    """
    parts = [f"<h1>{escape(paper.title)}</h1>"] if title else []
    parts += [block_html(block) for block in paper.cover]
    if paper.layout == "questions-table" and panels == "plain":
        parts.append(_questions(paper.sections))
    else:
        parts += [_section(section, panels, n) for n, section in enumerate(paper.sections)]
    if paper.footer:
        parts.append(f"<p><small>{escape(paper.footer)}</small></p>")
    return "\n".join(parts)


def part_of(paper: Paper, number: int, parts: int) -> Paper:
    """Give the sections of one part (from 1) of a paper that is spread over several pages."""
    size = -(-len(paper.sections) // parts)
    sections = paper.sections[(number - 1) * size : number * size]
    cover = paper.cover if number == 1 else ()
    return replace(paper, sections=sections, cover=cover, layout="sections")


def block_html(block: Block) -> str:
    """Give one block as HTML."""
    match block:
        case Para(text):
            return f"<p>{_inline(text)}</p>"
        case Bullets(items):
            inner = "".join(f"<li>{_inline(item)}</li>" for item in items)
            return f"<ul>{inner}</ul>"
        case Table(rows):
            inner = "".join(
                "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>"
                for row in rows
            )
            return f"<table>{inner}</table>"


def _section(section: Section, panels: Panels, number: int) -> str:
    heading = escape(section.heading)
    inner = "\n".join(block_html(block) for block in section.blocks)
    if panels == "details":
        return f"<details><summary>{heading}</summary>\n{inner}\n</details>"
    if panels == "buttons":
        return (
            f'<div class="accordion-item"><h3 class="accordion-header"><button type="button" '
            f'aria-expanded="false" aria-controls="panel{number}">{heading}</button></h3>'
            f'<div id="panel{number}" class="accordion-panel" hidden>{inner}</div></div>'
        )
    return f"<h{section.level}>{heading}</h{section.level}>\n{inner}"


def _questions(sections: tuple[Section, ...]) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(section.heading)}</th><td>"
        + "".join(block_html(block) for block in section.blocks)
        + "</td></tr>"
        for section in sections
    )
    return f"<table class='questions'>{rows}</table>"


def _inline(text: str) -> str:
    return "".join(
        escape(words) if address is None else f'<a href="{escape(address)}">{escape(words)}</a>'
        for words, address in link_parts(text)
    )
