"""Every way in which a fetch can end, by name.

A fetch that failed is never "not found": the checks take the name from here, and readers get
its sentence. Whether an outcome is permanent decides if the address is tried again in the
same night.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to end.

    `permanent`: trying again in the same night would not help. `sentence` completes "The
    page could not be checked: ..." for a reader who knows nothing of HTTP. `body`: what came
    is the page that was asked for.
    """

    name: str
    label: str
    sentence: str
    permanent: bool = True
    body: bool = False


_ALL = (
    Outcome("ok", "fetched", "the page came as asked for", body=True),
    Outcome("not-modified", "unchanged", "the page has not changed since last time", body=True),
    # The address and the way there.
    Outcome("no-website", "no website", "the register gives no website that can be opened"),
    Outcome("bad-address", "bad address", "the address cannot be understood"),
    Outcome("unsafe-address", "address refused", "the address leads into a private network"),
    Outcome("dns", "name not found", "the website's name does not exist", permanent=False),
    Outcome(
        "ipv6-only",
        "IPv6 only",
        "the website can be reached over IPv6 only, which we do not use",
    ),
    Outcome("refused", "connection refused", "the server refused the connection", permanent=False),
    Outcome("unreachable", "unreachable", "no way to the server was found", permanent=False),
    Outcome("lost", "connection lost", "the connection broke off", permanent=False),
    Outcome("timeout", "no answer in time", "the server did not answer in time", permanent=False),
    Outcome("too-slow", "too slow", "the page arrived too slowly to be read to its end"),
    Outcome("tls-expired", "certificate expired", "the website's certificate has expired"),
    Outcome("tls-name", "certificate for another name", "the certificate is for another website"),
    Outcome(
        "tls-chain",
        "certificate chain incomplete",
        "the website does not send the certificates between its own and a trusted one",
    ),
    Outcome("tls-untrusted", "certificate not trusted", "nobody trusted vouches for the website"),
    Outcome("tls", "no secure connection", "a secure connection could not be made"),
    # What the server answered.
    Outcome("unauthorised", "login needed (401)", "the page asks for a password"),
    Outcome("forbidden", "forbidden (403)", "the server forbids reading the page"),
    Outcome("http-404", "no such page (404)", "the server has no page at this address"),
    Outcome("gone", "gone (410)", "the page was taken away for good"),
    Outcome(
        "too-many-requests",
        "asked to slow down (429)",
        "the server asked us to come back later",
        permanent=False,
    ),
    Outcome("server-error", "server error (5xx)", "the server is out of order", permanent=False),
    Outcome("client-error", "request refused (4xx)", "the server did not accept the request"),
    Outcome(
        "bad-answer", "answer not understood", "the answer was no proper HTTP", permanent=False
    ),
    Outcome("redirect-loop", "redirect loop", "the address leads round in a circle"),
    # What the page turned out to be.
    Outcome("blocked", "block page", "a challenge or block page came instead of the page"),
    Outcome("parked", "parked domain", "the website's name is up for sale or parked"),
    Outcome("soft-404", "no such page (said by the page)", "the page itself says it is not there"),
    Outcome("sign-in", "login page", "a login page came instead of the document"),
    Outcome("session", "session needed", "the page is shown only to a visitor's own session"),
    Outcome("foreign", "somebody else's page", "the address no longer leads to what it was for"),
    Outcome("script-only", "needs a browser", "the page shows its text in a browser only"),
    Outcome("wrong-content", "wrong content", "something else than the expected file came"),
    Outcome("too-large", "too large", "the file is larger than the limit"),
    Outcome("empty", "empty answer", "the server answered with nothing"),
    # What we may and want to do.
    Outcome("robots", "robots.txt", "the website asks robots not to read it (robots.txt)"),
    Outcome(
        "robots-unreachable",
        "robots.txt out of order",
        "the website's robots.txt could not be loaded, so we may not look",
        permanent=False,
    ),
    Outcome("trap", "crawl trap", "one of many addresses alike, of which we read only some"),
    Outcome("budget", "budget spent", "the budget for this school was spent before"),
    Outcome("crawler-error", "fault of the crawler", "the crawler itself failed", permanent=False),
)

OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in _ALL}

DONE = "done"
"""A visit's outcome when the school could be searched; everything else is from OUTCOMES."""

_STATUSES = {
    401: "unauthorised",
    407: "unauthorised",
    403: "forbidden",
    404: "http-404",
    410: "gone",
    429: "too-many-requests",
    304: "not-modified",
    408: "timeout",
    451: "forbidden",
}


def of_status(status: int) -> str:
    """Name the outcome of an HTTP status; redirects are followed before this is asked."""
    if status in _STATUSES:
        return _STATUSES[status]
    if 200 <= status < 300:
        return "ok"
    if 300 <= status < 400:
        return "redirect-loop"
    return "server-error" if status >= 500 else "client-error"


def is_permanent(name: str) -> bool:
    """Whether an address that ended so is left alone for the rest of the night."""
    return OUTCOMES[name].permanent


def has_body(name: str) -> bool:
    """Whether what came is the page or file that was asked for."""
    return OUTCOMES[name].body


def explain(name: str) -> str:
    """Give the sentence for a reader; an unknown name (an older run's) is shown as it is."""
    outcome = OUTCOMES.get(name)
    return outcome.sentence if outcome else name
