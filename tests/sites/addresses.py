"""Where the county's hosts listen: one loopback address each, all on one port.

Linux answers on the whole of 127.0.0.0/8 without any set-up; on macOS each address must be
added to the loopback device first.
"""

from __future__ import annotations

from dataclasses import dataclass

from .model import Bind, School, bind_with

SPECIAL = {
    "local-offer": (250, 1),
    "other-local-offer": (250, 2),
    "trust": (250, 3),
    "third-local-offer": (250, 4),
    "council": (250, 5),
}
VENDORS = (
    "primary-storage",
    "jotter-cdn",
    "schudio-files",
    "finalsite-resources",
    "schoolzine-media",
    "drive",
    "wix-static",
    "trust-policies",
    "dropbox",
    "onedrive",
    "docs",
    "sway",
    "trust-shelf",
    "redirector",
)
"""Hosts that many schools share, as the real vendors' are."""

_PER_BLOCK = 250


@dataclass(frozen=True, slots=True)
class Addresses:
    """Loopback addresses of a county: `base` is the first two numbers, such as `127.77`."""

    base: str
    port: int

    def ip(self, host: str) -> str:
        """Give a host's address: the same for every county, whatever its size.

        Raises KeyError for a host that the county does not have.
        """
        if host in SPECIAL:
            block, number = SPECIAL[host]
        elif host in VENDORS:
            block, number = 251, VENDORS.index(host) + 1
        elif host.startswith("school-"):
            block, number = divmod(int(host.removeprefix("school-")), _PER_BLOCK)
            number += 1
        else:
            raise KeyError(host)
        return f"{self.base}.{block}.{number}"

    def origin(self, host: str) -> str:
        """Give `http://address:port` of a host."""
        return f"http://{self.netloc(host)}"

    def netloc(self, host: str) -> str:
        """Give `address:port` of a host."""
        return f"{self.ip(host)}:{self.port}"

    @property
    def bind(self) -> Bind:
        """What turns symbolic addresses into these."""
        return bind_with(self.netloc)

    def website(self, school: School) -> str:
        """Fill a school's website value as the register has it."""
        return school.website.format(
            address=self.netloc(school.host),
            trust=self.netloc("trust"),
            port=self.port,
        )
