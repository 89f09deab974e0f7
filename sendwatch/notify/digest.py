"""The words of a digest: what changed at which school, as plain text, HTML and JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Any

from checks.words import in_words
from crawler import outcomes
from sendwatch import transitions
from sendwatch.store.changes import Change

_KINDS = {
    "sen-information-report": "SEN Information Report",
    "sen-policy": "SEN policy",
    "accessibility-plan": "accessibility plan",
}
_DOCUMENTS = {
    transitions.APPEARED: "The {what} was published",
    transitions.RENEWED: "The {what} was renewed",
    transitions.AMENDED: "A few words of the {what} were changed under the same date",
    transitions.VANISHED: "The {what} is no longer on the website",
    transitions.EARLIER: "An earlier edition of the {what} stands in the place of the newer one",
    transitions.MOVED: "The {what} stands at another address",
    "date moved, text unchanged": "The {what} bears a new date over the same text",
    "text changed, date unchanged": "The {what} was changed, and its date was not",
    "text changed, no date": "The {what} was changed; it bears no date",
}
_OTHERS = {
    transitions.MET: "Now met: {title}",
    transitions.PARTLY: "Now partly met: {title}",
    transitions.LOST: "No longer met: {title} (now: {after})",
    transitions.OVERDUE: "Now overdue: {title}",
    transitions.UNREACHABLE: "The website cannot be read: {detail}",
    transitions.REACHABLE: "The website can be read again",
}


def sentence(change: Change) -> str:
    """One change in plain words."""
    what = _KINDS.get(change.document_kind, change.document_kind.replace("-", " "))
    if change.kind in _DOCUMENTS:
        text = _DOCUMENTS[change.kind].format(what=what)
        if change.same_text is not None:
            text += f" ({change.same_text:.0%} of the text is the same)"
    else:
        form = _OTHERS.get(change.kind, change.kind)
        title = change.title or change.requirement or ""
        text = form.format(title=title, after=change.after, detail=_cause(change.detail))
    since = (
        f", since {in_words(dt.date.fromisoformat(change.since))}"
        if change.since != change.night
        else ""
    )
    return f"{text}{since}."


def _cause(outcome: str) -> str:
    known = outcomes.OUTCOMES.get(outcome)
    return known.sentence if known else outcome


def subject(changes: Sequence[Change]) -> str:
    """The subject line."""
    schools = len({change.urn for change in changes})
    one = "1 change" if len(changes) == 1 else f"{len(changes):,} changes"
    return f"Sendwatch: {one} at {'1 school' if schools == 1 else f'{schools:,} schools'}"


def plain(changes: Sequence[Change], site: str, name: str = "") -> str:
    """The digest as plain text, for the subscription `name`; schools with a loss come first."""
    lines = [subject(changes), ""]
    for title, schools in _parts(changes):
        lines += [title.upper(), ""]
        for (urn, school), group in schools:
            lines.append(f"{school} (URN {urn})")
            for change in group:
                lines.append(f"  - {sentence(change)}")
                lines += [f"    What changed: {link}" for link in _differences(change, site)]
            lines += [f"  {_page(site, urn)}"] if site else []
            lines.append("")
    return "\n".join([*lines, *_foot(name), ""])


def html(changes: Sequence[Change], site: str, name: str = "") -> str:
    """The digest as HTML that needs no style sheet and loads nothing."""
    parts = [
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(subject(changes))}</title></head>"
        f'<body style="{_BODY}"><h1 style="font-size:1.4em">{escape(subject(changes))}</h1>'
    ]
    for title, schools in _parts(changes):
        parts.append(f'<h2 style="font-size:1.2em">{title}</h2>')
        for (urn, school), group in schools:
            shown = escape(f"{school} (URN {urn})")
            link = f'<a href="{escape(_page(site, urn))}">{shown}</a>' if site else shown
            items = "".join(f"<li>{_item(change, site)}</li>" for change in group)
            parts.append(f'<h3 style="font-size:1em;margin-bottom:0">{link}</h3><ul>{items}</ul>')
    foot = "".join(f"<p>{escape(line)}</p>" for line in _foot(name))
    return "".join([*parts, f'<div style="color:#555">{foot}</div></body></html>'])


_BODY = "font-family:sans-serif;line-height:1.5;max-width:40em;margin:1em auto;padding:0 1em"


def _item(change: Change, site: str) -> str:
    more = "".join(
        f' <a href="{escape(link)}">See what changed</a>' for link in _differences(change, site)
    )
    return f"{escape(sentence(change))}{more}"


def payload(name: str, changes: Sequence[Change]) -> dict[str, Any]:
    """What a webhook is sent."""
    rows = [
        {**{field: getattr(change, field) for field in Change.__dataclass_fields__},
         "sentence": sentence(change)}
        for change in changes
    ]  # fmt: skip
    return {"subscription": name, "changes": rows}


_WORSE = (
    transitions.VANISHED,
    transitions.EARLIER,
    transitions.LOST,
    transitions.OVERDUE,
    transitions.UNREACHABLE,
    "date moved, text unchanged",
    "text changed, date unchanged",
    "text changed, no date",
)
"""Changes after which somebody may want to ask the school."""


def _parts(
    changes: Sequence[Change],
) -> list[tuple[str, list[tuple[tuple[int, str], list[Change]]]]]:
    """Schools where something is to be looked at, then all others."""
    worse = {change.urn for change in changes if change.kind in _WORSE}
    first = [change for change in changes if change.urn in worse]
    rest = [change for change in changes if change.urn not in worse]
    titled = ("To look at", first), ("Other changes", rest)
    return [(title, _by_school(some)) for title, some in titled if some]


def _differences(change: Change, site: str) -> list[str]:
    """The page that shows an edition beside the one before it, where there is one."""
    known = site and change.same_text is not None and change.after.isdigit()
    return [f"{site.rstrip('/')}/edition/{change.after}"] if known else []


def _foot(name: str) -> list[str]:
    lines = [
        "Something that is gone is told when a second night has confirmed it. We say what we"
        " found, on that day; the pages show where.",
    ]
    if name:
        lines.append(
            f"You get this as “{name}” in Sendwatch's list of subscriptions. To stop it or to"
            " choose other schools, write to whoever runs Sendwatch for you."
        )
    return lines


def _by_school(changes: Sequence[Change]) -> list[tuple[tuple[int, str], list[Change]]]:
    ordered = sorted(changes, key=lambda change: (change.school, change.urn, change.id))
    grouped = groupby(ordered, key=lambda change: (change.urn, change.school))
    return [(key, list(group)) for key, group in grouped]


def _page(site: str, urn: int) -> str:
    return f"{site.rstrip('/')}/school/{urn}"
