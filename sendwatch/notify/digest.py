"""The words of a digest: what changed at which school, as plain text, HTML and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Any

from sendwatch import transitions
from sendwatch.store.changes import Change

_KINDS = {
    "sen-information-report": "SEN Information Report",
    "sen-policy": "SEN policy",
    "accessibility-plan": "accessibility plan",
}
_DOCUMENTS = {
    transitions.APPEARED: "A {what} was published",
    transitions.RENEWED: "The {what} was renewed",
    transitions.VANISHED: "The {what} is no longer on the website",
    transitions.EARLIER: "An earlier edition of the {what} stands in the place of the newer one",
    transitions.MOVED: "The {what} stands at another address",
    "date moved, text unchanged": "The {what} bears a new date over the same text",
    "text changed, date unchanged": "The {what} was changed, and its date was not",
}
_OTHERS = {
    transitions.MET: "Now met: {title}",
    transitions.PARTLY: "Now partly met: {title}",
    transitions.LOST: "No longer met: {title} (now: {after})",
    transitions.OVERDUE: "Overdue since today's date passed it: {title}",
    transitions.UNREACHABLE: "The website cannot be read ({detail})",
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
        text = form.format(title=title, after=change.after, detail=change.detail)
    since = f", since {change.since}" if change.since != change.night else ""
    return f"{text}{since}."


def subject(changes: Sequence[Change]) -> str:
    """The subject line."""
    schools = len({change.urn for change in changes})
    one = "1 change" if len(changes) == 1 else f"{len(changes):,} changes"
    return f"Sendwatch: {one} at {'1 school' if schools == 1 else f'{schools:,} schools'}"


def plain(changes: Sequence[Change], site: str) -> str:
    """The digest as plain text."""
    lines = [subject(changes), ""]
    for (urn, school), group in _by_school(changes):
        lines.append(f"{school} (URN {urn})")
        lines += [f"  - {sentence(change)}" for change in group]
        lines += [f"  {_page(site, urn)}"] if site else []
        lines.append("")
    return "\n".join([*lines, _FOOT, ""])


def html(changes: Sequence[Change], site: str) -> str:
    """The digest as HTML that needs no style sheet and loads nothing."""
    parts = [
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(subject(changes))}</title></head><body>"
        f"<h1>{escape(subject(changes))}</h1>"
    ]
    for (urn, school), group in _by_school(changes):
        name = escape(f"{school} (URN {urn})")
        link = f'<a href="{escape(_page(site, urn))}">{name}</a>' if site else name
        items = "".join(f"<li>{escape(sentence(change))}</li>" for change in group)
        parts.append(f"<h2>{link}</h2><ul>{items}</ul>")
    return "".join([*parts, f"<p>{escape(_FOOT)}</p></body></html>"])


def payload(name: str, changes: Sequence[Change]) -> dict[str, Any]:
    """What a webhook is sent."""
    rows = [
        {**{field: getattr(change, field) for field in Change.__dataclass_fields__},
         "sentence": sentence(change)}
        for change in changes
    ]  # fmt: skip
    return {"subscription": name, "changes": rows}


_FOOT = "A loss is told when a second night has confirmed it. We say what we found, on that day."


def _by_school(changes: Sequence[Change]) -> list[tuple[tuple[int, str], list[Change]]]:
    ordered = sorted(changes, key=lambda change: (change.school, change.urn, change.id))
    grouped = groupby(ordered, key=lambda change: (change.urn, change.school))
    return [(key, list(group)) for key, group in grouped]


def _page(site: str, urn: int) -> str:
    return f"{site.rstrip('/')}/school/{urn}"
