"""What authorities owe, for docs/methodology.md: after schools' duties, never among them."""

from __future__ import annotations

from collections.abc import Mapping

from checks.authority_law import OfferLaw, OfferRequirement, Says, load
from checks.model import Basis
from checks.words import in_words, joined


def offer_sections(
    forces: Mapping[Basis, str], sure: Mapping[str, str], law: OfferLaw | None = None
) -> list[str]:
    """The sections on Local Offers: how they are read, the musts, and the rest.

    `forces` says in words what each basis is, `sure` what each mark of certainty means.
    """
    law = law or load()
    musts = [entry for entry in law.requirements if entry.is_must]
    others = [entry for entry in law.requirements if not entry.is_must]
    return [
        _opening(len(musts), len(others)),
        _section("The Local Offer: musts", forces["statutory"], musts, forces, sure),
        _section(
            "The Local Offer: shoulds and observations",
            "Guidance, what is expected, and good practice. Never called missing by law.",
            others,
            forces,
            sure,
        ),
    ]


def _opening(musts: int, others: int) -> str:
    return (
        "## Local authorities\n\n"
        f"Each authority's Local Offer is held against {musts} musts and {others} other points, in"
        " `checks/law/local-offer.yml`. They are counted apart from everything that schools owe."
        " A page counts for what it says itself: links, tiles, entries of the directory, and what"
        " a page tells of the law on Local Offers do not. A duty is met when the sentences for all"
        " its parts were found, partly met when some were. One with a subject needs its parts on"
        " the same page. Nothing is said of a Local Offer that was not found or not read to its"
        " end, and a duty whose text we could not read (R) is never called missing. How often the"
        " wording is understood: see [accuracy](accuracy.md)."
    )


def _section(
    title: str,
    force: str,
    entries: list[OfferRequirement],
    forces: Mapping[Basis, str],
    sure: Mapping[str, str],
) -> str:
    return "\n\n".join([f"## {title}\n\n{force}", *(_entry(e, forces, sure) for e in entries)])


def _entry(entry: OfferRequirement, forces: Mapping[Basis, str], sure: Mapping[str, str]) -> str:
    check = entry.check if isinstance(entry.check, Says) else None
    seen = entry.verified
    rows = [
        ("Asked", entry.meaning),
        ("Source", f"[{entry.citation}]({entry.url})"),
        ("Basis", f"{entry.basis}. {forces[entry.basis]}"),
        ("In force", f"from {in_words(entry.in_force.since)}"),
        ("Parts", joined(list(check.parts)) if check and len(check.parts) > 1 else ""),
        ("Subject", check.subject if check else ""),
        ("What counts", entry.what_counts),
        ("What does not", entry.what_does_not),
        ("Silence is trusted", f"{check.silence:.1f} of 1" if check else ""),
        (
            "How sure we are of the law",
            f"{in_words(seen.on)}, {seen.sure}: {sure[seen.sure]}. {seen.note}".strip(),
        ),
    ]
    lines = "\n".join(f"- **{name}**: {text}" for name, text in rows if text)
    return f"### {entry.title}\n\n`{entry.id}`. {entry.plain}\n\n{lines}"
