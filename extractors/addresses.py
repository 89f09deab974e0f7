"""Where a link really leads, behind the addresses that programs wrap around it.

Google Docs puts its own redirect around every link of an exported document, and Outlook around
every link of a letter that somebody pasted into one.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

_WRAPPERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("www.google.com", "/url", ("q", "url")),
    (".safelinks.protection.outlook.com", "/", ("url",)),
    ("l.facebook.com", "/l.php", ("u",)),
)
"""Host (or its end), path and the parameters that hold the address."""
_LEADS_SOMEWHERE = ("http://", "https://", "mailto:", "tel:")


def direct(url: str) -> str:
    """The address inside a wrapped one; any other comes back as it is."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return url
    for name, path, parameters in _WRAPPERS:
        fits = host.endswith(name) if name.startswith(".") else host == name
        if fits and parts.path == path:
            asked = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}
            inner = next((asked[each][0] for each in parameters if each in asked), "")
            return inner if inner.lower().startswith(_LEADS_SOMEWHERE) else url
    return url
