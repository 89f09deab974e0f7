"""From what Scrapy and Twisted raise to the name of an outcome."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity.exceptions import CertificateError, VerificationError
from twisted.internet import error
from twisted.web._newclient import (
    ParseError,
    RequestTransmissionFailed,
    ResponseFailed,
    ResponseNeverReceived,
)

from crawler.safety import UnsafeAddressError

BY_EXCEPTION: tuple[tuple[type[BaseException], str], ...] = (
    (UnsafeAddressError, "unsafe-address"),
    (VerificationError, "tls-name"),
    (CertificateError, "tls-name"),
    (SSL.Error, "tls"),
    (ssl.SSLError, "tls"),
    (CannotResolveHostError, "dns"),
    (error.DNSLookupError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (error.ConnectionRefusedError, "refused"),
    (error.NoRouteError, "unreachable"),
    (DownloadTimeoutError, "timeout"),
    (error.TimeoutError, "timeout"),
    (ResponseDataLossError, "lost"),
    (error.ConnectionLost, "lost"),
    (error.ConnectionDone, "lost"),
    (ParseError, "bad-answer"),
    (UnsupportedURLSchemeError, "bad-address"),
    (DownloadCancelledError, "too-large"),
    # Raised by Scrapy's decompression when a body unpacks to more than the limit.
    (IgnoreRequest, "too-large"),
    (error.ConnectError, "unreachable"),
    (ResponseNeverReceived, "lost"),
    (RequestTransmissionFailed, "lost"),
    (ResponseFailed, "lost"),
    (DownloadFailedError, "lost"),
    (UnicodeError, "bad-address"),
    (ValueError, "bad-address"),
    (OSError, "lost"),
)
"""From the telling to the general: the first that occurs anywhere in the chain of causes."""

_VERIFY_CODES = {10: "tls-expired", 62: "tls-name", 64: "tls-name"}
"""OpenSSL's X509_V_ERR_*: has expired, host name mismatch, IP address mismatch."""


def of_exception(raised: BaseException) -> str:
    """Name the outcome; what nobody foresaw is `crawler-error`."""
    chain = list(_chain(raised))
    for kind, name in BY_EXCEPTION:
        if any(isinstance(link, kind) for link in chain):
            return name
    return "crawler-error"


def _chain(raised: BaseException | None) -> Iterator[BaseException]:
    """Yield the exception, its causes, and the reasons that Twisted packs inside."""
    seen: set[int] = set()
    queue = [raised]
    while queue:
        link = queue.pop(0)
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        queue += [link.__cause__, link.__context__]
        queue += [getattr(reason, "value", None) for reason in getattr(link, "reasons", ())]


def diagnose_tls(host: str, port: int, address: str, timeout: float) -> str | None:
    """Say which way a secure connection fails, by one more handshake; None if it does not.

    Blocking. Twisted's error says only that verification failed; a reader wants to know
    whether the certificate ran out or belongs to somebody else, and whether a silent server
    is down or only does not speak TLS. `address` is the one checked before.
    """
    context = ssl.create_default_context()
    try:
        plain = socket.create_connection((address, port), timeout=timeout)
    except OSError:
        return None
    try:
        with plain, context.wrap_socket(plain, server_hostname=host):
            return None
    except ssl.SSLCertVerificationError as failure:
        return _VERIFY_CODES.get(failure.verify_code, "tls-untrusted")
    except OSError:
        return "tls"
