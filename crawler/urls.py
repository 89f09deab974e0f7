"""Addresses as school websites write them, mended, compared and judged by their spelling."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

DOCUMENT_SUFFIXES = frozenset(
    (".pdf", ".doc", ".docx", ".docm", ".odt", ".rtf", ".ppt", ".pptx", ".pub", ".pages")
)
NEVER_DOCUMENTS = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".ico", ".bmp", ".tif", ".heic"),
        *(".css", ".js", ".json", ".xml", ".rss", ".atom", ".ics", ".vcf", ".woff", ".woff2"),
        *(".mp3", ".mp4", ".m4a", ".mov", ".avi", ".wmv", ".webm", ".zip", ".exe", ".apk"),
        *(".xls", ".xlsx", ".csv"),
    )
)
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|_ga|phpsessid|jsessionid|sid)$", re.I)
_NO_PAGE = re.compile(
    r"^(mailto|tel|sms|javascript|data|blob|file|ftp|whatsapp|skype|about):", re.I
)
_BROKEN_SCHEME = re.compile(r"^h{1,3}t{1,3}p{1,2}(s?)\s*[:;.]?\s*/{1,3}\s*(?=[\w\[])", re.I)
_DOUBLED_SCHEME = re.compile(r"^https?:/*(?=https?:)", re.I)
_IN_SCRIPT = re.compile(
    r"""(?:open|href|location|assign|replace)\W{0,6}['"]([^'"]+)['"]|"""
    r"""\(\s*['"]((?:https?:/)?/[^'"]+|[^'"]+\.(?:pdf|docx?|odt|rtf))['"]""",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x20\x7f\u200b\ufeff]+")


def mend(href: str, base: str) -> str | None:
    """Make an absolute address out of a link as it stands in a page, or None if it is none.

    Mends what browsers and people forgive: blanks, `hhttps://`, backslashes, `www.` without
    scheme. The fragment is dropped, except an app's route (`#!`).
    """
    value = href.strip().strip("\u200b\ufeff")
    if script := value.lower().startswith("javascript:") and _IN_SCRIPT.search(value):
        value = script[1] or script[2]
    value = re.sub(r"[\r\n\t]+", "", value).replace("\\", "/")
    if not value or value == "#" or _NO_PAGE.match(value):
        return None
    value = _DOUBLED_SCHEME.sub("", value)
    if scheme := _BROKEN_SCHEME.match(value):
        value = f"http{scheme[1].lower()}://{value[scheme.end() :]}"
    elif value.lower().startswith("www."):
        value = f"http://{value}"
    try:
        absolute = safe_url_string(urljoin(base, value))
        parts = urlsplit(absolute)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or _CONTROL.search(absolute):
        return None
    default = {"http": 80, "https": 443}[parts.scheme]
    netloc = host if port in (None, default) else f"{host}:{port}"
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, fragment))


def key_of(url: str) -> str:
    """Two addresses with the same key are taken for one page.

    Scheme, `www.`, a trailing slash, the fragment and tracking parameters do not count.
    """
    parts = urlsplit(url)
    query = parts.query
    if query:
        kept = [
            pair
            for pair in parse_qsl(query, keep_blank_values=True)
            if not _TRACKING.match(pair[0])
        ]
        query = urlencode(kept)
    path = re.sub(r"/(?:index\.(?:html?|php|asp|aspx))?$", "", parts.path)
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{site_of(url)}{path}{'?' if query else ''}{query}{fragment}"


def site_of(url: str) -> str:
    """Give the host and port, without `www.`; on Google Sites also the folders of one site."""
    parts = urlsplit(url)
    site = parts.netloc.lower().removeprefix("www.")
    if site == "sites.google.com":
        return "/".join([site, *parts.path.strip("/").split("/")[:2]])
    return site


def same_site(url: str, sites: set[str]) -> bool:
    """Whether an address is on one of the sites or on a subdomain of one."""
    site = site_of(url)
    return any(site == own or site.endswith(f".{own}") for own in sites)


def suffix_of(url: str) -> str:
    """Give the file suffix of the last path segment in lower case, "" where there is none."""
    name = unquote(urlsplit(url).path).rstrip("/ ").rpartition("/")[2].lower()
    dot = name.rfind(".")
    suffix = name[dot:].strip() if dot > 0 else ""
    return suffix if re.fullmatch(r"\.[a-z0-9]{2,5}", suffix) else ""


def looks_like_document(url: str) -> bool:
    """Whether the address names a text document, in its path or as `?file=...&type=pdf`."""
    if suffix_of(url) in DOCUMENT_SUFFIXES:
        return True
    return any(
        suffix_of(f"http://x/{value}") in DOCUMENT_SUFFIXES or f".{value.lower()}" == ".pdf"
        for _, value in parse_qsl(urlsplit(url).query)
    )


def words_of(url: str) -> str:
    """Give the address's path and query as words, for matching against what links say."""
    parts = urlsplit(url)
    return _as_words(f"{parts.path} {parts.query}")


def slug_of(url: str) -> str:
    """Give the last part of the path, and the query, as words."""
    parts = urlsplit(url)
    return _as_words(f"{parts.path.rstrip('/').rpartition('/')[2]} {parts.query}")


def _as_words(text: str) -> str:
    text = unquote(text.replace("+", " "))
    text = re.sub(r"\.(?:html?|php|aspx?|pdf|docx?|odt|rtf)\b", " ", text, flags=re.I)
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(re.split(r"[\s/_\-=&?.%~,()\[\]]+", text)).strip()


def shape_of(url: str) -> str:
    """Give the address with every number and long code replaced, to recognise series."""
    parts = urlsplit(url)
    path = re.sub(r"[0-9a-f]{16,}|\d+", "0", parts.path.lower())
    names = sorted({name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return f"{site_of(url)}{path}?{'&'.join(names)}"


def is_trap(url: str, max_length: int = 1500, max_depth: int = 14, max_query: int = 8) -> bool:
    """Whether an address betrays an endless series: too long, too deep, or repeating itself."""
    if len(url) > max_length:
        return True
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > max_depth or len(parse_qsl(parts.query)) > max_query:
        return True
    return _repeats(segments)


def _repeats(segments: list[str]) -> bool:
    """Whether a run of one to three segments stands three times in a row."""
    for size in (1, 2, 3):
        for start in range(len(segments) - 3 * size + 1):
            run = segments[start : start + size]
            again = segments[start + size : start + 3 * size]
            if again == run * 2:
                return True
    return False
