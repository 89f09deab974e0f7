"""What came, judged by its content: block pages, parked names, pages that say they are not there.

A server answers 200 to many things that are not the page. Each recogniser needs two signs,
because a school page may well quote one of them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.links import Page
from crawler.urls import DOCUMENT_SUFFIXES, suffix_of

_SIGN_IN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com")
_CHALLENGE_MARKUP = re.compile(
    rb"cf-chl-|challenge-platform|cf_chl_opt|_Incapsula_Resource|/_sec/cp_challenge|"
    rb"sucuri_cloudproxy|ddos-guard|px-captcha|captcha-delivery\.com|awsWafCookieDomainList|"
    rb"sgcaptcha|wordfence_block|g-recaptcha|h-captcha",
    re.I,
)
_CHALLENGE_TITLE = re.compile(
    r"just a moment|attention required|access denied|checking your browser|are you (?:a )?human|"
    r"are you a robot|security check|request (?:blocked|rejected)|blocked|forbidden|"
    r"verify(?:ing)? you are|bot verification|ddos protection|site protection|robot challenge",
    re.I,
)
_CHALLENGE_TEXT = re.compile(
    r"enable (?:javascript and )?cookies|checking (?:your browser|if the site)|ray id|"
    r"unusual traffic|automated (?:requests|access|queries)|prove you are (?:a )?human|"
    r"not a robot|you have been blocked|access to this (?:page|site) (?:has been|is) (?:denied|"
    r"blocked)|request unsuccessful|incident id|complete the (?:security check|captcha)|"
    r"verify (?:that )?you are (?:a )?human|support id|your (?:ip|access|request) .{0,30}blocked",
    re.I,
)
_PARKED_TEXT = re.compile(
    r"domain (?:name )?(?:is |may be )?(?:for sale|parked|has expired|expired)|buy this domain|"
    r"this domain (?:name )?(?:is|has been|was) (?:registered|parked|reserved|suspended|for sale)|"
    r"parked (?:free|by|domain)|account (?:has been )?suspended|website (?:has )?expired|"
    r"(?:sedo|dan\.com|hugedomains|parkingcrew|bodis|afternic)\b|"
    r"future home of something quite cool|default web ?(?:site )?page|"
    r"welcome to nginx|it works!|apache2? (?:ubuntu |debian )?default page|iis windows server",
    re.I,
)
_GONE_TITLE = re.compile(
    r"\b404\b|not found|page (?:cannot|can't|could not|can ?not) be found|no longer (?:available|"
    r"exists)|page (?:does not|doesn't) exist|page (?:is )?missing|oops|nothing found|error",
    re.I,
)
_GONE_TEXT = re.compile(
    r"(?:page|file|document|content|resource)[^.]{0,60}(?:not (?:be )?found|cannot be found|"
    r"can't be found|could not be found|no longer (?:here|available|exists)|does not exist|"
    r"doesn't exist|has been (?:moved|removed|deleted))|(?:can't|cannot|couldn't|could not) find "
    r"(?:that|the|this) page|\b404\b|nothing (?:was )?found|no longer exists",
    re.I,
)
_SCRIPT_WANTED = re.compile(
    r"(?:enable|requires?|turn on|need|without) (?:to )?(?:enable |run )?(?:java ?script)|"
    r"java ?script (?:is|must be|to be) (?:required|enabled|disabled)",
    re.I,
)
_APP_ROOT = re.compile(
    rb"""<div[^>]+id=["'](?:root|app|__next|__nuxt|app-root|main-app)["'][^>]*>\s*</div>|<app-root""",
    re.I,
)
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "gzip"),
)
_HTML_START = re.compile(rb"<!doctype html|<html|<head|<body|<!--|<meta|<title|<script|<div", re.I)
_XML_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml|\s*<(?:urlset|sitemapindex)", re.I)


def sniff(body: bytes, content_type: str = "") -> str:
    """Name what a body is: html, pdf, zip (DOCX and ODT too), ole, rtf, image, gzip, xml, text.

    The bytes decide; `content_type` only where they say nothing. "" for an empty body.
    """
    if not body.strip():
        return ""
    start = body[:1024]
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return name
    if b"%PDF-" in start:
        return "pdf"
    if _XML_START.match(start) and not re.search(rb"<html|<!doctype html", start, re.I):
        return "xml"
    if _HTML_START.search(start) or "html" in content_type.lower():
        return "html"
    if b"\x00" in start:
        return "binary"
    return "text"


def judge_document(body: bytes, kind: str, url: str, content_type: str) -> str:
    """Name the outcome of a 200 that is no HTML page: ok, wrong-content or empty."""
    if kind == "":
        return "empty"
    expected = suffix_of(url) in DOCUMENT_SUFFIXES or "pdf" in content_type.lower()
    if expected and kind in ("image", "binary", "xml"):
        return "wrong-content"
    return "ok"


def judge_page(page: Page, body: bytes, asked: str, final: str) -> str:
    """Name the outcome of a 200 that is an HTML page.

    `asked` and `final` are the address before and after redirects: a file that ends on a login
    page or on the home page did not come.
    """
    if (urlsplit(final).hostname or "") in _SIGN_IN_HOSTS:
        return "sign-in"
    for name, test in (
        ("blocked", is_block_page),
        ("parked", is_parked),
        ("soft-404", is_soft_404),
    ):
        if test(page, body):
            return name
    if suffix_of(asked) in DOCUMENT_SUFFIXES:
        return _page_for_a_file(page, asked, final)
    if is_script_only(page, body):
        return "script-only"
    return "ok"


def _page_for_a_file(page: Page, asked: str, final: str) -> str:
    if page.password_field:
        return "sign-in"
    if asked != final and urlsplit(final).path.rstrip("/") == "":
        return "soft-404"
    return "ok"


def is_block_page(page: Page, body: bytes) -> bool:
    """Whether a challenge or a firewall's notice came: short, and saying so twice."""
    if len(page.text) > 2500 or len(page.links) > 25:
        return False
    signs = (
        bool(_CHALLENGE_TITLE.search(page.title or page.heading)),
        bool(_CHALLENGE_TEXT.search(page.text)),
        bool(_CHALLENGE_MARKUP.search(body[:200_000])),
    )
    return sum(signs) >= 2


def is_parked(page: Page, body: bytes) -> bool:
    """Whether the name shows a registrar's, seller's or server's placeholder."""
    if len(page.text) > 1500 or len(page.links) > 40:
        return False
    return bool(_PARKED_TEXT.search(f"{page.title} {page.text}"))


def is_soft_404(page: Page, body: bytes) -> bool:
    """Whether the page itself says that it is not there, in its title or heading and its text."""
    headline = f"{page.title} | {page.heading}"
    if not _GONE_TITLE.search(headline):
        return False
    return len(page.text) < 4000 and bool(_GONE_TEXT.search(f"{page.heading} {page.text}"))


def is_script_only(page: Page, body: bytes) -> bool:
    """Whether a page has nothing to read or follow without a browser."""
    if page.refresh or len(page.links) > 3:
        return False
    if len(page.text) < 250 and (_SCRIPT_WANTED.search(page.text) or _APP_ROOT.search(body)):
        return True
    wanted = _SCRIPT_WANTED.search(body[:50_000].decode("utf-8", "replace"))
    return len(page.text) < 80 and page.scripts > 0 and (page.scripts >= 2 or wanted is not None)
