"""What the crawler may connect to, and how much it takes.

A school's page is input from outside: it must not make the crawler read an office network, a
cloud's metadata service or a local file. Addresses are checked when a request is made, when
a redirect is followed, and once more by the resolver at the moment of connecting.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from crawler.settings import CrawlSettings

PORTS = frozenset((80, 443, 8000, 8008, 8080, 8081, 8443, 8888))
"""Where websites answer; other ports are services that no school means to publish on."""

_ALSO_REFUSED = tuple(
    ipaddress.ip_network(block)
    for block in ("100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "64:ff9b::/96", "2002::/16")
)


_NO_ANSWER = (f"[Errno {socket.EAI_AGAIN}]", f"[Errno {socket.EAI_FAIL}]", "timeout error")
"""How Twisted's error ends where the name service did not answer, or not with yes or no."""


class UnsafeAddressError(Exception):
    """The address must not be connected to; the message says why."""


class NameServiceError(Exception):
    """The name service gave no answer, so whether the name exists is not known."""


class Ipv6OnlyError(Exception):
    """The name has an IPv6 address and no other; we connect over IPv4 only."""


def is_public(address: str, *, allow_loopback: bool = False) -> bool:
    """Whether an IP address is on the open internet (or loopback, where that is allowed)."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.is_loopback:
        return allow_loopback
    return (
        ip.is_global
        and not ip.is_multicast
        and not any(ip.version == block.version and ip in block for block in _ALSO_REFUSED)
    )


def refuse_unsafe_url(url: str, *, allow_loopback: bool = False) -> None:
    """Raise UnsafeAddressError for what must not be opened, as far as the text shows it.

    Refuses other schemes than http and https, user names in the address, odd ports, and
    literal addresses off the open internet, in any spelling that a C library would accept.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnsafeAddressError(f"not an address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise UnsafeAddressError(f"scheme '{parts.scheme}' is not http or https")
    if parts.username is not None or parts.password is not None:
        raise UnsafeAddressError("the address carries a user name")
    if not host:
        raise UnsafeAddressError("the address has no host")
    if port is not None and port not in PORTS and not allow_loopback:
        raise UnsafeAddressError(f"port {port} is not one that websites use")
    literal = literal_address(host)
    if literal is not None and not is_public(literal, allow_loopback=allow_loopback):
        raise UnsafeAddressError(f"{literal} is not on the open internet")
    if literal is None and is_local_name(host) and not allow_loopback:
        raise UnsafeAddressError(f"{host} is a local name")


def is_local_name(host: str) -> bool:
    """Whether a host name belongs to a machine or a local network by its spelling."""
    name = host.rstrip(".").lower()
    return "." not in name or name.endswith((".local", ".localhost", ".internal", ".home.arpa"))


def literal_address(host: str) -> str | None:
    """Give the IP address that a host spells out, also as 0x7f000001, 2130706433 or 127.1."""
    try:
        return str(ipaddress.ip_address(host.strip("[]").split("%")[0]))
    except ValueError:
        pass
    pieces = host.rstrip(".").split(".")
    if not 1 <= len(pieces) <= 4:
        return None
    numbers = [_number(piece) for piece in pieces]
    if any(number is None for number in numbers):
        return None
    *front, last = [number for number in numbers if number is not None]
    if any(number > 255 for number in front) or last >= 256 ** (4 - len(front)):
        return None
    value = last + sum(number << (24 - 8 * place) for place, number in enumerate(front))
    return str(ipaddress.IPv4Address(value))


def _number(piece: str) -> int | None:
    digits = piece.lower()
    try:
        if digits.startswith("0x"):
            return int(digits, 16)
        if digits.startswith("0") and digits.isdigit() and len(digits) > 1:
            return int(digits, 8)
        return int(digits) if digits.isascii() and digits.isdigit() else None
    except ValueError:
        return None


async def resolve(url: str, *, allow_loopback: bool = False) -> str:
    """Give the one IPv4 address that a URL's host stands for, through the guarded resolver.

    Raises UnsafeAddressError where it must not be opened, Ipv6OnlyError where there is no such
    address but one of IPv6, NameServiceError where that could not be found out, and Twisted's
    DNSLookupError where there is none at all.
    """
    refuse_unsafe_url(url, allow_loopback=allow_loopback)
    host = urlsplit(url).hostname or ""
    if literal := literal_address(host):
        return literal
    from twisted.internet import reactor

    running: Any = reactor
    try:
        return str(await maybe_deferred_to_future(running.resolver.getHostByName(host)))
    except DNSLookupError as error:
        if await asyncio.to_thread(has_ipv6_only, host):
            raise Ipv6OnlyError(f"{host} has no IPv4 address") from error
        raise


def has_ipv6_only(host: str) -> bool:
    """Whether a name that has no IPv4 address has one of IPv6. Blocking."""
    try:
        return bool(socket.getaddrinfo(host, None, socket.AF_INET6))
    except (OSError, UnicodeError):
        return False


def _unanswered(failure: Failure) -> Failure:
    """Tell a name that does not exist from a lookup that failed: Twisted has only words for it."""
    error = failure.value
    if isinstance(error, DNSLookupError) and any(sign in str(error) for sign in _NO_ANSWER):
        raise NameServiceError(str(error)) from error
    return failure


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which gives no address off the open internet.

    It stands between every connection and the network, so a name that changes its address
    between check and use, or behind a redirect, gains nothing. Answers are kept for the
    process's life, so one host stays one address.
    """

    allow_loopback = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Build it with Scrapy's DNS settings and our permission for loopback."""
        resolver = super().from_crawler(crawler, reactor)
        limits = CrawlSettings.model_validate(crawler.settings.getdict("SENDWATCH"))
        resolver.allow_loopback = limits.allow_loopback
        return resolver

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: object = ()
    ) -> Deferred[str]:
        """Resolve a name; fails with UnsafeAddressError where the answer is not public, and
        with NameServiceError where none came.
        """
        resolved: Deferred[str] = super().getHostByName(name)
        return resolved.addCallbacks(self._checked, _unanswered)

    def _checked(self, address: str) -> str:
        if not is_public(address, allow_loopback=self.allow_loopback):
            raise UnsafeAddressError(f"{address} is not on the open internet")
        return address
