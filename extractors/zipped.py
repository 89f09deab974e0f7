"""Zip containers and their XML, opened without trusting either."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from extractors.limits_table import MAX_MEMBERS, MAX_UNPACKED
from extractors.model import Problem


class UnsafeError(Exception):
    """A container that must not be read on; `problem` is what the document will say."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


@contextmanager
def open_zip(body: bytes) -> Iterator[zipfile.ZipFile]:
    """A zip archive whose members together stay under the limit for unpacked size.

    Raises `UnsafeError` for an archive that is encrypted or too large when unpacked, and
    `zipfile.BadZipFile` for one that is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
            raise UnsafeError("too large")
        if any(m.flag_bits & 1 for m in members):
            raise UnsafeError("encrypted")
        yield archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """One member's bytes, None where there is no such member.

    The directory of an archive may lie about sizes, so reading stops at the limit itself.
    """
    try:
        with archive.open(name) as stream:
            data = stream.read(MAX_UNPACKED + 1)
    except KeyError:
        return None
    except NotImplementedError as error:  # a packing method that nobody uses
        raise UnsafeError("damaged") from error
    except RuntimeError as error:
        raise UnsafeError("encrypted") from error
    if len(data) > MAX_UNPACKED:
        raise UnsafeError("too large")
    return data


def xml_root(data: bytes) -> etree._Element:
    """The root of an XML part. Office files declare no entities: one that does is refused."""
    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data[:20000]:
        raise UnsafeError("damaged")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    root = etree.fromstring(data, parser)
    if root is None:
        raise UnsafeError("damaged")
    return root


def xml_member(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The root of an XML member, None where there is no such member."""
    data = member(archive, name)
    return xml_root(data) if data else None
