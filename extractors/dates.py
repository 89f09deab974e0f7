"""Which dates a document states about itself, and what follows from them.

`read_dates` is the front door. The grammar is in tables: `dates_values` (how dates are
written), `dates_labels` (what is said of them), with `dates_claims` and `dates_pairs` bringing
the two together. What the file or the address says (`slug_dates`) is weak and kept apart.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from extractors.dates_interval import interval_in
from extractors.dates_lines import Line, has_title, lines_of, title_words
from extractors.dates_pairs import Placed, placed_claims
from extractors.dates_slugs import slug_dates
from extractors.dates_titles import Claim
from extractors.model import Block, DateClaim, Dates, Document, Passage, Role

__all__ = ["dates_in", "read_dates", "slug_dates"]

DATING: tuple[Role, ...] = ("issued", "approved", "reviewed", "updated")
"""Roles that date a version, the weakest word first: it decides between equal dates."""
_SETTLED_BY = ("approved", "updated", "reviewed", "issued")


def read_dates(document: Document) -> Dates:
    """The dates that the document states about itself, with roles, and what follows.

    Dates of laws, of figures, of training and of events are not the document's. File names and
    metadata are not asked. Every `as_written` stands letter for letter in one block, heading or
    piece of furniture.
    """
    return _read(lines_of(document))


def dates_in(text: str) -> list[DateClaim]:
    """The dates that a phrase or a few lines state about their document, as `read_dates` would
    read them at the document's beginning.
    """
    blocks = tuple(Block(" ".join(line.split())) for line in text.splitlines() if line.strip())
    document = Document("", "text", "", (Passage("", 0, blocks),))
    return list(read_dates(document).claims)


def _read(lines: list[Line]) -> Dates:
    placed = placed_claims(lines, title_words(lines), titled=has_title(lines))
    settled = _once(_settle(placed))
    claims = tuple(claim for claim, _ in settled)
    next_review = _next_review(settled)
    document_date = _document_date(claims)
    return Dates(
        claims,
        document_date,
        next_review,
        interval_in(lines),
        tuple(_conflicts(settled, document_date, next_review)),
    )


_SAYS_NEXT = re.compile(r"\bnext\b[^.]*$|\breview date\b[^.]*$|\bdue\b[^.]*$")

Settled = tuple[DateClaim, Placed]


def _settle(placed: list[Placed]) -> list[Settled]:
    """Every claim with its role, a bare "Review date" read beside its siblings."""
    return [(_date_claim(one, _role(one, placed)), one) for one in placed]


def _date_claim(one: Placed, role: Role) -> DateClaim:
    claim = one.claim
    return DateClaim(role, one.as_written, claim.start, claim.end, claim.precision, one.line.page)


def _role(one: Placed, placed: list[Placed]) -> Role:
    sense = one.claim.sense
    if sense == "review":
        return (
            "next-review" if _lies_ahead(one.claim, [each.claim for each in placed]) else "reviewed"
        )
    if sense == "period":
        return "academic-year" if one.claim.precision == "academic-year" else "period"
    if sense == "body":
        return "approved"
    return "issued" if sense == "date" else sense


def _lies_ahead(review: Claim, claims: list[Claim]) -> bool:
    """Whether a bare "Review date" means the next review.

    It does when it lies after every date that the document looks back on, unless a later "next
    review" stands beside it. With nothing to compare it means the next, as it mostly does.
    """
    behind = [
        claim for claim in claims if claim.sense in _SETTLED_BY and _apart_from(claim, review)
    ]
    ahead = [claim for claim in claims if claim.sense == "next-review"]
    if behind and review.start <= max(claim.start for claim in behind):
        return False
    if review.scheduled and behind:
        return True
    if any(review.end < claim.start for claim in ahead):
        return False
    if behind:
        return True
    periods = [claim for claim in claims if claim.sense == "period"]
    if not periods or ahead:
        return True
    latest = max(periods, key=lambda claim: claim.start)
    if latest.precision == "year":
        return review.start > latest.end
    return review.start >= dt.date(latest.start.year + 1, 1, 1)


def _apart_from(claim: Claim, review: Claim) -> bool:
    """Whether a claim is more than the review's own date, repeated without a label."""
    return claim.strength == 3 or claim.start != review.start


def _once(settled: list[Settled]) -> list[Settled]:
    """The claims without repeats: what stands on every page counts once, where it stands first.

    A date without a label that repeats a labelled one adds nothing either.
    """
    kept: list[Settled] = []
    seen: set[tuple[Role, dt.date, dt.date]] = set()
    told = {(claim.start, claim.end) for claim, one in settled if one.claim.strength == 3}
    for claim, one in settled:
        key = (claim.role, claim.start, claim.end)
        bare = one.claim.strength < 3 and claim.role == "issued"
        if key in seen or (bare and (claim.start, claim.end) in told):
            continue
        seen.add(key)
        kept.append((claim, one))
    return kept


def _document_date(claims: tuple[DateClaim, ...]) -> DateClaim | None:
    """The latest date on which the document says it was brought up to date.

    Without any, the school year, then the year or period, that the document is for.
    """
    dating = [claim for claim in claims if claim.role in DATING]
    if dating:
        latest = max(dating, key=lambda claim: (claim.start, DATING.index(claim.role)))
        return _decided(latest, dating) if _TAKES_EFFECT.search(latest.as_written) else latest
    for role in ("academic-year", "period"):
        periods = [claim for claim in claims if claim.role == role]
        if periods:
            return _beginning(max(periods, key=lambda claim: claim.start))
    return None


def _beginning(period: DateClaim) -> DateClaim:
    """The first year, or month, of a period of several years: that is when it was written."""
    start = period.start
    if period.precision != "range" or (period.end - start).days < 366:
        return period
    if (start.month, start.day) == (1, 1) and (period.end.month, period.end.day) == (12, 31):
        return replace(period, end=dt.date(start.year, 12, 31), precision="year")
    if start.day == 1:
        end = dt.date(start.year, start.month, calendar.monthrange(start.year, start.month)[1])
        return replace(period, end=end, precision="month")
    return replace(period, end=start, precision="day")


_TAKES_EFFECT = re.compile(
    r"\b(?:effective|in force|into force|in effect|operative|operational|live|implement\w+|"
    r"commence\w+)\b",
    re.IGNORECASE,
)


def _decided(effect: DateClaim, dating: list[DateClaim]) -> DateClaim:
    """The day on which a version was decided upon, where it took effect within a year of it."""
    year_before = effect.start - dt.timedelta(days=366)
    decisions = [claim for claim in dating if claim.role != "issued" and year_before <= claim.start]
    return max(decisions, key=lambda claim: claim.start, default=effect)


def _next_review(settled: list[Settled]) -> DateClaim | None:
    """The next review: the cover's before later pages', the full review before interim ones,
    plain words before a bare "Review", a label ("Next review:") before a sentence.
    """
    reviews = [pair for pair in settled if pair[0].role == "next-review"]

    def rank(pair: Settled) -> tuple[int, bool, bool, bool, int]:
        claim, one = pair
        page = claim.page or (1 if one.line.titular or one.line.place == "furniture" else 2)
        told = not _SAYS_NEXT.search(one.line.plain[: one.claim.to])
        return page, one.claim.interim, one.claim.sense == "review", told, one.order

    return min(reviews, key=rank)[0] if reviews else None


def _conflicts(
    settled: list[Settled], document_date: DateClaim | None, next_review: DateClaim | None
) -> list[str]:
    """One sentence for each contradiction, with both wordings."""
    found: list[str] = []
    reviews = [
        claim
        for claim, one in settled
        if claim.role == "next-review" and not (one.claim.interim or one.claim.scheduled)
    ]
    if next_review in reviews:
        found.extend(_apart("Two dates are given for the next review", next_review, reviews))
    if document_date and next_review and next_review.end < document_date.start:
        found.append(
            _sentence("The next review lies before the last update", next_review, document_date)
        )
    titles = [claim for claim, one in settled if one.claim.strength == 2 and claim.role != "issued"]
    found.extend(_apart("Titles name different times", titles[0], titles) if titles else [])
    for role in ("updated", "reviewed"):
        last = [claim for claim, _ in settled if claim.role == role and _says_last(claim)]
        found.extend(_apart(f"Two dates are given as last {role}", last[0], last) if last else [])
    return [*found, *_unsure(settled)]


def _apart(what: str, first: DateClaim, others: list[DateClaim]) -> list[str]:
    """A sentence for each of the others that cannot mean the same day as the first."""
    return [_sentence(what, first, other) for other in others if not _overlap(first, other)]


def _unsure(settled: list[Settled]) -> list[str]:
    """A bare "Review date" with nothing beside it to tell whether it is the last or the next."""
    if len(settled) != 1 or settled[0][1].claim.sense != "review":
        return []
    written = settled[0][0].as_written
    return [
        f"“{written}” does not say whether it is the last review or the next: read as the next."
    ]


def _says_last(claim: DateClaim) -> bool:
    words = claim.as_written.lower()
    return any(word in words for word in ("last", "latest", "most recent"))


def _overlap(first: DateClaim, second: DateClaim) -> bool:
    return first.start <= second.end and second.start <= first.end


def _sentence(what: str, first: DateClaim, second: DateClaim) -> str:
    return f"{what}: {_quoted(first)} and {_quoted(second)}."


def _quoted(claim: DateClaim) -> str:
    page = f" (page {claim.page})" if claim.page else ""
    return f"“{claim.as_written}”{page}"
