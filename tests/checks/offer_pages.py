"""Made-up pages of Local Offers with what each says, and how rightly the checks read them.

`local_offers/tune.md` and `held.md` hold them: a line `@ authority page | duties | duties`
before each page names what a careful reader finds said there, in whole or in part, and what
two careful readers could differ about, which is not scored.
"""

from __future__ import annotations

import datetime as dt
import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from checks.authority import AuthorityFacts, OfferFinding, check_authority
from checks.authority_law import Says, load
from checks.model import SearchRecord, SeenDocument
from extractors.read import read

FOLDER = Path(__file__).parent / "local_offers"
TODAY = dt.date(2026, 11, 27)
FRONT = "<h1>SEND Local Offer</h1><p>Welcome to our pages.</p>"


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One page: `says` and `unscored` are ids of requirements without `offer-`."""

    authority: str
    name: str
    says: frozenset[str]
    unscored: frozenset[str]
    text: str


@dataclass
class Score:
    """Counts by requirement; `errors` in words, for the half that may be looked at."""

    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was found, the share that stands there."""
        return self.right.total() / max(1, self.right.total() + self.false.total())

    @property
    def recall(self) -> float:
        """Of what stands there, the share that was found."""
        return self.right.total() / max(1, self.right.total() + self.missed.total())


def pages(half: str) -> Iterator[LabelledPage]:
    """The pages of `tune` or `held`."""
    text = (FOLDER / f"{half}.md").read_text(encoding="utf-8")
    for block in text.split("@ ")[1:]:
        head, _, body = block.partition("\n")
        who, says, unscored = (part.split() for part in head.split("|"))
        yield LabelledPage(who[0], who[1], _ids(says), _ids(unscored), body.strip())


def _ids(words: list[str]) -> frozenset[str]:
    found = frozenset(f"offer-{word}" for word in words if word != "-")
    unknown = found - {requirement.id for requirement in load().requirements}
    if unknown:
        raise ValueError(f"no such requirement: {sorted(unknown)}")
    return found


def score(half: str) -> Score:
    """Check each page by itself, beside a bare front page, and count."""
    result = Score()
    asked = [r.id for r in load().requirements if isinstance(r.check, Says)]
    for page in pages(half):
        found = _found(page)
        for requirement in asked:
            if requirement in page.unscored:
                continue
            finding = found.get(requirement)
            where = f"{page.authority} {page.name}: {requirement}"
            if finding is not None and requirement in page.says:
                result.right[requirement] += 1
            elif finding is not None:
                result.false[requirement] += 1
                result.errors.append(f"false  {where}: {finding.evidence[0].quotation}")
            elif requirement in page.says:
                result.missed[requirement] += 1
                result.errors.append(f"missed {where}")
    return result


def _found(page: LabelledPage) -> dict[str, OfferFinding]:
    front, opening = _seen(FRONT, 0), _seen(as_html(page.text), 1)
    found = check_authority(
        AuthorityFacts("990", "Sampleshire"), [front, opening], SearchRecord(), load(), today=TODAY
    )
    return {f.requirement: f for f in found if f.verdict in ("met", "partly")}


def _seen(body: str, number: int) -> SeenDocument:
    content = f"<!DOCTYPE html><html><body><main>{body}</main></body></html>".encode()
    url = f"https://offer.example.org/{number}"
    return SeenDocument(read(content, url=url, content_type="text/html"), url)


def as_html(text: str) -> str:
    """A heading, paragraphs and lists, as a portal's own page would have them."""
    parts: list[str] = []
    for line in text.splitlines():
        words = html.escape(line.lstrip("#- "), quote=False)
        if line.startswith("# "):
            parts.append(f"<h1>{words}</h1>")
        elif line.startswith("- "):
            items = f"<li>{words}</li></ul>"
            if parts[-1].endswith("</ul>"):
                parts[-1] = parts[-1].removesuffix("</ul>") + items
            else:
                parts.append(f"<ul>{items}")
        elif line:
            parts.append(f"<p>{words}</p>")
    return "".join(parts)
