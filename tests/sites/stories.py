"""What is right and wrong with each school of the county, decided before anything is written.

A story is a tuple of names from `FAULTS` and `MANNERS`. About one school in three is in order.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

FAULTS = {
    "report-undated": "the report states no date of its own",
    "report-overdue": "the report was last brought up to date more than a year ago",
    "report-old-edition": "an edition from years ago is still held up as the report",
    "report-missing": "no SEN Information Report is published",
    "report-soft-404": "the link to the report leads to a friendly page that says it is not there",
    "report-broken-link": "the link to the report leads to a 404",
    "report-scanned": "the report is a PDF of scanned pages without text",
    "report-encrypted": "the report is a PDF that asks for a password",
    "report-sign-in": "the link to the report leads to a login page",
    "report-too-large": "the report is a file of more than thirty megabytes",
    "report-wrong-content": "a picture comes instead of the report",
    "items-missing": "some items are not answered in the report",
    "items-partial": "some items are answered with a bare mention only",
    "template-headings": "some headings of the template have nothing beneath them",
    "law-list": "the law's own list is quoted, and several of its items are not answered",
    "senco-missing": "the SENCO is not named",
    "senco-no-contact": "the SENCO is named without any means of contact",
    "local-offer-dead": "the link to the Local Offer is dead",
    "local-offer-wrong": "the link leads to another authority's Local Offer",
    "local-offer-missing": "the report does not say where the Local Offer is",
    "next-review-past": "the report's own next review date has passed",
    "policy-missing": "no SEN policy is published",
    "policy-undated": "the SEN policy states no date",
    "policy-overdue": "the SEN policy is more than three years old",
    "policy-signature-blank": "the SEN policy's signature line is blank",
    "plan-missing": "no accessibility plan is published",
    "plan-undated": "the accessibility plan states no date and no period",
    "plan-expired": "the accessibility plan's period has ended",
    "site-refused": "nobody listens at the website's address",
    "site-dns": "the website's name does not exist",
    "site-timeout": "the server accepts the connection and never answers",
    "site-slow": "the server sends a few bytes a second",
    "site-lost": "the server closes the connection without an answer",
    "site-robots": "robots.txt forbids everything",
    "site-robots-down": "robots.txt answers with a server error",
    "site-challenge": "every page is a challenge page (403)",
    "site-forbidden": "every page is forbidden (403)",
    "site-server-error": "every page is a server error (503)",
    "site-tls": "the address says https, and the server does not speak TLS",
    "site-tls-expired": "the website's certificate ran out in 2021",
    "site-tls-name": "the website's certificate is for another name",
    "site-unauthorised": "every page asks for a password (401)",
    "site-gone": "every page is gone (410)",
    "site-busy": "every page asks to come back later (429)",
    "site-block-page": "every page is a block page with status 200",
    "site-parked": "the website's name is parked",
    "site-redirect-loop": "the home page redirects in a circle",
    "script-only": "the website has no text without a browser",
    "no-website": "the register says 'Not Available'",
    "directory-website": "the register gives a directory's page",
}
"""Every fault with the sentence that the truth gives for it."""

MANNERS = {
    "outside": "the school's kind is outside section 69",
    "report-page": "the report is a web page",
    "report-accordion": "the report is a web page with an accordion",
    "report-pages": "the report is spread over several web pages",
    "report-twice": "the same report stands at two addresses",
    "misleading-link": "a link called SEND Offer leads to another document",
    "report-docx": "the report is a Word document",
    "report-moved": "the report has moved and the old link redirects",
    "combined": "policy and report are one document",
    "trust-website": "the register gives the school's page on its trust's website",
}
"""Manners of publishing that are no faults."""

CAUSES = {
    "site-refused": ("refused",),
    "site-dns": ("dns",),
    "site-timeout": ("timeout",),
    "site-slow": ("too-slow", "timeout"),
    "site-lost": ("lost", "bad-answer"),
    "site-robots": ("robots",),
    "site-robots-down": ("robots-unreachable",),
    "site-challenge": ("blocked", "forbidden"),
    "site-forbidden": ("forbidden", "blocked"),
    "site-server-error": ("server-error", "robots-unreachable"),
    "site-tls": ("tls", "tls-untrusted", "bad-answer", "lost"),
    "site-tls-expired": ("tls-expired", "tls-untrusted", "tls"),
    "site-tls-name": ("tls-name", "tls-untrusted", "tls"),
    "site-unauthorised": ("unauthorised",),
    "site-gone": ("gone",),
    "site-busy": ("too-many-requests", "robots-unreachable"),
    "site-block-page": ("blocked",),
    "site-parked": ("parked",),
    "site-redirect-loop": ("redirect-loop",),
    "script-only": ("script-only",),
    "no-website": ("no-website",),
    "directory-website": ("no-website", "dns"),
}
"""For each site that cannot be searched, the outcomes that name why (crawler/outcomes.py)."""

_IN_ORDER: tuple[tuple[str, ...], ...] = (
    (),
    ("report-page",),
    ("combined",),
    ("report-accordion",),
    ("report-docx",),
    (),
    ("report-moved",),
    ("trust-website",),
    ("report-twice",),
    ("report-pages",),
    ("misleading-link",),
)

_WRONG: tuple[tuple[str, ...], ...] = (
    ("report-undated",),
    ("report-overdue", "plan-expired"),
    ("items-missing",),
    ("senco-no-contact", "local-offer-dead"),
    ("site-refused",),
    ("report-old-edition", "policy-signature-blank"),
    ("template-headings", "plan-undated"),
    ("site-robots",),
    ("report-missing",),
    ("site-challenge",),
    ("report-scanned",),
    ("law-list", "local-offer-wrong"),
    ("plan-missing", "items-partial"),
    ("senco-missing", "policy-overdue"),
    ("next-review-past", "plan-expired"),
    ("no-website",),
    ("report-soft-404",),
    ("report-encrypted",),
    ("local-offer-missing", "items-missing", "report-page"),
    ("site-dns",),
    ("policy-missing", "report-undated"),
    ("script-only",),
    ("report-broken-link",),
    ("site-server-error",),
    ("plan-expired", "policy-undated", "report-docx"),
    ("directory-website",),
    ("items-partial", "senco-no-contact"),
    ("site-timeout",),
    ("report-overdue", "items-missing", "report-accordion"),
    ("site-lost",),
    ("template-headings", "report-docx"),
    ("site-slow",),
    ("report-missing", "plan-missing"),
    ("site-robots-down",),
    ("law-list", "report-undated"),
    ("site-forbidden",),
    ("next-review-past", "senco-missing"),
    ("site-tls",),
    ("report-old-edition", "plan-undated"),
    ("site-tls-expired",),
    ("report-sign-in",),
    ("site-unauthorised",),
    ("report-too-large",),
    ("site-gone",),
    ("report-wrong-content",),
    ("site-busy",),
    ("items-missing", "policy-overdue"),
    ("site-block-page",),
    ("site-parked",),
    ("report-undated", "plan-expired"),
    ("site-redirect-loop",),
    ("site-tls-name",),
)

_NEEDS_SENCO = {"senco-missing", "senco-no-contact"}


def is_unreachable(story: tuple[str, ...]) -> bool:
    """Whether the story's website cannot be searched at all."""
    return any(name in CAUSES for name in story)


def stories(groups: list[str], rng: random.Random) -> list[tuple[str, ...]]:
    """Give each school its story, by its kind's group (`MS`, `MN`, `SP`, `PRU`, ...); "" is closed.

    The first round tells every story once, in order, so that small counties have the common
    faults; later rounds are shuffled and leave half of the unreachable sites out.
    """
    wrong = _rounds(_WRONG, rng)
    right = _rounds(_IN_ORDER, rng)
    told: list[tuple[str, ...]] = []
    for index, group in enumerate(groups):
        if group == "":
            told.append(())
        elif group not in ("MS", "MN", "SP"):
            told.append(("outside",))
        elif index % 3 == 0:
            told.append(next(right))
        else:
            told.append(_for_group(next(wrong), group))
    return told


def _for_group(story: tuple[str, ...], group: str) -> tuple[str, ...]:
    """Special schools owe no SENCO's name, so a fault there would be none."""
    if group != "SP" or not _NEEDS_SENCO & set(story):
        return story
    return tuple("items-missing" if name in _NEEDS_SENCO else name for name in story)


def _rounds(pool: tuple[tuple[str, ...], ...], rng: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield the pool in order, then shuffled rounds of it, every other one reachable only."""
    yield from pool
    reachable = [story for story in pool if not is_unreachable(story)]
    while True:
        for round_pool in (reachable, list(pool)):
            rng.shuffle(round_pool)
            yield from round_pool
