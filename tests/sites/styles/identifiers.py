"""Made-up identifiers in the shapes that vendors use; the same input gives the same one."""

from __future__ import annotations

import base64
import hashlib

from ..model import Publication, School


def hexadecimal(school: School, publication: Publication, length: int = 32) -> str:
    """Give hexadecimal digits."""
    return _digest(school, publication).hex()[:length]


def number(school: School, publication: Publication, digits: int = 8) -> str:
    """Give a number of so many digits that does not begin with 0."""
    value = int.from_bytes(_digest(school, publication)[:8], "big")
    return str(10 ** (digits - 1) + value % (9 * 10 ** (digits - 1)))


def token(school: School, publication: Publication, length: int = 22) -> str:
    """Give letters, digits, `-` and `_`, as in the addresses of shared files."""
    return base64.urlsafe_b64encode(_digest(school, publication)).decode()[:length]


def slug(school: School) -> str:
    """Give the short name under which a vendor knows a school."""
    return f"sampleshire{school.index}"


def _digest(school: School, publication: Publication) -> bytes:
    return hashlib.sha256(f"{school.lot} {publication.key} {publication.name}".encode()).digest()
