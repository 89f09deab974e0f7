"""From what Scrapy and Twisted raise to the name of an outcome."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID
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

from crawler.safety import Ipv6OnlyError, NameServiceError, UnsafeAddressError

BY_EXCEPTION: tuple[tuple[type[BaseException], str], ...] = (
    (UnsafeAddressError, "unsafe-address"),
    (Ipv6OnlyError, "ipv6-only"),
    (VerificationError, "tls-name"),
    (CertificateError, "tls-name"),
    (SSL.Error, "tls"),
    (ssl.SSLError, "tls"),
    # Not "dns": a link to a name that does not exist is a dead link, and this may be a live one.
    (NameServiceError, "unreachable"),
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

_NO_ISSUER = frozenset((20, 21))
"""X509_V_ERR_*: the issuer's certificate is not at hand; the first cannot be verified."""


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
        if failure.verify_code in _NO_ISSUER and _names_its_issuer(host, port, address, timeout):
            return "tls-chain"
        return _VERIFY_CODES.get(failure.verify_code, "tls-untrusted")
    except OSError:
        return "tls"


def _names_its_issuer(host: str, port: int, address: str, timeout: float) -> bool:
    """Whether a server's certificate says where its issuer's can be had.

    That is what public authorities write into theirs: then it is not a stranger who vouches
    for the website, the server only leaves out the certificates in between. Nothing is trusted
    on the strength of this, and nothing fetched.
    """
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((address, port), timeout=timeout) as plain,
            context.wrap_socket(plain, server_hostname=host) as secure,
        ):
            der = secure.getpeercert(binary_form=True)
        certificate = x509.load_der_x509_certificate(der or b"")
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    return any(
        each.access_method == AuthorityInformationAccessOID.CA_ISSUERS for each in access.value
    )
